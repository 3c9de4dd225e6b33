/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "cells.h"
#include "handlers.h"
#include "reply.h"
#include "scoring.h"
#include "shapes.h"

static const struct column COLUMNS[] = {
	{ NULL, "state", COLUMN_CODE },
	{ NULL, "round", COLUMN_CODE },
	{ NULL, "voice", COLUMN_CODE },
	{ NULL, "catalogue", COLUMN_CODE },
	{ NULL, "cluster", COLUMN_COUNT },
	{ NULL, "commitments", COLUMN_COUNT },
	{ NULL, "assessed", COLUMN_COUNT },
	{ NULL, "share_assessed", COLUMN_SHARE },
	{ NULL, "below_zero", COLUMN_COUNT },
	{ NULL, "mean", COLUMN_SCORE },
	{ NULL, "low", COLUMN_SCORE },
	{ NULL, "high", COLUMN_SCORE },
	{ NULL, "mean_silent_zero", COLUMN_SCORE },
	{ "weights", "low", COLUMN_SCORE },
	{ "weights", "high", COLUMN_SCORE },
	{ "levels", "regression", COLUMN_SCORE },
	{ "levels", "gap", COLUMN_SCORE },
	{ "levels", "intention", COLUMN_SCORE },
	{ "levels", "measure", COLUMN_SCORE },
	{ "levels", "result", COLUMN_SCORE },
};

const struct shape SHAPE_ROLLUP = {
	.name = "Rollup",
	.columns = COLUMNS,
	.n_columns = sizeof(COLUMNS) / sizeof(COLUMNS[0]),
	.sure = "state round voice catalogue commitments assessed "
		"below_zero",
	.members = "statuses:count{}",
};

/* One row on its way. */
struct sum {
	const struct request *q;
	const struct scope *scope;
	struct cell *cells; /* room for one per commitment */
	int cluster;        /* 0: the whole catalogue */
};

/* Cells of one state, round, voice that are put to that state. */
static size_t gather(const struct sum *s, struct spot at)
{
	const struct snapshot *snap = s->q->snapshot;
	size_t n = 0;

	for (size_t i = 0; i < s->scope->n_commitments; i++) {
		const struct commitment *c;

		at.commitment = s->scope->commitments[i];
		c = &snap->commitments[at.commitment];
		if ((s->cluster == 0 || c->cluster == s->cluster) &&
		    commitment_applies(c, &snap->states[at.state]))
			snapshot_cell(snap, &at, &s->cells[n++]);
	}
	return n;
}

static void write_numbers(struct grid *g, const struct rollup *u)
{
	const double values[] = { u->mean,        u->low,
		                  u->high,        u->mean_silent_zero,
		                  u->weights_low, u->weights_high };

	grid_count(g, u->commitments);
	grid_count(g, u->assessed);
	if (u->commitments > 0)
		grid_number(g, (double)u->assessed / (double)u->commitments);
	else
		grid_null(g);
	grid_count(g, u->below_zero);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (u->is_defined)
			grid_number(g, values[i]);
		else
			grid_null(g);
	for (int i = 0; i < SCALE_COUNT; i++)
		grid_number(g, u->mass[i]);
}

static void write_statuses(struct pen *p, const struct rollup *u)
{
	pen_key(p, "statuses");
	pen_open(p, '{');
	for (int i = 0; i < CELL_STATUS_COUNT; i++)
		pen_key_count(p, CELL_STATUS_NAMES[i], u->status[i]);
	pen_close(p, '}');
}

static int write_sum(const struct sum *s, struct grid *g, const struct spot *at,
                     struct fault *f)
{
	const struct snapshot *snap = s->q->snapshot;
	const char *catalogue = request_value(s->q, "catalogue", "gcm");
	const char *iso3 = snap->states[at->state].iso3;
	const char *round = snap->rounds[at->round].id;
	size_t n = gather(s, *at);
	struct rollup u;
	const char *seed;
	struct pen *p;

	seed = arena_print(s->q->arena, f, "%s/%d %s %s %s", catalogue,
	                   s->cluster, iso3, round, VOICE_NAMES[at->voice]);
	if (!seed || cells_rollup(snap->method, s->cells, n, seed, &u, f) < 0)
		return -1;
	grid_row(g);
	grid_text(g, iso3);
	grid_text(g, round);
	grid_text(g, VOICE_NAMES[at->voice]);
	grid_text(g, catalogue);
	if (s->cluster > 0)
		grid_count(g, (uint64_t)s->cluster);
	else
		grid_null(g);
	write_numbers(g, &u);
	p = grid_nested(g);
	if (p)
		write_statuses(p, &u);
	grid_end(g);
	return 0;
}

int answer_rollup(const struct request *q, struct reply *r, struct fault *f)
{
	static const struct scope_names NAMES = {
		"states", "round", NULL, "voices",
		1u << VOICE_STATE | 1u << VOICE_CIVIL_SOCIETY
	};
	struct scope scope;
	struct sum s = { .q = q, .scope = &scope };
	struct grid g;

	s.cluster = (int)request_number(request_value(q, "cluster", ""), 0);
	if (scope_read(q, &NAMES, &scope, f) < 0)
		return -1;
	s.cells = arena_array(q->arena, scope.n_commitments + 1,
	                      sizeof(*s.cells), f);
	if (!s.cells)
		return -1;
	reply_table(q, r, &g, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < scope.n_states * scope.n_rounds; i++)
		for (size_t v = 0; v < scope.n_voices; v++) {
			struct spot at = {
				.state = scope.states[i / scope.n_rounds],
				.round = scope.rounds[i % scope.n_rounds],
				.voice = scope.voices[v],
			};

			if (write_sum(&s, &g, &at, f) < 0)
				return -1;
		}
	reply_table_end(q, r);
	return 0;
}
