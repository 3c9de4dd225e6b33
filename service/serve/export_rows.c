/* SPDX-License-Identifier: Apache-2.0 */
/* Tables that an export has and no route: coverage, and codings by passage. */
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "model/coding.h"

#include "export.h"
#include "pairs.h"
#include "passages.h"
#include "snapshot.h"
#include "store.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct column COVERAGE[] = {
	{ NULL, "state", COLUMN_CODE },
	{ NULL, "round", COLUMN_CODE },
	{ NULL, "voice", COLUMN_CODE },
	{ NULL, "submissions", COLUMN_COUNT },
	{ NULL, "assessed", COLUMN_COUNT },
	{ NULL, "not_assessed", COLUMN_COUNT },
	{ NULL, "refused", COLUMN_COUNT },
};

static const struct column CODINGS[] = {
	{ NULL, "passage", COLUMN_CODE },
	{ NULL, "commitment", COLUMN_CODE },
	{ NULL, "level", COLUMN_CODE },
	{ NULL, "demand", COLUMN_BOOL },
	{ NULL, "confidence", COLUMN_SHARE },
	{ NULL, "states", COLUMN_WORDS },
	{ NULL, "review", COLUMN_CODE },
	{ NULL, "coders", COLUMN_COUNT },
	{ NULL, "agreed", COLUMN_COUNT },
	{ NULL, "coder", COLUMN_TEXT },
	{ NULL, "catalogue", COLUMN_TEXT },
};

static const struct column RELEASES[] = {
	{ NULL, "release", COLUMN_CODE },
	{ NULL, "publication", COLUMN_COUNT },
	{ NULL, "as_of", COLUMN_TIME },
	{ NULL, "method", COLUMN_CODE },
	{ NULL, "catalogue", COLUMN_TEXT },
	{ NULL, "cells_sha256", COLUMN_CODE },
	{ NULL, "coverage_sha256", COLUMN_CODE },
	{ NULL, "made", COLUMN_TIME },
};

static void write_release(struct grid *g, const struct publication *at)
{
	char cells[DIGEST_HEX_SIZE], coverage[DIGEST_HEX_SIZE];

	digest_hex(&at->cells, cells);
	digest_hex(&at->coverage, coverage);
	grid_row(g);
	grid_text(g, at->release);
	grid_count(g, (uint64_t)at->number);
	grid_time(g, at->as_of_s);
	grid_text(g, at->method);
	grid_text(g, at->catalogue);
	grid_text(g, cells);
	grid_text(g, coverage);
	grid_time(g, at->made_s);
	grid_end(g);
}

/* A later release must not change what an earlier one gives. */
int export_releases(const struct request *q, struct reply *r, struct fault *f)
{
	const struct publication *now = &q->snapshot->publication;
	struct publication *list = NULL;
	bool is_named = false;
	struct grid g;
	size_t n = 0;

	if (store_releases(q->store, q->arena, &list, &n, f) < 0)
		return -1;
	reply_table(q, r, &g, RELEASES, COUNT(RELEASES));
	for (size_t i = 0; i < n && !is_named; i++) {
		if (list[i].number > now->number)
			continue;
		is_named = strcmp(list[i].release, now->release) == 0;
		write_release(&g, &list[i]);
	}
	if (!is_named)
		write_release(&g, now);
	reply_table_end(q, r);
	return 0;
}

int export_coverage(const struct request *q, struct reply *r, struct fault *f)
{
	const struct snapshot *s = q->snapshot;
	struct grid g;

	(void)f;
	reply_table(q, r, &g, COVERAGE, COUNT(COVERAGE));
	for (size_t i = 0; i < s->n_states * s->n_rounds * VOICE_COUNT; i++) {
		size_t state = i / VOICE_COUNT / s->n_rounds;
		size_t round = i / VOICE_COUNT % s->n_rounds;
		const struct coverage *c =
			snapshot_coverage(s, state, round,
		                          (enum voice)(i % VOICE_COUNT));

		if (!c)
			continue;
		grid_row(&g);
		grid_text(&g, c->state);
		grid_text(&g, c->round);
		grid_text(&g, VOICE_NAMES[c->voice]);
		grid_count(&g, c->submissions);
		grid_count(&g, c->assessed);
		grid_count(&g, c->not_assessed);
		grid_count(&g, c->refused);
		grid_end(&g);
	}
	reply_table_end(q, r);
	return 0;
}

static const char *states_of(const struct request *q, const struct coding *c,
                             struct fault *f)
{
	const char *all = "";

	for (size_t i = 0; all && i < c->n_states; i++)
		all = arena_print(q->arena, f, "%s%s%s", all, all[0] ? " " : "",
		                  c->states[i]);
	return all;
}

static void write_coding(const struct request *q, struct grid *g,
                         const struct passage_row *row, const struct coding *c)
{
	const char *id = passage_name(q, row, &g->pen->fault);
	const char *states = states_of(q, c, &g->pen->fault);

	g->pen->is_bad |= !id || !states;
	grid_row(g);
	grid_text(g, id);
	grid_text(g, c->commitment);
	grid_text(g, LEVEL_NAMES[c->level]);
	grid_bool(g, c->is_demand);
	grid_number(g, c->confidence);
	grid_text(g, states);
	grid_text(g, REVIEW_NAMES[c->review]);
	grid_count(g, c->coders);
	grid_count(g, c->agreed);
	grid_maybe(g, row->coder);
	grid_maybe(g, row->catalogue);
	grid_end(g);
}

/* Codings that count, of the passages that /api/v1/passages lists. */
int export_codings(const struct request *q, struct reply *r, struct fault *f)
{
	struct reader reader = public_reader(q);
	struct passage_filter filter = { .submission = "",
		                         .only_counted = true };
	struct passage_row *rows = NULL;
	size_t limit = request_limit(q), n = 0;
	struct grid g;

	filter.limit = limit + 1;
	if (after_read(q, &filter.after, f) < 0 ||
	    store_passages(q->store, &reader, &filter, q->arena, &rows, &n, f) <
	            0)
		return -1;
	if (n > limit) {
		const char *id = passage_name(q, &rows[limit - 1], f);

		n = limit;
		r->next = id ? cursor_write(q, id, f) : NULL;
		if (!r->next)
			return -1;
	}
	reply_table(q, r, &g, CODINGS, COUNT(CODINGS));
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < rows[i].n_codings; k++)
			if (rows[i].codings[k].confidence >= 0.5)
				write_coding(q, &g, &rows[i],
				             &rows[i].codings[k]);
	reply_table_end(q, r);
	return 0;
}
