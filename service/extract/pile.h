/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pile: bytes or records that grow inside an arena.
 *
 * A document is read once and released whole, so its growing parts live in
 * its arena too: what an outgrown copy leaves behind is at most as much again.
 * A pile may be abandoned at any moment; a refusal leaks nothing.
 */
#ifndef EXTRACT_PILE_H
#define EXTRACT_PILE_H

#include <stddef.h>

struct arena;
struct fault;

struct pile {
	struct arena *arena; /* borrowed */
	char *at;            /* in the arena; NULL while empty */
	size_t n;            /* records in use */
	size_t room;         /* records allocated */
	size_t most;         /* never more records than this */
	size_t size;         /* bytes of one record */
	const char *what;    /* for the words of a refusal: "blocks" */
};

/** Starts P empty: at most MOST records of SIZE bytes, called WHAT. */
void pile_init(struct pile *p, struct arena *a, size_t size, size_t most,
               const char *what);

/** Appends N records. Errors: FAULT_LIMIT, FAULT_MEMORY; P unchanged. */
int pile_add(struct pile *p, const void *records, size_t n, struct fault *f);

/** Appends one zeroed record and gives it, or NULL as pile_add(). */
void *pile_next(struct pile *p, struct fault *f);

/** Record I, which must be there. */
void *pile_at(const struct pile *p, size_t i);

#endif
