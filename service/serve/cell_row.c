/* SPDX-License-Identifier: Apache-2.0 */
#include "cells.h"

#include <math.h>

#include "base/arena.h"

#include "scoring.h"
#include "shapes.h"
#include "site.h"

const struct column CELL_COLUMNS[CELL_COLUMNS_COUNT] = {
	{ NULL, "state", COLUMN_CODE },
	{ NULL, "commitment", COLUMN_CODE },
	{ NULL, "round", COLUMN_CODE },
	{ NULL, "voice", COLUMN_CODE },
	{ NULL, "status", COLUMN_CODE },
	{ NULL, "score", COLUMN_SCORE },
	{ NULL, "low", COLUMN_SCORE },
	{ NULL, "high", COLUMN_SCORE },
	{ NULL, "evidence_mass", COLUMN_SCORE },
	{ NULL, "flags", COLUMN_WORDS },
	{ NULL, "sources", COLUMN_COUNT },
	{ NULL, "effective_sources", COLUMN_SCORE },
	{ NULL, "passages", COLUMN_COUNT },
	{ NULL, "reviewed_share", COLUMN_SHARE },
	{ "levels", "regression", COLUMN_COUNT },
	{ "levels", "gap", COLUMN_COUNT },
	{ "levels", "intention", COLUMN_COUNT },
	{ "levels", "measure", COLUMN_COUNT },
	{ "levels", "result", COLUMN_COUNT },
	{ NULL, "evidence", COLUMN_CODE },
};

const struct shape SHAPE_CELL = {
	.name = "Cell",
	.columns = CELL_COLUMNS,
	.n_columns = CELL_COLUMNS_COUNT,
	.sure = "state commitment round voice status flags evidence",
};

/* Words of CELL_FLAG_*, by their bits. */
static const char *const FLAG_WORDS[] = {
	"",
	"split",
	"repeated",
	"split repeated",
	"hidden_text",
	"split hidden_text",
	"repeated hidden_text",
	"split repeated hidden_text",
};

bool cell_is_scored(const struct cell *c)
{
	return c->status == CELL_ASSESSED;
}

void cell_number(struct grid *g, const struct cell *c, double value)
{
	if (cell_is_scored(c))
		grid_number(g, value);
	else
		grid_null(g);
}

const char *cell_evidence(const struct request *q, const struct cell *c,
                          struct fault *f)
{
	const char *release = q->release;

	if (c->key.voice == VOICE_STATISTICS)
		return arena_print(q->arena, f,
		                   "%s/api/v1/observations?state=%s&"
		                   "commitment=%s%s%s",
		                   q->site->options.public_url, c->key.state,
		                   c->key.commitment,
		                   release[0] ? "&release=" : "", release);

	return arena_print(q->arena, f,
	                   "%s/api/v1/passages?state=%s&commitment=%s&"
	                   "round=%s&voice=%s%s%s",
	                   q->site->options.public_url, c->key.state,
	                   c->key.commitment, c->key.round,
	                   VOICE_NAMES[c->key.voice],
	                   release[0] ? "&release=" : "", release);
}

/* Whether the passages of C were counted at all; none read, none counted. */
static bool is_counted(const struct cell *c)
{
	return c->status != CELL_UNREADABLE && c->status != CELL_NOT_ASSESSED;
}

static void count(struct grid *g, const struct cell *c, uint64_t value)
{
	if (is_counted(c) || value > 0)
		grid_count(g, value);
	else
		grid_null(g);
}

void cell_values(struct grid *g, const struct cell *c)
{
	static const enum level LEVELS[] = { LEVEL_REGRESSION, LEVEL_GAP,
		                             LEVEL_INTENTION, LEVEL_MEASURE,
		                             LEVEL_RESULT };
	double mass = 0;

	for (int i = 0; i < SCALE_COUNT; i++)
		mass += c->mass[i];
	grid_text(g, CELL_STATUS_NAMES[c->status]);
	cell_number(g, c, c->score);
	/* A published figure has no interval: METHOD.md 10.7. */
	if (c->key.voice == VOICE_STATISTICS) {
		grid_null(g);
		grid_null(g);
	} else {
		cell_number(g, c, c->low);
		cell_number(g, c, c->high);
	}
	if (c->passages > 0)
		grid_number(g, mass);
	else
		grid_null(g);
	grid_text(g, FLAG_WORDS[c->flags & 7]);
	count(g, c, c->sources);
	if (c->n_by_source > 0)
		grid_number(g, cell_effective_sources(c));
	else
		grid_null(g);
	count(g, c, c->passages);
	if (c->passages > 0)
		grid_number(g, (double)c->reviewed / (double)c->passages);
	else
		grid_null(g);
	for (size_t i = 0; i < sizeof(LEVELS) / sizeof(LEVELS[0]); i++)
		count(g, c, c->counts[LEVELS[i]]);
}

void cell_row(const struct request *q, struct grid *g, const struct cell *c)
{
	const char *evidence;

	grid_row(g);
	grid_text(g, c->key.state);
	grid_text(g, c->key.commitment);
	grid_text(g, c->key.round);
	grid_text(g, VOICE_NAMES[c->key.voice]);
	cell_values(g, c);
	evidence = cell_evidence(q, c, &g->pen->fault);
	g->pen->is_bad |= !evidence;
	grid_text(g, evidence ? evidence : "");
	grid_end(g);
}
