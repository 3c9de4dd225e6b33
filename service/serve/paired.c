/* SPDX-License-Identifier: Apache-2.0 */
#include "paired.h"

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"

#include "pairs.h"
#include "scoring.h"
#include "store.h"

/* The surest of a side that are paired: pairing costs their product, and one
   answer may hold hundreds of changes. */
#define SIDE_MOST 60

/* Pairs shown for one change: a screen, and the passages list the rest. */
#define SHOWN_MOST 5

/* One round's passages, the surest first. */
struct round_side {
	const struct cell *cell;
	struct passage_row *row;
	struct texts texts;
};

static int side_read(const struct request *q, const struct cell *cell,
                     struct round_side *out, struct fault *f)
{
	struct span *at;
	size_t n = 0;

	*out = (struct round_side){ .cell = cell };
	if (cell_passages(q, cell, LEAN_NONE, SIDE_MOST, &out->row, &n, f) < 0)
		return -1;
	at = arena_array(q->arena, n + 1, sizeof(*at), f);
	if (!at)
		return -1;
	for (size_t i = 0; i < n; i++)
		at[i] = (struct span){ out->row[i].quote,
			               out->row[i].quote_len };
	out->texts = (struct texts){ at, n };
	return 0;
}

static void write_sides(const struct request *q, struct pen *p,
                        const struct round_side *before,
                        const struct round_side *now,
                        const struct pairing *pair)
{
	pen_key_number(p, "similarity", pair->similarity, 3);
	pen_key(p, "before");
	write_quote(q, p, &before->row[pair->a], before->cell);
	pen_key(p, "now");
	write_quote(q, p, &now->row[pair->b], now->cell);
}

static void write_similar(const struct request *q, struct pen *p,
                          const struct round_side *before,
                          const struct round_side *now,
                          const struct pairings *pairs)
{
	pen_key_text(p, "pairing", "similar");
	write_sides(q, p, before, now, &pairs->at[0]);
	pen_key(p, "further");
	pen_open(p, '[');
	for (size_t i = 1; i < pairs->n && i < SHOWN_MOST; i++) {
		pen_open(p, '{');
		write_sides(q, p, before, now, &pairs->at[i]);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

static int write_strongest(const struct request *q, struct pen *p,
                           const struct cell *before, const struct cell *now,
                           bool is_worse, struct fault *f)
{
	struct passage_row row;
	int rc;

	pen_key_text(p, "pairing", "strongest");
	pen_key(p, "similarity");
	pen_null(p);
	rc = strongest(q, before, is_worse ? LEAN_HIGH : LEAN_LOW, &row, f);
	if (rc < 0)
		return -1;
	pen_key(p, "before");
	write_quote(q, p, rc ? &row : NULL, before);
	rc = strongest(q, now, is_worse ? LEAN_LOW : LEAN_HIGH, &row, f);
	if (rc < 0)
		return -1;
	pen_key(p, "now");
	write_quote(q, p, rc ? &row : NULL, now);
	pen_key(p, "further");
	pen_open(p, '[');
	pen_close(p, ']');
	return 0;
}

int write_paired(const struct request *q, struct pen *p,
                 const struct cell *before, const struct cell *now,
                 const struct difference *d, struct fault *f)
{
	struct round_side left, right;
	struct pairings pairs;
	int rc = 0;

	if (side_read(q, before, &left, f) < 0 ||
	    side_read(q, now, &right, f) < 0 ||
	    passages_pair(&left.texts, &right.texts, q->arena, &pairs, f) < 0)
		return -1;
	pen_key(p, "paired");
	pen_open(p, '{');
	if (pairs.n > 0)
		write_similar(q, p, &left, &right, &pairs);
	else
		rc = write_strongest(q, p, before, now, d->value < 0, f);
	pen_close(p, '}');
	return rc;
}
