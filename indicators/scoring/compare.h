/* SPDX-License-Identifier: Apache-2.0 */
/* Compare: what two rows of draws say of each other. METHOD.md 9.1. */
#ifndef SCORING_COMPARE_H
#define SCORING_COMPARE_H

#include "scoring.h"

/* Fills interval, probabilities and their errors of OUT from N draws of each
   side; A is overwritten with the differences. */
void compare_draws(const struct method *m, double *a, const double *b, size_t n,
                   struct difference *out);

/* The standard error of the share K of N independent draws. */
double share_error(size_t k, size_t n);

#endif
