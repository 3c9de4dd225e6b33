/* SPDX-License-Identifier: Apache-2.0 */
#include "tsv.h"

#include <stdbool.h>
#include <string.h>

#include "base/fault.h"

#define COUNT_MOST 1000000
/* Hundredths of a point: 14 metres, where a page has 5 at most (ISO 32000-1,
   annex C); and a hundred times the span of two still fits 32 bits. */
#define PLACE_MOST 4000000
#define DECIMALS   2

/* Levels of a row, as pdftotext numbers them. */
enum {
	LEVEL_PAGE = 1,
	LEVEL_WORD = 5
};

/* One row under way: columns are taken from its front, one after the other. */
struct row {
	const char *at;
	const char *end;
	bool is_bad;
};

void tsv_init(struct tsv *t, const char *bytes, size_t len)
{
	*t = (struct tsv){ .bytes = bytes, .len = len };
}

/* Takes the digits at the front onto VALUE, no more than MOST of them. */
static int64_t take_digits(struct row *r, int64_t value, int64_t limit,
                           int most)
{
	for (; most > 0 && r->at < r->end && *r->at >= '0' && *r->at <= '9';
	     most--) {
		value = value * 10 + (*r->at++ - '0');
		if (value > limit) {
			r->is_bad = true;
			return 0;
		}
	}
	return value;
}

/* Ends a column of digits: what is left of it must be digits too. */
static void take_tab(struct row *r)
{
	while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
		r->at++;
	if (r->at == r->end || *r->at != '\t')
		r->is_bad = true;
	else
		r->at++;
}

static uint32_t take_count(struct row *r)
{
	const char *start = r->at;
	int64_t value = take_digits(r, 0, COUNT_MOST, INT32_MAX);

	r->is_bad |= r->at == start;
	take_tab(r);
	return (uint32_t)value;
}

/* A decimal in hundredths, without the locale and the rounding of strtod. */
static int32_t take_place(struct row *r)
{
	bool is_negative = r->at < r->end && *r->at == '-';
	const char *start;
	int64_t value;

	r->at += is_negative;
	start = r->at;
	value = take_digits(r, 0, PLACE_MOST / 100, INT32_MAX);
	r->is_bad |= r->at == start;
	if (r->at < r->end && *r->at == '.') {
		start = ++r->at;
		value = take_digits(r, value, PLACE_MOST, DECIMALS);
		for (ptrdiff_t n = r->at - start; n < DECIMALS; n++)
			value *= 10;
	} else {
		value *= 100;
	}
	take_tab(r);
	return (int32_t)(is_negative ? -value : value);
}

static bool take_word(struct row *r, struct tsv_word *w)
{
	w->page = take_count(r);
	w->flow = take_count(r);
	w->block = take_count(r);
	w->line = take_count(r);
	(void)take_count(r); /* the word's number */
	w->x = take_place(r);
	w->y = take_place(r);
	w->width = take_place(r);
	w->height = take_place(r);
	r->at += r->at < r->end && *r->at == '-'; /* of a page: -1 */
	(void)take_count(r);                      /* how sure it is */
	/* The text may hold anything but the end of its row. */
	w->text = (struct span){ r->at, (size_t)(r->end - r->at) };
	return !r->is_bad;
}

/* The next row, or false after the last. */
static bool next_row(struct tsv *t, struct row *out)
{
	const char *at = t->bytes + t->at, *end;

	if (t->at >= t->len)
		return false;
	end = memchr(at, '\n', t->len - t->at);
	*out = (struct row){ .at = at, .end = end ? end : t->bytes + t->len };
	t->at = (size_t)(out->end - t->bytes) + (end != NULL);
	t->row++;
	return true;
}

/* Each program's rows open with one that names the columns. */
static bool is_head(const struct row *r)
{
	static const char HEAD[] = "level\tpage_num\tpar_num\tblock_num\t"
				   "line_num\tword_num\tleft\ttop\twidth\t"
				   "height\tconf\ttext";

	return (size_t)(r->end - r->at) == sizeof(HEAD) - 1 &&
	       memcmp(r->at, HEAD, sizeof(HEAD) - 1) == 0;
}

int tsv_next(struct tsv *t, struct tsv_word *out, struct fault *f)
{
	struct row r;

	while (next_row(t, &r)) {
		uint32_t level;

		if (is_head(&r))
			continue;
		level = take_count(&r);
		if (level != LEVEL_PAGE && level != LEVEL_WORD && !r.is_bad)
			continue;
		if (!take_word(&r, out))
			return fault_set(f, FAULT_INPUT,
			                 "row %u of the PDF's words is not "
			                 "what pdftotext writes",
			                 t->row);
		if (level == LEVEL_WORD)
			return 1;
		t->page_height = out->height;
		t->page_width = out->width;
	}
	return 0;
}
