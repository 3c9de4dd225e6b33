/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Weight: other weights over the commitments of a roll-up. METHOD.md 9.12.
 *
 * A set of weights is a draw from a Dirichlet distribution with all parameters
 * 1: every set of weights is as likely as any other. Weight draw K of a
 * commitment hangs on K and its code alone, so that all roll-ups of all states
 * are looked at under the same weights.
 */
#ifndef SCORING_WEIGHT_H
#define SCORING_WEIGHT_H

#include "rollup.h"

/* Weight draws of commitment CODE, not yet divided by their sum. */
void weight_draws(const char *code, double out[DRAWS_WEIGHTS]);

/* Where the mean of PART lies under nine in ten of the weight draws. */
void weight_spread(const struct method *m, const struct rollup_part *part,
                   double *low, double *high);

/* Share of the weight draws under which the mean of A lies above that of B;
   both are over the same commitments. */
double weight_above(const struct method *m, const struct rollup_part *a,
                    const struct rollup_part *b);

#endif
