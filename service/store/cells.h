/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cells: the published ones, read by the files of this room.
 */
#ifndef STORE_CELLS_H
#define STORE_CELLS_H

#include <stddef.h>

struct arena;
struct buf;
struct cell;
struct digest;
struct fault;
struct store;

/* Memory for all cells at once, twice what was ever needed. */
#define CELLS_MEMORY ((size_t)512 << 20)

/** All rows of cell, in order. */
int cells_read(struct store *s, struct arena *a, struct cell **out, size_t *n,
               struct fault *f);

/** Packs N cells into B, which is emptied first, and digests them. */
int cells_digest(const struct cell *const *cells, size_t n, struct buf *b,
                 struct digest *out, struct fault *f);

/** N pointers to CELLS in order. Errors: FAULT_INPUT when a key is doubled. */
int cells_sort(const struct cell *cells, size_t n, struct arena *a,
               const struct cell ***out, struct fault *f);

#endif
