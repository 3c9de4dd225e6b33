/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

#include <fcntl.h>
#include <sqlite3.h>

/* Flips spread over the file; a prime step, so that all parts are met. */
#define FLIPS 400

/* Submissions that fill the pages, so that flips meet something. */
#define MORE 40

/* Everything a table says, in the order of its key. The search index is not
   here: its bytes may differ and say the same (a flag that only merging looks
   at), so store_check() holds its words against the quotes. */
static const char *const TABLES[] = {
	"SELECT * FROM document ORDER BY id",
	"SELECT * FROM submission ORDER BY seq",
	"SELECT * FROM submission_state ORDER BY submission, state",
	"SELECT * FROM endorser ORDER BY submission, ordinal",
	"SELECT * FROM supersession ORDER BY older",
	"SELECT * FROM publication ORDER BY number",
	"SELECT * FROM release ORDER BY seq",
	"SELECT * FROM audit ORDER BY seq",
	"SELECT * FROM finding ORDER BY submission",
	"SELECT * FROM text ORDER BY submission",
	"SELECT * FROM passage ORDER BY id",
	"SELECT * FROM claimant ORDER BY submission, ordinal",
	"SELECT * FROM mark ORDER BY commitment, state, passage, place",
	"SELECT * FROM cell ORDER BY state, commitment, round, voice",
	"SELECT * FROM catalogue_file ORDER BY seq",
	"SELECT * FROM decision ORDER BY seq",
	"SELECT * FROM verdict ORDER BY passage",
	"SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name",
};

/* The digest of all of it; false when SQLite refuses to read. */
static bool dump(const char *path, struct digest *out)
{
	struct digester *d;
	struct fault f;
	bool is_read = true;
	sqlite3 *db;

	assert_ok(digester_new(&d, &f), &f);
	(void)sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL);
	for (size_t i = 0; i < COUNT_OF(TABLES) && is_read; i++) {
		sqlite3_stmt *stmt = NULL;
		int rc = sqlite3_prepare_v2(db, TABLES[i], -1, &stmt, NULL);

		while (rc == SQLITE_OK || rc == SQLITE_ROW) {
			rc = sqlite3_step(stmt);
			for (int k = 0;
			     rc == SQLITE_ROW && k < sqlite3_column_count(stmt);
			     k++) {
				const void *at = sqlite3_column_blob(stmt, k);
				int len = sqlite3_column_bytes(stmt, k);

				digester_add_field(d, at ? at : "",
				                   (size_t)len);
			}
		}
		is_read = rc == SQLITE_DONE;
		(void)sqlite3_finalize(stmt);
	}
	(void)sqlite3_close(db);
	digester_end(d, out);
	digester_free(d);
	return is_read;
}

/* A small store with something in every table, closed and whole. */
static void make_store(struct fill *x)
{
	struct note notes[] = { note_of("Slovenia adopted a law on rescue."),
		                note_of("Croatia closed its centres, it says."),
		                note_of("A newer report on rescue at sea.") };
	char ids[COUNT_OF(notes)][SUBMISSION_ID_SIZE];
	struct decision decision;

	fill_open(x);
	notes[1].state = "HRV";
	notes[2].supersedes = ids[0];
	for (size_t i = 0; i < COUNT_OF(notes); i++)
		put_note(x, &notes[i], ids[i]);
	for (int i = 0; i < MORE; i++) {
		struct note note = note_of("");
		char text[1600], id[SUBMISSION_ID_SIZE];
		size_t len = 0;

		for (int k = 0; k < 90; k++)
			len += (size_t)snprintf(text + len, sizeof(text) - len,
			                        "word%dof%d ", k, i);
		note.sentence = text;
		put_note(x, &note, id);
	}
	decision = decision_of(&notes[1], "ana", DECISION_RELEVEL, LEVEL_GAP);
	decide(x, &decision);
	put_verdict(x, &notes[1], ids[1], LEVEL_GAP, 1.0);
	publish_one(x, 35.3, 500);
	assert_ok(store_begin(x->store, &x->f), &x->f);
	assert_ok(store_release(x->store, "2026.1", 600, &x->f), &x->f);
	assert_ok(store_commit(x->store, &x->f), &x->f);
	assert_sound(x);
	store_close(x->store);
	x->store = NULL;
}

static unsigned char flip(int fd, off_t at, unsigned char mask)
{
	unsigned char c = 0;

	assert_int_equal(pread(fd, &c, 1, at), 1);
	c ^= mask;
	assert_int_equal(pwrite(fd, &c, 1, at), 1);
	return c;
}

/* Says whether opening or checking finds something wrong. */
static bool is_found(struct fill *x)
{
	struct store *s = NULL;
	struct fault f;
	int rc;

	if (store_open(x->path, STORE_WRITE, 0, &s, &f) < 0)
		return true;
	rc = store_check(s, NULL, NULL, &x->report, &f);
	store_close(s);
	return rc != 1;
}

static void every_flipped_byte_is_found_or_holds_nothing(void **state)
{
	struct digest before, after;
	size_t found = 0, empty = 0;
	struct fill x;
	struct stat st;
	int fd;

	(void)state;
	make_store(&x);
	assert_true(dump(x.path, &before));
	assert_int_equal(stat(x.path, &st), 0);
	fd = open(x.path, O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);

	for (int i = 0; i < FLIPS; i++) {
		off_t at = (off_t)(((int64_t)i * 7919) % st.st_size);
		unsigned char mask = (unsigned char)(1u << (i % 8));
		(void)flip(fd, at, mask);
		if (is_found(&x)) {
			found++;
		} else {
			if (!dump(x.path, &after) ||
			    !digest_is_equal(&before, &after))
				fail_msg("byte %lld, bit %d: not found",
				         (long long)at, i % 8);
			empty++;
		}
		(void)flip(fd, at, mask);
	}
	(void)close(fd);

	print_message("# %zu of %d flips found, %zu in bytes that hold "
	              "nothing\n",
	              found, FLIPS, empty);
	assert_false(is_found(&x));
	fill_close(&x);
}

/* Rows changed behind the program's back, and what is said of each. */
static void what_is_wrong_is_named(void **state)
{
	static const struct {
		const char *sql, *words;
	} rows[] = {
		{ "UPDATE passage SET quote = 'x' || substr(quote, 2)"
		  " WHERE id & 1",
		  ".1: quote: is not what the text says" },
		{ "UPDATE passage SET start = start + 1, quote ="
		  " substr(quote, 2) || '.' WHERE id & 1",
		  "start: the range lies outside" },
		{ "UPDATE passage SET level = 1 WHERE id & 1",
		  "sha256: is not that of its text" },
		{ "UPDATE text SET bytes = replace(bytes, 'law', 'low')",
		  "bytes: are not those of its sha256" },
		{ "UPDATE mark SET confidence = 1 WHERE state = 'SVN'",
		  "is not what the passage's codings say" },
		{ "UPDATE mark SET voice = 2 WHERE state = 'SVN'",
		  "is not what the passage's codings say" },
		{ "UPDATE mark SET quoted = 1 WHERE state = 'SVN'",
		  "is not what the passage's codings say" },
		{ "UPDATE passage SET endorsers = 'author:b' WHERE id & 1",
		  "sha256: is not that of its text" },
		{ "UPDATE claimant SET name = 'B'",
		  "sha256: is not that of its text" },
		{ "DELETE FROM claimant", "sha256: is not that of its text" },
		{ "INSERT INTO claimant VALUES (99, 0, 'a', 1, '', '', 0, 0)",
		  "claimant: of a submission without findings" },
		{ "DELETE FROM mark WHERE state = 'SVN'",
		  "is not what the passage's codings say" },
		{ "INSERT INTO mark VALUES ('GCM.9', 'SVN', 1, 0, 1, 0, 1, 1, 0,"
		  " 0)",
		  "mark: " },
		{ "UPDATE mark SET review = 0 WHERE state = 'HRV'",
		  "is not what the passage's codings say" },
		{ "UPDATE verdict SET level = 5", "verdict " },
		{ "UPDATE verdict SET demand = 1", "verdict " },
		{ "UPDATE verdict SET best = 1", "verdict " },
		{ "UPDATE verdict SET coders = 2", "verdict " },
		{ "UPDATE verdict SET decisions = 2", "verdict " },
		{ "UPDATE verdict SET codings = x'00'", "verdict " },
		{ "UPDATE verdict SET sha256 = zeroblob(32)", "verdict " },
		{ "UPDATE verdict SET passage = 7", "mark " },
		{ "DELETE FROM verdict", "mark " },
		{ "UPDATE finding SET reason = 'z'", "finding " },
		{ "UPDATE cell SET score = 99", "head+1" },
		{ "DELETE FROM cell", "head+1" },
		{ "DROP TRIGGER document_stays;"
		  "UPDATE document SET bytes = x'00'",
		  "sqlite_schema" },
		{ "DELETE FROM text", "passage" },
		{ "UPDATE word_config SET v = 401 WHERE v = 400",
		  "sqlite_schema" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fill x;
		sqlite3 *db;

		make_store(&x);
		assert_int_equal(sqlite3_open(x.path, &db), SQLITE_OK);
		if (sqlite3_exec(db, rows[i].sql, NULL, NULL, NULL) !=
		    SQLITE_OK)
			fail_msg("%s: %s", rows[i].sql, sqlite3_errmsg(db));
		(void)sqlite3_close(db);
		assert_ok(store_open(x.path, STORE_WRITE, 0, &x.store, &x.f),
		          &x.f);
		if (store_check(x.store, NULL, NULL, &x.report, &x.f) != 0 ||
		    !strstr(x.report.at, rows[i].words))
			fail_msg("%s: %s", rows[i].sql,
			         x.report.len ? x.report.at : "not found");
		fill_close(&x);
	}
}

/* Takes away the trigger, does harm, puts the trigger back as it was. */
static void harm(const char *path, const char *table, const char *sql)
{
	char trigger[512], drop[64];
	sqlite3_stmt *stmt;
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	(void)snprintf(drop, sizeof(drop), "%s_%s", table,
	               strncmp(sql, "DELETE", 6) == 0 ? "remains" : "stays");
	assert_int_equal(sqlite3_prepare_v2(db,
	                                    "SELECT sql FROM sqlite_schema"
	                                    " WHERE name = ?",
	                                    -1, &stmt, NULL),
	                 SQLITE_OK);
	(void)sqlite3_bind_text(stmt, 1, drop, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	(void)snprintf(trigger, sizeof(trigger), "%s",
	               (const char *)sqlite3_column_text(stmt, 0));
	(void)sqlite3_finalize(stmt);
	(void)snprintf(drop, sizeof(drop), "DROP TRIGGER %s_%s", table,
	               strncmp(sql, "DELETE", 6) == 0 ? "remains" : "stays");
	assert_int_equal(sqlite3_exec(db, drop, NULL, NULL, NULL), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	assert_int_equal(sqlite3_exec(db, trigger, NULL, NULL, NULL),
	                 SQLITE_OK);
	(void)sqlite3_close(db);
}

static void evidence_changed_with_its_triggers_away_is_found(void **state)
{
	static const struct {
		const char *table, *sql, *words;
	} rows[] = {
		{ "document", "UPDATE document SET received = 7 WHERE id = 2",
		  "document 2: is not what link" },
		{ "document", "UPDATE document SET bytes = x'00' WHERE id = 2",
		  "document 2: bytes: are not" },
		{ "submission", "UPDATE submission SET visibility = 2",
		  "submission 1: is not" },
		{ "submission", "UPDATE submission SET author = 'B'",
		  "submission 1: is not" },
		{ "submission", "UPDATE submission SET embargo = 1",
		  "submission 1: is not" },
		{ "submission_state", "DELETE FROM submission_state",
		  "submission 1: is not" },
		{ "endorser", "UPDATE endorser SET number = 9",
		  "submission 1: is not" },
		{ "supersession", "UPDATE supersession SET received = 0",
		  "supersession 1: is not" },
		{ "supersession", "DELETE FROM supersession",
		  "supersession 1: is not" },
		{ "publication", "UPDATE publication SET as_of = 501",
		  "publication 1: is not" },
		{ "release", "UPDATE release SET made = 601",
		  "release 1: is not" },
		{ "release", "UPDATE release SET cells = x'00'",
		  "release 1: is not" },
		{ "release", "UPDATE release SET coverage = x'00'",
		  "release 1: is not" },
		{ "release", "UPDATE release SET last = 9",
		  "release 1: is not" },
		{ "decision", "UPDATE decision SET document = 1",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET quote = 'x'",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET prefix = 'x'",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET suffix = 'x'",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET commitment = 'GCM.9'",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET kind = 0",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET level = 5",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET demand = 1",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET states = 'none'",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET coder = 'bor'",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET decided = 51",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET note = ''",
		  "decision 1: is not" },
		{ "decision", "UPDATE decision SET received = 301",
		  "decision 1: is not" },
		{ "decision", "DELETE FROM decision", "decision 1: is not" },
		{ "audit", "UPDATE audit SET hash = zeroblob(32) WHERE seq = 3",
		  "audit 3: hash" },
		{ "audit", "UPDATE audit SET entry = 'x' WHERE seq = 3",
		  "audit 3: hash" },
		{ "audit", "DELETE FROM audit WHERE seq = 3", "audit 4: seq" },
		{ "audit",
		  "DELETE FROM audit WHERE seq ="
		  " (SELECT max(seq) FROM audit)",
		  "rows of evidence" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fill x;

		make_store(&x);
		harm(x.path, rows[i].table, rows[i].sql);
		assert_ok(store_open(x.path, STORE_WRITE, 0, &x.store, &x.f),
		          &x.f);
		if (store_check(x.store, NULL, NULL, &x.report, &x.f) != 0 ||
		    !strstr(x.report.at, rows[i].words))
			fail_msg("%s: %s", rows[i].sql,
			         x.report.len ? x.report.at : "not found");
		fill_close(&x);
	}
}

/* Makes another word of "rescue" in the index. */
static void misspell(const char *path)
{
	sqlite3_stmt *stmt;
	sqlite3_blob *blob;
	sqlite3 *db;
	size_t n = 0;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT id FROM word_data", -1,
	                                    &stmt, NULL),
	                 SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		char bytes[8192], *at;
		int len;

		assert_int_equal(
			sqlite3_blob_open(db, "main", "word_data", "block",
		                          sqlite3_column_int64(stmt, 0), 1,
		                          &blob),
			SQLITE_OK);
		len = sqlite3_blob_bytes(blob);
		assert_true(len <= (int)sizeof(bytes));
		(void)sqlite3_blob_read(blob, bytes, len, 0);
		at = memmem(bytes, (size_t)len, "escue", 5);
		if (at) {
			(void)sqlite3_blob_write(blob, "ascue", 5,
			                         (int)(at - bytes));
			n++;
		}
		(void)sqlite3_blob_close(blob);
	}
	(void)sqlite3_finalize(stmt);
	(void)sqlite3_close(db);
	assert_true(n > 0);
}

static void a_reader_checks_the_index_too(void **state)
{
	struct store *reader;
	struct fill x;

	(void)state;
	make_store(&x);
	assert_ok(store_open(x.path, STORE_READ, 0, &reader, &x.f), &x.f);
	assert_int_equal(store_check(reader, NULL, NULL, &x.report, &x.f), 1);
	store_close(reader);
	misspell(x.path);

	assert_ok(store_open(x.path, STORE_READ, 0, &reader, &x.f), &x.f);
	assert_int_equal(store_check(reader, NULL, NULL, &x.report, &x.f), 0);

	store_close(reader);
	fill_close(&x);
}

static void a_way_into_the_index_that_is_gone_is_found(void **state)
{
	static const char *const HARM[] = {
		"DELETE FROM word_idx",
		"DELETE FROM word_idx WHERE term ="
		" (SELECT max(term) FROM word_idx)",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(HARM); i++) {
		struct fill x;
		sqlite3 *db;

		make_store(&x);
		assert_int_equal(sqlite3_open(x.path, &db), SQLITE_OK);
		assert_int_equal(sqlite3_exec(db, HARM[i], NULL, NULL, NULL),
		                 SQLITE_OK);
		(void)sqlite3_close(db);
		assert_ok(store_open(x.path, STORE_READ, 0, &x.store, &x.f),
		          &x.f);

		assert_int_equal(store_check(x.store, NULL, NULL, &x.report,
		                             &x.f),
		                 0);

		assert_non_null(strstr(x.report.at, "search index"));
		fill_close(&x);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_way_into_the_index_that_is_gone_is_found),
		cmocka_unit_test(every_flipped_byte_is_found_or_holds_nothing),
		cmocka_unit_test(what_is_wrong_is_named),
		cmocka_unit_test(
			evidence_changed_with_its_triggers_away_is_found),
		cmocka_unit_test(a_reader_checks_the_index_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
