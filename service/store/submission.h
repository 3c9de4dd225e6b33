/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Submission: what the files of this room share about finding one.
 */
#ifndef STORE_SUBMISSION_H
#define STORE_SUBMISSION_H

#include <stdint.h>

struct fault;
struct store;

/** The place of ID in the order of receipt. Gives 1, 0 none, -1. */
int submission_seq(struct store *s, const char *id, int64_t *seq,
                   struct fault *f);

#endif
