/* SPDX-License-Identifier: Apache-2.0 */
#include "repeated.h"

#include <stdbool.h>
#include <string.h>

#include "catalogue.h"
#include "model/cell.h"
#include "model/commitment.h"

/* Cells are sorted by state first; a state's run is short enough to search
   without an index: rounds x voices x commitments. */
struct run {
	struct cell *at;
	size_t n;
};

static bool is_done(const struct cell *c)
{
	return c->counts[LEVEL_MEASURE] + c->counts[LEVEL_RESULT] > 0;
}

static bool is_promise(const struct cell *c)
{
	return c->counts[LEVEL_INTENTION] > 0 && !is_done(c);
}

static bool is_same_line(const struct cell *a, const struct cell *b)
{
	return a->key.voice == b->key.voice &&
	       strcmp(a->key.commitment, b->key.commitment) == 0;
}

/*
 * Walks back from NOW: a promise in an earlier round of the family, and no
 * deed in any round between the two.
 */
static bool is_repeated(const struct catalogue *c, const struct run *run,
                        const struct cell *now)
{
	const struct round *r = catalogue_round(c, now->key.round), *other;
	int promised = 0, done = 0; /* years, 0 none */

	if (!r || !is_promise(now))
		return false;
	for (size_t i = 0; i < run->n; i++) {
		const struct cell *cell = &run->at[i];

		if (!is_same_line(cell, now))
			continue;
		other = catalogue_round(c, cell->key.round);
		if (!other || strcmp(other->family, r->family) != 0 ||
		    other->year >= r->year)
			continue;
		if (is_done(cell) && other->year > done)
			done = other->year;
		if (is_promise(cell) && other->year > promised)
			promised = other->year;
	}
	return promised > 0 && promised > done;
}

void cells_mark_repeated(const struct catalogue *catalogue, struct cell *cells,
                         size_t n)
{
	struct run run = { .at = cells, .n = 0 };

	for (size_t i = 0; i < n; i += run.n) {
		run.at = cells + i;
		run.n = 1;
		while (i + run.n < n &&
		       strcmp(run.at[run.n].key.state, run.at->key.state) == 0)
			run.n++;
		for (size_t k = 0; k < run.n; k++)
			if (is_repeated(catalogue, &run, &run.at[k]))
				run.at[k].flags |= CELL_FLAG_REPEATED;
	}
}
