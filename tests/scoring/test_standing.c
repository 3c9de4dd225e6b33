/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <math.h>

#include "invented.h"
#include "scoring.h"

#define STATES      40
#define COMMITMENTS 23

/* METHOD.md 9.14: how far the cheap draws may stray from those of 9.5. Most
   of it is drawing: an end of an interval of 1,000 draws is off by 2 to 3. */
#define MEAN_ERROR  2.0
#define WORST_ERROR 9.0

static struct cell cells[STATES * COMMITMENTS];

static void rank(size_t n, bool is_under_weights, struct standing *out)
{
	const struct standings s = { cells, n, COMMITMENTS, "gcm",
		                     is_under_weights };
	struct fault f;

	assert_ok(states_rank(scoring_method(NULL), &s, out, &f), &f);
}

static void fill(uint32_t silent)
{
	struct invented v = { 20181210 };

	invented_cells(&v, "IMRF2026", STATES, COMMITMENTS, silent, cells);
}

static void cheap_intervals_lie_where_those_of_a_roll_up_do(void **state)
{
	struct standing out[STATES];
	double low = 0.0, high = 0.0, worst = 0.0;
	struct fault f;

	(void)state;
	fill(0);
	rank(STATES, false, out);
	for (size_t i = 0; i < STATES; i++) {
		const struct cell *own = cells + i * COMMITMENTS;
		struct rollup r;

		assert_ok(cells_rollup(scoring_method(NULL), own, COMMITMENTS,
		                       own->key.state, &r, &f),
		          &f);
		assert_true(fabs(out[i].mean - r.mean) < 1e-3);
		low += (out[i].low - r.low) / STATES;
		high += (out[i].high - r.high) / STATES;
		worst = fmax(worst, fmax(fabs(out[i].low - r.low),
		                         fabs(out[i].high - r.high)));
	}
	print_message("# ends off by %.2f and %.2f, at most %.2f\n", low, high,
	              worst);
	assert_true(fabs(low) < MEAN_ERROR && fabs(high) < MEAN_ERROR);
	assert_true(worst < WORST_ERROR);
}

/* Ranks of a normal approximation, computed another way: pair by pair. */
static void a_rank_is_one_more_than_the_states_above(void **state)
{
	struct standing out[STATES];
	double sum = 0.0;

	(void)state;
	fill(0);
	rank(STATES, false, out);
	for (size_t i = 0; i < STATES; i++) {
		double want = 1.0, si = (out[i].high - out[i].low) / 3.29;

		for (size_t j = 0; j < STATES; j++) {
			double sj = (out[j].high - out[j].low) / 3.29;
			double z = (out[j].mean - out[i].mean) /
			           sqrt(si * si + sj * sj);

			want += j == i ? 0.0 : 0.5 * erfc(-z / sqrt(2.0));
		}
		sum += fabs(want - out[i].rank_median) / STATES;
		assert_in_range(out[i].rank_median, out[i].rank_low,
		                out[i].rank_high);
	}
	assert_true(sum < 2.0);
}

static void a_state_far_above_all_others_is_surely_first(void **state)
{
	struct standing out[STATES];

	(void)state;
	fill(0);
	for (size_t c = 0; c < COMMITMENTS; c++)
		for (size_t j = 0; j < SCALE_COUNT; j++) {
			cells[c].mass[j] = j == SCALE_RESULT ? 40 : 0;
			cells[COMMITMENTS + c].mass[j] =
				j == SCALE_REGRESSION ? 40 : 0;
		}
	rank(STATES, false, out);
	assert_int_equal(out[0].rank_low, 1);
	assert_int_equal(out[0].rank_high, 1);
	assert_int_equal(out[1].rank_low, STATES);
	assert_int_equal(out[1].rank_high, STATES);
}

static void a_state_with_too_little_assessed_has_no_rank(void **state)
{
	struct standing out[3];

	(void)state;
	fill(0);
	for (size_t c = 0; c < 8; c++) /* 15 of 23 is below two thirds */
		cells[COMMITMENTS + c].status = CELL_NO_REPORT;
	rank(3, false, out);
	assert_true(out[0].is_defined && out[2].is_defined);
	assert_false(out[1].is_defined);
	assert_int_equal(out[1].rank_high, 0);
	assert_true(out[0].rank_high <= 2);
}

static void what_is_not_put_to_a_state_counts_neither_way(void **state)
{
	struct standing all, fewer;

	(void)state;
	fill(0);
	rank(1, false, &all);
	for (size_t c = 0; c < 5; c++)
		cells[c].status = CELL_NOT_APPLICABLE;
	rank(1, true, &fewer);
	assert_true(fewer.is_defined);
	assert_true(fewer.low < fewer.mean && fewer.mean < fewer.high);
	assert_int_equal(all.rank_low, 1);
	assert_int_equal(all.rank_high, 1);
}

/* The prior's mean is 0 and its spread is wide. */
static void what_is_not_assessed_is_drawn_from_the_prior(void **state)
{
	struct standing full, gap;

	(void)state;
	fill(0);
	for (size_t c = 0; c < COMMITMENTS; c++)
		for (size_t j = 0; j < SCALE_COUNT; j++)
			cells[c].mass[j] = j == SCALE_MEASURE ? 4 : 0;
	rank(1, false, &full);
	for (size_t c = 0; c < 6; c++)
		cells[c].status = CELL_SILENT;
	rank(1, false, &gap);
	assert_true(fabs(gap.mean - full.mean * 17 / 23) < 0.5);
	assert_true(gap.high - gap.low > full.high - full.low);
}

static void drawn_weights_widen_a_mean_of_unlike_cells(void **state)
{
	struct standing equal[STATES], drawn[STATES];
	double a = 0.0, b = 0.0;

	(void)state;
	fill(0);
	rank(STATES, false, equal);
	rank(STATES, true, drawn);
	for (size_t i = 0; i < STATES; i++) {
		a += equal[i].high - equal[i].low;
		b += drawn[i].high - drawn[i].low;
	}
	assert_true(b > a);
}

static void no_states_have_no_ranks(void **state)
{
	struct standing none;

	(void)state;
	rank(0, false, &none);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(
			cheap_intervals_lie_where_those_of_a_roll_up_do),
		cmocka_unit_test(a_rank_is_one_more_than_the_states_above),
		cmocka_unit_test(a_state_far_above_all_others_is_surely_first),
		cmocka_unit_test(a_state_with_too_little_assessed_has_no_rank),
		cmocka_unit_test(what_is_not_put_to_a_state_counts_neither_way),
		cmocka_unit_test(what_is_not_assessed_is_drawn_from_the_prior),
		cmocka_unit_test(drawn_weights_widen_a_mean_of_unlike_cells),
		cmocka_unit_test(no_states_have_no_ranks),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
