/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include "number.h"
#include "scale.h"

/* Other values for the five levels: METHOD.md 9.6. */
static const double INTENTION_ZERO[SCALE_COUNT] = {
	VALUE_REGRESSION, VALUE_GAP, 0.0, VALUE_MEASURE, VALUE_RESULT,
};
static const double REGRESSION_THIRD[SCALE_COUNT] = {
	-1.0 / 3.0, VALUE_GAP, VALUE_INTENTION, VALUE_MEASURE, VALUE_RESULT,
};
static const double STEEP[SCALE_COUNT] = { -1.0, 0.0, 0.1, 0.5, 1.0 };

/* Mass left below this is what rounding left of nothing: stored masses are
   multiples of 1e-6. */
#define MASS_LEAST 1e-5

/* The score without source S. The prior's mean is 0, so that the score is
   sum v_j m_j over all evidence and 1. */
static double without(const struct cell *c, const struct source_score *s)
{
	double sum =
		scale_sum(c->mass, SCALE_VALUES) - s->mass * s->score / 100;
	double total = scale_total(c->mass) - s->mass;

	if (total < MASS_LEAST)
		return 0.0;
	return number_score(100.0 * sum / (1.0 + total));
}

void cell_robustness(const struct cell *c, struct robustness *out)
{
	struct robustness r = { 0 };
	double alpha[SCALE_COUNT];

	*out = r;
	if (c->status != CELL_ASSESSED && c->status != CELL_THIN)
		return;
	if (c->key.voice == VOICE_STATISTICS) /* METHOD.md 10.8 */
		return;
	r.low_without_one = c->score;
	r.high_without_one = c->score;
	for (size_t i = 0; i < c->n_by_source; i++) {
		double score = without(c, &c->by_source[i]);

		if (i == 0 || score < r.low_without_one)
			r.low_without_one = score;
		if (i == 0 || score > r.high_without_one)
			r.high_without_one = score;
	}
	scale_posterior(c->mass, 1.0, alpha);
	r.intention_zero = number_score(scale_score(alpha, INTENTION_ZERO));
	r.regression_third = number_score(scale_score(alpha, REGRESSION_THIRD));
	r.steep = number_score(scale_score(alpha, STEEP));
	*out = r;
}
