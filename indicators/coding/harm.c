/* SPDX-License-Identifier: Apache-2.0 */
#include "harm.h"

#include "trend.h"

/* How many words "no longer" may stand after the harm: "pushbacks are no …". */
#define ENDED_REACH 4

/* "Children are not normally detained": the denial stands inside. */
static bool is_denied(const struct reading *r, const struct match *m)
{
	return cues_over(r, CUE_DENIAL, m) ||
	       cues_before(r, CUE_NOT, m->first, NOT_REACH);
}

/* What only sounds like harm, or protects from it. */
static bool is_harmless(const struct cues *c, const struct match *m)
{
	const struct reading *r = c->r;

	return cues_over(r, CUE_HARMLESS, m) || cues_over(r, CUE_SPARED, m) ||
	       cues_over(r, CUE_EFFECT, m) || is_denied(r, m) ||
	       cues_before(r, CUE_STOP, m->first, NOT_REACH) ||
	       trend_takes_away(c, m);
}

/* "Pushbacks have stopped": the verb that ends them stands behind. */
static bool has_ended(const struct reading *r, const struct match *m)
{
	for (size_t i = 0; i < r->n_matches; i++)
		if (cues_is(r, i, CUE_OVER) && r->matches[i].first >= m->end &&
		    r->matches[i].first <
		            m->end + reading_reach(r, ENDED_REACH))
			return true;
	return false;
}

/* "Will end detention" and "should stop pushing back" do not tell it done. */
static bool is_put_off(const struct reading *r, size_t at)
{
	return cues_before(r, CUE_DEMAND, at, WILL_REACH) ||
	       cues_before(r, CUE_ORDER, at, WILL_REACH);
}

bool harm_is_done(const struct cues *c, size_t *match)
{
	for (size_t i = 0; i < c->r->n_matches; i++) {
		const struct match *m = &c->r->matches[i];

		if (!cues_is(c->r, i, CUE_WORSE) &&
		    !cues_is(c->r, i, CUE_ABUSE))
			continue;
		if (is_harmless(c, m) || has_ended(c->r, m))
			continue;
		*match = i;
		return true;
	}
	return trend_told(c, match) == TREND_WORSE;
}

bool harm_is_over(const struct cues *c, size_t *match)
{
	if (!cues_has(c, CUE_SPARED, match) && !cues_has(c, CUE_EFFECT, match))
		return false;
	return c->first[CUE_WILL] == NONE &&
	       !cues_before(c->r, CUE_NOT, cues_word(c, *match), NOT_REACH);
}

bool harm_is_against(const struct reading *r, int target,
                     const struct match **match)
{
	struct cues c;

	cues_find(r, &c);
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *m = &r->matches[i];
		const struct rule *rule = reading_rule(r, i);

		if (rule->kind != TERM_AGAINST || rule->target != target ||
		    reading_is_guarded(r, i))
			continue;
		if (is_harmless(&c, m) || has_ended(r, m) ||
		    is_put_off(r, m->first))
			continue;
		*match = m;
		return true;
	}
	return false;
}
