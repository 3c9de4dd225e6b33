/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Changes: the log of what anybody could see from one publication on.
 */
#ifndef STORE_CHANGES_H
#define STORE_CHANGES_H

#include <stdint.h>

struct fault;
struct store;

/** Adds what became visible by AS_OF_S and was not told yet. */
int changes_tell(struct store *s, int64_t as_of_s, struct fault *f);

/** Adds publication NUMBER. */
int changes_published(struct store *s, int64_t as_of_s, int64_t number,
                      struct fault *f);

/** Adds the release NAME of publication NUMBER. */
int changes_released(struct store *s, int64_t as_of_s, int64_t number,
                     const char *name, struct fault *f);

#endif
