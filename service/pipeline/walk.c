/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Walk: a window of documents moves down the line. One thread feeds, forks
 * and sinks, in order; others take the children's texts and code them.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "line.h"

/* Documents in the window beyond one per worker, so that a worker never waits
   for the one thread that feeds and stores. */
#define WINDOW_SPARE 4

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
	pthread_cond_t done;
	size_t n_fed;
	size_t n_taken;
	size_t n_sunk;
	bool is_over;
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

static void *worker_run(void *context)
{
	struct worker *w = context;
	struct hall *h = w->hall;
	struct coder *coder = NULL;
	struct fault why = { 0 };
	struct slot *s;

	/* Made while the first children are at work. */
	(void)line_coder(h->p, w->place, &coder, &why);
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
		if (coder)
			job_finish(h->p, coder, &s->job);
		else
			job_fail(&s->job, &why);
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

static void slot_wait(struct hall *h, const struct slot *s)
{
	(void)pthread_mutex_lock(&h->lock);
	while (s->place != PLACE_DONE)
		(void)pthread_cond_wait(&h->done, &h->lock);
	(void)pthread_mutex_unlock(&h->lock);
}

static int hall_walk(struct hall *h, struct fault *f)
{
	struct slot *s;

	for (; h->n_sunk < h->n; h->n_sunk++) {
		while (h->n_fed < h->n && h->n_fed - h->n_sunk < h->window)
			if (slot_fill(h, h->n_fed, f) < 0)
				return -1;
		s = slot_at(h, h->n_sunk);
		slot_wait(h, s);
		if (h->walk->sink(h->walk->context, h->n_sunk, &s->job, f) < 0)
			return -1;
		slot_empty(s);
	}
	return 0;
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
	(void)pthread_cond_destroy(&h->done);
}

/* One document needs no hall. */
static int walk_one(struct pipeline *p, const struct walk *walk,
                    struct fault *f)
{
	struct coder *coder;
	struct job job;
	int rc;

	rc = job_open(&job, f);
	if (rc < 0)
		return -1;
	rc = walk->feed(walk->context, 0, &job, f);
	if (rc == 0 && !job.is_settled) {
		job_start(p, &job);
		/* Made while the child is at work. */
		rc = line_coder(p, 0, &coder, f);
		if (rc == 0)
			job_finish(p, coder, &job);
	}
	if (rc == 0)
		rc = walk->sink(walk->context, 0, &job, f);
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
		rc = hall_walk(&h, f);
	workers_stop(&h, workers, n_workers);
	hall_close(&h);
	return rc;
}
