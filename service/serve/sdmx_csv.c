/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SDMX-CSV 1.0: first the dataflow, then the dimensions, what was observed,
 * and all else as attributes. Cells and observations have the components of
 * their data structures (/sdmx); other tables have the columns they have.
 */
#include "rows.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/word.h"
#include "catalogue.h"
#include "model/cell.h"

#include "snapshot.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Longest code, with its NUL. */
#define CODE_SIZE 64

/* Components of a data structure, more than either has. */
#define LAYOUT_MOST 20

/* What is made of a column for a component. */
enum how {
	HOW_NO_MORE,
	HOW_PLAIN,  /* as it is */
	HOW_CODE,   /* letters, digits and _ */
	HOW_AREA,   /* as it is, or "_U" where none could be told */
	HOW_ANNUAL, /* FREQ of what has a round */
	HOW_YEAR,   /* of a round */
	HOW_STATUS, /* typed silence in SDMX's words */
	HOW_VALUED, /* a figure is always there */
	HOW_METHOD,
	HOW_RELEASE,
	HOW_FREQ,   /* of `period` */
	HOW_PERIOD, /* `year` with `period` */
	HOW_SPLIT,  /* `by` with `member` */
};

struct component {
	const char *id;
	const char *column; /* as CSV heads it; NULL: no single one */
	enum how how;
};

static const struct component CELLS[LAYOUT_MOST] = {
	{ "FREQ", NULL, HOW_ANNUAL },
	{ "REF_AREA", "state", HOW_AREA },
	{ "COMMITMENT", "commitment", HOW_CODE },
	{ "VOICE", "voice", HOW_CODE },
	{ "TIME_PERIOD", "round", HOW_YEAR },
	{ "OBS_VALUE", "score", HOW_PLAIN },
	{ "LOW", "low", HOW_PLAIN },
	{ "HIGH", "high", HOW_PLAIN },
	{ "OBS_STATUS", "status", HOW_STATUS },
	{ "SILENCE", "status", HOW_CODE },
	{ "ROUND", "round", HOW_PLAIN },
	{ "N_SOURCES", "sources", HOW_PLAIN },
	{ "N_PASSAGES", "passages", HOW_PLAIN },
	{ "METHOD", NULL, HOW_METHOD },
	{ "RELEASE", NULL, HOW_RELEASE },
};

static const struct component OBSERVATIONS[LAYOUT_MOST] = {
	{ "FREQ", "period", HOW_FREQ },
	{ "REF_AREA", "state", HOW_AREA },
	{ "SERIES", "series", HOW_CODE },
	{ "BREAKDOWN", "by", HOW_SPLIT },
	{ "TIME_PERIOD", "year", HOW_PERIOD },
	{ "OBS_VALUE", "value", HOW_PLAIN },
	{ "OBS_STATUS", NULL, HOW_VALUED },
	{ "NATURE", "nature", HOW_PLAIN },
	{ "UNIT_MEASURE", "unit", HOW_PLAIN },
	{ "EDITION", "as_of", HOW_PLAIN },
	{ "SOURCE", "source", HOW_PLAIN },
	{ "RELEASE", NULL, HOW_RELEASE },
};

/* Code list CL_OBS_STATUS of SDMX: A normal, L exists but was not collected,
   M cannot exist, O missing, Q suppressed. */
static const char *const STATUS_CODES[CELL_STATUS_COUNT] = {
	[CELL_NO_REPORT] = "O",      [CELL_SILENT] = "O",
	[CELL_MENTIONED] = "O",      [CELL_DEMANDED] = "O",
	[CELL_NOT_APPLICABLE] = "M", [CELL_NOT_DUE] = "O",
	[CELL_UNREADABLE] = "L",     [CELL_NOT_ASSESSED] = "L",
	[CELL_THIN] = "Q",           [CELL_ASSESSED] = "A",
};

/* Of rows->own. */
struct layout {
	const struct component *components; /* NULL: none but the columns */
	int column[LAYOUT_MOST];            /* of each component, or -1 */
	int year, period, member;           /* of observations */
	bool is_named[COLUMNS_MOST];        /* a component has it as it is */
	char flow[COLUMN_NAME_SIZE + 24];
};

static char big(char c)
{
	static const char BIG[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	if (c >= 'a' && c <= 'z')
		return BIG[c - 'a'];
	return c;
}

static bool is_code_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c >= '0' && c <= '9');
}

/* Writes a field: TEXT may be anybody's words unless IS_OURS. */
static void put(struct rows *r, const char *text, size_t len, bool is_ours)
{
	struct pen *p = &r->reply->pen;

	pen_raw(p, ",", 1);
	if (is_ours)
		pen_raw(p, text, len);
	else if (!p->is_bad &&
	         csv_text(&p->out, true, text, len, &p->fault) < 0)
		p->is_bad = true;
}

static void put_word(struct rows *r, const char *word)
{
	put(r, word, strlen(word), true);
}

/* "civil_society" is CIVIL_SOCIETY, "GCM.13" is GCM_13, and "CTA26.4b", a code
   already, keeps its letter. Gives the end in OUT. */
static size_t add_code(const char *word, char out[CODE_SIZE], size_t n)
{
	bool is_code = word[0] >= 'A' && word[0] <= 'Z';

	for (; *word && n + 1 < CODE_SIZE; word++) {
		char c = *word;

		if (!is_code)
			c = big(c);
		if (!is_code_letter(c))
			c = '_';
		out[n++] = c;
	}
	out[n] = '\0';
	return n;
}

static void put_code(struct rows *r, const char *word)
{
	char out[CODE_SIZE];

	(void)add_code(word, out, 0);
	put_word(r, out);
}

static void put_year(struct rows *r, const char *id)
{
	const struct round *round =
		catalogue_round(r->q->snapshot->catalogue, id);

	pen_raw(&r->reply->pen, ",", 1);
	if (round)
		pen_count(&r->reply->pen, (uint64_t)round->year);
}

static void put_status(struct rows *r, const char *status)
{
	int at = word_find(CELL_STATUS_NAMES, CELL_STATUS_COUNT, status);

	put_word(r, at < 0 ? "" : STATUS_CODES[at]);
}

/* FREQ and TIME_PERIOD of a figure: a year, a quarter, or another span. */
static void put_freq(struct rows *r, const char *period)
{
	put_word(r, !period ? "A" : period[0] == 'Q' ? "Q" : "_O");
}

/* Digits at the end of "2016/17" or "1980 to 1990", as the year they mean. */
static uint64_t span_end(const char *span, uint64_t year)
{
	size_t n = strlen(span), digits = 0;
	uint64_t end = 0, scale = 1;

	for (; digits < n && digits < 4; digits++, scale *= 10) {
		char c = span[n - 1 - digits];

		if (c < '0' || c > '9')
			break;
		end += scale * (uint64_t)(c - '0');
	}
	end += year / scale * scale;
	return end < year ? end + scale : end;
}

static void put_period(struct rows *r, const struct row_value *values)
{
	const struct layout *l = r->own;
	const struct row_value *year = &values[l->year];
	const char *period = values[l->period].text;
	struct pen *p = &r->reply->pen;
	uint64_t from = request_number(year->text ? year->text : "", 0);

	put(r, year->text ? year->text : "", year->len, true);
	if (!period)
		return;
	if (period[0] == 'Q') {
		pen_raw(p, "-", 1);
		pen_raw(p, period, strlen(period));
		return;
	}
	pen_raw(p, "-01-01/P", 8);
	pen_count(p, span_end(period, from) - from + 1);
	pen_raw(p, "Y", 1);
}

/* Appends TEXT in capitals, runs of anything else as one _; false when another
   text could read the same. */
static bool add_plain(const char *text, bool is_name, size_t most,
                      char out[CODE_SIZE], size_t *n)
{
	bool is_same = true;

	for (size_t i = 0; text[i]; i++) {
		char c = text[i];
		bool is_small = c >= 'a' && c <= 'z';
		bool is_big = c >= 'A' && c <= 'Z';

		if (*n >= most)
			return false;
		if (is_small || is_big)
			is_same &= is_small ? i > 0 || !is_name
			                    : i == 0 && is_name;
		else if (c < '0' || c > '9')
			is_same &= c == (is_name ? ' ' : '_') &&
			           (i > 0 || !is_name);
		c = big(c);
		if (!is_code_letter(c))
			c = '_';
		if (c == '_' && i > 0 && out[*n - 1] == '_')
			is_same = false;
		else
			out[(*n)++] = c;
	}
	return is_same;
}

/* FNV-1a: short, the same everywhere, and nobody's secret. */
static uint32_t mix(uint32_t sum, const char *text)
{
	do {
		sum = (sum ^ (unsigned char)*text) * 16777619u;
	} while (*text++);
	return sum;
}

/* "_T" for a total, else both words as a code, and a number where the words
   alone would not tell two apart. */
static void put_split(struct rows *r, const char *by, const char *member)
{
	static const char HEX[] = "0123456789ABCDEF";
	char out[CODE_SIZE];
	bool is_same;
	uint32_t sum;
	size_t n = 0;

	if (!by) {
		put_word(r, "_T");
		return;
	}
	member = member ? member : "";
	is_same = add_plain(by, false, 24, out, &n);
	out[n++] = '-';
	is_same &= add_plain(member, true, CODE_SIZE - 10, out, &n);
	sum = mix(mix(2166136261u, by), member);
	if (!is_same) {
		out[n++] = '-';
		for (int i = 28; i >= 0; i -= 4)
			out[n++] = HEX[(sum >> (unsigned)i) & 15];
	}
	put(r, out, n, true);
}

/* The value of component I, whatever it is made of. */
static void put_component(struct rows *r, size_t i,
                          const struct row_value *values)
{
	static const struct row_value NONE = { "", 0 };
	const struct layout *l = r->own;
	const struct publication *at = &r->q->snapshot->publication;
	int column = l->column[i];
	const struct row_value *v =
		column >= 0 && values[column].text ? &values[column] : &NONE;

	switch (l->components[i].how) {
	case HOW_ANNUAL:
		put_word(r, "A");
		break;
	case HOW_CODE:
		put_code(r, v->text);
		break;
	case HOW_AREA:
		put_word(r, v->len > 0 ? v->text : "_U");
		break;
	case HOW_YEAR:
		put_year(r, v->text);
		break;
	case HOW_STATUS:
		put_status(r, v->text);
		break;
	case HOW_VALUED:
		put_word(r, "A");
		break;
	case HOW_METHOD:
		put_word(r, at->method);
		break;
	case HOW_RELEASE:
		put_word(r, at->release[0] ? at->release : "head+0");
		break;
	case HOW_FREQ:
		put_freq(r, v->len > 0 ? v->text : NULL);
		break;
	case HOW_PERIOD:
		put_period(r, values);
		break;
	case HOW_SPLIT:
		put_split(r, v->len > 0 ? v->text : NULL,
		          values[l->member].text);
		break;
	case HOW_NO_MORE:
	case HOW_PLAIN:
		put(r, v->text, v->len, r->columns[column].kind != COLUMN_TEXT);
		break;
	}
}

static void add_big(struct pen *p, const char *word)
{
	for (; *word; word++) {
		char c = big(*word);

		pen_raw(p, &c, 1);
	}
}

static void write_head(struct rows *r, const struct layout *l)
{
	struct pen *p = &r->reply->pen;
	char name[COLUMN_NAME_SIZE];

	p->no_commas = true; /* of JSON's making */
	if (r->q->has_bom)
		pen_raw(p, "\xef\xbb\xbf", 3);
	pen_raw(p, "DATAFLOW", 8);
	for (size_t i = 0; l->components && l->components[i].id; i++)
		put_word(r, l->components[i].id);
	for (size_t i = 0; i < r->n; i++) {
		if (l->is_named[i])
			continue;
		column_name(&r->columns[i], name);
		pen_raw(p, ",", 1);
		add_big(p, name);
	}
	pen_raw(p, "\r\n", 2);
}

/* Finds the columns of the components; each shows what it names. */
static void lay_out(struct rows *r, struct layout *l, const char *table)
{
	if (strcmp(table, "cells") == 0)
		l->components = CELLS;
	else if (strcmp(table, "observations") == 0)
		l->components = OBSERVATIONS;
	for (size_t i = 0; l->components && l->components[i].id; i++) {
		const char *name = l->components[i].column;

		l->column[i] = name ? rows_column(r, name) : -1;
		if (l->column[i] >= 0)
			l->is_named[l->column[i]] = true;
	}
	l->year = rows_column(r, "year");
	l->period = rows_column(r, "period");
	l->member = rows_column(r, "member");
	/* A code cannot say what the words are: they follow. */
	if (l->components == OBSERVATIONS) {
		l->is_named[rows_column(r, "by")] = false;
		l->is_named[rows_column(r, "period")] = false;
	}
}

static int open_rows(struct rows *r, struct fault *f)
{
	const char *table = table_name(r->q->route, r->q->arena, f);
	struct layout *l = calloc(1, sizeof(*l));

	r->own = l;
	if (!l)
		return fault_set(f, FAULT_MEMORY, "no memory for a table");
	if (!table)
		return -1;
	lay_out(r, l, table);
	(void)snprintf(l->flow, sizeof(l->flow), "GCMTRACK:%.*s(1.0)",
	               COLUMN_NAME_SIZE, table);
	for (size_t n = 0; l->flow[n]; n++)
		l->flow[n] = big(l->flow[n]);
	write_head(r, l);
	return 0;
}

static void write_row(struct rows *r, const struct row_value *values)
{
	const struct layout *l = r->own;

	pen_raw(&r->reply->pen, l->flow, strlen(l->flow));
	for (size_t i = 0; l->components && l->components[i].id; i++)
		put_component(r, i, values);
	for (size_t i = 0; i < r->n; i++)
		if (!l->is_named[i])
			put(r, values[i].text ? values[i].text : "",
			    values[i].len,
			    r->columns[i].kind != COLUMN_TEXT &&
			            r->columns[i].kind != COLUMN_WORDS);
	pen_raw(&r->reply->pen, "\r\n", 2);
}

static int finish(struct rows *r, struct fault *f)
{
	(void)r;
	(void)f;
	return 0;
}

static void clear(struct rows *r)
{
	free(r->own);
	r->own = NULL;
}

const struct rows_back SDMX_CSV_BACK = { open_rows, write_row, finish, clear };
