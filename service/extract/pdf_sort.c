/* SPDX-License-Identifier: Apache-2.0 */
#include "pdf_lines.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "contents.h"

#define ZONE         10  /* running heads stand in this top or foot hundredth */
#define REPEATS      3   /* a head on so many pages is a running head */
#define HEAD_MOST    160 /* bytes of one */
#define NOTE_SIZE    95  /* a footnote is set smaller, in hundredths of body */
#define CELL_WIDTH   25  /* of the page's height, at most, in hundredths */
#define COLUMNS_MOST 12  /* blocks further on are no columns of this table */
#define SLOTS_LEAST  1024
#define MARK_DIGITS  4
#define NOTE_NEAR    30 /* hundredths of a point between lines of a note */
#define TAIL_MOST    12 /* bytes of what follows a leader */
#define PROSE_LINES  4  /* lines of one block on a title page */
#define TITLE_PAGES  2  /* "Distr." is looked for on so many */

/* How often a line in a page's zone was seen, digits taken as equal. */
struct head {
	uint64_t key; /* 0 free */
	uint32_t n;
	uint32_t page; /* the last one it was seen on */
};

struct heads {
	struct head *slots;
	size_t room; /* a power of two */
};

/* Marks the lines from FIRST to END, of one page from TOP to FOOT. */
static void mark_page(struct pdf_lines *l, size_t first, size_t end,
                      int32_t top, int32_t foot)
{
	for (; first < end; first++) {
		struct pdf_line *p = pdf_line_at(l, first);
		int32_t zone = p->page_height / ZONE;

		p->is_edge = p->bottom < zone || p->y > p->page_height - zone ||
		             p->y <= top || p->bottom >= foot;
	}
}

/* Marks what stands at the head and foot of its page. */
static void mark_edges(struct pdf_lines *l)
{
	size_t first = 0;
	int32_t top = INT32_MAX, foot = 0;

	for (size_t i = 0; i <= l->lines.n; i++) {
		const struct pdf_line *line =
			i < l->lines.n ? pdf_line_at(l, i) : NULL;

		if (i > first &&
		    (!line || line->page != pdf_line_at(l, first)->page)) {
			mark_page(l, first, i, top, foot);
			first = i;
			top = INT32_MAX;
			foot = 0;
		}
		if (line && line->y < top)
			top = line->y;
		if (line && line->bottom > foot)
			foot = line->bottom;
	}
}

static struct head *find(const struct heads *h, uint64_t key)
{
	size_t i = key & (h->room - 1);

	while (h->slots[i].key && h->slots[i].key != key)
		i = (i + 1) & (h->room - 1);
	return &h->slots[i];
}

static bool may_be_head(const struct pdf_line *line)
{
	return line->is_edge && line->len <= HEAD_MOST;
}

static int count_heads(const struct pdf_lines *l, struct arena *a,
                       struct heads *h, struct fault *f)
{
	h->room = SLOTS_LEAST;
	while (h->room < l->lines.n * 2)
		h->room *= 2;
	h->slots = arena_array(a, h->room, sizeof(*h->slots), f);
	if (!h->slots)
		return -1;
	for (size_t i = 0; i < l->lines.n; i++) {
		const struct pdf_line *line = pdf_line_at(l, i);
		struct head *head;
		uint64_t key;

		if (!may_be_head(line))
			continue;
		key = contents_masked(pdf_line_text(l, line));
		head = find(h, key);
		head->key = key;
		head->n += head->page != line->page;
		head->page = line->page;
	}
	return 0;
}

static void mark_heads(struct pdf_lines *l, const struct heads *h)
{
	for (size_t i = 0; i < l->lines.n; i++) {
		struct pdf_line *line = pdf_line_at(l, i);
		struct span t = pdf_line_text(l, line);

		if (contents_is_imprint(t) ||
		    (line->is_edge && contents_is_page_number(t)) ||
		    (may_be_head(line) &&
		     find(h, contents_masked(t))->n >= REPEATS))
			line->kind = PDF_FURNITURE;
	}
}

/* Whether line I is of a paragraph: PROSE_LINES of body size and more. */
static bool is_prose(const struct pdf_lines *l, size_t i)
{
	uint32_t group = pdf_line_at(l, i)->group;
	size_t first = i, n = 0;
	bool has_stop = false;

	while (first > 0 && pdf_line_at(l, first - 1)->group == group)
		first--;
	for (; first < l->lines.n && pdf_line_at(l, first)->group == group;
	     first++, n++) {
		struct span t = pdf_line_text(l, pdf_line_at(l, first));

		has_stop |= t.len > 0 && t.at[t.len - 1] == '.';
	}
	return n >= PROSE_LINES && has_stop &&
	       pdf_line_at(l, i)->height == l->body;
}

/*
 * A title page of the United Nations ("Distr.: General"): all up to the
 * first numbered paragraph or the end of the page.
 */
static void mark_title(struct pdf_lines *l)
{
	size_t n = 0;
	bool is_title = false;

	for (; n < l->lines.n; n++) {
		const struct pdf_line *line = pdf_line_at(l, n);

		if (line->page > TITLE_PAGES - 1)
			break;
		if (contents_is_distribution(pdf_line_text(l, line)))
			is_title = true;
	}
	for (size_t i = 0; is_title && i < n; i++) {
		struct pdf_line *line = pdf_line_at(l, i);

		if (line->label > 0 && l->bytes.at[line->text] == '1' &&
		    line->label <= 2)
			break;
		if (line->kind == PDF_BODY && !is_prose(l, i))
			line->kind = PDF_FURNITURE;
	}
}

/* What is left of an entry behind its leader: "26", "Annex". */
static void mark_tail(struct pdf_lines *l, size_t leader)
{
	uint32_t page = pdf_line_at(l, leader)->page;

	for (size_t i = leader + 1; i < l->lines.n; i++) {
		struct pdf_line *line = pdf_line_at(l, i);

		if (line->page != page || line->len > TAIL_MOST)
			break;
		line->kind = PDF_FURNITURE;
	}
}

/* Leaders, and what stands between the word "Contents" and the last one. */
static void mark_contents(struct pdf_lines *l)
{
	size_t open = SIZE_MAX; /* first line of contents under way */
	size_t last = 0;        /* last leader of it */

	for (size_t i = 0; i < l->lines.n; i++) {
		struct pdf_line *line = pdf_line_at(l, i);
		struct span t = pdf_line_text(l, line);

		if (open != SIZE_MAX &&
		    line->page > pdf_line_at(l, last)->page + 1)
			open = SIZE_MAX;
		if (contents_is_heading(t)) {
			open = i;
			last = i;
		}
		if (!contents_has_leader(t))
			continue;
		line->kind = PDF_FURNITURE;
		for (size_t k = open; k < i; k++)
			pdf_line_at(l, k)->kind = PDF_FURNITURE;
		if (open != SIZE_MAX) {
			open = i;
			last = i;
		}
		mark_tail(l, i);
	}
}

static bool is_small(const struct pdf_lines *l, const struct pdf_line *line)
{
	return line->height * 100 < l->body * NOTE_SIZE;
}

/* A number in front that is set like the rest: "12 See para. 3". */
static bool has_plain_mark(struct span t)
{
	size_t n = 0;

	while (n < t.len && t.at[n] >= '0' && t.at[n] <= '9')
		n++;
	return n > 0 && n <= 3 && n < t.len && t.at[n] == ' ';
}

/* The number of a raised mark; 0 where it is no number. */
static unsigned mark_value(const struct pdf_lines *l,
                           const struct pdf_line *line)
{
	const char *at = l->bytes.at + line->text;
	unsigned value = 0;

	for (size_t i = 0; i < line->mark && i < MARK_DIGITS; i++) {
		if (at[i] < '0' || at[i] > '9')
			return 0;
		value = value * 10 + (unsigned)(at[i] - '0');
	}
	return value;
}

/*
 * A raised number in front of a line starts a note when the line is small, or
 * when it is the number after that of the last note: fonts differ in height.
 */
static bool is_note(const struct pdf_lines *l, const struct pdf_line *line,
                    unsigned last)
{
	if (is_small(l, line))
		return line->has_mark || has_plain_mark(pdf_line_text(l, line));
	return line->has_mark && mark_value(l, line) == last + 1;
}

/* Whether LINE goes on with the note that NOTE is a line of. */
static bool is_note_more(const struct pdf_lines *l, const struct pdf_line *line,
                         const struct pdf_line *note)
{
	int32_t d = line->height - note->height;

	return (is_small(l, line) || line->group == note->group) &&
	       (d < 0 ? -d : d) <= NOTE_NEAR;
}

/* What LINE is below the heading "Notes", where nothing else follows. */
static enum pdf_kind end_note(const struct pdf_lines *l,
                              const struct pdf_line *line,
                              const struct pdf_line *note)
{
	struct span t = pdf_line_text(l, line);

	/* Numbers that pdftotext has parted from their notes. */
	if (!line->has_mark && contents_is_page_number(t))
		return PDF_FURNITURE;
	if (!note || line->has_mark || has_plain_mark(t) ||
	    (line->group != note->group && line->page == note->page))
		return PDF_NOTE;
	return PDF_NOTE_MORE;
}

static void mark_notes(struct pdf_lines *l)
{
	const struct pdf_line *note = NULL; /* the last line of one */
	bool in_ends = false;               /* below "Notes" */
	unsigned last = 0;

	for (size_t i = 0; i < l->lines.n; i++) {
		struct pdf_line *line = pdf_line_at(l, i);
		struct span t = pdf_line_text(l, line);

		if (line->kind != PDF_BODY)
			continue;
		if (contents_is_notes(t) || contents_is_annex(t)) {
			in_ends = contents_is_notes(t);
			note = NULL;
			continue;
		}
		if (in_ends)
			line->kind = end_note(l, line, note);
		else if (is_note(l, line, last))
			line->kind = PDF_NOTE;
		else if (note && is_note_more(l, line, note))
			line->kind = PDF_NOTE_MORE;
		if (line->kind != PDF_FURNITURE)
			note = line->kind == PDF_BODY ? NULL : line;
		if (line->kind == PDF_NOTE && mark_value(l, line) > 0)
			last = mark_value(l, line);
	}
}

/* Lines from FIRST that are one block of pdftotext's. */
static size_t group_len(const struct pdf_lines *l, size_t first)
{
	uint32_t group = pdf_line_at(l, first)->group;
	size_t n = 1;

	while (first + n < l->lines.n &&
	       pdf_line_at(l, first + n)->group == group)
		n++;
	return n;
}

/* Whether the N lines from A and from B stand side by side, row by row. */
static bool is_side_by_side(const struct pdf_lines *l, size_t a, size_t b,
                            size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct pdf_line *p = pdf_line_at(l, a + i);
		const struct pdf_line *q = pdf_line_at(l, b + i);
		int32_t d = p->bottom - q->bottom;

		if (p->page != q->page || (d < 0 ? -d : d) * 5 > p->height ||
		    (p->right - p->x) * 100 > p->page_height * CELL_WIDTH)
			return false;
	}
	return true;
}

static void set_cells(struct pdf_lines *l, size_t first, size_t n)
{
	for (size_t i = 0; i < n; i++)
		pdf_line_at(l, first + i)->is_cell = true;
}

/* Looks for a column beside the N lines from A among the blocks from B on. */
static void mark_column(struct pdf_lines *l, size_t a, size_t n, size_t b)
{
	size_t m;

	for (int k = 0; k < COLUMNS_MOST && b < l->lines.n; k++, b += m) {
		m = group_len(l, b);
		if (m != n || !is_side_by_side(l, a, b, n))
			continue;
		set_cells(l, a, n);
		set_cells(l, b, n);
	}
}

/*
 * Columns of a table come one after the other. Where two have the same rows,
 * each line is a cell; a column of text is wider than a cell.
 */
static void mark_cells(struct pdf_lines *l)
{
	size_t n;

	for (size_t a = 0; a < l->lines.n; a += n) {
		n = group_len(l, a);
		if (n > 1)
			mark_column(l, a, n, a + n);
	}
}

int pdf_lines_sort(struct pdf_lines *l, struct arena *a, struct fault *f)
{
	struct heads heads;

	mark_edges(l);
	if (count_heads(l, a, &heads, f) < 0)
		return -1;
	mark_heads(l, &heads);
	mark_title(l);
	mark_contents(l);
	mark_notes(l);
	mark_cells(l);
	return 0;
}
