/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text lines: plain text cut into lines, with furniture told from words.
 */
#ifndef EXTRACT_TEXT_LINES_H
#define EXTRACT_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

#include "pile.h"

struct arena;
struct fault;

enum text_kind {
	TEXT_BLANK,
	TEXT_BODY,
	TEXT_FURNITURE,
	TEXT_RULE, /* a row of underscores: notes may follow */
};

struct text_line {
	struct span words; /* without white space at either end */
	uint32_t page;     /* by form feeds; 0 where there are none */
	uint16_t indent;   /* columns before the words */
	enum text_kind kind;
};

struct text_lines {
	struct pile lines; /* struct text_line */
	size_t width;      /* bytes that nine of ten lines keep within */
	bool is_wrapped;   /* lines end where the page did, not the thought */
	bool has_hyphens;  /* at ends of lines */
};

/** Cuts and sorts LEN bytes of UTF-8, which must outlive OUT. */
int text_lines_read(const char *bytes, size_t len, struct arena *a,
                    struct text_lines *out, struct fault *f);

/** Line I. */
struct text_line *text_line_at(const struct text_lines *l, size_t i);

#endif
