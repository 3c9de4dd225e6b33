/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The search index against the quotes, twice: word by word in the snapshot
 * that is being checked, which any reader can do; and by FTS5 itself, which
 * also looks at how the index is built but has to be allowed to write.
 */
#include "check.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"

#include "db.h"
#include "store.h"
#include "words.h"

/* FNV-1a, 64 bits: told apart by accident, not by an enemy (the index holds
   nothing that the quotes do not say). */
#define FNV_START UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x100000001b3)

/* A page of the index opens with two numbers of two bytes. */
#define LEAF_HEAD 4

/* Words and places, summed up in any order. */
struct sum {
	uint64_t n;
	uint64_t sum;
	uint64_t mix;
};

/* The words of one quote under way. */
struct counting {
	struct sum *sum;
	int64_t passage;
	int64_t offset;
};

static uint64_t hash(uint64_t h, const void *bytes, size_t len)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < len; i++)
		h = (h ^ at[i]) * FNV_PRIME;
	return h;
}

static void sum_add(struct sum *s, const void *word, size_t len,
                    int64_t passage, int64_t offset)
{
	uint64_t h = hash(FNV_START, word, len);

	h = hash(h, &passage, sizeof(passage));
	h = hash(h, &offset, sizeof(offset));
	s->n++;
	s->sum += h;
	s->mix ^= h * FNV_PRIME;
}

static int count_word(void *context, const char *folded, size_t len,
                      size_t start, size_t end)
{
	struct counting *c = context;

	(void)start;
	(void)end;
	sum_add(c->sum, folded, len, c->passage, c->offset++);
	return 0;
}

static int step(struct store *s, sqlite3_stmt *stmt, struct fault *f)
{
	int rc = sqlite3_step(stmt);

	if (rc == SQLITE_ROW)
		return 1;
	return rc == SQLITE_DONE ? 0 : db_fault(s, rc, f);
}

static int prepare(struct store *s, const char *sql, sqlite3_stmt **out,
                   struct fault *f)
{
	int rc = sqlite3_prepare_v2(s->db, sql, -1, out, NULL);

	return rc == SQLITE_OK ? 0 : db_fault(s, rc, f);
}

static int sum_quotes(struct store *s, struct sum *out, struct fault *f)
{
	struct counting c = { .sum = out };
	sqlite3_stmt *stmt = NULL;
	int rc = prepare(s, "SELECT id, quote FROM passage", &stmt, f);

	while (rc == 0 && (rc = step(s, stmt, f)) == 1) {
		const char *quote = (const char *)sqlite3_column_text(stmt, 1);
		size_t len = (size_t)sqlite3_column_bytes(stmt, 1);

		c.passage = sqlite3_column_int64(stmt, 0);
		c.offset = 0;
		rc = words_cut(s->words, quote ? quote : "", len, count_word,
		               &c);
		if (rc < 0)
			(void)fault_set(f, FAULT_SYSTEM,
			                "ICU cannot cut words");
	}
	(void)sqlite3_finalize(stmt);
	return rc;
}

static int sum_index(struct store *s, struct sum *out, struct fault *f)
{
	sqlite3_stmt *stmt = NULL;
	int rc = prepare(s, "SELECT term, doc, offset FROM temp.word_place",
	                 &stmt, f);

	while (rc == 0 && (rc = step(s, stmt, f)) == 1) {
		const void *term = sqlite3_column_blob(stmt, 0);
		size_t len = (size_t)sqlite3_column_bytes(stmt, 0);

		sum_add(out, term ? term : "", len,
		        sqlite3_column_int64(stmt, 1),
		        sqlite3_column_int64(stmt, 2));
		rc = 0;
	}
	(void)sqlite3_finalize(stmt);
	return rc;
}

static int report_index(struct buf *report, struct fault *f)
{
	return buf_add_str(report,
	                   "word: the search index is not that of the quotes: "
	                   "run gcmtrack rebuild",
	                   f);
}

/* Whether BLOCK is a page of the index on which a word begins: the list of
   them stands behind the page's own bytes, whose number is in bytes 2 and 3.
   Source: fts5_index.c of SQLite 3.40, "structured data". */
static bool begins_word(const unsigned char *block, size_t len)
{
	return len > LEAF_HEAD && (size_t)(block[2] << 8 | block[3]) < len;
}

/* Pages of the index on which words begin, by segment and page. */
static int count_leaves(struct store *s, int64_t *out, struct fault *f)
{
	sqlite3_stmt *stmt = NULL;
	int rc = prepare(s,
	                 "SELECT block FROM word_data"
	                 " WHERE id >> 37 > 0 AND (id >> 31) & 63 = 0",
	                 &stmt, f);

	while (rc == 0 && (rc = step(s, stmt, f)) == 1) {
		const unsigned char *block = sqlite3_column_blob(stmt, 0);

		*out += begins_word(block,
		                    (size_t)sqlite3_column_bytes(stmt, 0));
		rc = 0;
	}
	(void)sqlite3_finalize(stmt);
	return rc;
}

/* A search goes by word_idx to the page that a word is on. FTS5 holds each
   row of it against the page; it does not miss one that is gone. */
static int check_ways(struct store *s, struct buf *report, struct fault *f)
{
	int64_t leaves = 0, ways = 0;

	if (count_leaves(s, &leaves, f) < 0 ||
	    db_int(s, "SELECT count(*) FROM word_idx", &ways, f) < 0)
		return -1;
	return ways >= leaves ? 0 : report_index(report, f);
}

/* In the snapshot. The window on the index is a temporary table: the list of
   what a reader may do is put aside for making it. */
static int check_words(struct store *s, struct buf *report, struct fault *f)
{
	struct sum quotes = { 0 }, index = { 0 };
	int rc;

	(void)sqlite3_set_authorizer(s->db, NULL, NULL);
	rc = db_run(s,
	            "CREATE VIRTUAL TABLE temp.word_place"
	            " USING fts5vocab (main, word, instance)",
	            f);
	if (rc == 0)
		rc = sum_quotes(s, &quotes, f);
	if (rc == 0)
		rc = sum_index(s, &index, f);
	if (rc == 0)
		rc = check_ways(s, report, f);
	(void)sqlite3_exec(s->db, "DROP TABLE IF EXISTS temp.word_place", NULL,
	                   NULL, NULL);
	if (!s->is_writer)
		guard_reader(s);
	if (rc == 0 && report->len == 0 &&
	    (quotes.n != index.n || quotes.sum != index.sum ||
	     quotes.mix != index.mix))
		rc = report_index(report, f);
	return rc;
}

/* On a connection of its own, so that a long check does not keep writers
   waiting after this part. */
static int check_build(struct store *s, struct buf *report, struct fault *f)
{
	struct fault ignored;
	struct store *own;
	int rc;

	if (store_open(s->path, STORE_WRITE, 0, &own, &ignored) < 0)
		return 0;
	rc = sqlite3_exec(own->db,
	                  "INSERT INTO word (word, rank)"
	                  " VALUES ('integrity-check', 1)",
	                  NULL, NULL, NULL);
	store_close(own);
	/* Busy: somebody is writing just now; the words were compared. */
	return (rc & 0xff) == SQLITE_CORRUPT ? report_index(report, f) : 0;
}

int check_index(struct store *s, struct buf *report, struct fault *f)
{
	if (check_words(s, report, f) < 0)
		return -1;
	return s->is_writer && report->len == 0 ? check_build(s, report, f) : 0;
}
