/* SPDX-License-Identifier: Apache-2.0 */
#include "readers.h"

#include <stdint.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/utf8.h"

#include "blocks.h"
#include "contents.h"
#include "hyphen.h"
#include "number.h"
#include "pdf_lines.h"

/* Shares in hundredths. */
#define GAP_NEW    122 /* of the leading: more starts a paragraph */
#define SIZE_SAME  4   /* of the height: less is the same size */
#define SHORT_LINE 88  /* of the group's width: less ends early */
#define INDENT     120 /* of the height: more is a first line */
#define LARGE      103 /* of the body's height: more may be a heading */
#define SHORT_HEAD 75  /* of the page's text width: a heading without size */

#define HEADING_LINES 5
#define HEADING_MOST  320 /* bytes */
#define SIZES_MOST    16  /* sizes of headings told apart */

/* Which level headings of one size had when a number told it. */
struct size_level {
	int32_t height;
	unsigned level;
};

struct reader_state {
	struct pdf_lines lines;
	struct hyphen_words *words;
	struct blocks *blocks;
	size_t pending[2];  /* body lines of the open paragraph: first, last */
	size_t n_pending;   /* how many; body lines only */
	size_t flushed;     /* lines before it were put into blocks */
	int32_t text_width; /* widest body line */
	struct size_level sizes[SIZES_MOST];
	size_t n_sizes;
};

static struct pdf_line *body_line(struct reader_state *s, size_t i)
{
	return pdf_line_at(&s->lines, i);
}

static struct span text_of(struct reader_state *s, size_t i)
{
	return pdf_line_text(&s->lines, body_line(s, i));
}

static bool starts_upper(struct span t)
{
	size_t at = 0;

	return t.len > 0 && u_isupper((UChar32)utf8_next(t.at, t.len, &at));
}

static bool starts_lower(struct span t)
{
	size_t at = 0;

	return t.len > 0 && u_islower((UChar32)utf8_next(t.at, t.len, &at));
}

/* Whether T ends as a sentence does. */
static bool ends_sentence(struct span t)
{
	static const char *const ENDS[] = { ".",  "?", "!",  ".”", ".\"", ".)",
		                            ".»", "؟", "。", ":",  ";",   "…" };

	for (size_t i = 0; i < sizeof(ENDS) / sizeof(*ENDS); i++) {
		size_t n = strlen(ENDS[i]);

		if (t.len >= n && memcmp(t.at + t.len - n, ENDS[i], n) == 0)
			return true;
	}
	return false;
}

/* Whether the line opens with a printed number or list mark. */
static bool has_label(struct reader_state *s, size_t i)
{
	struct span t = text_of(s, i);
	struct number number;

	if (!number_find(t.at, t.len, true, &number) || number.skip >= t.len)
		return false;
	return body_line(s, i)->label > 0 || number.kind == NUMBER_PLAIN ||
	       number.kind == NUMBER_DOTTED || number.kind == NUMBER_LETTER ||
	       number.kind == NUMBER_BULLET;
}

static bool is_same_size(const struct pdf_line *a, const struct pdf_line *b)
{
	int32_t d = a->height > b->height ? a->height - b->height
	                                  : b->height - a->height;

	return d * 100 <= a->height * SIZE_SAME;
}

/* Whether A ends well before the width that B, its neighbour, shows. */
static bool is_short(const struct reader_state *s, const struct pdf_line *a)
{
	return (a->right - a->x) * 100 < s->text_width * SHORT_LINE;
}

/* Whether line NEXT starts a new paragraph after line LAST. */
static bool is_break(struct reader_state *s, size_t last, size_t next)
{
	const struct pdf_line *a = body_line(s, last);
	const struct pdf_line *b = body_line(s, next);
	struct span before = text_of(s, last), after = text_of(s, next);
	int64_t leading = s->lines.leading;

	if (a->is_cell || b->is_cell ||
	    (a->group != b->group && !is_same_size(a, b)))
		return true;
	if (has_label(s, next) &&
	    (body_line(s, next)->label > 0 || a->group != b->group ||
	     ends_sentence(before)))
		return true;
	if (a->page != b->page || b->y < a->y - a->height) {
		/* Another page or column: the words decide. */
		return ends_sentence(before) && !starts_lower(after) &&
		       is_short(s, a);
	}
	if (a->height != s->lines.body && s->lines.body > 0)
		leading = leading * a->height / s->lines.body;
	if ((b->bottom - a->bottom) * 100L > leading * GAP_NEW)
		return !starts_lower(after) || ends_sentence(before) ||
		       (b->bottom - a->bottom) > leading * 2;
	if (a->group != b->group && !a->is_rtl && b->x > a->right)
		return true; /* the next cell of a row */
	if (!ends_sentence(before) || !starts_upper(after))
		return false;
	return (a->group != b->group && is_short(s, a)) ||
	       (b->x - a->x) * 100L > (long)b->height * INDENT;
}

/* Words of line I, without the hyphen that its end does not keep. */
static struct span cut_hyphen(struct reader_state *s, struct span t,
                              struct span next)
{
	if (next.len > 0 && hyphen_ends(t.at, t.len) &&
	    !hyphen_stays(s->words, t, next))
		t.len--;
	return t;
}

/* The body lines from I on, up to and with LAST; SIZE_MAX after it. */
static size_t next_of(struct reader_state *s, size_t i, size_t last,
                      enum pdf_kind kind)
{
	for (i++; i <= last; i++)
		if (body_line(s, i)->kind == kind)
			return i;
	return SIZE_MAX;
}

/* Joins lines of KIND from FIRST to LAST in the open block. */
static int add_lines(struct reader_state *s, size_t first, size_t last,
                     enum pdf_kind more, struct fault *f)
{
	size_t i = first, next;
	struct span before = { NULL, 0 };

	for (; i != SIZE_MAX; i = next) {
		struct span t = text_of(s, i), kept;

		next = next_of(s, i, last, more);
		kept = next == SIZE_MAX ? t
		                        : cut_hyphen(s, t, text_of(s, next));
		if (before.len > 0 && !hyphen_ends(before.at, before.len) &&
		    blocks_add(s->blocks, " ", 1, f) < 0)
			return -1;
		if (blocks_add(s->blocks, kept.at, kept.len, f) < 0)
			return -1;
		before = t;
	}
	return 0;
}

static int add_furniture(struct reader_state *s, size_t i, struct fault *f)
{
	struct block_note note = { .kind = BLOCK_FURNITURE,
		                   .page = body_line(s, i)->page };
	struct span t = text_of(s, i);

	if (blocks_open(s->blocks, &note, f) < 0 ||
	    blocks_add(s->blocks, t.at, t.len, f) < 0)
		return -1;
	return blocks_close(s->blocks, f);
}

static int add_note(struct reader_state *s, size_t i, size_t until,
                    struct fault *f)
{
	const struct pdf_line *line = body_line(s, i);
	char mark[16] = "";
	struct block_note note = { .kind = BLOCK_FOOTNOTE,
		                   .page = line->page,
		                   .number = mark };
	size_t last = i;

	if (line->mark > 0 && line->mark < sizeof(mark)) {
		memcpy(mark, s->lines.bytes.at + line->text, line->mark);
		mark[line->mark] = '\0';
	}
	while (last + 1 < until && body_line(s, last + 1)->kind != PDF_NOTE)
		last++;
	if (blocks_open(s->blocks, &note, f) < 0 ||
	    add_lines(s, i, last, PDF_NOTE_MORE, f) < 0)
		return -1;
	return blocks_close(s->blocks, f);
}

/* Puts notes and furniture before line UNTIL into blocks. */
static int flush_others(struct reader_state *s, size_t until, struct fault *f)
{
	for (size_t i = s->flushed; i < until; i++) {
		enum pdf_kind kind = body_line(s, i)->kind;

		if (kind == PDF_FURNITURE && add_furniture(s, i, f) < 0)
			return -1;
		if (kind == PDF_NOTE && add_note(s, i, until, f) < 0)
			return -1;
	}
	s->flushed = until;
	return 0;
}

/* All capitals, and enough of them. */
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

/* Level that the size of LINE told before, or 0. */
static unsigned level_of_size(const struct reader_state *s, int32_t height)
{
	for (size_t i = 0; i < s->n_sizes; i++)
		if (s->sizes[i].height == height)
			return s->sizes[i].level;
	return 0;
}

static void learn_size(struct reader_state *s, int32_t height, unsigned level)
{
	if (level == 0 || height == s->lines.body || s->n_sizes == SIZES_MOST ||
	    level_of_size(s, height) > 0)
		return;
	s->sizes[s->n_sizes++] = (struct size_level){ height, level };
}

/* Whether the pending paragraph is a heading; NEXT is the line after it. */
static bool is_heading(struct reader_state *s, size_t next,
                       const struct number *number)
{
	const struct pdf_line *line = body_line(s, s->pending[0]);
	struct span first = text_of(s, s->pending[0]);
	struct span last = text_of(s, s->pending[1]);
	size_t len = 0;

	for (size_t i = s->pending[0]; i <= s->pending[1]; i++)
		if (body_line(s, i)->kind == PDF_BODY)
			len += body_line(s, i)->len;
	if (s->n_pending > HEADING_LINES || len > HEADING_MOST ||
	    last.at[last.len - 1] == '.' || last.at[last.len - 1] == ';' ||
	    last.at[last.len - 1] == ',' ||
	    line->height * 100 < s->lines.body * (100 - SIZE_SAME))
		return false;
	switch (number->kind) {
	case NUMBER_ROMAN:
	case NUMBER_CAPITAL:
	case NUMBER_CJK:
		return true;
	case NUMBER_BULLET:
	case NUMBER_MIXED:
		return false;
	case NUMBER_LETTER:
	case NUMBER_NONE:
	case NUMBER_PLAIN:
	case NUMBER_DOTTED:
	default:
		break;
	}
	if (line->height * 100 >= s->lines.body * LARGE || is_shouted(first) ||
	    contents_is_notes(first) || contents_is_annex(first))
		return true;
	/* A short line that a numbered paragraph follows. */
	return s->n_pending == 1 && number->kind == NUMBER_NONE &&
	       starts_upper(first) && next < s->lines.lines.n &&
	       (line->right - line->x) * 100 < s->text_width * SHORT_HEAD &&
	       last.at[last.len - 1] != ':' && body_line(s, next)->label > 0;
}

/* Puts the open paragraph into a block; NEXT is the body line after it. */
static int flush_body(struct reader_state *s, size_t next, struct fault *f)
{
	struct block_note note = { .kind = BLOCK_PARAGRAPH };
	struct number number;
	struct span first;
	const struct pdf_line *line;

	if (s->n_pending == 0)
		return 0;
	line = body_line(s, s->pending[0]);
	first = text_of(s, s->pending[0]);
	(void)number_find(first.at, first.len, true, &number);
	note.page = line->page;
	if (line->is_cell)
		note.kind = BLOCK_CELL;
	else if (first.len > 0 && is_heading(s, next, &number)) {
		note.kind = BLOCK_HEADING;
		/* Numbers tell the level in blocks.c; sizes follow them. */
		learn_size(s, line->height, number_level(&number));
		if (number.kind == NUMBER_NONE)
			note.level = level_of_size(s, line->height);
	}
	if (blocks_open(s->blocks, &note, f) < 0 ||
	    add_lines(s, s->pending[0], s->pending[1], PDF_BODY, f) < 0 ||
	    blocks_close(s->blocks, f) < 0)
		return -1;
	s->n_pending = 0;
	return 0;
}

static int assemble(struct reader_state *s, struct fault *f)
{
	size_t n = s->lines.lines.n;

	for (size_t i = 0; i < n; i++) {
		if (body_line(s, i)->kind != PDF_BODY || text_of(s, i).len == 0)
			continue;
		if (s->n_pending > 0 && !is_break(s, s->pending[1], i)) {
			s->pending[1] = i;
			s->n_pending++;
			continue;
		}
		if (flush_body(s, i, f) < 0 || flush_others(s, i, f) < 0)
			return -1;
		s->pending[0] = i;
		s->pending[1] = i;
		s->n_pending = 1;
	}
	if (flush_body(s, n, f) < 0)
		return -1;
	return flush_others(s, n, f);
}

/* Counts words, as evidence for hyphens, and the width of the body. */
static int survey(struct reader_state *s, struct arena *a, struct fault *f)
{
	if (hyphen_words_new(a, &s->words, f) < 0)
		return -1;
	for (size_t i = 0; i < s->lines.lines.n; i++) {
		const struct pdf_line *line = body_line(s, i);
		struct span t = text_of(s, i);

		if (hyphen_words_add(s->words, t.at, t.len, f) < 0)
			return -1;
		if (line->height == s->lines.body &&
		    line->right - line->x > s->text_width)
			s->text_width = line->right - line->x;
	}
	return 0;
}

int read_pdf_layout(const char *bytes, size_t len, struct blocks *b,
                    struct fault *f)
{
	struct arena *a = blocks_arena(b);
	struct reader_state *s = arena_alloc(a, sizeof(*s), f);

	if (!s)
		return -1;
	s->blocks = b;
	if (pdf_lines_read(bytes, len, a, &s->lines, f) < 0)
		return -1;
	if (s->lines.lines.n == 0)
		return fault_set(f, FAULT_INPUT,
		                 "the PDF has no text layer (a scan): send the "
		                 "original, or a version with recognised text");
	if (pdf_lines_sort(&s->lines, a, f) < 0 || survey(s, a, f) < 0)
		return -1;
	return assemble(s, f);
}
