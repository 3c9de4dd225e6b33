/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/span.h"

#include "ask.h"
#include "cell_pack.h"
#include "cells.h"
#include "coverage.h"
#include "db.h"
#include "list.h"
#include "publication.h"

_Static_assert(sizeof(((struct publication *)0)->release) == RELEASE_NAME_SIZE,
               "the door and the schema agree on the length of a name");

/* Columns of QUERY_RELEASE_ONE behind those of publication_row(). */
enum {
	RELEASE_CELLS = 9,
	RELEASE_COVERAGE = 10
};

static int publication_row(const struct ask *ask, struct arena *a,
                           struct publication *out, struct fault *f)
{
	memset(out, 0, sizeof(*out));
	out->number = row_int(ask, 0);
	out->as_of_s = row_int(ask, 1);
	row_into(ask, 2, out->release, sizeof(out->release));
	row_into(ask, 3, out->method, sizeof(out->method));
	out->catalogue = row_copy(ask, 4, a, f);
	(void)row_digest(ask, 5, &out->cells);
	(void)row_digest(ask, 6, &out->coverage);
	out->last = row_int(ask, 7);
	out->made_s = row_int(ask, 8);
	return out->catalogue ? 0 : -1;
}

int store_publication(struct store *s, const char *release, struct arena *a,
                      struct publication *out, struct fault *f)
{
	struct ask ask;
	int rc;

	memset(out, 0, sizeof(*out));
	out->catalogue = "";
	if (release && *release) {
		ask_start(&ask, s, QUERY_RELEASE_ONE);
		ask_text(&ask, ":name", release);
	} else {
		ask_start(&ask, s, QUERY_PUBLICATION_HEAD);
	}
	rc = ask_row(&ask, f);
	if (rc == 1 && publication_row(&ask, a, out, f) < 0)
		rc = -1;
	ask_end(&ask);
	return rc;
}

int store_publication_number(struct store *s, int64_t *out, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_PUBLICATION_NUMBER);
	rc = ask_row(&a, f);
	if (rc == 1)
		*out = row_int(&a, 0);
	ask_end(&a);
	return rc < 0 ? -1 : 0;
}

int store_release_count(struct store *s, int64_t *out, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_RELEASE_COUNT);
	rc = ask_row(&a, f);
	if (rc == 1)
		*out = row_int(&a, 0);
	ask_end(&a);
	return rc < 0 ? -1 : 0;
}

static int release_missing(const char *release, struct fault *f)
{
	return fault_set(f, FAULT_NOTFOUND, "no release \"%.40s\"", release);
}

/* The packed bytes in COLUMN of RELEASE, borrowed until ask_end(ASK), which
   the caller owes whatever happens. */
static int release_bytes(struct store *s, const char *release, int column,
                         struct ask *ask, struct span *out, struct fault *f)
{
	int rc;

	ask_start(ask, s, QUERY_RELEASE_ONE);
	ask_text(ask, ":name", release);
	rc = ask_row(ask, f);
	if (rc == 0)
		return release_missing(release, f);
	if (rc == 1)
		out->at = row_blob(ask, column, &out->len);
	return rc;
}

int store_cells(struct store *s, const char *release, struct arena *a,
                struct cell **out, size_t *n, struct fault *f)
{
	struct span packed = { 0 };
	struct ask ask;
	int rc;

	if (!release || !*release)
		return cells_read(s, a, out, n, f);
	rc = release_bytes(s, release, RELEASE_CELLS, &ask, &packed, f);
	if (rc == 1)
		rc = cells_unpack(packed.at, packed.len, a, out, n, f);
	ask_end(&ask);
	return rc;
}

static int head_coverage(struct store *s, struct arena *a,
                         struct coverage **out, size_t *n, struct fault *f)
{
	struct publication head;

	if (store_publication(s, "", a, &head, f) < 0)
		return -1;
	return coverage_public(s, head.as_of_s, a, out, n, f);
}

int store_coverage_of(struct store *s, const char *release, struct arena *a,
                      struct coverage **out, size_t *n, struct fault *f)
{
	struct span packed = { 0 };
	struct ask ask;
	int rc;

	if (!release || !*release)
		return head_coverage(s, a, out, n, f);
	rc = release_bytes(s, release, RELEASE_COVERAGE, &ask, &packed, f);
	if (rc == 1)
		rc = coverage_unpack(packed.at, packed.len, a, out, n, f);
	ask_end(&ask);
	return rc;
}

int store_releases(struct store *s, struct arena *a, struct publication **out,
                   size_t *n, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct publication *p;
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_RELEASE_LIST);
	while ((rc = ask_row(&ask, f)) == 1) {
		p = rows_add(&rows, f);
		if (!p || publication_row(&ask, a, p, f) < 0) {
			rc = -1;
			break;
		}
	}
	ask_end(&ask);
	if (rc < 0)
		return -1;
	*out = rows.at;
	*n = rows.n;
	return 0;
}

/* Names the first cell that is not the same in both lists. */
static int compare_cells(const struct cell *const *want, size_t n,
                         const struct cell *is, size_t n_is, struct buf *report,
                         struct fault *f)
{
	struct buf left, right;
	int rc = 0;

	buf_init(&left, CELLS_MOST);
	buf_init(&right, CELLS_MOST);
	for (size_t i = 0; rc == 0 && report->len == 0 && (i < n || i < n_is);
	     i++) {
		int order = i == n      ? 1
		            : i == n_is ? -1
		                        : cell_key_compare(want[i], &is[i]);
		const struct cell *c = order > 0 ? &is[i] : want[i];
		const char *what = order > 0   ? "stored, but none is found"
		                   : order < 0 ? "nothing is stored"
		                               : "differs";

		buf_reset(&left);
		buf_reset(&right);
		if (order == 0 && (cell_pack(want[i], &left, f) < 0 ||
		                   cell_pack(&is[i], &right, f) < 0))
			rc = -1;
		else if (order != 0 || left.len != right.len ||
		         memcmp(left.at, right.at, left.len) != 0)
			rc = buf_addf(report, f, "cell %s %s %s %s: %s",
			              c->key.state, c->key.commitment,
			              c->key.round, VOICE_NAMES[c->key.voice],
			              what);
	}
	buf_clear(&left);
	buf_clear(&right);
	return rc;
}

int store_cells_check(struct store *s, const struct cell *cells, size_t n,
                      struct buf *report, struct fault *f)
{
	const struct cell **order;
	struct arena *arena;
	struct cell *is;
	size_t n_is;
	int rc = -1;

	buf_reset(report);
	if (arena_new(CELLS_MEMORY, &arena, f) < 0)
		return -1;
	if (cells_sort(cells, n, arena, &order, f) == 0 &&
	    cells_read(s, arena, &is, &n_is, f) == 0)
		rc = compare_cells(order, n, is, n_is, report, f);
	arena_free(arena);
	return rc < 0 ? -1 : report->len == 0;
}

int store_schema(struct store *s, int64_t *has, int64_t *wants, struct fault *f)
{
	*wants = migrate_version();
	return db_int(s, "PRAGMA user_version", has, f);
}

int store_statuses(struct store *s, uint64_t *out, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_STATUSES);
	while ((rc = ask_row(&a, f)) == 1) {
		int64_t status = row_int(&a, 0);

		if (status >= 0 && status < SUBMISSION_STATUS_COUNT)
			out[status] = (uint64_t)row_int(&a, 1);
	}
	ask_end(&a);
	return rc;
}

int store_count(struct store *s, struct store_counts *out, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_COUNTS);
	rc = ask_row(&a, f);
	if (rc == 1) {
		out->submissions = (uint64_t)row_int(&a, 0);
		out->passages = (uint64_t)row_int(&a, 1);
		out->codings = (uint64_t)row_int(&a, 2);
		out->cells = (uint64_t)row_int(&a, 3);
	}
	ask_end(&a);
	return rc < 0 ? -1 : 0;
}
