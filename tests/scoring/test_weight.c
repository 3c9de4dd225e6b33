/* SPDX-License-Identifier: Apache-2.0 */
/* Roll-ups side by side, and what weighs in them: METHOD.md 9.11 to 9.13. */
#include "check.h"

#include <math.h>

#include "base/arena.h"
#include "invented.h"
#include "scoring.h"
#include "weight.h"

#define N 23

static struct cell a[N], b[N];

static void fill(void)
{
	struct invented v = { 7 };

	invented_cells(&v, "IMRF2026", 1, N, 0, a);
	invented_cells(&v, "IMRF2022", 1, N, 0, b);
}

static void only(struct cell *c, enum scale level, double mass)
{
	memset(c->mass, 0, sizeof(c->mass));
	c->mass[level] = mass;
}

static struct rollup_pair compare(const struct cell *x, const struct cell *y)
{
	static const char *const SEEDS[] = { "gcm/0 AAA IMRF2026 state",
		                             "gcm/0 AAA IMRF2022 state" };
	const struct rollup_side left = { x, SEEDS[x != a] };
	const struct rollup_side right = { y, SEEDS[y != a] };
	struct rollup_pair pair;
	struct fault f;

	assert_ok(rollups_compare(scoring_method(NULL), &left, &right, N, &pair,
	                          &f),
	          &f);
	return pair;
}

static void roll_ups_meet_on_what_is_assessed_for_both(void **state)
{
	struct rollup_pair pair;
	struct cell kept[N];
	struct rollup r;
	struct fault f;

	(void)state;
	fill();
	for (size_t i = 0; i < 4; i++)
		b[i].status = CELL_SILENT;
	a[22].status = CELL_NOT_APPLICABLE;
	pair = compare(a, b);
	assert_int_equal(pair.commitments, 22);
	assert_int_equal(pair.common, 18);
	assert_true(pair.d.is_defined);

	memcpy(kept, a, sizeof(kept));
	for (size_t i = 0; i < 4; i++)
		kept[i].status = CELL_NOT_APPLICABLE;
	assert_ok(cells_rollup(scoring_method(NULL), kept, N, "x", &r, &f), &f);
	assert_true(fabs(r.mean - pair.mean_a) < 1e-9);
}

static void below_two_thirds_in_common_nothing_is_said(void **state)
{
	struct rollup_pair pair;

	(void)state;
	fill();
	for (size_t i = 0; i < 4; i++)
		a[i].status = b[i + 4].status = CELL_SILENT;
	pair = compare(a, b);
	assert_int_equal(pair.common, 15);
	assert_false(pair.d.is_defined);
	assert_true(pair.d.p_greater <= 0.0 && pair.mean_a >= 0.0);
}

static void turned_round_all_signs_turn(void **state)
{
	struct rollup_pair ab, ba;

	(void)state;
	fill();
	ab = compare(a, b);
	ba = compare(b, a);
	assert_true(fabs(ab.d.value + ba.d.value) < 1e-9);
	assert_true(fabs(ab.d.low + ba.d.high) < 1e-9);
	assert_true(fabs(ab.d.p_greater - ba.d.p_less) < 1e-9);
	assert_true(fabs(ab.weights_above - ba.weights_below) < 1e-9);
}

static void every_weighting_agrees_when_each_cell_is_higher(void **state)
{
	struct rollup_pair pair;

	(void)state;
	fill();
	for (size_t i = 0; i < N; i++) {
		only(&a[i], SCALE_RESULT, 3);
		only(&b[i], SCALE_MEASURE, 3);
	}
	pair = compare(a, b);
	assert_true(pair.weights_above >= 1.0 && pair.weights_below <= 0.0);
	assert_true(pair.d.p_greater > 0.5);
}

/* Two cells that pull as much either way: each wins half of the weightings,
   however sure the evidence is. 5 standard errors of sqrt(1/4/1000). */
static void two_cells_that_cancel_win_half_each(void **state)
{
	struct rollup_pair pair;

	(void)state;
	fill();
	for (size_t i = 0; i < N; i++) {
		only(&a[i], SCALE_MEASURE, 3);
		only(&b[i], SCALE_MEASURE, 3);
	}
	only(&a[3], SCALE_RESULT, 3);
	only(&b[9], SCALE_RESULT, 3);
	pair = compare(a, b);
	assert_true(fabs(pair.weights_above - 0.5) < 0.08);
	assert_true(fabs(pair.weights_above + pair.weights_below - 1) < 1e-9);
}

/* Of Dirichlet(1, ..., 1) over N each weight has mean 1/N and variance
   (N - 1)/(N^2 (N + 1)). */
static void weight_draws_are_uniform_over_all_weightings(void **state)
{
	double draws[N][DRAWS_WEIGHTS], mean = 0.0, square = 0.0;

	(void)state;
	for (size_t i = 0; i < N; i++) {
		char code[16];

		snprintf(code, sizeof(code), "GCM.%zu", i + 1);
		weight_draws(code, draws[i]);
	}
	for (size_t k = 0; k < DRAWS_WEIGHTS; k++) {
		double all = 0.0, w;

		for (size_t i = 0; i < N; i++)
			all += draws[i][k];
		w = draws[4][k] / all;
		mean += w / DRAWS_WEIGHTS;
		square += w * w / DRAWS_WEIGHTS;
	}
	assert_true(fabs(mean - 1.0 / N) < 0.006);
	assert_true(fabs(square - mean * mean -
	                 (N - 1.0) / (N * N * (N + 1.0))) < 0.0005);
}

static void the_mean_lies_within_its_range_under_other_weights(void **state)
{
	struct rollup r;
	struct fault f;

	(void)state;
	fill();
	assert_ok(cells_rollup(scoring_method(NULL), a, N, "x", &r, &f), &f);
	assert_true(r.weights_low < r.mean && r.mean < r.weights_high);
	for (size_t i = 0; i < N; i++)
		only(&a[i], SCALE_MEASURE, 3);
	assert_ok(cells_rollup(scoring_method(NULL), a, N, "x", &r, &f), &f);
	assert_true(r.weights_high - r.weights_low < 1e-9);
	assert_true(r.high - r.low > 1.0);
}

static void points_of_sources_come_to_the_score(void **state)
{
	const struct cell_key key = { .state = "SVN", .commitment = "GCM.3" };
	const struct evidence e[] = {
		{ .source = 0, .level = LEVEL_RESULT, .confidence = 0.9 },
		{ .source = 0, .level = LEVEL_GAP, .confidence = 0.8 },
		{ .source = 1, .level = LEVEL_MEASURE, .confidence = 0.6 },
		{ .source = 2, .level = LEVEL_REGRESSION, .confidence = 0.8 },
	};
	const struct method *m = scoring_method(NULL);
	struct source_weight w[3];
	struct cell_weight cell;
	struct arena *arena;
	struct cell c;
	struct fault f;
	double weight, points = 0.0;

	(void)state;
	assert_ok(arena_new(1 << 20, &arena, &f), &f);
	assert_ok(cell_score(m, &key, &(struct evidence_list){ e, 4 }, arena,
	                     &c, &f),
	          &f);
	cell_weights(m, &c, w, &cell);
	weight = cell.prior;
	for (size_t i = 0; i < 3; i++) {
		weight += w[i].weight;
		points += w[i].points;
	}
	assert_true(fabs(weight - 1.0) < 1e-5);
	assert_true(fabs(points - c.score) < 1e-3);
	/* 2.816667^2 / (1.416667^2 + 0.6^2 + 0.8^2) */
	assert_int_equal(lround(cell.effective_sources * 1e3), 2638);
	arena_free(arena);
}

static void spreads_of_commitments_come_to_one(void **state)
{
	struct commitment_weight w[N];
	struct fault f;
	double points = 0.0, spread = 0.0;
	struct rollup r;

	(void)state;
	fill();
	a[5].status = CELL_SILENT;
	only(&a[2], SCALE_MEASURE, 40); /* all but certain */
	assert_ok(cells_rollup(scoring_method(NULL), a, N, "x", &r, &f), &f);
	assert_ok(rollup_weights(scoring_method(NULL), a, N, "x", w, &f), &f);
	for (size_t i = 0; i < N; i++) {
		points += w[i].points;
		spread += w[i].spread;
	}
	assert_true(fabs(points - r.mean) < 1e-2);
	assert_true(fabs(spread - 1.0) < 1e-4);
	assert_true(w[5].weight <= 0.0 && w[5].spread <= 0.0);
	assert_true(w[2].spread < 0.02 && w[2].weight > 0.04);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(roll_ups_meet_on_what_is_assessed_for_both),
		cmocka_unit_test(below_two_thirds_in_common_nothing_is_said),
		cmocka_unit_test(turned_round_all_signs_turn),
		cmocka_unit_test(
			every_weighting_agrees_when_each_cell_is_higher),
		cmocka_unit_test(two_cells_that_cancel_win_half_each),
		cmocka_unit_test(weight_draws_are_uniform_over_all_weightings),
		cmocka_unit_test(
			the_mean_lies_within_its_range_under_other_weights),
		cmocka_unit_test(points_of_sources_come_to_the_score),
		cmocka_unit_test(spreads_of_commitments_come_to_one),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
