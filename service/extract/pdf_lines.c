/* SPDX-License-Identifier: Apache-2.0 */
#include "pdf_lines.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/utf8.h"

#include "arabic.h"
#include "number.h"
#include "tsv.h"

#define BYTES_MOST      ((size_t)32 << 20)
#define LINES_MOST      ((size_t)1 << 20)
#define LINE_WORDS_MOST 500   /* a line of more is cut into several */
#define HEIGHT_MOST     10000 /* hundredths: 100 pt, above any body text */
#define LEADING_MOST    10000

/* Shares of the line's height, in hundredths. */
#define RAISED_SIZE   80  /* a raised mark is smaller than this */
#define RAISED_FOOT   82  /* and its foot above this */
#define GLUE_GAP      9   /* less than this between two words is no space */
#define LABEL_GAP     60  /* more than this sets a number apart */
#define HEIGHT_NEAR   6   /* hundredths of a point: rounding */
#define RATIOS_MOST   8   /* pairs of fonts; reports have two or three */
#define RATIO_LETTERS 500 /* fewer letters are no witness of a font */
#define STRAY_SHARE   5   /* of the letters: a height that few have */
#define SAME_ROW      50  /* lines that share more than this are one row */

/* One line in the making. */
struct line_words {
	struct tsv_word word[LINE_WORDS_MOST];
	size_t n;
};

struct maker {
	struct pdf_lines *out;
	struct line_words words;
	int32_t page_height;
	uint32_t group;
};

static bool is_rtl_letter(UChar32 c)
{
	UCharDirection d = u_charDirection(c);

	return d == U_RIGHT_TO_LEFT || d == U_RIGHT_TO_LEFT_ARABIC;
}

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Adds up the letters of T by where they are written to. */
static void count_letters(struct span t, size_t *rtl, size_t *ltr)
{
	size_t at = 0;

	while (at < t.len) {
		UChar32 c;

		/* Most letters, without asking ICU twice for each. */
		if ((unsigned char)t.at[at] < 0x80) {
			*ltr += is_ascii_letter(t.at[at++]);
			continue;
		}
		c = (UChar32)utf8_next(t.at, t.len, &at);
		*rtl += is_rtl_letter(c);
		*ltr += u_isalpha(c) && !is_rtl_letter(c);
	}
}

static bool is_rtl_line(const struct line_words *w)
{
	size_t rtl = 0, ltr = 0;

	for (size_t i = 0; i < w->n; i++)
		count_letters(w->word[i].text, &rtl, &ltr);
	return rtl > 0 && rtl * 2 > ltr;
}

/* The height that most bytes of the line have. */
static int32_t main_height(const struct line_words *w)
{
	int32_t best = 0;
	size_t most = 0;

	for (size_t i = 0; i < w->n; i++) {
		int32_t height = w->word[i].height;
		size_t n = 0;

		if (height == best)
			continue;
		for (size_t k = 0; k < w->n; k++)
			if (w->word[k].height == height)
				n += w->word[k].text.len;
		if (n > most) {
			most = n;
			best = height;
		}
	}
	return best;
}

/* "12", "12,13", "a": what a raised mark of a note may be. */
static bool is_note_mark(struct span t)
{
	bool has_digit = false;

	if (t.len == 0)
		return false;
	for (size_t i = 0; i < t.len; i++) {
		if (t.at[i] >= '0' && t.at[i] <= '9')
			has_digit = true;
		else if (!strchr(",-*", t.at[i]) && (t.len > 2))
			return false;
	}
	if (has_digit)
		return true;
	return (t.len == 1 && t.at[0] >= 'a' && t.at[0] <= 'z') ||
	       memcmp(t.at, "*", 1) == 0 ||
	       (t.len == 3 &&
	        (memcmp(t.at, "†", 3) == 0 || memcmp(t.at, "‡", 3) == 0)) ||
	       (t.len == 2 && memcmp(t.at, "§", 2) == 0);
}

static bool is_stars(struct span t)
{
	if (t.len % 3 == 0 && t.len > 0 && t.len <= 9 &&
	    memcmp(t.at, "∗", 3) == 0)
		return memcmp(t.at, "∗∗∗", t.len) == 0;
	for (size_t i = 0; i < t.len; i++)
		if (t.at[i] != '*')
			return false;
	return t.len > 0 && t.len <= 4;
}

/* Endings of ordinals that are set raised: "3rd", "1er", "2e". */
static bool is_ordinal(struct span t)
{
	static const char *const ENDINGS[] = {
		"st", "nd", "rd", "th", "er", "re", "e",   "ème", "eme",
		"o",  "a",  "os", "as", "º",  "ª",  "er,", "th,", "rd,",
	};

	for (size_t i = 0; i < sizeof(ENDINGS) / sizeof(*ENDINGS); i++)
		if (strlen(ENDINGS[i]) == t.len &&
		    memcmp(ENDINGS[i], t.at, t.len) == 0)
			return true;
	return false;
}

static bool is_raised(const struct tsv_word *w, int32_t height, int32_t top)
{
	return w->height * 100 < height * RAISED_SIZE &&
	       w->y + w->height < top + height * RAISED_FOOT / 100;
}

static int compare_places(const void *a, const void *b)
{
	const struct tsv_word *l = a, *r = b;

	return (l->x > r->x) - (l->x < r->x);
}

/* Where the letters of the main height have their top. */
static int32_t main_top(const struct line_words *w, int32_t height)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->word[i].height == height)
			return w->word[i].y;
	return w->word[0].y;
}

static bool ends_in_digit(const struct pdf_lines *l, size_t start)
{
	const char *last;

	if (l->bytes.n <= start)
		return false;
	last = pile_at(&l->bytes, l->bytes.n - 1);
	return *last >= '0' && *last <= '9';
}

/*
 * Adds word I to LINE: 0, or -1. A raised mark is left out, or kept apart at
 * the start of the line; a raised ending is glued.
 */
static int add_word(struct maker *m, struct pdf_line *line, size_t i,
                    struct fault *f)
{
	const struct tsv_word *w = &m->words.word[i];
	const struct tsv_word *last = i > 0 ? w - 1 : NULL;
	struct pile *bytes = &m->out->bytes;
	int32_t top = main_top(&m->words, line->height);
	bool is_first = bytes->n == line->text;
	bool raised = is_raised(w, line->height, top);

	if (raised && is_ordinal(w->text) && ends_in_digit(m->out, line->text))
		return pile_add(bytes, w->text.at, w->text.len, f);
	if (m->words.n > 1 &&
	    ((raised && is_note_mark(w->text)) || is_stars(w->text))) {
		/* In reading order the last on the page is the first. */
		line->has_mark |= line->is_rtl ? i + 1 == m->words.n : is_first;
		if (!is_first || line->is_rtl)
			return 0;
		line->mark = w->text.len;
		if (pile_add(bytes, w->text.at, w->text.len, f) < 0)
			return -1;
		return pile_add(bytes, " ", 1, f);
	}
	if (last && !is_first &&
	    bytes->n > line->text + line->mark + (line->mark > 0)) {
		int32_t gap = w->x - (last->x + last->width);

		if (gap * 100 > line->height * GLUE_GAP ||
		    is_raised(last, line->height, top))
			if (pile_add(bytes, " ", 1, f) < 0)
				return -1;
		if (i == 1 && gap * 100 > line->height * LABEL_GAP)
			line->label = bytes->n - 1 - line->text;
	}
	return pile_add(bytes, w->text.at, w->text.len, f);
}

/* Puts a line that is in visual order into reading order. */
static int turn(struct pdf_lines *l, struct pdf_line *line, struct fault *f)
{
	char *bytes = (char *)l->bytes.at + line->text;
	size_t n = l->bytes.n - line->text;

	return arabic_reorder(bytes, n, f);
}

/* Whether LINE is a lone number or bullet that its words follow. */
static bool is_label(const struct pdf_lines *l, const struct pdf_line *line)
{
	struct span t = { l->bytes.at + line->text, line->len };
	struct number number;

	if (t.len > 12)
		return false;
	return (number_find(t.at, t.len, true, &number) &&
	        number.skip >= t.len);
}

/* Whether B stands right behind A in one row of the page. */
static bool is_same_row(const struct pdf_line *a, const struct pdf_line *b)
{
	int32_t top = a->y > b->y ? a->y : b->y;
	int32_t foot = a->bottom < b->bottom ? a->bottom : b->bottom;
	int32_t height = a->height < b->height ? a->height : b->height;

	if (a->page != b->page || (foot - top) * 100 < height * SAME_ROW)
		return false;
	return a->is_rtl || b->is_rtl ? b->right <= a->x + height
	                              : b->x >= a->right - height / 4;
}

/* "12" raised, alone in a line of its own before the words of a note. */
static bool is_lone_mark(const struct pdf_lines *l, const struct pdf_line *a,
                         const struct pdf_line *b)
{
	struct span t = { l->bytes.at + a->text, a->len };

	return is_stars(t) || (a->height * 100 < b->height * RAISED_SIZE &&
	                       t.len <= 3 && is_note_mark(t));
}

/* Joins the line just made to the label before it. */
static void join_label(struct pdf_lines *l)
{
	struct pdf_line *line = pdf_line_at(l, l->lines.n - 1), *label;
	bool is_mark;

	if (l->lines.n < 2)
		return;
	label = pdf_line_at(l, l->lines.n - 2);
	is_mark = is_lone_mark(l, label, line);
	if ((!is_label(l, label) && !is_mark) || !is_same_row(label, line))
		return;
	label->mark = is_mark ? label->len : 0;
	label->has_mark = is_mark;
	label->label = is_mark ? 0 : label->len;
	label->len = line->text + line->len - label->text;
	label->x = line->x < label->x ? line->x : label->x;
	label->right = line->right > label->right ? line->right : label->right;
	label->y = line->y;
	label->bottom = line->bottom;
	label->height = line->height;
	label->group = line->group;
	l->lines.n--;
}

static int end_line(struct maker *m, struct fault *f)
{
	struct line_words *w = &m->words;
	struct pdf_line *line;

	if (w->n == 0)
		return 0;
	line = pile_next(&m->out->lines, f);
	if (!line)
		return -1;
	line->is_rtl = is_rtl_line(w);
	if (line->is_rtl)
		qsort(w->word, w->n, sizeof(*w->word), compare_places);
	line->page = w->word[0].page;
	line->group = m->group;
	line->page_height = m->page_height;
	line->height = main_height(w);
	line->text = m->out->bytes.n;
	line->x = w->word[0].x;
	line->right = w->word[w->n - 1].x + w->word[w->n - 1].width;
	line->y = main_top(w, line->height);
	line->bottom = line->y + line->height;
	for (size_t i = 0; i < w->n; i++)
		if (add_word(m, line, i, f) < 0)
			return -1;
	w->n = 0;
	line->len = m->out->bytes.n - line->text;
	if (line->is_rtl)
		line->label = 0;
	if (line->is_rtl && turn(m->out, line, f) < 0)
		return -1;
	/* So that lines joined later have a space between them. */
	if (pile_add(&m->out->bytes, " ", 1, f) < 0)
		return -1;
	join_label(m->out);
	return 0;
}

static bool is_same_line(const struct tsv_word *a, const struct tsv_word *b)
{
	return a->page == b->page && a->flow == b->flow &&
	       a->block == b->block && a->line == b->line;
}

/* Whether line I is a block of its own. */
static bool is_alone(const struct pdf_lines *l, size_t i)
{
	uint32_t group = pdf_line_at(l, i)->group;

	return (i == 0 || pdf_line_at(l, i - 1)->group != group) &&
	       (i + 1 == l->lines.n || pdf_line_at(l, i + 1)->group != group);
}

/*
 * A row of single words is a line that was set too wide, or a row of a table;
 * either is read as one line.
 */
static void join_rows(struct pdf_lines *l)
{
	size_t kept = 0;
	bool was_alone = false;

	for (size_t i = 0; i < l->lines.n; i++) {
		struct pdf_line *line = pdf_line_at(l, i);
		struct pdf_line *last =
			kept > 0 ? pdf_line_at(l, kept - 1) : NULL;
		bool alone = is_alone(l, i);

		if (last && was_alone && alone && !line->is_rtl &&
		    !last->is_rtl && line->height == last->height &&
		    is_same_row(last, line)) {
			last->len = line->text + line->len - last->text;
			last->right = line->right;
			last->group = line->group;
			continue;
		}
		was_alone = alone;
		if (kept != i)
			*pdf_line_at(l, kept) = *line;
		kept++;
	}
	l->lines.n = kept;
}

/* Which of two heights, LOW < HIGH, stands for both. */
static int32_t usual(const uint32_t *letters, int32_t low, int32_t high)
{
	uint64_t share = (uint64_t)letters[high] * STRAY_SHARE;

	return (uint64_t)letters[low] * 100 < share ? high : low;
}

/* A height near H that letters have, or 0. */
static int32_t near(const uint32_t *letters, int32_t h)
{
	for (int32_t d = 0; d <= HEIGHT_NEAR; d++) {
		if (h - d > 0 && h - d < HEIGHT_MOST && letters[h - d] > 0)
			return h - d;
		if (h + d < HEIGHT_MOST && letters[h + d] > 0)
			return h + d;
	}
	return 0;
}

/*
 * Two fonts whose boxes are 13.09 and 8.96 high at one size are 11.83 and 8.10
 * at another: what is known of one size is carried over to the others.
 */
static void carry_over(const uint32_t *letters, int32_t *as)
{
	int32_t from[RATIOS_MOST], to[RATIOS_MOST];
	int n = 0;

	for (int32_t h = 1; h < HEIGHT_MOST && n < RATIOS_MOST; h++)
		if (as[h] > 0 && letters[h] >= RATIO_LETTERS) {
			from[n] = h;
			to[n++] = as[h];
		}
	for (int32_t h = 1; h < HEIGHT_MOST; h++)
		for (int i = 0; i < n && letters[h] > 0 && as[h] == 0; i++) {
			int32_t other = near(letters, h * to[i] / from[i]);

			if (other != h && as[other] == 0)
				as[h] = other;
		}
}

/*
 * The height of a line is that of its font's box, so that a curly apostrophe
 * from another font makes a taller line of the same size. pdftotext puts only
 * lines of one size into a block: heights that share blocks are one height.
 * The lower one, if it is no stray, since most fonts have the lower box.
 */
static int unify_heights(struct pdf_lines *l, uint32_t *letters,
                         struct arena *a, struct fault *f)
{
	int32_t *as = arena_array(a, HEIGHT_MOST, sizeof(*as), f);

	if (!as)
		return -1;
	for (size_t i = 1; i < l->lines.n; i++) {
		const struct pdf_line *b = pdf_line_at(l, i), *c = b - 1;
		int32_t low = b->height < c->height ? b->height : c->height;
		int32_t high = b->height < c->height ? c->height : b->height;
		int32_t stays, goes;

		if (b->group != c->group || low == high)
			continue;
		stays = usual(letters, low, high);
		goes = stays == low ? high : low;
		if (as[goes] == 0 && as[stays] != goes)
			as[goes] = stays;
	}
	carry_over(letters, as);
	for (size_t i = 0; i < l->lines.n; i++) {
		struct pdf_line *line = pdf_line_at(l, i);

		for (int step = 0; step < 4 && as[line->height] != 0; step++) {
			letters[line->height] -= (uint32_t)line->len;
			line->height = as[line->height];
			letters[line->height] += (uint32_t)line->len;
		}
	}
	return 0;
}

/* Body size and leading: what most letters and most pairs of lines have. */
static int measure(struct pdf_lines *l, struct arena *a, struct fault *f)
{
	uint32_t *letters = arena_array(a, HEIGHT_MOST, sizeof(*letters), f);
	uint32_t *leads = arena_array(a, LEADING_MOST, sizeof(*leads), f);
	uint32_t most = 0;

	if (!letters || !leads)
		return -1;
	for (size_t i = 0; i < l->lines.n; i++) {
		struct pdf_line *line = pdf_line_at(l, i);
		int32_t h = line->height;

		if (h < 0 || h >= HEIGHT_MOST)
			line->height = h = 0;
		letters[h] += (uint32_t)line->len;
	}
	if (unify_heights(l, letters, a, f) < 0)
		return -1;
	for (int32_t h = 0; h < HEIGHT_MOST; h++)
		if (letters[h] > most) {
			most = letters[h];
			l->body = h;
		}
	most = 0;
	for (size_t i = 1; i < l->lines.n; i++) {
		struct pdf_line *line = pdf_line_at(l, i), *above = line - 1;
		int32_t lead = (line->bottom - above->bottom) / 10;

		/* In tenths of a point, since layout rounds. */
		if (line->page == above->page && line->height == l->body &&
		    above->height == l->body && lead > 0 &&
		    lead * 10 < LEADING_MOST && ++leads[lead] > most) {
			most = leads[lead];
			l->leading = lead * 10;
		}
	}
	if (l->leading < l->body)
		l->leading = l->body * 6 / 5;
	return 0;
}

struct pdf_line *pdf_line_at(const struct pdf_lines *l, size_t i)
{
	return pile_at(&l->lines, i);
}

struct span pdf_line_text(const struct pdf_lines *l,
                          const struct pdf_line *line)
{
	size_t skip = line->mark > 0 ? line->mark + 1 : 0;

	if (skip > line->len)
		skip = line->len;
	return (struct span){ l->bytes.at + line->text + skip,
		              line->len - skip };
}

int pdf_lines_read(const char *bytes, size_t len, struct arena *a,
                   struct pdf_lines *out, struct fault *f)
{
	struct maker *m = arena_alloc(a, sizeof(*m), f);
	struct tsv tsv;
	struct tsv_word w;
	int rc;

	if (!m)
		return -1;
	*out = (struct pdf_lines){ 0 };
	pile_init(&out->bytes, a, 1, BYTES_MOST, "bytes of text");
	pile_init(&out->lines, a, sizeof(struct pdf_line), LINES_MOST, "lines");
	m->out = out;
	tsv_init(&tsv, bytes, len);
	while ((rc = tsv_next(&tsv, &w, f)) == 1) {
		const struct tsv_word *last =
			m->words.n > 0 ? &m->words.word[m->words.n - 1] : NULL;

		if (last && (!is_same_line(last, &w) ||
		             m->words.n == LINE_WORDS_MOST)) {
			bool is_new = last->block != w.block ||
			              last->flow != w.flow ||
			              last->page != w.page;

			if (end_line(m, f) < 0)
				return -1;
			m->group += is_new;
		}
		m->page_height = tsv.page_height;
		m->words.word[m->words.n++] = w;
	}
	if (rc < 0 || end_line(m, f) < 0)
		return -1;
	join_rows(out);
	return measure(out, a, f);
}
