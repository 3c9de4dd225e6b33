/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cache: finished answers of one publication, found by what was asked.
 *
 * An answer in it is shared: whoever is still writing it to a socket holds a
 * reference, so that emptying the cache pulls nothing from under anybody.
 */
#ifndef SERVE_CACHE_H
#define SERVE_CACHE_H

#include <stddef.h>

#include "serve.h"

struct cache;
struct fault;

/** A finished 200 with its own copy of every string. */
struct kept;

/** Opens a cache of at most BYTES_MOST bytes. Owns: cache_free(). */
int cache_new(size_t bytes_most, struct cache **out, struct fault *f);
void cache_free(struct cache *c);

/** What C holds now, in bytes. */
size_t cache_bytes(const struct cache *c);

/** Forgets everything. */
void cache_empty(struct cache *c);

/** The answer kept under KEY, or NULL. Lives until the next cache_*(). */
struct kept *cache_find(const struct cache *c, const char *key);

/** Keeps a copy of ANSWER under KEY; gives it, or NULL when it is too large
    or memory is out, which is no error. */
struct kept *cache_put(struct cache *c, const char *key,
                       const struct answer *answer);

/** Makes ALIAS another key of K. */
void cache_alias(struct cache *c, const char *alias, struct kept *k);

/** Fills *OUT with K; out->kept names it. */
void kept_answer(const struct kept *k, struct answer *out);

/** Holds, and lets go of, what answer->kept names. NULL is allowed. */
void kept_hold(struct kept *k);
void kept_drop(struct kept *k);

#endif
