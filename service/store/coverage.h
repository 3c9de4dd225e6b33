/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Coverage: what each voice sent, as bytes, for the digest of a publication
 * and for a frozen release. Silence is told from it (METHOD.md 7).
 */
#ifndef STORE_COVERAGE_H
#define STORE_COVERAGE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct coverage;
struct digest;
struct fault;
struct store;

/* Every state in every round and voice is 193 x 30 x 5 rows of 20 bytes. */
#define COVERAGE_MOST ((size_t)4 << 20)

/** As anybody may see it at AS_OF_S. */
int coverage_public(struct store *s, int64_t as_of_s, struct arena *a,
                    struct coverage **out, size_t *n, struct fault *f);

/** Packs N rows into B, which is emptied first, and digests them. */
int coverage_digest(const struct coverage *c, size_t n, struct buf *b,
                    struct digest *out, struct fault *f);

/** Reads the rows of all LEN bytes. Errors: FAULT_STORE when damaged. */
int coverage_unpack(const void *bytes, size_t len, struct arena *a,
                    struct coverage **out, size_t *n, struct fault *f);

#endif
