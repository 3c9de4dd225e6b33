/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Workbook: a table as XLSX, with a second sheet that says where it is from.
 *
 * Text is a text cell whatever it starts with, so that nothing in it is ever
 * a formula; a number is a number. Rows leave memory as they come, for files
 * without a name that nobody else sees.
 */
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/clock.h"

#include "reply.h"
#include "snapshot.h"

/* A cell takes 32,767 UTF-16 units; what is longer ends in an ellipsis. */
#define CELL_UNITS_MOST 32767

/* A whole workbook: a thousand quotes of the longest kind. */
#define WORKBOOK_MOST ((size_t)64 << 20)

/* Widths, in characters. */
#define WIDTH_TEXT  40
#define WIDTH_OTHER 14

struct book {
	int fd;
	lxw_workbook *workbook; /* NULL: closed */
	lxw_worksheet *sheet;
	lxw_format *head;
	lxw_format *decimals[5]; /* by number of decimals */
	struct buf text;         /* of the cell under way */
};

static int failed(struct fault *f, lxw_error error)
{
	return fault_set(f, FAULT_SYSTEM, "the workbook cannot be written: %s",
	                 lxw_strerror(error));
}

/* Bytes of the character at TEXT, which is valid UTF-8. */
static size_t character(const char *text)
{
	unsigned char c = (unsigned char)*text;

	return c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* U+FFFE and U+FFFF are no characters of XML. */
static bool is_no_character(const char *text, size_t len)
{
	return len == 3 && memcmp(text, "\xef\xbf", 2) == 0 &&
	       ((unsigned char)text[2] >= 0xbe);
}

/* "_x0041_" would be read as "A": its first character is told by number. */
static bool is_escape(const char *text)
{
	return text[0] == '_' && text[1] == 'x' &&
	       strspn(text + 2, "0123456789abcdefABCDEF") >= 4 &&
	       text[6] == '_';
}

/* Copies TEXT into b->text as a cell can hold it. */
static int cell_text(struct book *b, const char *text, size_t len,
                     struct fault *f)
{
	size_t units = 0;

	buf_reset(&b->text);
	for (size_t i = 0; i < len;) {
		size_t n = character(text + i);
		const char *put = text + i;
		size_t put_len = n;

		if (i + n > len)
			break;
		if (is_no_character(put, n)) {
			put = "\xef\xbf\xbd";
		} else if (is_escape(put)) {
			put = "_x005F_";
			put_len = 7;
		}
		units += put_len == 7 ? 7 : n == 4 ? 2 : 1;
		if (units >= CELL_UNITS_MOST)
			return buf_add_str(&b->text, "\xe2\x80\xa6", f);
		if (buf_add(&b->text, put, put_len, f) < 0)
			return -1;
		i += n;
	}
	return buf_add(&b->text, "", 0, f);
}

static int put_text(struct book *b, lxw_row_t row, lxw_col_t column,
                    const struct row_value *v, struct fault *f)
{
	lxw_error error;

	if (cell_text(b, v->text, v->len, f) < 0)
		return -1;
	error = worksheet_write_string(b->sheet, row, column,
	                               b->text.at ? b->text.at : "", NULL);
	return error ? failed(f, error) : 0;
}

/* Decimals that a column shows; -1 where as many as there are. */
static int decimals_of(enum column_kind kind)
{
	switch (kind) {
	case COLUMN_SCORE:
		return 1;
	case COLUMN_SHARE:
		return 3;
	case COLUMN_ERROR:
		return 4;
	case COLUMN_COUNT:
		return 0;
	case COLUMN_TEXT:
	case COLUMN_CODE:
	case COLUMN_FIGURE:
	case COLUMN_BOOL:
	case COLUMN_WORDS:
	case COLUMN_TIME:
		break;
	}
	return -1;
}

/* The number that TEXT says in digits of ours: at most six decimals, so that
   both parts of the quotient are exact and it is the nearest double. */
static double number_of(const char *text)
{
	double value = 0, scale = 1;
	bool is_negative = *text == '-', is_fraction = false;

	for (text += is_negative; *text; text++) {
		if (*text == '.') {
			is_fraction = true;
			continue;
		}
		value = value * 10 + (*text - '0');
		scale *= is_fraction ? 10 : 1;
	}
	return (is_negative ? -value : value) / scale;
}

static int put_value(struct rows *r, size_t i, const struct row_value *v,
                     struct fault *f)
{
	struct book *b = r->own;
	lxw_row_t row = (lxw_row_t)r->n_rows + 1;
	lxw_col_t column = (lxw_col_t)i;
	int decimals = decimals_of(r->columns[i].kind);
	lxw_error error;

	if (r->columns[i].kind == COLUMN_BOOL)
		error = worksheet_write_boolean(b->sheet, row, column,
		                                v->text[0] == 't', NULL);
	else if (decimals >= 0 || r->columns[i].kind == COLUMN_FIGURE)
		error = worksheet_write_number(b->sheet, row, column,
		                               number_of(v->text),
		                               decimals > 0
		                                       ? b->decimals[decimals]
		                                       : NULL);
	else
		return put_text(b, row, column, v, f);
	return error ? failed(f, error) : 0;
}

static void write_row(struct rows *r, const struct row_value *values)
{
	struct pen *p = &r->reply->pen;

	for (size_t i = 0; i < r->n && !p->is_bad; i++)
		if (values[i].text &&
		    put_value(r, i, &values[i], &p->fault) < 0)
			p->is_bad = true;
}

/* Widths go before rows: rows leave memory. */
static int write_head(struct rows *r, struct fault *f)
{
	struct book *b = r->own;
	char name[COLUMN_NAME_SIZE];

	for (size_t i = 0; i < r->n; i++) {
		lxw_col_t column = (lxw_col_t)i;
		enum column_kind kind = r->columns[i].kind;
		lxw_error error;

		column_name(&r->columns[i], name);
		(void)worksheet_set_column(b->sheet, column, column,
		                           kind == COLUMN_TEXT ? WIDTH_TEXT
		                                               : WIDTH_OTHER,
		                           NULL);
		error = worksheet_write_string(b->sheet, 0, column, name,
		                               b->head);
		if (error)
			return failed(f, error);
	}
	worksheet_freeze_panes(b->sheet, 1, 0);
	return 0;
}

static void make_formats(struct book *b)
{
	static const char *const SHOWN[] = { NULL, "0.0", NULL, "0.000",
		                             "0.0000" };

	b->head = workbook_add_format(b->workbook);
	if (b->head)
		format_set_bold(b->head);
	for (size_t i = 0; i < sizeof(SHOWN) / sizeof(SHOWN[0]); i++) {
		if (!SHOWN[i])
			continue;
		b->decimals[i] = workbook_add_format(b->workbook);
		if (b->decimals[i])
			format_set_num_format(b->decimals[i], SHOWN[i]);
	}
}

/* A sheet's name takes 31 characters. */
static int add_sheet(struct rows *r, const char *name, struct fault *f)
{
	struct book *b = r->own;
	char shown[32];

	(void)snprintf(shown, sizeof(shown), "%.31s", name);
	b->sheet = workbook_add_worksheet(b->workbook, shown);
	if (!b->sheet)
		return fault_set(f, FAULT_MEMORY, "no memory for a sheet");
	if (r->q->lang == UN_AR)
		worksheet_right_to_left(b->sheet);
	return 0;
}

static int open_book(struct rows *r, struct fault *f)
{
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	const char *table = table_name(r->q->route, r->q->arena, f);
	struct book *b = calloc(1, sizeof(*b));
	char path[40];

	if (!b)
		return fault_set(f, FAULT_MEMORY, "no memory for a workbook");
	r->own = b;
	buf_init(&b->text, ROW_MOST);
	b->fd = memfd_create("gcmtrack-workbook", MFD_CLOEXEC);
	if (b->fd < 0)
		return fault_set(f, FAULT_SYSTEM, "no file for a workbook");
	(void)snprintf(path, sizeof(path), "/proc/self/fd/%d", b->fd);
	b->workbook = workbook_new_opt(path, &options);
	if (!b->workbook)
		return fault_set(f, FAULT_MEMORY, "no memory for a workbook");
	make_formats(b);
	if (!table || add_sheet(r, table, f) < 0)
		return -1;
	return write_head(r, f);
}

static const char *or_nothing(const char *text)
{
	return text ? text : "";
}

/* The second sheet: what the numbers are, and where they are asked for. */
static int write_about(struct rows *r, struct fault *f)
{
	const struct publication *at = &r->q->snapshot->publication;
	struct book *b = r->own;
	char generated[CLOCK_TEXT_SIZE];
	const char *url = table_url(r->q, "xlsx", f);
	const char *next =
		r->reply->next ? reply_next_url(r->q, r->reply->next, f) : "";
	const struct {
		const char *name, *value;
	} lines[] = {
		{ "release", at->release[0] ? at->release : "head+0" },
		{ "method", at->method },
		{ "catalogue", or_nothing(at->catalogue) },
		{ "generated", at->as_of_s ? generated : "" },
		{ "source", url },
		{ "next", next },
		{ "language", UN_LANGUAGE_NAMES[r->q->lang] },
		{ "service", PACKAGE_NAME " " PACKAGE_VERSION },
	};

	if (!url || !next || add_sheet(r, "about", f) < 0)
		return -1;
	clock_text(at->as_of_s, generated);
	(void)worksheet_set_column(b->sheet, 1, 1, WIDTH_TEXT * 2, NULL);
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		const struct row_value v = { lines[i].value,
			                     strlen(lines[i].value) };

		(void)worksheet_write_string(b->sheet, (lxw_row_t)i, 0,
		                             lines[i].name, b->head);
		if (put_text(b, (lxw_row_t)i, 1, &v, f) < 0)
			return -1;
	}
	return 0;
}

/* The file says when its release was made, never when it was asked for, so
   that the same question has the same bytes. */
static int set_properties(struct rows *r, struct fault *f)
{
	const struct publication *at = &r->q->snapshot->publication;
	char *title =
		arena_print(r->q->arena, f, "gcmtrack %s, %s",
	                    or_nothing(table_name(r->q->route, r->q->arena, f)),
	                    at->release[0] ? at->release : "head+0");
	char *about = arena_print(r->q->arena, f, "method %s, catalogue %s",
	                          at->method, or_nothing(at->catalogue));
	char author[] = PACKAGE_NAME;
	lxw_doc_properties properties = { 0 };

	if (!title || !about)
		return -1;
	properties.title = title;
	properties.comments = about;
	properties.author = author;
	/* 0 would be now. */
	properties.created = at->as_of_s > 0 ? (time_t)at->as_of_s : 1;
	(void)workbook_set_properties(((struct book *)r->own)->workbook,
	                              &properties);
	return 0;
}

/* Reads the finished file into the arena. */
static int take_file(struct rows *r, int fd, struct fault *f)
{
	off_t size = lseek(fd, 0, SEEK_END);
	char *out;

	if (size < 0 || (size_t)size > WORKBOOK_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "the workbook is too large: ask for fewer "
		                 "rows, or for CSV");
	out = arena_alloc(r->q->arena, (size_t)size + 1, f);
	if (!out)
		return -1;
	for (off_t n = 0; n < size;) {
		ssize_t got = pread(fd, out + n, (size_t)(size - n), n);

		if (got <= 0)
			return fault_set(f, FAULT_SYSTEM,
			                 "the workbook cannot be read back");
		n += got;
	}
	r->reply->body = out;
	r->reply->body_len = (size_t)size;
	return 0;
}

static int finish(struct rows *r, struct fault *f)
{
	struct book *b = r->own;
	const char *table = table_name(r->q->route, r->q->arena, f);
	lxw_error error;

	if (r->n_rows > 0)
		(void)worksheet_autofilter(b->sheet, 0, 0, (lxw_row_t)r->n_rows,
		                           (lxw_col_t)(r->n - 1));
	if (!table || write_about(r, f) < 0 || set_properties(r, f) < 0)
		return -1;
	error = workbook_close(b->workbook); /* frees it, come what may */
	b->workbook = NULL;
	if (error)
		return failed(f, error);
	r->reply->disposition =
		arena_print(r->q->arena, f,
	                    "attachment; filename=\"gcmtrack-%s.xlsx\"", table);
	return r->reply->disposition ? take_file(r, b->fd, f) : -1;
}

static void clear(struct rows *r)
{
	struct book *b = r->own;

	if (!b)
		return;
	if (b->workbook)
		lxw_workbook_free(b->workbook);
	if (b->fd >= 0)
		(void)close(b->fd);
	buf_clear(&b->text);
	free(b);
	r->own = NULL;
}

const struct rows_back XLSX_BACK = { open_book, write_row, finish, clear };
