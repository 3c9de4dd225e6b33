/* SPDX-License-Identifier: Apache-2.0 */
#include "pairs.h"

#include <string.h>

#include "base/arena.h"

#include "cells.h"
#include "drawn.h"
#include "passages.h"
#include "scoring.h"
#include "store.h"

void pair_compare(const struct snapshot *s, const struct cell *a,
                  const struct cell *b, struct difference *out)
{
	memset(out, 0, sizeof(*out));
	if (!cell_is_scored(a) || !cell_is_scored(b) ||
	    drawn_find(s->drawn, s->method, &a->key, &b->key, out))
		return;
	cell_compare(s->method, a, b, out);
	drawn_keep(s->drawn, s->method, &a->key, &b->key, out);
}

static void number(struct grid *g, const struct difference *d, double value)
{
	if (d->is_defined)
		grid_number(g, value);
	else
		grid_null(g);
}

void pair_numbers(struct grid *g, const struct difference *d)
{
	number(g, d, d->value);
	number(g, d, d->low);
	number(g, d, d->high);
	number(g, d, d->p_greater);
	number(g, d, d->p_less);
	number(g, d, d->p_error);
}

/* Levels and demands by what a side is to show. */
static const struct {
	uint32_t levels;
	bool asserted_only;
} LEANS[] = {
	[LEAN_NONE] = { 0, false },
	[LEAN_HIGH] = { 1u << LEVEL_MEASURE | 1u << LEVEL_RESULT, false },
	[LEAN_LOW] = { 1u << LEVEL_REGRESSION | 1u << LEVEL_GAP, true },
};

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int cell_passages(const struct request *q, const struct cell *c, enum lean lean,
                  size_t limit, struct passage_row **out, size_t *n,
                  struct fault *f)
{
	const char *state = c->key.state, *commitment = c->key.commitment;
	const char *round = c->key.round;
	struct reader reader = public_reader(q);
	struct passage_filter filter = {
		.states = &state,
		.n_states = 1,
		.commitments = &commitment,
		.n_commitments = 1,
		.rounds = &round,
		.n_rounds = 1,
		.voices = (uint32_t)1 << c->key.voice,
		.levels = LEANS[lean].levels,
		.asserted_only = LEANS[lean].asserted_only,
		.submission = "",
		.only_counted = true,
		.order = PASSAGE_STRONGEST,
		.after = "",
		.limit = limit,
	};

	*out = NULL;
	*n = 0;
	if (c->passages == 0)
		return 0;
	return store_passages(q->store, &reader, &filter, q->arena, out, n, f);
}

static int first_passage(const struct request *q, const struct cell *c,
                         enum lean lean, struct passage_row *out,
                         struct fault *f)
{
	struct passage_row *rows;
	size_t n;

	if (cell_passages(q, c, lean, 1, &rows, &n, f) < 0)
		return -1;
	if (n > 0)
		*out = rows[0];
	return n > 0;
}

int strongest(const struct request *q, const struct cell *c, enum lean lean,
              struct passage_row *out, struct fault *f)
{
	int rc = first_passage(q, c, lean, out, f);

	if (rc == 0 && lean != LEAN_NONE)
		rc = first_passage(q, c, LEAN_NONE, out, f);
	return rc;
}

const char *passage_name(const struct request *q, const struct passage_row *row,
                         struct fault *f)
{
	return arena_print(q->arena, f, "%s.%u", row->submission,
	                   (unsigned)row->ordinal);
}

const char *passage_level(const struct passage_row *row, const struct cell *c)
{
	for (size_t i = 0; c && i < row->n_codings; i++)
		if (strcmp(row->codings[i].commitment, c->key.commitment) == 0)
			return LEVEL_NAMES[row->codings[i].level];
	return LEVEL_NAMES[row->level];
}

void write_quote(const struct request *q, struct pen *p,
                 const struct passage_row *row, const struct cell *c)
{
	const char *id;

	if (!row) {
		pen_null(p);
		return;
	}
	id = passage_name(q, row, &p->fault);
	p->is_bad |= !id;
	pen_open(p, '{');
	pen_key_text(p, "passage", id);
	pen_key(p, "quote");
	pen_bytes(p, row->quote, row->quote_len);
	pen_key_text(p, "level", passage_level(row, c));
	pen_key_maybe(p, "author", row->author);
	pen_key_maybe(p, "title", row->title);
	pen_key_maybe(p, "symbol", row->symbol);
	pen_key_maybe(p, "paragraph", row->paragraph);
	pen_key(p, "page");
	if (row->page > 0)
		pen_count(p, row->page);
	else
		pen_null(p);
	pen_close(p, '}');
}
