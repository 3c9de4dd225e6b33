/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Order among draws: quantiles and sorting, through one pass of bins.
 *
 * Of N draws the quantile at share q, N q a whole number, is the middle of the
 * two draws around it: so the quantiles of -x are those of x with the sign
 * turned, to the last bit. METHOD.md 6.8.
 */
#ifndef SCORING_QUANTILE_H
#define SCORING_QUANTILE_H

#include <stddef.h>

#include "parameter.h"

/* Most draws that are put in order at once. */
#define QUANTILE_MOST DRAWS_CELL

/* The quantiles at TAIL and at 1 - TAIL of the N <= QUANTILE_MOST draws in X;
   N TAIL is a whole number of at least 1. */
void quantile_interval(const double *x, size_t n, double tail, double *low,
                       double *high);

/* Sorts the N <= QUANTILE_MOST draws of X, the smallest first. */
void quantile_sort(double *x, size_t n);

#endif
