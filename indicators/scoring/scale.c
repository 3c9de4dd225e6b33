/* SPDX-License-Identifier: Apache-2.0 */
#include "scale.h"

#include <string.h>

#include "draw.h"

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

void scale_posterior(const struct method *m, const double mass[SCALE_COUNT],
                     double part, double alpha[SCALE_COUNT])
{
	for (size_t j = 0; j < SCALE_COUNT; j++)
		alpha[j] = mass[j] + part * m->prior[j];
}

void scale_drawn(const struct method *m, const double mass[SCALE_COUNT],
                 double part, struct draw_of *out)
{
	scale_posterior(m, mass, part, out->alpha);
	memcpy(out->values, m->values, sizeof(out->values));
}

double scale_score(const double alpha[SCALE_COUNT],
                   const double values[SCALE_COUNT])
{
	return 100.0 * (scale_sum(alpha, values) / scale_total(alpha));
}
