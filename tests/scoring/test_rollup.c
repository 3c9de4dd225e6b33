/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <math.h>

#include "draw.h"
#include "number.h"
#include "parameter.h"
#include "quantile.h"
#include "scale.h"
#include "scoring.h"
#include "simulated.h"

#define CELLS 23 /* objectives of the Compact */

#define assert_score(got, want) assert_int_equal(lround((got)*1e4), want)

static struct cell cell(size_t number, enum cell_status status,
                        const double mass[SCALE_COUNT])
{
	struct cell c = {
		.key = { .state = "THA", .round = "IMRF2026" },
		.status = status,
	};

	snprintf(c.key.commitment, COMMITMENT_SIZE, "GCM.%zu", number + 1);
	if (status == CELL_ASSESSED) {
		memcpy(c.mass, mass, sizeof(c.mass));
		c.score = 100 * scale_sum(mass, scoring_method(NULL)->values) /
		          (1 + scale_total(mass));
	}
	return c;
}

static struct rollup roll(const struct cell *cells, size_t n)
{
	struct rollup r;
	struct fault f;

	assert_ok(cells_rollup(scoring_method(NULL), cells, n,
	                       "THA/gcm/IMRF2026", &r, &f),
	          &f);
	return r;
}

static const double WIDE[] = { 2, 1, 1, 2, 2 };
static const double ACTS[] = { 0, 0, 1, 2, 0 };
static const double HARMS[] = { 2, 1, 0, 0, 0 };

static void counts_come_first(void **state)
{
	struct cell cells[] = {
		cell(0, CELL_ASSESSED, ACTS),
		cell(1, CELL_ASSESSED, HARMS),
		cell(2, CELL_SILENT, NULL),
		cell(3, CELL_NOT_APPLICABLE, NULL),
		cell(4, CELL_THIN, NULL),
	};
	struct rollup r = roll(cells, 5);

	(void)state;
	assert_int_equal(r.commitments, 4);
	assert_int_equal(r.assessed, 2);
	assert_int_equal(r.below_zero, 1);
	assert_int_equal(r.status[CELL_SILENT], 1);
	assert_int_equal(r.status[CELL_NOT_APPLICABLE], 1);
	assert_int_equal(lround(r.mass[SCALE_MEASURE] * 1e6), 2000000);
	assert_int_equal(lround(r.mass[SCALE_GAP] * 1e6), 1000000);
}

static void a_mean_needs_two_thirds_of_what_is_put_to_the_state(void **state)
{
	struct cell cells[] = {
		cell(0, CELL_ASSESSED, ACTS),
		cell(1, CELL_ASSESSED, ACTS),
		cell(2, CELL_SILENT, NULL),
		cell(3, CELL_NOT_APPLICABLE, NULL),
		cell(4, CELL_NO_REPORT, NULL),
	};

	(void)state;
	assert_true(roll(cells, 4).is_defined);
	assert_false(roll(cells, 5).is_defined);
	assert_score(roll(cells, 5).mean, 0);
	assert_false(roll(cells, 0).is_defined);
	assert_false(roll(&cells[3], 1).is_defined);
}

static void each_cell_carries_its_part_of_the_prior(void **state)
{
	struct cell cells[] = { cell(0, CELL_ASSESSED, ACTS),
		                cell(1, CELL_ASSESSED, HARMS) };
	struct rollup r = roll(cells, 2);

	/* (100 x (5/3) / 3.5 + 100 x -2 / 3.5) / 2 */
	(void)state;
	assert_score(r.mean, -47619);
	assert_true(r.low < r.mean && r.mean < r.high);
}

static void a_silent_cell_is_zero_in_the_mean_beside(void **state)
{
	struct cell cells[] = {
		cell(0, CELL_ASSESSED, ACTS),
		cell(1, CELL_ASSESSED, ACTS),
		cell(2, CELL_ASSESSED, ACTS),
		cell(3, CELL_SILENT, NULL),
	};
	struct rollup r = roll(cells, 4);

	(void)state;
	assert_score(r.mean, 500000);             /* 100 x (5/3) / (10/3) */
	assert_score(r.mean_silent_zero, 375000); /* three of four */
	cells[3].status = CELL_MENTIONED;
	assert_score(roll(cells, 4).mean_silent_zero, 500000);
}

static void the_interval_shrinks_less_than_independence_would(void **state)
{
	struct cell cells[CELLS];
	struct rollup one, all;

	(void)state;
	for (size_t i = 0; i < CELLS; i++)
		cells[i] = cell(i, CELL_ASSESSED, WIDE);
	one = roll(cells, 1);
	all = roll(cells, CELLS);

	/* sqrt((1 + 22/2)/23) = 0.72 of one, not 1/sqrt(23) = 0.21; the prior
	   of one is wider, so somewhat less. */
	assert_true((all.high - all.low) / (one.high - one.low) > 0.5);
	assert_true((all.high - all.low) / (one.high - one.low) < 0.85);
}

/* ---- coverage: METHOD.md 9.5 ------------------------------------------ */

#define TRIALS 200
#define MARGIN 5 /* per cent: fewer trials than the table has (400) */

/* The table of METHOD.md 9.5, which tests/bench/bench_coverage prints. */
static const struct {
	double slant;
	int percent; /* of 1.1 */
	int before;  /* of 1.0 */
	int naive;
} COVERED[] = {
	{ 0.0, 100, 100, 36 }, { 0.05, 98, 97, 41 }, { 0.1, 94, 92, 44 },
	{ 0.15, 86, 81, 42 },  { 0.2, 78, 76, 44 },
};

static void ninety_per_cent_intervals_hold_the_truth_so_often(void **state)
{
	(void)state;
	for (size_t k = 0; k < COUNT_OF(COVERED); k++) {
		struct coverage_count now, before;

		simulated_cover(scoring_method("1.1"), COVERED[k].slant, TRIALS,
		                &now);
		simulated_cover(scoring_method("1.0"), COVERED[k].slant, TRIALS,
		                &before);
		print_message("# slant %.2f: %d, by 1.0 %d, without the two %d "
		              "of %d\n",
		              COVERED[k].slant, now.covered, before.covered,
		              now.naive, TRIALS);

		assert_in_range(100 * now.covered / TRIALS,
		                COVERED[k].percent - MARGIN,
		                COVERED[k].percent + MARGIN);
		assert_in_range(100 * before.covered / TRIALS,
		                COVERED[k].before - MARGIN,
		                COVERED[k].before + MARGIN);
		assert_in_range(100 * now.naive / TRIALS,
		                COVERED[k].naive - MARGIN,
		                COVERED[k].naive + MARGIN);
	}
}

/* METHOD.md 9.5: a report without any slant is not to be had, one of a fifth
   is the worst thought of; over those between, nine in ten. */
static void the_correlation_is_the_tenth_that_covers_ninety_best(void **state)
{
	double best = 100.0, fitted = 0.0;

	(void)state;
	for (int tenths = 4; tenths <= 8; tenths++) {
		struct method m = *scoring_method(NULL);
		double sum = 0.0, off;

		m.copula_correlation = tenths / 10.0;
		for (size_t k = 1; k < COUNT_OF(COVERED); k++) {
			struct coverage_count c;

			simulated_cover(&m, COVERED[k].slant, TRIALS, &c);
			sum += 100.0 * c.covered / TRIALS;
		}
		off = fabs(sum / (COUNT_OF(COVERED) - 1) - 90.0);
		print_message("# correlation %.1f: %.1f\n", tenths / 10.0,
		              sum / (COUNT_OF(COVERED) - 1));
		fitted = off < best ? m.copula_correlation : fitted;
		best = off < best ? off : best;
	}
	assert_int_equal(lround(10.0 * fitted),
	                 lround(10.0 *
	                        scoring_method(NULL)->copula_correlation));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(counts_come_first),
		cmocka_unit_test(
			a_mean_needs_two_thirds_of_what_is_put_to_the_state),
		cmocka_unit_test(each_cell_carries_its_part_of_the_prior),
		cmocka_unit_test(a_silent_cell_is_zero_in_the_mean_beside),
		cmocka_unit_test(
			the_interval_shrinks_less_than_independence_would),
		cmocka_unit_test(
			ninety_per_cent_intervals_hold_the_truth_so_often),
		cmocka_unit_test(
			the_correlation_is_the_tenth_that_covers_ninety_best),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
