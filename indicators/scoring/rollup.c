/* SPDX-License-Identifier: Apache-2.0 */
#include "rollup.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

#include "number.h"
#include "quantile.h"
#include "scale.h"
#include "weight.h"

/* Stream 0 of a roll-up's seed is what its cells share. */
#define STREAM_SHARED 0
#define STREAM_OWN    1

/* A share such as 2/3 is no binary fraction. */
#define SHARE_STEP 1e-9

bool rollup_has(const struct rollup_part *part, size_t i)
{
	return part->is_in ? part->is_in[i]
	                   : part->cells[i].status == CELL_ASSESSED;
}

bool rollup_is_enough(const struct method *m, size_t assessed,
                      size_t commitments)
{
	return assessed > 0 && (double)assessed + SHARE_STEP >=
	                               m->rollup_share * (double)commitments;
}

double rollup_score(const struct method *m, const struct cell *c, double part)
{
	double alpha[SCALE_COUNT];

	scale_posterior(m, c->mass, part, alpha);
	return scale_score(alpha, m->values);
}

double rollup_mean(const struct method *m, const struct rollup_part *part)
{
	double share = 1.0 / (double)part->n_in, sum = 0.0;

	for (size_t i = 0; i < part->n; i++)
		if (rollup_has(part, i))
			sum += rollup_score(m, &part->cells[i], share);
	return sum * share;
}

void rollup_draws_start(const struct rollup_part *part, struct rollup_draws *w)
{
	draw_normals(draw_stream(part->seed, STREAM_SHARED), w->shared,
	             DRAWS_ROLLUP);
	memset(w->mean, 0, sizeof(w->mean));
}

/*
 * The draws of one cell: its own marginal distribution, put in the order that
 * the shared and its own normal numbers give (a Gaussian copula).
 */
void rollup_draw_cell(const struct method *m, const struct rollup_part *part,
                      size_t i, struct rollup_draws *w)
{
	const double common = sqrt(m->copula_correlation);
	const double apart = sqrt(1.0 - m->copula_correlation);
	uint64_t seed = draw_seed(&part->cells[i].key);
	struct draw_of of;

	scale_drawn(m, part->cells[i].mass, 1.0 / (double)part->n_in, &of);
	draw_scores(seed, &of, w->sorted, DRAWS_ROLLUP);
	quantile_sort(w->sorted, DRAWS_ROLLUP);
	draw_normals(draw_stream(part->seed ^ seed, STREAM_OWN), w->own,
	             DRAWS_ROLLUP);
	for (size_t k = 0; k < DRAWS_ROLLUP; k++) {
		double z = common * w->shared[k] + apart * w->own[k];
		double rank = number_normal_share(z) * DRAWS_ROLLUP;

		w->one[k] = w->sorted[rank < DRAWS_ROLLUP ? (size_t)rank
		                                          : DRAWS_ROLLUP - 1];
	}
}

void rollup_draw(const struct method *m, const struct rollup_part *part,
                 struct rollup_draws *w)
{
	double share = 1.0 / (double)part->n_in;

	rollup_draws_start(part, w);
	for (size_t i = 0; i < part->n; i++) {
		if (!rollup_has(part, i))
			continue;
		rollup_draw_cell(m, part, i, w);
		for (size_t k = 0; k < DRAWS_ROLLUP; k++)
			w->mean[k] += w->one[k];
	}
	for (size_t k = 0; k < DRAWS_ROLLUP; k++)
		w->mean[k] *= share;
}

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

/* METHOD.md 9.5: mean and interval over the assessed cells of N. */
static int sum_up(const struct method *m, const struct rollup_part *part,
                  struct rollup *out, struct fault *f)
{
	uint32_t with_silent = out->assessed + out->status[CELL_SILENT];
	struct rollup_draws *w = malloc(sizeof(*w));
	double mean = rollup_mean(m, part);

	if (!w)
		return fault_set(f, FAULT_MEMORY, "no memory for a roll-up");
	rollup_draw(m, part, w);
	quantile_interval(w->mean, DRAWS_ROLLUP, m->interval_tail, &out->low,
	                  &out->high);
	free(w);
	out->is_defined = true;
	out->mean = number_score(mean);
	out->low = number_score(out->low);
	out->high = number_score(out->high);
	out->mean_silent_zero =
		number_score(mean * out->assessed / with_silent);
	weight_spread(m, part, &out->weights_low, &out->weights_high);
	return 0;
}

int cells_rollup(const struct method *m, const struct cell *cells, size_t n,
                 const char *seed, struct rollup *out, struct fault *f)
{
	struct rollup_part part = { .cells = cells,
		                    .n = n,
		                    .seed = draw_seed_text(seed) };
	struct rollup r = { 0 };

	count(cells, n, &r);
	part.n_in = r.assessed;
	/* METHOD.md 10.8: figures of unlike things are counted, not summed. */
	if (r.assessed > 0 && cells[0].key.voice != VOICE_STATISTICS &&
	    rollup_is_enough(m, r.assessed, r.commitments) &&
	    sum_up(m, &part, &r, f) < 0)
		return -1;
	*out = r;
	return 0;
}
