/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Place: where a passage stands, read from its frozen text piece by piece.
 */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

struct arena;
struct block;
struct fault;
struct passage_row;
struct reader;
struct store;

/* The text last looked into: a list has many passages of one text. */
struct place {
	struct store *store;
	const struct reader *reader;
	struct arena *arena;
	int64_t seq; /* 0 none yet */
	sqlite3_blob *text;
	size_t len;
	struct block *blocks;
	size_t n_blocks;
};

void place_init(struct place *p, struct store *s, const struct reader *r,
                struct arena *a);
void place_clear(struct place *p);

/**
 * Fills in what ROW says of its surroundings: prefix, suffix, page,
 * paragraph, trail, kind. Its range must be set; BLOCK is its block.
 */
int place_fill(struct place *p, int64_t seq, uint32_t block,
               struct passage_row *row, struct fault *f);

#endif
