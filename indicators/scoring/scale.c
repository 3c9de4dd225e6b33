/* SPDX-License-Identifier: Apache-2.0 */
#include "scale.h"

/* METHOD.md 6.5: mass 1, mean 0. */
static const double PRIOR[SCALE_COUNT] = {
	[SCALE_REGRESSION] = PRIOR_REGRESSION, [SCALE_GAP] = PRIOR_OTHER,
	[SCALE_INTENTION] = PRIOR_OTHER,       [SCALE_MEASURE] = PRIOR_OTHER,
	[SCALE_RESULT] = PRIOR_OTHER,
};

double scale_total(const double mass[SCALE_COUNT])
{
	double total = 0.0;

	for (size_t j = 0; j < SCALE_COUNT; j++)
		total += mass[j];
	return total;
}

double scale_sum(const double mass[SCALE_COUNT],
                 const double values[SCALE_COUNT])
{
	double sum = 0.0;

	for (size_t j = 0; j < SCALE_COUNT; j++)
		sum += values[j] * mass[j];
	return sum;
}

void scale_posterior(const double mass[SCALE_COUNT], double part,
                     double alpha[SCALE_COUNT])
{
	for (size_t j = 0; j < SCALE_COUNT; j++)
		alpha[j] = mass[j] + part * PRIOR[j];
}

double scale_score(const double alpha[SCALE_COUNT],
                   const double values[SCALE_COUNT])
{
	return 100.0 * (scale_sum(alpha, values) / scale_total(alpha));
}
