/* SPDX-License-Identifier: Apache-2.0 */
#include "snapshot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "catalogue.h"
#include "drawn.h"
#include "scoring.h"
#include "serve.h"

/* 193 states x 30 rounds x 200 commitments x 5 voices of stored cells would
   be 2 GB; a publication of a tenth of that is still taken. */
#define ARENA_MOST ((size_t)512 << 20)

int snapshot_state(const struct snapshot *s, const char *iso3)
{
	const struct state *found = catalogue_state(s->catalogue, iso3);

	return found ? (int)(found - s->states) : -1;
}

int snapshot_round(const struct snapshot *s, const char *id)
{
	const struct round *found = catalogue_round(s->catalogue, id);

	return found ? (int)(found - s->rounds) : -1;
}

int snapshot_commitment(const struct snapshot *s, const char *code)
{
	return catalogue_position(s->catalogue, code);
}

int snapshot_round_before(const struct snapshot *s, size_t round)
{
	const struct round *now = &s->rounds[round];
	int best = -1;

	for (size_t i = 0; i < s->n_rounds; i++)
		if (strcmp(s->rounds[i].family, now->family) == 0 &&
		    s->rounds[i].year < now->year &&
		    (best < 0 || s->rounds[i].year > s->rounds[best].year))
			best = (int)i;
	return best;
}

static size_t cell_slot(const struct snapshot *s, const struct spot *at)
{
	return ((at->state * s->n_rounds + at->round) * s->n_commitments +
	        at->commitment) *
	               VOICE_COUNT +
	       (size_t)at->voice;
}

static size_t coverage_slot(const struct snapshot *s, size_t state,
                            size_t round, enum voice voice)
{
	return (state * s->n_rounds + round) * VOICE_COUNT + (size_t)voice;
}

const struct cell *snapshot_stored(const struct snapshot *s,
                                   const struct spot *at)
{
	uint32_t i = s->cell_at[cell_slot(s, at)];

	return i > 0 ? &s->cells[i - 1] : NULL;
}

const struct coverage *snapshot_coverage(const struct snapshot *s, size_t state,
                                         size_t round, enum voice voice)
{
	uint32_t i = s->coverage_at[coverage_slot(s, state, round, voice)];

	return i > 0 ? &s->coverage[i - 1] : NULL;
}

void snapshot_cell(const struct snapshot *s, const struct spot *at,
                   struct cell *out)
{
	const struct cell *stored = snapshot_stored(s, at);
	const struct commitment *commitment = &s->commitments[at->commitment];
	const struct state *state = &s->states[at->state];
	const struct round *round = &s->rounds[at->round];

	if (stored && s->is_replayed) {
		cell_under(s->method, stored, out);
		return;
	}
	if (stored) {
		*out = *stored;
		return;
	}
	memset(out, 0, sizeof(*out));
	memcpy(out->key.state, state->iso3, sizeof(out->key.state));
	memcpy(out->key.commitment, commitment->code,
	       sizeof(out->key.commitment));
	memcpy(out->key.round, round->id, sizeof(out->key.round));
	out->key.voice = at->voice;
	out->status = cell_silence(snapshot_coverage(s, at->state, at->round,
	                                             at->voice),
	                           commitment, state, round, at->voice,
	                           s->publication.as_of_s);
}

bool snapshot_replay(const struct snapshot *s, const struct method *m,
                     struct snapshot *out)
{
	if (!method_is_akin(m, s->method))
		return false;
	*out = *s;
	out->method = m;
	out->is_replayed = m != s->method;
	(void)snprintf(out->publication.method, sizeof(out->publication.method),
	               "%.15s", m->version);
	return true;
}

/* Cells come sorted by key, so a name mostly equals the one before it. */
struct last {
	char name[COMMITMENT_SIZE];
	int at;
};

static int find(const struct snapshot *s, struct last *last, const char *name,
                int (*look)(const struct snapshot *s, const char *name))
{
	if (last->name[0] && strcmp(last->name, name) == 0)
		return last->at;
	last->at = look(s, name);
	(void)snprintf(last->name, sizeof(last->name), "%s", name);
	return last->at;
}

static void place_cells(struct snapshot *s)
{
	struct last state = { .at = -1 }, round = { .at = -1 };
	struct last commitment = { .at = -1 };

	for (size_t i = 0; i < s->n_cells; i++) {
		const struct cell_key *key = &s->cells[i].key;
		int st = find(s, &state, key->state, snapshot_state);
		int ro = find(s, &round, key->round, snapshot_round);
		int co = find(s, &commitment, key->commitment,
		              snapshot_commitment);
		struct spot at = { (size_t)st, (size_t)ro, (size_t)co,
			           key->voice };

		if (st < 0 || ro < 0 || co < 0 ||
		    (unsigned)key->voice >= VOICE_COUNT)
			s->n_strangers++;
		else
			s->cell_at[cell_slot(s, &at)] = (uint32_t)i + 1;
	}
}

static void place_coverage(struct snapshot *s)
{
	for (size_t i = 0; i < s->n_coverage; i++) {
		const struct coverage *c = &s->coverage[i];
		int st = snapshot_state(s, c->state);
		int ro = snapshot_round(s, c->round);

		if (st >= 0 && ro >= 0 && (unsigned)c->voice < VOICE_COUNT)
			s->coverage_at[coverage_slot(s, (size_t)st, (size_t)ro,
			                             c->voice)] =
				(uint32_t)i + 1;
	}
}

/* Reads all that STORE has of RELEASE, as of one moment. */
static int read_store(struct store *store, const char *release,
                      struct snapshot *s, struct fault *f)
{
	struct coverage *coverage = NULL;
	struct cell *cells = NULL;
	int rc;

	rc = store_publication(store, release, s->arena, &s->publication, f);
	if (rc == 0 && release[0] != '\0')
		return fault_set(f, FAULT_NOTFOUND,
		                 "no release is named \"%.40s\": "
		                 "/api/v1/releases lists them",
		                 release);
	if (rc < 0)
		return -1;
	if (rc == 0)
		memset(&s->publication, 0, sizeof(s->publication));
	if (store_cells(store, release, s->arena, &cells, &s->n_cells, f) < 0)
		return -1;
	s->cells = cells;
	if (store_coverage_of(store, release, s->arena, &coverage,
	                      &s->n_coverage, f) < 0)
		return -1;
	s->coverage = coverage;
	return 0;
}

/*
 * What is summed up or compared here is made by the method that made the cells:
 * a release never changes. The head is made anew by whoever next publishes.
 */
static const struct method *method_of(const struct publication *p)
{
	const struct method *m = scoring_method(p->method);

	return m ? m : scoring_method(NULL);
}

static int lay_out(struct snapshot *s, struct fault *f)
{
	size_t slots = s->n_states * s->n_rounds * VOICE_COUNT;

	s->drawn = drawn_new();
	s->coverage_at = calloc(slots + 1, sizeof(*s->coverage_at));
	s->cell_at = calloc(slots * s->n_commitments + 1, sizeof(*s->cell_at));
	if (!s->coverage_at || !s->cell_at)
		return fault_set(f, FAULT_MEMORY, "no memory for a snapshot");
	place_cells(s);
	place_coverage(s);
	return 0;
}

int snapshot_load(struct store *store, const struct catalogue *catalogue,
                  const char *release, struct snapshot **out, struct fault *f)
{
	struct snapshot *s = calloc(1, sizeof(*s));
	int rc;

	if (!s)
		return fault_set(f, FAULT_MEMORY, "no memory for a snapshot");
	s->catalogue = catalogue;
	s->states = catalogue_states(catalogue, &s->n_states);
	s->rounds = catalogue_rounds(catalogue, &s->n_rounds);
	s->commitments = catalogue_commitments(catalogue, &s->n_commitments);
	if (arena_new(ARENA_MOST, &s->arena, f) < 0)
		goto fail;
	if (store_read_begin(store, f) < 0)
		goto fail;
	rc = read_store(store, release, s, f);
	store_rollback(store);
	if (rc < 0 || lay_out(s, f) < 0)
		goto fail;
	s->method = method_of(&s->publication);
	*out = s;
	return 0;

fail:
	snapshot_free(s);
	return -1;
}

void snapshot_free(struct snapshot *s)
{
	if (!s)
		return;
	free(s->cell_at);
	free(s->coverage_at);
	drawn_free(s->drawn);
	arena_free(s->arena);
	free(s);
}
