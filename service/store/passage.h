/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Passage: rows of PASSAGE_COLUMNS (query.c) into struct passage_row.
 */
#ifndef STORE_PASSAGE_H
#define STORE_PASSAGE_H

#include <stdint.h>

struct ask;
struct fault;
struct passage_row;
struct place;
struct store;

/* The column after the last of PASSAGE_COLUMNS. */
#define PASSAGE_COLUMN_COUNT 31

/** Copies the row that ASK stands on into the arena of P. */
int passage_take(const struct ask *ask, struct place *p,
                 struct passage_row *out, struct fault *f);

/** Reads "SUBMISSION.ORDINAL". Gives 1 with the row's id, 0, -1. */
int passage_seq(struct store *s, const char *id, int64_t *out, struct fault *f);

#endif
