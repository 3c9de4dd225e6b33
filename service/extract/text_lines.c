/* SPDX-License-Identifier: Apache-2.0 */
#include "text_lines.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "contents.h"
#include "hyphen.h"
#include "number.h"

#define LINES_MOST   ((size_t)2000000)
#define WRAPPED_MOST 120 /* bytes: longer lines are whole paragraphs */
#define WIDTH_MOST   4096
#define WIDTH_SHARE  90  /* per cent of the lines are not wider */
#define HEAD_MOST    80  /* bytes of a running head */
#define REPEATS      3   /* a head seen so often is a running head */
#define FRONT_LINES  400 /* contents and title stand among the first ones */
#define TITLE_LINES  60  /* "Distr." is looked for among so many */
#define SLOTS_LEAST  256

/* Heads seen, by contents_masked(). */
struct seen {
	uint64_t *keys;
	uint32_t *n;
	size_t room; /* a power of two */
};

struct text_line *text_line_at(const struct text_lines *l, size_t i)
{
	return pile_at(&l->lines, i);
}

/* White space in front, as columns; tabs stop at every eighth. */
static size_t measure_indent(struct span s, uint16_t *columns)
{
	size_t i = 0, n = 0;

	for (; i < s.len; i++) {
		if (s.at[i] == ' ')
			n++;
		else if (s.at[i] == '\t')
			n = (n + 8) & ~(size_t)7;
		else if (i + 1 < s.len && memcmp(s.at + i, "\xc2\xa0", 2) == 0)
			n++, i++;
		else
			break;
	}
	*columns = (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
	return i;
}

static bool is_rule(struct span t)
{
	for (size_t i = 0; i < t.len; i++)
		if (t.at[i] != '_')
			return false;
	return t.len >= 5;
}

static int add_line(struct text_lines *l, struct span raw, uint32_t page,
                    struct fault *f)
{
	struct text_line *line = pile_next(&l->lines, f);
	size_t skip;

	if (!line)
		return -1;
	skip = measure_indent(raw, &line->indent);
	raw.at += skip;
	raw.len -= skip;
	while (raw.len > 0 &&
	       (raw.at[raw.len - 1] == ' ' || raw.at[raw.len - 1] == '\t' ||
	        raw.at[raw.len - 1] == '\r'))
		raw.len--;
	line->words = raw;
	line->page = page;
	line->kind = raw.len == 0   ? TEXT_BLANK
	             : is_rule(raw) ? TEXT_RULE
	                            : TEXT_BODY;
	l->has_hyphens |= hyphen_ends(raw.at, raw.len);
	return 0;
}

static int cut(struct text_lines *l, const char *bytes, size_t len,
               struct fault *f)
{
	bool has_pages = memchr(bytes, '\f', len) != NULL;
	uint32_t page = has_pages ? 1 : 0;
	size_t at = 0;

	while (at < len) {
		const char *end = memchr(bytes + at, '\n', len - at);
		size_t n = end ? (size_t)(end - bytes) - at : len - at;
		struct span raw = { bytes + at, n };

		at += n + (end != NULL);
		while (has_pages && raw.len > 0 && raw.at[0] == '\f') {
			page++;
			raw.at++;
			raw.len--;
		}
		if (add_line(l, raw, page, f) < 0)
			return -1;
		if (has_pages && raw.len > 0 && memchr(raw.at, '\f', raw.len))
			page++;
	}
	return 0;
}

/* The width that most lines keep within tells a wrapped text. */
static void measure(struct text_lines *l)
{
	uint32_t counts[WIDTH_MOST / 8 + 1] = { 0 };
	size_t n = 0, sum = 0, i;

	for (i = 0; i < l->lines.n; i++) {
		const struct text_line *line = text_line_at(l, i);
		size_t width = line->words.len;

		if (line->kind != TEXT_BODY)
			continue;
		n++;
		counts[(width < WIDTH_MOST ? width : WIDTH_MOST) / 8]++;
	}
	for (i = 0; i < sizeof(counts) / sizeof(*counts); i++) {
		sum += counts[i];
		if (sum * 100 >= n * WIDTH_SHARE)
			break;
	}
	l->width = (i + 1) * 8;
	l->is_wrapped = l->width <= WRAPPED_MOST;
}

static size_t slot_of(const struct seen *s, uint64_t key)
{
	size_t i = key & (s->room - 1);

	while (s->keys[i] && s->keys[i] != key)
		i = (i + 1) & (s->room - 1);
	return i;
}

static bool may_be_head(const struct text_line *line)
{
	/* "12." alone is the number of the paragraph below it. */
	return line->kind == TEXT_BODY && line->words.len <= HEAD_MOST &&
	       line->words.at[line->words.len - 1] != '.' &&
	       (contents_is_symbol(line->words) ||
	        contents_is_page_number(line->words));
}

static int mark_heads(struct text_lines *l, struct arena *a, struct fault *f)
{
	struct seen s = { .room = SLOTS_LEAST };

	while (s.room < l->lines.n * 2)
		s.room *= 2;
	s.keys = arena_array(a, s.room, sizeof(*s.keys), f);
	s.n = arena_array(a, s.room, sizeof(*s.n), f);
	if (!s.keys || !s.n)
		return -1;
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < l->lines.n; i++) {
			struct text_line *line = text_line_at(l, i);
			size_t slot;

			if (!may_be_head(line))
				continue;
			slot = slot_of(&s, contents_masked(line->words));
			s.keys[slot] = contents_masked(line->words);
			if (pass == 0)
				s.n[slot]++;
			else if (s.n[slot] >= REPEATS)
				line->kind = TEXT_FURNITURE;
		}
	return 0;
}

static void mark_until(struct text_lines *l, size_t end)
{
	for (size_t i = 0; i < end; i++)
		if (text_line_at(l, i)->kind == TEXT_BODY)
			text_line_at(l, i)->kind = TEXT_FURNITURE;
}

/* Whether the line opens the first paragraph or chapter. */
static bool is_start(struct span t)
{
	struct number number;

	if (!number_find(t.at, t.len, true, &number))
		return false;
	return (number.label.len == 1 && number.label.at[0] == '1') ||
	       (number.kind == NUMBER_ROMAN && number.label.len == 1 &&
	        number.label.at[0] == 'I');
}

/* Title page and contents: all up to the last leader near the start. */
static void mark_front(struct text_lines *l)
{
	size_t n = l->lines.n < FRONT_LINES ? l->lines.n : FRONT_LINES;
	size_t leader = 0, start = n;
	bool is_title = false, has_contents = false;

	for (size_t i = 0; i < l->lines.n; i++) {
		struct text_line *line = text_line_at(l, i);

		if (line->kind != TEXT_BODY)
			continue;
		if (contents_is_imprint(line->words))
			line->kind = TEXT_FURNITURE;
		if (i < n && contents_is_heading(line->words))
			has_contents = true;
		if (i < TITLE_LINES && contents_is_distribution(line->words))
			is_title = true;
		if (!contents_has_leader(line->words)) {
			if (start == n && i < n && is_start(line->words))
				start = i;
			continue;
		}
		line->kind = TEXT_FURNITURE;
		if (i < n)
			leader = i;
	}
	if (leader > 0 && (has_contents || is_title))
		mark_until(l, leader);
	else if (is_title && start < n)
		mark_until(l, start);
}

int text_lines_read(const char *bytes, size_t len, struct arena *a,
                    struct text_lines *out, struct fault *f)
{
	*out = (struct text_lines){ 0 };
	pile_init(&out->lines, a, sizeof(struct text_line), LINES_MOST,
	          "lines");
	if (cut(out, bytes, len, f) < 0)
		return -1;
	measure(out);
	mark_front(out);
	return mark_heads(out, a, f);
}
