/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "catalogue.h"
#include "cells.h"
#include "groups.h"
#include "handlers.h"
#include "reply.h"
#include "shapes.h"
#include "titles.h"

static const struct column STATE_COLUMNS[] = {
	{ NULL, "iso3", COLUMN_CODE },
	{ NULL, "iso2", COLUMN_CODE },
	{ NULL, "m49", COLUMN_CODE },
	{ NULL, "name", COLUMN_TEXT },
	{ NULL, "name_lang", COLUMN_CODE },
	{ NULL, "region", COLUMN_TEXT },
	{ NULL, "subregion", COLUMN_TEXT },
	{ NULL, "commissions", COLUMN_WORDS },
	{ NULL, "review", COLUMN_TEXT },
	{ NULL, "groups", COLUMN_WORDS },
	{ NULL, "vote_2018", COLUMN_TEXT },
	{ NULL, "note", COLUMN_TEXT },
};

const struct shape SHAPE_STATE = {
	.name = "State",
	.columns = STATE_COLUMNS,
	.n_columns = sizeof(STATE_COLUMNS) / sizeof(STATE_COLUMNS[0]),
	.sure = "iso3 name name_lang commissions groups",
};

const struct shape SHAPE_STATE_WHOLE = {
	.name = "StateWhole",
	.columns = STATE_COLUMNS,
	.n_columns = sizeof(STATE_COLUMNS) / sizeof(STATE_COLUMNS[0]),
	.sure = "iso3 name name_lang commissions groups",
	.members = "names:~text{} coverage:Coverage* scorecard:text",
};

#define STATE_COLUMNS_COUNT (sizeof(STATE_COLUMNS) / sizeof(STATE_COLUMNS[0]))

static const struct column ROUND_COLUMNS[] = {
	{ NULL, "id", COLUMN_CODE },       { NULL, "family", COLUMN_CODE },
	{ NULL, "title", COLUMN_TEXT },    { NULL, "year", COLUMN_COUNT },
	{ NULL, "opens", COLUMN_TIME },    { NULL, "closes", COLUMN_TIME },
	{ NULL, "previous", COLUMN_CODE }, { NULL, "source", COLUMN_TEXT },
};

const struct shape SHAPE_ROUND = {
	.name = "Round",
	.columns = ROUND_COLUMNS,
	.n_columns = sizeof(ROUND_COLUMNS) / sizeof(ROUND_COLUMNS[0]),
	.sure = "id family year",
};

/* What each voice sent, round by round; rounds of no report are left out. */
static void write_coverage(const struct request *q, struct pen *p, size_t state)
{
	const struct snapshot *s = q->snapshot;

	pen_key(p, "coverage");
	pen_open(p, '[');
	for (size_t i = 0; i < s->n_rounds * VOICE_COUNT; i++) {
		size_t round = i / VOICE_COUNT;
		enum voice voice = (enum voice)(i % VOICE_COUNT);
		const struct coverage *c =
			snapshot_coverage(s, state, round, voice);

		if (!c)
			continue;
		pen_open(p, '{');
		pen_key_text(p, "round", s->rounds[round].id);
		pen_key_text(p, "voice", VOICE_NAMES[voice]);
		pen_key_count(p, "submissions", c->submissions);
		pen_key_count(p, "assessed", c->assessed);
		pen_key_count(p, "not_assessed", c->not_assessed);
		pen_key_count(p, "refused", c->refused);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

static void write_names(struct pen *p, const struct state *state)
{
	pen_key(p, "names");
	pen_open(p, '{');
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++)
		pen_key_text(p, UN_LANGUAGE_NAMES[i], state->name[i]);
	pen_close(p, '}');
}

static void write_state(const struct request *q, struct grid *g, size_t at,
                        bool is_whole)
{
	const struct state *state = &q->snapshot->states[at];
	struct titled name = state_name(state, q->lang);
	struct pen *p;

	grid_row(g);
	grid_text(g, state->iso3);
	grid_maybe(g, state->iso2);
	grid_maybe(g, state->m49);
	grid_text(g, name.text);
	grid_text(g, name.lang);
	grid_maybe(g, state->region);
	grid_maybe(g, state->subregion);
	grid_text(g, state->commissions ? state->commissions : "");
	grid_maybe(g, state->review);
	grid_text(g, state_groups(state, q->arena, &g->pen->fault));
	grid_maybe(g, state->vote_2018);
	grid_maybe(g, state->note);
	p = grid_nested(g);
	if (p && is_whole) {
		write_names(p, state);
		write_coverage(q, p, at);
		pen_key_text(p, "scorecard",
		             arena_print(q->arena, &p->fault,
		                         "/api/v1/states/%s/scorecard",
		                         state->iso3));
	}
	grid_end(g);
}

static bool is_state_asked(const struct request *q, const struct state *state)
{
	const struct given *g = request_given(q, "group");
	bool is_in = !g;

	for (size_t i = 0; g && i < g->n; i++)
		is_in |= state_in_group(state, g->value[i]);
	return is_in;
}

int answer_states(const struct request *q, struct reply *r, struct fault *f)
{
	const struct snapshot *s = q->snapshot;
	struct grid g;

	(void)f;
	reply_table(q, r, &g, STATE_COLUMNS, STATE_COLUMNS_COUNT);
	for (size_t i = 0; i < s->n_states; i++)
		if (is_state_asked(q, &s->states[i]))
			write_state(q, &g, i, false);
	reply_table_end(q, r);
	return 0;
}

int answer_state(const struct request *q, struct reply *r, struct fault *f)
{
	int at = snapshot_state(q->snapshot, q->arg[0]);
	struct grid g;

	if (at < 0)
		return fault_set(f, FAULT_NOTFOUND,
		                 "no state is coded \"%.8s\": use an ISO "
		                 "3166-1 alpha-3 code from /api/v1/states",
		                 q->arg[0]);
	reply_begin(q, r);
	grid_open(&g, &r->pen, STATE_COLUMNS, STATE_COLUMNS_COUNT, false);
	write_state(q, &g, (size_t)at, true);
	reply_end(q, r);
	return 0;
}

int answer_rounds(const struct request *q, struct reply *r, struct fault *f)
{
	const struct snapshot *s = q->snapshot;
	struct grid g;

	(void)f;
	reply_table(q, r, &g, ROUND_COLUMNS,
	            sizeof(ROUND_COLUMNS) / sizeof(ROUND_COLUMNS[0]));
	for (size_t i = 0; i < s->n_rounds; i++) {
		const struct round *round = &s->rounds[i];
		int before = snapshot_round_before(s, i);

		grid_row(&g);
		grid_text(&g, round->id);
		grid_text(&g, round->family);
		grid_maybe(&g, round->title);
		grid_count(&g, (uint64_t)round->year);
		grid_time(&g, round->opens_s);
		grid_time(&g, round->closes_s);
		grid_text(&g, before < 0 ? NULL : s->rounds[before].id);
		grid_maybe(&g, round->source);
		grid_end(&g);
	}
	reply_table_end(q, r);
	return 0;
}
