/* SPDX-License-Identifier: Apache-2.0 */
#include "simulated.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"

#include "draw.h"
#include "number.h"
#include "parameter.h"
#include "quantile.h"
#include "scale.h"

#define STREAM UINT64_C(20220517)

/* Numbers of the simulation: uniform, from the hash of a counter. */
static double uniform(uint64_t *at)
{
	return ((double)(draw_stream(STREAM, (*at)++) >> 12) + 0.5) * 0x1p-52;
}

static double gauss(uint64_t *at)
{
	double r = sqrt(-2.0 * log(uniform(at)));

	return r * cos(6.283185307179586 * uniform(at));
}

static double truth_of(const struct method *m, const double share[SCALE_COUNT])
{
	return 100.0 * scale_sum(share, m->values);
}

/* A state of affairs: shares of the five levels. */
static void invent(uint64_t *at, double share[SCALE_COUNT])
{
	static const double USUAL[SCALE_COUNT] = { 1, 3, 3, 5, 2 };
	double all = 0.0;

	for (size_t j = 0; j < SCALE_COUNT; j++) {
		share[j] = -log(uniform(at)) * USUAL[j];
		all += share[j];
	}
	for (size_t j = 0; j < SCALE_COUNT; j++)
		share[j] /= all;
}

/*
 * What one report says of a cell: M sentences, the level of each drawn from
 * SHARE by a normal number of which the part SLANT is common to the whole
 * report; coded with confidences between 0.6 and 1.
 */
static void observe(uint64_t *at, const double share[SCALE_COUNT], double slant,
                    double common, double mass[SCALE_COUNT])
{
	size_t m = 2 + (size_t)(uniform(at) * 9.0);

	memset(mass, 0, SCALE_COUNT * sizeof(*mass));
	for (size_t i = 0; i < m; i++) {
		double u = number_normal_share(sqrt(slant) * common +
		                               sqrt(1.0 - slant) * gauss(at));
		size_t j = 0;

		while (j + 1 < SCALE_COUNT && u >= share[j])
			u -= share[j++];
		mass[j] += (0.6 + 0.4 * uniform(at)) /
		           (1.0 + 0.2 * ((double)m - 1.0));
	}
}

/* What one would do without the two: whole priors, independent draws. */
static bool naive_covers(const struct method *m, const struct cell *cells,
                         double truth)
{
	double mean[DRAWS_ROLLUP] = { 0 }, x[DRAW_ROOM(DRAWS_ROLLUP)];
	struct draw_of of;
	double low, high;

	for (size_t c = 0; c < SIMULATED_CELLS; c++) {
		scale_drawn(m, cells[c].mass, 1.0, &of);
		draw_scores(draw_seed(&cells[c].key), &of, x, DRAWS_ROLLUP);
		for (size_t i = 0; i < DRAWS_ROLLUP; i++)
			mean[i] += x[i] / SIMULATED_CELLS;
	}
	quantile_interval(mean, DRAWS_ROLLUP, 0.05, &low, &high);
	return low <= truth && truth <= high;
}

/* One report on what is in TRUTHS; gives its cells. */
static void report(uint64_t *at, double slant, const struct method *m,
                   struct cell cells[SIMULATED_CELLS], double *truth)
{
	double common = gauss(at);

	*truth = 0.0;
	for (size_t c = 0; c < SIMULATED_CELLS; c++) {
		double share[SCALE_COUNT];

		memset(&cells[c], 0, sizeof(cells[c]));
		snprintf(cells[c].key.state, STATE_SIZE, "THA");
		snprintf(cells[c].key.round, ROUND_SIZE, "IMRF2026");
		snprintf(cells[c].key.commitment, COMMITMENT_SIZE, "GCM.%zu",
		         c + 1);
		cells[c].status = CELL_ASSESSED;
		invent(at, share);
		*truth += truth_of(m, share) / SIMULATED_CELLS;
		observe(at, share, slant, common, cells[c].mass);
	}
}

void simulated_cover(const struct method *m, double slant, int trials,
                     struct coverage_count *out)
{
	uint64_t at = 0;

	*out = (struct coverage_count){ 0 };
	for (int t = 0; t < trials; t++) {
		struct cell cells[SIMULATED_CELLS];
		struct rollup r = { 0 };
		struct fault f;
		double truth;

		report(&at, slant, m, cells, &truth);
		if (cells_rollup(m, cells, SIMULATED_CELLS, "THA/gcm/IMRF2026",
		                 &r, &f) < 0)
			return;
		out->covered += r.low <= truth && truth <= r.high;
		out->naive += naive_covers(m, cells, truth);
		out->bias += (r.mean - truth) / trials;
		out->width += (r.high - r.low) / trials;
	}
}
