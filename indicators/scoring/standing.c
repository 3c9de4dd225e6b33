/* SPDX-License-Identifier: Apache-2.0 */
#include "standing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

#include "draw.h"
#include "number.h"
#include "rollup.h"
#include "scale.h"
#include "weight.h"

/*
 * What is a cell's own is read from a ring of normal numbers, from a place
 * that hangs on the cell's name: no number is made twice, and two cells in
 * 64,000 read the same.
 */
#define RING_PART  ((size_t)4000)
#define RING_PARTS ((size_t)16)
#define RING       (RING_PART * RING_PARTS)

/* Streams of a state's seed, and of the ring's. */
#define STREAM_SHARED 0
#define STREAM_RING   11

/* Beyond these the cubic folds back on itself too soon; its mean and variance
   are right whatever these are. */
#define SKEW_MOST      2.0
#define KURTOSIS_LEAST (-1.8)
#define KURTOSIS_MOST  6.0

/* Room for the states of one comparison. */
struct field {
	const struct method *m;
	const struct standings *s;
	float *rows;      /* state by state: draws of the score */
	float *weights;   /* commitment by commitment; NULL: equal */
	float *whole;     /* sum of all weights, draw by draw */
	float *tile;      /* room of standing_ranks() */
	uint16_t *ranks;  /* histogram, state by state */
	size_t *state_of; /* state of each row */
	size_t n_rows;
	float shared[STANDING_ROW];
	float ring[RING + STANDING_ROW];
};

static double clamp(double x, double least, double most)
{
	x = x < least ? least : x;
	return x > most ? most : x;
}

/*
 * METHOD.md 9.14: central moments of sum v_j p_j under a Dirichlet
 * distribution, in closed form, and from them Cornish and Fisher's cubic (1938)
 * with its variance made right.
 */
static void curve_of(const struct draw_of *of, struct curve *out)
{
	double all = scale_total(of->alpha);
	double mean = scale_sum(of->alpha, of->values) / all;
	double p2 = 0.0, p3 = 0.0, p4 = 0.0;
	double m2, m3, m4, skew, kurtosis, a, b, c, size;

	for (size_t j = 0; j < SCALE_COUNT; j++) {
		double u = of->values[j] - mean, u2 = u * u;

		p2 += of->alpha[j] * u2;
		p3 += of->alpha[j] * u2 * u;
		p4 += of->alpha[j] * u2 * u2;
	}
	m2 = p2 / (all * (all + 1.0));
	m3 = 2.0 * p3 / (all * (all + 1.0) * (all + 2.0));
	m4 = (6.0 * p4 + 3.0 * p2 * p2) /
	     (all * (all + 1.0) * (all + 2.0) * (all + 3.0));
	skew = clamp(m3 / (m2 * sqrt(m2)), -SKEW_MOST, SKEW_MOST);
	kurtosis = clamp(m4 / (m2 * m2) - 3.0, KURTOSIS_LEAST, KURTOSIS_MOST);
	a = 1.0 - skew * skew / 36.0;
	b = skew / 6.0;
	c = kurtosis / 24.0 - skew * skew / 18.0;
	size = 100.0 * sqrt(m2 / (a * a + 2.0 * b * b + 6.0 * c * c));
	out->k[0] = (float)(100.0 * mean - size * b);
	out->k[1] = (float)(size * (a - 3.0 * c));
	out->k[2] = (float)(size * b);
	out->k[3] = (float)(size * c);
}

static void ring_fill(struct field *w)
{
	const double apart = sqrt(1.0 - w->m->copula_correlation);
	double part[DRAW_ROOM(RING_PART)];

	for (size_t p = 0; p < RING_PARTS; p++) {
		draw_normals(draw_stream(STREAM_RING, p), part, RING_PART);
		for (size_t i = 0; i < RING_PART; i++)
			w->ring[p * RING_PART + i] = (float)(apart * part[i]);
	}
	memcpy(w->ring + RING, w->ring, STANDING_ROW * sizeof(*w->ring));
}

static void weights_fill(struct field *w)
{
	double draws[DRAWS_WEIGHTS];

	memset(w->whole, 0, STANDING_ROW * sizeof(*w->whole));
	for (size_t c = 0; c < w->s->n_commitments; c++) {
		float *row = w->weights + c * STANDING_ROW;

		weight_draws(w->s->cells[c].key.commitment, draws);
		for (size_t i = 0; i < STANDING_ROW; i++) {
			row[i] = i < DRAWS_WEIGHTS ? (float)draws[i] : 1.0F;
			w->whole[i] += row[i];
		}
	}
}

/* Draws what all cells of a state share. */
static void shared_fill(struct field *w, const char *state)
{
	const double common = sqrt(w->m->copula_correlation);
	uint64_t seed = draw_seed_text(w->s->seed) ^ draw_seed_text(state);
	double normal[DRAW_ROOM(STANDING_ROW)];

	draw_normals(draw_stream(seed, STREAM_SHARED), normal, STANDING_ROW);
	for (size_t i = 0; i < STANDING_ROW; i++)
		w->shared[i] = (float)(common * normal[i]);
}

/* Divides the sum in ROW by what its weights come to. */
static void row_divide(const struct field *w, const struct cell *cells,
                       size_t put, float *row)
{
	float all[STANDING_ROW];

	if (!w->weights) {
		for (size_t i = 0; i < STANDING_ROW; i++)
			row[i] *= 1.0F / (float)put;
		return;
	}
	memcpy(all, w->whole, sizeof(all));
	for (size_t c = 0; c < w->s->n_commitments; c++)
		for (size_t i = 0;
		     cells[c].status == CELL_NOT_APPLICABLE && i < STANDING_ROW;
		     i++)
			all[i] -= w->weights[c * STANDING_ROW + i];
	for (size_t i = 0; i < STANDING_ROW; i++)
		row[i] /= all[i];
}

static const double NOTHING[SCALE_COUNT] = { 0 };

/* The draws of one state over all commitments put to it: where nothing is
   assessed the prior is drawn, which widens what is not known. */
static void row_draw(struct field *w, const struct cell *cells, size_t put,
                     float *row, double *mean)
{
	double sum = 0.0;

	memset(row, 0, STANDING_ROW * sizeof(*row));
	shared_fill(w, cells[0].key.state);
	for (size_t c = 0; c < w->s->n_commitments; c++) {
		bool is_in = cells[c].status == CELL_ASSESSED;
		uint64_t seed = draw_seed(&cells[c].key);
		size_t at = (size_t)(((seed >> 32) * RING) >> 32);
		struct draw_of of;
		struct curve curve;

		if (cells[c].status == CELL_NOT_APPLICABLE)
			continue;
		scale_drawn(w->m, is_in ? cells[c].mass : NOTHING,
		            1.0 / (double)put, &of);
		sum += scale_score(of.alpha, of.values);
		curve_of(&of, &curve);
		standing_add(&curve, w->shared, w->ring + at,
		             w->weights ? w->weights + c * STANDING_ROW : NULL,
		             row);
	}
	row_divide(w, cells, put, row);
	*mean = sum / (double)put;
}

/* Draws every state that has enough assessed; others get no row. */
static void rows_draw(struct field *w, struct standing *out)
{
	const struct standings *s = w->s;

	for (size_t i = 0; i < s->n_states; i++) {
		const struct cell *cells = s->cells + i * s->n_commitments;
		size_t put = 0, assessed = 0;
		float *row = w->rows + w->n_rows * STANDING_ROW;
		double mean;

		out[i] = (struct standing){ 0 };
		for (size_t c = 0; c < s->n_commitments; c++) {
			put += cells[c].status != CELL_NOT_APPLICABLE;
			/* Figures are not summed: METHOD.md 10.8. */
			assessed += cells[c].status == CELL_ASSESSED &&
			            cells[c].key.voice != VOICE_STATISTICS;
		}
		if (!rollup_is_enough(w->m, assessed, put))
			continue;
		row_draw(w, cells, put, row, &mean);
		out[i].is_defined = true;
		out[i].mean = number_score(mean);
		w->state_of[w->n_rows++] = i;
	}
}

/* The least rank that at least K + 1 draws have at most. */
static uint32_t rank_at(const uint16_t *histogram, size_t n, size_t k)
{
	size_t sum = 0;

	for (size_t r = 0; r < n; r++) {
		sum += histogram[r];
		if (sum > k)
			return (uint32_t)r + 1;
	}
	return (uint32_t)n;
}

static void row_sum_up(const struct field *w, size_t r, struct standing *out)
{
	size_t k = (size_t)(DRAWS_ROLLUP * w->m->interval_tail + 0.5);
	const uint16_t *ranks = w->ranks + r * w->n_rows;
	float q[3];

	standing_quantiles(w->rows + r * STANDING_ROW, w->m->interval_tail, q);
	out->low = number_score((double)q[0]);
	out->median = number_score((double)q[1]);
	out->high = number_score((double)q[2]);
	out->rank_low = rank_at(ranks, w->n_rows, k);
	out->rank_median = rank_at(ranks, w->n_rows, DRAWS_ROLLUP / 2);
	out->rank_high = rank_at(ranks, w->n_rows, DRAWS_ROLLUP - k - 1);
}

static void field_clear(struct field *w)
{
	if (!w)
		return;
	free(w->rows);
	free(w->weights);
	free(w->whole);
	free(w->tile);
	free(w->ranks);
	free(w->state_of);
	free(w);
}

static struct field *field_new(const struct method *m,
                               const struct standings *s)
{
	struct field *w = calloc(1, sizeof(*w));
	size_t n = s->n_states + 1;
	size_t weighed = s->is_under_weights ? s->n_commitments + 1 : 0;

	if (!w)
		return NULL;
	w->m = m;
	w->s = s;
	w->rows = malloc(n * STANDING_ROW * sizeof(*w->rows));
	w->tile = malloc(n * STANDING_TILE * sizeof(*w->tile));
	w->ranks = malloc(n * n * sizeof(*w->ranks));
	w->state_of = malloc(n * sizeof(*w->state_of));
	w->whole = malloc(STANDING_ROW * sizeof(*w->whole));
	if (weighed)
		w->weights = malloc(weighed * STANDING_ROW * sizeof(float));
	if (w->rows && w->tile && w->ranks && w->state_of && w->whole &&
	    (w->weights || !weighed))
		return w;
	field_clear(w);
	return NULL;
}

int states_rank(const struct method *m, const struct standings *s,
                struct standing *out, struct fault *f)
{
	struct field *w = field_new(m, s);

	if (!w)
		return fault_set(f, FAULT_MEMORY,
		                 "no memory for ranks of "
		                 "%zu states",
		                 s->n_states);
	ring_fill(w);
	if (w->weights)
		weights_fill(w);
	rows_draw(w, out);
	standing_ranks(w->rows, w->n_rows, w->tile, w->ranks);
	for (size_t r = 0; r < w->n_rows; r++)
		row_sum_up(w, r, &out[w->state_of[r]]);
	field_clear(w);
	return 0;
}
