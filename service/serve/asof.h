/* SPDX-License-Identifier: Apache-2.0 */
/*
 * As of: which release a question means. A release that is named never
 * changes; `latest` and a date find one of those, and `head` is the state
 * that moves on.
 */
#ifndef SERVE_ASOF_H
#define SERVE_ASOF_H

#include <stdbool.h>
#include <stdint.h>

struct fault;
struct request;

/**
 * Sets Q's release from release= and as_of=: a name that exists, or "" the
 * head. Errors: FAULT_NOTFOUND naming those that exist; FAULT_INPUT.
 */
int release_choose(struct request *q, struct fault *f);

/**
 * The release that WORD names: *OUT is its name, or "" for the head.
 * Errors: as release_choose().
 */
int release_find(const struct request *q, const char *word, const char **out,
                 struct fault *f);

/** The second after the day YYYY-MM-DD; false when there is no such day. */
bool day_end(const char *day, int64_t *out);

#endif
