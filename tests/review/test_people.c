/* SPDX-License-Identifier: Apache-2.0 */
/* What silence means: METHOD.md 11.9. */
#include "check.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "review.h"

/* One decision on the passage, in order of receipt. */
struct word {
	const char *coder;
	const char *commitment;
	enum decision_kind kind;
};

#define WORDS_MOST 8

/* The codes of N words on one passage. */
static struct arena *tally(const struct word *w, size_t n, struct people *out)
{
	static struct decision d[WORDS_MOST];
	struct arena *a;
	struct fault f;

	assert_true(n <= WORDS_MOST);
	for (size_t i = 0; i < n; i++) {
		d[i] = (struct decision){ .quote = "Families are housed.",
			                  .prefix = "",
			                  .suffix = "",
			                  .kind = w[i].kind,
			                  .level = LEVEL_MEASURE,
			                  .coder = w[i].coder,
			                  .decided_s = (int64_t)i,
			                  .note = "" };
		(void)snprintf(d[i].commitment, sizeof(d[i].commitment), "%s",
		               w[i].commitment);
	}
	assert_ok(arena_new(1 << 20, &a, &f), &f);
	assert_ok(people_codes(d, n, a, out, &f), &f);
	return a;
}

/* How many said CODE of COMMITMENT. */
static size_t count(const struct people *p, const char *commitment, int code)
{
	size_t n = 0;

	for (size_t i = 0; i < p->n_units; i++)
		for (size_t k = 0; k < p->n_coders; k++)
			n += strcmp(p->unit[i]->commitment, commitment) == 0 &&
			     p->is_so[i * p->n_coders + k] == code;
	return n;
}

static void silence_on_what_the_program_found_says_nothing(void **state)
{
	static const struct word WORDS[] = {
		{ "Ann", "GCM.7", DECISION_ACCEPT },
		{ "Ben", "GCM.7", DECISION_REJECT },
		{ "Cat", "GCM.8", DECISION_ACCEPT },
	};
	struct people p;
	struct arena *a = tally(WORDS, 3, &p);

	(void)state;
	assert_int_equal(count(&p, "GCM.7", 1), 1);
	assert_int_equal(count(&p, "GCM.7", 0), 1);
	assert_int_equal(count(&p, "GCM.7", CODE_MISSING), 1);
	arena_free(a);
}

static void silence_on_what_another_added_is_no(void **state)
{
	static const struct word WORDS[] = {
		{ "Ann", "GCM.7", DECISION_ADD },
		{ "Cat", "GCM.8", DECISION_ACCEPT },
	};
	struct people p;
	struct arena *a = tally(WORDS, 2, &p);

	(void)state;
	assert_int_equal(count(&p, "GCM.7", 1), 1);
	assert_int_equal(count(&p, "GCM.7", 0), 1);
	arena_free(a);
}

static void it_is_no_though_a_third_accepts_the_addition(void **state)
{
	static const struct word WORDS[] = {
		{ "Ann", "GCM.7", DECISION_ADD },
		{ "Ben", "GCM.7", DECISION_ACCEPT },
		{ "Cat", "GCM.8", DECISION_ACCEPT },
	};
	struct people p;
	struct arena *a = tally(WORDS, 3, &p);

	(void)state;
	assert_int_equal(count(&p, "GCM.7", 1), 2);
	assert_int_equal(count(&p, "GCM.7", 0), 1);
	arena_free(a);
}

static void it_is_no_though_the_addition_is_taken_back(void **state)
{
	static const struct word WORDS[] = {
		{ "Ann", "GCM.7", DECISION_ADD },
		{ "Ben", "GCM.7", DECISION_ACCEPT },
		{ "Ann", "GCM.7", DECISION_REJECT },
		{ "Cat", "GCM.8", DECISION_ACCEPT },
	};
	struct people p;
	struct arena *a = tally(WORDS, 4, &p);

	(void)state;
	assert_int_equal(count(&p, "GCM.7", 1), 1);
	assert_int_equal(count(&p, "GCM.7", 0), 2);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			silence_on_what_the_program_found_says_nothing),
		cmocka_unit_test(silence_on_what_another_added_is_no),
		cmocka_unit_test(it_is_no_though_a_third_accepts_the_addition),
		cmocka_unit_test(it_is_no_though_the_addition_is_taken_back),
	};

	return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
