/* SPDX-License-Identifier: Apache-2.0 */
#include "tsv.h"

#include <stdbool.h>
#include <string.h>

#include "base/fault.h"

#define COLUMNS    12
#define COUNT_MOST 1000000
/* Hundredths of a point: 14 metres, where a page has 5 at most (ISO 32000-1,
   annex C); and a hundred times the span of two still fits 32 bits. */
#define PLACE_MOST 4000000

/* Levels of a row, as pdftotext numbers them. */
enum {
	LEVEL_PAGE = 1,
	LEVEL_WORD = 5
};

enum {
	COLUMN_LEVEL,
	COLUMN_PAGE,
	COLUMN_FLOW,
	COLUMN_BLOCK,
	COLUMN_LINE,
	COLUMN_WORD,
	COLUMN_LEFT,
	COLUMN_TOP,
	COLUMN_WIDTH,
	COLUMN_HEIGHT,
	COLUMN_CONF,
	COLUMN_TEXT,
};

void tsv_init(struct tsv *t, const char *bytes, size_t len)
{
	const char *end = memchr(bytes, '\n', len);

	*t = (struct tsv){ .bytes = bytes, .len = len, .row = 1 };
	/* The first row names the columns. */
	t->at = end ? (size_t)(end - bytes) + 1 : len;
}

/* A decimal in hundredths, without the locale and the rounding of strtod. */
static bool read_decimal(struct span s, int64_t most, int32_t *out)
{
	int64_t value = 0;
	int digits = -1;
	size_t i = 0;
	bool is_negative = s.len > 0 && s.at[0] == '-';

	for (i = is_negative; i < s.len && digits < 2; i++) {
		if (s.at[i] == '.' && digits < 0) {
			digits = 0;
			continue;
		}
		if (s.at[i] < '0' || s.at[i] > '9')
			return false;
		value = value * 10 + (s.at[i] - '0');
		if (digits >= 0)
			digits++;
		if (value > most)
			return false;
	}
	for (digits = digits < 0 ? 0 : digits; digits < 2; digits++)
		value *= 10;
	if (value > most)
		return false;
	*out = (int32_t)(is_negative ? -value : value);
	return s.len > 0;
}

static bool read_place(struct span s, int32_t *out)
{
	return read_decimal(s, PLACE_MOST, out);
}

static bool read_count(struct span s, uint32_t *out)
{
	int32_t value;

	if (!read_decimal(s, (int64_t)COUNT_MOST * 100, &value) || value < 0)
		return false;
	*out = (uint32_t)value / 100;
	return true;
}

/* Splits the next row into its columns; the text may hold anything but \n. */
static bool next_row(struct tsv *t, struct span column[COLUMNS])
{
	const char *row = t->bytes + t->at;
	const char *end = memchr(row, '\n', t->len - t->at);
	size_t left = end ? (size_t)(end - row) : t->len - t->at;

	t->at += left + (end != NULL);
	t->row++;
	for (int i = 0; i < COLUMNS; i++) {
		const char *tab =
			i + 1 < COLUMNS ? memchr(row, '\t', left) : NULL;
		size_t n = tab ? (size_t)(tab - row) : left;

		if (!tab && i + 1 < COLUMNS)
			return false;
		column[i] = (struct span){ row, n };
		row += n + (tab != NULL);
		left -= n + (tab != NULL);
	}
	return true;
}

static bool read_word(const struct span c[COLUMNS], struct tsv_word *w)
{
	w->text = c[COLUMN_TEXT];
	return read_count(c[COLUMN_PAGE], &w->page) &&
	       read_count(c[COLUMN_FLOW], &w->flow) &&
	       read_count(c[COLUMN_BLOCK], &w->block) &&
	       read_count(c[COLUMN_LINE], &w->line) &&
	       read_place(c[COLUMN_LEFT], &w->x) &&
	       read_place(c[COLUMN_TOP], &w->y) &&
	       read_place(c[COLUMN_WIDTH], &w->width) &&
	       read_place(c[COLUMN_HEIGHT], &w->height);
}

int tsv_next(struct tsv *t, struct tsv_word *out, struct fault *f)
{
	struct span column[COLUMNS];
	uint32_t level;

	while (t->at < t->len) {
		if (!next_row(t, column) ||
		    !read_count(column[COLUMN_LEVEL], &level) ||
		    !read_word(column, out))
			return fault_set(f, FAULT_INPUT,
			                 "row %u of the PDF's words is not "
			                 "what pdftotext writes",
			                 t->row);
		if (level == LEVEL_PAGE) {
			t->page_height = out->height;
			t->page_width = out->width;
		}
		if (level == LEVEL_WORD)
			return 1;
	}
	return 0;
}
