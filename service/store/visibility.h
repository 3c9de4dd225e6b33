/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Visibility: the one place that decides what a reader may see.
 *
 * Every statement that reads for a struct reader takes its submissions from
 * SEEN and from nowhere else, and goes through visibility_bind().
 * tests/store/test_visibility.c holds every statement against this.
 */
#ifndef STORE_VISIBILITY_H
#define STORE_VISIBILITY_H

struct ask;
struct reader;

/*
 * The submissions a reader may see. The audiences and the visibilities are
 * one ladder, so a rung is compared: public 0, network 1, sealed or operator
 * 2. An embargo binds everyone but the operator and opens at its second.
 * Who reads a release does not know what came later; the plus keeps that
 * comparison from choosing the index.
 */
#define SEEN                                         \
	"(SELECT * FROM submission"                  \
	"  WHERE visibility <= :audience"            \
	"    AND (embargo <= :now OR :audience = 2)" \
	"    AND +seq <= :known)"

/*
 * True where S, a row of SEEN, still speaks. A newer version that this reader
 * may not see replaces nothing: else its coming would show.
 */
#define NOT_SUPERSEDED                                    \
	"NOT EXISTS (SELECT 1 FROM supersession AS x"     \
	"  JOIN " SEEN " AS newer ON newer.seq = x.newer" \
	"  WHERE x.older = s.seq)"

/** Says to A who reads and when. */
void visibility_bind(struct ask *a, const struct reader *r);

#endif
