/* SPDX-License-Identifier: Apache-2.0 */
#include "sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/fault.h"

/* As base/csv has it. */
#define COLUMNS_MOST 256

static int nonsense(struct fault *f)
{
	return fault_set(f, FAULT_INPUT,
	                 "its reader handed back nonsense: the file may be "
	                 "made to do harm");
}

static size_t count_of(const char *at, const char *end, char c)
{
	size_t n = 0;

	for (; at < end; at++)
		n += *at == c;
	return n;
}

/* Cuts the line that ends at END into CELLS, which has room. */
static uint32_t row_cut(char *at, char *end, const char **cells)
{
	unsigned long line = strtoul(at, NULL, 10);
	size_t n = 0;

	for (char *c = at; c < end; c++) {
		if (*c != '\t')
			continue;
		*c = '\0';
		cells[n++] = c + 1;
	}
	*end = '\0';
	return line > UINT32_MAX ? UINT32_MAX : (uint32_t)line;
}

int sheet_take(const char *lines, size_t len, struct arena *a,
               struct sheet *out, struct fault *f)
{
	char *at = arena_copy(a, lines, len, f), *end = at ? at + len : NULL;
	size_t n_lines = at ? count_of(at, end, '\n') : 0, n = 0;
	struct sheet s = { .n_rows = 0 };

	if (!at)
		return -1;
	if (len == 0 || end[-1] != '\n')
		return nonsense(f);
	s.rows = arena_array(a, n_lines, sizeof(*s.rows), f);
	if (!s.rows)
		return -1;
	for (; at < end; n++) {
		char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t columns = count_of(at, stop, '\t');
		const char **cells;

		if (n == 0)
			s.n_columns = columns;
		if (columns != s.n_columns || columns == 0 ||
		    columns > COLUMNS_MOST)
			return nonsense(f);
		cells = arena_array(a, columns, sizeof(*cells), f);
		if (!cells)
			return -1;
		s.rows[n].line = row_cut(at, stop, cells);
		s.rows[n].cell = cells;
		at = stop + 1;
	}
	s.head = s.rows[0].cell;
	s.rows++;
	s.n_rows = n - 1;
	*out = s;
	return 0;
}

bool sheet_is_missing(const char *cell)
{
	static const char *const WORDS[] = { "",    "NA",  "N/A",  "n/a",
		                             "NaN", "nan", "..",   "...",
		                             "-",   ":",   "null", "NULL" };

	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
		if (strcmp(cell, WORDS[i]) == 0)
			return true;
	return false;
}

static bool is_number(const char *cell)
{
	int64_t value;

	return decimal_read(cell, &value) != DECIMAL_NONE;
}

/* Figures are told by the columns after the first, which holds the year. */
static bool has_figure(const struct sheet *s)
{
	for (size_t i = 0; i < s->n_rows; i++)
		for (size_t c = 1; c < s->n_columns; c++)
			if (is_number(s->rows[i].cell[c]))
				return true;
	return false;
}

/* "var_1": a column that nobody has named yet. */
static bool is_unnamed(const char *head)
{
	static const char OPEN[] = "var_";
	size_t n = sizeof(OPEN) - 1, digits;

	if (strncmp(head, OPEN, n) != 0)
		return false;
	digits = strspn(head + n, "0123456789");
	return digits > 0 && head[n + digits] == '\0';
}

/* Every column but the first is unnamed, and all hold one and the same
   number. */
static bool is_unnamed_constant(const struct sheet *s)
{
	for (size_t c = 1; c < s->n_columns; c++)
		if (!is_unnamed(s->head[c]))
			return false;
	for (size_t i = 0; i < s->n_rows; i++)
		for (size_t c = 1; c < s->n_columns; c++)
			if (strcmp(s->rows[i].cell[c], s->rows[0].cell[1]) != 0)
				return false;
	return s->n_columns > 1 && s->n_rows > 0;
}

/* "A", "B": a group that stands for any. */
static bool is_letter(const char *cell)
{
	return cell[0] >= 'A' && cell[0] <= 'Z' && cell[1] == '\0';
}

/* The columns between year and figure hold letters or nothing, and at least
   two letters. */
static bool has_letters_only(const struct sheet *s)
{
	const char *first = NULL;
	bool has_two = false;

	for (size_t i = 0; i < s->n_rows; i++)
		for (size_t c = 1; c + 1 < s->n_columns; c++) {
			const char *cell = s->rows[i].cell[c];

			if (cell[0] == '\0')
				continue;
			if (!is_letter(cell))
				return false;
			has_two |= first && strcmp(first, cell) != 0;
			first = first ? first : cell;
		}
	return has_two;
}

/* One row without its year, for comparing years with each other. */
static int row_order(const struct sheet_row *a, const struct sheet_row *b,
                     size_t n, size_t first)
{
	for (size_t c = first; c < n; c++) {
		int rc = strcmp(a->cell[c], b->cell[c]);

		if (rc != 0)
			return rc;
	}
	return 0;
}

/* A few rows at most: a template is small. */
#define TEMPLATE_ROWS_MOST 200

/* Says whether some row of year YEAR equals ROW but for the year. */
static bool has_twin(const struct sheet *s, const char *year,
                     const struct sheet_row *row)
{
	for (size_t i = 0; i < s->n_rows; i++)
		if (strcmp(s->rows[i].cell[0], year) == 0 &&
		    row_order(&s->rows[i], row, s->n_columns, 1) == 0)
			return true;
	return false;
}

/* All years, two or more, say exactly the same. */
static bool is_same_each_year(const struct sheet *s)
{
	const char *other = NULL;

	if (s->n_rows == 0 || s->n_rows > TEMPLATE_ROWS_MOST)
		return false;
	for (size_t i = 0; i < s->n_rows; i++)
		for (size_t k = 0; k < s->n_rows; k++) {
			if (!has_twin(s, s->rows[k].cell[0], &s->rows[i]))
				return false;
			if (strcmp(s->rows[k].cell[0], s->rows[0].cell[0]) != 0)
				other = s->rows[k].cell[0];
		}
	return other != NULL;
}

int sheet_judge(const struct sheet *s, struct fault *f)
{
	if (s->n_rows == 0)
		return fault_set(f, FAULT_INPUT,
		                 "empty: a head and nothing under it; there is "
		                 "no figure to take in");
	if (!has_figure(s))
		return fault_set(f, FAULT_INPUT,
		                 "empty: it has rows and no figure in them "
		                 "(line %u: \"%.80s\")",
		                 (unsigned)s->rows[0].line, s->rows[0].cell[0]);
	if (is_unnamed_constant(s))
		return fault_set(
			f, FAULT_INPUT,
			"a placeholder, not data: its columns are "
			"still named \"%s\" and every figure is %.20s; "
			"ask the publisher for the figures",
			s->head[1], s->rows[0].cell[1]);
	if (has_letters_only(s) && is_same_each_year(s))
		return fault_set(f, FAULT_INPUT,
		                 "a placeholder, not data: its groups are "
		                 "letters and each year repeats the other, as "
		                 "in the template that Open SDG ships; ask the "
		                 "publisher for the figures");
	return 0;
}
