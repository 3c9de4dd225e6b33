/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/fault.h"

#include "catalogue.h"
#include "cells.h"
#include "divergence.h"
#include "handlers.h"
#include "pairs.h"
#include "reply.h"
#include "scoring.h"
#include "titles.h"
#include "trend.h"

static const struct column COLUMNS[] = {
	{ NULL, "state", COLUMN_CODE },
	{ NULL, "round", COLUMN_CODE },
	{ NULL, "commitment", COLUMN_CODE },
	{ NULL, "title", COLUMN_TEXT },
	{ NULL, "title_lang", COLUMN_CODE },
	{ NULL, "voice", COLUMN_CODE },
	{ NULL, "status", COLUMN_CODE },
	{ NULL, "score", COLUMN_SCORE },
	{ NULL, "low", COLUMN_SCORE },
	{ NULL, "high", COLUMN_SCORE },
	{ NULL, "passages", COLUMN_COUNT },
	{ NULL, "sources", COLUMN_COUNT },
	{ NULL, "trend_from", COLUMN_CODE },
	{ NULL, "trend_difference", COLUMN_SCORE },
	{ NULL, "trend_p_worse", COLUMN_SHARE },
	{ NULL, "relation", COLUMN_CODE },
	{ NULL, "regression_alleged", COLUMN_CODE },
};

/* One scorecard on its way. */
struct card {
	const struct request *q;
	struct scope scope;
	struct spot at; /* state and round are fixed */
};

/* Statistics speak only where a series was loaded: no empty column. */
static bool is_voice_shown(const struct card *c, enum voice voice)
{
	struct spot at = c->at;

	if (voice != VOICE_STATISTICS)
		return true;
	at.voice = voice;
	for (size_t i = 0; i < c->scope.n_commitments; i++) {
		at.commitment = c->scope.commitments[i];
		if (snapshot_stored(c->q->snapshot, &at))
			return true;
	}
	return false;
}

static void pen_score(struct pen *p, const char *key, const struct cell *c,
                      double value)
{
	pen_key(p, key);
	if (cell_is_scored(c))
		pen_number(p, value, 1);
	else
		pen_null(p);
}

static void write_trend(struct pen *p, const struct trend *t)
{
	pen_key(p, "trend");
	if (!t->d.is_defined) {
		pen_null(p);
		return;
	}
	pen_open(p, '{');
	pen_key_text(p, "from", t->before.key.round);
	pen_key_number(p, "difference", t->d.value, 1);
	pen_key_number(p, "low", t->d.low, 1);
	pen_key_number(p, "high", t->d.high, 1);
	pen_key_number(p, "p_better", t->d.p_greater, 3);
	pen_key_number(p, "p_worse", t->d.p_less, 3);
	pen_close(p, '}');
}

static void write_cell(const struct card *card, struct pen *p,
                       const struct cell *c, struct spot at)
{
	struct trend t;

	at.voice = c->key.voice;
	trend_of(card->q->snapshot, &at, &t);
	pen_key(p, VOICE_NAMES[c->key.voice]);
	pen_open(p, '{');
	pen_key_text(p, "status", CELL_STATUS_NAMES[c->status]);
	pen_score(p, "score", c, c->score);
	pen_score(p, "low", c, c->low);
	pen_score(p, "high", c, c->high);
	pen_key_count(p, "passages", c->passages);
	pen_key_count(p, "sources", c->sources);
	pen_key_text(p, "evidence", cell_evidence(card->q, c, &p->fault));
	write_trend(p, &t);
	pen_close(p, '}');
}

static void pen_defined(struct pen *p, const char *key,
                        const struct difference *d, double value, int digits)
{
	pen_key(p, key);
	if (d->is_defined)
		pen_number(p, value, digits);
	else
		pen_null(p);
}

static void write_divergence(struct pen *p, const struct divergence *row)
{
	const struct difference *d = &row->d;

	pen_key(p, "divergence");
	pen_open(p, '{');
	pen_key_text(p, "a", VOICE_NAMES[row->a->key.voice]);
	pen_key_text(p, "b", VOICE_NAMES[row->b->key.voice]);
	pen_key_text(p, "relation", RELATION_NAMES[row->relation]);
	pen_key_text(p, "higher", row->higher);
	pen_defined(p, "difference", d, d->value, 1);
	pen_defined(p, "low", d, d->low, 1);
	pen_defined(p, "high", d, d->high, 1);
	pen_defined(p, "p_greater", d, d->p_greater, 3);
	pen_key_bool(p, "reviewed", row->is_reviewed);
	pen_close(p, '}');
	pen_key_text(p, "regression_alleged",
	             REGRESSION_NAMES[row->regression]);
}

static void write_commitment(const struct card *card, struct pen *p,
                             const struct spot *at)
{
	const struct commitment *c =
		&card->q->snapshot->commitments[at->commitment];
	struct titled title = title_of(c, card->q->lang);
	struct divergence row;

	divergence_of(card->q->snapshot, at, VOICE_STATE, VOICE_CIVIL_SOCIETY,
	              &row);
	pen_open(p, '{');
	pen_key_text(p, "commitment", c->code);
	pen_key_text(p, "title", title.text);
	pen_key_text(p, "title_lang", title.lang);
	pen_key(p, "cluster");
	if (c->cluster > 0)
		pen_count(p, (uint64_t)c->cluster);
	else
		pen_null(p);
	pen_key(p, "cells");
	pen_open(p, '{');
	for (int v = 0; v < VOICE_COUNT; v++)
		if (is_voice_shown(card, (enum voice)v))
			write_cell(card, p, &row.all[v], *at);
	pen_close(p, '}');
	write_divergence(p, &row);
	pen_close(p, '}');
}

static void write_json(const struct card *card, struct pen *p)
{
	const struct snapshot *s = card->q->snapshot;
	const struct state *state = &s->states[card->at.state];
	struct titled name = state_name(state, card->q->lang);
	struct spot at = card->at;

	pen_open(p, '{');
	pen_key_text(p, "state", state->iso3);
	pen_key_text(p, "name", name.text);
	pen_key_text(p, "name_lang", name.lang);
	pen_key_text(p, "round", s->rounds[at.round].id);
	pen_key_text(p, "catalogue",
	             request_value(card->q, "catalogue", "gcm"));
	pen_key(p, "commitments");
	pen_open(p, '[');
	for (size_t i = 0; i < card->scope.n_commitments; i++) {
		at.commitment = card->scope.commitments[i];
		write_commitment(card, p, &at);
	}
	pen_close(p, ']');
	pen_close(p, '}');
}

static void csv_trend(struct grid *g, const struct trend *t)
{
	if (!t->d.is_defined) {
		grid_null(g);
		grid_null(g);
		grid_null(g);
		return;
	}
	grid_text(g, t->before.key.round);
	grid_number(g, t->d.value);
	grid_number(g, t->d.p_less);
}

static void csv_cell(const struct card *card, struct grid *g,
                     const struct divergence *row, struct spot at)
{
	const struct commitment *k =
		&card->q->snapshot->commitments[at.commitment];
	struct titled title = title_of(k, card->q->lang);
	const struct cell *c = &row->all[at.voice];
	struct trend t;

	trend_of(card->q->snapshot, &at, &t);
	grid_row(g);
	grid_text(g, c->key.state);
	grid_text(g, c->key.round);
	grid_text(g, k->code);
	grid_text(g, title.text);
	grid_text(g, title.lang);
	grid_text(g, VOICE_NAMES[at.voice]);
	grid_text(g, CELL_STATUS_NAMES[c->status]);
	cell_number(g, c, c->score);
	cell_number(g, c, c->low);
	cell_number(g, c, c->high);
	grid_count(g, c->passages);
	grid_count(g, c->sources);
	csv_trend(g, &t);
	grid_text(g, RELATION_NAMES[row->relation]);
	grid_text(g, REGRESSION_NAMES[row->regression]);
	grid_end(g);
}

static void write_csv(const struct card *card, struct reply *r)
{
	struct spot at = card->at;
	struct divergence row;
	struct grid g;

	reply_table(card->q, r, &g, COLUMNS,
	            sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < card->scope.n_commitments; i++) {
		at.commitment = card->scope.commitments[i];
		divergence_of(card->q->snapshot, &at, VOICE_STATE,
		              VOICE_CIVIL_SOCIETY, &row);
		for (int v = 0; v < VOICE_COUNT; v++) {
			at.voice = (enum voice)v;
			if (is_voice_shown(card, at.voice))
				csv_cell(card, &g, &row, at);
		}
	}
}

/* The round asked, or the latest in which anybody spoke of the state. */
static int find_round(struct card *card, struct fault *f)
{
	const char *id = request_value(card->q, "round", NULL);
	int at = id ? snapshot_round(card->q->snapshot, id)
	            : latest_round(card->q->snapshot, card->at.state);

	if (at < 0)
		return fault_set(f, FAULT_NOTFOUND,
		                 "nothing was received on %s yet: name a "
		                 "round= to see its silence",
		                 card->q->arg[0]);
	card->at.round = (size_t)at;
	return 0;
}

int answer_scorecard(const struct request *q, struct reply *r, struct fault *f)
{
	static const struct scope_names NAMES = { NULL, "round", NULL, NULL,
		                                  0 };
	struct card card = { .q = q };
	int state = snapshot_state(q->snapshot, q->arg[0]);

	if (state < 0)
		return fault_set(f, FAULT_NOTFOUND,
		                 "no state is coded \"%.8s\": use an ISO "
		                 "3166-1 alpha-3 code from /api/v1/states",
		                 q->arg[0]);
	card.at.state = (size_t)state;
	if (find_round(&card, f) < 0 ||
	    scope_read(q, &NAMES, &card.scope, f) < 0)
		return -1;
	if (is_flat(q)) {
		write_csv(&card, r);
		reply_table_end(q, r);
		return 0;
	}
	reply_begin(q, r);
	write_json(&card, &r->pen);
	reply_end(q, r);
	return 0;
}
