/* SPDX-License-Identifier: Apache-2.0 */
/* Work: what was acknowledged and not yet processed. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "line.h"
#include "publish.h"
#include "verdicts.h"

/* Readers see a batch of documents this soon. */
#define PUBLISH_EVERY_S 2

struct work {
	struct pipeline *p;
	const char *id;
	int64_t now_s;
	struct outcome *out;
	bool is_gone; /* someone else finished it meanwhile */
};

static int work_feed(void *context, size_t i, struct job *job, struct fault *f)
{
	struct work *w = context;
	const struct reader holder = { .audience = AUDIENCE_OPERATOR,
		                       .now_s = w->now_s };
	int rc;

	(void)i;
	rc = store_submission(w->p->store, &holder, w->id, job->arena,
	                      &job->submission, f);
	if (rc == 1)
		rc = store_document(w->p->store, &holder, w->id, job->arena,
		                    &job->bytes, &job->len, f);
	if (rc == 0)
		return fault_set(f, FAULT_STORE,
		                 "submission %s has no document: run verify",
		                 w->id);
	job->name = job->submission.file_name;
	return rc < 0 ? -1 : 0;
}

/* Another writer may have been here between the look and the lock. */
static int is_still_due(struct work *w, struct arena *a, struct fault *f)
{
	const struct reader holder = { .audience = AUDIENCE_OPERATOR,
		                       .now_s = w->now_s };
	struct submission now;
	int rc = store_submission(w->p->store, &holder, w->id, a, &now, f);

	if (rc <= 0)
		return rc;
	return now.status == SUBMISSION_RECEIVED;
}

/*
 * With more waiting, their cells are published together, but no later than
 * PUBLISH_EVERY_S: a crash in between leaves it on record that they are due.
 */
static int work_publish(struct work *w, struct fault *f)
{
	char next[SUBMISSION_ID_SIZE];
	int rc = store_pending(w->p->store, "", next, f);

	if (rc < 0)
		return -1;
	if (rc == 1 && w->now_s - w->p->published_s < PUBLISH_EVERY_S)
		return 0;
	w->p->published_s = w->now_s;
	return publish_here(w->p, w->now_s, f);
}

static int work_record(struct work *w, struct job *job, struct fault *f)
{
	struct store *s = w->p->store;
	size_t adrift = 0;
	int rc;

	if (store_begin(s, f) < 0)
		return -1;
	rc = is_still_due(w, job->arena, f);
	if (rc == 0) {
		w->is_gone = true;
		store_rollback(s);
		return 0;
	}
	if (rc == 1 && store_findings_put(s, w->id, &job->found, f) == 0 &&
	    verdicts_refresh(w->p, &job->submission.document, &adrift, f) ==
	            0 &&
	    work_publish(w, f) == 0 && store_commit(s, f) == 0)
		return 0;
	store_rollback(s);
	return -1;
}

static int work_sink(void *context, size_t i, struct job *job, struct fault *f)
{
	struct work *w = context;
	double began_s = clock_steady_s();

	(void)i;
	/* It stays due: nothing is held against the document. */
	if (job->has_failed) {
		*f = job->fault;
		return -1;
	}
	if (work_record(w, job, f) < 0)
		return -1;
	arena_reset(w->p->last);
	job_outcome(job, w->out);
	w->out->store_s = clock_steady_s() - began_s;
	w->out->name = arena_string(w->p->last, w->out->name, f);
	w->out->language = arena_string(w->p->last, w->out->language, f);
	w->out->reason = arena_string(w->p->last, w->out->reason, f);
	return w->out->name && w->out->language && w->out->reason ? 0 : -1;
}

int pipeline_work(struct pipeline *p, int64_t now_s, struct outcome *outcome,
                  struct fault *f)
{
	char id[SUBMISSION_ID_SIZE];
	struct work w = { .p = p, .id = id, .now_s = now_s, .out = outcome };
	const struct walk walk = { .feed = work_feed,
		                   .sink = work_sink,
		                   .context = &w };
	int rc;

	do {
		w.is_gone = false;
		rc = store_pending(p->store, "", id, f);
		if (rc == 0)
			return publish_if_due(p, now_s, f);
		if (rc < 0)
			return -1;
		if (line_walk(p, 1, &walk, f) < 0)
			return -1;
	} while (w.is_gone);
	return 1;
}
