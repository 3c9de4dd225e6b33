/* SPDX-License-Identifier: Apache-2.0 */
#include "cells.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

#include "handlers.h"
#include "pairs.h"
#include "reply.h"
#include "scoring.h"
#include "shapes.h"
#include "titles.h"

/*
 * What one answer compares at most: eight states on the whole Compact, two
 * voices, one round. Each pair costs thousands of draws, and the loop that
 * draws answers nobody else.
 */
#define CELLS_MOST 2000
#define PAIRS_MOST 2000

struct comparison {
	const struct request *q;
	struct scope scope;
	struct cell *cells; /* commitment, round, state, voice: last fastest */
	struct grid *grid;
	size_t n_pairs;
};

static const struct column PAIR_COLUMNS[] = {
	{ "a", "state", COLUMN_CODE },
	{ "a", "voice", COLUMN_CODE },
	{ "a", "round", COLUMN_CODE },
	{ "a", "status", COLUMN_CODE },
	{ "a", "score", COLUMN_SCORE },
	{ "b", "state", COLUMN_CODE },
	{ "b", "voice", COLUMN_CODE },
	{ "b", "round", COLUMN_CODE },
	{ "b", "status", COLUMN_CODE },
	{ "b", "score", COLUMN_SCORE },
	{ NULL, "commitment", COLUMN_CODE },
	{ NULL, "round", COLUMN_CODE },
	{ NULL, "difference", COLUMN_SCORE },
	{ NULL, "low", COLUMN_SCORE },
	{ NULL, "high", COLUMN_SCORE },
	{ NULL, "p_greater", COLUMN_SHARE },
	{ NULL, "p_less", COLUMN_SHARE },
	{ NULL, "p_error", COLUMN_ERROR },
	{ NULL, "order", COLUMN_CODE },
	{ NULL, "any_scale", COLUMN_BOOL },
	{ NULL, "relation", COLUMN_CODE },
	{ NULL, "reviewed", COLUMN_BOOL },
	{ NULL, "regression_alleged", COLUMN_CODE },
};

const struct shape SHAPE_PAIR = {
	.name = "Pair",
	.columns = PAIR_COLUMNS,
	.n_columns = sizeof(PAIR_COLUMNS) / sizeof(PAIR_COLUMNS[0]),
	.sure = "commitment reviewed a.state a.voice a.round "
		"a.status b.state b.voice b.round b.status",
};

#define PAIR_COLUMNS_COUNT (sizeof(PAIR_COLUMNS) / sizeof(PAIR_COLUMNS[0]))

static struct cell *cell_at(const struct comparison *c, size_t commitment,
                            size_t round, size_t state, size_t voice)
{
	const struct scope *s = &c->scope;

	return &c->cells[((commitment * s->n_rounds + round) * s->n_states +
	                  state) *
	                         s->n_voices +
	                 voice];
}

static void side(struct grid *g, const struct cell *c)
{
	grid_text(g, c->key.state);
	grid_text(g, VOICE_NAMES[c->key.voice]);
	grid_text(g, c->key.round);
	grid_text(g, CELL_STATUS_NAMES[c->status]);
	cell_number(g, c, c->score);
}

static const char *regression_of(const struct comparison *c,
                                 const struct cell *a)
{
	const struct snapshot *s = c->q->snapshot;
	struct spot at = { (size_t)snapshot_state(s, a->key.state),
		           (size_t)snapshot_round(s, a->key.round),
		           (size_t)snapshot_commitment(s, a->key.commitment),
		           VOICE_STATE };
	struct cell all[VOICE_COUNT];

	cells_of_row(s, &at, all);
	return REGRESSION_NAMES[cells_regression(s->method, all, VOICE_COUNT)];
}

/* One pair: what METHOD.md 9 lets us say of A beside B. */
static void write_pair(struct comparison *c, const struct cell *a,
                       const struct cell *b)
{
	bool is_voices = strcmp(a->key.state, b->key.state) == 0 &&
	                 strcmp(a->key.round, b->key.round) == 0;
	bool is_round = strcmp(a->key.round, b->key.round) == 0;
	const struct method *m = c->q->snapshot->method;
	struct grid *g = c->grid;
	struct difference d;

	pair_compare(c->q->snapshot, a, b, &d);
	grid_row(g);
	side(g, a);
	side(g, b);
	grid_text(g, a->key.commitment);
	grid_text(g, is_round ? a->key.round : NULL);
	pair_numbers(g, &d);
	grid_text(g,
	          d.is_defined ? ORDER_NAMES[difference_order(m, &d)] : NULL);
	if (d.is_defined)
		grid_bool(g, d.is_any_scale);
	else
		grid_null(g);
	grid_text(g, is_voices ? RELATION_NAMES[cell_relation(m, a, b, &d)]
	                       : NULL);
	grid_bool(g, a->reviewed > 0 && b->reviewed > 0);
	grid_text(g, is_voices ? regression_of(c, a) : NULL);
	grid_end(g);
}

/* Pairs of one commitment that differ in voice, then in state. */
static void pairs_of_round(struct comparison *c, size_t commitment,
                           size_t round)
{
	const struct scope *s = &c->scope;

	for (size_t i = 0; i < s->n_states; i++)
		for (size_t v = 0; v < s->n_voices; v++)
			for (size_t w = v + 1; w < s->n_voices; w++)
				write_pair(c,
				           cell_at(c, commitment, round, i, v),
				           cell_at(c, commitment, round, i, w));
	for (size_t v = 0; v < s->n_voices; v++)
		for (size_t i = 0; i < s->n_states; i++)
			for (size_t j = i + 1; j < s->n_states; j++)
				write_pair(c,
				           cell_at(c, commitment, round, i, v),
				           cell_at(c, commitment, round, j, v));
}

static bool is_family(const struct comparison *c, size_t i, size_t j)
{
	const struct round *rounds = c->q->snapshot->rounds;

	return strcmp(rounds[c->scope.rounds[i]].family,
	              rounds[c->scope.rounds[j]].family) == 0;
}

/* Pairs of one commitment that differ in round; never across families. */
static void pairs_of_rounds(struct comparison *c, size_t commitment)
{
	const struct scope *s = &c->scope;
	size_t n = s->n_states * s->n_voices;

	for (size_t i = 0; i < s->n_rounds; i++)
		for (size_t j = i + 1; j < s->n_rounds; j++)
			for (size_t k = 0; is_family(c, i, j) && k < n; k++)
				write_pair(c,
				           cell_at(c, commitment, i,
				                   k / s->n_voices,
				                   k % s->n_voices),
				           cell_at(c, commitment, j,
				                   k / s->n_voices,
				                   k % s->n_voices));
}

static void write_pairs(struct comparison *c)
{
	const struct scope *s = &c->scope;

	for (size_t i = 0; i < s->n_commitments; i++) {
		for (size_t j = 0; j < s->n_rounds; j++)
			pairs_of_round(c, i, j);
		pairs_of_rounds(c, i);
	}
}

static size_t two_of(size_t n)
{
	return n > 0 ? n * (n - 1) / 2 : 0;
}

static int check_size(const struct comparison *c, struct fault *f)
{
	const struct scope *s = &c->scope;
	size_t cells =
		s->n_commitments * s->n_rounds * s->n_states * s->n_voices;
	size_t pairs = s->n_commitments *
	               (s->n_rounds * (s->n_states * two_of(s->n_voices) +
	                               s->n_voices * two_of(s->n_states)) +
	                s->n_states * s->n_voices * two_of(s->n_rounds));

	if (cells <= CELLS_MOST && pairs <= PAIRS_MOST)
		return 0;
	return request_refuse(
		c->q, "commitments",
		arena_print(c->q->arena, f,
	                    "makes %zu cells and %zu pairs with the rest",
	                    cells, pairs),
		arena_print(c->q->arena, f,
	                    "at most %d cells and %d pairs in one answer: name "
	                    "fewer commitments, rounds or states",
	                    CELLS_MOST, PAIRS_MOST),
		f);
}

static int fill_cells(struct comparison *c, struct fault *f)
{
	const struct scope *s = &c->scope;
	size_t n = s->n_commitments * s->n_rounds * s->n_states * s->n_voices;

	c->cells = arena_array(c->q->arena, n + 1, sizeof(*c->cells), f);
	if (!c->cells)
		return -1;
	for (size_t k = 0; k < n; k++) {
		size_t voice = k % s->n_voices;
		size_t state = k / s->n_voices % s->n_states;
		size_t round = k / s->n_voices / s->n_states % s->n_rounds;
		size_t commitment = k / s->n_voices / s->n_states / s->n_rounds;
		struct spot at = { s->states[state], s->rounds[round],
			           s->commitments[commitment],
			           s->voices[voice] };

		snapshot_cell(c->q->snapshot, &at, &c->cells[k]);
	}
	return 0;
}

static void write_cells(struct comparison *c, struct reply *r)
{
	const struct scope *s = &c->scope;
	struct grid g;

	grid_open(&g, &r->pen, CELL_COLUMNS, CELL_COLUMNS_COUNT, false);
	for (size_t i = 0; i < s->n_commitments; i++)
		for (size_t j = 0; j < s->n_rounds; j++)
			for (size_t k = 0; k < s->n_states * s->n_voices; k++)
				cell_row(c->q, &g,
				         cell_at(c, i, j, k / s->n_voices,
				                 k % s->n_voices));
}

/* What the codes are called; rows would say it again and again. */
static void write_names(const struct comparison *c, struct pen *p)
{
	const struct snapshot *s = c->q->snapshot;

	pen_key(p, "names");
	pen_open(p, '{');
	pen_key(p, "states");
	pen_open(p, '{');
	for (size_t i = 0; i < c->scope.n_states; i++) {
		const struct state *state = &s->states[c->scope.states[i]];
		struct titled name = state_name(state, c->q->lang);

		pen_key(p, state->iso3);
		pen_open(p, '{');
		pen_key_text(p, "name", name.text);
		pen_key_text(p, "name_lang", name.lang);
		pen_close(p, '}');
	}
	pen_close(p, '}');
	pen_key(p, "commitments");
	pen_open(p, '{');
	for (size_t i = 0; i < c->scope.n_commitments; i++) {
		const struct commitment *one =
			&s->commitments[c->scope.commitments[i]];
		struct titled title = title_of(one, c->q->lang);

		pen_key(p, one->code);
		pen_open(p, '{');
		pen_key_text(p, "title", title.text);
		pen_key_text(p, "title_lang", title.lang);
		pen_close(p, '}');
	}
	pen_close(p, '}');
	pen_close(p, '}');
}

int answer_compare(const struct request *q, struct reply *r, struct fault *f)
{
	static const struct scope_names NAMES = {
		"states", "rounds", "commitments", "voices",
		1u << VOICE_STATE | 1u << VOICE_CIVIL_SOCIETY
	};
	struct comparison c = { .q = q };
	struct grid g;

	c.grid = &g;
	if (scope_read(q, &NAMES, &c.scope, f) < 0 || check_size(&c, f) < 0 ||
	    fill_cells(&c, f) < 0)
		return -1;
	if (is_flat(q)) {
		reply_table(q, r, &g, PAIR_COLUMNS, PAIR_COLUMNS_COUNT);
		write_pairs(&c);
		reply_table_end(q, r);
		return 0;
	}
	reply_begin(q, r);
	pen_open(&r->pen, '{');
	pen_key(&r->pen, "cells");
	pen_open(&r->pen, '[');
	write_cells(&c, r);
	pen_close(&r->pen, ']');
	pen_key(&r->pen, "pairs");
	pen_open(&r->pen, '[');
	grid_open(&g, &r->pen, PAIR_COLUMNS, PAIR_COLUMNS_COUNT, false);
	write_pairs(&c);
	pen_close(&r->pen, ']');
	write_names(&c, &r->pen);
	pen_close(&r->pen, '}');
	reply_end(q, r);
	return 0;
}
