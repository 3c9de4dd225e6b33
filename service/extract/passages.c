/* SPDX-License-Identifier: Apache-2.0 */
#include "extract.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/utf8.h"
#include "model/text.h"

#include "pile.h"
#include "sentence.h"
#include "wide.h"

/*
 * Longest passage in bytes. Sentences of reports stay far below; what is
 * longer is a list or table without stops, and a coder reads it in parts.
 */
#define PASSAGE_MOST ((size_t)3000)

/* A cut keeps at least this much, so that no scrap is left behind. */
#define PASSAGE_CUT_LEAST (PASSAGE_MOST / 2)

/* More passages than BLOCKS_TEXT_MOST could hold as real sentences. */
#define PASSAGES_MOST ((size_t)2000000)

/* One cutting of one text. */
struct cutter {
	const char *text;
	UBreakIterator *icu; /* owned */
	UChar *wide;         /* owned; the block in UTF-16 */
	size_t room;         /* units in wide */
	struct pile out;     /* struct passage */
	uint32_t block;
};

static int keep(struct cutter *c, size_t start, size_t end, struct fault *f)
{
	struct passage *p;

	while (end > start && c->text[end - 1] == ' ')
		end--;
	while (end > start && c->text[start] == ' ')
		start++;
	if (end == start)
		return 0;
	p = pile_next(&c->out, f);
	if (!p)
		return -1;
	p->ordinal = (uint32_t)(c->out.n - 1);
	p->block = c->block;
	p->start = start;
	p->len = end - start;
	return 0;
}

/* The best place to part what is too long: after ";", ",", a space. */
static size_t cut_at(const char *text, size_t start, size_t end)
{
	static const char MARKS[] = ";:, ";
	size_t least = start + PASSAGE_CUT_LEAST;

	for (const char *mark = MARKS; *mark; mark++)
		for (size_t i = end; i > least; i--)
			if (text[i - 1] == *mark)
				return i;
	return utf8_floor(text, end, end);
}

/* Keeps [START, END), in parts where it is longer than a passage may be. */
static int keep_parts(struct cutter *c, size_t start, size_t end,
                      struct fault *f)
{
	while (end - start > PASSAGE_MOST) {
		size_t most = start + PASSAGE_MOST;
		size_t at;

		while ((c->text[most] & 0xc0) == 0x80)
			most--;
		at = cut_at(c->text, start, most);
		if (keep(c, start, at, f) < 0)
			return -1;
		start = at;
	}
	return keep(c, start, end, f);
}

/* Keeps one sentence of ICU's, or the two that a note's number glued. */
static int keep_sentence(struct cutter *c, size_t start, size_t end,
                         struct fault *f)
{
	while (start < end) {
		size_t at = sentence_hidden_end(c->text, start, end);

		if (keep_parts(c, start, at, f) < 0)
			return -1;
		start = at;
	}
	return 0;
}

static int widen(struct cutter *c, size_t start, size_t len, int32_t *units,
                 struct fault *f)
{
	int32_t at = 0, n = 0, end = (int32_t)len;

	if (len > c->room) {
		UChar *more = realloc(c->wide, len * 2 * sizeof(*more));

		if (!more)
			return fault_set(f, FAULT_MEMORY,
			                 "no memory to cut a "
			                 "paragraph of %zu bytes",
			                 len);
		c->wide = more;
		c->room = len * 2;
	}
	while (at < end)
		n = wide_put(c->wide, n, wide_next(c->text + start, end, &at));
	*units = n;
	return 0;
}

/* Moves *AT on by the UTF-16 units from *UNIT to UNTIL. */
static void walk(const char *text, size_t end, size_t *at, int32_t *unit,
                 int32_t until)
{
	while (*unit < until && *at < end) {
		uint32_t ch = utf8_next(text, end, at);

		*unit += ch > 0xffff ? 2 : 1;
	}
}

static int cut_block(struct cutter *c, size_t start, size_t end,
                     struct fault *f)
{
	UErrorCode status = U_ZERO_ERROR;
	size_t from = start, at = start;
	int32_t units = 0, unit = 0, next;

	if (!sentence_may_end(c->text, start, end))
		return keep_parts(c, start, end, f);
	if (widen(c, start, end - start, &units, f) < 0)
		return -1;
	ubrk_setText(c->icu, c->wide, units, &status);
	if (U_FAILURE(status))
		return fault_set(f, FAULT_SYSTEM,
		                 "ICU cannot cut sentences: %s",
		                 u_errorName(status));
	while ((next = ubrk_next(c->icu)) != UBRK_DONE && next < units) {
		size_t boundary;

		walk(c->text, end, &at, &unit, next);
		if (at <= from)
			continue;
		boundary = sentence_close(c->text, at, end);
		if (boundary >= end ||
		    sentence_goes_on(c->text, from, boundary, end))
			continue;
		if (keep_sentence(c, from, boundary, f) < 0)
			return -1;
		from = boundary;
	}
	return keep_sentence(c, from, end, f);
}

static int cut(struct cutter *c, const struct block *b, struct fault *f)
{
	switch (b->kind) {
	case BLOCK_HEADING:
	case BLOCK_FOOTNOTE:
		return keep(c, b->start, b->start + b->len, f);
	case BLOCK_PARAGRAPH:
	case BLOCK_ITEM:
	case BLOCK_CELL:
		return cut_block(c, b->start, b->start + b->len, f);
	case BLOCK_FURNITURE:
	case BLOCK_COUNT:
	default:
		return 0;
	}
}

int extract_passages(const struct text *text, struct arena *a,
                     const struct passage **out, size_t *n, struct fault *f)
{
	UErrorCode status = U_ZERO_ERROR;
	struct cutter c = { .text = text->bytes };
	const char *locale =
		strcmp(text->language, "und") == 0 ? "" : text->language;
	int rc = 0;

	pile_init(&c.out, a, sizeof(struct passage), PASSAGES_MOST, "passages");
	c.icu = ubrk_open(UBRK_SENTENCE, locale, NULL, 0, &status);
	if (U_FAILURE(status))
		return fault_set(f, FAULT_SYSTEM,
		                 "ICU has no sentence rules: %s",
		                 u_errorName(status));
	for (size_t i = 0; i < text->n_blocks && rc == 0; i++) {
		c.block = (uint32_t)i;
		rc = cut(&c, &text->blocks[i], f);
	}
	ubrk_close(c.icu);
	free(c.wide);
	if (rc < 0)
		return -1;
	*out = (const struct passage *)(const void *)c.out.at;
	*n = c.out.n;
	return 0;
}
