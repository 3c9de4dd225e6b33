/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

#include <sqlite3.h>

#include "../../service/store/db.h"

/* What may not be scanned from end to end to answer a reader. */
static const char *const LARGE[] = { "passage",  "mark",     "text",
	                             "p",        "m",        "t",
	                             "document", "endorser", "decision",
	                             "verdict",  "c",        "w" };

static const enum query MAIN[] = {
	QUERY_DOCUMENT_FIND,
	QUERY_DOCUMENT_BYTES,
	QUERY_SUBMISSION_SAME,
	QUERY_SUBMISSION_ONE,
	QUERY_SUBMISSION_LIST_DOCUMENT,
	QUERY_DECISIONS_OF,
	QUERY_VERDICT_ROWS,
	QUERY_STATES,
	QUERY_ENDORSERS,
	QUERY_TEXT,
	QUERY_PASSAGE_ONE,
	QUERY_PASSAGE_IN_TEXT,
	QUERY_PASSAGE_ABOUT_IN_TEXT,
	QUERY_PASSAGE_ABOUT_STRONGEST,
	QUERY_PASSAGE_TOPIC_IN_TEXT,
	QUERY_PASSAGE_TOPIC_STRONGEST,
	QUERY_COMMITMENTS,
	QUERY_PLACES,
	QUERY_SEARCH,
	QUERY_QUOTE,
	QUERY_MARK_DELETE,
	QUERY_PASSAGE_DELETE,
	QUERY_PUBLICATION_HEAD,
	QUERY_PUBLICATION_NUMBER,
	QUERY_RELEASE_ONE,
	QUERY_GROUNDS,
	QUERY_CHANGES,
};

static bool is_scan_of(const char *detail, const char *table)
{
	char word[64];

	(void)snprintf(word, sizeof(word), "SCAN %s", table);
	return strncmp(detail, word, strlen(word)) == 0 &&
	       (detail[strlen(word)] == '\0' || detail[strlen(word)] == ' ') &&
	       !strstr(detail, "USING");
}

static void the_main_statements_use_indexes(void **state)
{
	const struct query_row *table = query_table();
	struct fill x;

	(void)state;
	fill_open(&x);
	for (size_t i = 0; i < COUNT_OF(MAIN); i++) {
		const char *sql =
			arena_print(x.arena, &x.f, "EXPLAIN QUERY PLAN %s",
		                    table[MAIN[i]].sql);
		sqlite3_stmt *stmt = NULL;

		assert_int_equal(sqlite3_prepare_v2(x.store->db, sql, -1, &stmt,
		                                    NULL),
		                 SQLITE_OK);
		while (sqlite3_step(stmt) == SQLITE_ROW) {
			const char *detail =
				(const char *)sqlite3_column_text(stmt, 3);

			for (size_t k = 0; k < COUNT_OF(LARGE); k++)
				if (is_scan_of(detail, LARGE[k]))
					fail_msg("%s: %s", detail, sql);
		}
		(void)sqlite3_finalize(stmt);
	}
	fill_close(&x);
}

static void every_statement_has_its_text(void **state)
{
	(void)state;
	for (int q = 0; q < QUERY_COUNT; q++)
		assert_non_null(query_table()[q].sql);
}

static void a_reading_connection_does_what_is_listed_only(void **state)
{
	static const char *const REFUSED[] = {
		"CREATE TABLE t (a)",
		"DELETE FROM cell",
		"ATTACH ':memory:' AS other",
		"PRAGMA journal_mode = DELETE",
		"PRAGMA user_version = 3",
		"PRAGMA writable_schema = ON",
		"SELECT load_extension('x')",
		"SELECT randomblob(10)",
		"SELECT hex(zeroblob(1000000))",
		"CREATE TEMP TABLE t (a)",
		"VACUUM",
	};
	struct store *reader;
	struct fill x;

	(void)state;
	fill_open(&x);
	assert_ok(store_open(x.path, STORE_READ, 0, &reader, &x.f), &x.f);

	for (size_t i = 0; i < COUNT_OF(REFUSED); i++)
		if (sqlite3_exec(reader->db, REFUSED[i], NULL, NULL, NULL) ==
		    SQLITE_OK)
			fail_msg("allowed: %s", REFUSED[i]);
	store_close(reader);
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_main_statements_use_indexes),
		cmocka_unit_test(every_statement_has_its_text),
		cmocka_unit_test(a_reading_connection_does_what_is_listed_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
