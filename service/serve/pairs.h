/* SPDX-License-Identifier: Apache-2.0 */
/* Pairs: two cells beside each other, and the passages that show why. */
#ifndef SERVE_PAIRS_H
#define SERVE_PAIRS_H

#include "model/cell.h"
#include "pen.h"
#include "request.h"

struct passage_row;
struct snapshot;

/** As cell_compare() by the method of S, whose cells A and B are; without
    drawing where a side has no stated score, and once for each pair. */
void pair_compare(const struct snapshot *s, const struct cell *a,
                  const struct cell *b, struct difference *out);

/** Writes difference, low, high, p_greater, p_less, p_error. */
void pair_numbers(struct grid *g, const struct difference *d);

/* What a strongest passage is to show. */
enum lean {
	LEAN_NONE, /* whatever is surest */
	LEAN_HIGH, /* measure or result */
	LEAN_LOW   /* regression or asserted gap */
};

/** At most LIMIT passages that count in C, of the levels that LEAN wants, the
    surest first. They live in the request's arena. */
int cell_passages(const struct request *q, const struct cell *c, enum lean lean,
                  size_t limit, struct passage_row **out, size_t *n,
                  struct fault *f);

/**
 * The surest passage that counts in C, of the levels that LEAN wants when
 * there is one. Gives 1, 0 when none counts, -1.
 */
int strongest(const struct request *q, const struct cell *c, enum lean lean,
              struct passage_row *out, struct fault *f);

/** "SUBMISSION.ORDINAL" in the arena. */
const char *passage_name(const struct request *q, const struct passage_row *row,
                         struct fault *f);

/** The level at which ROW speaks to C; its own when it does not. */
const char *passage_level(const struct passage_row *row, const struct cell *c);

/** Writes ROW as a small object: id, quote, level, author; null for NULL. */
void write_quote(const struct request *q, struct pen *p,
                 const struct passage_row *row, const struct cell *c);

#endif
