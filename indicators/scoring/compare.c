/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include <math.h>

#include "compare.h"
#include "draw.h"
#include "number.h"
#include "parameter.h"
#include "quantile.h"
#include "scale.h"

/* Shares of two cells closer than this are equal: masses are stored in steps
   of 1e-6. */
#define SHARE_STEP 1e-9

/*
 * METHOD.md 9.7: whether the level shares of one side lie at or above those
 * of the other at every step of the scale, so that no other values that keep
 * the order of levels could turn the order of the two scores.
 */
static bool is_any_scale(const double a[SCALE_COUNT],
                         const double b[SCALE_COUNT])
{
	double all_a = scale_total(a), all_b = scale_total(b);
	double sum_a = 0.0, sum_b = 0.0;
	bool a_leads = false, b_leads = false;

	for (size_t j = 0; j + 1 < SCALE_COUNT; j++) {
		double gap;

		sum_a += a[j];
		sum_b += b[j];
		gap = sum_a / all_a - sum_b / all_b;
		a_leads |= gap < -SHARE_STEP;
		b_leads |= gap > SHARE_STEP;
	}
	return a_leads != b_leads;
}

double share_error(size_t k, size_t n)
{
	/* Laplace's p, so that none of N draws is not taken for never. */
	double p = ((double)k + 1.0) / ((double)n + 2.0);

	return number_mass(sqrt(p * (1.0 - p) / (double)n));
}

void compare_draws(const struct method *m, double *a, const double *b, size_t n,
                   struct difference *out)
{
	size_t greater = 0, less = 0, close = 0;

	for (size_t i = 0; i < n; i++) {
		a[i] -= b[i];
		greater += a[i] > 0.0;
		less += a[i] < 0.0;
		close += fabs(a[i]) < m->close_within;
	}
	quantile_interval(a, n, m->interval_tail, &out->low, &out->high);
	out->low = number_score(out->low);
	out->high = number_score(out->high);
	out->p_greater = number_mass((double)greater / (double)n);
	out->p_less = number_mass((double)less / (double)n);
	out->p_close = number_mass((double)close / (double)n);
	out->p_error = share_error(greater, n);
}

void cell_compare(const struct method *m, const struct cell *a,
                  const struct cell *b, struct difference *out)
{
	struct difference d = { 0 };
	struct draw_of of_a, of_b;
	double left[DRAW_ROOM(DRAWS_CELL)], right[DRAW_ROOM(DRAWS_CELL)];

	*out = d;
	if (a->status != CELL_ASSESSED || b->status != CELL_ASSESSED)
		return;
	/* METHOD.md 10.8: a figure has no evidence to draw from. */
	if (a->key.voice == VOICE_STATISTICS ||
	    b->key.voice == VOICE_STATISTICS)
		return;
	scale_drawn(m, a->mass, 1.0, &of_a);
	scale_drawn(m, b->mass, 1.0, &of_b);
	draw_scores(draw_seed(&a->key), &of_a, left, DRAWS_CELL);
	draw_scores(draw_seed(&b->key), &of_b, right, DRAWS_CELL);
	out->is_defined = true;
	out->value = number_score(a->score - b->score);
	out->is_any_scale = is_any_scale(of_a.alpha, of_b.alpha);
	compare_draws(m, left, right, DRAWS_CELL, out);
}

enum order difference_order(const struct method *m, const struct difference *d)
{
	if (d->is_defined && d->p_greater >= m->order_least)
		return ORDER_A_ABOVE_B;
	if (d->is_defined && d->p_less >= m->order_least)
		return ORDER_B_ABOVE_A;
	return ORDER_INDISTINGUISHABLE;
}
