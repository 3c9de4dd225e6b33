/* SPDX-License-Identifier: Apache-2.0 */
#include "cells.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/word.h"

#include "catalogue.h"
#include "groups.h"
#include "handlers.h"
#include "reply.h"

/*
 * Which cells are listed. A list walks states, rounds, commitments, voices in
 * the catalogue's order, and its cursor names the last cell shown by its
 * codes, so that a page neither repeats nor loses a row when more arrives.
 */
struct filter {
	const struct request *q;
	uint32_t statuses; /* bit per enum cell_status; 0 any */
	bool is_heard_only;
	bool *commitment; /* one per commitment: wanted */
	uint32_t voices;
};

static bool is_commitment_wanted(const struct request *q,
                                 const struct commitment *c)
{
	return request_wants(q, "commitment", c->code) &&
	       request_wants(q, "catalogue", c->catalogue);
}

static int filter_init(struct filter *w, const struct request *q,
                       struct fault *f)
{
	const struct snapshot *s = q->snapshot;

	w->q = q;
	w->statuses =
		request_bits(q, "status", CELL_STATUS_NAMES, CELL_STATUS_COUNT);
	w->is_heard_only = !request_given(q, "status");
	if (request_given(q, "status") && request_wants(q, "status", "all"))
		w->statuses = 0;
	w->voices = request_bits(q, "voice", VOICE_NAMES, VOICE_COUNT);
	w->voices = w->voices ? w->voices : UINT32_MAX;
	w->commitment = arena_array(q->arena, s->n_commitments + 1,
	                            sizeof(*w->commitment), f);
	if (!w->commitment)
		return -1;
	for (size_t i = 0; i < s->n_commitments; i++)
		w->commitment[i] = is_commitment_wanted(q, &s->commitments[i]);
	return 0;
}

static bool is_state_wanted(const struct filter *w, const struct state *state)
{
	const struct given *g = request_given(w->q, "group");
	bool is_in = !g;

	for (size_t i = 0; g && i < g->n && !is_in; i++)
		is_in = state_in_group(state, g->value[i]);
	return is_in && request_wants(w->q, "state", state->iso3);
}

/* Fills *OUT and gives true when the cell at AT is to be listed. */
static bool is_cell_wanted(const struct filter *w, const struct spot *at,
                           struct cell *out)
{
	const struct snapshot *s = w->q->snapshot;

	if (!w->commitment[at->commitment] ||
	    !(w->voices & (1u << (unsigned)at->voice)))
		return false;
	if (w->is_heard_only && !snapshot_stored(s, at) &&
	    !is_heard(s, at->state, at->round, at->voice))
		return false;
	snapshot_cell(s, at, out);
	return w->statuses == 0 ||
	       (w->statuses & (1u << (unsigned)out->status)) != 0;
}

bool spot_next(const struct snapshot *s, struct spot *at)
{
	at->voice = (enum voice)((unsigned)at->voice + 1);
	if ((unsigned)at->voice < VOICE_COUNT)
		return true;
	at->voice = (enum voice)0;
	if (++at->commitment < s->n_commitments)
		return true;
	at->commitment = 0;
	if (++at->round < s->n_rounds)
		return true;
	at->round = 0;
	return ++at->state < s->n_states;
}

/* Skips states and rounds that are not asked for, without walking them. */
static bool skip_unwanted(const struct filter *w, struct spot *at)
{
	const struct snapshot *s = w->q->snapshot;

	while (at->state < s->n_states) {
		if (!is_state_wanted(w, &s->states[at->state])) {
			*at = (struct spot){ .state = at->state + 1 };
			continue;
		}
		while (at->round < s->n_rounds &&
		       !request_wants(w->q, "round", s->rounds[at->round].id))
			*at = (struct spot){ .state = at->state,
				             .round = at->round + 1 };
		if (at->round < s->n_rounds)
			return true;
		*at = (struct spot){ .state = at->state + 1 };
	}
	return false;
}

/* Finds up to MOST cells from AT on; gives how many. */
static size_t collect(const struct filter *w, struct spot *at, struct cell *out,
                      size_t most)
{
	const struct snapshot *s = w->q->snapshot;
	bool is_more = s->n_commitments > 0;
	size_t n = 0;

	while (is_more && n < most) {
		if (at->commitment == 0 && at->voice == 0 &&
		    !skip_unwanted(w, at))
			break;
		if (is_cell_wanted(w, at, &out[n]))
			n++;
		is_more = spot_next(s, at);
	}
	return n;
}

int spot_start(const struct request *q, struct spot *at, struct fault *f)
{
	const struct snapshot *s = q->snapshot;
	const char *plain = NULL;
	char part[4][COMMITMENT_SIZE + 1];
	int state, round, commitment, voice;

	memset(at, 0, sizeof(*at));
	if (!request_given(q, "cursor"))
		return 0;
	if (cursor_read(q, "cursor", &plain, f) < 0)
		return -1;
	if (sscanf(plain, "%24[^ ] %24[^ ] %24[^ ] %24[^ ]", part[0], part[1],
	           part[2], part[3]) != 4)
		goto bad;
	state = snapshot_state(s, part[0]);
	round = snapshot_round(s, part[1]);
	commitment = snapshot_commitment(s, part[2]);
	voice = word_find(VOICE_NAMES, VOICE_COUNT, part[3]);
	if (state < 0 || round < 0 || commitment < 0 || voice < 0)
		goto bad;
	*at = (struct spot){ (size_t)state, (size_t)round, (size_t)commitment,
		             (enum voice)voice };
	if (!spot_next(s, at))
		at->state = s->n_states;
	return 0;

bad:
	return request_refuse(q, "cursor", "is not one of ours",
	                      value_allowed(VALUE_CURSOR), f);
}

const char *spot_cursor(const struct request *q, const struct cell_key *key,
                        struct fault *f)
{
	const char *plain =
		arena_print(q->arena, f, "%s %s %s %s", key->state, key->round,
	                    key->commitment, VOICE_NAMES[key->voice]);

	return plain ? cursor_write(q, plain, f) : NULL;
}

int answer_cells(const struct request *q, struct reply *r, struct fault *f)
{
	size_t limit = request_limit(q), n;
	struct cell *cells;
	struct filter w;
	struct spot at;
	struct grid g;

	cells = arena_array(q->arena, limit + 1, sizeof(*cells), f);
	if (!cells || filter_init(&w, q, f) < 0 || spot_start(q, &at, f) < 0)
		return -1;
	n = at.state < q->snapshot->n_states
	            ? collect(&w, &at, cells, limit + 1)
	            : 0;
	if (n > limit) {
		n = limit;
		r->next = spot_cursor(q, &cells[n - 1].key, f);
		if (!r->next)
			return -1;
	}
	reply_table(q, r, &g, CELL_COLUMNS, CELL_COLUMNS_COUNT);
	for (size_t i = 0; i < n; i++)
		cell_row(q, &g, &cells[i]);
	reply_table_end(q, r);
	return 0;
}
