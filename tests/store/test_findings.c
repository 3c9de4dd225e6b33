/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

#include <sqlite3.h>

static const char *const FINDINGS[] = {
	"SELECT * FROM finding ORDER BY submission",
	"SELECT * FROM text ORDER BY submission",
	"SELECT * FROM passage ORDER BY id",
	"SELECT * FROM mark ORDER BY commitment, state, passage, place",
	"SELECT * FROM cell ORDER BY state, commitment, round, voice",
};

/* Writes every value of every findings table, with its type, into B. */
static void dump(const char *path, struct buf *b)
{
	struct fault f;
	sqlite3 *db;

	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL),
	                 SQLITE_OK);
	for (size_t i = 0; i < COUNT_OF(FINDINGS); i++) {
		sqlite3_stmt *stmt;

		assert_int_equal(sqlite3_prepare_v2(db, FINDINGS[i], -1, &stmt,
		                                    NULL),
		                 SQLITE_OK);
		while (sqlite3_step(stmt) == SQLITE_ROW)
			for (int k = 0; k < sqlite3_column_count(stmt); k++) {
				const void *at = sqlite3_column_blob(stmt, k);
				int len = sqlite3_column_bytes(stmt, k);

				assert_ok(buf_addf(b, &f, "|%d:%d:",
				                   sqlite3_column_type(stmt, k),
				                   len),
				          &f);
				assert_ok(buf_add(b, at ? at : "", (size_t)len,
				                  &f),
				          &f);
			}
		(void)sqlite3_finalize(stmt);
	}
	(void)sqlite3_close(db);
}

static void findings_come_back_as_they_were_put(void **state)
{
	struct note note = note_of("Slovenia adopted a law on rescue at sea.");
	char id[SUBMISSION_ID_SIZE], passage[SUBMISSION_ID_SIZE + 4];
	struct passage_row row;
	struct made m;
	struct text text;
	struct fill x;

	(void)state;
	fill_open(&x);
	make_found(&note, &m);
	put_note(&x, &note, id);
	(void)snprintf(passage, sizeof(passage), "%s.1", id);

	assert_int_equal(store_text(x.store, &PUBLIC, id, x.arena, &text, &x.f),
	                 1);
	assert_int_equal(store_passage(x.store, &PUBLIC, passage, x.arena, &row,
	                               &x.f),
	                 1);

	assert_int_equal(text.len, m.text.len);
	assert_memory_equal(text.bytes, m.text.bytes, text.len);
	assert_int_equal(text.n_blocks, 2);
	assert_int_equal(text.blocks[0].heading, BLOCK_NO_HEADING);
	assert_string_equal(row.quote, note.sentence);
	assert_string_equal(row.prefix, "Saving lives\n");
	assert_string_equal(row.suffix, "");
	assert_string_equal(row.trail, "Saving lives");
	assert_string_equal(row.paragraph, "12");
	assert_int_equal(row.page, 3);
	assert_int_equal(row.n_codings, 1);
	assert_string_equal(row.codings[0].commitment, "GCM.8");
	assert_true(row.codings[0].confidence == 0.9123);
	assert_string_equal(row.codings[0].states[0], "SVN");
	assert_string_equal(row.codings[0].why[0].text, "search and rescue");
	assert_true(row.codings[0].why[0].weight == 1.25);
	fill_close(&x);
}

static void findings_refilled_are_the_same_bytes(void **state)
{
	struct note notes[] = { note_of("The first sentence."),
		                note_of("A second one, of another kind."),
		                note_of("Third.") };
	char ids[COUNT_OF(notes)][SUBMISSION_ID_SIZE];
	struct buf before, after;
	struct made m;
	struct fill x;

	(void)state;
	fill_open(&x);
	buf_init(&before, FILL_MEMORY);
	buf_init(&after, FILL_MEMORY);
	notes[1].state = "HRV";
	notes[2].commitment = NULL;
	for (size_t i = 0; i < COUNT_OF(notes); i++)
		put_note(&x, &notes[i], ids[i]);
	publish_one(&x, 35.3, 500);
	dump(x.path, &before);

	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_ok(store_findings_empty(x.store, &x.f), &x.f);
	for (size_t i = COUNT_OF(notes); i-- > 0;) {
		make_found(&notes[i], &m);
		/* Twice: what a history leaves behind must not show. */
		assert_ok(store_findings_put(x.store, ids[i], &m.found, &x.f),
		          &x.f);
		assert_ok(store_findings_put(x.store, ids[i], &m.found, &x.f),
		          &x.f);
	}
	assert_ok(store_commit(x.store, &x.f), &x.f);
	publish_one(&x, 35.3, 500);
	dump(x.path, &after);

	assert_int_equal(before.len, after.len);
	assert_memory_equal(before.at, after.at, before.len);
	assert_sound(&x);
	buf_clear(&before);
	buf_clear(&after);
	fill_close(&x);
}

static void findings_check_names_the_first_difference(void **state)
{
	struct note note = note_of("Slovenia adopted a law.");
	char id[SUBMISSION_ID_SIZE];
	struct made m;
	struct fill x;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);
	make_found(&note, &m);

	assert_int_equal(store_findings_check(x.store, id, &m.found, &x.report,
	                                      &x.f),
	                 1);
	m.coding.confidence = 0.5;
	assert_int_equal(store_findings_check(x.store, id, &m.found, &x.report,
	                                      &x.f),
	                 0);

	assert_non_null(strstr(x.report.at, "best differs"));
	assert_non_null(strstr(x.report.at, id));
	fill_close(&x);
}

static void findings_about_nothing_are_refused(void **state)
{
	struct note note = note_of("Slovenia adopted a law.");
	char id[SUBMISSION_ID_SIZE];
	struct made m;
	struct fill x;

	(void)state;
	fill_open(&x);
	make_found(&note, &m);

	assert_fault(store_findings_put(x.store, "0-1", &m.found, &x.f), &x.f,
	             FAULT_STORE); /* outside a transaction */
	assert_ok(store_begin(x.store, &x.f), &x.f);
	assert_fault(store_findings_put(x.store, "0-1", &m.found, &x.f), &x.f,
	             FAULT_NOTFOUND);
	submit_note(&x, &note, id);
	m.passages[1].len = 4000;
	assert_fault(store_findings_put(x.store, id, &m.found, &x.f), &x.f,
	             FAULT_INPUT);
	store_rollback(x.store);
	fill_close(&x);
}

static void a_refusal_is_stored_with_its_reason(void **state)
{
	const struct findings refused = { .status = SUBMISSION_REFUSED,
		                          .format = FORMAT_PDF,
		                          .language = "und",
		                          .reason = "no text layer",
		                          .extractor = "x1",
		                          .coder = "c1",
		                          .catalogue = "gcm/2018" };
	struct note note = note_of("bytes");
	char id[SUBMISSION_ID_SIZE], next[SUBMISSION_ID_SIZE];
	struct submission sub;
	struct fill x;

	(void)state;
	fill_open(&x);
	assert_ok(store_begin(x.store, &x.f), &x.f);
	submit_note(&x, &note, id);
	assert_int_equal(store_pending(x.store, "", next, &x.f), 1);
	assert_string_equal(next, id);
	assert_ok(store_findings_put(x.store, id, &refused, &x.f), &x.f);
	assert_ok(store_commit(x.store, &x.f), &x.f);

	assert_int_equal(store_submission(x.store, &PUBLIC, id, x.arena, &sub,
	                                  &x.f),
	                 1);

	assert_int_equal(sub.status, SUBMISSION_REFUSED);
	assert_string_equal(sub.reason, "no text layer");
	assert_int_equal(store_pending(x.store, "", next, &x.f), 0);
	assert_sound(&x);
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(findings_come_back_as_they_were_put),
		cmocka_unit_test(findings_refilled_are_the_same_bytes),
		cmocka_unit_test(findings_check_names_the_first_difference),
		cmocka_unit_test(findings_about_nothing_are_refused),
		cmocka_unit_test(a_refusal_is_stored_with_its_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
