/* SPDX-License-Identifier: Apache-2.0 */
/* Trail: the headings above a block, outermost first, '\n' between. */
#ifndef PIPELINE_TRAIL_H
#define PIPELINE_TRAIL_H

#include <stddef.h>

struct arena;
struct block;
struct fault;
struct text;

/* Trails of one text; each heading's is made once. */
struct trails {
	const struct text *text; /* borrowed */
	struct arena *arena;     /* borrowed */
	const char **of;         /* by block; NULL until asked for */
};

/** Starts empty. Owns: all lives in A. */
int trails_init(struct trails *t, const struct text *text, struct arena *a,
                struct fault *f);

/** The trail above BLOCK, "" where there is none; NULL on a fault. */
const char *trails_above(struct trails *t, const struct block *block,
                         struct fault *f);

#endif
