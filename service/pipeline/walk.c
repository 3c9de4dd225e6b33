/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Walk: a window of documents moves down the line. One thread feeds, sinks
 * and tells, in order; others take the children's texts and code them; one
 * settles what was sunk, so that nobody waits for the disk but those who are
 * told.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "line.h"

/* Documents in the window beyond one per worker, so that a worker never waits
   for the one thread that feeds and stores, nor that one for the disk. */
#define WINDOW_SPARE 6

enum place {
	PLACE_EMPTY,
	PLACE_STARTED,
	PLACE_DONE
};

struct slot {
	struct job job;
	enum place place;
	bool is_open;
};

struct hall {
	struct pipeline *p; /* borrowed */
	const struct walk *walk;
	size_t n;
	struct slot *ring;
	size_t window;

	pthread_mutex_t lock; /* guards what follows and every place */
	pthread_cond_t fed;
	pthread_cond_t sunk;
	pthread_cond_t done; /* with a document, or with settling */
	size_t n_fed;
	size_t n_taken;
	size_t n_sunk;
	size_t n_settled;
	bool is_over;
	bool is_sunk; /* no more will be: settle the rest and end */
	bool has_failed;
	struct fault fault; /* of settling */
	size_t n_told;      /* only the one thread knows */
	pthread_t settler;
};

struct worker {
	struct hall *hall;
	size_t place; /* which coder is its own */
	pthread_t thread;
	bool is_running;
};

static struct slot *slot_at(struct hall *h, size_t i)
{
	return &h->ring[i % h->window];
}

/* Finishes JOB with the coder at PLACE, made ready while the child reads. */
static void job_code(struct pipeline *p, size_t place, struct job *job)
{
	struct coder *coder = NULL;
	struct fault why = { 0 };

	if (line_coder(p, place, job_language(job), &coder, &why) == 0)
		job_finish(p, coder, job);
	else
		job_fail(job, &why);
}

static void *worker_run(void *context)
{
	struct worker *w = context;
	struct hall *h = w->hall;
	struct slot *s;

	(void)pthread_mutex_lock(&h->lock);
	for (;;) {
		while (!h->is_over && h->n_taken == h->n_fed)
			(void)pthread_cond_wait(&h->fed, &h->lock);
		if (h->is_over)
			break;
		s = slot_at(h, h->n_taken++);
		if (s->place != PLACE_STARTED)
			continue;
		(void)pthread_mutex_unlock(&h->lock);
		job_code(h->p, w->place, &s->job);
		(void)pthread_mutex_lock(&h->lock);
		s->place = PLACE_DONE;
		(void)pthread_cond_signal(&h->done);
	}
	(void)pthread_mutex_unlock(&h->lock);
	return NULL;
}

/* Reads and starts document I; it may be settled there and then. */
static int slot_fill(struct hall *h, size_t i, struct fault *f)
{
	struct slot *s = slot_at(h, i);

	if (job_open(&s->job, f) < 0)
		return -1;
	s->is_open = true;
	if (h->walk->feed(h->walk->context, i, &s->job, f) < 0)
		return -1;
	if (!s->job.is_settled)
		job_start(h->p, &s->job);
	(void)pthread_mutex_lock(&h->lock);
	s->place = s->job.extraction ? PLACE_STARTED : PLACE_DONE;
	h->n_fed = i + 1;
	(void)pthread_cond_signal(&h->fed);
	(void)pthread_mutex_unlock(&h->lock);
	return 0;
}

static void slot_empty(struct slot *s)
{
	if (s->is_open)
		job_close(&s->job);
	s->is_open = false;
	s->place = PLACE_EMPTY;
}

static void *settler_run(void *context)
{
	struct hall *h = context;
	struct fault f;

	(void)pthread_mutex_lock(&h->lock);
	while (!h->has_failed) {
		size_t n = h->n_sunk;

		if (n == h->n_settled && h->is_sunk)
			break;
		if (n == h->n_settled) {
			(void)pthread_cond_wait(&h->sunk, &h->lock);
			continue;
		}
		(void)pthread_mutex_unlock(&h->lock);
		if (h->walk->settle(h->walk->context, &f) < 0)
			n = 0;
		(void)pthread_mutex_lock(&h->lock);
		if (n > 0) {
			h->n_settled = n;
		} else {
			h->has_failed = true;
			h->fault = f;
		}
		(void)pthread_cond_signal(&h->done);
	}
	(void)pthread_mutex_unlock(&h->lock);
	return NULL;
}

/* Counts one more as sunk; without settling it is settled thereby. */
static void hall_sunk(struct hall *h)
{
	(void)pthread_mutex_lock(&h->lock);
	h->n_sunk++;
	if (!h->walk->settle)
		h->n_settled = h->n_sunk;
	(void)pthread_cond_signal(&h->sunk);
	(void)pthread_mutex_unlock(&h->lock);
}

/* Tells of all that is settled. */
static int hall_tell(struct hall *h, size_t n_settled, struct fault *f)
{
	for (; h->n_told < n_settled; h->n_told++) {
		struct slot *s = slot_at(h, h->n_told);

		if (h->walk->tell &&
		    h->walk->tell(h->walk->context, h->n_told, &s->job, f) < 0)
			return -1;
		slot_empty(s);
	}
	return 0;
}

/*
 * Waits until a document can be sunk, which is 1 then, or told of: 0. Of two
 * that can be, the one that keeps others waiting comes first.
 */
static int hall_wait(struct hall *h, size_t *n_settled, struct fault *f)
{
	bool can_sink;
	int rc;

	(void)pthread_mutex_lock(&h->lock);
	for (;;) {
		can_sink = h->n_sunk < h->n_fed &&
		           slot_at(h, h->n_sunk)->place == PLACE_DONE;
		if (can_sink || h->has_failed || h->n_settled > h->n_told)
			break;
		(void)pthread_cond_wait(&h->done, &h->lock);
	}
	*n_settled = h->n_settled;
	rc = h->has_failed ? -1 : can_sink;
	if (h->has_failed)
		*f = h->fault;
	(void)pthread_mutex_unlock(&h->lock);
	return rc;
}

static int hall_walk(struct hall *h, struct fault *f)
{
	while (h->n_told < h->n) {
		size_t n_settled, i;
		int rc;

		while (h->n_fed < h->n && h->n_fed - h->n_told < h->window)
			if (slot_fill(h, h->n_fed, f) < 0)
				return -1;
		rc = hall_wait(h, &n_settled, f);
		if (rc < 0 || hall_tell(h, n_settled, f) < 0)
			return -1;
		if (rc == 0)
			continue;
		i = h->n_sunk;
		if (h->walk->sink(h->walk->context, i, &slot_at(h, i)->job, f) <
		    0)
			return -1;
		hall_sunk(h);
	}
	return 0;
}

static int settler_start(struct hall *h, struct fault *f)
{
	int error;

	if (!h->walk->settle)
		return 0;
	error = pthread_create(&h->settler, NULL, settler_run, h);
	if (error)
		return fault_set(f, FAULT_SYSTEM, "no thread: %s",
		                 strerror(error));
	return 0;
}

/* What was sunk before a fault is there, and is told of. */
static void settler_stop(struct hall *h)
{
	struct fault f;

	if (!h->walk->settle)
		return;
	(void)pthread_mutex_lock(&h->lock);
	h->is_sunk = true;
	(void)pthread_cond_signal(&h->sunk);
	(void)pthread_mutex_unlock(&h->lock);
	(void)pthread_join(h->settler, NULL);
	(void)hall_tell(h, h->n_settled, &f);
}

static int hall_run(struct hall *h, struct fault *f)
{
	int rc;

	if (settler_start(h, f) < 0)
		return -1;
	rc = hall_walk(h, f);
	settler_stop(h);
	return rc;
}

static int workers_start(struct hall *h, struct worker *workers, size_t n,
                         struct fault *f)
{
	int error;

	for (size_t i = 0; i < n; i++) {
		workers[i].hall = h;
		workers[i].place = i;
		error = pthread_create(&workers[i].thread, NULL, worker_run,
		                       &workers[i]);
		if (error)
			return fault_set(f, FAULT_SYSTEM, "no thread: %s",
			                 strerror(error));
		workers[i].is_running = true;
	}
	return 0;
}

static void workers_stop(struct hall *h, struct worker *workers, size_t n)
{
	(void)pthread_mutex_lock(&h->lock);
	h->is_over = true;
	(void)pthread_cond_broadcast(&h->fed);
	(void)pthread_mutex_unlock(&h->lock);
	for (size_t i = 0; i < n; i++)
		if (workers[i].is_running)
			(void)pthread_join(workers[i].thread, NULL);
}

static int hall_open(struct hall *h, struct fault *f)
{
	h->ring = calloc(h->window, sizeof(*h->ring));
	if (!h->ring)
		return fault_set(f, FAULT_MEMORY, "no memory for %zu documents",
		                 h->window);
	(void)pthread_mutex_init(&h->lock, NULL);
	(void)pthread_cond_init(&h->fed, NULL);
	(void)pthread_cond_init(&h->sunk, NULL);
	(void)pthread_cond_init(&h->done, NULL);
	return 0;
}

static void hall_close(struct hall *h)
{
	for (size_t i = 0; i < h->window; i++)
		slot_empty(&h->ring[i]);
	free(h->ring);
	(void)pthread_mutex_destroy(&h->lock);
	(void)pthread_cond_destroy(&h->fed);
	(void)pthread_cond_destroy(&h->sunk);
	(void)pthread_cond_destroy(&h->done);
}

/* One document needs no hall. */
static int walk_one(struct pipeline *p, const struct walk *walk,
                    struct fault *f)
{
	struct job job;
	int rc;

	rc = job_open(&job, f);
	if (rc < 0)
		return -1;
	job.cores = p->jobs;
	rc = walk->feed(walk->context, 0, &job, f);
	if (rc == 0 && !job.is_settled) {
		job_start(p, &job);
		if (job.extraction)
			job_code(p, 0, &job);
	}
	if (rc == 0)
		rc = walk->sink(walk->context, 0, &job, f);
	if (rc == 0 && walk->settle)
		rc = walk->settle(walk->context, f);
	if (rc == 0 && walk->tell)
		rc = walk->tell(walk->context, 0, &job, f);
	job_close(&job);
	return rc;
}

int line_walk(struct pipeline *p, size_t n, const struct walk *walk,
              struct fault *f)
{
	struct worker workers[JOBS_MOST] = { 0 };
	size_t n_workers = (size_t)p->jobs < n ? (size_t)p->jobs : n;
	struct hall h = {
		.p = p,
		.walk = walk,
		.n = n,
		.window = n_workers + WINDOW_SPARE,
	};
	int rc;

	if (n == 0)
		return 0;
	if (n == 1)
		return walk_one(p, walk, f);
	if (hall_open(&h, f) < 0)
		return -1;
	rc = workers_start(&h, workers, n_workers, f);
	if (rc == 0)
		rc = hall_run(&h, f);
	workers_stop(&h, workers, n_workers);
	hall_close(&h);
	return rc;
}
