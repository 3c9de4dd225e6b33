/* SPDX-License-Identifier: Apache-2.0 */
/* Cells: counted evidence into cells. METHOD.md 5 to 7. */
#ifndef PIPELINE_CELLS_H
#define PIPELINE_CELLS_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct cell;
struct fault;
struct method;
struct pipeline;
struct stale_line;

/* One array in order of state, round, voice, commitment. */
struct cells {
	struct cell *at;
	size_t n;
	size_t room;
	struct arena **arenas; /* what their sources live in */
	size_t n_arenas;
};

/* Which cells are made, and how. */
struct cells_of {
	int64_t as_of_s;
	const struct stale_line *line; /* one state in one voice; NULL: all */
	const struct method *method;   /* NULL: the one in use */
};

/**
 * Scores what a public reader may see as of a time: everything, or one state
 * in one voice; the cells of that are the same either way.
 */
int cells_make(struct pipeline *p, const struct cells_of *how,
               struct cells *out, struct fault *f);

/** Makes room for MORE cells. */
int cells_grow(struct cells *c, size_t more, struct fault *f);

/** Releases what cells_make() gave; also of a struct of zeroes. */
void cells_clear(struct cells *c);

#endif
