/* SPDX-License-Identifier: Apache-2.0 */
#include "pen.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/clock.h"
#include "base/csv.h"
#include "base/decimal.h"

#include "rows.h"

/* Calls a csv_*() that may fail on a pen that remembers. */
static void csv_done(struct pen *p, int rc)
{
	if (rc < 0)
		p->is_bad = true;
}

static void csv_comma(struct grid *g)
{
	if (g->at > 0)
		pen_raw(g->pen, ",", 1);
}

void grid_open(struct grid *g, struct pen *p, const struct column *columns,
               size_t n, bool is_csv)
{
	*g = (struct grid){
		.pen = p, .columns = columns, .n = n, .is_csv = is_csv
	};
	if (!is_csv)
		return;
	p->no_commas = true; /* of JSON's making */
	for (g->at = 0; g->at < n; g->at++) {
		const struct column *c = &columns[g->at];

		csv_comma(g);
		if (c->group) {
			pen_raw(p, c->group, strlen(c->group));
			pen_raw(p, "_", 1);
		}
		pen_raw(p, c->name, strlen(c->name));
	}
	if (!p->is_bad)
		csv_done(p, csv_end(&p->out, &p->fault));
}

void grid_open_rows(struct grid *g, struct pen *p, struct rows *rows,
                    const struct column *columns, size_t n)
{
	*g = (struct grid){
		.pen = p, .rows = rows, .columns = columns, .n = n
	};
}

void grid_row(struct grid *g)
{
	g->at = 0;
	g->group = NULL;
	if (!g->is_csv && !g->rows)
		pen_open(g->pen, '{');
}

static void group_close(struct grid *g)
{
	if (g->group)
		pen_close(g->pen, '}');
	g->group = NULL;
}

struct pen *grid_nested(struct grid *g)
{
	if (g->is_csv || g->rows)
		return NULL;
	group_close(g);
	return g->pen;
}

void grid_end(struct grid *g)
{
	assert(g->at == g->n);
	if (g->rows) {
		rows_end(g->rows);
		return;
	}
	if (g->is_csv) {
		if (!g->pen->is_bad)
			csv_done(g->pen, csv_end(&g->pen->out, &g->pen->fault));
		return;
	}
	group_close(g);
	pen_close(g->pen, '}');
}

/* Hands TEXT (NULL: missing) to the rows, if they take it. */
static bool is_taken(struct grid *g, const char *text, size_t len)
{
	if (!g->rows)
		return false;
	assert(g->at < g->n);
	rows_value(g->rows, text, len);
	g->at++;
	return true;
}

/* Goes to the next column; in JSON writes its key. */
static const struct column *next_column(struct grid *g)
{
	const struct column *c = &g->columns[g->at];

	assert(g->at < g->n);
	if (g->is_csv) {
		csv_comma(g);
		g->at++;
		return c;
	}
	g->at++;
	if (g->group && (!c->group || strcmp(c->group, g->group) != 0))
		group_close(g);
	if (c->group && !g->group) {
		pen_key(g->pen, c->group);
		pen_open(g->pen, '{');
		g->group = c->group;
	}
	pen_key(g->pen, c->name);
	return c;
}

void grid_null(struct grid *g)
{
	if (is_taken(g, NULL, 0))
		return;
	(void)next_column(g);
	if (!g->is_csv)
		pen_null(g->pen);
}

void grid_bytes(struct grid *g, const char *text, size_t len)
{
	const struct column *c;
	struct pen *p = g->pen;

	if (is_taken(g, text, len))
		return;
	c = next_column(g);
	if (!g->is_csv) {
		pen_bytes(p, text, len);
		return;
	}
	if (c->kind == COLUMN_CODE)
		pen_raw(p, text, len);
	else if (!p->is_bad)
		csv_done(p, csv_text(&p->out, true, text, len, &p->fault));
}

void grid_text(struct grid *g, const char *text)
{
	if (!text) {
		grid_null(g);
		return;
	}
	if (!g->is_csv && !g->rows && g->columns[g->at].kind == COLUMN_WORDS) {
		(void)next_column(g);
		pen_words(g->pen, text);
		return;
	}
	grid_bytes(g, text, strlen(text));
}

void grid_maybe(struct grid *g, const char *text)
{
	grid_text(g, text && text[0] ? text : NULL);
}

/* VALUE in digits, at the end of OUT. */
static const char *digits_of(uint64_t value, char out[PEN_DIGITS_SIZE])
{
	char *at = out + PEN_DIGITS_SIZE - 1;

	*at = '\0';
	do {
		*--at = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0);
	return at;
}

void grid_count(struct grid *g, uint64_t value)
{
	if (g->rows) {
		char text[PEN_DIGITS_SIZE];
		const char *at = digits_of(value, text);

		(void)is_taken(g, at, strlen(at));
		return;
	}
	(void)next_column(g);
	pen_count(g->pen, value);
}

void grid_number(struct grid *g, double value)
{
	const struct column *c = &g->columns[g->at];
	int digits = c->kind == COLUMN_ERROR   ? 4
	             : c->kind == COLUMN_SHARE ? 3
	                                       : 1;

	if (isnan(value)) {
		grid_null(g);
		return;
	}
	if (g->rows) {
		char text[PEN_DIGITS_SIZE];
		const char *at = pen_digits(value, digits, text);

		(void)is_taken(g, at, at ? strlen(at) : 0);
		return;
	}
	(void)next_column(g);
	pen_number(g->pen, value, digits);
}

void grid_figure(struct grid *g, int64_t millionths)
{
	char text[DECIMAL_TEXT_SIZE];

	decimal_write(millionths, text);
	if (is_taken(g, text, strlen(text)))
		return;
	(void)next_column(g);
	pen_figure(g->pen, text);
}

void grid_bool(struct grid *g, bool value)
{
	if (is_taken(g, value ? "true" : "false", value ? 4 : 5))
		return;
	(void)next_column(g);
	pen_bool(g->pen, value);
}

void grid_time(struct grid *g, int64_t t_s)
{
	char text[CLOCK_TEXT_SIZE];

	if (t_s == 0) {
		grid_null(g);
		return;
	}
	clock_text(t_s, text);
	grid_text(g, text);
}
