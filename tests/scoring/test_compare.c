/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <math.h>

#include "scoring.h"

/* An assessed cell with the masses given, under a name of its own. */
static struct cell cell(const char *commitment, enum voice voice, double score,
                        const double mass[SCALE_COUNT])
{
	struct cell c = {
		.key = { .state = "HRV", .round = "IMRF2026", .voice = voice },
		.status = CELL_ASSESSED,
		.score = score,
	};

	snprintf(c.key.commitment, COMMITMENT_SIZE, "%s", commitment);
	memcpy(c.mass, mass, sizeof(c.mass));
	return c;
}

/* regression, gap, intention, measure, result */
static const double ACTS[SCALE_COUNT] = { 0, 0, 0, 4, 1 };
static const double LACKS[SCALE_COUNT] = { 2, 3, 0, 0, 0 };
static const double ENDS[SCALE_COUNT] = { 2, 0, 0, 0, 3 };

static void far_apart_cells_have_an_order(void **state)
{
	struct cell a = cell("GCM.1", VOICE_STATE, 61.1111, ACTS);
	struct cell b = cell("GCM.1", VOICE_CIVIL_SOCIETY, -33.3333, LACKS);
	struct difference d;

	(void)state;
	cell_compare(scoring_method(NULL), &a, &b, &d);

	assert_true(d.is_defined);
	assert_int_equal(lround(d.value * 1e4), 944444);
	assert_true(d.low < d.value && d.value < d.high);
	assert_true(d.p_greater > 0.99 && d.p_less < 0.01);
	assert_true(d.is_any_scale);
	assert_int_equal(difference_order(scoring_method(NULL), &d),
	                 ORDER_A_ABOVE_B);
}

static void turning_the_pair_turns_every_sign_and_nothing_else(void **state)
{
	struct cell a = cell("GCM.2", VOICE_STATE, 61.1111, ACTS);
	struct cell b = cell("GCM.2", VOICE_INDEPENDENT, 16.6667, ENDS);
	struct difference d, e;
	double got[6], want[6];

	(void)state;
	cell_compare(scoring_method(NULL), &a, &b, &d);
	cell_compare(scoring_method(NULL), &b, &a, &e);
	memcpy(got,
	       (double[]){ d.value, d.low, d.high, d.p_greater, d.p_less,
	                   d.p_close },
	       sizeof(got));
	memcpy(want,
	       (double[]){ -e.value, -e.high, -e.low, e.p_less, e.p_greater,
	                   e.p_close },
	       sizeof(want));

	assert_memory_equal(got, want, sizeof(got));
	assert_int_equal(d.is_any_scale, e.is_any_scale);
}

static void a_cell_is_indistinguishable_from_itself(void **state)
{
	struct cell a = cell("GCM.3", VOICE_STATE, 61.1111, ACTS);
	struct difference d;

	(void)state;
	cell_compare(scoring_method(NULL), &a, &a, &d);

	assert_true(d.p_greater <= 0.0 && d.p_less <= 0.0);
	assert_true(d.p_close >= 1.0);
	assert_false(d.is_any_scale);
	assert_int_equal(difference_order(scoring_method(NULL), &d),
	                 ORDER_INDISTINGUISHABLE);
}

static void equal_evidence_of_two_names_is_a_coin_toss(void **state)
{
	struct cell a = cell("GCM.4", VOICE_STATE, 61.1111, ACTS);
	struct cell b = cell("GCM.5", VOICE_STATE, 61.1111, ACTS);
	struct difference d;

	(void)state;
	cell_compare(scoring_method(NULL), &a, &b, &d);

	/* 4 standard errors of sqrt(1/4/4000) */
	assert_true(fabs(d.p_greater - 0.5) < 0.032);
	assert_true(fabs(d.p_greater + d.p_less - 1.0) < 1e-9);
}

static void without_two_scores_there_is_no_difference(void **state)
{
	struct cell a = cell("GCM.6", VOICE_STATE, 61.1111, ACTS);
	struct cell b = a;
	struct difference d;

	(void)state;
	for (int s = 0; s < CELL_STATUS_COUNT; s++) {
		b.status = (enum cell_status)s;
		cell_compare(scoring_method(NULL), &a, &b, &d);

		assert_int_equal(d.is_defined, s == CELL_ASSESSED);
		if (s != CELL_ASSESSED)
			assert_int_equal(difference_order(scoring_method(NULL),
			                                  &d),
			                 ORDER_INDISTINGUISHABLE);
	}
}

static void an_order_that_hangs_on_the_scale_is_not_any_scale(void **state)
{
	struct cell a = cell("GCM.7", VOICE_STATE, 61.1111, ACTS);
	struct cell b = cell("GCM.7", VOICE_CIVIL_SOCIETY, 16.6667, ENDS);
	struct difference d;

	/* B has the greater share at the top and at the bottom. */
	(void)state;
	cell_compare(scoring_method(NULL), &a, &b, &d);

	assert_true(d.value > 0.0);
	assert_false(d.is_any_scale);
}

static void an_order_needs_nineteen_in_twenty(void **state)
{
	struct difference d = { .is_defined = true, .p_greater = 0.95 };

	(void)state;
	assert_int_equal(difference_order(scoring_method(NULL), &d),
	                 ORDER_A_ABOVE_B);
	d.p_greater = 0.94975;
	assert_int_equal(difference_order(scoring_method(NULL), &d),
	                 ORDER_INDISTINGUISHABLE);
	d.p_less = 0.95;
	assert_int_equal(difference_order(scoring_method(NULL), &d),
	                 ORDER_B_ABOVE_A);
	d.is_defined = false;
	assert_int_equal(difference_order(scoring_method(NULL), &d),
	                 ORDER_INDISTINGUISHABLE);
}

/* sqrt(p (1 - p) / 4000), and more than nothing where p is 0 or 1. */
static void each_probability_comes_with_its_standard_error(void **state)
{
	struct cell a = cell("GCM.8", VOICE_STATE, 61.1111, ACTS);
	struct cell b = cell("GCM.8", VOICE_INDEPENDENT, 16.6667, ENDS);
	struct difference d;

	(void)state;
	cell_compare(scoring_method(NULL), &a, &b, &d);
	assert_true(fabs(d.p_error -
	                 sqrt(d.p_greater * (1 - d.p_greater) / 4000)) < 2e-5);
	b.mass[SCALE_REGRESSION] = 200;
	cell_compare(scoring_method(NULL), &a, &b, &d);
	assert_true(d.p_greater >= 1.0 && d.p_error > 0.0002);
}

/* The error is what it says: over 400 names P scatters by it. */
static void the_error_is_the_scatter_over_names(void **state)
{
	double mean = 0.0, square = 0.0, error = 0.0;

	(void)state;
	for (int i = 0; i < 400; i++) {
		char code[16];
		struct cell a, b;
		struct difference d;

		snprintf(code, sizeof(code), "X.%d", i);
		a = cell(code, VOICE_STATE, 61.1111, ACTS);
		b = cell(code, VOICE_INDEPENDENT, 16.6667, ENDS);
		cell_compare(scoring_method(NULL), &a, &b, &d);
		mean += d.p_greater / 400;
		square += d.p_greater * d.p_greater / 400;
		error += d.p_error / 400;
	}
	/* A standard deviation of 400 is known to 1/28 of itself. */
	assert_true(fabs(sqrt(square - mean * mean) / error - 1) < 4.0 / 28);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(far_apart_cells_have_an_order),
		cmocka_unit_test(
			turning_the_pair_turns_every_sign_and_nothing_else),
		cmocka_unit_test(a_cell_is_indistinguishable_from_itself),
		cmocka_unit_test(equal_evidence_of_two_names_is_a_coin_toss),
		cmocka_unit_test(without_two_scores_there_is_no_difference),
		cmocka_unit_test(
			an_order_that_hangs_on_the_scale_is_not_any_scale),
		cmocka_unit_test(an_order_needs_nineteen_in_twenty),
		cmocka_unit_test(
			each_probability_comes_with_its_standard_error),
		cmocka_unit_test(the_error_is_the_scatter_over_names),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
