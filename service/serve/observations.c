/* SPDX-License-Identifier: Apache-2.0 */
/* Statistics: series with their goalposts, and figures. METHOD.md 10. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "catalogue.h"
#include "model/series.h"

#include "handlers.h"
#include "params.h"
#include "passages.h"
#include "reply.h"
#include "scoring.h"
#include "shapes.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

static const struct column SERIES_COLUMNS[] = {
	{ NULL, "series", COLUMN_CODE },
	{ NULL, "title", COLUMN_TEXT },
	{ NULL, "unit", COLUMN_TEXT },
	{ NULL, "nature", COLUMN_CODE },
	{ NULL, "direction", COLUMN_CODE },
	{ NULL, "tally", COLUMN_CODE },
	{ NULL, "place", COLUMN_CODE },
	{ NULL, "source", COLUMN_TEXT },
	{ NULL, "licence", COLUMN_TEXT },
	{ NULL, "commitments", COLUMN_WORDS },
	{ NULL, "scores", COLUMN_WORDS },
	{ "goalposts", "low", COLUMN_FIGURE },
	{ "goalposts", "high", COLUMN_FIGURE },
	{ "goalposts", "document", COLUMN_TEXT },
	{ "goalposts", "clause", COLUMN_TEXT },
	{ "goalposts", "date", COLUMN_TEXT },
	{ "goalposts", "source", COLUMN_TEXT },
	{ NULL, "unscored", COLUMN_TEXT },
	{ NULL, "note", COLUMN_TEXT },
};

const struct shape SHAPE_INDICATOR = {
	.name = "Indicator",
	.columns = SERIES_COLUMNS,
	.n_columns = sizeof(SERIES_COLUMNS) / sizeof(SERIES_COLUMNS[0]),
	.sure = "series title unit nature direction tally place "
		"source licence commitments scores",
};

static const struct column OBSERVATION_COLUMNS[] = {
	{ NULL, "series", COLUMN_CODE },
	{ NULL, "state", COLUMN_CODE },
	{ NULL, "year", COLUMN_COUNT },
	{ NULL, "period", COLUMN_CODE },
	{ NULL, "by", COLUMN_TEXT },
	{ NULL, "member", COLUMN_TEXT },
	{ NULL, "value", COLUMN_FIGURE },
	{ NULL, "unit", COLUMN_TEXT },
	{ NULL, "normalised", COLUMN_SHARE },
	{ NULL, "commitments", COLUMN_WORDS },
	{ NULL, "rounds", COLUMN_WORDS },
	{ NULL, "nature", COLUMN_CODE },
	{ NULL, "as_of", COLUMN_TEXT },
	{ NULL, "source", COLUMN_TEXT },
	{ NULL, "superseded", COLUMN_BOOL },
	{ NULL, "rows", COLUMN_COUNT },
	{ NULL, "line", COLUMN_COUNT },
	{ NULL, "submission", COLUMN_CODE },
};

const struct shape SHAPE_OBSERVATION = {
	.name = "Observation",
	.columns = OBSERVATION_COLUMNS,
	.n_columns =
		sizeof(OBSERVATION_COLUMNS) / sizeof(OBSERVATION_COLUMNS[0]),
	.sure = "series year value commitments rounds superseded "
		"rows line submission",
};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Commitments that S bears on, or only those it scores, with blanks. */
static const char *bearings(const struct request *q, const struct series *s,
                            bool only_scored, struct fault *f)
{
	const char *all = "";

	for (size_t i = 0; all && i < s->n_bearings; i++)
		if (!only_scored || s->bearings[i].is_scored)
			all = arena_print(q->arena, f, "%s%s%s", all,
			                  all[0] ? " " : "",
			                  s->bearings[i].commitment);
	return all;
}

/* Takes words that may have failed to be made. */
static void grid_made(struct grid *g, const char *words)
{
	g->pen->is_bad |= !words;
	grid_text(g, words ? words : "");
}

static void write_goalposts(struct grid *g, const struct goalposts *p)
{
	if (!p->has) {
		for (int i = 0; i < 6; i++)
			grid_null(g);
		return;
	}
	grid_figure(g, p->low);
	grid_figure(g, p->high);
	grid_text(g, p->document);
	grid_text(g, p->clause);
	grid_text(g, p->date);
	grid_text(g, p->source);
}

static void write_series(const struct request *q, struct grid *g,
                         const struct series *s)
{
	grid_row(g);
	grid_text(g, s->name);
	grid_text(g, s->title);
	grid_text(g, s->unit);
	grid_text(g, NATURE_NAMES[s->nature]);
	grid_text(g, DIRECTION_NAMES[s->direction]);
	grid_text(g, TALLY_NAMES[s->tally]);
	grid_text(g, PLACE_NAMES[s->place]);
	grid_text(g, s->source);
	grid_text(g, s->licence);
	grid_made(g, bearings(q, s, false, &g->pen->fault));
	grid_made(g, bearings(q, s, true, &g->pen->fault));
	write_goalposts(g, &s->goalposts);
	grid_maybe(g, s->unscored);
	grid_maybe(g, s->note);
	grid_end(g);
}

int answer_indicators(const struct request *q, struct reply *r, struct fault *f)
{
	size_t n;
	const struct series *list = catalogue_series(q->site->catalogue, &n);
	struct grid g;

	(void)f;
	reply_table(q, r, &g, SERIES_COLUMNS, COUNT(SERIES_COLUMNS));
	for (size_t i = 0; i < n; i++)
		write_series(q, &g, &list[i]);
	reply_table_end(q, r);
	return 0;
}

/* Rounds that a figure of YEAR belongs to, one of each family at most. */
static const char *rounds_of(const struct request *q, int year, struct fault *f)
{
	const struct snapshot *s = q->snapshot;
	const char *all = "";

	for (size_t i = 0; all && i < s->n_rounds; i++)
		if (round_takes_year(s->rounds, s->n_rounds, &s->rounds[i],
		                     year))
			all = arena_print(q->arena, f, "%s%s%s", all,
			                  all[0] ? " " : "", s->rounds[i].id);
	return all;
}

static void write_observation(const struct request *q, struct grid *g,
                              const struct observation *o)
{
	const struct series *s =
		catalogue_series_find(q->site->catalogue, o->series);
	double share = 0.0;

	grid_row(g);
	grid_text(g, o->series);
	grid_maybe(g, o->figure.state);
	grid_count(g, o->figure.year);
	grid_maybe(g, o->figure.period);
	grid_maybe(g, o->figure.by);
	grid_maybe(g, o->figure.member);
	grid_figure(g, o->figure.value);
	grid_text(g, s ? s->unit : NULL);
	if (s && statistic_share(&s->goalposts, o->figure.value, &share))
		grid_number(g, share);
	else
		grid_null(g);
	grid_made(g, s ? bearings(q, s, false, &g->pen->fault) : "");
	grid_made(g, rounds_of(q, o->figure.year, &g->pen->fault));
	grid_text(g, s ? NATURE_NAMES[s->nature] : NULL);
	grid_maybe(g, o->as_of);
	grid_text(g, o->publisher);
	grid_bool(g, o->is_superseded);
	grid_count(g, o->figure.rows);
	grid_count(g, o->figure.line);
	grid_text(g, o->submission);
	grid_end(g);
}

static bool is_bearing(const struct request *q, const struct series *s)
{
	for (size_t i = 0; i < s->n_bearings; i++)
		if (request_wants(q, "commitment", s->bearings[i].commitment))
			return true;
	return !request_given(q, "commitment");
}

/* The series asked for, by name and by commitment. Gives 0 when there is
   none, so that there is nothing to look for. */
static int series_wanted(const struct request *q,
                         struct observation_filter *out, struct fault *f)
{
	size_t n;
	const struct series *all = catalogue_series(q->site->catalogue, &n);
	const char **names = arena_array(q->arena, n + 1, sizeof(*names), f);

	if (!names)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (request_wants(q, "series", all[i].name) &&
		    is_bearing(q, &all[i]))
			names[out->n_series++] = all[i].name;
	out->series = names;
	return out->n_series > 0;
}

static int filter_fill(const struct request *q, struct observation_filter *out,
                       struct fault *f)
{
	const char *after = "";

	memset(out, 0, sizeof(*out));
	if (after_read(q, &after, f) < 0)
		return -1;
	if (after[0]) {
		char *end = NULL;

		out->after = strtoll(after, &end, 10);
		if (*end != '\0' || out->after < 0)
			return request_refuse(q, "cursor", "is not one of ours",
			                      value_allowed(VALUE_CURSOR), f);
	}
	out->states = filter_values(q, "state", &out->n_states);
	out->from = (int)request_number(request_value(q, "from", ""), 0);
	out->to = (int)request_number(request_value(q, "to", ""), UINT16_MAX);
	out->only_totals = strcmp(request_value(q, "totals", "0"), "1") == 0;
	out->only_current = strcmp(request_value(q, "current", "1"), "1") == 0;
	out->limit = request_limit(q) + 1;
	return series_wanted(q, out, f);
}

static const char *cursor_after(const struct request *q,
                                const struct observation *last, struct fault *f)
{
	const char *plain =
		arena_print(q->arena, f, "%lld", (long long)last->id);

	return plain ? cursor_write(q, plain, f) : NULL;
}

int answer_observations(const struct request *q, struct reply *r,
                        struct fault *f)
{
	struct reader reader = public_reader(q);
	size_t limit = request_limit(q), n = 0;
	struct observation_filter filter;
	struct observation *list = NULL;
	struct grid g;
	int rc = filter_fill(q, &filter, f);

	if (rc == 1)
		rc = store_observations(q->store, &reader, &filter, q->arena,
		                        &list, &n, f);
	if (rc < 0)
		return -1;
	if (n > limit) {
		n = limit;
		r->next = cursor_after(q, &list[n - 1], f);
		if (!r->next)
			return -1;
	}
	reply_table(q, r, &g, OBSERVATION_COLUMNS, COUNT(OBSERVATION_COLUMNS));
	for (size_t i = 0; i < n; i++)
		write_observation(q, &g, &list[i]);
	reply_table_end(q, r);
	return 0;
}
