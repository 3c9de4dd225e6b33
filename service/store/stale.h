/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Stale: whose cells are behind the findings. What findings say of a state in
 * a voice is noted when they are written or taken away.
 */
#ifndef STORE_STALE_H
#define STORE_STALE_H

#include <stddef.h>
#include <stdint.h>

struct fault;
struct mark;
struct store;

/** Notes the states and voices of N marks. */
int stale_marks(struct store *s, const struct mark *marks, size_t n,
                struct fault *f);

/** Notes the states that submission SEQ is about: what was sent on them
    changed, even when nothing in it is coded. */
int stale_sent(struct store *s, int64_t seq, struct fault *f);

/** Notes everything. */
int stale_all(struct store *s, struct fault *f);

/** Forgets all: the cells were published. */
int stale_empty(struct store *s, struct fault *f);

#endif
