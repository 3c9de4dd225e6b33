/* SPDX-License-Identifier: Apache-2.0 */
#include "publish.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "catalogue.h"
#include "cells.h"
#include "line.h"
#include "model/cell.h"
#include "scoring.h"
#include "store.h"

/* The cells as stored, and the list of what is behind. */
#define LAG_MEMORY_MOST ((size_t)2 << 30)

/* Beyond this many lines one pass over everything is sooner done. */
#define LINES_MOST 48

/* Says whether HEAD was made as cells would be made as of AS_OF_S. */
static int is_current(const struct pipeline *p, const struct publication *head,
                      int64_t as_of_s, bool *out, struct fault *f)
{
	int64_t ends_s = 0;
	int rc = store_embargo_next(p->store, head->as_of_s, &ends_s, f);

	if (rc < 0)
		return -1;
	*out = strcmp(head->method, scoring_version()) == 0 &&
	       strcmp(head->catalogue, catalogue_version(p->catalogue)) == 0 &&
	       (rc == 0 || ends_s > as_of_s);
	return 0;
}

static int lag_find(struct pipeline *p, int64_t as_of_s, struct lag *out,
                    struct fault *f)
{
	struct publication head;
	bool is_same = false;
	int rc = store_publication(p->store, "", out->arena, &head, f);

	if (rc < 0 ||
	    (rc == 1 && is_current(p, &head, as_of_s, &is_same, f) < 0))
		return -1;
	if (store_stale(p->store, out->arena, &out->lines, &out->n,
	                &out->is_all, f) < 0)
		return -1;
	/* Nothing published is behind only when there is something to say. */
	out->is_outdated = rc == 1 && !is_same;
	if (rc == 0 && out->n > 0)
		out->is_all = true;
	return 0;
}

int lag_open(struct pipeline *p, int64_t as_of_s, struct lag *out,
             struct fault *f)
{
	memset(out, 0, sizeof(*out));
	if (arena_new(LAG_MEMORY_MOST, &out->arena, f) < 0)
		return -1;
	if (lag_find(p, as_of_s, out, f) == 0)
		return 0;
	lag_close(out);
	return -1;
}

void lag_close(struct lag *l)
{
	arena_free(l->arena);
	memset(l, 0, sizeof(*l));
}

static int put_cells(struct pipeline *p, const struct cell *cells, size_t n,
                     int64_t as_of_s, struct fault *f)
{
	return store_publish(p->store, cells, n, as_of_s, scoring_version(),
	                     catalogue_version(p->catalogue), f);
}

static int publish_all(struct pipeline *p, int64_t as_of_s, struct fault *f)
{
	struct cells cells = { 0 };
	const struct cells_of all = { .as_of_s = as_of_s };
	int rc = cells_make(p, &all, &cells, f);

	if (rc == 0)
		rc = put_cells(p, cells.at, cells.n, as_of_s, f);
	cells_clear(&cells);
	return rc;
}

bool lag_has(const struct lag *l, const struct cell_key *key)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->lines[i].voice == key->voice &&
		    strcmp(l->lines[i].state, key->state) == 0)
			return true;
	return false;
}

/* Makes the cells of each line of L; gives how many there are. */
static int lines_make(struct pipeline *p, int64_t as_of_s, const struct lag *l,
                      struct cells *fresh, size_t *total, struct fault *f)
{
	*total = 0;
	for (size_t i = 0; i < l->n; i++) {
		const struct cells_of one = { .as_of_s = as_of_s,
			                      .line = &l->lines[i] };

		if (cells_make(p, &one, &fresh[i], f) < 0)
			return -1;
		*total += fresh[i].n;
	}
	return 0;
}

/* Stored cells that stand, and the FRESH ones; the store sorts them. */
static int publish_merged(struct pipeline *p, int64_t as_of_s,
                          const struct lag *l, const struct cells *fresh,
                          size_t n_fresh, struct fault *f)
{
	struct cell *old, *all;
	size_t n_old, n = 0;

	if (store_cells(p->store, "", l->arena, &old, &n_old, f) < 0)
		return -1;
	all = arena_array(l->arena, n_old + n_fresh, sizeof(*all), f);
	if (!all)
		return -1;
	for (size_t i = 0; i < n_old; i++)
		if (!lag_has(l, &old[i].key))
			all[n++] = old[i];
	for (size_t i = 0; i < l->n; i++) {
		if (fresh[i].n > 0)
			memcpy(all + n, fresh[i].at, fresh[i].n * sizeof(*all));
		n += fresh[i].n;
	}
	return put_cells(p, all, n, as_of_s, f);
}

static int publish_lines(struct pipeline *p, int64_t as_of_s,
                         const struct lag *l, struct fault *f)
{
	struct cells fresh[LINES_MOST] = { 0 };
	size_t n_fresh = 0;
	int rc = lines_make(p, as_of_s, l, fresh, &n_fresh, f);

	if (rc == 0)
		rc = publish_merged(p, as_of_s, l, fresh, n_fresh, f);
	for (size_t i = 0; i < l->n; i++)
		cells_clear(&fresh[i]);
	return rc;
}

int publish_here(struct pipeline *p, int64_t as_of_s, struct fault *f)
{
	double began = clock_steady_s();
	struct lag l;
	int rc;

	if (lag_open(p, as_of_s, &l, f) < 0)
		return -1;
	if (l.is_all || l.is_outdated || l.n > LINES_MOST)
		rc = publish_all(p, as_of_s, f);
	else
		rc = publish_lines(p, as_of_s, &l, f);
	lag_close(&l);
	p->publications += rc == 0;
	p->publish_s = clock_steady_s() - began;
	return rc;
}

double pipeline_published(const struct pipeline *p, uint64_t *n)
{
	*n = p->publications;
	return p->publish_s;
}

static int publish_alone(struct pipeline *p, int64_t as_of_s,
                         int (*publish)(struct pipeline *p, int64_t as_of_s,
                                        struct fault *f),
                         struct fault *f)
{
	if (store_begin(p->store, f) < 0)
		return -1;
	if (publish(p, as_of_s, f) == 0 && store_commit(p->store, f) == 0)
		return 0;
	store_rollback(p->store);
	return -1;
}

int publish_now(struct pipeline *p, int64_t as_of_s, struct fault *f)
{
	return publish_alone(p, as_of_s, publish_here, f);
}

int publish_if_due(struct pipeline *p, int64_t as_of_s, struct fault *f)
{
	struct lag l;
	bool is_due;

	if (lag_open(p, as_of_s, &l, f) < 0)
		return -1;
	is_due = l.is_all || l.is_outdated || l.n > 0;
	lag_close(&l);
	if (!is_due)
		return 0;
	return publish_now(p, as_of_s, f);
}

int pipeline_publish(struct pipeline *p, int64_t as_of_s, struct fault *f)
{
	return publish_alone(p, as_of_s, publish_all, f);
}
