/* SPDX-License-Identifier: Apache-2.0 */
#include "sdmx_figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/fault.h"

#include "catalogue.h"
#include "passages.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

/* Figures that one answer holds; past it a client asks for a part. */
#define FIGURES_MOST 200000

struct sdmx_observed {
	const struct observation *at;
	size_t n;
};

/* A figure with its time. */
struct dated {
	struct sdmx_span span;
	char period[SDMX_PERIOD_SIZE];
};

static int by_time(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	if (x->span.first != y->span.first)
		return x->span.first < y->span.first ? -1 : 1;
	if (x->span.last != y->span.last)
		return x->span.last < y->span.last ? -1 : 1;
	return strcmp(x->period, y->period);
}

/* The periods that occur, each once, in the order of time. */
static int load_periods(struct sdmx_rows *rows, struct dated **out, size_t *n,
                        struct fault *f)
{
	const struct sdmx_observed *all = rows->figures;
	struct arena *a = rows->ask->q->arena;
	size_t time = rows->flow->n_dimensions - 1;
	struct dated *list = arena_array(a, all->n + 1, sizeof(*list), f);
	const char **codes = arena_array(a, all->n + 1, sizeof(*codes), f);

	if (!list || !codes)
		return -1;
	for (size_t i = 0; i < all->n; i++) {
		(void)sdmx_figure_period(&all->at[i].figure, list[i].period);
		(void)sdmx_span_read(list[i].period, &list[i].span);
	}
	qsort(list, all->n, sizeof(*list), by_time);
	*n = 0;
	for (size_t i = 0; i < all->n; i++)
		if (*n == 0 || by_time(&list[*n - 1], &list[i]) != 0)
			list[(*n)++] = list[i];
	for (size_t i = 0; i < *n; i++)
		codes[i] = list[i].period;
	rows->codes[time] = codes;
	rows->n_codes[time] = *n;
	*out = list;
	return 0;
}

/* Where the codes of FIGURE stand; false when a codelist lacks one. */
static bool code_figure(const struct sdmx_rows *rows,
                        const struct observation *o,
                        const struct dated *periods, size_t n,
                        uint32_t code[SDMX_KEY_PARTS])
{
	const struct figure *figure = &o->figure;
	char text[4][SDMX_CODE_SIZE];
	struct dated key, *found;

	memset(&key, 0, sizeof(key));
	sdmx_code(sdmx_figure_period(figure, key.period), text[0]);
	(void)sdmx_span_read(key.period, &key.span);
	if (figure->state[0])
		sdmx_code(figure->state, text[1]);
	else
		memcpy(text[1], SDMX_NO_AREA, sizeof(SDMX_NO_AREA));
	sdmx_code(o->series, text[2]);
	sdmx_breakdown(figure->by, figure->member, text[3]);
	for (size_t i = 0; i < 4; i++) {
		int at = sdmx_rows_code(rows, i, text[i]);

		if (at < 0)
			return false;
		code[i] = (uint32_t)at;
	}
	found = bsearch(&key, periods, n, sizeof(*periods), by_time);
	if (!found)
		return false;
	code[4] = (uint32_t)(found - periods);
	return true;
}

static bool is_wanted(const struct sdmx_rows *rows, const struct sdmx_wanted *w,
                      const uint32_t *code, const struct dated *period)
{
	const char *text[SDMX_KEY_PARTS];
	size_t time = rows->flow->n_dimensions - 1;

	for (size_t i = 0; i < time; i++) {
		text[i] = rows->codes[i][code[i]];
		if (!sdmx_wants_value(w, i, text[i], NULL))
			return false;
	}
	return sdmx_wants_key(w, text) && sdmx_wants_span(w, &period->span) &&
	       sdmx_wants_value(w, time, period->period, &period->span);
}

static int load_figures(struct sdmx_rows *rows, struct fault *f)
{
	const struct request *q = rows->ask->q;
	struct reader reader = public_reader(q);
	const struct observation_filter filter = { .to = UINT16_MAX,
		                                   .only_current = true,
		                                   .limit = FIGURES_MOST + 1 };
	struct sdmx_observed *all = arena_alloc(q->arena, sizeof(*all), f);
	struct observation *list = NULL;

	if (!all || store_observations(q->store, &reader, &filter, q->arena,
	                               &list, &all->n, f) < 0)
		return -1;
	all->at = list;
	if (all->n > FIGURES_MOST)
		return fault_set(f, FAULT_LIMIT, "more than %d figures",
		                 FIGURES_MOST);
	rows->figures = all;
	return 0;
}

int sdmx_take_figures(struct sdmx_rows *rows, const struct sdmx_wanted *w,
                      struct fault *f)
{
	struct dated *periods = NULL;
	size_t n = 0;

	if (load_figures(rows, f) < 0 ||
	    load_periods(rows, &periods, &n, f) < 0)
		return -1;
	rows->row = arena_array(rows->ask->q->arena, rows->figures->n + 1,
	                        sizeof(*rows->row), f);
	if (!rows->row)
		return -1;
	for (size_t i = 0; i < rows->figures->n; i++) {
		struct sdmx_row *row = &rows->row[rows->n];

		if (!code_figure(rows, &rows->figures->at[i], periods, n,
		                 row->code) ||
		    !is_wanted(rows, w, row->code, &periods[row->code[4]]))
			continue;
		row->at = (uint32_t)i;
		rows->n++;
	}
	return 0;
}

const struct observation *sdmx_figure_at(const struct sdmx_rows *rows,
                                         uint32_t at)
{
	return &rows->figures->at[at];
}

const char *sdmx_figure_text(const struct sdmx_rows *rows,
                             const struct observation *figure, const char *id,
                             char room[SDMX_TEXT_SIZE])
{
	const struct publication *p = &rows->ask->snapshot->publication;
	const struct series *series =
		catalogue_series_find(rows->ask->q->site->catalogue,
	                              figure->series);

	if (strcmp(id, "OBS_VALUE") == 0) {
		_Static_assert(SDMX_TEXT_SIZE >= DECIMAL_TEXT_SIZE, "it fits");
		decimal_write(figure->figure.value, room);
		return room;
	}
	if (strcmp(id, "OBS_STATUS") == 0)
		return "A";
	if (strcmp(id, "EDITION") == 0)
		return figure->as_of && figure->as_of[0] ? figure->as_of : NULL;
	if (strcmp(id, "SOURCE") == 0)
		return figure->publisher && figure->publisher[0]
		               ? figure->publisher
		               : NULL;
	if (strcmp(id, "RELEASE") == 0)
		return p->release[0] ? p->release : "head+0";
	if (!series)
		return NULL;
	if (strcmp(id, "NATURE") == 0)
		return NATURE_NAMES[series->nature];
	return strcmp(id, "UNIT_MEASURE") == 0 && series->unit[0] ? series->unit
	                                                          : NULL;
}
