/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Why a coding was made, in words a reviewer understands, and for whom.
 */
#include "coder.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "catalogue.h"
#include "model/commitment.h"

/* Reasons a reviewer reads before losing patience. */
#define REASONS_MOST 8
/* Of them, for the level and for states: kept free by the others. */
#define REASONS_LAST 3
/* Collected before the strongest are picked. */
#define REASONS_ALL 64
/* Learned weights smaller than this explain nothing. */
#define WEIGHT_LEAST 0.25

struct list {
	const struct coder *coder;
	struct reason reasons[REASONS_ALL];
	size_t n;
	size_t at; /* commitment */
	struct arena *arena;
	struct fault *f;
	int rc;
};

static void add(struct list *l, enum reason_kind kind, const char *text,
                double weight)
{
	if (!text)
		l->rc = -1;
	else if (l->n < REASONS_ALL)
		l->reasons[l->n++] = (struct reason){ kind, text, weight };
}

static void add_span(struct list *l, enum reason_kind kind,
                     const struct match *m, double weight)
{
	size_t len;
	const char *at = reading_span(&l->coder->said, m, &len);

	add(l, kind, arena_copy(l->arena, at, len, l->f), weight);
}

static void add_terms(struct list *l)
{
	static const enum reason_kind KINDS[TERM_COUNT] = {
		[TERM_FOR] = REASON_TERM,
		[TERM_AGAINST] = REASON_AGAINST,
		[TERM_GUARD] = REASON_GUARD,
		[TERM_NAMED] = REASON_NAMED,
	};
	const struct reading *r = &l->coder->said;

	for (size_t i = 0; i < r->n_matches; i++) {
		const struct rule *rule = reading_rule(r, i);

		if (rule->target != (int)l->at)
			continue;
		if (rule->kind != TERM_GUARD && rule->kind != TERM_NAMED &&
		    rule->kind != TERM_FOR && rule->kind != TERM_AGAINST)
			continue;
		if (rule->kind != TERM_GUARD &&
		    (reading_is_inside(r, i) || reading_is_guarded(r, i)))
			continue;
		add_span(l, KINDS[rule->kind], &r->matches[i], rule->weight);
	}
}

/* Is FEATURE a reason for the commitment, one way or the other? */
static bool is_reason(void *data, uint64_t feature)
{
	const struct list *l = data;
	size_t n;
	const struct learned *run =
		tongue_learned(l->coder->said.tongue, feature, &n);

	for (size_t i = 0; i < n; i++)
		if (run[i].target == (int)l->at)
			return true;
	return false;
}

static void add_feature(void *data, uint64_t feature)
{
	struct list *l = data;
	const struct tongue *tongue = l->coder->said.tongue;
	size_t n;
	const struct learned *run = tongue_learned(tongue, feature, &n);

	for (size_t i = 0; i < n; i++) {
		const char *first;
		const char *second;

		if (run[i].target != (int)l->at ||
		    (run[i].weight < WEIGHT_LEAST &&
		     run[i].weight > -WEIGHT_LEAST))
			continue;
		first = lexicon_text(tongue->lexicon,
		                     (uint32_t)(feature >> 32));
		second = lexicon_text(tongue->lexicon,
		                      (uint32_t)(feature & UINT32_MAX));
		add(l, REASON_WEIGHT,
		    arena_print(l->arena, l->f, "%s%s%s", first,
		                *second && !tongue->is_han ? " " : "", second),
		    run[i].weight);
	}
}

static double strength(const struct reason *r)
{
	return r->weight < 0 ? -r->weight : r->weight;
}

/* Insertion keeps the order of equal ones: the same on any machine. */
static void sort_reasons(struct list *l, size_t from)
{
	for (size_t i = from + 1; i < l->n; i++) {
		struct reason one = l->reasons[i];
		size_t k = i;

		while (k > from &&
		       strength(&l->reasons[k - 1]) < strength(&one)) {
			l->reasons[k] = l->reasons[k - 1];
			k--;
		}
		l->reasons[k] = one;
	}
}

static void add_around(struct list *l, const struct utterance *u)
{
	const struct tally *t = &l->coder->tallies[l->at];

	if (t->origin == ORIGIN_DECLARED)
		add(l, REASON_DECLARED, u->declared, 0);
	if (t->origin == ORIGIN_HEADED)
		add(l, REASON_HEADING, arena_string(l->arena, u->trail, l->f),
		    0);
	else if (t->trail > 0)
		add(l, REASON_CONTEXT, arena_string(l->arena, u->trail, l->f),
		    t->trail / 2);
}

static void add_level(struct list *l, const struct coding *out)
{
	const struct verdict *v = &l->coder->verdict;
	const struct match *match = v->match;
	const char *rule = v->rule;
	const char *at;
	size_t len;

	if (out->level == LEVEL_REGRESSION && v->level != LEVEL_REGRESSION &&
	    harm_is_against(&l->coder->said, (int)l->at, &match))
		rule = level_rule_name(RULE_AGAINST);
	if (!match) {
		add(l, REASON_LEVEL, rule, 0);
		return;
	}
	at = reading_span(&l->coder->said, match, &len);
	add(l, REASON_LEVEL,
	    arena_print(l->arena, l->f, "%s: \"%.*s\"", rule, (int)len, at), 0);
}

int coder_explain(const struct coder *c, const struct utterance *u, size_t at,
                  struct arena *a, struct coding *out, struct fault *f)
{
	struct list l = { .coder = c, .at = at, .arena = a, .f = f };
	struct reason *why;
	size_t first;

	add_around(&l, u);
	first = l.n;
	add_terms(&l);
	relevance_features(&c->said, is_reason, add_feature, &l);
	sort_reasons(&l, first);
	if (l.n > REASONS_MOST - REASONS_LAST)
		l.n = REASONS_MOST - REASONS_LAST;
	add_level(&l, out);
	for (size_t i = 0; i < c->whereabouts.n && l.n < REASONS_MOST; i++)
		add_span(&l, REASON_STATE, c->whereabouts.about[i].match, 0);
	why = arena_array(a, l.n, sizeof(*why), f);
	if (!why || l.rc < 0)
		return -1;
	memcpy(why, l.reasons, l.n * sizeof(*why));
	out->why = why;
	out->n_why = l.n;
	return 0;
}

static void add_state(const char *iso3, char (*list)[STATE_SIZE], size_t *n)
{
	size_t at = *n;

	for (size_t i = 0; i < *n; i++)
		if (strcmp(list[i], iso3) == 0)
			return;
	while (at > 0 && strcmp(list[at - 1], iso3) > 0) {
		memcpy(list[at], list[at - 1], STATE_SIZE);
		at--;
	}
	memcpy(list[at], iso3, STATE_SIZE);
	(*n)++;
}

int coder_locate(const struct coder *c, const struct utterance *u, size_t at,
                 struct arena *a, struct coding *out, struct fault *f)
{
	const struct whereabouts *w = &c->whereabouts;
	unsigned mask = c->tallies[at].clauses;
	size_t n_all;
	const struct state *all = catalogue_states(c->catalogue, &n_all);
	char(*list)[STATE_SIZE];
	size_t n = 0;

	if (w->n == 0 && w->is_general && out->is_demand)
		return 0;
	list = arena_array(a, w->n + u->n_states + 1, sizeof(*list), f);
	if (!list)
		return -1;
	/* The states of its own clauses; else of the passage; else of the
	 * document. */
	for (size_t i = 0; i < w->n; i++)
		if (mask & 1u << w->about[i].clause)
			add_state(all[w->about[i].state].iso3, list, &n);
	for (size_t i = 0; i < w->n && n == 0; i++)
		add_state(all[w->about[i].state].iso3, list, &n);
	for (size_t i = 0; i < u->n_states && w->n == 0; i++)
		add_state(u->states[i], list, &n);
	out->states = (const char(*)[STATE_SIZE])list;
	out->n_states = n;
	return 0;
}
