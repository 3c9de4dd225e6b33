/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verdicts: people's decisions, replayed on the passages as they are read
 * now. METHOD.md 11.
 */
#ifndef PIPELINE_VERDICTS_H
#define PIPELINE_VERDICTS_H

#include <stddef.h>

struct buf;
struct digest;
struct fault;
struct pipeline;
struct record;

/**
 * Makes the verdicts on every submission with the bytes DOCUMENT anew, in the
 * open transaction. *ADRIFT grows by the decisions that found no passage.
 */
int verdicts_refresh(struct pipeline *p, const struct digest *document,
                     size_t *adrift, struct fault *f);

/** As verdicts_refresh(), for all documents that were decided on. */
int verdicts_refresh_all(struct pipeline *p, size_t *adrift, struct fault *f);

/**
 * Holds the stored verdicts on all of R against what the decisions give.
 * Gives 1; 0 with the first that differs in REPORT; -1.
 */
int verdicts_verify(struct pipeline *p, const struct record *r,
                    struct buf *report, struct fault *f);

#endif
