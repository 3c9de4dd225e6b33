/* SPDX-License-Identifier: Apache-2.0 */
#include "table.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/utf8.h"

/* Blanks between columns. */
#define GAP 2

void table_init(struct table *t, struct arena *a,
                const struct table_column *columns, size_t n_columns)
{
	memset(t, 0, sizeof(*t));
	t->arena = a;
	t->columns = columns;
	t->n_columns = n_columns;
}

const char **table_row(struct table *t, struct fault *f)
{
	const char *(*rows)[TABLE_COLUMNS_MOST];
	const char **row;

	if (t->n_rows == t->room) {
		t->room = t->room ? t->room * 2 : 32;
		rows = arena_array(t->arena, t->room, sizeof(*rows), f);
		if (!rows)
			return NULL;
		if (t->n_rows > 0)
			memcpy(rows, t->rows, t->n_rows * sizeof(*rows));
		t->rows = rows;
	}
	row = t->rows[t->n_rows++];
	for (size_t i = 0; i < t->n_columns; i++)
		row[i] = "";
	return row;
}

/* Columns on a terminal; one per character is true of our words. */
static size_t width_of(const char *text)
{
	size_t len = strlen(text), at = 0, n = 0;

	while (at < len) {
		(void)utf8_next(text, len, &at);
		n++;
	}
	return n;
}

static void cell_print(const char *text, size_t width, bool is_right,
                       bool is_last)
{
	int pad = (int)(width - width_of(text));

	if (is_right)
		printf("%*s%s", pad, "", text);
	else if (is_last)
		printf("%s", text);
	else
		printf("%s%*s", text, pad, "");
	printf("%*s%s", is_last ? 0 : GAP, "", is_last ? "\n" : "");
}

static void widths_take(const struct table *t, size_t *width)
{
	for (size_t c = 0; c < t->n_columns; c++) {
		width[c] = width_of(t->columns[c].head);
		for (size_t r = 0; r < t->n_rows; r++) {
			size_t w = width_of(t->rows[r][c]);

			if (w > width[c])
				width[c] = w;
		}
	}
}

size_t table_width(const struct table *t)
{
	size_t width[TABLE_COLUMNS_MOST] = { 0 }, all = 0;

	widths_take(t, width);
	for (size_t c = 0; c < t->n_columns; c++)
		all += width[c] + (c > 0 ? GAP : 0);
	return all;
}

void table_print(const struct table *t)
{
	size_t width[TABLE_COLUMNS_MOST] = { 0 };

	widths_take(t, width);
	for (size_t c = 0; c < t->n_columns; c++)
		cell_print(t->columns[c].head, width[c], t->columns[c].is_right,
		           c + 1 == t->n_columns);
	for (size_t r = 0; r < t->n_rows; r++)
		for (size_t c = 0; c < t->n_columns; c++)
			cell_print(t->rows[r][c], width[c],
			           t->columns[c].is_right,
			           c + 1 == t->n_columns);
}
