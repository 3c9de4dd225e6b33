/* SPDX-License-Identifier: Apache-2.0 */
/*
 * List: filters as bound values, and rows gathered in an arena.
 */
#ifndef STORE_LIST_H
#define STORE_LIST_H

#include <stddef.h>

struct arena;
struct ask;
struct buf;
struct fault;

/* No list is longer: a page of an answer is far smaller. */
#define LIST_MOST ((size_t)1 << 20)

/** Writes the N strings of NAMES as a JSON array into B. */
int list_json(struct buf *b, const char *const *names, size_t n,
              struct fault *f);

/**
 * Binds NAMES as a JSON array to NAME, or NULL when NAMES is. B holds the
 * bytes until the ask ends.
 */
int list_bind(struct ask *a, const char *name, const char *const *names,
              size_t n, struct buf *b, struct fault *f);

/** Rows of one size that grow in an arena by doubling. */
struct rows {
	struct arena *arena;
	size_t size; /* of one */
	void *at;
	size_t n;
	size_t room;
};

/** Makes room for N at first, when it is known how many come: what grows by
    doubling leaves as much behind. */
int rows_expect(struct rows *r, size_t n, struct fault *f);

/** A place for one more; NULL with F set. */
void *rows_add(struct rows *r, struct fault *f);

#endif
