/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cell_pack: cells as bytes, for the digest of a publication, for a frozen
 * release, and for the column of what no query asks.
 */
#ifndef STORE_CELL_PACK_H
#define STORE_CELL_PACK_H

#include <stddef.h>

struct arena;
struct buf;
struct cell;
struct fault;
struct unpack;

/* All cells of one release: 104,220 of them take 20 MiB. */
#define CELLS_MOST ((size_t)60 << 20)

/** Appends all of C but its key, status, score and interval. */
int cell_pack_facts(const struct cell *c, struct buf *b, struct fault *f);

/** Reads them into OUT; what hangs on it lives in A. */
int cell_unpack_facts(struct unpack *u, struct arena *a, struct cell *out,
                      struct fault *f);

/** Appends all of C. */
int cell_pack(const struct cell *c, struct buf *b, struct fault *f);

/** Reads N cells from all LEN bytes. Errors: FAULT_STORE when damaged. */
int cells_unpack(const void *bytes, size_t len, struct arena *a,
                 struct cell **out, size_t *n, struct fault *f);

/** Order of cells: state, commitment, round, voice. */
int cell_key_compare(const struct cell *a, const struct cell *b);

#endif
