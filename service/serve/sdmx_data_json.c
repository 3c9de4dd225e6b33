/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Data as SDMX-JSON 1.0 (of v1) and 2.0 (of v2). Values stand by their place
 * in lists that the message opens with, so all rows are walked twice: once to
 * learn what occurs, once to tell it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"

#include "pen.h"
#include "sdmx_data.h"
#include "sdmx_labels.h"

#define NOWHERE UINT32_MAX

/* The values of one attribute, each once, in the order met. */
struct dictionary {
	const char **value;
	uint32_t *slot; /* place + 1 by hash; 0 free */
	size_t n, size; /* size is a power of two */
};

struct writing {
	const struct sdmx_telling *t;
	const struct sdmx_rows *rows;
	struct pen *pen;
	struct fault *fault;
	const struct sdmx_labels *labels;
	uint32_t *place[SDMX_KEY_PARTS]; /* by code: in the message */
	size_t n_places[SDMX_KEY_PARTS]; /* codes that occur */
	struct dictionary of[SDMX_COMPONENTS_MOST]; /* attributes */
	bool is_20;
};

/* ---- what occurs
 * --------------------------------------------------------------- */

static int learn_codes(struct writing *w)
{
	const struct sdmx_rows *rows = w->rows;

	for (size_t d = 0; d < rows->flow->n_dimensions; d++) {
		w->place[d] =
			arena_array(w->t->ask->q->arena, rows->n_codes[d] + 1,
		                    sizeof(*w->place[d]), w->fault);
		if (!w->place[d])
			return -1;
		for (size_t i = 0; i < rows->n_codes[d]; i++)
			w->place[d][i] = NOWHERE;
		for (size_t i = 0; i < rows->n; i++)
			w->place[d][rows->row[i].code[d]] = 0;
		for (size_t i = 0; i < rows->n_codes[d]; i++)
			if (w->place[d][i] != NOWHERE)
				w->place[d][i] = (uint32_t)w->n_places[d]++;
	}
	return 0;
}

static size_t slot_of(const struct dictionary *d, const char *text)
{
	uint32_t sum = 2166136261u;
	size_t at;

	for (const char *c = text; *c; c++)
		sum = (sum ^ (unsigned char)*c) * 16777619u;
	at = sum & (d->size - 1);
	while (d->slot[at] && strcmp(d->value[d->slot[at] - 1], text) != 0)
		at = (at + 1) & (d->size - 1);
	return at;
}

static int grow(struct writing *w, struct dictionary *d)
{
	struct arena *a = w->t->ask->q->arena;
	size_t size = d->size ? d->size * 2 : 64;
	const char **value = arena_array(a, size, sizeof(*value), w->fault);
	uint32_t *slot = arena_array(a, size, sizeof(*slot), w->fault);

	if (!value || !slot)
		return -1;
	if (d->n > 0)
		memcpy(value, d->value, d->n * sizeof(*value));
	d->value = value;
	d->slot = slot;
	d->size = size;
	for (size_t i = 0; i < d->n; i++)
		d->slot[slot_of(d, d->value[i])] = (uint32_t)i + 1;
	return 0;
}

static int learn(struct writing *w, struct dictionary *d, const char *text)
{
	size_t at;

	if (d->n * 2 >= d->size && grow(w, d) < 0)
		return -1;
	at = slot_of(d, text);
	if (d->slot[at])
		return 0;
	d->value[d->n] =
		arena_copy(w->t->ask->q->arena, text, strlen(text), w->fault);
	if (!d->value[d->n])
		return -1;
	d->slot[at] = (uint32_t)++d->n;
	return 0;
}

static bool is_told_as_attribute(const struct writing *w, size_t i)
{
	return sdmx_is_attribute(w->t, i, SDMX_TO_OBSERVATION) ||
	       sdmx_is_attribute(w->t, i, SDMX_TO_SERIES) ||
	       sdmx_is_attribute(w->t, i, SDMX_TO_DATASET);
}

static int learn_attributes(struct writing *w)
{
	const struct sdmx_flow *flow = w->rows->flow;
	char room[SDMX_TEXT_SIZE];
	struct sdmx_fact fact;

	for (size_t i = 0; i < w->rows->n; i++) {
		sdmx_fact_load(w->rows, i, &fact);
		for (size_t k = flow->n_dimensions; k < flow->n; k++) {
			const char *text =
				is_told_as_attribute(w, k)
					? sdmx_fact_text(w->rows, &fact, k,
			                                 room)
					: NULL;

			if (text && learn(w, &w->of[k], text) < 0)
				return -1;
		}
	}
	return 0;
}

/* ---- structure
 * ------------------------------------------------------------------ */

/* Names in the languages wanted, or the one that stands for want of them. */
static void put_names(struct writing *w, const struct sdmx_name *name,
                      const char *otherwise)
{
	const char *best = name ? sdmx_name_best(w->t->ask, name) : otherwise;

	if (!best)
		return;
	pen_key_text(w->pen, "name", best);
	if (!name)
		return;
	pen_key(w->pen, "names");
	pen_open(w->pen, '{');
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++)
		if (name->text[i] &&
		    ((w->t->ask->languages & (1u << (unsigned)i)) ||
		     strcmp(name->text[i], best) == 0))
			pen_key_text(w->pen, UN_LANGUAGE_NAMES[i],
			             name->text[i]);
	pen_close(w->pen, '}');
}

static void put_moment(struct writing *w, const char *key, int64_t t_s)
{
	char text[CLOCK_TEXT_SIZE];

	clock_text(t_s, text);
	pen_key_text(w->pen, key, text);
}

static void put_code(struct writing *w, size_t component, const char *code)
{
	struct sdmx_span span;
	bool is_time = w->rows->flow->components[component].role == SDMX_TIME;

	pen_open(w->pen, '{');
	pen_key_text(w->pen, "id", code);
	put_names(w, sdmx_names_code(w->labels, component, code), code);
	if (is_time && sdmx_span_read(code, &span)) {
		put_moment(w, "start", span.first * 86400);
		put_moment(w, "end", (span.last + 1) * 86400 - 1);
	}
	pen_close(w->pen, '}');
}

static void put_dimension(struct writing *w, size_t d)
{
	const struct sdmx_component *c = &w->rows->flow->components[d];

	pen_open(w->pen, '{');
	pen_key_text(w->pen, "id", c->id);
	put_names(w, sdmx_names_concept(w->labels, d), c->id);
	pen_key_count(w->pen, "keyPosition", d);
	if (c->role == SDMX_TIME) {
		pen_key(w->pen, "roles");
		pen_open(w->pen, '[');
		pen_text(w->pen, "TIME_PERIOD");
		pen_close(w->pen, ']');
	}
	pen_key(w->pen, "values");
	pen_open(w->pen, '[');
	for (size_t i = 0; i < w->rows->n_codes[d]; i++)
		if (w->place[d][i] != NOWHERE)
			put_code(w, d, w->rows->codes[d][i]);
	pen_close(w->pen, ']');
	pen_close(w->pen, '}');
}

/* Dimensions at a level: those of the series, or the one observed. */
static void put_dimensions(struct writing *w, const char *level, bool is_series)
{
	size_t n = w->rows->flow->n_dimensions;
	bool is_flat = sdmx_is_flat(w->rows);

	pen_key(w->pen, level);
	pen_open(w->pen, '[');
	for (size_t d = 0; d < n; d++)
		if (is_flat ? !is_series
		            : (d != w->rows->observed) == is_series)
			put_dimension(w, d);
	pen_close(w->pen, ']');
}

/* What an attribute is of. */
static void put_relationship(struct writing *w, const struct sdmx_component *c)
{
	pen_key(w->pen, "relationship");
	pen_open(w->pen, '{');
	if (c->role == SDMX_MEASURE || c->attached == SDMX_TO_OBSERVATION) {
		if (w->is_20) {
			pen_key(w->pen, "observation");
			pen_open(w->pen, '{');
			pen_close(w->pen, '}');
		} else {
			pen_key_text(w->pen, "primaryMeasure", "OBS_VALUE");
		}
	} else if (c->attached == SDMX_TO_SERIES) {
		pen_key(w->pen, "dimensions");
		pen_words(w->pen, c->relates);
	} else {
		pen_key(w->pen, w->is_20 ? "dataflow" : "none");
		pen_open(w->pen, '{');
		pen_close(w->pen, '}');
	}
	pen_close(w->pen, '}');
}

static void put_attribute_value(struct writing *w, size_t i, const char *text)
{
	const struct sdmx_component *c = &w->rows->flow->components[i];

	if (c->codelist) {
		put_code(w, i, text);
		return;
	}
	pen_open(w->pen, '{');
	if (!w->is_20) {
		pen_key_text(w->pen, "name", text);
	} else {
		pen_key(w->pen, "value");
		if (c->type == SDMX_DOUBLE || c->type == SDMX_INTEGER)
			pen_figure(w->pen, text);
		else
			pen_text(w->pen, text);
	}
	pen_close(w->pen, '}');
}

static void put_attribute(struct writing *w, size_t i)
{
	const struct sdmx_component *c = &w->rows->flow->components[i];

	pen_open(w->pen, '{');
	pen_key_text(w->pen, "id", c->id);
	put_names(w, sdmx_names_concept(w->labels, i), c->id);
	put_relationship(w, c);
	pen_key(w->pen, "values");
	pen_open(w->pen, '[');
	for (size_t k = 0; k < w->of[i].n; k++)
		put_attribute_value(w, i, w->of[i].value[k]);
	pen_close(w->pen, ']');
	pen_close(w->pen, '}');
}

static void put_attributes(struct writing *w, const char *level,
                           enum sdmx_attached at)
{
	const struct sdmx_flow *flow = w->rows->flow;

	pen_key(w->pen, level);
	pen_open(w->pen, '[');
	for (size_t i = flow->n_dimensions; i < flow->n; i++)
		if (sdmx_is_attribute(w->t, i, at))
			put_attribute(w, i);
	pen_close(w->pen, ']');
}

/* Measures whose values stand in the observations as they are. */
static bool is_measure(const struct writing *w, size_t i)
{
	return w->rows->flow->components[i].role == SDMX_MEASURE &&
	       w->t->told[i] && (w->is_20 || sdmx_is_value(w->t, i));
}

static void put_measures(struct writing *w)
{
	const struct sdmx_flow *flow = w->rows->flow;

	pen_key(w->pen, "measures");
	pen_open(w->pen, '{');
	pen_key(w->pen, "observation");
	pen_open(w->pen, '[');
	for (size_t i = flow->n_dimensions; i < flow->n; i++) {
		if (!is_measure(w, i))
			continue;
		pen_open(w->pen, '{');
		pen_key_text(w->pen, "id", flow->components[i].id);
		put_names(w, sdmx_names_concept(w->labels, i),
		          flow->components[i].id);
		pen_close(w->pen, '}');
	}
	pen_close(w->pen, ']');
	pen_close(w->pen, '}');
}

static void put_link(struct writing *w, const char *rel, const char *class)
{
	const char *id = w->rows->flow->id;
	const char *version = sdmx_version(w->t->ask->api);
	const char *urn = arena_print(w->t->ask->q->arena, w->fault,
	                              "urn:sdmx:org.sdmx.infomodel."
	                              "datastructure.%s=%s:%s(%s)",
	                              class, SDMX_AGENCY, id, version);

	w->pen->is_bad |= !urn;
	pen_open(w->pen, '{');
	pen_key_text(w->pen, "rel", rel);
	pen_key_text(w->pen, "urn", urn);
	pen_close(w->pen, '}');
}

static void put_links(struct writing *w)
{
	pen_key(w->pen, "links");
	pen_open(w->pen, '[');
	put_link(w, "dataflow", "Dataflow");
	put_link(w, "datastructure", "DataStructure");
	pen_close(w->pen, ']');
}

static void put_structure(struct writing *w)
{
	pen_open(w->pen, '{');
	put_names(w, sdmx_names_flow(w->labels), w->rows->flow->id);
	put_links(w);
	if (w->is_20) {
		pen_key(w->pen, "dataSets");
		pen_open(w->pen, '[');
		pen_count(w->pen, 0);
		pen_close(w->pen, ']');
	}
	pen_key(w->pen, "dimensions");
	pen_open(w->pen, '{');
	pen_key(w->pen, "dataSet");
	pen_open(w->pen, '[');
	pen_close(w->pen, ']');
	put_dimensions(w, "series", true);
	put_dimensions(w, "observation", false);
	pen_close(w->pen, '}');
	if (w->is_20)
		put_measures(w);
	pen_key(w->pen, "attributes");
	pen_open(w->pen, '{');
	put_attributes(w, "dataSet", SDMX_TO_DATASET);
	put_attributes(w, "series", SDMX_TO_SERIES);
	put_attributes(w, "observation", SDMX_TO_OBSERVATION);
	pen_close(w->pen, '}');
	pen_close(w->pen, '}');
}

/* ---- data
 * ------------------------------------------------------------------------ */

/* Places of the values of the attributes at AT; null where there is none. */
static void put_places(struct writing *w, const struct sdmx_fact *fact,
                       enum sdmx_attached at)
{
	const struct sdmx_flow *flow = w->rows->flow;
	char room[SDMX_TEXT_SIZE];

	for (size_t i = flow->n_dimensions; i < flow->n; i++) {
		const struct dictionary *d = &w->of[i];
		const char *text;

		if (!sdmx_is_attribute(w->t, i, at))
			continue;
		text = sdmx_fact_text(w->rows, fact, i, room);
		if (text)
			pen_count(w->pen, d->slot[slot_of(d, text)] - 1);
		else
			pen_null(w->pen);
	}
}

static bool has_attributes(const struct writing *w, enum sdmx_attached at)
{
	for (size_t i = w->rows->flow->n_dimensions; i < w->rows->flow->n; i++)
		if (sdmx_is_attribute(w->t, i, at))
			return true;
	return false;
}

static void put_attribute_places(struct writing *w,
                                 const struct sdmx_fact *fact,
                                 enum sdmx_attached at)
{
	if (!has_attributes(w, at))
		return;
	pen_key(w->pen, "attributes");
	pen_open(w->pen, '[');
	put_places(w, fact, at);
	pen_close(w->pen, ']');
}

/* "0:3:12:1": places of all dimensions but the observed; or that one alone. */
static void put_key(struct writing *w, const struct sdmx_row *row,
                    bool is_series)
{
	size_t n = 0;
	char key[SDMX_KEY_PARTS * 12], room[PEN_DIGITS_SIZE];
	const char *place;

	for (size_t d = 0; d < w->rows->flow->n_dimensions; d++) {
		if (!sdmx_is_flat(w->rows) &&
		    (d != w->rows->observed) != is_series)
			continue;
		if (n > 0)
			key[n++] = ':';
		place = pen_digits((double)w->place[d][row->code[d]], 0, room);
		memcpy(key + n, place, strlen(place));
		n += strlen(place);
	}
	key[n] = '\0';
	pen_key(w->pen, key);
}

static void put_observation(struct writing *w, const struct sdmx_fact *fact)
{
	const struct sdmx_flow *flow = w->rows->flow;
	char room[SDMX_TEXT_SIZE];

	put_key(w, fact->row, false);
	pen_open(w->pen, '[');
	for (size_t i = flow->n_dimensions; i < flow->n; i++) {
		const char *text;

		if (!is_measure(w, i))
			continue;
		text = sdmx_fact_text(w->rows, fact, i, room);
		if (text)
			pen_figure(w->pen, text);
		else
			pen_null(w->pen);
	}
	put_places(w, fact, SDMX_TO_OBSERVATION);
	pen_close(w->pen, ']');
}

static void end_series(struct writing *w)
{
	if (w->t->has_observations)
		pen_close(w->pen, '}');
	pen_close(w->pen, '}');
}

static void put_row(struct writing *w, size_t i)
{
	struct sdmx_fact fact;
	bool is_first = !sdmx_is_flat(w->rows) && sdmx_row_is_first(w->rows, i);

	sdmx_fact_load(w->rows, i, &fact);
	if (is_first) {
		if (i > 0)
			end_series(w);
		put_key(w, fact.row, true);
		pen_open(w->pen, '{');
		put_attribute_places(w, &fact, SDMX_TO_SERIES);
		if (w->t->has_observations) {
			pen_key(w->pen, "observations");
			pen_open(w->pen, '{');
		}
	}
	if (sdmx_is_flat(w->rows) || w->t->has_observations)
		put_observation(w, &fact);
}

static void put_set(struct writing *w)
{
	bool is_flat = sdmx_is_flat(w->rows);
	struct sdmx_fact fact;

	pen_open(w->pen, '{');
	if (w->is_20)
		pen_key_count(w->pen, "structure", 0);
	pen_key_text(w->pen, "action", "Information");
	sdmx_fact_load(w->rows, 0, &fact);
	put_attribute_places(w, &fact, SDMX_TO_DATASET);
	pen_key(w->pen, is_flat ? "observations" : "series");
	pen_open(w->pen, '{');
	for (size_t i = 0; i < w->rows->n && !w->pen->is_bad; i++)
		put_row(w, i);
	if (!is_flat)
		end_series(w);
	pen_close(w->pen, '}');
	pen_close(w->pen, '}');
}

int sdmx_write_data_json(const struct sdmx_telling *t, struct pen *p,
                         struct fault *f)
{
	struct writing *w = arena_alloc(t->ask->q->arena, sizeof(*w), f);

	if (!w)
		return -1;
	w->t = t;
	w->rows = t->rows;
	w->pen = p;
	w->fault = f;
	w->is_20 = t->ask->form == SDMX_FORM_DATA_JSON_20;
	if (sdmx_labels_make(t->ask, t->rows->flow, &w->labels, f) < 0 ||
	    learn_codes(w) < 0 || learn_attributes(w) < 0)
		return -1;
	pen_open(p, '{');
	sdmx_meta(t->ask, p,
	          w->is_20 ? "https://raw.githubusercontent.com/sdmx-twg/"
	                     "sdmx-json/master/data-message/tools/schemas/"
	                     "2.0.0/sdmx-json-data-schema.json"
	                   : "https://raw.githubusercontent.com/sdmx-twg/"
	                     "sdmx-json/master/data-message/tools/schemas/"
	                     "1.0/sdmx-json-data-schema.json");
	pen_key(p, "data");
	pen_open(p, '{');
	pen_key(p, w->is_20 ? "structures" : "structure");
	if (w->is_20)
		pen_open(p, '[');
	put_structure(w);
	if (w->is_20)
		pen_close(p, ']');
	pen_key(p, "dataSets");
	pen_open(p, '[');
	put_set(w);
	pen_close(p, ']');
	pen_close(p, '}');
	pen_close(p, '}');
	return 0;
}
