/* SPDX-License-Identifier: Apache-2.0 */
#include "divergence.h"

#include <string.h>

#include "cells.h"
#include "handlers.h"
#include "pairs.h"
#include "reply.h"
#include "scoring.h"
#include "shapes.h"

static const struct column COLUMNS[] = {
	{ NULL, "state", COLUMN_CODE },
	{ NULL, "commitment", COLUMN_CODE },
	{ NULL, "round", COLUMN_CODE },
	{ "a", "voice", COLUMN_CODE },
	{ "a", "status", COLUMN_CODE },
	{ "a", "score", COLUMN_SCORE },
	{ "b", "voice", COLUMN_CODE },
	{ "b", "status", COLUMN_CODE },
	{ "b", "score", COLUMN_SCORE },
	{ NULL, "relation", COLUMN_CODE },
	{ NULL, "higher", COLUMN_CODE },
	{ NULL, "difference", COLUMN_SCORE },
	{ NULL, "low", COLUMN_SCORE },
	{ NULL, "high", COLUMN_SCORE },
	{ NULL, "p_greater", COLUMN_SHARE },
	{ NULL, "p_less", COLUMN_SHARE },
	{ NULL, "p_error", COLUMN_ERROR },
	{ NULL, "reviewed", COLUMN_BOOL },
	{ NULL, "regression_alleged", COLUMN_CODE },
	{ "a", "passage", COLUMN_CODE },
	{ "a", "quote", COLUMN_TEXT },
	{ "b", "passage", COLUMN_CODE },
	{ "b", "quote", COLUMN_TEXT },
};

/* In JSON the passages come as objects instead of the last four. */
#define COLUMNS_CSV  (sizeof(COLUMNS) / sizeof(COLUMNS[0]))
#define COLUMNS_JSON (COLUMNS_CSV - 4)

const struct shape SHAPE_DIVERGENCE = {
	.name = "Divergence",
	.columns = COLUMNS,
	.n_columns = COLUMNS_JSON,
	.sure = "state commitment round relation reviewed "
		"regression_alleged a.voice a.status b.voice "
		"b.status",
	.members = "strongest:Strongest",
};

void divergence_of(const struct snapshot *s, const struct spot *at,
                   enum voice a, enum voice b, struct divergence *out)
{
	cells_of_row(s, at, out->all);
	out->a = &out->all[a];
	out->b = &out->all[b];
	pair_compare(s, out->a, out->b, &out->d);
	out->relation = cell_relation(s->method, out->a, out->b, &out->d);
	out->regression = cells_regression(s->method, out->all, VOICE_COUNT);
	out->is_reviewed = out->a->reviewed > 0 && out->b->reviewed > 0;
	out->higher = NULL;
	if (out->d.is_defined && (out->relation == RELATION_CONTRADICT ||
	                          out->relation == RELATION_DIFFER_IN_DEGREE))
		out->higher = VOICE_NAMES[out->d.value >= 0 ? a : b];
}

/* The strongest passage of each side; a contradiction shows both its ends. */
static int find_passages(const struct request *q, const struct divergence *row,
                         struct passage_row out[2], bool has[2],
                         struct fault *f)
{
	bool is_contradiction = row->relation == RELATION_CONTRADICT;
	bool is_a_high = row->d.value >= 0;
	enum lean a = is_a_high ? LEAN_HIGH : LEAN_LOW;
	enum lean b = is_a_high ? LEAN_LOW : LEAN_HIGH;
	int rc_a, rc_b;

	rc_a = strongest(q, row->a, is_contradiction ? a : LEAN_NONE, &out[0],
	                 f);
	if (rc_a < 0)
		return -1;
	rc_b = strongest(q, row->b, is_contradiction ? b : LEAN_NONE, &out[1],
	                 f);
	has[0] = rc_a > 0;
	has[1] = rc_b > 0;
	return rc_b < 0 ? -1 : 0;
}

static void side(struct grid *g, const struct cell *c)
{
	grid_text(g, VOICE_NAMES[c->key.voice]);
	grid_text(g, CELL_STATUS_NAMES[c->status]);
	cell_number(g, c, c->score);
}

static void csv_quote(const struct request *q, struct grid *g,
                      const struct passage_row *row)
{
	if (!row) {
		grid_null(g);
		grid_null(g);
		return;
	}
	grid_text(g, passage_name(q, row, &g->pen->fault));
	grid_bytes(g, row->quote, row->quote_len);
}

static int write_row(const struct request *q, struct grid *g,
                     const struct divergence *row, struct fault *f)
{
	struct passage_row found[2];
	bool has[2] = { false, false };
	struct pen *p;

	if (find_passages(q, row, found, has, f) < 0)
		return -1;
	grid_row(g);
	grid_text(g, row->a->key.state);
	grid_text(g, row->a->key.commitment);
	grid_text(g, row->a->key.round);
	side(g, row->a);
	side(g, row->b);
	grid_text(g, RELATION_NAMES[row->relation]);
	grid_text(g, row->higher);
	pair_numbers(g, &row->d);
	grid_bool(g, row->is_reviewed);
	grid_text(g, REGRESSION_NAMES[row->regression]);
	p = grid_nested(g);
	if (p) {
		pen_key(p, "strongest");
		pen_open(p, '{');
		pen_key(p, "a");
		write_quote(q, p, has[0] ? &found[0] : NULL, row->a);
		pen_key(p, "b");
		write_quote(q, p, has[1] ? &found[1] : NULL, row->b);
		pen_close(p, '}');
	} else {
		csv_quote(q, g, has[0] ? &found[0] : NULL);
		csv_quote(q, g, has[1] ? &found[1] : NULL);
	}
	grid_end(g);
	return 0;
}

/* Writes the rows of one state and round. */
static int write_round(const struct request *q, const struct scope *scope,
                       struct spot at, struct grid *g, struct fault *f)
{
	struct divergence row;

	for (size_t i = 0; i < scope->n_commitments; i++) {
		at.commitment = scope->commitments[i];
		divergence_of(q->snapshot, &at, scope->voices[0],
		              scope->voices[1], &row);
		if (request_wants(q, "relation",
		                  RELATION_NAMES[row.relation]) &&
		    write_row(q, g, &row, f) < 0)
			return -1;
	}
	return 0;
}

int answer_divergence(const struct request *q, struct reply *r, struct fault *f)
{
	static const struct scope_names NAMES = {
		"state", "round", "commitment", "voices",
		1u << VOICE_STATE | 1u << VOICE_CIVIL_SOCIETY
	};
	struct scope scope;
	struct grid g;

	if (scope_read(q, &NAMES, &scope, f) < 0)
		return -1;
	if (scope.n_voices != 2)
		return request_refuse(q, "voices", "is one voice",
		                      "two voices, such as "
		                      "state,independent",
		                      f);
	reply_table(q, r, &g, COLUMNS, is_flat(q) ? COLUMNS_CSV : COLUMNS_JSON);
	for (size_t i = 0; i < scope.n_states; i++)
		for (size_t j = 0; j < scope.n_rounds; j++) {
			struct spot at = { .state = scope.states[i],
				           .round = scope.rounds[j] };

			if (write_round(q, &scope, at, &g, f) < 0)
				return -1;
		}
	reply_table_end(q, r);
	return 0;
}
