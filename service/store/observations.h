/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Observations: the figures of one submission as rows, written, digested and
 * held against those found again.
 */
#ifndef STORE_OBSERVATIONS_H
#define STORE_OBSERVATIONS_H

#include <stdint.h>

struct buf;
struct digester;
struct fault;
struct figures;
struct store;

/** Writes FOUND (NULL: none) of submission SEQ and feeds it to D. */
int observations_put(struct store *s, int64_t seq, const struct figures *found,
                     struct digester *d, struct fault *f);

/** Takes away what was read from submission SEQ. */
int observations_delete(struct store *s, int64_t seq, struct fault *f);

/** Feeds what is stored of submission SEQ to D, as observations_put() did. */
int observations_digest(struct store *s, int64_t seq, struct digester *d,
                        struct fault *f);

/** Names the first difference of what is stored from FOUND in REPORT. */
int observations_check(struct store *s, const char *id, int64_t seq,
                       const struct figures *found, struct buf *report,
                       struct fault *f);

#endif
