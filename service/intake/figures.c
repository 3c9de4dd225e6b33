/* SPDX-License-Identifier: Apache-2.0 */
/* From the lines of one file to its figures: METHOD.md 10.1 to 10.3. */
#include "figures.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/fault.h"

/* What is said of rows that were left out. */
#define NOTES_MOST ((size_t)16 << 10)

/* One store row per figure: below 2^20 of them (service/store/record.h). */
#define FIGURES_MOST ((size_t)1 << 20)

/* A row with the id that must not stand twice. */
struct marked {
	const char *id;
	size_t row;
};

static int marked_order(const void *a, const void *b)
{
	const struct marked *x = a, *y = b;
	int rc = strcmp(x->id, y->id);

	return rc ? rc : (x->row > y->row) - (x->row < y->row);
}

static int ids_check(struct taking *t, struct fault *f)
{
	const struct sheet *s = &t->sheet;
	struct marked *list =
		arena_array(t->arena, s->n_rows, sizeof(*list), f);
	size_t column = 0;

	t->is_again = arena_array(t->arena, s->n_rows, sizeof(*t->is_again), f);
	if (!list || !t->is_again)
		return -1;
	while (column < s->n_columns && t->use[column].role != SERIES_ROLE_ID)
		column++;
	if (column == s->n_columns)
		return 0;
	for (size_t i = 0; i < s->n_rows; i++)
		list[i] = (struct marked){ s->rows[i].cell[column], i };
	qsort(list, s->n_rows, sizeof(*list), marked_order);
	for (size_t i = 1; i < s->n_rows; i++)
		t->is_again[list[i].row] =
			list[i].id[0] &&
			strcmp(list[i].id, list[i - 1].id) == 0;
	return 0;
}

/* By place, then by line: the order of storing, and that of sums. */
static int place_order(const struct figure *a, const struct figure *b)
{
	int rc = strcmp(a->state, b->state);

	if (rc == 0)
		rc = (int)a->year - (int)b->year;
	if (rc == 0)
		rc = strcmp(a->period, b->period);
	if (rc == 0)
		rc = strcmp(a->by, b->by);
	if (rc == 0)
		rc = strcmp(a->member, b->member);
	return rc;
}

static int figure_order(const void *a, const void *b)
{
	const struct figure *x = a, *y = b;
	int rc = place_order(x, y);

	return rc ? rc : (x->line > y->line) - (x->line < y->line);
}

/* The same place said twice by a series that states each once. */
static int again(struct taking *t, const struct figure *first,
                 const struct figure *later, struct fault *f)
{
	const char *why =
		arena_print(t->arena, f, "%u says what line %u said already",
	                    (unsigned)later->year, (unsigned)first->line);

	if (!why)
		return -1;
	t->out.used--;
	return figures_refuse(t, later->line, "year", first->state, why, f);
}

int figures_settle(struct taking *t, struct fault *f)
{
	bool is_sum = t->want->series->tally == TALLY_SUM;
	struct figure *at = t->at;
	size_t kept = 0;

	if (!at)
		return 0;
	if (t->n > 1)
		qsort(at, t->n, sizeof(*at), figure_order);
	for (size_t i = 0; i < t->n; i++) {
		struct figure *last = kept > 0 ? &at[kept - 1] : NULL;

		if (!last || place_order(last, &at[i]) != 0) {
			at[kept++] = at[i];
			continue;
		}
		if (!is_sum) {
			if (again(t, last, &at[i], f) < 0)
				return -1;
			continue;
		}
		/* Columns of a row are few: this sum cannot overflow. */
		last->value += at[i].value;
		last->rows += at[i].rows;
		if (last->value / DECIMAL_PARTS >= DECIMAL_MOST ||
		    last->value / DECIMAL_PARTS <= -DECIMAL_MOST)
			return fault_set(f, FAULT_LIMIT,
			                 "line %u: the sum of %d grows larger "
			                 "than any figure can be",
			                 (unsigned)at[i].line, (int)last->year);
	}
	t->n = kept;
	return 0;
}

static int strangers_say(struct taking *t, struct fault *f)
{
	for (size_t i = 0; i < t->n_strangers; i++)
		if (buf_addf(&t->notes, f, "%s\"%.60s\" (%u)",
		             i ? ", " : "names of no member State: ",
		             t->strangers[i].word,
		             (unsigned)t->strangers[i].n) < 0)
			return -1;
	return t->n_strangers > 0 ? buf_add_char(&t->notes, '\n', f) : 0;
}

/* A file of which most rows are wrong is another file. */
static int check_whole(const struct taking *t, struct fault *f)
{
	const char *notes = t->notes.at ? t->notes.at : "";

	if (t->n > FIGURES_MOST - 1)
		return fault_set(f, FAULT_LIMIT,
		                 "%zu figures, more than one file may have: "
		                 "split it",
		                 t->n);
	if (t->out.refused * UINT64_C(2) > t->out.rows)
		return fault_set(f, FAULT_INPUT,
		                 "%u of %u rows are wrong for the series %s, "
		                 "the first: %.*s",
		                 (unsigned)t->out.refused,
		                 (unsigned)t->out.rows, t->want->series->name,
		                 (int)strcspn(notes, "\n"), notes);
	if (t->n == 0)
		return fault_set(f, FAULT_INPUT,
		                 "empty: none of its %u rows gives a figure on "
		                 "a member State (%u say there is none, %u are "
		                 "on no State, %u are wrong)",
		                 (unsigned)t->out.rows,
		                 (unsigned)t->out.missing,
		                 (unsigned)t->out.stateless,
		                 (unsigned)t->out.refused);
	return 0;
}

static int take(struct taking *t, struct fault *f)
{
	t->out.rows = (uint32_t)t->sheet.n_rows;
	if (figures_columns(t, f) < 0 || ids_check(t, f) < 0)
		return -1;
	for (size_t i = 0; i < t->sheet.n_rows; i++)
		if (figures_row(t, i, f) < 0)
			return -1;
	if (figures_settle(t, f) < 0 || strangers_say(t, f) < 0)
		return -1;
	return check_whole(t, f);
}

/* Moves what was gathered into the arena. */
static int give(const struct taking *t, struct figures *out, struct fault *f)
{
	struct figure *at = arena_array(t->arena, t->n, sizeof(*at), f);
	const char *notes = arena_copy(t->arena, t->notes.at ? t->notes.at : "",
	                               t->notes.len, f);

	if (!at || !notes)
		return -1;
	memcpy(at, t->at, t->n * sizeof(*at));
	*out = t->out;
	out->at = at;
	out->n = t->n;
	out->notes = notes;
	return 0;
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int intake_figures(const char *lines, size_t len,
                   const struct figures_want *want, struct arena *a,
                   struct figures *out, struct fault *f)
{
	struct taking t = { .want = want, .arena = a };
	bool is_declared = want->series->place == PLACE_DECLARED;
	int rc;

	if (is_declared != (want->state[0] != '\0'))
		return fault_set(f, FAULT_INPUT,
		                 is_declared ? "a file of %s does not name its "
		                               "State: say which with --state"
		                             : "a file of %s names its States "
		                               "itself: leave --state out",
		                 want->series->name);
	t.out.series = want->series->name;
	memcpy(t.out.scope, want->state, strlen(want->state));
	buf_init(&t.notes, NOTES_MOST);
	rc = sheet_take(lines, len, a, &t.sheet, f);
	if (rc == 0)
		rc = sheet_judge(&t.sheet, f);
	if (rc == 0)
		rc = take(&t, f);
	if (rc == 0)
		rc = give(&t, out, f);
	free(t.at);
	buf_clear(&t.notes);
	return rc;
}
