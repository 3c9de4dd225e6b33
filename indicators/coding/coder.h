/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the files of this room share: the coder, and what it found of one
 * passage before it is told outside.
 */
#ifndef CODING_CODER_H
#define CODING_CODER_H

#include "coding.h"

#include "harm.h"
#include "level.h"
#include "relevance.h"
#include "state.h"

/* Bytes of headings looked at: the innermost ones. */
#define TRAIL_MOST 2048

struct coder {
	const struct catalogue *catalogue; /* borrowed */
	size_t n;                          /* commitments */
	struct tongue **tongues;
	size_t n_tongues;
	double least; /* confidence */

	/* scratch: of the passage under way */
	struct reading said;
	struct reading context;
	struct reading trail;
	struct evidence_sum said_sum;
	struct evidence_sum context_sum;
	struct evidence_sum trail_sum;
	double *learned;
	struct tally *tallies;
	struct verdict verdict;
	struct whereabouts whereabouts;
	uint32_t principles;
	double negligible; /* log odds that come to nothing given */

	/* the headings read last: one section has many passages */
	char trail_text[TRAIL_MOST];
	size_t trail_len;
};

/**
 * Reads what surrounds U, and weighs every commitment: fills TALLIES. Gives
 * false, at little cost, where nothing touches any commitment.
 */
bool coder_weigh(struct coder *c, const struct utterance *u);

/** The reasons of commitment AT, strongest first, in A. */
int coder_explain(const struct coder *c, const struct utterance *u, size_t at,
                  struct arena *a, struct coding *out, struct fault *f);

/** The states commitment AT is coded for, in A. */
int coder_locate(const struct coder *c, const struct utterance *u, size_t at,
                 struct arena *a, struct coding *out, struct fault *f);

#endif
