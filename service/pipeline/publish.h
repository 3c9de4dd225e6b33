/* SPDX-License-Identifier: Apache-2.0 */
/* Publish: counted evidence into cells. METHOD.md 5 to 7. */
#ifndef PIPELINE_PUBLISH_H
#define PIPELINE_PUBLISH_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct cell;
struct fault;
struct pipeline;

/** Cells as of AS_OF_S, in order of state, round, voice, commitment. */
struct cells {
	struct cell *at;
	size_t n;
	size_t room;
	struct arena **arenas; /* what their sources live in */
	size_t n_arenas;
};

/** Scores everything a public reader may see at AS_OF_S. */
int cells_make(struct pipeline *p, int64_t as_of_s, struct cells *out,
               struct fault *f);

/** Releases what cells_make() gave; also of a struct of zeroes. */
void cells_clear(struct cells *c);

/** Publishes inside the transaction that is open. */
int publish_here(struct pipeline *p, int64_t as_of_s, struct fault *f);

#endif
