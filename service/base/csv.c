/* SPDX-License-Identifier: Apache-2.0 */
#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/utf8.h"

/* More than any manifest has; a table of a million rows is another matter. */
#define FIELDS_MOST 256
#define ROWS_MOST   1000000

/* Spreadsheets run a text that starts with one of these (OWASP), and those for
   East Asia one that starts with a full-width twin of the first four. */
static const char *const FORMULA_STARTS[] = {
	"=",
	"+",
	"-",
	"@",
	"\t",
	"\r",
	"\n",
	"\xef\xbc\x9d",
	"\xef\xbc\x8b",
	"\xef\xbc\x8d",
	"\xef\xbc\xa0",
};

struct reading {
	struct arena *arena;
	struct fault *fault;
	const char *name;
	const char *fields[FIELDS_MOST];
	size_t n_fields;
	struct csv_row *rows; /* grown with realloc, then copied */
	size_t n_rows, room;
	size_t line;  /* of the row under way */
	size_t lines; /* line feeds inside quoted fields so far */
	bool is_bad;
};

static void take_field(void *bytes, size_t len, void *context)
{
	struct reading *r = context;
	char *copy;

	if (r->is_bad)
		return;
	if (r->n_fields == FIELDS_MOST) {
		(void)fault_set(r->fault, FAULT_LIMIT,
		                "%s:%zu: more than %d columns", r->name,
		                r->line, FIELDS_MOST);
		r->is_bad = true;
		return;
	}
	copy = arena_copy(r->arena, bytes, len, r->fault);
	if (!copy) {
		r->is_bad = true;
		return;
	}
	for (size_t i = 0; i < len; i++)
		r->lines += copy[i] == '\n';
	r->fields[r->n_fields++] = copy;
}

/* Whether the row is a blank line, which libcsv gives as no field or one
   empty one. */
static bool is_blank(const struct reading *r)
{
	return r->n_fields == 0 ||
	       (r->n_fields == 1 && r->fields[0][0] == '\0');
}

static int grow_rows(struct reading *r)
{
	size_t room = r->room ? r->room * 2 : 64;
	struct csv_row *rows;

	if (r->n_rows < r->room)
		return 0;
	if (r->n_rows >= ROWS_MOST)
		return fault_set(r->fault, FAULT_LIMIT,
		                 "%s:%zu: more than %d rows", r->name, r->line,
		                 ROWS_MOST);
	rows = realloc(r->rows, room * sizeof(*rows));
	if (!rows)
		return fault_set(r->fault, FAULT_MEMORY, "no memory for %s",
		                 r->name);
	r->rows = rows;
	r->room = room;
	return 0;
}

static void take_row(int end, void *context)
{
	struct reading *r = context;
	const char **fields;

	if (r->is_bad)
		return;
	if (is_blank(r))
		goto next;
	if (r->n_rows > 0 && r->n_fields != r->rows[0].n) {
		(void)fault_set(r->fault, FAULT_INPUT,
		                "%s:%zu: %zu fields where the head has %zu",
		                r->name, r->line, r->n_fields, r->rows[0].n);
		goto bad;
	}
	fields = arena_array(r->arena, r->n_fields, sizeof(*fields), r->fault);
	if (!fields || grow_rows(r) < 0)
		goto bad;
	memcpy(fields, r->fields, r->n_fields * sizeof(*fields));
	r->rows[r->n_rows++] = (struct csv_row){ r->line, fields, r->n_fields };
next:
	r->n_fields = 0;
	/* CRLF ends a row twice, once empty; the line feed is what counts. */
	r->line += (end == '\n') + r->lines;
	r->lines = 0;
	return;

bad:
	r->is_bad = true;
}

/* Runs libcsv over the bytes; strict, so that a stray quote is an error. */
static int parse(const char *bytes, size_t len, struct reading *r)
{
	struct csv_parser p;

	if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL |
	                         CSV_REPALL_NL) != 0)
		return fault_set(r->fault, FAULT_MEMORY, "no memory for %s",
		                 r->name);
	if (csv_parse(&p, bytes, len, take_field, take_row, r) != len ||
	    csv_fini(&p, take_field, take_row, r) != 0) {
		if (!r->is_bad)
			(void)fault_set(r->fault, FAULT_INPUT,
			                "%s:%zu: %s: quote a field as a whole "
			                "and double the quotes inside it",
			                r->name, r->line,
			                csv_strerror(csv_error(&p)));
		r->is_bad = true;
	}
	csv_free(&p);
	return r->is_bad ? -1 : 0;
}

int csv_read(const char *bytes, size_t len, const char *name, struct arena *a,
             struct csv_table *out, struct fault *f)
{
	struct reading r = { .arena = a, .fault = f, .name = name, .line = 1 };
	struct csv_row *rows = NULL;
	size_t bad = 0;
	int rc = -1;

	if (len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		len -= 3;
	}
	if (!utf8_is_valid(bytes, len, &bad))
		return fault_set(f, FAULT_INPUT,
		                 "%s: not UTF-8 at byte %zu: save it as "
		                 "\"CSV UTF-8\"",
		                 name, bad);
	if (parse(bytes, len, &r) < 0)
		goto out;
	if (r.n_rows == 0) {
		(void)fault_set(f, FAULT_INPUT, "%s: no head row", name);
		goto out;
	}
	rows = arena_array(a, r.n_rows, sizeof(*rows), f);
	if (!rows)
		goto out;
	memcpy(rows, r.rows, r.n_rows * sizeof(*rows));
	out->head = rows[0];
	out->rows = rows + 1;
	out->n_rows = r.n_rows - 1;
	rc = 0;
out:
	free(r.rows);
	return rc;
}

int csv_column(const struct csv_table *t, const char *name)
{
	for (size_t i = 0; i < t->head.n; i++)
		if (strcmp(t->head.field[i], name) == 0)
			return (int)i;
	return -1;
}

static bool is_formula_start(const char *text, size_t len)
{
	for (size_t i = 0;
	     i < sizeof(FORMULA_STARTS) / sizeof(FORMULA_STARTS[0]); i++) {
		size_t n = strlen(FORMULA_STARTS[i]);

		if (len >= n && memcmp(text, FORMULA_STARTS[i], n) == 0)
			return true;
	}
	return false;
}

int csv_text(struct buf *b, bool is_first, const char *text, size_t len,
             struct fault *f)
{
	bool is_formula = is_formula_start(text, len);
	/* Readers that trim a field leave a quoted one alone. */
	bool is_quoted = len > 0 && (text[0] == ' ' || text[len - 1] == ' ');

	for (size_t i = 0; i < len && !is_quoted; i++)
		is_quoted = text[i] == '"' || text[i] == ',' ||
		            text[i] == '\n' || text[i] == '\r';
	if ((!is_first && buf_add_char(b, ',', f) < 0) ||
	    (is_quoted && buf_add_char(b, '"', f) < 0) ||
	    (is_formula && buf_add_char(b, '\'', f) < 0))
		return -1;
	for (size_t i = 0; i < len; i++)
		if ((text[i] == '"' && buf_add_char(b, '"', f) < 0) ||
		    buf_add_char(b, text[i], f) < 0)
			return -1;
	return is_quoted ? buf_add_char(b, '"', f) : 0;
}

const char *csv_words(const char *field)
{
	bool was_made_safe = field[0] == '\'' &&
	                     is_formula_start(field + 1, strlen(field + 1));

	return was_made_safe ? field + 1 : field;
}

int csv_plain(struct buf *b, bool is_first, const char *text, struct fault *f)
{
	if (!is_first && buf_add_char(b, ',', f) < 0)
		return -1;
	return buf_add_str(b, text, f);
}

int csv_end(struct buf *b, struct fault *f)
{
	return buf_add(b, "\r\n", 2, f);
}
