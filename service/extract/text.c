/* SPDX-License-Identifier: Apache-2.0 */
#include "readers.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/fault.h"
#include "base/span.h"
#include "base/utf8.h"

#include "blocks.h"
#include "contents.h"
#include "hyphen.h"
#include "number.h"
#include "text_lines.h"

#define HEADING_MOST 200 /* bytes of a heading */
#define TITLE_MOST   90  /* bytes of one without a number */
#define SHORT_LINE   60  /* per cent of the width: less ends a paragraph */
#define LABEL_MOST   12  /* bytes of a number alone on its line */

struct assembler {
	struct text_lines lines;
	struct hyphen_words *words; /* NULL where no line ends in a hyphen */
	struct blocks *blocks;
	size_t first, last; /* body lines of the open paragraph */
	bool is_open;
	bool was_blank; /* since the last body line */
	bool in_notes;  /* below a rule, until a blank line */
	bool in_ends;   /* below the heading "Notes", to the end */
};

static struct span words_of(const struct assembler *s, size_t i)
{
	return text_line_at(&s->lines, i)->words;
}

static UChar32 first_char(struct span t)
{
	size_t at = 0;

	return t.len > 0 ? (UChar32)utf8_next(t.at, t.len, &at) : 0;
}

static bool ends_sentence(struct span t)
{
	static const char *const ENDS[] = { ".",   "?",  "!",  ";", ":", ".”",
		                            ".\"", ".)", ".»", "؟", "。" };

	for (size_t i = 0; i < sizeof(ENDS) / sizeof(*ENDS); i++) {
		size_t n = strlen(ENDS[i]);

		if (t.len >= n && memcmp(t.at + t.len - n, ENDS[i], n) == 0)
			return true;
	}
	return false;
}

/* "12." or "(a)" with nothing behind it. */
static bool is_lone_label(struct span t)
{
	struct number number;

	return t.len <= LABEL_MOST && number_find(t.at, t.len, true, &number) &&
	       number.skip >= t.len;
}

static bool has_label(struct span t, bool is_heading)
{
	struct number number;

	return number_find(t.at, t.len, is_heading, &number);
}

static bool is_shouted(struct span t)
{
	size_t at = 0, upper = 0;

	while (at < t.len) {
		UChar32 c = (UChar32)utf8_next(t.at, t.len, &at);

		if (u_islower(c))
			return false;
		upper += u_isupper(c);
	}
	return upper >= 4;
}

/* Whether LINE alone could be a heading, wherever it stands. */
static bool is_head(struct span t)
{
	struct number number;
	char end;

	if (t.len == 0 || t.len > HEADING_MOST)
		return false;
	end = t.at[t.len - 1];
	if (end == '.' || end == ';' || end == ',' || end == ':')
		return false;
	if (number_find(t.at, t.len, true, &number) && number.skip < t.len)
		return number.kind == NUMBER_ROMAN ||
		       number.kind == NUMBER_CAPITAL ||
		       number.kind == NUMBER_CJK;
	return is_shouted(t);
}

/* Whether the body line NEXT starts a paragraph after the line LAST. */
static bool is_break(const struct assembler *s, size_t next)
{
	struct span a = words_of(s, s->last), b = words_of(s, next);
	bool ends = ends_sentence(a), lower = u_islower(first_char(b));

	if (is_lone_label(a) && s->first == s->last)
		return false;
	if (is_head(a) && s->first == s->last)
		return !lower;
	if (has_label(b, false))
		return s->was_blank || ends || is_lone_label(b) ||
		       a.len * 100 < s->lines.width * SHORT_LINE;
	if (s->was_blank)
		return ends || !lower;
	if (is_head(b))
		return true;
	if (lower || !u_isalpha(first_char(b)))
		return false;
	if (!s->lines.is_wrapped)
		return ends || a.len < TITLE_MOST;
	return a.len * 100 < s->lines.width * SHORT_LINE && ends;
}

/* The body line behind I, up to LAST; SIZE_MAX after it. */
static size_t next_body(const struct assembler *s, size_t i, size_t last)
{
	for (i++; i <= last; i++)
		if (text_line_at(&s->lines, i)->kind == TEXT_BODY)
			return i;
	return SIZE_MAX;
}

static int add_words(struct assembler *s, struct fault *f)
{
	size_t i = s->first, next;

	for (; i != SIZE_MAX; i = next) {
		struct span t = words_of(s, i);
		bool is_cut = false;

		next = next_body(s, i, s->last);
		if (next != SIZE_MAX && hyphen_ends(t.at, t.len)) {
			is_cut = true;
			if (!hyphen_stays(s->words, t, words_of(s, next)))
				t.len--;
		}
		if (blocks_add(s->blocks, t.at, t.len, f) < 0)
			return -1;
		if (!is_cut && next != SIZE_MAX &&
		    blocks_add(s->blocks, " ", 1, f) < 0)
			return -1;
	}
	return 0;
}

static size_t length_of(const struct assembler *s)
{
	size_t n = 0;

	for (size_t i = s->first; i <= s->last; i++)
		n += words_of(s, i).len;
	return n;
}

/* Whether the open paragraph is a heading; NEXT is the body line after it. */
static bool is_heading(const struct assembler *s, size_t next)
{
	struct span first = words_of(s, s->first), last = words_of(s, s->last);
	size_t len = length_of(s);

	if (len > HEADING_MOST || ends_sentence(last) ||
	    last.at[last.len - 1] == ',')
		return false;
	if (is_lone_label(first) && s->last > s->first)
		return has_label(first, true) && !has_label(first, false);
	if (is_head(first) || contents_is_notes(first) ||
	    contents_is_annex(first))
		return true;
	/* A short line that a numbered paragraph or a chapter follows. */
	return len <= TITLE_MOST && u_isupper(first_char(first)) &&
	       !has_label(first, false) && s->first == s->last &&
	       next < s->lines.lines.n && has_label(words_of(s, next), true);
}

static bool is_note(const struct assembler *s)
{
	struct span t = words_of(s, s->first);

	if (s->in_notes)
		return t.at[0] == '*' || u_isdigit(first_char(t));
	return s->in_ends && u_isdigit(first_char(t));
}

static int flush(struct assembler *s, size_t next, struct fault *f)
{
	struct block_note note = { .kind = BLOCK_PARAGRAPH };

	if (!s->is_open)
		return 0;
	s->is_open = false;
	note.page = text_line_at(&s->lines, s->first)->page;
	if (is_note(s))
		note.kind = BLOCK_FOOTNOTE;
	else if (is_heading(s, next))
		note.kind = BLOCK_HEADING;
	if (note.kind == BLOCK_HEADING)
		s->in_ends = contents_is_notes(words_of(s, s->first));
	if (blocks_open(s->blocks, &note, f) < 0 || add_words(s, f) < 0)
		return -1;
	return blocks_close(s->blocks, f);
}

static int add_furniture(struct assembler *s, size_t i, struct fault *f)
{
	const struct text_line *line = text_line_at(&s->lines, i);
	struct block_note note = { .kind = BLOCK_FURNITURE,
		                   .page = line->page };

	if (blocks_open(s->blocks, &note, f) < 0 ||
	    blocks_add(s->blocks, line->words.at, line->words.len, f) < 0)
		return -1;
	return blocks_close(s->blocks, f);
}

/* Furniture between the lines of a paragraph comes behind it. */
static int flush_furniture(struct assembler *s, size_t *from, size_t until,
                           struct fault *f)
{
	for (; *from < until; (*from)++)
		if (text_line_at(&s->lines, *from)->kind == TEXT_FURNITURE &&
		    add_furniture(s, *from, f) < 0)
			return -1;
	return 0;
}

static int assemble(struct assembler *s, struct fault *f)
{
	size_t n = s->lines.lines.n, done = 0;

	for (size_t i = 0; i < n; i++) {
		enum text_kind kind = text_line_at(&s->lines, i)->kind;

		if (kind == TEXT_BLANK)
			s->was_blank = true;
		if (kind == TEXT_RULE) {
			if (flush(s, i, f) < 0)
				return -1;
			s->in_notes = true;
			s->was_blank = false;
		}
		if (kind != TEXT_BODY)
			continue;
		if (s->is_open && !is_break(s, i)) {
			s->last = i;
			s->was_blank = false;
			continue;
		}
		if (flush(s, i, f) < 0 || flush_furniture(s, &done, i, f) < 0)
			return -1;
		if (s->was_blank)
			s->in_notes = false;
		s->first = i;
		s->last = i;
		s->is_open = true;
		s->was_blank = false;
	}
	if (flush(s, n, f) < 0)
		return -1;
	return flush_furniture(s, &done, n, f);
}

int read_text(const char *bytes, size_t len, struct blocks *b, struct fault *f)
{
	struct assembler s = { .blocks = b };

	if (text_lines_read(bytes, len, blocks_arena(b), &s.lines, f) < 0)
		return -1;
	if (s.lines.has_hyphens) {
		if (hyphen_words_new(blocks_arena(b), &s.words, f) < 0)
			return -1;
		for (size_t i = 0; i < s.lines.lines.n; i++)
			if (hyphen_words_add(s.words, words_of(&s, i).at,
			                     words_of(&s, i).len, f) < 0)
				return -1;
	}
	return assemble(&s, f);
}
