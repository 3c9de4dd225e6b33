/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pdf lines: words of a page put together to lines, with what their places
 * tell: notes' numbers taken out, "3 rd" made "3rd", Arabic put in reading
 * order.
 */
#ifndef EXTRACT_PDF_LINES_H
#define EXTRACT_PDF_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

#include "pile.h"

struct arena;
struct fault;

enum pdf_kind {
	PDF_BODY,
	PDF_NOTE,      /* first line of a footnote */
	PDF_NOTE_MORE, /* a further line of it */
	PDF_FURNITURE,
};

/* Places in hundredths of a point, as in tsv.h. */
struct pdf_line {
	uint32_t page;
	uint32_t group; /* pdftotext's block, counted through the document */
	int32_t x, right, y, bottom;
	int32_t height; /* of most of its letters */
	int32_t page_height;
	size_t text, len; /* in pdf_lines.bytes */
	size_t label;     /* bytes of a number set apart in front */
	size_t mark;      /* bytes of a raised note's number in front */
	bool has_mark;    /* starts with a raised note's number */
	bool is_rtl;
	bool is_edge; /* at the head or foot of its page */
	bool is_cell; /* of a table: stands for itself */
	enum pdf_kind kind;
};

struct pdf_lines {
	struct pile bytes; /* of all lines, UTF-8 */
	struct pile lines; /* struct pdf_line */
	int32_t body;      /* height that most letters of the document have */
	int32_t leading;   /* usual distance from line to line of the body */
};

/** Reads what `pdftotext -tsv` wrote. Errors: FAULT_INPUT, FAULT_LIMIT. */
int pdf_lines_read(const char *bytes, size_t len, struct arena *a,
                   struct pdf_lines *out, struct fault *f);

/** Line I. */
struct pdf_line *pdf_line_at(const struct pdf_lines *l, size_t i);

/** Words of LINE, without the note's number in front. */
struct span pdf_line_text(const struct pdf_lines *l,
                          const struct pdf_line *line);

/** Tells running heads, page numbers, contents, notes and cells of tables from
    the body. */
int pdf_lines_sort(struct pdf_lines *l, struct arena *a, struct fault *f);

#endif
