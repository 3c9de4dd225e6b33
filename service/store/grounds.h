/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Grounds: what the cells of a release rested on, frozen with it.
 */
#ifndef STORE_GROUNDS_H
#define STORE_GROUNDS_H

#include <stdint.h>

struct arena;
struct fault;
struct publication;
struct store;

/* A coding takes eight bytes, a submission a hundred. */
#define GROUNDS_MOST ((size_t)60 << 20)

/** Freezes the grounds of HEAD for the release RELEASE, just written. */
int grounds_freeze(struct store *s, int64_t release,
                   const struct publication *head, struct arena *a,
                   struct fault *f);

#endif
