/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verdict: a passage as people's decisions leave it, as it stands in its row.
 */
#ifndef STORE_VERDICT_H
#define STORE_VERDICT_H

#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"

struct arena;
struct ask;
struct buf;
struct coding;
struct fault;
struct store;
struct verdict;

/* One row of verdict; the packed codings borrowed. */
struct verdict_record {
	int64_t passage;
	int64_t level;
	int64_t demand;
	int64_t best;
	int64_t coders;
	int64_t decisions;
	const void *codings;
	size_t codings_len;
	struct digest sha256; /* of all the rest */
};

/** The row of V on submission SEQ; B holds the packed codings. */
int verdict_record(int64_t seq, const struct verdict *v, struct buf *b,
                   struct verdict_record *out, struct fault *f);

/** The row of QUERY_VERDICT_ROWS that A stands on. */
void verdict_record_row(const struct ask *a, struct verdict_record *out);

/** Fills in the digest that the other columns of R have. */
int verdict_digest(const struct verdict_record *r, struct digest *out,
                   struct fault *f);

/** Reads packed codings with their reviews. Errors: FAULT_STORE. */
int verdict_unpack(const void *bytes, size_t len, struct arena *a,
                   const struct coding **out, size_t *n, struct fault *f);

/** Forgets the verdicts on SEQ; its marks say what the program found. */
int verdicts_clear(struct store *s, int64_t seq, struct fault *f);

#endif
