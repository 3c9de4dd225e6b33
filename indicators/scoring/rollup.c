/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include <math.h>
#include <stdlib.h>

#include "base/fault.h"

#include "draw.h"
#include "number.h"
#include "parameter.h"
#include "quantile.h"
#include "scale.h"

/* Stream 0 of a roll-up's seed is what its cells share. */
#define STREAM_SHARED 0
#define STREAM_OWN    1

/* Room for the draws of one roll-up. */
struct workspace {
	double shared[DRAW_ROOM(DRAWS_ROLLUP)];
	double own[DRAW_ROOM(DRAWS_ROLLUP)];
	double sorted[DRAW_ROOM(DRAWS_ROLLUP)];
	double scores[DRAW_ROOM(DRAWS_ROLLUP)];
	double mean[DRAWS_ROLLUP];
};

static void count(const struct cell *cells, size_t n, struct rollup *out)
{
	for (size_t i = 0; i < n; i++) {
		const struct cell *c = &cells[i];

		out->status[c->status]++;
		if (c->status == CELL_NOT_APPLICABLE)
			continue;
		out->commitments++;
		if (c->status != CELL_ASSESSED)
			continue;
		out->assessed++;
		out->below_zero += c->score < 0.0;
		for (size_t j = 0; j < SCALE_COUNT; j++)
			out->mass[j] += c->mass[j];
	}
	for (size_t j = 0; j < SCALE_COUNT; j++)
		out->mass[j] = number_mass(out->mass[j]);
}

/*
 * Adds the draws of one cell: its own marginal distribution, put in the order
 * that the shared and its own normal numbers give (a Gaussian copula).
 */
static void add_cell(struct workspace *w, const struct cell *c, double part,
                     uint64_t seed)
{
	const double common = sqrt(COPULA_CORRELATION);
	const double apart = sqrt(1.0 - COPULA_CORRELATION);
	double alpha[SCALE_COUNT];

	scale_posterior(c->mass, part, alpha);
	draw_scores(draw_seed(&c->key), alpha, w->scores, DRAWS_ROLLUP);
	quantile_sort(w->scores, DRAWS_ROLLUP);
	draw_normals(draw_stream(seed ^ draw_seed(&c->key), STREAM_OWN), w->own,
	             DRAWS_ROLLUP);
	for (size_t i = 0; i < DRAWS_ROLLUP; i++) {
		double z = common * w->shared[i] + apart * w->own[i];
		double rank = number_normal_share(z) * DRAWS_ROLLUP;

		w->mean[i] += w->scores[rank < DRAWS_ROLLUP ? (size_t)rank
		                                            : DRAWS_ROLLUP - 1];
	}
}

/* METHOD.md 9.5: mean and interval over the assessed cells of N. */
static void sum_up(struct workspace *w, const struct cell *cells, size_t n,
                   uint64_t seed, struct rollup *out)
{
	double part = 1.0 / out->assessed, sum = 0.0;
	uint32_t with_silent = out->assessed + out->status[CELL_SILENT];

	draw_normals(draw_stream(seed, STREAM_SHARED), w->shared, DRAWS_ROLLUP);
	for (size_t i = 0; i < n; i++) {
		double alpha[SCALE_COUNT];

		if (cells[i].status != CELL_ASSESSED)
			continue;
		scale_posterior(cells[i].mass, part, alpha);
		sum += scale_score(alpha, SCALE_VALUES);
		add_cell(w, &cells[i], part, seed);
	}
	for (size_t i = 0; i < DRAWS_ROLLUP; i++)
		w->mean[i] *= part;
	quantile_interval(w->mean, DRAWS_ROLLUP, &out->low, &out->high);
	out->is_defined = true;
	out->mean = number_score(sum * part);
	out->low = number_score(out->low);
	out->high = number_score(out->high);
	out->mean_silent_zero = number_score(sum / with_silent);
}

int cells_rollup(const struct cell *cells, size_t n, const char *seed,
                 struct rollup *out, struct fault *f)
{
	struct rollup r = { 0 };
	struct workspace *w;

	count(cells, n, &r);
	/* METHOD.md 10.8: figures of unlike things are counted, not summed. */
	if (r.assessed > 0 && cells[0].key.voice != VOICE_STATISTICS &&
	    ROLLUP_SHARE_UNDER * (uint64_t)r.assessed >=
	            ROLLUP_SHARE_OVER * (uint64_t)r.commitments) {
		w = calloc(1, sizeof(*w));
		if (!w)
			return fault_set(f, FAULT_MEMORY,
			                 "no memory for a roll-up");
		sum_up(w, cells, n, draw_seed_text(seed), &r);
		free(w);
	}
	*out = r;
	return 0;
}
