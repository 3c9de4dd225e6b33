/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

/* What evidence was given. */
struct given {
	size_t n;
	enum voice voice;
};

static int take(void *context, const struct evidence_row *row, struct fault *f)
{
	struct given *g = context;

	(void)f;
	g->n++;
	g->voice = row->key.voice;
	return 0;
}

static struct note told(enum voice said)
{
	struct note note = note_of("Slovenia trained its coast guard.");

	note.is_told = true;
	note.said = said;
	return note;
}

static void evidence_has_the_voice_of_its_passage(void **state)
{
	const struct stale_line independent = { "SVN", VOICE_INDEPENDENT };
	const struct stale_line civil = { "SVN", VOICE_CIVIL_SOCIETY };
	struct note note = told(VOICE_INDEPENDENT);
	struct given all = { 0 }, of = { 0 }, none = { 0 };
	char id[SUBMISSION_ID_SIZE];
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);

	assert_ok(store_evidence(x.store, &PUBLIC, take, &all, &x.f), &x.f);
	assert_ok(store_evidence_of(x.store, &PUBLIC, &independent, take, &of,
	                            &x.f),
	          &x.f);
	assert_ok(store_evidence_of(x.store, &PUBLIC, &civil, take, &none,
	                            &x.f),
	          &x.f);

	assert_int_equal(all.n, 1);
	assert_int_equal(all.voice, VOICE_INDEPENDENT);
	assert_int_equal(of.n, 1);
	assert_int_equal(none.n, 0);
	assert_sound(&x);
	fill_close(&x);
}

static void both_voices_are_behind_after_it_came(void **state)
{
	struct note note = told(VOICE_INDEPENDENT);
	char id[SUBMISSION_ID_SIZE];
	struct stale_line *lines;
	bool is_all, seen[VOICE_COUNT] = { false };
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);

	assert_ok(store_stale(x.store, x.arena, &lines, &n, &is_all, &x.f),
	          &x.f);

	assert_false(is_all);
	for (size_t i = 0; i < n; i++)
		seen[lines[i].voice] = true;
	assert_true(seen[VOICE_INDEPENDENT]);
	assert_true(seen[VOICE_CIVIL_SOCIETY]);
	assert_false(seen[VOICE_STATE]);
	fill_close(&x);
}

static void a_voice_that_is_only_quoted_has_sent_nothing(void **state)
{
	struct note note = told(VOICE_INDEPENDENT);
	char id[SUBMISSION_ID_SIZE];
	struct coverage *cover;
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);

	assert_ok(store_coverage(x.store, &PUBLIC, x.arena, &cover, &n, &x.f),
	          &x.f);

	assert_int_equal(n, 1);
	assert_int_equal(cover[0].voice, VOICE_CIVIL_SOCIETY);
	fill_close(&x);
}

static void a_states_claim_told_by_another_is_shown_and_counts_nowhere(
	void **state)
{
	const char *const states[] = { "SVN" };
	struct passage_filter filter = {
		.states = states, .n_states = 1, .after = "", .limit = 10
	};
	struct note note = told(VOICE_STATE);
	struct given all = { 0 };
	char id[SUBMISSION_ID_SIZE];
	struct passage_row *rows;
	struct fill x;
	size_t n;

	(void)state;
	note.is_quoted = true;
	fill_open(&x);
	put_note(&x, &note, id);

	assert_ok(store_evidence(x.store, &PUBLIC, take, &all, &x.f), &x.f);
	assert_int_equal(all.n, 0);
	assert_ok(store_passages(x.store, &PUBLIC, &filter, x.arena, &rows, &n,
	                         &x.f),
	          &x.f);
	assert_int_equal(n, 1);
	assert_true(rows[0].is_quoted);
	assert_int_equal(rows[0].voice, VOICE_STATE);
	filter.only_counted = true;
	assert_ok(store_passages(x.store, &PUBLIC, &filter, x.arena, &rows, &n,
	                         &x.f),
	          &x.f);
	assert_int_equal(n, 0);
	fill_close(&x);
}

static void passages_are_asked_for_by_their_own_voice(void **state)
{
	struct passage_filter filter = { .voices = 1u << VOICE_INDEPENDENT,
		                         .after = "",
		                         .limit = 10 };
	struct note note = told(VOICE_INDEPENDENT);
	char id[SUBMISSION_ID_SIZE];
	struct passage_row *rows;
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);

	assert_ok(store_passages(x.store, &PUBLIC, &filter, x.arena, &rows, &n,
	                         &x.f),
	          &x.f);

	assert_int_equal(n, 1); /* not the heading above it */
	fill_close(&x);
}

static void who_makes_claims_is_listed_to_those_who_may_see_it(void **state)
{
	struct note note = note_of("Slovenia trained its coast guard.");
	char id[SUBMISSION_ID_SIZE];
	struct claimant *list;
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	note.visibility = VISIBILITY_SEALED;
	put_note(&x, &note, id);

	assert_ok(store_claimants(x.store, &OPERATOR, id, x.arena, &list, &n,
	                          &x.f),
	          &x.f);
	assert_int_equal(n, 1);
	assert_string_equal(list[0].key, "author:A");
	assert_string_equal(list[0].name, "A");
	assert_int_equal(list[0].passages, 2);
	assert_ok(store_claimants(x.store, &PUBLIC, id, x.arena, &list, &n,
	                          &x.f),
	          &x.f);
	assert_int_equal(n, 0);
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(evidence_has_the_voice_of_its_passage),
		cmocka_unit_test(both_voices_are_behind_after_it_came),
		cmocka_unit_test(a_voice_that_is_only_quoted_has_sent_nothing),
		cmocka_unit_test(
			a_states_claim_told_by_another_is_shown_and_counts_nowhere),
		cmocka_unit_test(passages_are_asked_for_by_their_own_voice),
		cmocka_unit_test(
			who_makes_claims_is_listed_to_those_who_may_see_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
