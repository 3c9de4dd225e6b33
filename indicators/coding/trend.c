/* SPDX-License-Identifier: Apache-2.0 */
#include "trend.h"

#include <string.h>

/* A thousand's group: "1 200" and "1,200". */
#define GROUP 3
/* Larger figures are not compared. */
#define FIGURE_MOST 1000000000000u
/* How far before its verb the thing that moves may be named. */
#define SUBJECT_REACH 14
/* How many figures a move is told by: from one to another. */
#define ENDS 2

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Word W as ASCII digits and signs, for Eastern digits too. */
static size_t digits_of(const struct reading *r, const struct word *w,
                        char *out, size_t room)
{
	const char *t = r->text + w->start;
	size_t n = 0;

	for (size_t at = 0; at < w->len && n < room;) {
		size_t len = lexicon_digit(t + at, &out[n]);

		if (len == 0)
			out[n] = t[at];
		at += len ? len : 1;
		n++;
	}
	return n;
}

/* The digits of T before a decimal sign; a sign before three is none. */
static uint64_t whole_of(const char *t, size_t len)
{
	uint64_t value = 0;

	for (size_t i = 0; i < len && value < FIGURE_MOST; i++) {
		size_t digits = 0;

		if (is_digit(t[i])) {
			value = value * 10 + (uint64_t)(t[i] - '0');
			continue;
		}
		while (i + 1 + digits < len && is_digit(t[i + 1 + digits]))
			digits++;
		if (digits != GROUP)
			break;
	}
	return value;
}

/* The figure at word *I, which is left at its last word. */
static uint64_t figure_at(const struct reading *r, size_t *i)
{
	const struct word *w = &r->words[*i];
	char text[WORD_MOST];
	size_t len = digits_of(r, w, text, sizeof(text));
	uint64_t value = whole_of(text, len);

	while (*i + 1 < r->n && value < FIGURE_MOST) {
		const struct word *next = &r->words[*i + 1];

		len = digits_of(r, next, text, sizeof(text));
		if (!(next->flags & WORD_NUMBER) || len != GROUP ||
		    next->start > w->start + w->len + 2)
			break;
		value = value * 1000 + whole_of(text, GROUP);
		w = next;
		(*i)++;
	}
	return value;
}

/* "from 71 to 93": 1 up, -1 down, 0 where figures do not tell. */
static int move_after(const struct reading *r, size_t at)
{
	uint64_t ends[ENDS] = { 0 };
	size_t n = 0;

	for (size_t i = at; i < r->n && n < ENDS; i++)
		if (cues_is_figure(r, i))
			ends[n++] = figure_at(r, &i);
	if (n < ENDS || ends[0] == ends[1])
		return 0;
	return ends[0] < ends[1] ? 1 : -1;
}

/* "The burden fell on them" moves nothing. */
static int direction_of(const struct reading *r, size_t i)
{
	const struct match *m = &r->matches[i];

	if (cues_is(r, i, CUE_FALL))
		return cues_over(r, CUE_HARMLESS, m) ? 0 : -1;
	if (cues_is(r, i, CUE_RISE))
		return cues_over(r, CUE_HARMLESS, m) ? 0 : 1;
	if (cues_is(r, i, CUE_MOVE))
		return move_after(r, m->end);
	return 0;
}

/* The first word of the clause of word AT, SUBJECT_REACH before at most. */
static size_t clause_of(const struct reading *r, size_t at)
{
	size_t reach = reading_reach(r, SUBJECT_REACH);
	size_t from = at;

	while (from > 0 && at - from < reach &&
	       !(r->words[from].flags & WORD_BREAK))
		from--;
	return from;
}

/* What has moved is the first thing named: "access of the stateless fell". */
static int sense_before(const struct reading *r, size_t at)
{
	size_t from = clause_of(r, at);

	for (size_t i = 0; i < r->n_matches; i++) {
		if (r->matches[i].first >= at)
			break;
		if (r->matches[i].first < from)
			continue;
		if (cues_is(r, i, CUE_HARM))
			return -1;
		if (cues_is(r, i, CUE_GOOD) || cues_is(r, i, CUE_MEANS))
			return 1;
	}
	return 0;
}

/* Where the verb stands first: "انخفض عدد الوفيات", "сократилось число …". */
static int sense_after(const struct reading *r, size_t at)
{
	static const char *const VERB_FIRST[] = { "ar", "ru" };
	bool is_first = false;

	for (size_t i = 0; i < sizeof(VERB_FIRST) / sizeof(*VERB_FIRST); i++)
		is_first = is_first || strcmp(r->tongue->book->language,
		                              VERB_FIRST[i]) == 0;
	for (size_t i = 0; is_first && i < r->n_matches; i++) {
		size_t first = r->matches[i].first;

		if (first <= at || first > at + SUBJECT_REACH)
			continue;
		if (r->words[first].flags & WORD_BREAK)
			break;
		if (cues_is(r, i, CUE_HARM))
			return -1;
		if (cues_is(r, i, CUE_GOOD))
			return 1;
	}
	return 0;
}

static int sense_of(const struct reading *r, size_t at)
{
	int sense = sense_before(r, at);

	return sense ? sense : sense_after(r, at);
}

static bool is_put_off(const struct reading *r, size_t at)
{
	return cues_before(r, CUE_NOT, at, NOT_REACH) ||
	       cues_before(r, CUE_WILL, at, NOT_REACH) ||
	       cues_before(r, CUE_DEMAND, at, WILL_REACH);
}

enum trend trend_told(const struct cues *c, size_t *match)
{
	for (size_t i = 0; i < c->r->n_matches; i++) {
		int direction = direction_of(c->r, i);
		size_t at = cues_word(c, i);
		int sense = direction ? sense_of(c->r, at) : 0;

		if (sense == 0 || is_put_off(c->r, at))
			continue;
		*match = i;
		return sense == direction ? TREND_BETTER : TREND_WORSE;
	}
	return TREND_NONE;
}

bool trend_is_of_means(const struct cues *c, size_t match)
{
	size_t at = cues_word(c, match);
	size_t from = clause_of(c->r, at);

	for (size_t i = 0; i < c->r->n_matches; i++) {
		if (c->r->matches[i].first < from)
			continue;
		if (c->r->matches[i].first >= at ||
		    cues_is(c->r, i, CUE_HARM) || cues_is(c->r, i, CUE_GOOD))
			return false;
		if (cues_is(c->r, i, CUE_MEANS))
			return true;
	}
	return false;
}

bool trend_takes_away(const struct cues *c, const struct match *m)
{
	size_t verb = NONE;

	return trend_told(c, &verb) == TREND_BETTER &&
	       m->first < cues_word(c, verb);
}
