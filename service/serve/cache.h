/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cache: finished answers of one publication, found by what was asked.
 *
 * An answer in it is shared: whoever is still writing it to a socket holds a
 * reference, so that leaving the cache pulls nothing from under anybody. When
 * there is no room, what was not asked for since the hand last passed goes
 * first (a clock): one walk over every address does not cost what is asked
 * for all day.
 */
#ifndef SERVE_CACHE_H
#define SERVE_CACHE_H

#include <stddef.h>

#include "serve.h"

struct cache;
struct fault;

/** A finished 200 with its own copy of every string, and its 304. */
struct kept;

/** Opens a cache that never holds more than BYTES_MOST bytes, keys and heads
    included; 0 keeps nothing. Owns: cache_free(). */
int cache_new(size_t bytes_most, struct cache **out, struct fault *f);
void cache_free(struct cache *c);

/** Forgets everything. */
void cache_empty(struct cache *c);

/** What C holds now, in bytes. */
size_t cache_bytes(const struct cache *c);

/** The answer kept under LEN bytes of KEY, or NULL. Lives until the next
    cache_put(), cache_alias() or cache_empty(). */
struct kept *cache_find(struct cache *c, const char *key, size_t len);

/** Keeps a copy of ANSWER under KEY; gives it, or NULL when it is too large
    or memory is out, which is no error. */
struct kept *cache_put(struct cache *c, const char *key, size_t len,
                       const struct answer *answer);

/** Makes ALIAS another key of K. K lives on. */
void cache_alias(struct cache *c, const char *alias, size_t len,
                 struct kept *k);

/** Fills *OUT with K, or with the 304 that spares its body; out->kept names
    it. */
void kept_answer(const struct kept *k, struct answer *out);
void kept_unchanged(const struct kept *k, struct answer *out);

/** Holds, and lets go of, what answer->kept names. NULL is allowed. */
void kept_hold(struct kept *k);
void kept_drop(struct kept *k);

#endif
