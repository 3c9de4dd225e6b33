/* SPDX-License-Identifier: Apache-2.0 */
#include "intake.h"

#include <string.h>

#include "base/arena.h"
#include "base/csv.h"
#include "base/fault.h"
#include "base/word.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* Where the columns that are no declared field go; see put(). */
#define COLUMN_FILE      0
#define COLUMN_ENDORSERS 1

/* All columns. The first four are needed. */
static const char *const COLUMNS[] = {
	"file",   "endorsers",  "state",   "voice",      "round",
	"kind",   "language",   "author",  "title",      "date",
	"symbol", "visibility", "embargo", "supersedes",
};

static const char *const NEEDED[] = { "file", "state", "voice", "round" };

/* The fields of struct intake_fields, from the third column of COLUMNS on. */
static const size_t FIELDS[COUNT_OF(COLUMNS)] = {
	[2] = offsetof(struct intake_fields, state),
	[3] = offsetof(struct intake_fields, voice),
	[4] = offsetof(struct intake_fields, round),
	[5] = offsetof(struct intake_fields, kind),
	[6] = offsetof(struct intake_fields, language),
	[7] = offsetof(struct intake_fields, author),
	[8] = offsetof(struct intake_fields, title),
	[9] = offsetof(struct intake_fields, date),
	[10] = offsetof(struct intake_fields, symbol),
	[11] = offsetof(struct intake_fields, visibility),
	[12] = offsetof(struct intake_fields, embargo),
	[13] = offsetof(struct intake_fields, supersedes),
};

static int check_head(const struct csv_table *t, const char *name, int *column,
                      struct fault *f)
{
	for (size_t i = 0; i < t->head.n; i++) {
		const char *word = t->head.field[i];
		struct fault why;

		if (word_need(COLUMNS, COUNT_OF(COLUMNS), "column", word,
		              &column[i], &why) < 0)
			return fault_set(f, FAULT_INPUT, "%s:%zu: %s", name,
			                 t->head.line, why.text);
		if ((size_t)csv_column(t, word) != i)
			return fault_set(f, FAULT_INPUT,
			                 "%s:%zu: column \"%s\" stands twice",
			                 name, t->head.line, word);
	}
	for (size_t i = 0; i < COUNT_OF(NEEDED); i++)
		if (csv_column(t, NEEDED[i]) < 0)
			return fault_set(f, FAULT_INPUT,
			                 "%s:%zu: column \"%s\" is missing",
			                 name, t->head.line, NEEDED[i]);
	return 0;
}

/* Puts VALUE where COLUMN belongs. */
static void put(struct manifest_row *row, int column, const char *value)
{
	if (column == COLUMN_FILE)
		row->path = value;
	else if (column == COLUMN_ENDORSERS)
		row->endorsers = value;
	else if (value[0] != '\0')
		memcpy((char *)&row->fields + FIELDS[column], &value,
		       sizeof(value));
}

static int read_rows(const struct csv_table *t, const char *name,
                     const int *column, struct manifest_row *rows,
                     struct fault *f)
{
	for (size_t i = 0; i < t->n_rows; i++) {
		rows[i].line = t->rows[i].line;
		rows[i].endorsers = "";
		for (size_t k = 0; k < t->rows[i].n; k++)
			put(&rows[i], column[k], t->rows[i].field[k]);
		if (rows[i].path[0] == '\0')
			return fault_set(f, FAULT_INPUT,
			                 "%s:%zu: the column \"file\" is empty",
			                 name, rows[i].line);
		rows[i].fields.file_name = rows[i].path;
	}
	return 0;
}

/* The door has these parameters: NOLINTNEXTLINE(readability-function-size) */
int intake_manifest(const char *bytes, size_t len, const char *name,
                    struct arena *a, struct manifest_row **out, size_t *n,
                    struct fault *f)
{
	struct csv_table t;
	struct manifest_row *rows;
	int *column;

	if (csv_read(bytes, len, name, a, &t, f) < 0)
		return -1;
	column = arena_array(a, t.head.n + 1, sizeof(*column), f);
	if (!column || check_head(&t, name, column, f) < 0)
		return -1;
	if (t.n_rows == 0)
		return fault_set(f, FAULT_INPUT,
		                 "%s: no rows after the head: list one "
		                 "document a line",
		                 name);
	rows = arena_array(a, t.n_rows, sizeof(*rows), f);
	if (!rows || read_rows(&t, name, column, rows, f) < 0)
		return -1;
	*out = rows;
	*n = t.n_rows;
	return 0;
}
