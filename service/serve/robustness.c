/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include "cells.h"
#include "handlers.h"
#include "reply.h"
#include "scoring.h"
#include "shapes.h"

/* What a score hangs on: METHOD.md 9.6 and 9.13. */
static const struct column COLUMNS[] = {
	{ NULL, "state", COLUMN_CODE },
	{ NULL, "commitment", COLUMN_CODE },
	{ NULL, "round", COLUMN_CODE },
	{ NULL, "voice", COLUMN_CODE },
	{ NULL, "score", COLUMN_SCORE },
	{ NULL, "low", COLUMN_SCORE },
	{ NULL, "high", COLUMN_SCORE },
	{ NULL, "sources", COLUMN_COUNT },
	{ NULL, "effective_sources", COLUMN_SCORE },
	{ NULL, "prior_weight", COLUMN_SHARE },
	{ "without_one", "low", COLUMN_SCORE },
	{ "without_one", "high", COLUMN_SCORE },
	{ "scales", "intention_zero", COLUMN_SCORE },
	{ "scales", "regression_third", COLUMN_SCORE },
	{ "scales", "steep", COLUMN_SCORE },
	{ NULL, "evidence", COLUMN_CODE },
};

const struct shape SHAPE_ROBUSTNESS = {
	.name = "Robustness",
	.columns = COLUMNS,
	.n_columns = sizeof(COLUMNS) / sizeof(COLUMNS[0]),
	.sure = "state commitment round voice sources evidence",
	.members = "by_source:SourceWeight*",
};

static void write_sources(struct pen *p, const struct cell *c,
                          const struct source_weight *w)
{
	pen_key(p, "by_source");
	pen_open(p, '[');
	for (size_t i = 0; i < c->n_by_source; i++) {
		pen_open(p, '{');
		pen_key_count(p, "source", w[i].source + 1);
		pen_key_count(p, "passages", c->by_source[i].passages);
		pen_key_number(p, "score", c->by_source[i].score, 1);
		pen_key_number(p, "weight", w[i].weight, 3);
		pen_key_number(p, "points", w[i].points, 1);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

static int write_cell(const struct request *q, struct grid *g,
                      const struct cell *c, struct fault *f)
{
	const struct method *m = q->snapshot->method;
	struct source_weight *w =
		arena_array(q->arena, c->n_by_source + 1, sizeof(*w), f);
	struct cell_weight weight;
	struct robustness r;
	struct pen *p;

	if (!w)
		return -1;
	cell_robustness(m, c, &r);
	cell_weights(m, c, w, &weight);
	grid_row(g);
	grid_text(g, c->key.state);
	grid_text(g, c->key.commitment);
	grid_text(g, c->key.round);
	grid_text(g, VOICE_NAMES[c->key.voice]);
	grid_number(g, c->score);
	grid_number(g, c->low);
	grid_number(g, c->high);
	grid_count(g, c->sources);
	grid_number(g, weight.effective_sources);
	grid_number(g, weight.prior);
	grid_number(g, r.low_without_one);
	grid_number(g, r.high_without_one);
	grid_number(g, r.intention_zero);
	grid_number(g, r.regression_third);
	grid_number(g, r.steep);
	grid_text(g, cell_evidence(q, c, f));
	p = grid_nested(g);
	if (p)
		write_sources(p, c, w);
	grid_end(g);
	return 0;
}

int answer_robustness(const struct request *q, struct reply *r, struct fault *f)
{
	static const struct scope_names NAMES = {
		"states", "rounds", "commitments", "voices",
		1u << VOICE_STATE | 1u << VOICE_CIVIL_SOCIETY
	};
	struct scope s;
	struct grid g;
	size_t n;

	if (scope_read(q, &NAMES, &s, f) < 0)
		return -1;
	n = s.n_commitments * s.n_rounds * s.n_states * s.n_voices;
	reply_table(q, r, &g, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t k = 0; k < n; k++) {
		size_t state = k / s.n_voices;
		size_t round = state / s.n_states;
		struct spot at = {
			s.states[state % s.n_states],
			s.rounds[round % s.n_rounds],
			s.commitments[round / s.n_rounds],
			s.voices[k % s.n_voices],
		};
		struct cell c;

		snapshot_cell(q->snapshot, &at, &c);
		if (cell_is_scored(&c) && write_cell(q, &g, &c, f) < 0)
			return -1;
	}
	reply_table_end(q, r);
	return 0;
}
