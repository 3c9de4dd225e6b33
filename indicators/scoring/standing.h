/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Standing: the loops over draws of states_rank(), which are written to become
 * vectors. METHOD.md 9.14.
 */
#ifndef SCORING_STANDING_H
#define SCORING_STANDING_H

#include <stddef.h>
#include <stdint.h>

#include "parameter.h"

/* Draws of one row: a whole number of tiles. */
#define STANDING_TILE ((size_t)16)
#define STANDING_ROW \
	((DRAWS_ROLLUP + STANDING_TILE - 1) / STANDING_TILE * STANDING_TILE)

/* The score of a cell as a cubic of a standard normal number. */
struct curve {
	float k[4];
};

/* SUM += the curve K of SHARED + OWN, times WEIGHT unless that is NULL. */
void standing_add(const struct curve *k, const float *shared, const float *own,
                  const float *weight, float *sum);

/*
 * Ranks of N states, ROWS[state][draw], counted: HISTOGRAM[state][rank - 1] of
 * the first DRAWS_ROLLUP draws. TILE is room for N x STANDING_TILE.
 */
void standing_ranks(const float *rows, size_t n, float *tile,
                    uint16_t *histogram);

/* The quantiles at TAIL, 1/2 and 1 - TAIL of DRAWS_ROLLUP draws. */
void standing_quantiles(const float *row, double tail, float out[3]);

#endif
