/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#include <stdlib.h>

#include <string.h>

#include "base/fault.h"
#include "base/utf8.h"

#include "cue.h"
#include "han.h"

/* A Chinese word has one or two characters, and no articles beside it. */
#define HAN_PACE 2

int reading_init(struct reading *r, struct fault *f)
{
	*r = (struct reading){ .text = "" };
	r->words = calloc(READING_WORDS, sizeof(*r->words));
	r->matches = calloc(READING_MATCHES, sizeof(*r->matches));
	if (!r->words || !r->matches)
		return fault_set(f, FAULT_MEMORY, "no memory for a passage");
	return 0;
}

void reading_clear(struct reading *r)
{
	free(r->words);
	free(r->matches);
	*r = (struct reading){ .text = "" };
}

/* A longer word, inside which a cue is none. */
struct void_word {
	size_t first;
	size_t end;
};

/* Takes into W the longest void word that begins where match I does, if it
   ends behind W. */
static void take_void(const struct reading *r, size_t i, struct void_word *w)
{
	size_t first = r->matches[i].first;

	for (; i < r->n_matches && r->matches[i].first == first; i++) {
		const struct rule *rule = reading_rule(r, i);

		if (rule->kind == TERM_CUE && rule->target == CUE_VOID &&
		    r->matches[i].end > w->end)
			*w = (struct void_word){ first, r->matches[i].end };
	}
}

/* Is match I a cue inside W? The very span of W is meant to stand. */
static bool is_void(const struct reading *r, size_t i,
                    const struct void_word *w)
{
	const struct match *m = &r->matches[i];
	const struct rule *rule = reading_rule(r, i);

	if (rule->kind != TERM_CUE || rule->target == CUE_VOID)
		return false;
	return m->end <= w->end && (m->first != w->first || m->end != w->end);
}

/* "应" in "应对" demands nothing: drops such cues. Matches are by first word,
   so one pass with the void word that reaches furthest so far does it. */
static void drop_void(struct reading *r)
{
	struct void_word w = { 0 };
	size_t group = SIZE_MAX;
	size_t kept = 0;

	for (size_t i = 0; i < r->n_matches; i++) {
		if (r->matches[i].first != group) {
			group = r->matches[i].first;
			take_void(r, i, &w);
		}
		if (!is_void(r, i, &w))
			r->matches[kept++] = r->matches[i];
	}
	r->n_matches = kept;
}

void reading_take(struct reading *r, const struct tongue *t, const char *text,
                  size_t len)
{
	size_t at = 0;
	size_t found;

	r->text = text;
	r->len = len;
	r->tongue = t;
	r->n = lexicon_read(t->lexicon, text, len, &at, r->words,
	                    READING_WORDS);
	found = phrases_find(t->phrases, r->words, r->n, r->matches,
	                     READING_MATCHES);
	r->n_matches = found < READING_MATCHES ? found : READING_MATCHES;
	if (t->has_void)
		drop_void(r);
}

char reading_wide_sign(const struct reading *r, size_t at)
{
	uint8_t lead = (uint8_t)r->text[at];
	size_t begin = at;
	uint32_t sign;

	if (!r->tongue->is_han || lead < 0xE2 || (lead & 0xC0u) == 0x80)
		return r->text[at];
	sign = han_sign(utf8_next(r->text, r->len, &at));
	if (sign < 0x80)
		return (char)sign;
	return r->text[begin];
}

char reading_last(const struct reading *r, const char *skipped)
{
	for (size_t i = r->len; i-- > 0;) {
		char sign = reading_sign(r, i);

		if (r->tongue->is_han && ((uint8_t)sign & 0xC0u) == 0x80)
			continue;
		if (!strchr(skipped, sign))
			return sign;
	}
	return '\0';
}

size_t reading_reach(const struct reading *r, size_t words)
{
	return r->tongue->is_han ? HAN_PACE * words : words;
}

const struct rule *reading_rule(const struct reading *r, size_t i)
{
	return &r->tongue->rules[r->matches[i].term];
}

bool reading_is_guarded(const struct reading *r, size_t i)
{
	const struct match *m = &r->matches[i];
	const struct rule *rule = reading_rule(r, i);

	for (size_t k = 0; k < r->n_matches; k++) {
		const struct match *g = &r->matches[k];
		const struct rule *guard = reading_rule(r, k);

		if (guard->kind == TERM_GUARD && g->first < m->end &&
		    m->first < g->end &&
		    (guard->target < 0 || guard->target == rule->target))
			return true;
	}
	return false;
}

bool reading_is_inside(const struct reading *r, size_t i)
{
	const struct match *m = &r->matches[i];
	const struct rule *rule = reading_rule(r, i);

	for (size_t k = 0; k < r->n_matches; k++) {
		const struct match *o = &r->matches[k];
		const struct rule *other = reading_rule(r, k);

		if (k == i || other->kind != rule->kind ||
		    other->target != rule->target || o->first > m->first ||
		    o->end < m->end)
			continue;
		/* Of two equal spans the first one found counts. */
		if (o->end - o->first > m->end - m->first || k < i)
			return true;
	}
	return false;
}

const char *reading_span(const struct reading *r, const struct match *m,
                         size_t *len)
{
	const struct word *first = &r->words[m->first];
	const struct word *last = &r->words[m->end - 1];

	*len = last->start + last->len - first->start;
	return r->text + first->start;
}
