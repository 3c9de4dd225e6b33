/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include <string.h>

#include "number.h"
#include "scale.h"

/* A steeper scale: METHOD.md 9.6. */
static const double STEEP[SCALE_COUNT] = { -1.0, 0.0, 0.1, 0.5, 1.0 };

/* Mass left below this is what rounding left of nothing: stored masses are
   multiples of 1e-6. */
#define MASS_LEAST 1e-5

/* The score without source S: its mass and its own sum leave the posterior. */
static double without(const struct method *m, const struct cell *c,
                      const struct source_score *s)
{
	double sum = scale_sum(c->mass, m->values) +
	             scale_sum(m->prior, m->values) - s->mass * s->score / 100;
	double left = scale_total(c->mass) - s->mass;

	if (left < MASS_LEAST)
		return number_score(scale_score(m->prior, m->values));
	return number_score(100.0 * sum / (scale_total(m->prior) + left));
}

/* The score if one level had another value. */
static double with_value(const struct method *m,
                         const double alpha[SCALE_COUNT], enum scale level,
                         double value)
{
	double values[SCALE_COUNT];

	memcpy(values, m->values, sizeof(values));
	values[level] = value;
	return number_score(scale_score(alpha, values));
}

void cell_robustness(const struct method *m, const struct cell *c,
                     struct robustness *out)
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
		double score = without(m, c, &c->by_source[i]);

		if (i == 0 || score < r.low_without_one)
			r.low_without_one = score;
		if (i == 0 || score > r.high_without_one)
			r.high_without_one = score;
	}
	scale_posterior(m, c->mass, 1.0, alpha);
	r.intention_zero = with_value(m, alpha, SCALE_INTENTION, 0.0);
	r.regression_third = with_value(m, alpha, SCALE_REGRESSION, -1.0 / 3.0);
	r.steep = number_score(scale_score(alpha, STEEP));
	*out = r;
}
