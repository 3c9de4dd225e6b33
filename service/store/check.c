/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"

#include "ask.h"
#include "audit.h"
#include "cells.h"
#include "check.h"
#include "db.h"
#include "migrate.h"

/* One finding of SQLite's own check is enough. */
static int check_structure(struct store *s, struct buf *report, struct fault *f)
{
	sqlite3_stmt *stmt = NULL;
	const char *said;
	int rc = sqlite3_prepare_v2(s->db, "PRAGMA integrity_check(1)", -1,
	                            &stmt, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	said = rc == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0)
	                        : sqlite3_errmsg(s->db);
	rc = 0;
	if (!said || strcmp(said, "ok") != 0)
		rc = buf_addf(report, f, "the file: %s", said ? said : "?");
	(void)sqlite3_finalize(stmt);
	return rc;
}

/* The settings of the search index are part of what the migrations make. */
#define SCHEMA_SQL                                                          \
	"SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema" \
	" UNION ALL SELECT 'setting', k, v, '' FROM word_config"            \
	" ORDER BY 1, 2"

static int schema_row(sqlite3_stmt *stmt, struct buf *b, struct fault *f)
{
	for (int i = 0; i < 4; i++)
		if (buf_addf(b, f, "%s%c", sqlite3_column_text(stmt, i),
		             i < 3 ? ' ' : '\n') < 0)
			return -1;
	return 0;
}

/* Writes the whole schema of DB into B. */
static int schema_text(struct store *s, struct buf *b, struct fault *f)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(s->db, SCHEMA_SQL, -1, &stmt, NULL);

	while (rc == SQLITE_OK || rc == SQLITE_ROW) {
		rc = sqlite3_step(stmt);
		if (rc == SQLITE_ROW && schema_row(stmt, b, f) < 0)
			break;
	}
	if (rc != SQLITE_DONE && rc != SQLITE_ROW)
		(void)db_fault(s, rc, f);
	(void)sqlite3_finalize(stmt);
	return rc == SQLITE_DONE ? 0 : -1;
}

/* A whole schema is a few KiB. */
#define SCHEMA_MOST ((size_t)1 << 20)

static int check_schema(struct store *s, struct buf *report, struct fault *f)
{
	struct store *fresh = NULL;
	struct buf is, want;
	int rc;

	buf_init(&is, SCHEMA_MOST);
	buf_init(&want, SCHEMA_MOST);
	rc = migrate_fresh(&fresh, f);
	if (rc == 0)
		rc = schema_text(fresh, &want, f);
	if (rc == 0)
		rc = schema_text(s, &is, f);
	if (rc == 0 &&
	    (is.len != want.len || memcmp(is.at, want.at, is.len) != 0))
		rc = buf_add_str(report,
		                 "sqlite_schema: is not what the migrations "
		                 "make",
		                 f);
	if (rc == 0 && report->len == 0 && migrate_check(s, f) < 0)
		rc = buf_add_str(report, f->text, f);
	store_close(fresh);
	buf_clear(&is);
	buf_clear(&want);
	return rc;
}

static int check_documents(struct store *s, struct buf *report, struct fault *f)
{
	struct digest said, is;
	const void *at;
	struct ask a;
	size_t len;
	int rc;

	ask_start(&a, s, QUERY_DOCUMENT_ALL);
	while ((rc = ask_row(&a, f)) == 1) {
		at = row_blob(&a, 2, &len);
		digest_of(at, len, &is);
		if (row_digest(&a, 1, &said) && digest_is_equal(&said, &is))
			continue;
		rc = buf_addf(report, f,
		              "document %" PRId64
		              ": bytes: are not those of its sha256",
		              row_int(&a, 0));
		break;
	}
	ask_end(&a);
	return rc < 0 ? -1 : 0;
}

static int check_audit(struct store *s, struct buf *report, struct fault *f)
{
	return audit_check(s, report, f) < 0 ? -1 : 0;
}

/* Says whether column AT of A holds the bytes whose digest is in SAID. */
static bool is_as_published(const struct ask *a, int at, int said)
{
	struct digest want, is;
	const void *bytes;
	size_t len;

	bytes = row_blob(a, at, &len);
	digest_of(bytes ? bytes : "", len, &is);
	return row_digest(a, said, &want) && digest_is_equal(&want, &is);
}

static int check_releases(struct store *s, struct buf *report, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_RELEASE_ALL);
	while ((rc = ask_row(&a, f)) == 1) {
		bool has_cells = is_as_published(&a, 1, 2);

		if (has_cells && is_as_published(&a, 3, 4))
			continue;
		rc = buf_addf(report, f,
		              "release %s: %s: not what was published",
		              row_text(&a, 0),
		              has_cells ? "coverage" : "cells");
		break;
	}
	ask_end(&a);
	return rc < 0 ? -1 : 0;
}

/* Nothing rests on the log, but a mirror counts on its order. */
static int check_changes(struct store *s, struct buf *report, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_CHANGE_LAST);
	rc = ask_row(&a, f);
	if (rc == 1 && row_int(&a, 0) != row_int(&a, 1))
		rc = buf_addf(report, f,
		              "change %" PRId64 ": seq: %" PRId64
		              " are there up to it",
		              row_int(&a, 0), row_int(&a, 1));
	ask_end(&a);
	return rc < 0 ? -1 : 0;
}

static int cells_now(struct store *s, struct arena *arena, struct digest *out,
                     size_t *n, struct fault *f)
{
	const struct cell **order;
	struct cell *cells;
	struct buf all;
	int rc;

	if (cells_read(s, arena, &cells, n, f) < 0 ||
	    cells_sort(cells, *n, arena, &order, f) < 0)
		return -1;
	buf_init(&all, CELLS_MEMORY);
	rc = cells_digest(order, *n, &all, out, f);
	buf_clear(&all);
	return rc;
}

static int check_cells(struct store *s, struct buf *report, struct fault *f)
{
	struct publication head;
	struct arena *arena;
	struct digest is;
	size_t n;
	int rc, found;

	if (arena_new(CELLS_MEMORY, &arena, f) < 0)
		return -1;
	found = store_publication(s, "", arena, &head, f);
	rc = found < 0 ? -1 : cells_now(s, arena, &is, &n, f);
	if (rc == 0 &&
	    (found == 1 ? !digest_is_equal(&is, &head.cells) : n > 0))
		rc = buf_addf(report, f,
		              "cell: all of them: are not those published as "
		              "head+%" PRId64 ": run gcmtrack rebuild",
		              head.number);
	arena_free(arena);
	return rc;
}

/* In order: what follows may trust what came before. */
static int (*const CHECKS[])(struct store *s, struct buf *report,
                             struct fault *f) = {
	check_structure, check_schema,   check_documents,
	check_audit,     check_releases, check_every_finding,
	check_index,     check_cells,    check_changes,
};

#define CHECKS_COUNT (sizeof(CHECKS) / sizeof(CHECKS[0]))

int store_check(struct store *s,
                void (*progress)(void *context, size_t done, size_t total),
                void *context, struct buf *report, struct fault *f)
{
	bool is_mine = sqlite3_get_autocommit(s->db) != 0;
	int rc = 0;

	buf_reset(report);
	if (is_mine && store_read_begin(s, f) < 0)
		return -1;
	for (size_t i = 0; i < CHECKS_COUNT && rc == 0 && report->len == 0;
	     i++) {
		if (progress)
			progress(context, i, CHECKS_COUNT);
		rc = CHECKS[i](s, report, f);
	}
	if (progress)
		progress(context, CHECKS_COUNT, CHECKS_COUNT);
	if (is_mine)
		store_rollback(s);
	/* What cannot be read because it is damaged is a finding too. */
	if (rc < 0 && report->len == 0 && f->code == FAULT_STORE)
		rc = buf_add_str(report, f->text, f);
	return rc < 0 ? -1 : report->len == 0;
}
