/* SPDX-License-Identifier: Apache-2.0 */
#include "cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/fault.h"

#include "ask.h"
#include "cell_pack.h"
#include "list.h"
#include "pack.h"
#include "store.h"

static int cell_row(const struct ask *ask, struct arena *a, struct cell *out,
                    struct fault *f)
{
	struct unpack u;
	const void *at;
	size_t len;

	memset(out, 0, sizeof(*out));
	row_into(ask, 0, out->key.state, sizeof(out->key.state));
	row_into(ask, 1, out->key.commitment, sizeof(out->key.commitment));
	row_into(ask, 2, out->key.round, sizeof(out->key.round));
	out->key.voice = (enum voice)row_uint(ask, 3);
	out->status = (enum cell_status)row_uint(ask, 4);
	out->score = row_double(ask, 5);
	out->low = row_double(ask, 6);
	out->high = row_double(ask, 7);
	at = row_blob(ask, 8, &len);
	unpack_init(&u, at, len);
	if (cell_unpack_facts(&u, a, out, f) < 0)
		return -1;
	if (!unpack_is_whole(&u))
		return fault_set(f, FAULT_STORE,
		                 "cell %s %s %s: facts are damaged: run "
		                 "gcmtrack verify",
		                 out->key.state, out->key.commitment,
		                 out->key.round);
	return 0;
}

static int count_cells(struct store *s, size_t *out, struct fault *f)
{
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_CELL_COUNT);
	rc = ask_row(&ask, f);
	*out = rc == 1 ? (size_t)row_uint(&ask, 0) : 0;
	ask_end(&ask);
	return rc < 0 ? -1 : 0;
}

int cells_read(struct store *s, struct arena *a, struct cell **out, size_t *n,
               struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct cell *c;
	struct ask ask;
	size_t n_cells;
	int rc;

	if (count_cells(s, &n_cells, f) < 0 ||
	    rows_expect(&rows, n_cells, f) < 0)
		return -1;
	ask_start(&ask, s, QUERY_CELL_ALL);
	while ((rc = ask_row(&ask, f)) == 1) {
		c = rows_add(&rows, f);
		if (!c || cell_row(&ask, a, c, f) < 0) {
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

int cells_digest(const struct cell *const *cells, size_t n, struct buf *b,
                 struct digest *out, struct fault *f)
{
	buf_reset(b);
	for (size_t i = 0; i < n; i++)
		if (cell_pack(cells[i], b, f) < 0)
			return -1;
	digest_of(b->at ? b->at : "", b->len, out);
	return 0;
}

static int compare_pointers(const void *left, const void *right)
{
	const struct cell *const *a = left, *const *b = right;

	return cell_key_compare(*a, *b);
}

int cells_sort(const struct cell *cells, size_t n, struct arena *a,
               const struct cell ***out, struct fault *f)
{
	/* A list of pointers is meant:
	 * NOLINTNEXTLINE(bugprone-sizeof-expression) */
	const struct cell **order = arena_array(a, n + 1, sizeof(*order), f);

	if (!order)
		return -1;
	for (size_t i = 0; i < n; i++)
		order[i] = &cells[i];
	if (n > 1) /* NOLINTNEXTLINE(bugprone-sizeof-expression) */
		qsort(order, n, sizeof(*order), compare_pointers);
	for (size_t i = 1; i < n; i++)
		if (cell_key_compare(order[i - 1], order[i]) == 0)
			return fault_set(f, FAULT_INPUT,
			                 "cell %s %s %s %s is given twice",
			                 order[i]->key.state,
			                 order[i]->key.commitment,
			                 order[i]->key.round,
			                 VOICE_NAMES[order[i]->key.voice]);
	*out = order;
	return 0;
}
