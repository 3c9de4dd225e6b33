/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/utf8.h"

#include "ask.h"
#include "db.h"
#include "list.h"
#include "passage.h"
#include "place.h"
#include "visibility.h"
#include "words.h"

/* Longer than any question a reader types; shorter than trouble. */
#define QUERY_MOST ((size_t)1000)

/* Words and phrases in one query, and words in all of them. */
#define UNITS_MOST 32
#define TERMS_MOST 64

/* One folded word of the query or of a quote. */
struct term {
	const char *at;
	size_t len;
	size_t start; /* byte range in a quote */
	size_t end;
};

/* A word or phrase that a hit must hold: a run of terms. */
struct unit {
	size_t first;
	size_t n;
};

struct search {
	struct store *s;
	struct arena *arena;
	struct term terms[TERMS_MOST];
	size_t n_terms;
	struct unit units[UNITS_MOST];
	size_t n_units;
	struct buf match;  /* the query as FTS5 takes it */
	struct rows quote; /* struct term, of the quote being marked */
	struct fault *f;
};

static int add_term(void *context, const char *folded, size_t len, size_t start,
                    size_t end)
{
	struct search *q = context;
	struct term *t;

	if (q->n_terms == TERMS_MOST)
		return fault_set(q->f, FAULT_INPUT,
		                 "more than %d words in a query: leave some "
		                 "out",
		                 TERMS_MOST);
	t = &q->terms[q->n_terms++];
	t->at = arena_copy(q->arena, folded, len, q->f);
	t->len = len;
	t->start = start;
	t->end = end;
	return t->at ? 0 : -1;
}

/* Adds TEXT as one unit, quoted so that nothing in it is an operator. */
static int add_unit(struct search *q, const char *text, size_t len)
{
	struct fault *f = q->f;
	size_t first = q->n_terms;

	if (words_cut(q->s->words, text, len, add_term, q) != 0)
		return -1;
	if (q->n_terms == first)
		return 0;
	if (q->n_units == UNITS_MOST)
		return fault_set(f, FAULT_INPUT,
		                 "more than %d words in a query: leave some "
		                 "out",
		                 UNITS_MOST);
	q->units[q->n_units].first = first;
	q->units[q->n_units++].n = q->n_terms - first;
	if (buf_add_str(&q->match, q->match.len ? " \"" : "\"", f) < 0 ||
	    buf_add(&q->match, text, len, f) < 0)
		return -1;
	return buf_add_char(&q->match, '"', f);
}

/* Where the unit that begins at AT ends: at a quote, or outside quotes at
   white space too. Anything below a space parts words as a space does. */
static size_t unit_end(const char *query, size_t len, size_t at, bool is_quoted)
{
	while (at < len && query[at] != '"' &&
	       (is_quoted || (unsigned char)query[at] > ' '))
		at++;
	return at;
}

static int parse(struct search *q, const char *query, struct fault *f)
{
	size_t len = strlen(query), at = 0, end, bad;
	bool is_quoted = false;

	if (len > QUERY_MOST)
		return fault_set(f, FAULT_INPUT,
		                 "a query longer than %zu bytes: leave some "
		                 "out",
		                 QUERY_MOST);
	if (!utf8_is_valid(query, len, &bad))
		return fault_set(f, FAULT_INPUT,
		                 "the query is not UTF-8 at byte %zu", bad);
	while (at < len) {
		end = unit_end(query, len, at, is_quoted);
		if (add_unit(q, query + at, end - at) < 0)
			return -1;
		if (end < len && query[end] == '"')
			is_quoted = !is_quoted;
		at = end + 1;
	}
	if (q->n_units == 0)
		return fault_set(f, FAULT_INPUT,
		                 "nothing to search for in \"%.80s\": give a "
		                 "word",
		                 query);
	return 0;
}

static int add_quote_term(void *context, const char *folded, size_t len,
                          size_t start, size_t end)
{
	struct search *q = context;
	struct term *t = rows_add(&q->quote, q->f);

	if (!t)
		return -1;
	t->at = arena_copy(q->arena, folded, len, q->f);
	t->len = len;
	t->start = start;
	t->end = end;
	return t->at ? 0 : -1;
}

/* Says whether UNIT stands at word I of the quote. */
static bool stands_at(const struct search *q, const struct unit *unit, size_t i)
{
	const struct term *words = q->quote.at;

	if (unit->n > q->quote.n - i)
		return false;
	for (size_t k = 0; k < unit->n; k++) {
		const struct term *want = &q->terms[unit->first + k];
		const struct term *is = &words[i + k];

		if (want->len != is->len ||
		    memcmp(want->at, is->at, is->len) != 0)
			return false;
	}
	return true;
}

/* Bytes to be marked from word I on; 0 when no unit stands there. */
static size_t mark_len(const struct search *q, size_t i)
{
	const struct term *words = q->quote.at;
	size_t len = 0;

	for (size_t u = 0; u < q->n_units; u++) {
		size_t end;

		if (!stands_at(q, &q->units[u], i))
			continue;
		end = words[i + q->units[u].n - 1].end - words[i].start;
		if (end > len)
			len = end;
	}
	return len;
}

static int mark(struct search *q, struct search_hit *hit, struct fault *f)
{
	struct rows marks = { .arena = q->arena, .size = 2 * sizeof(size_t) };
	const struct term *words;
	size_t *last = NULL;

	q->quote =
		(struct rows){ .arena = q->arena, .size = sizeof(struct term) };
	if (words_cut(q->s->words, hit->passage.quote, hit->passage.quote_len,
	              add_quote_term, q) != 0)
		return -1;
	words = q->quote.at;
	for (size_t i = 0; i < q->quote.n; i++) {
		size_t start = words[i].start, len = mark_len(q, i);

		if (len == 0)
			continue;
		if (last && start < last[0] + last[1]) {
			/* Phrases that overlap are marked as one. */
			if (start + len > last[0] + last[1])
				last[1] = start + len - last[0];
			continue;
		}
		last = rows_add(&marks, f);
		if (!last)
			return -1;
		last[0] = start;
		last[1] = len;
	}
	hit->marks = marks.at;
	hit->n_marks = marks.n;
	return 0;
}

static int take_hits(struct search *q, struct ask *ask, struct place *place,
                     struct rows *rows, struct fault *f)
{
	struct search_hit *hit;
	int rc;

	while ((rc = ask_row(ask, f)) == 1) {
		hit = rows_add(rows, f);
		if (!hit || passage_take(ask, place, &hit->passage, f) < 0)
			return -1;
		hit->rank = row_double(ask, PASSAGE_COLUMN_COUNT);
		if (mark(q, hit, f) < 0)
			return -1;
	}
	return rc;
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_search(struct store *s, const struct reader *r, const char *query,
                 const char *language, size_t skip, size_t limit,
                 struct arena *a, struct search_hit **out, size_t *n,
                 struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct search q = { .s = s, .arena = a, .f = f };
	struct place place;
	struct ask ask;
	int rc;

	buf_init(&q.match, QUERY_MOST * 4);
	if (parse(&q, query, f) < 0) {
		buf_clear(&q.match);
		return -1;
	}
	place_init(&place, s, r, a);
	ask_start(&ask, s, QUERY_SEARCH);
	visibility_bind(&ask, r);
	ask_chars(&ask, ":query", q.match.at, q.match.len);
	ask_text(&ask, ":language", language);
	ask_int(&ask, ":skip", (int64_t)skip);
	ask_int(&ask, ":limit", (int64_t)limit);
	rc = take_hits(&q, &ask, &place, &rows, f);
	ask_end(&ask);
	place_clear(&place);
	buf_clear(&q.match);
	if (rc < 0)
		return -1;
	*out = rows.at;
	*n = rows.n;
	return 0;
}
