/* SPDX-License-Identifier: Apache-2.0 */
/* SDMX-CSV 1.0 (of v1) and 2.0 (of v2): one row per observation. */
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/fault.h"

#include "pen.h"
#include "sdmx_data.h"
#include "sdmx_labels.h"

/* "labels=both" of an Accept range and the like. */
#define OPTION_SIZE 16

struct writing {
	const struct sdmx_telling *t;
	struct pen *pen;
	struct fault *fault;
	const struct sdmx_labels *labels; /* NULL: codes alone */
	bool has_names;                   /* labels=name: columns of names */
	bool has_series_key, has_observation_key;
	const char *flow;
	bool is_20;
};

static void raw(struct writing *w, const char *text)
{
	pen_raw(w->pen, text, strlen(text));
}

/* Anybody's words, made safe for spreadsheets. */
static void text(struct writing *w, const char *words)
{
	if (!w->pen->is_bad && csv_text(&w->pen->out, true, words,
	                                strlen(words), &w->pen->fault) < 0)
		w->pen->is_bad = true;
}

static void end(struct writing *w)
{
	raw(w, "\r\n");
}

/* "ID: name" as one field. */
static void both(struct writing *w, const char *id, const char *name)
{
	const char *words = name ? arena_print(w->t->ask->q->arena, w->fault,
	                                       "%s: %s", id, name)
	                         : id;

	if (words)
		text(w, words);
	else
		w->pen->is_bad = true;
}

/* The time is at the observation, so rows of series alone have none. */
static bool has_column(const struct writing *w, size_t i)
{
	const struct sdmx_rows *rows = w->t->rows;

	if (i < rows->flow->n_dimensions)
		return w->t->has_observations || i != rows->observed;
	return w->t->told[i] &&
	       (w->t->has_observations ||
	        rows->flow->components[i].role == SDMX_ATTRIBUTE);
}

static void put_head(struct writing *w)
{
	const struct sdmx_flow *flow = w->t->rows->flow;

	raw(w, w->is_20 ? "STRUCTURE,STRUCTURE_ID" : "DATAFLOW");
	if (w->has_names)
		raw(w, ",STRUCTURE_NAME");
	if (w->is_20)
		raw(w, ",ACTION");
	if (w->has_series_key)
		raw(w, ",SERIES_KEY");
	if (w->has_observation_key)
		raw(w, ",OBS_KEY");
	for (size_t i = 0; i < flow->n; i++) {
		const char *name =
			w->labels ? sdmx_label_concept(w->labels, i) : NULL;

		if (!has_column(w, i))
			continue;
		raw(w, ",");
		both(w, flow->components[i].id, w->has_names ? NULL : name);
		if (!w->has_names)
			continue;
		raw(w, ",");
		text(w, name ? name : "");
	}
	end(w);
}

static void put_flow(struct writing *w)
{
	const char *name = w->labels ? sdmx_label_flow(w->labels) : NULL;

	if (w->is_20)
		raw(w, "dataflow,");
	both(w, w->flow, w->has_names ? NULL : name);
	if (w->has_names) {
		raw(w, ",");
		text(w, name ? name : "");
	}
	if (w->is_20)
		raw(w, ",I");
}

/* "A.SVN.GCM_8.STATE", and the time at the end of a whole key. */
static void put_key(struct writing *w, const struct sdmx_fact *fact,
                    bool is_whole)
{
	const struct sdmx_rows *rows = w->t->rows;
	const char *dot = ",";

	for (size_t i = 0; i < rows->flow->n_dimensions; i++) {
		if (!is_whole && i == rows->observed)
			continue;
		raw(w, dot);
		raw(w, sdmx_fact_text(rows, fact, i, NULL));
		dot = ".";
	}
}

static void put_value(struct writing *w, const struct sdmx_fact *fact, size_t i)
{
	const struct sdmx_component *c = &w->t->rows->flow->components[i];
	char room[SDMX_TEXT_SIZE];
	const char *value = sdmx_fact_text(w->t->rows, fact, i, room);
	const char *name = value && w->labels && c->codelist
	                           ? sdmx_label_code(w->labels, i, value)
	                           : NULL;

	raw(w, ",");
	if (value && name && !w->has_names)
		both(w, value, name);
	else if (value && c->type == SDMX_TEXT)
		text(w, value);
	else if (value)
		raw(w, value);
	if (!w->has_names)
		return;
	raw(w, ",");
	text(w, name ? name : "");
}

static void put_row(struct writing *w, size_t at)
{
	struct sdmx_fact fact;

	sdmx_fact_load(w->t->rows, at, &fact);
	put_flow(w);
	if (w->has_series_key)
		put_key(w, &fact, false);
	if (w->has_observation_key)
		put_key(w, &fact, true);
	for (size_t i = 0; i < w->t->rows->flow->n; i++)
		if (has_column(w, i))
			put_value(w, &fact, i);
	end(w);
}

static int read_options(struct writing *w)
{
	const struct sdmx_ask *ask = w->t->ask;
	char option[OPTION_SIZE];
	bool has_labels;

	w->is_20 = ask->form == SDMX_FORM_CSV_20;
	sdmx_accept_parameter(ask->q->ask->accept, ask->form, "labels", option,
	                      sizeof(option));
	w->has_names = w->is_20 && strcmp(option, "name") == 0;
	has_labels = w->has_names || strcmp(option, "both") == 0;
	if (w->is_20) {
		sdmx_accept_parameter(ask->q->ask->accept, ask->form, "keys",
		                      option, sizeof(option));
		w->has_series_key = strcmp(option, "series") == 0 ||
		                    strcmp(option, "both") == 0;
		w->has_observation_key = strcmp(option, "obs") == 0 ||
		                         strcmp(option, "both") == 0;
	}
	w->flow = sdmx_flow_name(w->t, w->fault);
	if (!w->flow)
		return -1;
	return has_labels ? sdmx_labels_make(ask, w->t->rows->flow, &w->labels,
	                                     w->fault)
	                  : 0;
}

int sdmx_write_csv(const struct sdmx_telling *t, struct pen *p, struct fault *f)
{
	struct writing w = { .t = t, .pen = p, .fault = f };

	if (read_options(&w) < 0)
		return -1;
	p->no_commas = true;
	put_head(&w);
	for (size_t i = 0; i < t->rows->n; i++)
		if (t->has_observations || sdmx_row_is_first(t->rows, i))
			put_row(&w, i);
	return 0;
}
