/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The closed forms of the Dirichlet distribution: of sum v_j p_j the mean is
 * M = sum v_j a_j / A, the variance (sum v_j^2 a_j / A - M^2) / (A + 1).
 */
#include "check.h"

#include <math.h>

#include "draw.h"
#include "parameter.h"
#include "scale.h"
#include "scoring.h"

#define N     DRAWS_CELL
#define SEEDS 100

/* Standard errors that a right sampler stays within; seeds are fixed, so this
   never flickers. */
#define ERRORS 4.0

struct moments {
	double mean;
	double variance;
	double fourth; /* about the mean; of a sample */
};

static const double SHAPES[][SCALE_COUNT] = {
	{ 1.0 / 3, 1.0 / 6, 1.0 / 6, 1.0 / 6, 1.0 / 6 }, /* the prior */
	{ 1.0 / 3, 0.6041666, 0.6666666, 1.2916666, 1.0 / 6 },
	{ 4.3, 2.1, 1.0 / 6, 0.4, 6.7 },
	{ 0.02, 0.9, 1.0, 0.03, 0.02 }, /* of a roll-up: a small prior */
	{ 60, 40, 30, 20, 10 },
};

/* Draws under the values in use. */
static void draw_row(uint64_t seed, const double a[SCALE_COUNT], double *out,
                     size_t n)
{
	struct draw_of of;

	memcpy(of.alpha, a, sizeof(of.alpha));
	memcpy(of.values, scoring_method(NULL)->values, sizeof(of.values));
	draw_scores(seed, &of, out, n);
}

static struct moments closed(const double a[SCALE_COUNT])
{
	struct moments m = { 0 };
	double all = scale_total(a);

	m.mean = 100.0 * scale_sum(a, scoring_method(NULL)->values) / all;
	for (size_t j = 0; j < SCALE_COUNT; j++)
		m.variance += 1e4 * scoring_method(NULL)->values[j] *
		              scoring_method(NULL)->values[j] * a[j];
	m.variance = (m.variance / all - m.mean * m.mean) / (all + 1.0);
	return m;
}

/* Moments about CENTRE of SEEDS rows of draws. */
static struct moments sampled(const double a[SCALE_COUNT], double centre)
{
	static double x[DRAW_ROOM(N)];
	struct moments m = { 0 };

	for (uint64_t s = 0; s < SEEDS; s++) {
		draw_row(draw_stream(20181210, s), a, x, N);
		for (size_t i = 0; i < N; i++) {
			double d = x[i] - centre, q = d * d;

			m.mean += d;
			m.variance += q;
			m.fourth += q * q;
		}
	}
	m.mean /= (double)SEEDS * N;
	m.variance /= (double)SEEDS * N;
	m.fourth /= (double)SEEDS * N;
	return m;
}

static void draws_have_mean_and_variance_of_the_dirichlet(void **state)
{
	(void)state;
	for (size_t k = 0; k < COUNT_OF(SHAPES); k++) {
		struct moments want = closed(SHAPES[k]);
		struct moments got = sampled(SHAPES[k], want.mean);
		double n = (double)SEEDS * N;
		double mean_error = sqrt(want.variance / n);
		double variance_error =
			sqrt((got.fourth - want.variance * want.variance) / n);

		if (fabs(got.mean) > ERRORS * mean_error)
			fail_msg("shape %zu: mean off by %g standard errors", k,
			         got.mean / mean_error);
		if (fabs(got.variance - want.variance) >
		    ERRORS * variance_error)
			fail_msg("shape %zu: variance %g, want %g", k,
			         got.variance, want.variance);
	}
}

static void draws_of_one_level_almost_alone_lie_at_its_value(void **state)
{
	const double a[] = { 1e-9, 1e-9, 1e-9, 5.0, 1e-9 };
	double x[DRAW_ROOM(N)];

	(void)state;
	draw_row(1, a, x, N);
	for (size_t i = 0; i < N; i++)
		assert_true(fabs(x[i] - 200.0 / 3.0) < 1e-6);
}

static void normal_numbers_have_their_first_four_moments(void **state)
{
	static double x[DRAW_ROOM(N)];
	double m[4] = { 0 }, n = (double)SEEDS * N;

	(void)state;
	for (uint64_t s = 0; s < SEEDS; s++) {
		draw_normals(draw_stream(4, s), x, N);
		for (size_t i = 0; i < N; i++) {
			double q = x[i] * x[i];

			m[0] += x[i];
			m[1] += q - 1.0;
			m[2] += q * x[i];
			m[3] += q * q - 3.0;
		}
	}
	assert_true(fabs(m[0]) < ERRORS * sqrt(n));
	assert_true(fabs(m[1]) < ERRORS * sqrt(2.0 * n));
	assert_true(fabs(m[2]) < ERRORS * sqrt(15.0 * n));
	assert_true(fabs(m[3]) < ERRORS * sqrt(96.0 * n));
}

static void the_two_normals_of_a_pair_are_not_related(void **state)
{
	static double x[DRAW_ROOM(N)];
	double both = 0.0, squares = 0.0;
	double n = 0.5 * SEEDS * DRAW_BLOCK;

	(void)state;
	for (uint64_t s = 0; s < SEEDS; s++) {
		draw_normals(draw_stream(9, s), x, N);
		for (size_t i = 0; i < DRAW_BLOCK / 2; i++) {
			double a = x[i], b = x[i + DRAW_BLOCK / 2];

			both += a * b;
			squares += (a * a - 1.0) * (b * b - 1.0);
		}
	}
	assert_true(fabs(both) < ERRORS * sqrt(n));
	assert_true(fabs(squares) < ERRORS * 2.0 * sqrt(n));
}

static void a_draw_depends_on_its_number_not_on_how_many(void **state)
{
	double few[DRAW_ROOM(1)], many[DRAW_ROOM(N)];

	(void)state;
	draw_row(42, SHAPES[1], few, 1);
	draw_row(42, SHAPES[1], many, N);
	assert_memory_equal(few, many, sizeof(few));
}

static void every_part_of_a_name_seeds(void **state)
{
	const struct cell_key key = { "SVN", "GCM.1", "IMRF2026", VOICE_STATE };
	const struct cell_key others[] = {
		{ "HRV", "GCM.1", "IMRF2026", VOICE_STATE },
		{ "SVN", "GCM.2", "IMRF2026", VOICE_STATE },
		{ "SVN", "GCM.1", "IMRF2022", VOICE_STATE },
		{ "SVN", "GCM.1", "IMRF2026", VOICE_PEER_STATE },
		{ "SVN", "GCM.1I", "MRF2026", VOICE_STATE },
	};

	(void)state;
	assert_int_equal(draw_seed(&key), draw_seed(&key));
	for (size_t i = 0; i < COUNT_OF(others); i++)
		assert_true(draw_seed(&key) != draw_seed(&others[i]));
}

/* All bits of the draws of one seed, folded: FNV-1a. */
static uint64_t fold(const double *x, size_t n)
{
	uint64_t h = 0xcbf29ce484222325U, bits;

	for (size_t i = 0; i < n; i++) {
		memcpy(&bits, &x[i], sizeof(bits));
		h = (h ^ bits) * 0x100000001b3U;
	}
	return h;
}

static void draws_are_the_same_bits_on_every_machine(void **state)
{
	double x[DRAW_ROOM(N)];

	(void)state;
	draw_row(2018, SHAPES[2], x, N);
	assert_int_equal(fold(x, N), 0xb5d555dc8840bf85U);
	draw_normals(2018, x, N);
	assert_int_equal(fold(x, N), 0xbfac99cd2e4bbcd9U);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(draws_have_mean_and_variance_of_the_dirichlet),
		cmocka_unit_test(
			draws_of_one_level_almost_alone_lie_at_its_value),
		cmocka_unit_test(normal_numbers_have_their_first_four_moments),
		cmocka_unit_test(the_two_normals_of_a_pair_are_not_related),
		cmocka_unit_test(a_draw_depends_on_its_number_not_on_how_many),
		cmocka_unit_test(every_part_of_a_name_seeds),
		cmocka_unit_test(draws_are_the_same_bits_on_every_machine),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
