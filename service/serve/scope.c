/* SPDX-License-Identifier: Apache-2.0 */
#include "cells.h"

#include <string.h>

#include "base/arena.h"
#include "base/word.h"

#include "catalogue.h"
#include "groups.h"

/* The catalogue shown where none is named. */
static const char DEFAULT_CATALOGUE[] = "gcm";

bool is_heard(const struct snapshot *s, size_t state, size_t round,
              enum voice voice)
{
	const struct coverage *c = snapshot_coverage(s, state, round, voice);

	return c && c->submissions + c->refused > 0;
}

static bool is_any_heard(const struct snapshot *s, size_t state, size_t round)
{
	for (int v = 0; v < VOICE_COUNT; v++)
		if (is_heard(s, state, round, (enum voice)v))
			return true;
	return false;
}

int latest_round(const struct snapshot *s, size_t state)
{
	int best = -1;

	for (size_t i = 0; i < s->n_rounds; i++)
		if (is_any_heard(s, state, i) &&
		    (best < 0 || s->rounds[i].year >= s->rounds[best].year))
			best = (int)i;
	return best;
}

void cells_of_row(const struct snapshot *s, const struct spot *at,
                  struct cell out[VOICE_COUNT])
{
	struct spot here = *at;

	for (int v = 0; v < VOICE_COUNT; v++) {
		here.voice = (enum voice)v;
		snapshot_cell(s, &here, &out[v]);
	}
}

static int add_place(const struct request *q, size_t most, size_t **list,
                     size_t *n, size_t at, struct fault *f)
{
	if (!*list) {
		*list = arena_array(q->arena, most + 1, sizeof(**list), f);
		if (!*list)
			return -1;
	}
	(*list)[(*n)++] = at;
	return 0;
}

static int read_states(const struct request *q, const char *name,
                       struct scope *out, struct fault *f)
{
	const struct snapshot *s = q->snapshot;
	const struct given *g = name ? request_given(q, name) : NULL;

	for (size_t i = 0; g && i < g->n; i++)
		if (add_place(q, g->n, &out->states, &out->n_states,
		              (size_t)snapshot_state(s, g->value[i]), f) < 0)
			return -1;
	for (size_t i = 0; !g && i < s->n_states; i++)
		if (add_place(q, s->n_states, &out->states, &out->n_states, i,
		              f) < 0)
			return -1;
	return 0;
}

static int read_rounds(const struct request *q, const char *name,
                       struct scope *out, struct fault *f)
{
	const struct snapshot *s = q->snapshot;
	const struct given *g = name ? request_given(q, name) : NULL;
	int best = -1;

	for (size_t i = 0; g && i < g->n; i++)
		if (add_place(q, g->n, &out->rounds, &out->n_rounds,
		              (size_t)snapshot_round(s, g->value[i]), f) < 0)
			return -1;
	if (g)
		return 0;
	for (size_t i = 0; i < out->n_states; i++) {
		int at = latest_round(s, out->states[i]);

		if (at >= 0 &&
		    (best < 0 || s->rounds[at].year > s->rounds[best].year))
			best = at;
	}
	return best < 0 ? 0
	                : add_place(q, 1, &out->rounds, &out->n_rounds,
	                            (size_t)best, f);
}

static int read_commitments(const struct request *q, const char *name,
                            struct scope *out, struct fault *f)
{
	const struct snapshot *s = q->snapshot;
	const struct given *g = name ? request_given(q, name) : NULL;
	const char *id = request_value(q, "catalogue", DEFAULT_CATALOGUE);

	for (size_t i = 0; g && i < g->n; i++)
		if (add_place(q, g->n, &out->commitments, &out->n_commitments,
		              (size_t)snapshot_commitment(s, g->value[i]),
		              f) < 0)
			return -1;
	for (size_t i = 0; !g && i < s->n_commitments; i++)
		if (strcmp(s->commitments[i].catalogue, id) == 0 &&
		    add_place(q, s->n_commitments, &out->commitments,
		              &out->n_commitments, i, f) < 0)
			return -1;
	return 0;
}

static void read_voices(const struct request *q,
                        const struct scope_names *names, struct scope *out)
{
	const struct given *g =
		names->voices ? request_given(q, names->voices) : NULL;

	for (size_t i = 0; g && i < g->n; i++)
		out->voices[out->n_voices++] =
			(enum voice)word_find(VOICE_NAMES, VOICE_COUNT,
		                              g->value[i]);
	for (unsigned v = 0; !g && v < VOICE_COUNT; v++)
		if (names->default_voices & (1u << v))
			out->voices[out->n_voices++] = (enum voice)v;
}

int scope_read(const struct request *q, const struct scope_names *names,
               struct scope *out, struct fault *f)
{
	memset(out, 0, sizeof(*out));
	if (read_states(q, names->states, out, f) < 0 ||
	    read_rounds(q, names->rounds, out, f) < 0 ||
	    read_commitments(q, names->commitments, out, f) < 0)
		return -1;
	read_voices(q, names, out);
	return 0;
}
