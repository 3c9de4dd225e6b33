/* SPDX-License-Identifier: Apache-2.0 */
#include "cues.h"

#include <string.h>

/* A number of so many digits may be a year. */
#define YEAR_DIGITS 4
/* How many words a negation reaches over that begins the passage. */
#define FIRST_REACH 14

bool cues_is(const struct reading *r, size_t i, enum cue cue)
{
	const struct rule *rule = reading_rule(r, i);

	return rule->kind == TERM_CUE && rule->target == (int)cue;
}

bool cues_has(const struct cues *c, enum cue cue, size_t *match)
{
	*match = c->first[cue];
	return *match != NONE;
}

size_t cues_word(const struct cues *c, size_t match)
{
	return c->r->matches[match].first;
}

bool cues_over(const struct reading *r, enum cue cue, const struct match *m)
{
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *o = &r->matches[i];

		if (o->first >= m->end)
			break;
		if (o->end > m->first && cues_is(r, i, cue))
			return true;
	}
	return false;
}

/* "Not only were they beaten" denies nothing. */
static bool stands(const struct reading *r, size_t i, enum cue cue)
{
	if (!cues_is(r, i, cue))
		return false;
	return cue != CUE_NOT || !cues_over(r, CUE_HARMLESS, &r->matches[i]);
}

/* Chinese writes on behind a comma where others end a sentence. */
static bool is_parted(const struct reading *r, size_t from, size_t at)
{
	if (!r->tongue->is_han)
		return false;
	for (size_t i = from; i <= at; i++)
		if (r->words[i].flags & (WORD_COMMA | WORD_BREAK))
			return true;
	return false;
}

bool cues_before(const struct reading *r, enum cue cue, size_t at, size_t reach)
{
	size_t first_reach;

	reach = reading_reach(r, reach);
	first_reach = reading_reach(r, FIRST_REACH);
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *m = &r->matches[i];

		if (m->first >= at)
			break;
		if (cue == CUE_NOT && is_parted(r, m->end, at))
			continue;
		/* "No service …, …, has been set up": the first word reaches
		 * over the whole passage. */
		if (m->end <= at && stands(r, i, cue) &&
		    (m->end + reach > at ||
		     (m->first == 0 && cue != CUE_DESPITE &&
		      m->end + first_reach > at)))
			return true;
	}
	return false;
}

size_t cues_digits(const struct reading *r, size_t i, char *out, size_t most)
{
	const struct word *w = &r->words[i];
	const char *t = r->text + w->start;
	size_t n = 0;
	size_t at = 0;

	while (at < w->len) {
		char digit;
		size_t len = lexicon_digit(t + at, &digit);

		if (len == 0)
			return 0;
		if (n < most)
			out[n] = digit;
		n++;
		at += len;
	}
	return n;
}

static bool is_year(const struct reading *r, size_t i)
{
	char t[YEAR_DIGITS];

	if (r->tongue->is_han)
		return r->words[i].flags & WORD_NAME;
	return cues_digits(r, i, t, YEAR_DIGITS) == YEAR_DIGITS &&
	       ((t[0] == '1' && t[1] == '9') || (t[0] == '2' && t[1] == '0'));
}

bool cues_is_figure(const struct reading *r, size_t i)
{
	return (r->words[i].flags & WORD_NUMBER) && !is_year(r, i);
}

static bool asks_at_the_end(const struct reading *r)
{
	static const char BLANKS[] = " \"\n";
	static const char ARABIC[] = "\xD8\x9F"; /* its question mark */
	size_t end = r->len;

	if (reading_last(r, BLANKS) == '?')
		return true;
	while (end > 0 && strchr(BLANKS, r->text[end - 1]))
		end--;
	return end >= 2 && memcmp(r->text + end - 2, ARABIC, 2) == 0;
}

/* "Devraient aboutir" awaits what "devraient" alone would demand. */
static bool is_part_of(const struct reading *r, const struct match *m,
                       enum cue cue)
{
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *o = &r->matches[i];

		if (o->first > m->first)
			break;
		if (o->end >= m->end && o->end - o->first > m->end - m->first &&
		    cues_is(r, i, cue))
			return true;
	}
	return false;
}

/* What an idiom takes back; what was done in one was done. */
static bool is_idiomatic(enum cue cue)
{
	return cue == CUE_DEMAND || cue == CUE_DUTY || cue == CUE_LACK ||
	       cue == CUE_WILL || cue == CUE_ASK || cue == CUE_ORDER;
}

bool cues_hold(const struct cues *c, size_t i, enum cue cue)
{
	const struct match *m = &c->r->matches[i];

	if (!cues_is(c->r, i, cue))
		return false;
	if (cue == CUE_DEMAND && is_part_of(c->r, m, CUE_WILL))
		return false;
	return !c->has_idiom || !is_idiomatic(cue) ||
	       !cues_over(c->r, CUE_IDIOM, m);
}

/* The first of each kind, those that an idiom takes back left out. */
static void find_first(struct cues *c)
{
	const struct reading *r = c->r;

	for (size_t i = 0; i < r->n_matches && !c->has_idiom; i++)
		c->has_idiom = cues_is(r, i, CUE_IDIOM);
	for (size_t i = 0; i < CUE_COUNT; i++)
		c->first[i] = NONE;
	for (size_t i = r->n_matches; i-- > 0;) {
		const struct rule *rule = reading_rule(r, i);

		if (rule->kind == TERM_CUE &&
		    cues_hold(c, i, (enum cue)rule->target))
			c->first[rule->target] = i;
	}
}

/*
 * "… to work.56 30.": numbers behind the last full stop are a footnote's and
 * the next paragraph's. The words before them.
 */
static size_t without_debris(const struct reading *r)
{
	size_t n = r->n;

	while (n > 0 && (r->words[n - 1].flags & WORD_NUMBER))
		n--;
	if (n == 0 || n == r->n)
		return r->n;
	for (uint32_t i = r->words[n - 1].start + r->words[n - 1].len;
	     i < r->words[n].start; i++)
		if (reading_sign(r, i) == '.' || reading_sign(r, i) == '"')
			return n;
	return r->n;
}

void cues_find(const struct reading *r, struct cues *c)
{
	*c = (struct cues){ .r = r };
	find_first(c);
	for (size_t i = 0; i < without_debris(r); i++) {
		if (!(r->words[i].flags & WORD_NUMBER))
			continue;
		if (is_year(r, i))
			c->has_number = true;
		/* A paragraph's number stands first or has one digit. */
		else if (i > 0 && cues_digits(r, i, NULL, 0) != 1)
			c->has_figure = c->has_number = true;
	}
	if (c->first[CUE_FIGURE] != NONE)
		c->has_figure = c->has_number = true;
	c->has_question = asks_at_the_end(r);
}
