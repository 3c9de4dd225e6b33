/* SPDX-License-Identifier: Apache-2.0 */
#include "rollups.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/word.h"

#include "groups.h"
#include "handlers.h"
#include "pairs.h"
#include "reply.h"
#include "scoring.h"
#include "shapes.h"

/*
 * What one answer compares at most. A pair costs the draws of two roll-ups,
 * and the loop that draws answers nobody else.
 */
#define PAIRS_MOST 100

/* The voice of a ranking that names none. */
static const char DEFAULT_VOICE[] = "state";

static const struct scope_names NAMES = { "states", "round", NULL, "voices",
	                                  1u << VOICE_STATE |
	                                          1u << VOICE_CIVIL_SOCIETY };

int sums_read(const struct request *q, const struct scope_names *names,
              struct sums *out, struct fault *f)
{
	const struct commitment *all = q->snapshot->commitments;

	*out = (struct sums){ .q = q };
	out->catalogue = request_value(q, "catalogue", "gcm");
	out->cluster = (int)request_number(request_value(q, "cluster", ""), 0);
	if (scope_read(q, names, &out->scope, f) < 0)
		return -1;
	out->commitments = arena_array(q->arena, out->scope.n_commitments + 1,
	                               sizeof(*out->commitments), f);
	if (!out->commitments)
		return -1;
	for (size_t i = 0; i < out->scope.n_commitments; i++) {
		size_t at = out->scope.commitments[i];

		if (out->cluster == 0 || all[at].cluster == out->cluster)
			out->commitments[out->n++] = at;
	}
	return 0;
}

const char *sums_seed(const struct sums *s, const struct spot *at,
                      struct fault *f)
{
	const struct snapshot *snap = s->q->snapshot;

	return arena_print(s->q->arena, f, "%s/%d %s %s %s", s->catalogue,
	                   s->cluster, snap->states[at->state].iso3,
	                   snap->rounds[at->round].id, VOICE_NAMES[at->voice]);
}

void sums_cells(const struct sums *s, const struct spot *at, struct cell *cells)
{
	struct spot here = *at;

	for (size_t i = 0; i < s->n; i++) {
		here.commitment = s->commitments[i];
		snapshot_cell(s->q->snapshot, &here, &cells[i]);
	}
}

void sums_name(const struct sums *s, struct grid *g)
{
	grid_text(g, s->catalogue);
	if (s->cluster > 0)
		grid_count(g, (uint64_t)s->cluster);
	else
		grid_null(g);
}

static void defined(struct grid *g, bool is_defined, double value)
{
	grid_number(g, is_defined ? value : (double)NAN);
}

/* ---- pairs: METHOD.md 9.11 and 9.12 -------------------------------------- */

static const struct column PAIR_COLUMNS[] = {
	{ "a", "state", COLUMN_CODE },
	{ "a", "round", COLUMN_CODE },
	{ "a", "voice", COLUMN_CODE },
	{ "a", "mean", COLUMN_SCORE },
	{ "b", "state", COLUMN_CODE },
	{ "b", "round", COLUMN_CODE },
	{ "b", "voice", COLUMN_CODE },
	{ "b", "mean", COLUMN_SCORE },
	{ NULL, "catalogue", COLUMN_CODE },
	{ NULL, "cluster", COLUMN_COUNT },
	{ NULL, "commitments", COLUMN_COUNT },
	{ NULL, "common", COLUMN_COUNT },
	{ NULL, "difference", COLUMN_SCORE },
	{ NULL, "low", COLUMN_SCORE },
	{ NULL, "high", COLUMN_SCORE },
	{ NULL, "p_greater", COLUMN_SHARE },
	{ NULL, "p_less", COLUMN_SHARE },
	{ NULL, "p_error", COLUMN_ERROR },
	{ NULL, "order", COLUMN_CODE },
	{ "weights", "a_above", COLUMN_SHARE },
	{ "weights", "b_above", COLUMN_SHARE },
};

const struct shape SHAPE_ROLLUP_PAIR = {
	.name = "RollupPair",
	.columns = PAIR_COLUMNS,
	.n_columns = sizeof(PAIR_COLUMNS) / sizeof(PAIR_COLUMNS[0]),
	.sure = "catalogue commitments common a.state a.round "
		"a.voice b.state b.round b.voice",
};

/* A sum with its cells and its name. */
struct sum_side {
	struct spot at;
	struct rollup_side side;
};

struct pairing_sums {
	struct sums sums;
	struct sum_side *side; /* round, state, voice: last fastest */
	size_t n;
};

static int sides_read(struct pairing_sums *p, struct fault *f)
{
	const struct scope *s = &p->sums.scope;
	struct arena *a = p->sums.q->arena;

	p->n = s->n_rounds * s->n_states * s->n_voices;
	p->side = arena_array(a, p->n + 1, sizeof(*p->side), f);
	for (size_t k = 0; p->side && k < p->n; k++) {
		struct spot at = {
			.state = s->states[k / s->n_voices % s->n_states],
			.round = s->rounds[k / s->n_voices / s->n_states],
			.voice = s->voices[k % s->n_voices],
		};
		struct cell *cells =
			arena_array(a, p->sums.n + 1, sizeof(*cells), f);
		const char *seed = sums_seed(&p->sums, &at, f);

		if (!cells || !seed)
			return -1;
		sums_cells(&p->sums, &at, cells);
		p->side[k] = (struct sum_side){ at, { cells, seed } };
	}
	return p->side ? 0 : -1;
}

/* Two sums are set side by side when they differ in one thing; rounds only
   inside a family. */
static bool is_pair(const struct snapshot *s, const struct spot *a,
                    const struct spot *b)
{
	const struct round *before = &s->rounds[a->round];
	const struct round *after = &s->rounds[b->round];

	return (a->state != b->state) + (a->voice != b->voice) +
	                       (a->round != b->round) ==
	               1 &&
	       strcmp(before->family, after->family) == 0;
}

static void write_spot(const struct snapshot *s, struct grid *g,
                       const struct spot *at)
{
	grid_text(g, s->states[at->state].iso3);
	grid_text(g, s->rounds[at->round].id);
	grid_text(g, VOICE_NAMES[at->voice]);
}

static int write_pair(const struct pairing_sums *p, struct grid *g,
                      const struct sum_side *a, const struct sum_side *b,
                      struct fault *f)
{
	const struct snapshot *s = p->sums.q->snapshot;
	struct rollup_pair pair;
	bool is_defined;

	if (rollups_compare(s->method, &a->side, &b->side, p->sums.n, &pair,
	                    f) < 0)
		return -1;
	is_defined = pair.d.is_defined;
	grid_row(g);
	write_spot(s, g, &a->at);
	defined(g, is_defined, pair.mean_a);
	write_spot(s, g, &b->at);
	defined(g, is_defined, pair.mean_b);
	sums_name(&p->sums, g);
	grid_count(g, pair.commitments);
	grid_count(g, pair.common);
	pair_numbers(g, &pair.d);
	grid_text(g, is_defined
	                     ? ORDER_NAMES[difference_order(s->method, &pair.d)]
	                     : NULL);
	defined(g, is_defined, pair.weights_above);
	defined(g, is_defined, pair.weights_below);
	grid_end(g);
	return 0;
}

/* Counts the pairs, or writes them to G. */
static int pairs_walk(const struct pairing_sums *p, struct grid *g, size_t *n,
                      struct fault *f)
{
	const struct snapshot *s = p->sums.q->snapshot;

	*n = 0;
	for (size_t i = 0; i < p->n; i++)
		for (size_t j = i + 1; j < p->n; j++) {
			if (!is_pair(s, &p->side[i].at, &p->side[j].at))
				continue;
			(*n)++;
			if (g &&
			    write_pair(p, g, &p->side[i], &p->side[j], f) < 0)
				return -1;
		}
	return 0;
}

int answer_rollup_pairs(const struct request *q, struct reply *r,
                        struct fault *f)
{
	struct pairing_sums p = { 0 };
	struct grid g;
	size_t n = 0;

	if (sums_read(q, &NAMES, &p.sums, f) < 0 || sides_read(&p, f) < 0 ||
	    pairs_walk(&p, NULL, &n, f) < 0)
		return -1;
	if (n > PAIRS_MOST)
		return request_refuse(
			q, "states",
			arena_print(q->arena, f,
		                    "makes %zu pairs with the "
		                    "rest",
		                    n),
			arena_print(q->arena, f,
		                    "at most %d pairs in one answer: name "
		                    "fewer states, rounds or voices",
		                    PAIRS_MOST),
			f);
	reply_table(q, r, &g, PAIR_COLUMNS,
	            sizeof(PAIR_COLUMNS) / sizeof(PAIR_COLUMNS[0]));
	if (pairs_walk(&p, &g, &n, f) < 0)
		return -1;
	reply_table_end(q, r);
	return 0;
}

/* ---- weights: METHOD.md 9.13 --------------------------------------------- */

static const struct column WEIGHT_COLUMNS[] = {
	{ NULL, "state", COLUMN_CODE },    { NULL, "round", COLUMN_CODE },
	{ NULL, "voice", COLUMN_CODE },    { NULL, "catalogue", COLUMN_CODE },
	{ NULL, "cluster", COLUMN_COUNT }, { NULL, "commitment", COLUMN_CODE },
	{ NULL, "status", COLUMN_CODE },   { NULL, "score", COLUMN_SCORE },
	{ NULL, "weight", COLUMN_SHARE },  { NULL, "points", COLUMN_SCORE },
	{ NULL, "spread", COLUMN_SHARE },
};

const struct shape SHAPE_COMMITMENT_WEIGHT = {
	.name = "CommitmentWeight",
	.columns = WEIGHT_COLUMNS,
	.n_columns = sizeof(WEIGHT_COLUMNS) / sizeof(WEIGHT_COLUMNS[0]),
	.sure = "state round voice catalogue commitment status",
};

static int write_weights(const struct pairing_sums *p, struct grid *g,
                         const struct sum_side *side, struct fault *f)
{
	const struct snapshot *s = p->sums.q->snapshot;
	struct commitment_weight *w =
		arena_array(p->sums.q->arena, p->sums.n + 1, sizeof(*w), f);

	if (!w || rollup_weights(s->method, side->side.cells, p->sums.n,
	                         side->side.seed, w, f) < 0)
		return -1;
	for (size_t i = 0; i < p->sums.n; i++) {
		const struct cell *c = &side->side.cells[i];

		if (c->status == CELL_NOT_APPLICABLE)
			continue;
		grid_row(g);
		write_spot(s, g, &side->at);
		sums_name(&p->sums, g);
		grid_text(g, c->key.commitment);
		grid_text(g, CELL_STATUS_NAMES[c->status]);
		cell_number(g, c, c->score);
		cell_number(g, c, w[i].weight);
		cell_number(g, c, w[i].points);
		cell_number(g, c, w[i].spread);
		grid_end(g);
	}
	return 0;
}

int answer_rollup_weights(const struct request *q, struct reply *r,
                          struct fault *f)
{
	struct pairing_sums p = { 0 };
	struct grid g;

	if (sums_read(q, &NAMES, &p.sums, f) < 0 || sides_read(&p, f) < 0)
		return -1;
	reply_table(q, r, &g, WEIGHT_COLUMNS,
	            sizeof(WEIGHT_COLUMNS) / sizeof(WEIGHT_COLUMNS[0]));
	for (size_t i = 0; i < p.n; i++)
		if (write_weights(&p, &g, &p.side[i], f) < 0)
			return -1;
	reply_table_end(q, r);
	return 0;
}

/* ---- ranks: METHOD.md 9.14 ----------------------------------------------- */

static const struct column RANK_COLUMNS[] = {
	{ NULL, "state", COLUMN_CODE },
	{ NULL, "round", COLUMN_CODE },
	{ NULL, "voice", COLUMN_CODE },
	{ NULL, "catalogue", COLUMN_CODE },
	{ NULL, "cluster", COLUMN_COUNT },
	{ NULL, "commitments", COLUMN_COUNT },
	{ NULL, "assessed", COLUMN_COUNT },
	{ NULL, "mean", COLUMN_SCORE },
	{ NULL, "low", COLUMN_SCORE },
	{ NULL, "high", COLUMN_SCORE },
	{ NULL, "rank_low", COLUMN_COUNT },
	{ NULL, "rank_high", COLUMN_COUNT },
	{ NULL, "states", COLUMN_COUNT },
};

const struct shape SHAPE_RANK = {
	.name = "Rank",
	.columns = RANK_COLUMNS,
	.n_columns = sizeof(RANK_COLUMNS) / sizeof(RANK_COLUMNS[0]),
	.sure = "state round voice catalogue commitments assessed",
};

/* States with a voice heard, and the room for their cells. */
struct ranking {
	struct sums sums;
	struct spot at; /* round and voice */
	size_t *states;
	size_t n;
	struct cell *cells;
	struct standing *out;
};

static bool is_in_groups(const struct request *q, const struct state *state)
{
	const struct given *g = request_given(q, "group");
	bool is_in = !g;

	for (size_t i = 0; g && i < g->n && !is_in; i++)
		is_in = state_in_group(state, g->value[i]);
	return is_in;
}

static int ranking_read(struct ranking *k, struct fault *f)
{
	const struct request *q = k->sums.q;
	const struct snapshot *s = q->snapshot;

	k->at.round = (size_t)snapshot_round(s, request_value(q, "round", ""));
	k->at.voice =
		(enum voice)word_find(VOICE_NAMES, VOICE_COUNT,
	                              request_value(q, "voice", DEFAULT_VOICE));
	k->states =
		arena_array(q->arena, s->n_states + 1, sizeof(*k->states), f);
	for (size_t i = 0; k->states && i < s->n_states; i++)
		if (is_heard(s, i, k->at.round, k->at.voice) &&
		    is_in_groups(q, &s->states[i]))
			k->states[k->n++] = i;
	k->out = arena_array(q->arena, k->n + 1, sizeof(*k->out), f);
	k->cells = arena_array(q->arena, k->n * k->sums.n + 1,
	                       sizeof(*k->cells), f);
	if (!k->states || !k->out || !k->cells)
		return -1;
	for (size_t i = 0; i < k->n; i++) {
		k->at.state = k->states[i];
		sums_cells(&k->sums, &k->at, k->cells + i * k->sums.n);
	}
	return 0;
}

static void write_rank(const struct ranking *k, struct grid *g, size_t i,
                       size_t ranked)
{
	const struct cell *cells = k->cells + i * k->sums.n;
	const struct standing *o = &k->out[i];
	struct spot at = k->at;
	size_t put = 0, assessed = 0;

	for (size_t c = 0; c < k->sums.n; c++) {
		put += cells[c].status != CELL_NOT_APPLICABLE;
		assessed += cells[c].status == CELL_ASSESSED;
	}
	at.state = k->states[i];
	grid_row(g);
	write_spot(k->sums.q->snapshot, g, &at);
	sums_name(&k->sums, g);
	grid_count(g, put);
	grid_count(g, assessed);
	defined(g, o->is_defined, o->mean);
	defined(g, o->is_defined, o->low);
	defined(g, o->is_defined, o->high);
	if (o->is_defined) {
		grid_count(g, o->rank_low);
		grid_count(g, o->rank_high);
		grid_count(g, ranked);
	} else {
		grid_null(g);
		grid_null(g);
		grid_null(g);
	}
	grid_end(g);
}

int answer_rollup_ranks(const struct request *q, struct reply *r,
                        struct fault *f)
{
	static const struct scope_names ALL = { NULL, "round", NULL, NULL, 0 };
	struct ranking k = { 0 };
	struct standings of;
	struct grid g;
	size_t ranked = 0;

	if (sums_read(q, &ALL, &k.sums, f) < 0 || ranking_read(&k, f) < 0)
		return -1;
	of = (struct standings){
		.cells = k.cells,
		.n_states = k.n,
		.n_commitments = k.sums.n,
		.seed = k.sums.catalogue,
		.is_under_weights =
			strcmp(request_value(q, "weights", "0"), "1") == 0,
	};
	if (states_rank(q->snapshot->method, &of, k.out, f) < 0)
		return -1;
	for (size_t i = 0; i < k.n; i++)
		ranked += k.out[i].is_defined;
	reply_table(q, r, &g, RANK_COLUMNS,
	            sizeof(RANK_COLUMNS) / sizeof(RANK_COLUMNS[0]));
	for (size_t i = 0; i < k.n; i++)
		write_rank(&k, &g, i, ranked);
	reply_table_end(q, r);
	return 0;
}
