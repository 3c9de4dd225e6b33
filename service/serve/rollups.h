/* SPDX-License-Identifier: Apache-2.0 */
/* Rollups: the cells of many commitments, and what names their sum. */
#ifndef SERVE_ROLLUPS_H
#define SERVE_ROLLUPS_H

#include "cells.h"
#include "request.h"
#include "snapshot.h"

/* Which sums a question is about. */
struct sums {
	const struct request *q;
	struct scope scope;
	size_t *commitments; /* of the catalogue, or of one cluster of it */
	size_t n;
	const char *catalogue;
	int cluster; /* 0: the whole catalogue */
};

/** Reads catalogue= and cluster= beside the scope that NAMES. */
int sums_read(const struct request *q, const struct scope_names *names,
              struct sums *out, struct fault *f);

/** The name that seeds the sum at AT; lives in the arena. */
const char *sums_seed(const struct sums *s, const struct spot *at,
                      struct fault *f);

/** Fills CELLS with one per commitment of S, at AT's state, round, voice. */
void sums_cells(const struct sums *s, const struct spot *at,
                struct cell *cells);

/** Writes catalogue and cluster. */
void sums_name(const struct sums *s, struct grid *g);

#endif
