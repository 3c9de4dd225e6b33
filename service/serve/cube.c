/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cube: cells and observations as JSON-stat 2.0. Its categories are those of
 * the rows given, in the catalogue's order, so that a page is a whole cube.
 */
#include "rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "catalogue.h"
#include "model/series.h"

#include "cube_words.h"
#include "reply.h"
#include "snapshot.h"
#include "titles.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Dimensions that rows tell; what is measured comes as one more. */
#define DIMENSIONS_MOST 5
#define MEASURES_MOST   5

/* Values come as an array with null between them, which any reader takes, as
   long as it is small or one place in eight is filled; else each value names
   its place, so that a page stays a page. */
#define DENSE_MOST  1024
#define DENSE_SHARE 8

/* What a code of a dimension is. */
enum domain {
	DOMAIN_STATE,
	DOMAIN_COMMITMENT,
	DOMAIN_ROUND,
	DOMAIN_VOICE,
	DOMAIN_SERIES,
	DOMAIN_WORDS /* says itself */
};

struct source {
	const char *name; /* of the dimension */
	const char *column;
	enum domain domain;
	const char *role;      /* of JSON-stat, or NULL */
	const char *also;      /* a column that makes the code whole, or NULL */
	const char *otherwise; /* code of what is missing */
};

struct shape {
	const char *table, *label;
	struct source dimension[DIMENSIONS_MOST];
	const char *measure[MEASURES_MOST];
	size_t n_told; /* measures that have the row's status */
	const char *status;
};

static const struct shape SHAPES[] = {
	{ "cells",
	  "Progress on commitments by state, round and voice",
	  { { "state", "state", DOMAIN_STATE, "geo", NULL, "" },
	    { "commitment", "commitment", DOMAIN_COMMITMENT, NULL, NULL, "" },
	    { "round", "round", DOMAIN_ROUND, "time", NULL, "" },
	    { "voice", "voice", DOMAIN_VOICE, NULL, NULL, "" } },
	  { "score", "low", "high", "sources", "passages" },
	  3,
	  "status" },
	{ "observations",
	  "Figures of statistics",
	  { { "state", "state", DOMAIN_STATE, "geo", NULL, "_U" },
	    { "series", "series", DOMAIN_SERIES, "metric", NULL, "" },
	    { "period", "year", DOMAIN_WORDS, "time", "period", "" },
	    { "breakdown", "by", DOMAIN_WORDS, NULL, "member", "_T" },
	    { "submission", "submission", DOMAIN_WORDS, NULL, NULL, "" } },
	  { "value" },
	  0,
	  NULL },
};

struct category {
	const char *code, *label;
	size_t rank; /* in the catalogue; else of its coming */
	size_t place;
};

struct dimension {
	const struct source *source;
	int column, also;
	struct category *at; /* in order of coming */
	size_t n;
	struct category **sorted;
};

struct line {
	uint32_t category[DIMENSIONS_MOST];
	const char *value[MEASURES_MOST];
	const char *status;
};

/* Of rows->own. All it points to lives in the arena. */
struct cube {
	const struct shape *shape;
	struct dimension dimension[DIMENSIONS_MOST];
	size_t n_dimensions, n_measures;
	int measure[MEASURES_MOST], status;
	struct line *lines;
	size_t n, most;
};

static int cube_shape(struct rows *r, struct cube *c, struct fault *f)
{
	const char *table = table_name(r->q->route, r->q->arena, f);

	for (size_t i = 0; table && i < COUNT(SHAPES); i++)
		if (strcmp(SHAPES[i].table, table) == 0)
			c->shape = &SHAPES[i];
	if (!c->shape)
		return fault_set(f, FAULT_SYSTEM, "this table is no cube");
	while (c->n_measures < MEASURES_MOST &&
	       c->shape->measure[c->n_measures]) {
		c->measure[c->n_measures] =
			rows_column(r, c->shape->measure[c->n_measures]);
		c->n_measures++;
	}
	c->status = c->shape->status ? rows_column(r, c->shape->status) : -1;
	c->most = request_limit(r->q);
	c->lines = arena_array(r->q->arena, c->most, sizeof(*c->lines), f);
	return c->lines ? 0 : -1;
}

static int cube_open(struct rows *r, struct fault *f)
{
	struct cube *c = arena_alloc(r->q->arena, sizeof(*c), f);

	if (!c || cube_shape(r, c, f) < 0)
		return -1;
	for (size_t i = 0; i < DIMENSIONS_MOST; i++) {
		const struct source *s = &c->shape->dimension[i];
		struct dimension *d = &c->dimension[i];

		if (!s->name)
			break;
		d->source = s;
		d->column = rows_column(r, s->column);
		d->also = s->also ? rows_column(r, s->also) : -1;
		d->at = arena_array(r->q->arena, c->most, sizeof(*d->at), f);
		d->sorted = arena_array(r->q->arena, c->most,
		                        sizeof(struct category *), f);
		if (!d->at || !d->sorted)
			return -1;
		c->n_dimensions++;
	}
	r->own = c;
	return 0;
}

/* Fills label and rank of CODE. */
static void name_category(const struct rows *r, enum domain domain,
                          struct category *k)
{
	const struct snapshot *s = r->q->snapshot;
	const struct series *series = NULL;
	int at = -1;

	k->label = k->code;
	switch (domain) {
	case DOMAIN_STATE:
		at = snapshot_state(s, k->code);
		k->label = at >= 0 ? state_name(&s->states[at], r->q->lang).text
		                   : k->code;
		break;
	case DOMAIN_COMMITMENT:
		at = snapshot_commitment(s, k->code);
		if (at >= 0)
			k->label =
				title_of(&s->commitments[at], r->q->lang).text;
		break;
	case DOMAIN_ROUND:
		at = snapshot_round(s, k->code);
		if (at >= 0)
			k->label = s->rounds[at].title;
		break;
	case DOMAIN_VOICE:
		k->label = cube_word(k->code, r->q->lang);
		break;
	case DOMAIN_SERIES:
		series = catalogue_series_find(s->catalogue, k->code);
		k->label = series ? series->title : k->code;
		break;
	case DOMAIN_WORDS:
		break;
	}
	if (at >= 0)
		k->rank = (size_t)at;
}

/* The code that VALUES give to D; lives in the arena. */
static const char *code_of(const struct rows *r, const struct dimension *d,
                           const struct row_value *values, struct fault *f)
{
	const char *word = values[d->column].text;
	const char *also = d->also >= 0 ? values[d->also].text : NULL;

	if (!word || !word[0])
		return d->source->otherwise;
	if (also && also[0])
		return arena_print(r->q->arena, f, "%s-%s", word, also);
	return arena_string(r->q->arena, word, f);
}

/* The place of CODE in D's categories, which grow by it. */
static uint32_t category_of(const struct rows *r, struct dimension *d,
                            const char *code)
{
	struct category *k;

	for (size_t i = d->n; i-- > 0;)
		if (strcmp(d->at[i].code, code) == 0)
			return (uint32_t)i;
	k = &d->at[d->n];
	k->code = code;
	k->rank = d->n;
	name_category(r, d->source->domain, k);
	return (uint32_t)d->n++;
}

static void cube_row(struct rows *r, const struct row_value *values)
{
	struct pen *p = &r->reply->pen;
	struct cube *c = r->own;
	struct line *l;

	if (c->n == c->most) {
		(void)fault_set(&p->fault, FAULT_LIMIT, "too many rows");
		p->is_bad = true;
		return;
	}
	l = &c->lines[c->n++];
	for (size_t i = 0; i < c->n_dimensions; i++) {
		struct dimension *d = &c->dimension[i];
		const char *code = code_of(r, d, values, &p->fault);

		if (!code) {
			p->is_bad = true;
			return;
		}
		l->category[i] = category_of(r, d, code);
	}
	for (size_t i = 0; i < c->n_measures; i++) {
		const char *text = values[c->measure[i]].text;

		l->value[i] = text ? arena_string(r->q->arena, text, &p->fault)
		                   : NULL;
		p->is_bad |= text && !l->value[i];
	}
	if (c->status >= 0 && values[c->status].text)
		l->status = arena_string(r->q->arena, values[c->status].text,
		                         &p->fault);
}

static int by_rank(const void *a, const void *b)
{
	const struct category *x = *(const struct category *const *)a;
	const struct category *y = *(const struct category *const *)b;

	return (x->rank > y->rank) - (x->rank < y->rank);
}

static int by_code(const void *a, const void *b)
{
	return strcmp((*(const struct category *const *)a)->code,
	              (*(const struct category *const *)b)->code);
}

/* Time goes forward, what the catalogue lists goes by it. */
static void sort_categories(struct dimension *d)
{
	const char *role = d->source->role;
	bool is_time = role && strcmp(role, "time") == 0 &&
	               d->source->domain == DOMAIN_WORDS;

	for (size_t i = 0; i < d->n; i++)
		d->sorted[i] = &d->at[i];
	if (d->n > 0)
		qsort(d->sorted, d->n, sizeof(void *),
		      is_time ? by_code : by_rank);
	for (size_t i = 0; i < d->n; i++)
		d->sorted[i]->place = i;
}

static void write_role(struct pen *p, const struct cube *c)
{
	static const char *const ROLES[] = { "time", "geo", "metric" };

	pen_key(p, "role");
	pen_open(p, '{');
	for (size_t k = 0; k < COUNT(ROLES); k++) {
		bool is_measure = k == 2 && c->n_measures > 1;

		if (k == 2 && !is_measure && c->n_measures == 1 &&
		    strcmp(c->shape->table, "observations") != 0)
			continue;
		pen_key(p, ROLES[k]);
		pen_open(p, '[');
		for (size_t i = 0; i < c->n_dimensions; i++) {
			const char *role = c->dimension[i].source->role;

			if (role && strcmp(role, ROLES[k]) == 0)
				pen_text(p, c->dimension[i].source->name);
		}
		if (is_measure)
			pen_text(p, "measure");
		pen_close(p, ']');
	}
	pen_close(p, '}');
}

/* Units of series, which are what is measured in observations. */
static void write_units(const struct rows *r, const struct dimension *d)
{
	struct pen *p = &r->reply->pen;

	pen_key(p, "unit");
	pen_open(p, '{');
	for (size_t i = 0; i < d->n; i++) {
		const struct series *s =
			catalogue_series_find(r->q->snapshot->catalogue,
		                              d->sorted[i]->code);

		if (!s)
			continue;
		pen_key(p, d->sorted[i]->code);
		pen_open(p, '{');
		pen_key_text(p, "label", s->unit);
		pen_close(p, '}');
	}
	pen_close(p, '}');
}

/* Keys of ours need no escapes; codes of others may. */
static void text_key(struct pen *p, const char *key)
{
	pen_text(p, key);
	pen_raw(p, ":", 1);
}

static void write_dimension(const struct rows *r, const struct dimension *d)
{
	struct pen *p = &r->reply->pen;

	pen_key(p, d->source->name);
	pen_open(p, '{');
	pen_key_text(p, "label", cube_word(d->source->name, r->q->lang));
	pen_key(p, "category");
	pen_open(p, '{');
	pen_key(p, "index");
	pen_open(p, '[');
	for (size_t i = 0; i < d->n; i++)
		pen_text(p, d->sorted[i]->code);
	pen_close(p, ']');
	pen_key(p, "label");
	pen_open(p, '{');
	for (size_t i = 0; i < d->n; i++) {
		text_key(p, d->sorted[i]->code);
		pen_text(p, d->sorted[i]->label);
	}
	pen_close(p, '}');
	if (d->source->domain == DOMAIN_SERIES)
		write_units(r, d);
	pen_close(p, '}');
	pen_close(p, '}');
}

static void write_measure(const struct rows *r, const struct cube *c)
{
	struct pen *p = &r->reply->pen;

	pen_key(p, "measure");
	pen_open(p, '{');
	pen_key_text(p, "label", cube_word("measure", r->q->lang));
	pen_key(p, "category");
	pen_open(p, '{');
	pen_key(p, "index");
	pen_open(p, '[');
	for (size_t i = 0; i < c->n_measures; i++)
		pen_text(p, c->shape->measure[i]);
	pen_close(p, ']');
	pen_key(p, "label");
	pen_open(p, '{');
	for (size_t i = 0; i < c->n_measures; i++)
		pen_key_text(p, c->shape->measure[i],
		             cube_word(c->shape->measure[i], r->q->lang));
	pen_close(p, '}');
	pen_key(p, "unit");
	pen_open(p, '{');
	for (size_t i = 0; i < c->n_measures; i++) {
		pen_key(p, c->shape->measure[i]);
		pen_open(p, '{');
		pen_key_count(p, "decimals", i < c->shape->n_told ? 1 : 0);
		pen_close(p, '}');
	}
	pen_close(p, '}');
	pen_close(p, '}');
	pen_close(p, '}');
}

static size_t cube_size(const struct cube *c)
{
	size_t size = c->n_measures;

	for (size_t i = 0; i < c->n_dimensions; i++)
		size *= c->dimension[i].n;
	return size;
}

static bool is_dense(const struct cube *c)
{
	size_t size = cube_size(c);

	return size <= DENSE_MOST || size <= c->n * c->n_measures * DENSE_SHARE;
}

/* The place of measure 0 of L. */
static size_t place_of(const struct cube *c, const struct line *l)
{
	size_t at = 0;

	for (size_t i = 0; i < c->n_dimensions; i++) {
		const struct dimension *d = &c->dimension[i];

		at = at * d->n + d->at[l->category[i]].place;
	}
	return at * c->n_measures;
}

static void place_key(struct pen *p, size_t at)
{
	pen_text(p, "");
	if (p->is_bad)
		return;
	p->out.len--; /* the quote that ends it */
	p->no_commas = true;
	pen_count(p, at);
	p->no_commas = false;
	pen_raw(p, "\":", 2);
}

static int write_dense(const struct rows *r, const struct cube *c,
                       struct fault *f)
{
	struct pen *p = &r->reply->pen;
	size_t size = cube_size(c);
	const char **at = arena_array(r->q->arena, size + 1, sizeof(*at), f);

	if (!at)
		return -1;
	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < c->n_measures; k++)
			at[place_of(c, &c->lines[i]) + k] =
				c->lines[i].value[k];
	pen_open(p, '[');
	for (size_t i = 0; i < size; i++)
		if (at[i])
			pen_figure(p, at[i]);
		else
			pen_null(p);
	pen_close(p, ']');
	return 0;
}

static void write_sparse(const struct rows *r, const struct cube *c)
{
	struct pen *p = &r->reply->pen;

	pen_open(p, '{');
	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < c->n_measures; k++) {
			if (!c->lines[i].value[k])
				continue;
			place_key(p, place_of(c, &c->lines[i]) + k);
			pen_figure(p, c->lines[i].value[k]);
		}
	pen_close(p, '}');
}

static int write_values(const struct rows *r, const struct cube *c,
                        struct fault *f)
{
	struct pen *p = &r->reply->pen;

	pen_key(p, "value");
	if (!is_dense(c))
		write_sparse(r, c);
	else if (write_dense(r, c, f) < 0)
		return -1;
	if (c->status < 0)
		return 0;
	pen_key(p, "status");
	pen_open(p, '{');
	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < c->shape->n_told; k++) {
			place_key(p, place_of(c, &c->lines[i]) + k);
			pen_text(p, c->lines[i].status);
		}
	pen_close(p, '}');
	return 0;
}

static int write_head(const struct rows *r, const struct cube *c,
                      struct fault *f)
{
	const struct publication *at = &r->q->snapshot->publication;
	const char *url = table_url(r->q, "json-stat", f);
	struct pen *p = &r->reply->pen;
	char generated[CLOCK_TEXT_SIZE];

	if (!url)
		return -1;
	clock_text(at->as_of_s, generated);
	pen_open(p, '{');
	pen_key_text(p, "version", "2.0");
	pen_key_text(p, "class", "dataset");
	pen_key_text(p, "href", url);
	pen_key_text(p, "label", c->shape->label);
	pen_key_text(p, "source", PACKAGE_NAME);
	if (at->as_of_s > 0)
		pen_key_text(p, "updated", generated);
	pen_key(p, "id");
	pen_open(p, '[');
	for (size_t i = 0; i < c->n_dimensions; i++)
		pen_text(p, c->dimension[i].source->name);
	if (c->n_measures > 1)
		pen_text(p, "measure");
	pen_close(p, ']');
	pen_key(p, "size");
	pen_open(p, '[');
	for (size_t i = 0; i < c->n_dimensions; i++)
		pen_count(p, c->dimension[i].n);
	if (c->n_measures > 1)
		pen_count(p, c->n_measures);
	pen_close(p, ']');
	write_role(p, c);
	return 0;
}

static int write_next(const struct rows *r, struct fault *f)
{
	struct pen *p = &r->reply->pen;
	const char *url;

	if (!r->reply->next)
		return 0;
	url = reply_next_url(r->q, r->reply->next, f);
	if (!url)
		return -1;
	pen_key(p, "link");
	pen_open(p, '{');
	pen_key(p, "next");
	pen_open(p, '[');
	pen_open(p, '{');
	pen_key_text(p, "type", form_row(FORM_JSON_STAT)->range);
	pen_key_text(p, "href", url);
	pen_close(p, '}');
	pen_close(p, ']');
	pen_close(p, '}');
	return 0;
}

static int by_size(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;

	return (x > y) - (x < y);
}

/* Two figures for one place would lose one of them. */
static int check_places(const struct rows *r, const struct cube *c,
                        struct fault *f)
{
	size_t *at = arena_array(r->q->arena, c->n + 1, sizeof(*at), f);

	if (!at)
		return -1;
	for (size_t i = 0; i < c->n; i++)
		at[i] = place_of(c, &c->lines[i]);
	qsort(at, c->n, sizeof(*at), by_size);
	for (size_t i = 1; i < c->n; i++)
		if (at[i] == at[i - 1])
			return request_refuse(r->q, "format",
			                      "has one place for two of these "
			                      "rows",
			                      "ask for json or csv", f);
	return 0;
}

static int cube_finish(struct rows *r, struct fault *f)
{
	struct pen *p = &r->reply->pen;
	struct cube *c = r->own;

	for (size_t i = 0; i < c->n_dimensions; i++)
		sort_categories(&c->dimension[i]);
	if (check_places(r, c, f) < 0 || write_head(r, c, f) < 0)
		return -1;
	pen_key(p, "dimension");
	pen_open(p, '{');
	for (size_t i = 0; i < c->n_dimensions; i++)
		write_dimension(r, &c->dimension[i]);
	if (c->n_measures > 1)
		write_measure(r, c);
	pen_close(p, '}');
	if (write_values(r, c, f) < 0 || write_next(r, f) < 0)
		return -1;
	pen_key(p, "extension");
	pen_open(p, '{');
	reply_meta(r->q, r->reply);
	pen_close(p, '}');
	pen_close(p, '}');
	return 0;
}

static void cube_clear(struct rows *r)
{
	r->own = NULL; /* all of it is the arena's */
}

const struct rows_back JSON_STAT_BACK = { cube_open, cube_row, cube_finish,
	                                  cube_clear };
