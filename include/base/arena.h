/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Arena: many small allocations with one end.
 *
 * Everything made for one document, or for one request, lives in one arena and
 * is released with it. Nothing in an arena is freed by itself.
 *
 * Takes:  sizes and bytes to copy.
 * Gives:  aligned, zeroed memory that lives as long as the arena.
 * Never:  grows past its limit.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;
struct fault;

/**
 * Opens an arena that never holds more than MOST bytes.
 * Owns:   the caller releases *OUT with arena_free().
 * Errors: FAULT_MEMORY.
 */
int arena_new(size_t most, struct arena **out, struct fault *f);

/** Releases A and all that was made in it; NULL is allowed. */
void arena_free(struct arena *a);

/** Forgets all that was made in A, keeping memory for the next use. */
void arena_reset(struct arena *a);

/** Gives SIZE zeroed bytes, or NULL with FAULT_LIMIT or FAULT_MEMORY in F. */
void *arena_alloc(struct arena *a, size_t size, struct fault *f);

/** Gives N * SIZE zeroed bytes, checked for overflow; as arena_alloc(). */
void *arena_array(struct arena *a, size_t n, size_t size, struct fault *f);

/** Copies LEN bytes and ends them with NUL; NULL as arena_alloc(). */
char *arena_copy(struct arena *a, const void *bytes, size_t len,
                 struct fault *f);

/** Copies the string TEXT; NULL as arena_alloc(). */
char *arena_string(struct arena *a, const char *text, struct fault *f);

/** Prints into the arena; NULL as arena_alloc(). */
char *arena_print(struct arena *a, struct fault *f, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

#endif
