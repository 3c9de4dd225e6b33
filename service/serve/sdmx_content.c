/* SPDX-License-Identifier: Apache-2.0 */
#include "sdmx_content.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "cells.h"
#include "passages.h"
#include "snapshot.h"
#include "store.h"

int sdmx_facets(const struct sdmx_ask *ask, struct facet **out, size_t *n,
                struct fault *f)
{
	struct reader reader = public_reader(ask->q);

	return store_facets(ask->q->store, &reader, ask->q->arena, out, n, f);
}

/* Content under way. */
struct gathering {
	const struct sdmx_ask *ask;
	const struct sdmx_flow *flow;
	struct sdmx_content *out;
	struct fault *fault;
};

/* Whether item I of a codelist belongs. */
typedef bool belongs(const struct gathering *g, const void *of, size_t i,
                     const struct sdmx_item *item);

/* Fills dimension AT with the codes of its codelist that belong. */
static int gather(struct gathering *g, size_t at, belongs *is_in,
                  const void *of)
{
	const char *list = g->flow->components[at].codelist;
	const struct sdmx_codelist *cl = sdmx_codelist(g->ask, list, g->fault);
	struct sdmx_list *out = &g->out->codes[at];

	if (!cl)
		return -1;
	out->value = arena_array(g->ask->q->arena, cl->n + 1,
	                         sizeof(*out->value), g->fault);
	if (!out->value)
		return -1;
	for (size_t i = 0; i < cl->n; i++)
		if (is_in(g, of, i, &cl->items[i]))
			out->value[out->n++] = cl->items[i].id;
	return 0;
}

/* Widens the time of G by PERIOD. */
static int add_period(struct gathering *g, const char *period)
{
	struct sdmx_content *out = g->out;
	bool is_first = !out->first || strcmp(period, out->first) < 0;
	bool is_last = !out->last || strcmp(period, out->last) > 0;
	const char *kept;

	if (!is_first && !is_last)
		return 0;
	kept = arena_string(g->ask->q->arena, period, g->fault);
	if (!kept)
		return -1;
	out->first = is_first ? kept : out->first;
	out->last = is_last ? kept : out->last;
	return 0;
}

/* ---- cells -------------------------------------------------------------- */

/* What occurs among the cells, by place in the catalogue's lists. */
struct seen {
	bool *states, *rounds, *commitments;
	bool voices[VOICE_COUNT];
	bool freqs[3]; /* A, M, D */
};

static const char *const FREQS[] = { "A", "M", "D" };

static bool is_freq(const struct gathering *g, const void *of, size_t i,
                    const struct sdmx_item *item)
{
	const struct seen *seen = of;

	(void)g;
	(void)i;
	for (size_t k = 0; k < 3; k++)
		if (seen->freqs[k] && strcmp(FREQS[k], item->id) == 0)
			return true;
	return false;
}

static bool is_state(const struct gathering *g, const void *of, size_t i,
                     const struct sdmx_item *item)
{
	const struct seen *seen = of;

	(void)item;
	return i < g->ask->snapshot->n_states && seen->states[i];
}

/* Catalogues stand among their commitments, and hold no cells themselves. */
static bool is_commitment(const struct gathering *g, const void *of, size_t i,
                          const struct sdmx_item *item)
{
	const struct snapshot *s = g->ask->snapshot;
	const struct seen *seen = of;
	char code[SDMX_CODE_SIZE];

	(void)i;
	for (size_t k = 0; item->parent && k < s->n_commitments; k++) {
		if (!seen->commitments[k])
			continue;
		sdmx_code(s->commitments[k].code, code);
		if (strcmp(code, item->id) == 0)
			return true;
	}
	return false;
}

static bool is_voice(const struct gathering *g, const void *of, size_t i,
                     const struct sdmx_item *item)
{
	const struct seen *seen = of;

	(void)g;
	(void)item;
	return seen->voices[i];
}

static int seen_new(const struct gathering *g, struct seen *out)
{
	const struct snapshot *s = g->ask->snapshot;
	struct arena *a = g->ask->q->arena;

	memset(out, 0, sizeof(*out));
	out->states = arena_array(a, s->n_states + 1, sizeof(bool), g->fault);
	out->rounds = arena_array(a, s->n_rounds + 1, sizeof(bool), g->fault);
	out->commitments =
		arena_array(a, s->n_commitments + 1, sizeof(bool), g->fault);
	return out->states && out->rounds && out->commitments ? 0 : -1;
}

/* A voice that was heard has a cell on every commitment, silent or not. */
static void see_coverage(const struct snapshot *s, struct seen *seen)
{
	bool is_heard_at_all = false;

	for (size_t i = 0; i < s->n_coverage; i++) {
		const struct coverage *c = &s->coverage[i];
		int state = snapshot_state(s, c->state);
		int round = snapshot_round(s, c->round);

		if (c->submissions == 0 || state < 0 || round < 0)
			continue;
		seen->states[state] = true;
		seen->rounds[round] = true;
		seen->voices[c->voice] = true;
		is_heard_at_all = true;
	}
	for (size_t i = 0; is_heard_at_all && i < s->n_commitments; i++)
		seen->commitments[i] = true;
}

static void see_cells(const struct snapshot *s, struct seen *seen)
{
	for (size_t i = 0; i < s->n_cells; i++) {
		const struct cell_key *k = &s->cells[i].key;
		int state = snapshot_state(s, k->state);
		int round = snapshot_round(s, k->round);
		int commitment = snapshot_commitment(s, k->commitment);

		if (state < 0 || round < 0 || commitment < 0)
			continue;
		seen->states[state] = true;
		seen->rounds[round] = true;
		seen->commitments[commitment] = true;
		seen->voices[k->voice] = true;
	}
}

static void see_all(const struct snapshot *s, struct seen *seen)
{
	memset(seen->states, true, s->n_states);
	memset(seen->rounds, true, s->n_rounds);
	memset(seen->voices, true, sizeof(seen->voices));
	for (size_t i = 0; i < s->n_commitments; i++)
		seen->commitments[i] =
			s->commitments[i].applies != APPLIES_STAKEHOLDERS;
}

static int see_periods(struct gathering *g, struct seen *seen)
{
	const struct snapshot *s = g->ask->snapshot;
	char period[SDMX_PERIOD_SIZE];

	for (size_t i = 0; i < s->n_rounds; i++) {
		const char *freq;

		if (!seen->rounds[i])
			continue;
		freq = sdmx_period(s, i, period);
		for (size_t k = 0; k < 3; k++)
			seen->freqs[k] |= strcmp(freq, FREQS[k]) == 0;
		if (add_period(g, period) < 0)
			return -1;
	}
	return 0;
}

static int gather_cells(struct gathering *g, bool is_actual)
{
	static belongs *const BY_DIMENSION[] = { is_freq, is_state,
		                                 is_commitment, is_voice };
	const struct snapshot *s = g->ask->snapshot;
	struct seen seen;

	if (seen_new(g, &seen) < 0)
		return -1;
	if (is_actual) {
		see_coverage(s, &seen);
		see_cells(s, &seen);
	} else {
		see_all(s, &seen);
	}
	if (see_periods(g, &seen) < 0)
		return -1;
	for (size_t i = 0; i < 4; i++)
		if (gather(g, i, BY_DIMENSION[i], &seen) < 0)
			return -1;
	return 0;
}

/* ---- figures ------------------------------------------------------------ */

/* One kind of facet, as codes. */
struct faced {
	const char **code;
	size_t n;
	bool is_all; /* whatever the list holds */
};

static int compare_codes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_faced(const struct gathering *g, const void *of, size_t i,
                     const struct sdmx_item *item)
{
	const struct faced *faced = of;

	(void)g;
	(void)i;
	return faced->is_all ||
	       (faced->n > 0 && bsearch(&item->id, faced->code, faced->n,
	                                sizeof(*faced->code), compare_codes));
}

/* Writes the code of X; a time also widens G. */
static int face(struct gathering *g, const struct facet *x, char *code)
{
	struct figure figure = { .period = x->part };
	char period[SDMX_PERIOD_SIZE];

	switch (x->kind) {
	case FACET_STATE:
		sdmx_code(x->value[0] ? x->value : SDMX_NO_AREA, code);
		return 0;
	case FACET_SERIES:
		sdmx_code(x->value, code);
		return 0;
	case FACET_BY:
		sdmx_breakdown(x->value, x->part, code);
		return 0;
	case FACET_TIME:
		figure.year = (uint16_t)strtol(x->value, NULL, 10);
		sdmx_code(sdmx_figure_period(&figure, period), code);
		return add_period(g, period);
	}
	return 0;
}

static int faced_fill(struct gathering *g, const struct facet *list, size_t n,
                      enum facet_kind kind, struct faced *out)
{
	struct arena *a = g->ask->q->arena;
	char code[SDMX_CODE_SIZE];

	memset(out, 0, sizeof(*out));
	out->code = arena_array(a, n + 1, sizeof(*out->code), g->fault);
	for (size_t i = 0; out->code && i < n; i++) {
		if (list[i].kind != kind)
			continue;
		if (face(g, &list[i], code) < 0)
			return -1;
		out->code[out->n] = arena_string(a, code, g->fault);
		if (!out->code[out->n++])
			return -1;
	}
	if (!out->code)
		return -1;
	qsort(out->code, out->n, sizeof(*out->code), compare_codes);
	return 0;
}

static int gather_figures(struct gathering *g, bool is_actual)
{
	/* By dimension: FREQ comes with the time. */
	static const enum facet_kind KINDS[] = { FACET_TIME, FACET_STATE,
		                                 FACET_SERIES, FACET_BY };
	struct facet *list = NULL;
	struct faced faced;
	size_t n = 0;

	if (is_actual && sdmx_facets(g->ask, &list, &n, g->fault) < 0)
		return -1;
	for (size_t i = 0; i < 4; i++) {
		if (faced_fill(g, list, n, KINDS[i], &faced) < 0)
			return -1;
		faced.is_all = !is_actual;
		if (gather(g, i, is_faced, &faced) < 0)
			return -1;
	}
	return 0;
}

int sdmx_content(const struct sdmx_ask *ask, const struct sdmx_flow *flow,
                 bool is_actual, struct sdmx_content *out, struct fault *f)
{
	struct gathering g = { ask, flow, out, f };

	memset(out, 0, sizeof(*out));
	return strcmp(flow->id, "CELLS") == 0 ? gather_cells(&g, is_actual)
	                                      : gather_figures(&g, is_actual);
}
