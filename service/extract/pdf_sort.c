/* SPDX-License-Identifier: Apache-2.0 */
#include "pdf_lines.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "contents.h"

#define ZONE        10  /* running heads stand in this top or foot hundredth */
#define REPEATS     3   /* a head on so many pages is a running head */
#define HEAD_MOST   160 /* bytes of one */
#define NOTE_SIZE   95  /* a footnote is set smaller, in hundredths of body */
#define SLOTS_LEAST 1024
#define TITLE_PAGES 2 /* "Distr." is looked for on so many */

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

static bool in_zone(const struct pdf_line *line)
{
	int64_t zone = (int64_t)line->page_height * ZONE / 100;

	return line->bottom < zone || line->y > line->page_height - zone;
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
	return in_zone(line) && line->len <= HEAD_MOST;
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
		    (in_zone(line) && contents_is_page_number(t)) ||
		    (may_be_head(line) &&
		     find(h, contents_masked(t))->n >= REPEATS))
			line->kind = PDF_FURNITURE;
	}
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
		if (line->kind == PDF_BODY)
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

static void mark_notes(struct pdf_lines *l)
{
	const struct pdf_line *note = NULL; /* the last line of one */

	for (size_t i = 0; i < l->lines.n; i++) {
		struct pdf_line *line = pdf_line_at(l, i);

		if (line->kind != PDF_BODY)
			continue;
		if (is_small(l, line) &&
		    (line->has_mark || has_plain_mark(pdf_line_text(l, line))))
			line->kind = PDF_NOTE;
		else if (note && is_small(l, line) &&
		         line->height >= note->height - 30 &&
		         line->height <= note->height + 30)
			line->kind = PDF_NOTE_MORE;
		note = line->kind == PDF_BODY ? NULL : line;
	}
}

int pdf_lines_sort(struct pdf_lines *l, struct arena *a, struct fault *f)
{
	struct heads heads;

	if (count_heads(l, a, &heads, f) < 0)
		return -1;
	mark_heads(l, &heads);
	mark_title(l);
	mark_contents(l);
	mark_notes(l);
	return 0;
}
