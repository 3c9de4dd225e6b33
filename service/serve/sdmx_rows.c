/* SPDX-License-Identifier: Apache-2.0 */
#include "sdmx_rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/fault.h"
#include "base/word.h"

#include "catalogue.h"
#include "cells.h"
#include "passages.h"
#include "sdmx_figures.h"
#include "snapshot.h"
#include "store.h"

/* ---- codes ----------------------------------------------------------------
 */

static int by_code(const void *a, const void *b)
{
	return strcmp(((const struct sdmx_place *)a)->code,
	              ((const struct sdmx_place *)b)->code);
}

/* The codes of dimension AT are those of its codelist, in its order. */
static int load_codes(struct sdmx_rows *rows, size_t at, struct fault *f)
{
	const char *id = rows->flow->components[at].codelist;
	const struct sdmx_codelist *cl = sdmx_codelist(rows->ask, id, f);

	if (!cl)
		return -1;
	rows->codes[at] = arena_array(rows->ask->q->arena, cl->n + 1,
	                              sizeof(*rows->codes[at]), f);
	rows->sorted[at] = arena_array(rows->ask->q->arena, cl->n + 1,
	                               sizeof(*rows->sorted[at]), f);
	if (!rows->codes[at] || !rows->sorted[at])
		return -1;
	for (size_t i = 0; i < cl->n; i++) {
		rows->codes[at][i] = cl->items[i].id;
		rows->sorted[at][i] =
			(struct sdmx_place){ cl->items[i].id, (uint32_t)i };
	}
	rows->n_codes[at] = cl->n;
	qsort(rows->sorted[at], cl->n, sizeof(*rows->sorted[at]), by_code);
	return 0;
}

int sdmx_rows_code(const struct sdmx_rows *rows, size_t dimension,
                   const char *code)
{
	struct sdmx_place key = { .code = code };
	const struct sdmx_place *found =
		bsearch(&key, rows->sorted[dimension], rows->n_codes[dimension],
	                sizeof(key), by_code);

	return found ? (int)found->at : -1;
}

/* ---- cells -----------------------------------------------------------------
 */

/* What of the cells is wanted, place by place in the catalogue's lists. */
struct cells_wanted {
	struct sdmx_rows *rows;
	const struct sdmx_wanted *w;
	uint32_t *freq;       /* by round: place in CL_FREQ */
	uint32_t *period;     /* by round: place among the periods */
	uint32_t *commitment; /* by commitment: place in CL_COMMITMENT */
	size_t *in_time;      /* rounds wanted, in the order of time */
	size_t n_rounds;
	bool *is_spoken; /* of one state: by round and voice */
};

/* One round with its time. */
struct timed {
	size_t round;
	struct sdmx_span span;
	const char *freq;
	char period[SDMX_PERIOD_SIZE];
};

static int by_time(const void *a, const void *b)
{
	const struct timed *x = a, *y = b;

	if (x->span.first != y->span.first)
		return x->span.first < y->span.first ? -1 : 1;
	return strcmp(x->period, y->period);
}

/* Puts the periods of all rounds into the order of time. */
static int load_rounds(struct cells_wanted *c, struct fault *f)
{
	const struct snapshot *s = c->rows->ask->snapshot;
	struct arena *a = c->rows->ask->q->arena;
	size_t time = c->rows->flow->n_dimensions - 1;
	struct timed *list = arena_array(a, s->n_rounds + 1, sizeof(*list), f);
	const char **codes = arena_array(a, s->n_rounds + 1, sizeof(*codes), f);

	if (!list || !codes)
		return -1;
	for (size_t i = 0; i < s->n_rounds; i++) {
		list[i].round = i;
		list[i].freq = sdmx_period(s, i, list[i].period);
		(void)sdmx_span_read(list[i].period, &list[i].span);
	}
	qsort(list, s->n_rounds, sizeof(*list), by_time);
	for (size_t i = 0; i < s->n_rounds; i++) {
		const struct timed *t = &list[i];
		int freq = sdmx_rows_code(c->rows, 0, t->freq);

		codes[i] = t->period;
		c->period[t->round] = (uint32_t)i;
		c->freq[t->round] = (uint32_t)freq;
		if (freq >= 0 && sdmx_wants_span(c->w, &t->span) &&
		    sdmx_wants_value(c->w, time, t->period, &t->span))
			c->in_time[c->n_rounds++] = t->round;
	}
	c->rows->codes[time] = codes;
	c->rows->n_codes[time] = s->n_rounds;
	return 0;
}

static int load_commitments(struct cells_wanted *c, struct fault *f)
{
	const struct snapshot *s = c->rows->ask->snapshot;
	char code[SDMX_CODE_SIZE];

	for (size_t i = 0; i < s->n_commitments; i++) {
		int at;

		sdmx_code(s->commitments[i].code, code);
		at = sdmx_rows_code(c->rows, 2, code);
		if (at < 0)
			return fault_set(f, FAULT_INPUT,
			                 "no code for commitment %s",
			                 s->commitments[i].code);
		c->commitment[i] = (uint32_t)at;
	}
	return 0;
}

static int wanted_new(struct cells_wanted *c, struct fault *f)
{
	const struct snapshot *s = c->rows->ask->snapshot;
	struct arena *a = c->rows->ask->q->arena;

	c->freq = arena_array(a, s->n_rounds + 1, sizeof(*c->freq), f);
	c->period = arena_array(a, s->n_rounds + 1, sizeof(*c->period), f);
	c->in_time = arena_array(a, s->n_rounds + 1, sizeof(*c->in_time), f);
	c->is_spoken = arena_array(a, s->n_rounds * VOICE_COUNT + 1,
	                           sizeof(*c->is_spoken), f);
	c->commitment =
		arena_array(a, s->n_commitments + 1, sizeof(*c->commitment), f);
	return c->freq && c->period && c->in_time && c->is_spoken &&
	                       c->commitment
	               ? 0
	               : -1;
}

static bool codes_pass(const struct sdmx_rows *rows,
                       const struct sdmx_wanted *w, const uint32_t *code)
{
	const char *text[SDMX_KEY_PARTS];

	for (size_t i = 0; i + 1 < rows->flow->n_dimensions; i++) {
		text[i] = rows->codes[i][code[i]];
		if (!sdmx_wants_value(w, i, text[i], NULL))
			return false;
	}
	return sdmx_wants_key(w, text);
}

/* Adds the cell at AT when it is wanted and there is one. */
static void take_cell(struct cells_wanted *c, const struct spot *at)
{
	const struct snapshot *s = c->rows->ask->snapshot;
	struct sdmx_row *row = &c->rows->row[c->rows->n];

	row->code[0] = c->freq[at->round];
	row->code[1] = (uint32_t)at->state;
	row->code[2] = c->commitment[at->commitment];
	row->code[3] = (uint32_t)at->voice;
	row->code[4] = c->period[at->round];
	row->at = (uint32_t)(((at->state * s->n_rounds + at->round) *
	                              s->n_commitments +
	                      at->commitment) *
	                             VOICE_COUNT +
	                     (size_t)at->voice);
	if (codes_pass(c->rows, c->w, row->code))
		c->rows->n++;
}

/* Whether any cell of STATE can be wanted: most keys name one. */
static bool is_state_open(const struct cells_wanted *c, size_t state)
{
	const char *code = c->rows->codes[1][state];

	for (size_t i = 0; i < c->w->n_keys; i++)
		if (sdmx_list_has(&c->w->keys[i].part[1], code))
			return true;
	return c->w->n_keys == 0;
}

/* All rounds of one place, in the order of time: so rows come out sorted. A
   voice that was heard on a state has a cell on every commitment. */
static void take_place(struct cells_wanted *c, struct spot at)
{
	const struct snapshot *s = c->rows->ask->snapshot;

	for (size_t i = 0; i < c->n_rounds; i++) {
		at.round = c->in_time[i];
		if (c->is_spoken[at.round * VOICE_COUNT + (size_t)at.voice] ||
		    snapshot_stored(s, &at))
			take_cell(c, &at);
	}
}

static void take_state(struct cells_wanted *c, size_t state)
{
	const struct snapshot *s = c->rows->ask->snapshot;
	struct spot at = { .state = state };

	for (size_t i = 0; i < c->n_rounds; i++)
		for (int v = 0; v < VOICE_COUNT; v++)
			c->is_spoken[c->in_time[i] * VOICE_COUNT + (size_t)v] =
				is_heard(s, state, c->in_time[i],
			                 (enum voice)v);
	for (at.commitment = 0; at.commitment < s->n_commitments;
	     at.commitment++)
		for (int v = 0; v < VOICE_COUNT; v++) {
			at.voice = (enum voice)v;
			take_place(c, at);
		}
}

/* Cells there can be at most: those stored and those of voices heard. */
static size_t count_room(const struct snapshot *s)
{
	size_t n = s->n_cells;

	for (size_t i = 0; i < s->n_coverage; i++)
		n += s->coverage[i].submissions > 0 ? s->n_commitments : 0;
	return n;
}

static int take_cells(struct sdmx_rows *rows, const struct sdmx_wanted *w,
                      struct fault *f)
{
	const struct snapshot *s = rows->ask->snapshot;
	struct cells_wanted c = { .rows = rows, .w = w };

	rows->row = arena_array(rows->ask->q->arena, count_room(s) + 1,
	                        sizeof(*rows->row), f);
	if (!rows->row || wanted_new(&c, f) < 0 || load_rounds(&c, f) < 0 ||
	    load_commitments(&c, f) < 0)
		return -1;
	for (size_t i = 0; i < s->n_states; i++)
		if (is_state_open(&c, i))
			take_state(&c, i);
	return 0;
}

/* ---- series ----------------------------------------------------------------
 */

/* Compares by all dimensions, LAST after the others. */
struct row_order {
	size_t n, last;
};

static int compare_rows(const void *a, const void *b, void *context)
{
	const struct sdmx_row *x = a, *y = b;
	const struct row_order *o = context;

	for (size_t i = 0; i < o->n; i++)
		if (i != o->last && x->code[i] != y->code[i])
			return x->code[i] < y->code[i] ? -1 : 1;
	if (o->last < o->n && x->code[o->last] != y->code[o->last])
		return x->code[o->last] < y->code[o->last] ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static void sort_rows(struct sdmx_rows *rows, size_t last)
{
	struct row_order o = { rows->flow->n_dimensions, last };
	size_t i = 1;

	while (i < rows->n &&
	       compare_rows(&rows->row[i - 1], &rows->row[i], &o) <= 0)
		i++;
	if (i >= rows->n)
		return;
	qsort_r(rows->row, rows->n, sizeof(*rows->row), compare_rows, &o);
}

static bool is_first_of(const struct sdmx_rows *rows, size_t i, size_t but)
{
	const struct sdmx_row *x = &rows->row[i], *y = x - 1;

	if (i == 0)
		return true;
	for (size_t k = 0; k < rows->flow->n_dimensions; k++)
		if (k != but && x->code[k] != y->code[k])
			return true;
	return false;
}

bool sdmx_row_is_first(const struct sdmx_rows *rows, size_t i)
{
	return is_first_of(rows, i, rows->observed);
}

/* Keeps the first and last observations of each time series. */
static void cut_series(struct sdmx_rows *rows, const struct sdmx_extent_of *e)
{
	size_t time = rows->flow->n_dimensions - 1, kept = 0, begin = 0;

	if (e->first == 0 && e->last == 0)
		return;
	while (begin < rows->n) {
		size_t end = begin + 1, n;

		while (end < rows->n && !is_first_of(rows, end, time))
			end++;
		n = end - begin;
		for (size_t i = 0; i < n; i++)
			if (i < e->first || i + e->last >= n)
				rows->row[kept++] = rows->row[begin + i];
		begin = end;
	}
	rows->n = kept;
}

/* Filters on what is no dimension. */
static void filter_facts(struct sdmx_rows *rows, const struct sdmx_wanted *w)
{
	char room[SDMX_TEXT_SIZE];
	struct sdmx_fact fact;
	size_t kept = 0;

	if (w->n_filters == 0)
		return;
	for (size_t i = 0; i < rows->n; i++) {
		bool fits = true;

		sdmx_fact_load(rows, i, &fact);
		for (size_t k = rows->flow->n_dimensions;
		     fits && k < rows->flow->n; k++)
			fits = sdmx_wants_value(w, k,
			                        sdmx_fact_text(rows, &fact, k,
			                                       room),
			                        NULL);
		if (fits)
			rows->row[kept++] = rows->row[i];
	}
	rows->n = kept;
}

static void load_told(struct sdmx_rows *rows);

int sdmx_rows_make(const struct sdmx_ask *ask, const struct sdmx_wanted *w,
                   const struct sdmx_extent_of *extent, size_t observed,
                   struct sdmx_rows *out, struct fault *f)
{
	size_t time = w->flow->n_dimensions - 1;
	int rc = 0;

	memset(out, 0, sizeof(*out));
	out->ask = ask;
	out->flow = w->flow;
	out->observed = observed;
	load_told(out);
	for (size_t i = 0; i < time && rc == 0; i++)
		rc = load_codes(out, i, f);
	if (rc == 0)
		rc = strcmp(w->flow->id, "CELLS") == 0
		             ? take_cells(out, w, f)
		             : sdmx_take_figures(out, w, f);
	if (rc < 0)
		return -1;
	filter_facts(out, w);
	sort_rows(out, time);
	cut_series(out, extent);
	if (observed != time)
		sort_rows(out, observed);
	return 0;
}

/* ---- values
 * ------------------------------------------------------------------ */

static void load_cell(const struct snapshot *s, uint32_t at, struct cell *out)
{
	struct spot spot = { .voice = (enum voice)(at % VOICE_COUNT) };

	at /= VOICE_COUNT;
	spot.commitment = at % s->n_commitments;
	at /= (uint32_t)s->n_commitments;
	spot.round = at % s->n_rounds;
	spot.state = at / s->n_rounds;
	snapshot_cell(s, &spot, out);
}

void sdmx_fact_load(const struct sdmx_rows *rows, size_t i,
                    struct sdmx_fact *out)
{
	out->row = &rows->row[i];
	out->figure = NULL;
	if (!rows->figures) {
		load_cell(rows->ask->snapshot, out->row->at, &out->cell);
		return;
	}
	memset(&out->cell, 0, sizeof(out->cell));
	out->figure = sdmx_figure_at(rows, out->row->at);
}

static const char *number(double value, char room[SDMX_TEXT_SIZE])
{
	return pen_digits(value, 1, room);
}

static const char *counted(uint32_t value, char room[SDMX_TEXT_SIZE])
{
	return pen_digits((double)value, 0, room);
}

/* What the components of a cell tell. */
enum told {
	TOLD_VALUE,
	TOLD_LOW,
	TOLD_HIGH,
	TOLD_STATUS,
	TOLD_SILENCE,
	TOLD_ROUND,
	TOLD_SOURCES,
	TOLD_PASSAGES,
	TOLD_METHOD,
	TOLD_RELEASE,
	TOLD_COUNT
};

static const char *const TOLD_IDS[TOLD_COUNT] = {
	[TOLD_VALUE] = "OBS_VALUE",   [TOLD_LOW] = "LOW",
	[TOLD_HIGH] = "HIGH",         [TOLD_STATUS] = "OBS_STATUS",
	[TOLD_SILENCE] = "SILENCE",   [TOLD_ROUND] = "ROUND",
	[TOLD_SOURCES] = "N_SOURCES", [TOLD_PASSAGES] = "N_PASSAGES",
	[TOLD_METHOD] = "METHOD",     [TOLD_RELEASE] = "RELEASE",
};

/* Finds out once what each component tells: a table is long. */
static void load_told(struct sdmx_rows *rows)
{
	for (size_t i = rows->flow->n_dimensions; i < rows->flow->n; i++)
		rows->told[i] = word_find(TOLD_IDS, TOLD_COUNT,
		                          rows->flow->components[i].id);
}

static const char *coded(const char *word, char room[SDMX_TEXT_SIZE])
{
	sdmx_code(word, room);
	return room;
}

static const char *cell_text(const struct sdmx_rows *rows, const struct cell *c,
                             int told, char room[SDMX_TEXT_SIZE])
{
	const struct publication *p = &rows->ask->snapshot->publication;
	bool is_scored = cell_is_scored(c);
	/* A published figure has no interval: METHOD.md 10.7. */
	bool has_interval = is_scored && c->key.voice != VOICE_STATISTICS;

	switch (told) {
	case TOLD_VALUE:
		return is_scored ? number(c->score, room) : NULL;
	case TOLD_LOW:
		return has_interval ? number(c->low, room) : NULL;
	case TOLD_HIGH:
		return has_interval ? number(c->high, room) : NULL;
	case TOLD_STATUS:
		return SDMX_STATUS_CODES[c->status];
	case TOLD_SILENCE:
		return coded(CELL_STATUS_NAMES[c->status], room);
	case TOLD_ROUND:
		return coded(c->key.round, room);
	case TOLD_SOURCES:
		return counted(c->sources, room);
	case TOLD_PASSAGES:
		return counted(c->passages, room);
	case TOLD_METHOD:
		return p->method[0] ? p->method : NULL;
	case TOLD_RELEASE:
		return p->release[0] ? p->release : "head+0";
	default:
		return NULL;
	}
}

const char *sdmx_fact_text(const struct sdmx_rows *rows,
                           const struct sdmx_fact *fact, size_t component,
                           char room[SDMX_TEXT_SIZE])
{
	if (component < rows->flow->n_dimensions)
		return rows->codes[component][fact->row->code[component]];
	return fact->figure
	               ? sdmx_figure_text(rows, fact->figure,
	                                  rows->flow->components[component].id,
	                                  room)
	               : cell_text(rows, &fact->cell, rows->told[component],
	                           room);
}

enum sdmx_attached sdmx_written_at(const struct sdmx_rows *rows,
                                   size_t component)
{
	const struct sdmx_component *c = &rows->flow->components[component];
	const char *observed;

	if (c->role != SDMX_ATTRIBUTE)
		return SDMX_TO_OBSERVATION;
	if (c->attached != SDMX_TO_SERIES)
		return c->attached;
	if (rows->observed >= rows->flow->n_dimensions)
		return SDMX_TO_OBSERVATION;
	/* Ids of dimensions are not parts of each other. */
	observed = rows->flow->components[rows->observed].id;
	return strstr(c->relates, observed) ? SDMX_TO_OBSERVATION
	                                    : SDMX_TO_SERIES;
}
