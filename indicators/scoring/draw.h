/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Draws: seeded, counted, the same on every machine and in any order.
 *
 * Each number is a function of (seed, stream, index) alone, so nothing is
 * carried from one draw to the next. METHOD.md 6.
 */
#ifndef SCORING_DRAW_H
#define SCORING_DRAW_H

#include <stddef.h>
#include <stdint.h>

#include "model/cell.h"

/* Draws are made in blocks that fit the first cache; buffers of draws hold
   whole blocks. Both halves are whole vectors of eight. */
#define DRAW_BLOCK   400
#define DRAW_ROOM(n) (((n) + DRAW_BLOCK - 1) / DRAW_BLOCK * DRAW_BLOCK)

/* The seed that names a cell. */
uint64_t draw_seed(const struct cell_key *key);

/* The seed of a name. */
uint64_t draw_seed_text(const char *text);

/* A seed for stream number STREAM under SEED. */
uint64_t draw_stream(uint64_t seed, uint64_t stream);

/* Fills OUT with DRAW_ROOM(n) standard normal numbers. */
void draw_normals(uint64_t seed, double *out, size_t n);

/* What a score is drawn from. */
struct draw_of {
	double alpha[SCALE_COUNT];  /* Dirichlet parameters, all > 0 */
	double values[SCALE_COUNT]; /* of the five levels */
};

/*
 * Fills OUT with DRAW_ROOM(n) draws of 100 * sum v_j p_j, v the values and p
 * from the Dirichlet distribution of OF.
 */
void draw_scores(uint64_t seed, const struct draw_of *of, double *out,
                 size_t n);

#endif
