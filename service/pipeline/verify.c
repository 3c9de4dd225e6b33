/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verify: what is stored against what the same bytes give today, in one
 * consistent read. METHOD.md 12.
 */
#include <string.h>

#include "again.h"
#include "base/arena.h"
#include "base/fault.h"
#include "cells.h"
#include "line.h"
#include "model/cell.h"
#include "publish.h"
#include "verdicts.h"

struct verify {
	struct pipeline *p;
	struct record record;
	void (*progress)(void *context, size_t done, size_t total);
	void *context;
	struct buf *report;
	bool is_wrong; /* REPORT says what; the rest is skipped */
};

static int verify_feed(void *context, size_t i, struct job *job,
                       struct fault *f)
{
	struct verify *v = context;

	if (v->is_wrong) {
		job->is_settled = true;
		return 0;
	}
	return record_feed(v->p, &v->record, i, job, f);
}

static int verify_sink(void *context, size_t i, struct job *job,
                       struct fault *f)
{
	struct verify *v = context;
	int rc;

	if (job->is_settled || v->is_wrong)
		return 0;
	if (job->has_failed) {
		*f = job->fault;
		return -1;
	}
	rc = store_findings_check(v->p->store, job->submission.id, &job->found,
	                          v->report, f);
	if (rc < 0)
		return -1;
	v->is_wrong = rc == 0;
	if (v->progress)
		v->progress(v->context, i + 1, v->record.n);
	return 0;
}

/* What lags behind cannot be as the findings are: in place of those cells
   stand the stored ones, whose digest store_check() has held. */
static int cells_expected(struct verify *v, const struct lag *l,
                          struct cells *made, struct fault *f)
{
	struct cell *old, *all;
	size_t n_old, n = 0;

	if (store_cells(v->p->store, "", l->arena, &old, &n_old, f) < 0)
		return -1;
	all = arena_array(l->arena, n_old + made->n, sizeof(*all), f);
	if (!all)
		return -1;
	for (size_t i = 0; i < made->n; i++)
		if (!lag_has(l, &made->at[i].key))
			all[n++] = made->at[i];
	for (size_t i = 0; i < n_old; i++)
		if (lag_has(l, &old[i].key))
			all[n++] = old[i];
	return store_cells_check(v->p->store, all, n, v->report, f);
}

static int verify_cells(struct verify *v, struct fault *f)
{
	const struct cells_of all = { .as_of_s = v->record.as_of_s };
	struct cells cells = { 0 };
	struct lag l;
	int rc;

	if (v->record.as_of_s == 0)
		return 1;
	if (lag_open(v->p, v->record.as_of_s, &l, f) < 0)
		return -1;
	rc = l.is_all ? 1 : cells_make(v->p, &all, &cells, f);
	if (rc == 0)
		rc = cells_expected(v, &l, &cells, f);
	cells_clear(&cells);
	lag_close(&l);
	return rc;
}

static int verify_here(struct verify *v, struct fault *f)
{
	const struct walk walk = { .feed = verify_feed,
		                   .sink = verify_sink,
		                   .context = v };
	int rc = store_check(v->p->store, NULL, NULL, v->report, f);

	if (rc <= 0)
		return rc;
	if (record_open(v->p, &v->record, f) < 0 ||
	    line_walk(v->p, v->record.n, &walk, f) < 0)
		return -1;
	if (v->is_wrong)
		return 0;
	rc = verdicts_verify(v->p, &v->record, v->report, f);
	return rc == 1 ? verify_cells(v, f) : rc;
}

int pipeline_verify(struct pipeline *p,
                    void (*progress)(void *context, size_t done, size_t total),
                    void *context, struct buf *report, struct fault *f)
{
	struct verify v = { .p = p,
		            .progress = progress,
		            .context = context,
		            .report = report };
	int rc;

	if (store_read_begin(p->store, f) < 0)
		return -1;
	rc = verify_here(&v, f);
	store_rollback(p->store);
	record_close(&v.record);
	return rc;
}
