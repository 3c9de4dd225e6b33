/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

#include <sqlite3.h>

static void a_submission_comes_back_as_it_was_sent(void **state)
{
	struct note note = note_of("Slovenia adopted a law.");
	char id[SUBMISSION_ID_SIZE];
	struct submission sub;
	struct digest want;
	const char *bytes;
	struct fill x;
	size_t len;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);

	assert_int_equal(store_submission(x.store, &PUBLIC, id, x.arena, &sub,
	                                  &x.f),
	                 1);
	assert_int_equal(store_document(x.store, &PUBLIC, id, x.arena, &bytes,
	                                &len, &x.f),
	                 1);

	digest_of(note.sentence, strlen(note.sentence), &want);
	assert_true(digest_is_equal(&sub.document, &want));
	assert_string_equal(bytes, note.sentence);
	assert_string_equal(sub.id, id);
	assert_string_equal(sub.states[0], "SVN");
	assert_int_equal(sub.voice, VOICE_CIVIL_SOCIETY);
	assert_string_equal(sub.round, "IMRF2026");
	assert_string_equal(sub.kind, "shadow_report");
	assert_string_equal(sub.author, "A");
	assert_string_equal(sub.symbol, "X/1");
	assert_string_equal(sub.date, "2026-01");
	assert_string_equal(sub.file_name, "a.txt");
	assert_int_equal(sub.received_s, 100);
	assert_int_equal(sub.n_endorsers, 2);
	assert_string_equal(sub.endorsers[1].name, "Bor");
	assert_int_equal(sub.endorsers[1].number, 3);
	assert_int_equal(sub.n_passages, 2);
	assert_int_equal(sub.n_codings, 1);
	assert_string_equal(sub.extractor, "x1");
	fill_close(&x);
}

/* Submits the same bytes about STATE in ROUND; gives is_known. */
static bool send(struct fill *x, const char *state, const char *round, char *id)
{
	char states[1][STATE_SIZE];
	struct submission sub = { .states = (const char(*)[STATE_SIZE])states,
		                  .n_states = 1,
		                  .received_s = 1 };
	bool is_known = false;

	(void)snprintf(states[0], STATE_SIZE, "%s", state);
	(void)snprintf(sub.round, sizeof(sub.round), "%s", round);
	assert_ok(store_submit(x->store, &sub, "same", 4, id, &is_known, &x->f),
	          &x->f);
	return is_known;
}

static void the_same_bytes_again_are_recognised(void **state)
{
	char first[SUBMISSION_ID_SIZE], second[SUBMISSION_ID_SIZE];
	char third[SUBMISSION_ID_SIZE];
	struct fill x;

	(void)state;
	fill_open(&x);
	assert_ok(store_begin(x.store, &x.f), &x.f);

	assert_false(send(&x, "SVN", "IMRF2026", first));
	assert_true(send(&x, "SVN", "IMRF2026", second));
	assert_false(send(&x, "HRV", "IMRF2026", third));

	assert_string_equal(first, second);
	assert_memory_equal(first, third, 17);
	assert_string_equal(first + 16, "-1");
	assert_string_equal(third + 16, "-2");
	assert_ok(store_commit(x.store, &x.f), &x.f);
	assert_sound(&x);
	fill_close(&x);
}

static void only_the_newest_version_is_superseded(void **state)
{
	struct submission sub = { .supersedes = "0123456789abcdef-1" };
	struct note first = note_of("One."), second = note_of("Two.");
	char id[SUBMISSION_ID_SIZE], newer[SUBMISSION_ID_SIZE];
	struct submission got;
	bool is_known;
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &first, id);
	second.supersedes = id;
	put_note(&x, &second, newer);

	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_fault(store_submit(x.store, &sub, "x", 1, newer, &is_known,
	                          &x.f),
	             &x.f, FAULT_NOTFOUND);
	sub.supersedes = id;
	assert_fault(store_submit(x.store, &sub, "y", 1, newer, &is_known,
	                          &x.f),
	             &x.f, FAULT_CONFLICT);
	store_rollback(x.store);
	assert_int_equal(store_submission(x.store, &PUBLIC, id, x.arena, &got,
	                                  &x.f),
	                 1);
	assert_string_equal(got.superseded_by, newer);
	fill_close(&x);
}

static void submissions_are_listed_in_order_and_by_page(void **state)
{
	const char *states[] = { "HRV" }, *rounds[] = { "UPR2025" };
	struct submission_filter filter = { .after = "", .limit = 2 };
	struct note note = note_of("");
	char text[32], id[SUBMISSION_ID_SIZE];
	struct submission *subs;
	struct fill x;
	size_t n;

	(void)state;
	fill_open(&x);
	for (int i = 0; i < 5; i++) {
		(void)snprintf(text, sizeof(text), "Number %d.", i);
		note.sentence = text;
		note.received_s = 500 - i; /* the last came first */
		note.state = i == 3 ? "HRV" : "SVN";
		note.round = i == 4 ? "UPR2025" : "IMRF2026";
		put_note(&x, &note, id);
	}

	assert_ok(store_submissions(x.store, &PUBLIC, &filter, x.arena, &subs,
	                            &n, &x.f),
	          &x.f);
	assert_int_equal(n, 2);
	assert_int_equal(subs[0].received_s, 496);
	filter.after = subs[1].id;
	filter.limit = 10;
	assert_ok(store_submissions(x.store, &PUBLIC, &filter, x.arena, &subs,
	                            &n, &x.f),
	          &x.f);
	assert_int_equal(n, 3);
	assert_int_equal(subs[2].received_s, 500);
	filter.after = "";
	filter.states = states;
	filter.n_states = 1;
	assert_ok(store_submissions(x.store, &PUBLIC, &filter, x.arena, &subs,
	                            &n, &x.f),
	          &x.f);
	assert_int_equal(n, 1);
	filter.states = NULL;
	filter.rounds = rounds;
	filter.n_rounds = 1;
	filter.voices = 1u << VOICE_CIVIL_SOCIETY;
	filter.statuses = 1u << SUBMISSION_ASSESSED;
	assert_ok(store_submissions(x.store, &PUBLIC, &filter, x.arena, &subs,
	                            &n, &x.f),
	          &x.f);
	assert_int_equal(n, 1);
	filter.voices = 1u << VOICE_STATE;
	assert_ok(store_submissions(x.store, &PUBLIC, &filter, x.arena, &subs,
	                            &n, &x.f),
	          &x.f);
	assert_int_equal(n, 0);
	filter.after = "nonsense";
	assert_fault(store_submissions(x.store, &PUBLIC, &filter, x.arena,
	                               &subs, &n, &x.f),
	             &x.f, FAULT_INPUT);
	fill_close(&x);
}

static void evidence_can_be_neither_changed_nor_removed(void **state)
{
	static const char *const TRIES[] = {
		"UPDATE document SET received = 0",
		"DELETE FROM document",
		"UPDATE submission SET author = 'B'",
		"DELETE FROM submission",
		"DELETE FROM submission_state",
		"UPDATE endorser SET name = 'C'",
		"UPDATE audit SET entry = ''",
		"DELETE FROM audit",
	};
	struct note note = note_of("Slovenia adopted a law.");
	char id[SUBMISSION_ID_SIZE];
	struct fill x;
	sqlite3 *db;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);
	assert_int_equal(sqlite3_open(x.path, &db), SQLITE_OK);

	for (size_t i = 0; i < COUNT_OF(TRIES); i++)
		assert_int_equal(sqlite3_exec(db, TRIES[i], NULL, NULL, NULL),
		                 SQLITE_CONSTRAINT);
	(void)sqlite3_close(db);
	assert_sound(&x);
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_submission_comes_back_as_it_was_sent),
		cmocka_unit_test(the_same_bytes_again_are_recognised),
		cmocka_unit_test(only_the_newest_version_is_superseded),
		cmocka_unit_test(submissions_are_listed_in_order_and_by_page),
		cmocka_unit_test(evidence_can_be_neither_changed_nor_removed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
