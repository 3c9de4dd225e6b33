/* SPDX-License-Identifier: Apache-2.0 */
#include "weight.h"

#include <stdlib.h>

#include "base/fault.h"

#include "number.h"
#include "quantile.h"

/* Parts the weights from what else is seeded by the code of a commitment. */
#define STREAM_WEIGHT 7

/* METHOD.md 9.12: exponential numbers over their sum are Dirichlet(1, ..., 1).
 */
void weight_draws(const char *code, double out[DRAWS_WEIGHTS])
{
	uint64_t seed = draw_stream(draw_seed_text(code), STREAM_WEIGHT);

	for (size_t k = 0; k < DRAWS_WEIGHTS; k++) {
		uint64_t h = draw_stream(seed, k);
		double u = (number_of_count(h >> 12) + 0.5) * 0x1p-52;

		out[k] = -number_log(u);
	}
}

void weight_spread(const struct method *m, const struct rollup_part *part,
                   double *low, double *high)
{
	double weights[DRAWS_WEIGHTS], share = 1.0 / (double)part->n_in;
	double sum[DRAWS_WEIGHTS] = { 0 }, all[DRAWS_WEIGHTS] = { 0 };

	for (size_t i = 0; i < part->n; i++) {
		double score;

		if (!rollup_has(part, i))
			continue;
		score = rollup_score(m, &part->cells[i], share);
		weight_draws(part->cells[i].key.commitment, weights);
		for (size_t k = 0; k < DRAWS_WEIGHTS; k++) {
			sum[k] += weights[k] * score;
			all[k] += weights[k];
		}
	}
	for (size_t k = 0; k < DRAWS_WEIGHTS; k++)
		sum[k] /= all[k];
	quantile_interval(sum, DRAWS_WEIGHTS, m->interval_tail, low, high);
	*low = number_score(*low);
	*high = number_score(*high);
}

double weight_above(const struct method *m, const struct rollup_part *a,
                    const struct rollup_part *b)
{
	double weights[DRAWS_WEIGHTS], sum[DRAWS_WEIGHTS] = { 0 };
	double share = 1.0 / (double)a->n_in;
	size_t above = 0;

	for (size_t i = 0; i < a->n; i++) {
		double gap;

		if (!rollup_has(a, i))
			continue;
		gap = rollup_score(m, &a->cells[i], share) -
		      rollup_score(m, &b->cells[i], share);
		weight_draws(a->cells[i].key.commitment, weights);
		for (size_t k = 0; k < DRAWS_WEIGHTS; k++)
			sum[k] += weights[k] * gap;
	}
	for (size_t k = 0; k < DRAWS_WEIGHTS; k++)
		above += sum[k] > 0.0;
	return number_mass((double)above / DRAWS_WEIGHTS);
}

/* ---- effective weights: METHOD.md 9.13 ---------------------------------- */

void cell_weights(const struct method *m, const struct cell *c,
                  struct source_weight *out, struct cell_weight *cell)
{
	double mass = 0.0, squares = 0.0, all = 0.0;

	for (size_t j = 0; j < SCALE_COUNT; j++) {
		all += m->prior[j] + c->mass[j];
		mass += c->mass[j];
	}
	for (size_t i = 0; i < c->n_by_source; i++) {
		const struct source_score *s = &c->by_source[i];

		out[i].source = s->source;
		out[i].weight = number_mass(s->mass / all);
		out[i].points = number_score(s->score * s->mass / all);
		squares += s->mass * s->mass;
	}
	cell->prior = number_mass((all - mass) / all);
	cell->effective_sources =
		squares > 0.0 ? number_mass(mass * mass / squares) : 0.0;
}

/* What of the spread of the mean each cell brings: Cov(x_c / C, mean) over
   Var(mean), from the draws; over all cells it comes to 1. */
static void spread_shares(const struct method *m,
                          const struct rollup_part *part,
                          struct rollup_draws *w, struct commitment_weight *out)
{
	double mean[DRAWS_ROLLUP], centre = 0.0, variance = 0.0;

	rollup_draw(m, part, w);
	for (size_t k = 0; k < DRAWS_ROLLUP; k++)
		centre += w->mean[k] / DRAWS_ROLLUP;
	for (size_t k = 0; k < DRAWS_ROLLUP; k++) {
		mean[k] = w->mean[k] - centre;
		variance += mean[k] * mean[k];
	}
	for (size_t i = 0; i < part->n; i++) {
		double both = 0.0;

		if (!rollup_has(part, i))
			continue;
		rollup_draw_cell(m, part, i, w);
		for (size_t k = 0; k < DRAWS_ROLLUP; k++)
			both += w->one[k] * mean[k];
		if (variance > 0.0)
			out[i].spread = number_mass(
				both / ((double)part->n_in * variance));
	}
}

int rollup_weights(const struct method *m, const struct cell *cells, size_t n,
                   const char *seed, struct commitment_weight *out,
                   struct fault *f)
{
	struct rollup_part part = { .cells = cells,
		                    .n = n,
		                    .seed = draw_seed_text(seed) };
	struct rollup_draws *w = malloc(sizeof(*w));
	double share;

	if (!w)
		return fault_set(f, FAULT_MEMORY, "no memory for weights");
	for (size_t i = 0; i < n; i++)
		part.n_in += rollup_has(&part, i);
	share = part.n_in > 0 ? 1.0 / (double)part.n_in : 0.0;
	for (size_t i = 0; i < n; i++) {
		out[i] = (struct commitment_weight){ 0 };
		if (!rollup_has(&part, i))
			continue;
		out[i].weight = number_mass(share);
		out[i].points =
			number_score(share * rollup_score(m, &cells[i], share));
	}
	if (part.n_in > 0)
		spread_shares(m, &part, w, out);
	free(w);
	return 0;
}
