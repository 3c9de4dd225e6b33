/* SPDX-License-Identifier: Apache-2.0 */
/* Repeated: promises made again with nothing done. METHOD.md 3.4. */
#ifndef PIPELINE_REPEATED_H
#define PIPELINE_REPEATED_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct arena;
struct catalogue;
struct cell;
struct fault;

/* Intentions as they come, by the index of their cell, upwards. */
struct promises {
	struct arena *arena; /* texts, copied */
	struct promise *at;  /* malloced */
	size_t n;
	size_t room;
};

struct promise {
	size_t cell;
	struct span text;
};

/** Starts empty. Owns: promises_clear(). */
int promises_init(struct promises *p, struct fault *f);

/** Releases what P holds; a struct of zeroes is allowed. */
void promises_clear(struct promises *p);

/** Adds an intention of cell number CELL, none smaller than the last. */
int promises_add(struct promises *p, size_t cell, const struct span *text,
                 struct fault *f);

/**
 * Sets CELL_FLAG_REPEATED on each of N cells, in the order that P counts in
 * and one state's together, whose intentions repeat those of an earlier round
 * of the family with no measure since.
 */
int promises_mark(struct promises *p, const struct catalogue *catalogue,
                  struct cell *cells, size_t n, struct fault *f);

#endif
