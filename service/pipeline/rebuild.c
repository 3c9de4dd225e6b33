/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rebuild: in one transaction, so that a reader sees the old findings or the
 * new ones, and kill -9 leaves the old.
 */
#include <string.h>

#include "again.h"
#include "base/clock.h"
#include "base/fault.h"
#include "line.h"
#include "publish.h"
#include "verdicts.h"

struct rebuild {
	struct pipeline *p;
	struct record record;
	size_t *adrift;
	void (*done)(void *context, size_t i, size_t n,
	             const struct outcome *outcome);
	void *context;
};

static int rebuild_feed(void *context, size_t i, struct job *job,
                        struct fault *f)
{
	struct rebuild *r = context;

	return record_feed(r->p, &r->record, i, job, f);
}

static int rebuild_sink(void *context, size_t i, struct job *job,
                        struct fault *f)
{
	struct rebuild *r = context;
	double began_s = clock_steady_s();
	struct outcome o;

	if (job->has_failed) {
		*f = job->fault;
		return -1;
	}
	if (store_findings_put(r->p->store, job->submission.id, &job->found,
	                       f) < 0)
		return -1;
	job_outcome(job, &o);
	o.store_s = clock_steady_s() - began_s;
	if (r->done)
		r->done(r->context, i, r->record.n, &o);
	return 0;
}

static int rebuild_here(struct rebuild *r, struct fault *f)
{
	const struct walk walk = { .feed = rebuild_feed,
		                   .sink = rebuild_sink,
		                   .context = r };

	if (record_open(r->p, &r->record, f) < 0 ||
	    store_findings_empty(r->p->store, f) < 0 ||
	    line_walk(r->p, r->record.n, &walk, f) < 0 ||
	    verdicts_refresh_all(r->p, r->adrift, f) < 0)
		return -1;
	if (r->record.as_of_s == 0)
		return 0;
	return publish_here(r->p, r->record.as_of_s, f);
}

int pipeline_rebuild(struct pipeline *p,
                     void (*done)(void *context, size_t i, size_t n,
                                  const struct outcome *outcome),
                     void *context, size_t *adrift, struct fault *f)
{
	struct rebuild r = {
		.p = p, .done = done, .context = context, .adrift = adrift
	};
	int rc;

	*adrift = 0;
	if (store_begin(p->store, f) < 0)
		return -1;
	rc = rebuild_here(&r, f);
	if (rc == 0)
		rc = store_commit(p->store, f);
	if (rc < 0)
		store_rollback(p->store);
	record_close(&r.record);
	return rc;
}
