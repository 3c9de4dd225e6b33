/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#include <stdlib.h>

#include "base/fault.h"

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
