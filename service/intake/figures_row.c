/* SPDX-License-Identifier: Apache-2.0 */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/fault.h"

#define YEAR_LEAST  1900
#define YEAR_DIGITS 4

/* Longest span of time that is printed. */
#define SPAN_MOST 20

/* When a figure is of. */
struct time {
	int year;
	const char *period;
};

/* Cell of the first column of ROLE in row I, or NULL. */
static const char *cell_of(const struct taking *t, size_t i,
                           enum series_role role, const char **head)
{
	for (size_t c = 0; c < t->sheet.n_columns; c++) {
		if (t->use[c].role != role)
			continue;
		if (head)
			*head = t->sheet.head[c];
		return t->sheet.rows[i].cell[c];
	}
	return NULL;
}

/* "Q3", with or without something before it: the quarter, or NULL. */
static const char *quarter_of(const char *rest)
{
	static const char *const QUARTERS[] = { "Q1", "Q2", "Q3", "Q4" };

	rest += strspn(rest, " -");
	for (size_t i = 0; i < 4; i++)
		if (strcmp(rest, QUARTERS[i]) == 0)
			return QUARTERS[i];
	return NULL;
}

/* What else is printed for a time that is not one calendar year: "2016/17",
   "1980 to 1990". */
static bool is_span(const char *rest)
{
	size_t len = strlen(rest);

	return len > 1 && len < SPAN_MOST && strchr("/ -", rest[0]) &&
	       strspn(rest, "0123456789/ -to") == len && rest[len - 1] >= '0' &&
	       rest[len - 1] <= '9';
}

/* What follows the year in CELL. Gives what is wrong, or NULL. */
static const char *period_read(const struct taking *t, const char *cell,
                               struct time *out)
{
	const char *rest = cell + YEAR_DIGITS;
	bool is_event = t->want->series->tally == TALLY_SUM;

	out->period = "";
	if (*rest == '\0')
		return NULL;
	/* Of an event any date that opens with the year. */
	if (is_event)
		return *rest == '-' || *rest == ' ' ? NULL : "is no year";
	out->period = quarter_of(rest);
	if (!out->period && is_span(rest))
		out->period = cell;
	return out->period ? NULL
	                   : "is no year, quarter (2020 Q1) or span (2016/17)";
}

/* Gives what is wrong with the time in CELL, or NULL. */
static const char *time_read(const struct taking *t, const char *cell,
                             struct time *out)
{
	const char *why;

	if (strspn(cell, "0123456789") != YEAR_DIGITS)
		return "is no year";
	out->year = (int)strtol(cell, NULL, 10);
	why = period_read(t, cell, out);
	if (why)
		return why;
	if (out->year < YEAR_LEAST)
		return "is before 1900";
	if (out->year > t->want->year_last)
		return "is after the file was issued";
	return NULL;
}

/* Spreadsheets run a cell that begins like this; a figure never does. */
static bool is_formula(const char *cell)
{
	return cell[0] == '=' || cell[0] == '@';
}

/* Gives what is wrong with the figure in CELL, or NULL. */
static const char *value_read(const struct series *s, const char *cell,
                              int64_t *out)
{
	if (is_formula(cell))
		return "is a formula: save the values instead";
	switch (decimal_read(cell, out)) {
	case DECIMAL_NONE:
		return "is no number: digits with a point, such as 1234.5";
	case DECIMAL_LARGE:
		return "is larger than any figure can be";
	case DECIMAL_OK:
		break;
	}
	if (s->has_least && *out < s->least)
		return "is less than a figure of this series can be";
	if (s->has_most && *out > s->most)
		return "is more than a figure of this series can be";
	return NULL;
}

static void stranger_add(struct taking *t, const char *word)
{
	for (size_t i = 0; i < t->n_strangers; i++)
		if (strcmp(t->strangers[i].word, word) == 0) {
			t->strangers[i].n++;
			return;
		}
	if (t->n_strangers < STRANGERS_MOST)
		t->strangers[t->n_strangers++] = (struct stranger){ word, 1 };
}

/* The state that a place ends with after a comma: METHOD.md 10.2. */
static bool address_find(const struct taking *t, const char *place,
                         char out[STATE_SIZE])
{
	const char *comma = strrchr(place, ',');

	if (!comma)
		return false;
	comma += 1 + strspn(comma + 1, " ");
	return t->want->find(t->want->context, comma, false, out);
}

/* Whether row I happened where a state can be told at all. */
static bool is_on_land(const struct taking *t, size_t i)
{
	for (size_t c = 0; c < t->sheet.n_columns; c++)
		if (t->use[c].role == SERIES_ROLE_LAND) {
			const char *cell = t->sheet.rows[i].cell[c];

			return cell[0] != '\0' &&
			       strcmp(cell, t->use[c].column->total) != 0;
		}
	return true;
}

/* Fills OUT with the state of row I, "" where none can be told. */
static void state_read(struct taking *t, size_t i, char out[STATE_SIZE])
{
	const struct figures_want *w = t->want;
	const char *cell = cell_of(t, i, SERIES_ROLE_STATE, NULL);
	bool is_found = false;

	memset(out, 0, STATE_SIZE);
	switch (w->series->place) {
	case PLACE_DECLARED:
		memcpy(out, t->out.scope, STATE_SIZE);
		return;
	case PLACE_CODE:
	case PLACE_NAME:
		is_found = cell && w->find(w->context, cell,
		                           w->series->place == PLACE_CODE, out);
		if (!is_found && cell)
			stranger_add(t, cell);
		break;
	case PLACE_ADDRESS:
		is_found =
			cell && is_on_land(t, i) && address_find(t, cell, out);
		break;
	case PLACE_COUNT:
		break;
	}
	if (!is_found) {
		memset(out, 0, STATE_SIZE);
		t->out.stateless++;
	}
}

static int figure_add(struct taking *t, const struct figure *figure,
                      struct fault *f)
{
	size_t room = t->room ? t->room * 2 : 1024;
	struct figure *at;

	if (t->n == t->room) {
		at = realloc(t->at, room * sizeof(*at));
		if (!at)
			return fault_set(f, FAULT_MEMORY,
			                 "no memory for figures");
		t->at = at;
		t->room = room;
	}
	t->at[t->n++] = *figure;
	return 0;
}

static const char *label_of(const struct taking *t, size_t column)
{
	const struct series_column *c = t->use[column].column;

	if (c && c->as[0])
		return c->as;
	return t->sheet.head[column];
}

/* Whether CELL of COLUMN stands for all. */
static bool is_total(const struct taking *t, size_t column, const char *cell)
{
	const struct series_column *c = t->use[column].column;

	if (cell[0] == '\0' || figures_same("total", 5, cell))
		return true;
	if (!c || !c->total[0])
		return false;
	if (strcmp(c->total, "*") == 0)
		return t->use[column].is_constant;
	return figures_same(c->total, strlen(c->total), cell);
}

/* A stated figure has all its breakdowns at once. */
static int value_add(struct taking *t, size_t i, struct figure *figure,
                     struct fault *f)
{
	const char *by = "", *member = "";

	for (size_t c = 0; c < t->sheet.n_columns; c++) {
		const char *cell = t->sheet.rows[i].cell[c];

		if (t->use[c].role != SERIES_ROLE_BY || is_total(t, c, cell))
			continue;
		by = arena_print(t->arena, f, "%s%s%s", by, by[0] ? "; " : "",
		                 label_of(t, c));
		member = by ? arena_print(t->arena, f, "%s%s%s", member,
		                          member[0] ? "; " : "", cell)
		            : NULL;
		if (!member)
			return -1;
	}
	figure->by = by;
	figure->member = member;
	return figure_add(t, figure, f);
}

/* A sum counts once in all, and once under each of its breakdowns. */
static int part_add(struct taking *t, size_t i, struct figure *figure,
                    struct fault *f)
{
	figure->by = figure->member = "";
	if (figure_add(t, figure, f) < 0)
		return -1;
	for (size_t c = 0; c < t->sheet.n_columns; c++) {
		const char *cell = t->sheet.rows[i].cell[c];

		if (t->use[c].role != SERIES_ROLE_BY)
			continue;
		figure->by = label_of(t, c);
		figure->member = cell[0] ? cell : "not said";
		if (figure_add(t, figure, f) < 0)
			return -1;
	}
	return 0;
}

int figures_refuse(struct taking *t, uint32_t line, const char *column,
                   const char *cell, const char *why, struct fault *f)
{
	/* Enough to see what is the matter. */
	enum {
		NOTES_MOST = 20
	};

	t->out.refused++;
	if (t->n_notes++ >= NOTES_MOST)
		return 0;
	return buf_addf(&t->notes, f,
	                "line %u, column \"%.60s\": \"%.60s\" %s\n",
	                (unsigned)line, column, cell, why);
}

/* The figure of row I: 1, 0 when the row was counted as something else, -1. */
static int row_value(struct taking *t, size_t i, int64_t *sum, struct fault *f)
{
	const struct sheet_row *row = &t->sheet.rows[i];
	bool has_any = false;

	*sum = 0;
	for (size_t c = 0; c < t->sheet.n_columns; c++) {
		const char *why;
		int64_t value = 0;

		if (t->use[c].role != SERIES_ROLE_VALUE ||
		    sheet_is_missing(row->cell[c]))
			continue;
		why = value_read(t->want->series, row->cell[c], &value);
		if (why)
			return figures_refuse(t, row->line, t->sheet.head[c],
			                      row->cell[c], why, f);
		*sum += value;
		has_any = true;
	}
	t->out.missing += !has_any;
	return has_any ? 1 : 0;
}

/* Gives 1 when no cell that words are taken from is a formula; as above. */
static int row_words(struct taking *t, size_t i, struct fault *f)
{
	const struct sheet_row *row = &t->sheet.rows[i];

	for (size_t c = 0; c < t->sheet.n_columns; c++)
		if (t->use[c].role == SERIES_ROLE_BY &&
		    is_formula(row->cell[c]))
			return figures_refuse(t, row->line, t->sheet.head[c],
			                      row->cell[c],
			                      "is a formula: save the values "
			                      "instead",
			                      f);
	return 1;
}

/* One row of a wide sheet: a figure for each year. */
static int wide_take(struct taking *t, size_t i, struct fault *f)
{
	const struct sheet_row *row = &t->sheet.rows[i];
	struct figure figure = { .period = "",
		                 .by = "",
		                 .member = "",
		                 .rows = 1,
		                 .line = row->line };
	size_t before = t->n;

	state_read(t, i, figure.state);
	if (!figure.state[0])
		return 0;
	for (size_t c = 0; c < t->sheet.n_columns; c++) {
		const char *why;

		if (t->use[c].year == 0 || sheet_is_missing(row->cell[c]))
			continue;
		why = t->use[c].year > t->want->year_last
		              ? "is of a year after the file was issued"
		              : value_read(t->want->series, row->cell[c],
		                           &figure.value);
		if (why)
			return figures_refuse(t, row->line, t->sheet.head[c],
			                      row->cell[c], why, f);
		figure.year = (uint16_t)t->use[c].year;
		if (figure_add(t, &figure, f) < 0)
			return -1;
	}
	t->out.used += t->n > before;
	t->out.missing += t->n == before;
	return 0;
}

static int long_take(struct taking *t, size_t i, struct fault *f)
{
	const struct sheet_row *row = &t->sheet.rows[i];
	bool is_sum = t->want->series->tally == TALLY_SUM;
	struct figure figure = { .rows = 1, .line = row->line };
	const char *head = "", *cell = cell_of(t, i, SERIES_ROLE_YEAR, &head);
	struct time when = { .period = "" };
	const char *why = cell ? time_read(t, cell, &when) : "is missing";
	int rc;

	if (why)
		return figures_refuse(t, row->line, head, cell ? cell : "", why,
		                      f);
	rc = row_words(t, i, f);
	if (rc == 1)
		rc = row_value(t, i, &figure.value, f);
	if (rc <= 0)
		return rc;
	state_read(t, i, figure.state);
	figure.year = (uint16_t)when.year;
	figure.period = when.period;
	if (!figure.state[0] && !is_sum)
		return 0;
	t->out.used++;
	return is_sum ? part_add(t, i, &figure, f)
	              : value_add(t, i, &figure, f);
}

int figures_row(struct taking *t, size_t i, struct fault *f)
{
	const char *head = "", *id = cell_of(t, i, SERIES_ROLE_ID, &head);

	if (t->is_again[i])
		return figures_refuse(t, t->sheet.rows[i].line, head, id,
		                      "stood in a row before this one", f);
	return t->want->series->tally == TALLY_WIDE ? wide_take(t, i, f)
	                                            : long_take(t, i, f);
}
