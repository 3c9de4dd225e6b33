/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "draw.h"
#include "number.h"
#include "parameter.h"
#include "quantile.h"
#include "scale.h"

static const enum scale SCALE_OF[LEVEL_COUNT] = {
	[LEVEL_MENTION] = SCALE_COUNT, /* carries no level */
	[LEVEL_REGRESSION] = SCALE_REGRESSION, [LEVEL_GAP] = SCALE_GAP,
	[LEVEL_INTENTION] = SCALE_INTENTION,   [LEVEL_MEASURE] = SCALE_MEASURE,
	[LEVEL_RESULT] = SCALE_RESULT,
};

/* Evidence that a reviewer accepted, and evidence that none has yet. */
enum trust {
	TRUST_MACHINE,
	TRUST_REVIEWED,
	TRUST_COUNT
};

/* What one source adds, before the limit on unreviewed evidence. */
struct tally {
	uint32_t source;
	uint32_t passages; /* mentions included */
	uint32_t levels;   /* passages with a level: m of METHOD.md 6.2 */
	double mass[TRUST_COUNT][SCALE_COUNT];
	double demanded[TRUST_COUNT]; /* part of the gap */
	double worst;                 /* best confidence of a regression */
};

static double confidence_of(const struct evidence *e)
{
	return e->is_accepted ? 1.0 : e->confidence;
}

static int compare_numbers(double a, double b)
{
	return (a > b) - (a < b);
}

/* A total order of evidence by source: sums must not depend on the caller's
   order. */
static int compare_evidence(const void *left, const void *right)
{
	const struct evidence *a = left, *b = right;

	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	if (a->level != b->level)
		return a->level < b->level ? -1 : 1;
	if (a->is_demand != b->is_demand)
		return a->is_demand ? 1 : -1;
	if (a->is_accepted != b->is_accepted)
		return a->is_accepted ? 1 : -1;
	return compare_numbers(a->confidence, b->confidence);
}

static int check(const struct method *m, const struct cell_key *key,
                 const struct evidence_list *list, struct fault *f)
{
	const struct evidence *e = list->at;

	for (size_t i = 0; i < list->n; i++) {
		if (!(e[i].confidence >= 0.0 && e[i].confidence <= 1.0))
			return fault_set(f, FAULT_INPUT,
			                 "cell %s/%s/%s/%s: confidence of "
			                 "coding %zu is outside 0..1",
			                 key->state, key->commitment,
			                 key->round, VOICE_NAMES[key->voice],
			                 i);
		if (confidence_of(&e[i]) < m->confidence_least)
			return fault_set(
				f, FAULT_INPUT,
				"cell %s/%s/%s/%s: coding %zu is "
				"below confidence %.4g and not accepted: "
				"leave it out",
				key->state, key->commitment, key->round,
				VOICE_NAMES[key->voice], i,
				m->confidence_least);
	}
	return 0;
}

/* Adds E to the counts that are kept per cell. */
static void count_one(struct cell *out, const struct evidence *e)
{
	out->passages++;
	out->counts[e->level]++;
	out->n_demands += e->level == LEVEL_GAP && e->is_demand;
	out->reviewed += e->is_accepted;
	out->regression_accepted |=
		e->level == LEVEL_REGRESSION && e->is_accepted;
}

static void tally_one(struct tally *t, const struct evidence *e)
{
	enum trust trust = e->is_accepted ? TRUST_REVIEWED : TRUST_MACHINE;
	double c = confidence_of(e);

	t->passages++;
	if (e->level == LEVEL_MENTION)
		return;
	t->levels++;
	t->mass[trust][SCALE_OF[e->level]] += c;
	if (e->level == LEVEL_GAP && e->is_demand)
		t->demanded[trust] += c;
	if (e->level == LEVEL_REGRESSION && c > t->worst)
		t->worst = c;
}

/* METHOD.md 6.2: Kish's effective sample size, shared among the passages. */
static void tally_weigh(const struct method *m, struct tally *t)
{
	double share =
		1.0 / (1.0 + m->source_correlation * ((double)t->levels - 1.0));

	if (t->levels == 0)
		return;
	for (size_t u = 0; u < TRUST_COUNT; u++) {
		for (size_t j = 0; j < SCALE_COUNT; j++)
			t->mass[u][j] *= share;
		t->demanded[u] *= share;
	}
}

/* One tally per source, in the order of sources; sorts E. */
static size_t tally_all(const struct method *m, struct evidence *e, size_t n,
                        struct tally *tallies)
{
	size_t k = 0;

	qsort(e, n, sizeof(*e), compare_evidence);
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || e[i].source != e[i - 1].source)
			tallies[k++].source = e[i].source;
		tally_one(&tallies[k - 1], &e[i]);
	}
	for (size_t i = 0; i < k; i++)
		tally_weigh(m, &tallies[i]);
	return k;
}

/* METHOD.md 6.3: unreviewed evidence is scaled to at most 6 in all. */
static void limit_unreviewed(const struct method *m, struct tally *t, size_t n)
{
	double all = 0.0, scale;

	for (size_t i = 0; i < n; i++)
		all += scale_total(t[i].mass[TRUST_MACHINE]);
	if (all <= m->unreviewed_most)
		return;
	scale = m->unreviewed_most / all;
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < SCALE_COUNT; j++)
			t[i].mass[TRUST_MACHINE][j] *= scale;
		t[i].demanded[TRUST_MACHINE] *= scale;
	}
}

static void sum_masses(const struct method *m, struct cell *out,
                       const struct tally *t, size_t n)
{
	double none = 1.0;

	for (size_t i = 0; i < n; i++) {
		for (size_t u = 0; u < TRUST_COUNT; u++) {
			for (size_t j = 0; j < SCALE_COUNT; j++)
				out->mass[j] += t[i].mass[u][j];
			out->mass_demanded += t[i].demanded[u];
		}
		none *= 1.0 - t[i].worst;
		out->regression_sources += t[i].worst >= m->confidence_least;
	}
	for (size_t j = 0; j < SCALE_COUNT; j++)
		out->mass[j] = number_mass(out->mass[j]);
	out->mass_demanded = number_mass(out->mass_demanded);
	out->p_regression = number_mass(1.0 - none);
	out->sources = (uint32_t)n;
}

/* Scores per source; METHOD.md 6.10: says whether the cell is split. */
static bool score_sources(const struct method *m, const struct tally *t,
                          size_t n, const double mass[SCALE_COUNT],
                          struct source_score *by)
{
	double least = m->split_share * scale_total(mass);
	bool low_leads = false, high_leads = false;

	for (size_t i = 0; i < n; i++) {
		double own[SCALE_COUNT], total, low, high;

		for (size_t j = 0; j < SCALE_COUNT; j++)
			own[j] = t[i].mass[TRUST_MACHINE][j] +
			         t[i].mass[TRUST_REVIEWED][j];
		total = scale_total(own);
		low = own[SCALE_REGRESSION] + own[SCALE_GAP];
		high = own[SCALE_MEASURE] + own[SCALE_RESULT];
		low_leads |= low > high;
		high_leads |= high > low;
		by[i].source = t[i].source;
		by[i].passages = t[i].passages;
		by[i].mass = number_mass(total);
		if (total > 0.0)
			by[i].score = number_score(scale_score(own, m->values));
	}
	return low_leads && high_leads && least > 0.0 &&
	       mass[SCALE_REGRESSION] + mass[SCALE_GAP] >= least &&
	       mass[SCALE_MEASURE] + mass[SCALE_RESULT] >= least;
}

/* METHOD.md 7: what the evidence of a cell makes of it. */
static enum cell_status status_of(const struct method *m, const struct cell *c)
{
	uint32_t levels = c->passages - c->counts[LEVEL_MENTION];

	if (c->passages == 0)
		return CELL_SILENT;
	if (levels == 0)
		return CELL_MENTIONED;
	if (levels == c->n_demands)
		return CELL_DEMANDED;
	return scale_total(c->mass) < m->thin_below ? CELL_THIN : CELL_ASSESSED;
}

/* METHOD.md 6.6 to 6.8, from the masses as they are stored. */
static void score(const struct method *m, struct cell *out)
{
	struct draw_of of;
	double draws[DRAW_ROOM(DRAWS_CELL)];

	scale_drawn(m, out->mass, 1.0, &of);
	out->score = number_score(scale_score(of.alpha, m->values));
	draw_scores(draw_seed(&out->key), &of, draws, DRAWS_CELL);
	quantile_interval(draws, DRAWS_CELL, m->interval_tail, &out->low,
	                  &out->high);
	out->low = number_score(out->low);
	out->high = number_score(out->high);
}

void cell_under(const struct method *m, const struct cell *c, struct cell *out)
{
	*out = *c;
	if (c->passages == 0)
		return;
	out->status = status_of(m, c);
	out->score = out->low = out->high = 0.0;
	if (out->status == CELL_THIN || out->status == CELL_ASSESSED)
		score(m, out);
}

int cell_score(const struct method *m, const struct cell_key *key,
               const struct evidence_list *evidence, struct arena *a,
               struct cell *out, struct fault *f)
{
	size_t n = evidence->n;
	struct cell cell = { .key = *key };
	struct source_score *by;
	struct evidence *sorted;
	struct tally *tallies;
	bool is_split;

	if (check(m, key, evidence, f) < 0)
		return -1;
	if (n > 0) {
		sorted = arena_array(a, n, sizeof(*sorted), f);
		tallies =
			sorted ? arena_array(a, n, sizeof(*tallies), f) : NULL;
		by = tallies ? arena_array(a, n, sizeof(*by), f) : NULL;
		if (!by)
			return -1;
		memcpy(sorted, evidence->at, n * sizeof(*sorted));
		for (size_t i = 0; i < n; i++)
			count_one(&cell, &sorted[i]);
		cell.n_by_source = tally_all(m, sorted, n, tallies);
		limit_unreviewed(m, tallies, cell.n_by_source);
		sum_masses(m, &cell, tallies, cell.n_by_source);
		is_split = score_sources(m, tallies, cell.n_by_source,
		                         cell.mass, by);
		cell.flags = is_split ? CELL_FLAG_SPLIT : 0;
		cell.by_source = by;
	}
	cell.status = status_of(m, &cell);
	if (cell.status == CELL_THIN || cell.status == CELL_ASSESSED)
		score(m, &cell);
	*out = cell;
	return 0;
}
