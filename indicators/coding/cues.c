/* SPDX-License-Identifier: Apache-2.0 */
#include "cues.h"

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

static bool is_year(const struct reading *r, size_t i)
{
	const struct word *w = &r->words[i];
	const char *t = r->text + w->start;

	if (r->tongue->is_han)
		return w->flags & WORD_NAME;
	return w->len == 4 &&
	       ((t[0] == '1' && t[1] == '9') || (t[0] == '2' && t[1] == '0'));
}

bool cues_is_figure(const struct reading *r, size_t i)
{
	return (r->words[i].flags & WORD_NUMBER) && !is_year(r, i);
}

static bool asks_at_the_end(const struct reading *r)
{
	return reading_last(r, " \"\n") == '?';
}

void cues_find(const struct reading *r, struct cues *c)
{
	*c = (struct cues){ .r = r };
	for (size_t i = 0; i < CUE_COUNT; i++)
		c->first[i] = NONE;
	for (size_t i = r->n_matches; i-- > 0;) {
		const struct rule *rule = reading_rule(r, i);

		if (rule->kind == TERM_CUE)
			c->first[rule->target] = i;
	}
	for (size_t i = 0; i < r->n; i++) {
		if (!(r->words[i].flags & WORD_NUMBER))
			continue;
		if (is_year(r, i))
			c->has_number = true;
		/* A paragraph's number stands first or has one digit. */
		else if (i > 0 && r->words[i].len >= 2)
			c->has_figure = c->has_number = true;
	}
	c->has_question = asks_at_the_end(r);
}
