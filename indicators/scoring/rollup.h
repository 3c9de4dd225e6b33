/* SPDX-License-Identifier: Apache-2.0 */
/* Rollup: the draws behind the mean of many cells. METHOD.md 9.5. */
#ifndef SCORING_ROLLUP_H
#define SCORING_ROLLUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "draw.h"
#include "parameter.h"
#include "scoring.h"

/* The part of N cells that a mean is over. */
struct rollup_part {
	const struct cell *cells;
	const bool *is_in; /* one per cell; NULL: those assessed */
	size_t n;
	size_t n_in;
	uint64_t seed;
};

/* Room for the draws of one roll-up. */
struct rollup_draws {
	double shared[DRAW_ROOM(DRAWS_ROLLUP)];
	double own[DRAW_ROOM(DRAWS_ROLLUP)];
	double sorted[DRAW_ROOM(DRAWS_ROLLUP)];
	double one[DRAWS_ROLLUP]; /* of the last cell, in the shared order */
	double mean[DRAWS_ROLLUP];
};

/* Whether cell I is in PART. */
bool rollup_has(const struct rollup_part *part, size_t i);

/* The least number of COMMITMENTS that M wants assessed for a mean. */
bool rollup_is_enough(const struct method *m, size_t assessed,
                      size_t commitments);

/* Score of cell C with PART of the prior, closed form. */
double rollup_score(const struct method *m, const struct cell *c, double part);

/* The mean over PART, closed form, every cell with its part of the prior. */
double rollup_mean(const struct method *m, const struct rollup_part *part);

/* What all cells of a roll-up share: fills W->shared, empties W->mean. */
void rollup_draws_start(const struct rollup_part *part, struct rollup_draws *w);

/* The draws of cell I of PART, in W->one. */
void rollup_draw_cell(const struct method *m, const struct rollup_part *part,
                      size_t i, struct rollup_draws *w);

/* Draws of the mean, in W->mean. */
void rollup_draw(const struct method *m, const struct rollup_part *part,
                 struct rollup_draws *w);

#endif
