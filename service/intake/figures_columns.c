/* SPDX-License-Identifier: Apache-2.0 */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

/* Statistics older or younger than these are mistakes. */
#define YEAR_LEAST 1900
#define YEAR_MOST  2100

/* Heads shown where one is missing. */
#define HEADS_SHOWN 600

static int small(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

bool figures_same(const char *a, size_t len, const char *b)
{
	for (size_t i = 0; i < len; i++)
		if (small(a[i]) != small(b[i]))
			return false;
	return b[len] == '\0';
}

/* Whether HEAD is one of NAMES, which | parts. */
static bool is_named(const char *names, const char *head)
{
	while (true) {
		size_t len = strcspn(names, "|");

		if (figures_same(names, len, head))
			return true;
		if (names[len] == '\0')
			return false;
		names += len + 1;
	}
}

/* "2011" or "2011 [YR2011]", as the World Bank heads a year; 0 none. */
static int year_of(const char *head)
{
	long year;

	if (strspn(head, "0123456789") != 4 ||
	    (head[4] != '\0' && strncmp(head + 4, " [YR", 4) != 0))
		return 0;
	year = strtol(head, NULL, 10);
	return year >= YEAR_LEAST && year <= YEAR_MOST ? (int)year : 0;
}

static bool is_constant(const struct sheet *s, size_t column)
{
	for (size_t i = 1; i < s->n_rows; i++)
		if (strcmp(s->rows[i].cell[column], s->rows[0].cell[column]) !=
		    0)
			return false;
	return true;
}

/* What the column under HEAD is. A column that is in the way is an aside. */
static void use_find(const struct taking *t, size_t column,
                     struct column_use *out)
{
	const struct series *s = t->want->series;
	const char *head = t->sheet.head[column];

	*out = (struct column_use){ .role = s->keeps_rest ? SERIES_ROLE_BY
		                                          : SERIES_ROLE_ASIDE };
	out->is_constant = is_constant(&t->sheet, column);
	for (size_t i = 0; i < s->n_columns; i++) {
		if (!is_named(s->columns[i].name, head))
			continue;
		out->role = s->columns[i].role;
		out->column = &s->columns[i];
		return;
	}
	if (s->tally == TALLY_WIDE)
		out->year = year_of(head);
	if (out->year > 0)
		out->role = SERIES_ROLE_VALUE;
}

static size_t count_of(const struct taking *t,
                       const struct series_column *column)
{
	size_t n = 0;

	for (size_t i = 0; i < t->sheet.n_columns; i++)
		n += t->use[i].column == column;
	return n;
}

static int refuse_head(const struct taking *t, const char *name,
                       struct fault *f)
{
	struct buf heads;
	struct fault cut;

	buf_init(&heads, HEADS_SHOWN);
	for (size_t i = 0; i < t->sheet.n_columns; i++)
		if (buf_addf(&heads, &cut, "%s\"%s\"", i ? ", " : "",
		             t->sheet.head[i]) < 0)
			break;
	(void)fault_set(f, FAULT_INPUT,
	                "line 1: no column \"%s\", which the series %s has; "
	                "the file has %.*s. Take another --series, or the file "
	                "as its publisher issues it",
	                name, t->want->series->name, (int)heads.len,
	                heads.at ? heads.at : "none");
	buf_clear(&heads);
	return -1;
}

static int columns_check(const struct taking *t, struct fault *f)
{
	const struct series *s = t->want->series;
	bool has_year = s->tally != TALLY_WIDE;

	for (size_t i = 0; i < s->n_columns; i++) {
		size_t n = count_of(t, &s->columns[i]);

		if (n == 0 && !s->columns[i].is_optional)
			return refuse_head(t, s->columns[i].name, f);
		if (n > 1 && s->columns[i].role != SERIES_ROLE_ASIDE)
			return fault_set(f, FAULT_INPUT,
			                 "line 1: the column \"%s\" is there "
			                 "%zu times; leave one",
			                 s->columns[i].name, n);
	}
	for (size_t i = 0; i < t->sheet.n_columns && !has_year; i++)
		has_year = t->use[i].year > 0;
	return has_year ? 0 : refuse_head(t, "a year such as 2020", f);
}

int figures_columns(struct taking *t, struct fault *f)
{
	t->use = arena_array(t->arena, t->sheet.n_columns, sizeof(*t->use), f);
	if (!t->use)
		return -1;
	for (size_t i = 0; i < t->sheet.n_columns; i++)
		use_find(t, i, &t->use[i]);
	return columns_check(t, f);
}
