/* SPDX-License-Identifier: Apache-2.0 */
#include "statistics.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "catalogue.h"
#include "cells.h"
#include "intake.h"
#include "line.h"
#include "model/commitment.h"
#include "model/series.h"
#include "scoring.h"
#include "store.h"

/* Totals of all series, and what they say on cells. */
#define STATISTICS_MEMORY_MOST ((size_t)512 << 20)

/* ---- from a file to figures ---------------------------------------------- */

bool is_statistics(const struct submission *sub)
{
	return sub->voice == VOICE_STATISTICS && sub->round[0] == '\0';
}

/* Whether WORD is the name of STATE in any language. */
static bool is_name_of(const struct state *state, const char *word)
{
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++)
		if ((state->name[i] && strcmp(state->name[i], word) == 0) ||
		    (state->official[i] &&
		     strcmp(state->official[i], word) == 0))
			return true;
	return false;
}

/* A member State by its code, or by a name written as the catalogue has it. */
static bool state_find(const void *context, const char *word, bool is_code,
                       char out[STATE_SIZE])
{
	const struct catalogue *c = context;
	const struct state *found = is_code ? catalogue_state(c, word) : NULL;
	size_t n;
	const struct state *all = catalogue_states(c, &n);

	for (size_t i = 0; !is_code && !found && i < n; i++)
		if (is_name_of(&all[i], word))
			found = &all[i];
	if (!found)
		return false;
	memcpy(out, found->iso3, STATE_SIZE);
	return true;
}

int statistics_find(const struct pipeline *p, struct job *job, struct fault *f)
{
	const struct submission *sub = &job->submission;
	const struct figures_want want = {
		.series = catalogue_series_find(p->catalogue, sub->kind),
		.state = sub->n_states > 0 ? sub->states[0] : "",
		.year_last = (int)strtol(sub->date, NULL, 10),
		.find = state_find,
		.context = p->catalogue,
	};
	struct figures *figures;

	if (!want.series)
		return fault_set(f, FAULT_INPUT,
		                 "no catalogue has the series \"%.40s\"",
		                 sub->kind);
	figures = arena_alloc(job->arena, sizeof(*figures), f);
	if (!figures || intake_figures(job->text.bytes, job->text.len, &want,
	                               job->arena, figures, f) < 0)
		return -1;
	job->found.figures = figures;
	job->found.status = SUBMISSION_ASSESSED;
	job->found.language = "und";
	job->found.reason = "";
	return 0;
}

/* ---- from figures to cells ----------------------------------------------- */

/* What one series says on one cell. */
struct said {
	const struct observation *from;
	const struct series_bearing *bearing;
	const struct round *round;
	struct statistic statistic;
};

struct sayings {
	const struct pipeline *p;
	struct arena *arena;
	struct said *at;
	size_t n, room;
};

static int said_add(struct sayings *s, const struct said *one, struct fault *f)
{
	size_t room = s->room ? s->room * 2 : 256;
	struct said *at;

	if (s->n == s->room) {
		at = realloc(s->at, room * sizeof(*at));
		if (!at)
			return fault_set(f, FAULT_MEMORY,
			                 "no memory for statistics");
		s->at = at;
		s->room = room;
	}
	s->at[s->n++] = *one;
	return 0;
}

/* A figure speaks in one round of each family, to all that it bears on. */
static int figure_say(struct sayings *s, const struct observation *o,
                      const struct series *series, struct fault *f)
{
	size_t n;
	const struct round *rounds = catalogue_rounds(s->p->catalogue, &n);
	struct said one = { .from = o };
	bool has_share = statistic_share(&series->goalposts, o->figure.value,
	                                 &one.statistic.share);

	for (size_t i = 0; i < n; i++) {
		if (!round_takes_year(rounds, n, &rounds[i], o->figure.year))
			continue;
		one.round = &rounds[i];
		for (size_t k = 0; k < series->n_bearings; k++) {
			one.bearing = &series->bearings[k];
			one.statistic.is_scored =
				has_share && one.bearing->is_scored;
			if (said_add(s, &one, f) < 0)
				return -1;
		}
	}
	return 0;
}

static int cell_order(const struct said *a, const struct said *b)
{
	int rc = strcmp(a->from->figure.state, b->from->figure.state);

	if (rc == 0)
		rc = strcmp(a->round->id, b->round->id);
	if (rc == 0)
		rc = strcmp(a->bearing->commitment, b->bearing->commitment);
	return rc;
}

/* By cell, then series; of one series the latest year first (10.6). */
static int said_order(const void *left, const void *right)
{
	const struct said *a = left, *b = right;
	int rc = cell_order(a, b);

	if (rc == 0)
		rc = strcmp(a->from->series, b->from->series);
	if (rc == 0)
		rc = (int)b->from->figure.year - (int)a->from->figure.year;
	if (rc == 0)
		rc = (a->from->id > b->from->id) - (a->from->id < b->from->id);
	return rc;
}

/* Makes the cell of the N sayings at AT, of each series its latest. */
static int cell_make(const struct sayings *s, const struct said *at, size_t n,
                     struct cells *cells, struct fault *f)
{
	struct statistic *list = arena_array(s->arena, n, sizeof(*list), f);
	struct cell_key key = { .voice = VOICE_STATISTICS };
	size_t kept = 0;

	if (!list || cells_grow(cells, 1, f) < 0)
		return -1;
	memcpy(key.state, at->from->figure.state, sizeof(key.state));
	memcpy(key.commitment, at->bearing->commitment, sizeof(key.commitment));
	memcpy(key.round, at->round->id, sizeof(key.round));
	for (size_t i = 0; i < n; i++)
		if (i == 0 ||
		    strcmp(at[i].from->series, at[i - 1].from->series) != 0)
			list[kept++] = at[i].statistic;
	if (statistic_cell(&key, list, kept, cells->arenas[0],
	                   &cells->at[cells->n], f) < 0)
		return -1;
	cells->n++;
	return 0;
}

static int sayings_gather(struct sayings *s, const struct observation *list,
                          size_t n, struct fault *f)
{
	for (size_t i = 0; i < n; i++) {
		const struct observation *o = &list[i];
		const struct series *series =
			catalogue_series_find(s->p->catalogue, o->series);

		/* A part of a year is shown; a year is what is scored. */
		if (!series || !o->figure.state[0] || o->figure.period[0])
			continue;
		if (figure_say(s, o, series, f) < 0)
			return -1;
	}
	if (s->n > 1)
		qsort(s->at, s->n, sizeof(*s->at), said_order);
	return 0;
}

static int sayings_cells(const struct sayings *s, struct cells *cells,
                         struct fault *f)
{
	size_t from = 0;

	for (size_t i = 1; i <= s->n; i++) {
		if (i < s->n && cell_order(&s->at[from], &s->at[i]) == 0)
			continue;
		if (cell_make(s, &s->at[from], i - from, cells, f) < 0)
			return -1;
		from = i;
	}
	return 0;
}

int statistics_cells(struct pipeline *p, int64_t as_of_s, struct cells *cells,
                     struct fault *f)
{
	/* What is published, anybody may see. */
	const struct reader public = { .audience = AUDIENCE_PUBLIC,
		                       .now_s = as_of_s };
	const struct observation_filter filter = { .to = UINT16_MAX,
		                                   .only_totals = true,
		                                   .only_current = true,
		                                   .limit = SIZE_MAX >> 1 };
	struct sayings s = { .p = p };
	struct observation *list = NULL;
	size_t n = 0;
	int rc = arena_new(STATISTICS_MEMORY_MOST, &s.arena, f);

	if (rc == 0)
		rc = store_observations(p->store, &public, &filter, s.arena,
		                        &list, &n, f);
	if (rc == 0)
		rc = sayings_gather(&s, list, n, f);
	if (rc == 0)
		rc = sayings_cells(&s, cells, f);
	free(s.at);
	arena_free(s.arena);
	return rc;
}
