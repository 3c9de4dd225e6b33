/* SPDX-License-Identifier: Apache-2.0 */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/commitment.h"
#include "model/series.h"

/* Looked up once for every coding and cell: by halving, never by walking. */

static int commitment_order(const void *a, const void *b)
{
	const struct commitment *const *x = a, *const *y = b;

	return strcmp((*x)->code, (*y)->code);
}

static int round_order(const void *a, const void *b)
{
	const struct round *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static int state_order(const void *a, const void *b)
{
	const struct state *const *x = a, *const *y = b;

	return strcmp((*x)->iso3, (*y)->iso3);
}

static int commitment_match(const void *code, const void *element)
{
	const struct commitment *const *c = element;

	return strcmp(code, (*c)->code);
}

static int round_match(const void *id, const void *element)
{
	const struct round *const *r = element;

	return strcmp(id, (*r)->id);
}

static int state_match(const void *iso3, const void *element)
{
	const struct state *const *s = element;

	return strcmp(iso3, (*s)->iso3);
}

int index_fill(struct catalogue *c, struct fault *f)
{
	struct arena *a = c->arena;

	c->by_code = arena_array(a, c->n_commitments,
	                         sizeof(const struct commitment *), f);
	c->by_round =
		arena_array(a, c->n_rounds, sizeof(const struct round *), f);
	c->by_state =
		arena_array(a, c->n_states, sizeof(const struct state *), f);
	if (!c->by_code || !c->by_round || !c->by_state)
		return -1;
	for (size_t i = 0; i < c->n_commitments; i++)
		c->by_code[i] = &c->commitments[i];
	for (size_t i = 0; i < c->n_rounds; i++)
		c->by_round[i] = &c->rounds[i];
	for (size_t i = 0; i < c->n_states; i++)
		c->by_state[i] = &c->states[i];
	qsort(c->by_code, c->n_commitments, sizeof(const struct commitment *),
	      commitment_order);
	qsort(c->by_round, c->n_rounds, sizeof(const struct round *),
	      round_order);
	qsort(c->by_state, c->n_states, sizeof(const struct state *),
	      state_order);
	return 0;
}

const struct catalogue_info *catalogue_list(const struct catalogue *c,
                                            size_t *n)
{
	*n = c->n_infos;
	return c->infos;
}

const struct commitment *catalogue_commitments(const struct catalogue *c,
                                               size_t *n)
{
	*n = c->n_commitments;
	return c->commitments;
}

const struct principle *catalogue_principles(const struct catalogue *c,
                                             size_t *n)
{
	*n = c->n_principles;
	return c->principles;
}

const struct cluster *catalogue_clusters(const struct catalogue *c, size_t *n)
{
	*n = c->n_clusters;
	return c->clusters;
}

const struct round *catalogue_rounds(const struct catalogue *c, size_t *n)
{
	*n = c->n_rounds;
	return c->rounds;
}

const struct state *catalogue_states(const struct catalogue *c, size_t *n)
{
	*n = c->n_states;
	return c->states;
}

const struct series *catalogue_series(const struct catalogue *c, size_t *n)
{
	*n = c->n_series;
	return c->series;
}

const struct series *catalogue_series_find(const struct catalogue *c,
                                           const char *name)
{
	for (size_t i = 0; i < c->n_series; i++)
		if (strcmp(c->series[i].name, name) == 0)
			return &c->series[i];
	return NULL;
}

const struct commitment *catalogue_commitment(const struct catalogue *c,
                                              const char *code)
{
	const struct commitment *const *hit =
		bsearch(code, c->by_code, c->n_commitments,
	                sizeof(const struct commitment *), commitment_match);

	return hit ? *hit : NULL;
}

const struct catalogue_info *catalogue_find(const struct catalogue *c,
                                            const char *id)
{
	for (size_t i = 0; i < c->n_infos; i++)
		if (strcmp(c->infos[i].id, id) == 0)
			return &c->infos[i];
	return NULL;
}

const struct round *catalogue_round(const struct catalogue *c, const char *id)
{
	const struct round *const *hit =
		bsearch(id, c->by_round, c->n_rounds,
	                sizeof(const struct round *), round_match);

	return hit ? *hit : NULL;
}

const struct state *catalogue_state(const struct catalogue *c, const char *iso3)
{
	const struct state *const *hit =
		bsearch(iso3, c->by_state, c->n_states,
	                sizeof(const struct state *), state_match);

	return hit ? *hit : NULL;
}

int catalogue_position(const struct catalogue *c, const char *code)
{
	const struct commitment *hit = catalogue_commitment(c, code);

	return hit ? (int)(hit - c->commitments) : -1;
}

const struct codebook *catalogue_codebook(const struct catalogue *c)
{
	return c->codebook;
}

const char *catalogue_version(const struct catalogue *c)
{
	return c->version;
}

const struct speakers *catalogue_speakers(const struct catalogue *c)
{
	return &c->speakers;
}
