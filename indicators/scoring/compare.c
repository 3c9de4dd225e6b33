/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include <math.h>

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

/* Probabilities and interval of the difference of two rows of draws; A is
   overwritten with it. */
static void compare_draws(double *a, const double *b, struct difference *out)
{
	size_t greater = 0, less = 0, close = 0;

	for (size_t i = 0; i < DRAWS_CELL; i++) {
		a[i] -= b[i];
		greater += a[i] > 0.0;
		less += a[i] < 0.0;
		close += fabs(a[i]) < CLOSE_WITHIN;
	}
	quantile_interval(a, DRAWS_CELL, &out->low, &out->high);
	out->low = number_score(out->low);
	out->high = number_score(out->high);
	out->p_greater = number_mass((double)greater / DRAWS_CELL);
	out->p_less = number_mass((double)less / DRAWS_CELL);
	out->p_close = number_mass((double)close / DRAWS_CELL);
}

void cell_compare(const struct cell *a, const struct cell *b,
                  struct difference *out)
{
	struct difference d = { 0 };
	double alpha[SCALE_COUNT], beta[SCALE_COUNT];
	double left[DRAW_ROOM(DRAWS_CELL)], right[DRAW_ROOM(DRAWS_CELL)];

	*out = d;
	if (a->status != CELL_ASSESSED || b->status != CELL_ASSESSED)
		return;
	/* METHOD.md 10.8: a figure has no evidence to draw from. */
	if (a->key.voice == VOICE_STATISTICS ||
	    b->key.voice == VOICE_STATISTICS)
		return;
	scale_posterior(a->mass, 1.0, alpha);
	scale_posterior(b->mass, 1.0, beta);
	draw_scores(draw_seed(&a->key), alpha, left, DRAWS_CELL);
	draw_scores(draw_seed(&b->key), beta, right, DRAWS_CELL);
	out->is_defined = true;
	out->value = number_score(a->score - b->score);
	out->is_any_scale = is_any_scale(alpha, beta);
	compare_draws(left, right, out);
}

enum order difference_order(const struct difference *d)
{
	if (d->is_defined && d->p_greater >= ORDER_LEAST)
		return ORDER_A_ABOVE_B;
	if (d->is_defined && d->p_less >= ORDER_LEAST)
		return ORDER_B_ABOVE_A;
	return ORDER_INDISTINGUISHABLE;
}
