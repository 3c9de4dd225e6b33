/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cells: evidence streams out of the store in order of cell; chunks of
 * cells are scored side by side, each into its own place, so that neither
 * order nor number of threads shows in the result.
 */
#include "cells.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"
#include "catalogue.h"
#include "evidence.h"
#include "kinship.h"
#include "line.h"
#include "model/cell.h"
#include "repeated.h"
#include "scoring.h"
#include "statistics.h"
#include "store.h"

/* Cells scored in one go: enough to keep cores busy, few enough that their
   quotes stay small. */
#define CHUNK_CELLS 256

/* Claims in a chunk from which on more than one thread scores it. */
#define THREADS_FROM 400

/* Quotes and sources of one chunk; by-source rows of all cells. */
#define CHUNK_MEMORY_MOST   ((size_t)512 << 20)
#define SOURCES_MEMORY_MOST ((size_t)1 << 30)

/* Shingles of one cell's passages. */
#define CELL_MEMORY_MOST ((size_t)512 << 20)

struct chunk {
	struct batch batches[CHUNK_CELLS];
	size_t n;
	size_t n_claims;
	struct arena *words;
};

struct making {
	struct pipeline *p;
	const struct method *method;
	struct chunk *chunk;
	struct cells *cells;
	struct promises promises;
	struct kinship kinship;
	atomic_size_t next; /* batch to score */
};

struct scorer {
	struct making *making;
	struct arena *arena;   /* of results */
	struct arena *scratch; /* of one cell */
	struct fault fault;
	bool has_failed;
	pthread_t thread;
};

static void *scorer_run(void *context)
{
	struct scorer *s = context;
	struct making *m = s->making;
	struct cell *out = m->cells->at + m->cells->n;
	size_t i;

	while ((i = atomic_fetch_add(&m->next, 1)) < m->chunk->n) {
		arena_reset(s->scratch);
		if (batch_score(m->method, &m->chunk->batches[i], s->scratch,
		                s->arena, &out[i], &s->fault) == 0)
			continue;
		s->has_failed = true;
		break;
	}
	return NULL;
}

int cells_grow(struct cells *c, size_t more, struct fault *f)
{
	size_t room = c->room ? c->room * 2 : (size_t)CHUNK_CELLS * 4;
	struct cell *at;

	if (c->room - c->n >= more)
		return 0;
	at = realloc(c->at, room * sizeof(*at));
	if (!at)
		return fault_set(f, FAULT_MEMORY, "no memory for %zu cells",
		                 room);
	c->at = at;
	c->room = room;
	return 0;
}

/* Empties the chunk for the next cells, keeping its memory. */
static void chunk_reset(struct chunk *c)
{
	for (size_t i = 0; i < c->n; i++)
		batch_reset(&c->batches[i]);
	c->n = 0;
	c->n_claims = 0;
	arena_reset(c->words);
}

static void scorers_run(struct making *m, struct scorer *scorers, size_t n)
{
	size_t started = 1;

	/* Few claims are scored sooner than threads are made. */
	if (m->chunk->n_claims < THREADS_FROM)
		n = 1;
	while (started < n &&
	       pthread_create(&scorers[started].thread, NULL, scorer_run,
	                      &scorers[started]) == 0)
		started++;
	(void)scorer_run(&scorers[0]);
	for (size_t i = 1; i < started; i++)
		(void)pthread_join(scorers[i].thread, NULL);
}

static int scorers_open(struct making *m, struct scorer *scorers, size_t n,
                        struct fault *f)
{
	for (size_t i = 0; i < n; i++) {
		scorers[i].making = m;
		scorers[i].arena = m->cells->arenas[i];
		if (arena_new(CELL_MEMORY_MOST, &scorers[i].scratch, f) < 0)
			return -1;
	}
	return 0;
}

/* Gives the first fault of any scorer, and puts all away. */
static int scorers_close(struct scorer *scorers, size_t n, struct fault *f)
{
	int rc = 0;

	for (size_t i = 0; i < n; i++) {
		if (scorers[i].has_failed && rc == 0) {
			*f = scorers[i].fault;
			rc = -1;
		}
		arena_free(scorers[i].scratch);
	}
	return rc;
}

static int chunk_score(struct making *m, struct fault *f)
{
	struct scorer scorers[JOBS_MOST] = { { .making = m } };
	size_t n = m->cells->n_arenas;
	int rc;

	if (m->chunk->n == 0)
		return 0;
	if (cells_grow(m->cells, m->chunk->n, f) < 0)
		return -1;
	atomic_store(&m->next, 0);
	rc = scorers_open(m, scorers, n, f);
	if (rc == 0)
		scorers_run(m, scorers, n);
	if (scorers_close(scorers, n, f) < 0)
		rc = -1;
	m->cells->n += m->chunk->n;
	chunk_reset(m->chunk);
	return rc;
}

static bool is_same_cell(const struct cell_key *a, const struct cell_key *b)
{
	return a->voice == b->voice && strcmp(a->state, b->state) == 0 &&
	       strcmp(a->commitment, b->commitment) == 0 &&
	       strcmp(a->round, b->round) == 0;
}

static int making_take(void *context, const struct evidence_row *row,
                       struct fault *f)
{
	struct making *m = context;
	struct chunk *c = m->chunk;
	struct batch *b = c->n > 0 ? &c->batches[c->n - 1] : NULL;
	const struct span quote = { row->quote, row->quote_len };
	const struct kin *kin;

	if (!b || !is_same_cell(&b->key, &row->key)) {
		if (c->n == CHUNK_CELLS && chunk_score(m, f) < 0)
			return -1;
		b = &c->batches[c->n++];
		b->key = row->key;
	}
	if (row->level == LEVEL_INTENTION &&
	    promises_add(&m->promises, m->cells->n + c->n - 1, &quote, f) < 0)
		return -1;
	if (kinship_of(&m->kinship, row->seq, row->submission, &kin, f) < 0)
		return -1;
	c->n_claims++;
	return batch_add(b, row, kin, c->words, f);
}

static int chunk_new(struct chunk **out, struct fault *f)
{
	struct chunk *c = calloc(1, sizeof(*c));

	if (!c)
		return fault_set(f, FAULT_MEMORY, "no memory for cells");
	if (arena_new(CHUNK_MEMORY_MOST, &c->words, f) < 0) {
		free(c);
		return -1;
	}
	*out = c;
	return 0;
}

static void chunk_free(struct chunk *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < CHUNK_CELLS; i++)
		batch_clear(&c->batches[i]);
	arena_free(c->words);
	free(c);
}

static int cells_open(struct cells *c, size_t jobs, struct fault *f)
{
	c->arenas = calloc(jobs, sizeof(struct arena *));
	if (!c->arenas)
		return fault_set(f, FAULT_MEMORY, "no memory for cells");
	for (; c->n_arenas < jobs; c->n_arenas++)
		if (arena_new(SOURCES_MEMORY_MOST, &c->arenas[c->n_arenas], f) <
		    0)
			return -1;
	return 0;
}

void cells_clear(struct cells *c)
{
	for (size_t i = 0; i < c->n_arenas; i++)
		arena_free(c->arenas[i]);
	free(c->arenas);
	free(c->at);
	memset(c, 0, sizeof(*c));
}

int cells_make(struct pipeline *p, const struct cells_of *how,
               struct cells *out, struct fault *f)
{
	/* What is published, anybody may see. */
	const struct reader public = { .audience = AUDIENCE_PUBLIC,
		                       .now_s = how->as_of_s };
	struct making m = { .p = p,
		            .method = how->method ? how->method
		                                  : scoring_method(NULL),
		            .cells = out };
	int rc;

	memset(out, 0, sizeof(*out));
	rc = chunk_new(&m.chunk, f);
	if (rc == 0)
		rc = kinship_open(&m.kinship, p->store, &public, f);
	if (rc == 0)
		rc = promises_init(&m.promises, f);
	if (rc == 0)
		rc = cells_open(out, (size_t)p->jobs, f);
	if (rc == 0)
		rc = how->line ? store_evidence_of(p->store, &public, how->line,
		                                   making_take, &m, f)
		               : store_evidence(p->store, &public, making_take,
		                                &m, f);
	if (rc == 0)
		rc = chunk_score(&m, f);
	if (rc == 0)
		rc = promises_mark(&m.promises, p->catalogue, out->at, out->n,
		                   f);
	/* A change of statistics puts everything behind, never one line. */
	if (rc == 0 && !how->line)
		rc = statistics_cells(p, how->as_of_s, out, f);
	promises_clear(&m.promises);
	kinship_clear(&m.kinship);
	chunk_free(m.chunk);
	return rc;
}
