/* SPDX-License-Identifier: Apache-2.0 */
/* Agreement among people, as a stranger may ask for it. */
#include "serve/house.h"

#include <unistd.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "model/decision.h"
#include "review.h"
#include "store.h"

#define MEMORY ((size_t)64 << 20)

/* One word of one coder: reject, or a level. */
struct word {
	size_t sentence, coder;
	bool is_reject;
	enum level level;
};

static const char *const CODERS[] = { "Ann", "Ben" };

static const char *const QUOTES[] = {
	"Slovenia adopted alternatives to detention.",
	"=cmd() families are housed in open centres.",
	"Open centres serve every family.",
	"Rescue at sea was mentioned.",
};

/* Yes or no of two people on four codings: one of four is disputed. */
static const struct word WORDS[] = {
	{ 0, 0, false, LEVEL_MEASURE }, { 0, 1, false, LEVEL_MEASURE },
	{ 1, 0, false, LEVEL_RESULT },  { 1, 1, false, LEVEL_MEASURE },
	{ 2, 0, false, LEVEL_RESULT },  { 2, 1, true, LEVEL_MENTION },
	{ 3, 0, true, LEVEL_MENTION },  { 3, 1, true, LEVEL_MENTION },
};

static struct decision decision_of(const struct word *w)
{
	struct decision d = { .quote = QUOTES[w->sentence],
		              .prefix = "",
		              .suffix = "",
		              .kind = w->is_reject ? DECISION_REJECT
		                                   : DECISION_ACCEPT,
		              .level = w->level,
		              .coder = CODERS[w->coder],
		              .decided_s = HOUSE_NOW,
		              .note = "" };

	(void)snprintf(d.commitment, sizeof(d.commitment), "%s",
	               w->sentence == 3 ? "GCM.8" : "GCM.13");
	return d;
}

/* Puts all WORDS on the document ID. */
static void decide(struct house *h, const char *id)
{
	const struct reader all = { AUDIENCE_OPERATOR, HOUSE_NOW, 0 };
	struct submission s;
	struct store *store = NULL;
	struct arena *a = NULL;
	struct fault f = { 0 };

	assert_ok(arena_new(MEMORY, &a, &f), &f);
	assert_ok(store_open(h->path, STORE_WRITE, 1000, &store, &f), &f);
	assert_ok(store_begin(store, &f), &f);
	assert_int_equal(store_submission(store, &all, id, a, &s, &f), 1);
	for (size_t i = 0; i < COUNT_OF(WORDS); i++) {
		struct decision d = decision_of(&WORDS[i]);

		d.document = s.document;
		assert_ok(store_decide(store, &d, HOUSE_NOW, &f), &f);
	}
	assert_ok(store_commit(store, &f), &f);
	store_close(store);
	arena_free(a);
}

static void refresh(struct house *h)
{
	struct fault f = { 0 };

	house_publish(h);
	assert_ok(site_refresh(h->site, &f), &f);
}

static void without_decisions_there_is_no_number(void **state)
{
	struct house *h = *state;

	assert_int_equal(house_get(h, "/api/v1/agreement")->status, 200);
	assert_int_equal(house_rows(h), 2);
	assert_true(cJSON_IsNull(house_data(h, "0.alpha")));
	assert_string_equal(house_string(h, "0.status"), "not_computable");
	assert_true(house_number(h, "0.units") == 0.0);
}

/* Of hidden documents, nothing: not a number, not a language. */
static void decisions_on_what_nobody_may_see_are_not_counted(void **state)
{
	struct house *h = *state;
	size_t hidden = COUNT_OF(h->ids);

	for (size_t i = 0; i < COUNT_OF(h->ids) && h->ids[i][0]; i++) {
		char target[80];

		(void)snprintf(target, sizeof(target), "/api/v1/submissions/%s",
		               h->ids[i]);
		if (house_get(h, target)->status == 404)
			hidden = i;
	}
	assert_true(hidden < COUNT_OF(h->ids));
	decide(h, h->ids[hidden]);
	refresh(h);
	without_decisions_there_is_no_number(state);
}

/* METHOD.md 11.9, by hand. Yes or no: 4 units, 8 codes, one unit of four
   differs, so observed disagreement is 2/8; 5 yes and 3 no, so expected is
   2 * 5 * 3 / (8 * 7). Alpha is 1 - (1/4) / (15/28) = 0.533. */
static void alpha_is_what_a_hand_computes(void **state)
{
	struct house *h = *state;
	struct fault f = { 0 };

	decide(h, h->ids[0]);
	/* gcmtrack review publishes with what it takes. */
	house_add(h);
	assert_ok(site_refresh(h->site, &f), &f);
	assert_int_equal(house_get(h, "/api/v1/agreement")->status, 200);
	assert_true(cJSON_IsNull(house_data(h, "0.catalogue")));
	assert_string_equal(house_string(h, "0.of"), "commitment");
	assert_true(house_number(h, "0.units") == 4.0);
	assert_true(house_number(h, "0.coders") == 2.0);
	assert_true(house_number(h, "0.codes") == 8.0);
	assert_true(house_number(h, "0.alpha") == 0.533);
	assert_string_equal(house_string(h, "1.of"), "level");
	assert_string_equal(house_string(h, "1.metric"), "ordinal");
	assert_true(house_number(h, "1.units") == 2.0);
}

static void each_catalogue_and_language_has_its_own(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/agreement");
	assert_int_equal(house_rows(h), 4);
	assert_string_equal(house_string(h, "2.catalogue"), "gcm");
	assert_string_equal(house_string(h, "2.language"), "en");
	assert_true(house_number(h, "2.alpha") == 0.533);
}

static void who_decided_is_told_to_nobody(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/agreement");
	assert_false(house_holds(h, "Ann"));
	(void)house_get(h, "/api/v1/agreement?format=csv");
	assert_false(house_holds(h, "Ben"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_decisions_there_is_no_number),
		cmocka_unit_test(
			decisions_on_what_nobody_may_see_are_not_counted),
		cmocka_unit_test(alpha_is_what_a_hand_computes),
		cmocka_unit_test(each_catalogue_and_language_has_its_own),
		cmocka_unit_test(who_decided_is_told_to_nobody),
	};

	return cmocka_run_group_tests_name("agreement", tests, house_open,
	                                   house_close);
}
