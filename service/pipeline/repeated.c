/* SPDX-License-Identifier: Apache-2.0 */
#include "repeated.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "catalogue.h"
#include "model/cell.h"
#include "model/commitment.h"
#include "scoring.h"

/* Texts of all intentions of the index. */
#define TEXTS_MEMORY_MOST ((size_t)1 << 30)

/* Words of one pairing. */
#define PAIR_MEMORY_MOST ((size_t)256 << 20)

int promises_init(struct promises *p, struct fault *f)
{
	memset(p, 0, sizeof(*p));
	return arena_new(TEXTS_MEMORY_MOST, &p->arena, f);
}

void promises_clear(struct promises *p)
{
	arena_free(p->arena);
	free(p->at);
	memset(p, 0, sizeof(*p));
}

int promises_add(struct promises *p, size_t cell, const struct span *text,
                 struct fault *f)
{
	size_t room = p->room ? p->room * 2 : 256;
	struct promise *at = p->at;

	if (p->n == p->room) {
		at = realloc(p->at, room * sizeof(*at));
		if (!at)
			return fault_set(f, FAULT_MEMORY,
			                 "no memory for %zu intentions", room);
		p->at = at;
		p->room = room;
	}
	at[p->n].cell = cell;
	at[p->n].text.at = arena_copy(p->arena, text->at, text->len, f);
	at[p->n].text.len = text->len;
	if (!at[p->n].text.at)
		return -1;
	p->n++;
	return 0;
}

/* What one state's cells are looked through with. */
struct look {
	const struct promises *promises;
	const struct catalogue *catalogue;
	struct cell *cells; /* all of them */
	size_t first;       /* the state's run */
	size_t end;
	struct arena *scratch;
};

static bool is_done(const struct cell *c)
{
	return c->counts[LEVEL_MEASURE] + c->counts[LEVEL_RESULT] > 0;
}

/* The round of C when it is earlier than R, of its family, and C is of the
   same commitment and voice as NOW; else NULL. */
static const struct round *earlier(const struct look *l, const struct cell *c,
                                   const struct cell *now,
                                   const struct round *r)
{
	const struct round *other;

	if (c->key.voice != now->key.voice ||
	    strcmp(c->key.commitment, now->key.commitment) != 0)
		return NULL;
	other = catalogue_round(l->catalogue, c->key.round);
	if (!other || strcmp(other->family, r->family) != 0 ||
	    other->year >= r->year)
		return NULL;
	return other;
}

/* Appends the intentions of cell number CELL, as many as can be paired. */
static void texts_of(const struct promises *p, size_t cell, struct span *out,
                     size_t *n)
{
	size_t low = 0, high = p->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (p->at[middle].cell < cell)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < p->n && p->at[low].cell == cell && *n < PAIRING_MOST;
	     low++)
		out[(*n)++] = p->at[low].text;
}

/* The last year before R in which anything was done, 0 never. */
static int last_deed(const struct look *l, const struct cell *now,
                     const struct round *r)
{
	int year = 0;

	for (size_t i = l->first; i < l->end; i++) {
		const struct cell *c = &l->cells[i];
		const struct round *other = earlier(l, c, now, r);

		if (other && is_done(c) && other->year > year)
			year = other->year;
	}
	return year;
}

/* What was promised before R and after the last deed, or beside it. */
static void promised_before(const struct look *l, const struct cell *now,
                            const struct round *r, struct texts *out,
                            struct span *room)
{
	int since = last_deed(l, now, r);

	out->at = room;
	out->n = 0;
	for (size_t i = l->first; i < l->end; i++) {
		const struct round *other = earlier(l, &l->cells[i], now, r);

		if (other && other->year >= since)
			texts_of(l->promises, i, room, &out->n);
	}
}

static int mark_one(const struct look *l, size_t i, struct fault *f)
{
	struct cell *now = &l->cells[i];
	const struct round *r = catalogue_round(l->catalogue, now->key.round);
	struct intentions all = { 0 };
	struct span *room;
	bool is_repeated;

	if (!r || now->counts[LEVEL_INTENTION] == 0 || is_done(now))
		return 0;
	arena_reset(l->scratch);
	room = arena_array(l->scratch, (size_t)2 * PAIRING_MOST, sizeof(*room),
	                   f);
	if (!room)
		return -1;
	promised_before(l, now, r, &all.earlier, room);
	all.now.at = room + PAIRING_MOST;
	texts_of(l->promises, i, room + PAIRING_MOST, &all.now.n);
	if (all.earlier.n == 0 || all.now.n == 0)
		return 0;
	if (intentions_repeated(&all, l->scratch, &is_repeated, f) < 0)
		return -1;
	if (is_repeated)
		now->flags |= CELL_FLAG_REPEATED;
	return 0;
}

static int mark_state(const struct look *l, struct fault *f)
{
	for (size_t i = l->first; i < l->end; i++)
		if (mark_one(l, i, f) < 0)
			return -1;
	return 0;
}

int promises_mark(struct promises *p, const struct catalogue *catalogue,
                  struct cell *cells, size_t n, struct fault *f)
{
	struct look l = { .promises = p,
		          .catalogue = catalogue,
		          .cells = cells };
	int rc = arena_new(PAIR_MEMORY_MOST, &l.scratch, f);

	for (; rc == 0 && l.first < n; l.first = l.end) {
		l.end = l.first + 1;
		while (l.end < n && strcmp(cells[l.end].key.state,
		                           cells[l.first].key.state) == 0)
			l.end++;
		rc = mark_state(&l, f);
	}
	arena_free(l.scratch);
	return rc;
}
