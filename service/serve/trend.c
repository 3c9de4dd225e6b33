/* SPDX-License-Identifier: Apache-2.0 */
#include "trend.h"

#include <string.h>

#include "base/arena.h"

#include "cells.h"
#include "handlers.h"
#include "paired.h"
#include "pairs.h"
#include "reply.h"
#include "shapes.h"

static const struct column COLUMNS[] = {
	{ NULL, "state", COLUMN_CODE },
	{ NULL, "commitment", COLUMN_CODE },
	{ NULL, "voice", COLUMN_CODE },
	{ NULL, "family", COLUMN_CODE },
	{ NULL, "round", COLUMN_CODE },
	{ NULL, "year", COLUMN_COUNT },
	{ NULL, "status", COLUMN_CODE },
	{ NULL, "score", COLUMN_SCORE },
	{ NULL, "low", COLUMN_SCORE },
	{ NULL, "high", COLUMN_SCORE },
	{ NULL, "passages", COLUMN_COUNT },
	{ "change", "from", COLUMN_CODE },
	{ "change", "difference", COLUMN_SCORE },
	{ "change", "low", COLUMN_SCORE },
	{ "change", "high", COLUMN_SCORE },
	{ "change", "p_better", COLUMN_SHARE },
	{ "change", "p_worse", COLUMN_SHARE },
	{ "change", "p_error", COLUMN_ERROR },
	{ NULL, "evidence", COLUMN_CODE },
};

const struct shape SHAPE_TREND_STEP = {
	.name = "TrendStep",
	.columns = COLUMNS,
	.n_columns = sizeof(COLUMNS) / sizeof(COLUMNS[0]),
	.sure = "state commitment voice family round year status "
		"passages evidence",
	.members = "paired?:Paired",
};

void trend_of(const struct snapshot *s, const struct spot *at,
              struct trend *out)
{
	struct spot earlier = *at;
	int round = (int)at->round;

	memset(out, 0, sizeof(*out));
	snapshot_cell(s, at, &out->now);
	while ((round = snapshot_round_before(s, (size_t)round)) >= 0) {
		earlier.round = (size_t)round;
		snapshot_cell(s, &earlier, &out->before);
		out->has_before = cell_is_scored(&out->before);
		if (out->has_before)
			break;
	}
	if (out->has_before)
		pair_compare(s, &out->now, &out->before, &out->d);
}

static int write_step(const struct request *q, struct grid *g,
                      const struct trend *t, const struct round *round,
                      struct fault *f)
{
	const struct cell *c = &t->now;
	struct pen *p;

	grid_row(g);
	grid_text(g, c->key.state);
	grid_text(g, c->key.commitment);
	grid_text(g, VOICE_NAMES[c->key.voice]);
	grid_text(g, round->family);
	grid_text(g, round->id);
	grid_count(g, (uint64_t)round->year);
	grid_text(g, CELL_STATUS_NAMES[c->status]);
	cell_number(g, c, c->score);
	cell_number(g, c, c->low);
	cell_number(g, c, c->high);
	grid_count(g, c->passages);
	grid_text(g, t->d.is_defined ? t->before.key.round : NULL);
	pair_numbers(g, &t->d);
	grid_text(g, cell_evidence(q, c, f));
	p = grid_nested(g);
	if (p && t->d.is_defined &&
	    write_paired(q, p, &t->before, &t->now, &t->d, f) < 0)
		return -1;
	grid_end(g);
	return 0;
}

/* Writes the rounds in which the voice at AT was heard, family by family. */
static int write_line(const struct request *q, struct spot at, struct grid *g,
                      struct fault *f)
{
	const struct snapshot *s = q->snapshot;
	const char *family = request_value(q, "family", NULL);
	struct trend t;

	for (size_t i = 0; i < s->n_rounds; i++) {
		at.round = i;
		if (family && strcmp(family, s->rounds[i].family) != 0)
			continue;
		if (!snapshot_stored(s, &at) &&
		    !is_heard(s, at.state, i, at.voice))
			continue;
		trend_of(s, &at, &t);
		if (write_step(q, g, &t, &s->rounds[i], f) < 0)
			return -1;
	}
	return 0;
}

int answer_trend(const struct request *q, struct reply *r, struct fault *f)
{
	static const struct scope_names NAMES = {
		"state", NULL, "commitment", "voice",
		1u << VOICE_STATE | 1u << VOICE_CIVIL_SOCIETY
	};
	struct scope scope;
	struct grid g;

	if (scope_read(q, &NAMES, &scope, f) < 0)
		return -1;
	reply_table(q, r, &g, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < scope.n_states * scope.n_commitments; i++)
		for (size_t v = 0; v < scope.n_voices; v++) {
			struct spot at = {
				.state = scope.states[i / scope.n_commitments],
				.commitment =
					scope.commitments[i %
				                          scope.n_commitments],
				.voice = scope.voices[v],
			};

			if (write_line(q, at, &g, f) < 0)
				return -1;
		}
	reply_table_end(q, r);
	return 0;
}
