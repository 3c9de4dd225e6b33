/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Coding_pack: what was coded in one passage, as one column; and the blocks
 * of one text, as another.
 */
#ifndef STORE_CODING_PACK_H
#define STORE_CODING_PACK_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct block;
struct buf;
struct coding;
struct fault;

/* Confidences are stored as this many parts of one. */
#define CONFIDENCE_PARTS 10000

/** The stored form of a confidence in 0..1. */
uint32_t confidence_stored(double confidence);

/** Appends N codings to B. */
int codings_pack(const struct coding *codings, size_t n, struct buf *b,
                 struct fault *f);

/** Reads them back into A. Errors: FAULT_STORE when damaged. */
int codings_unpack(const void *bytes, size_t len, struct arena *a,
                   const struct coding **out, size_t *n, struct fault *f);

/** Appends N blocks to B. */
int blocks_pack(const struct block *blocks, size_t n, struct buf *b,
                struct fault *f);

/** Reads them back into A. Errors: FAULT_STORE when damaged. */
int blocks_unpack(const void *bytes, size_t len, struct arena *a,
                  struct block **out, size_t *n, struct fault *f);

#endif
