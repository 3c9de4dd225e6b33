/* SPDX-License-Identifier: Apache-2.0 */
/* Ingest: documents in the order given, each durable before it is told. Each
   is a transaction; those that end while the disk is busy settle together. */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/file.h"
#include "line.h"
#include "publish.h"
#include "statistics.h"
#include "verdicts.h"

struct ingest {
	struct pipeline *p;
	const struct intake_item *items;
	size_t n;
	int64_t now_s;
	void (*done)(void *context, size_t i, const struct outcome *outcome);
	void *context;
	bool has_changed;
};

/* Ends JOB before it began: nothing will be recorded of it. */
static void settle_unrecorded(struct job *job, const struct fault *why)
{
	job_refuse(job, why);
	job->is_settled = true;
}

static int bytes_read(const struct intake_item *item, struct job *job,
                      struct fault *f)
{
	job->bytes = item->bytes;
	job->len = item->len;
	if (!job->bytes) {
		if (file_read(item->path, &job->file, f) < 0)
			return -1;
		job->bytes = job->file.at;
		job->len = job->file.len;
	}
	if (job->len == 0)
		return fault_set(f, FAULT_INPUT,
		                 "%s: empty: send the document itself",
		                 item->name);
	return 0;
}

static bool is_same(const struct submission *a, const struct submission *b)
{
	return digest_is_equal(&a->document, &b->document) &&
	       (a->voice != VOICE_STATISTICS ||
	        strcmp(a->kind, b->kind) == 0) &&
	       a->n_states == b->n_states &&
	       (a->n_states == 0 ||
	        memcmp(a->states, b->states, a->n_states * STATE_SIZE) == 0);
}

/* Takes what is recorded of KNOWN into JOB. */
static void settle_known(struct job *job, const struct submission *known)
{
	memcpy(job->submission.id, known->id, sizeof(known->id));
	job->found.status = known->status;
	job->found.language = known->language;
	job->found.reason = known->reason;
	job->format = known->format;
	job->found.n_passages = known->n_passages;
	job->codings = known->n_codings;
	job->is_known = true;
	job->is_settled = true;
}

/*
 * Saves extracting what is there already. store_submit() decides; this only
 * looks first, and where nothing can be the same it leaves the digest to a
 * worker: this thread is the one that all wait for.
 */
static int known_find(const struct ingest *g, struct job *job, struct fault *f)
{
	const struct submission *sub = &job->submission;
	const struct reader holder = { .audience = AUDIENCE_OPERATOR,
		                       .now_s = g->now_s };
	const char *state = sub->n_states > 0 ? sub->states[0] : NULL;
	const char *round = sub->round;
	const struct submission_filter filter = {
		.states = &state,
		.n_states = state ? 1 : 0,
		.rounds = &round,
		.n_rounds = 1,
		.voices = 1u << sub->voice,
		.after = "",
		.limit = SIZE_MAX >> 1,
	};
	struct submission *list;
	size_t n;

	if (store_submissions(g->p->store, &holder, &filter, job->arena, &list,
	                      &n, f) < 0)
		return -1;
	job->is_undigested = n == 0;
	if (n > 0)
		digest_of(job->bytes, job->len, &job->submission.document);
	for (size_t i = 0; i < n; i++) {
		if (!is_same(&list[i], sub))
			continue;
		settle_known(job, &list[i]);
		return 0;
	}
	return 0;
}

static int ingest_feed(void *context, size_t i, struct job *job,
                       struct fault *f)
{
	struct ingest *g = context;
	const struct intake_item *item = &g->items[i];
	struct fault why = { 0 };

	job->name = item->name;
	job->submission = item->submission;
	job->submission.received_s = g->now_s;
	if (bytes_read(item, job, &why) < 0) {
		if (why.code == FAULT_MEMORY) {
			*f = why;
			return -1;
		}
		settle_unrecorded(job, &why);
		return 0;
	}
	return known_find(g, job, f);
}

/* Records JOB inside the open transaction. */
static int record(struct ingest *g, struct job *job, struct fault *f)
{
	char id[SUBMISSION_ID_SIZE];
	size_t adrift = 0;

	if (store_submit(g->p->store, &job->submission, job->bytes, job->len,
	                 id, &job->is_known, f) < 0)
		return -1;
	memcpy(job->submission.id, id, sizeof(id));
	if (job->is_known)
		return 0;
	if (store_findings_put(g->p->store, id, &job->found, f) < 0 ||
	    verdicts_refresh(g->p, &job->submission.document, &adrift, f) < 0)
		return -1;
	g->has_changed = true;
	/* One document and its cells appear together. */
	return g->n == 1 ? publish_here(g->p, g->now_s, f) : 0;
}

/* Says whether F is about what was declared, and not about the store. */
static bool is_declared_wrong(const struct fault *f)
{
	return f->code == FAULT_NOTFOUND || f->code == FAULT_CONFLICT;
}

static int record_whole(struct ingest *g, struct job *job, struct fault *f)
{
	struct store *s = g->p->store;

	if (store_begin(s, f) < 0)
		return -1;
	if (record(g, job, f) == 0 && store_commit_soon(s, f) == 0)
		return 0;
	store_rollback(s);
	if (!is_declared_wrong(f))
		return -1;
	job->submission.id[0] = '\0';
	settle_unrecorded(job, f);
	return 0;
}

static int ingest_sink(void *context, size_t i, struct job *job,
                       struct fault *f)
{
	struct ingest *g = context;
	double began_s = clock_steady_s();

	(void)i;
	if (job->has_failed && job->fault.code == FAULT_MEMORY) {
		*f = job->fault;
		return -1;
	}
	/* Not the document's fault, so it is not held against it. */
	if (job->has_failed)
		settle_unrecorded(job, &job->fault);
	/* Nobody waits for an answer on it, so no trace of it is kept. */
	if (is_statistics(&job->submission) &&
	    job->found.status == SUBMISSION_REFUSED)
		job->is_settled = true;
	if (!job->is_settled && record_whole(g, job, f) < 0)
		return -1;
	job->store_s = clock_steady_s() - began_s;
	return 0;
}

static int ingest_settle(void *context, struct fault *f)
{
	struct ingest *g = context;

	return store_settle(g->p->store, f);
}

static int ingest_tell(void *context, size_t i, struct job *job,
                       struct fault *f)
{
	struct ingest *g = context;
	struct outcome o;

	(void)f;
	job_outcome(job, &o);
	if (g->done)
		g->done(g->context, i, &o);
	return 0;
}

/* The door has these parameters: NOLINTNEXTLINE(readability-function-size) */
int pipeline_ingest(struct pipeline *p, const struct intake_item *items,
                    size_t n, int64_t now_s,
                    void (*done)(void *context, size_t i,
                                 const struct outcome *outcome),
                    void *context, struct fault *f)
{
	struct ingest g = {
		.p = p,
		.items = items,
		.n = n,
		.now_s = now_s,
		.done = done,
		.context = context,
	};
	const struct walk walk = { .feed = ingest_feed,
		                   .sink = ingest_sink,
		                   .settle = ingest_settle,
		                   .tell = ingest_tell,
		                   .context = &g };

	if (line_walk(p, n, &walk, f) < 0)
		return -1;
	if (g.has_changed && n > 1)
		return publish_now(p, now_s, f);
	return publish_if_due(p, now_s, f);
}
