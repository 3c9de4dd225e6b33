/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include "number.h"
#include "scale.h"

/* METHOD.md 8.2: whether a side says enough for the other's silence to be
   a finding. A thin side has no relation, not even to silence. */
static bool has_spoken(const struct method *m, const struct cell *c)
{
	return c->status == CELL_ASSESSED ||
	       (c->status == CELL_DEMANDED &&
	        scale_total(c->mass) >= m->thin_below);
}

/* The word for the silence of a voice; only two voices have one. */
static enum relation silence_of(const struct cell *c)
{
	if (c->key.voice == VOICE_STATE)
		return RELATION_STATE_SILENT;
	if (c->key.voice == VOICE_CIVIL_SOCIETY)
		return RELATION_CIVIL_SOCIETY_SILENT;
	return RELATION_NONE;
}

/*
 * METHOD.md 8.4: acts on the higher side against harm or lack on the lower. A
 * demand stays in the evidence it is a share of, and is on neither side.
 */
static bool is_contradiction(const struct method *m, const struct cell *high,
                             const struct cell *low)
{
	double acts = high->mass[SCALE_MEASURE] + high->mass[SCALE_RESULT];
	double lacks = low->mass[SCALE_REGRESSION] + low->mass[SCALE_GAP] -
	               low->mass_demanded;

	return acts >= m->contradict_share * scale_total(high->mass) &&
	       lacks >= m->contradict_share * scale_total(low->mass);
}

enum relation cell_relation(const struct method *m, const struct cell *a,
                            const struct cell *b, const struct difference *d)
{
	bool a_silent = a->status == CELL_SILENT;
	bool b_silent = b->status == CELL_SILENT;

	/* METHOD.md 10.8 */
	if (a->key.voice == VOICE_STATISTICS ||
	    b->key.voice == VOICE_STATISTICS)
		return RELATION_NONE;
	if (a_silent && b_silent)
		return RELATION_BOTH_SILENT;
	if (a_silent && has_spoken(m, b))
		return silence_of(a);
	if (b_silent && has_spoken(m, a))
		return silence_of(b);
	if (!d->is_defined)
		return RELATION_NONE;
	if ((d->p_greater >= m->contradict_least &&
	     is_contradiction(m, a, b)) ||
	    (d->p_less >= m->contradict_least && is_contradiction(m, b, a)))
		return RELATION_CONTRADICT;
	if (d->p_greater >= m->order_least || d->p_less >= m->order_least)
		return RELATION_DIFFER_IN_DEGREE;
	return d->p_close >= m->agree_least ? RELATION_AGREE
	                                    : RELATION_UNDECIDED;
}

/* METHOD.md 8.6. */
enum regression_alleged cells_regression(const struct method *m,
                                         const struct cell *cells, size_t n)
{
	double none = 1.0;
	uint32_t sources = 0, voices = 0;
	bool is_alleged = false;

	for (size_t i = 0; i < n; i++) {
		const struct cell *c = &cells[i];
		bool is_clear = c->regression_accepted ||
		                c->p_regression >= m->alleged_least;

		if (c->key.voice == VOICE_STATE) {
			if (is_clear)
				return REGRESSION_ADMITTED;
			continue;
		}
		is_alleged |= c->regression_accepted;
		none *= 1.0 - c->p_regression;
		sources += c->regression_sources;
		voices += c->regression_sources > 0;
	}
	is_alleged |= number_mass(1.0 - none) >= m->alleged_least;
	if (!is_alleged)
		return REGRESSION_NOT_ALLEGED;
	return sources >= 2 || voices >= 2 ? REGRESSION_CORROBORATED
	                                   : REGRESSION_ALLEGED;
}
