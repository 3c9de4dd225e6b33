/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The worked examples are those of K. Krippendorff, "Computing Krippendorff's
 * Alpha-Reliability" (2011), sections A to D.
 */
#include "check.h"

#include <math.h>

#include "base/arena.h"
#include "review.h"

#define NO CODE_MISSING

/* C: four observers, twelve units, values missing; a row is a unit. */
static const int8_t FOUR[12][4] = {
	{ 1, 1, NO, 1 }, { 2, 2, 3, 2 },  { 3, 3, 3, 3 },   { 3, 3, 3, 3 },
	{ 2, 2, 2, 2 },  { 1, 2, 3, 4 },  { 4, 4, 4, 4 },   { 1, 1, 2, 1 },
	{ 2, 2, 2, 2 },  { NO, 5, 5, 5 }, { NO, NO, 1, 1 }, { NO, 3, NO, NO },
};

/* A: two observers, ten units, two values. */
static const int8_t BINARY[10][2] = {
	{ 0, 1 }, { 1, 1 }, { 0, 1 }, { 0, 0 }, { 0, 0 },
	{ 0, 1 }, { 0, 0 }, { 0, 0 }, { 1, 0 }, { 0, 0 },
};

/* B: two observers, twelve units, five values without an order. */
static const int8_t NAMES[12][2] = {
	{ 0, 1 }, { 0, 0 }, { 1, 1 }, { 1, 1 }, { 3, 1 }, { 2, 2 },
	{ 2, 2 }, { 2, 2 }, { 4, 4 }, { 3, 3 }, { 3, 3 }, { 0, 3 },
};

static struct alpha compute(const int8_t *code, size_t units, size_t coders,
                            enum metric metric, uint64_t seed)
{
	const struct codes codes = { code, units, coders };
	struct alpha out = { 0 };
	struct arena *a;
	struct fault f;

	assert_ok(arena_new(64 << 20, &a, &f), &f);
	assert_ok(alpha_compute(&codes, metric, seed, a, &out, &f), &f);
	arena_free(a);
	return out;
}

static void assert_alpha(const struct alpha *a, double want)
{
	assert_true(a->is_computable);
	if (fabs(a->value - want) > 0.0005)
		fail_msg("alpha %.4f, published %.3f", a->value, want);
}

static void four_observers_agree_as_published(void **state)
{
	static const double WANT[METRIC_COUNT] = { 0.743, 0.815, 0.849 };

	(void)state;
	for (int m = 0; m < METRIC_COUNT; m++) {
		struct alpha a = compute(&FOUR[0][0], 12, 4, (enum metric)m, 1);

		assert_alpha(&a, WANT[m]);
		assert_int_equal(a.units, 11);
		assert_int_equal(a.values, 40);
		assert_int_equal(a.coders, 4);
	}
}

static void two_observers_and_two_values_agree_as_published(void **state)
{
	struct alpha a = compute(&BINARY[0][0], 10, 2, METRIC_NOMINAL, 1);

	(void)state;
	assert_alpha(&a, 0.095);
}

static void two_observers_and_names_agree_as_published(void **state)
{
	struct alpha a = compute(&NAMES[0][0], 12, 2, METRIC_NOMINAL, 1);

	(void)state;
	assert_alpha(&a, 0.692);
}

static void the_order_of_units_and_coders_does_not_matter(void **state)
{
	int8_t turned[12][4];
	struct alpha a = compute(&FOUR[0][0], 12, 4, METRIC_ORDINAL, 1), b;

	(void)state;
	for (int i = 0; i < 12; i++)
		for (int k = 0; k < 4; k++)
			turned[11 - i][3 - k] = FOUR[i][k];
	b = compute(&turned[0][0], 12, 4, METRIC_ORDINAL, 1);
	assert_memory_equal(&a.value, &b.value, sizeof(a.value));
	assert_true(a.has_interval && b.has_interval);
	assert_memory_equal(&a.low, &b.low, sizeof(a.low));
	assert_memory_equal(&a.high, &b.high, sizeof(a.high));
}

static void the_interval_is_the_same_every_time_and_holds_alpha(void **state)
{
	struct alpha a = compute(&FOUR[0][0], 12, 4, METRIC_ORDINAL, 7);
	struct alpha b = compute(&FOUR[0][0], 12, 4, METRIC_ORDINAL, 7);

	(void)state;
	assert_true(a.has_interval && b.has_interval);
	assert_memory_equal(&a.low, &b.low, sizeof(a.low));
	assert_memory_equal(&a.high, &b.high, sizeof(a.high));
	assert_true(a.low < a.value && a.value < a.high && a.high <= 1.0);
}

static void on_dozens_of_units_another_seed_moves_an_end_by_little(void **state)
{
	int8_t many[48][4];
	double low[2] = { 1, -1 }, high[2] = { 1, -1 };

	(void)state;
	for (size_t i = 0; i < 48; i++)
		memcpy(many[i], FOUR[i % 12], 4);
	for (uint64_t seed = 0; seed < 8; seed++) {
		struct alpha a =
			compute(&many[0][0], 48, 4, METRIC_NOMINAL, seed);

		low[0] = a.low < low[0] ? a.low : low[0];
		low[1] = a.low > low[1] ? a.low : low[1];
		high[0] = a.high < high[0] ? a.high : high[0];
		high[1] = a.high > high[1] ? a.high : high[1];
	}
	assert_true(low[1] - low[0] < 0.02);
	assert_true(high[1] - high[0] < 0.02);
}

static void equal_codes_are_not_computable(void **state)
{
	static const int8_t SAME[3][2] = { { 1, 1 }, { 1, 1 }, { 1, 1 } };
	struct alpha a = compute(&SAME[0][0], 3, 2, METRIC_NOMINAL, 1);

	(void)state;
	assert_false(a.is_computable);
	assert_false(a.has_interval);
	assert_string_equal(a.why, "all codes are equal");
}

static void one_coder_is_not_computable(void **state)
{
	static const int8_t ONE[3][2] = { { 1, NO }, { 0, NO }, { NO, 1 } };
	struct alpha a = compute(&ONE[0][0], 3, 2, METRIC_NOMINAL, 1);
	struct alpha b = compute(&ONE[0][0], 0, 2, METRIC_NOMINAL, 1);

	(void)state;
	assert_false(a.is_computable);
	assert_int_equal(a.units, 0);
	assert_int_equal(a.coders, 0);
	assert_string_equal(a.why, "no unit was decided on by two coders");
	assert_false(b.is_computable);
}

static void few_resamples_with_an_alpha_give_no_interval(void **state)
{
	/* Four of a hundred units differ: most resamples do, too. One of
	   four: a third of them has but one value. */
	static const int8_t RARE[4][2] = {
		{ 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 0 }
	};
	struct alpha a = compute(&RARE[0][0], 4, 2, METRIC_NOMINAL, 1);

	(void)state;
	assert_true(a.is_computable);
	assert_false(a.has_interval);
}

static void a_code_out_of_range_is_refused(void **state)
{
	static const int8_t FAR[1][2] = { { CODES_MOST, 1 } };
	const struct codes codes = { &FAR[0][0], 1, 2 };
	struct alpha out;
	struct arena *a;
	struct fault f;

	(void)state;
	assert_ok(arena_new(1 << 20, &a, &f), &f);
	assert_fault(alpha_compute(&codes, METRIC_NOMINAL, 1, a, &out, &f), &f,
	             FAULT_INPUT);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(four_observers_agree_as_published),
		cmocka_unit_test(
			two_observers_and_two_values_agree_as_published),
		cmocka_unit_test(two_observers_and_names_agree_as_published),
		cmocka_unit_test(the_order_of_units_and_coders_does_not_matter),
		cmocka_unit_test(
			the_interval_is_the_same_every_time_and_holds_alpha),
		cmocka_unit_test(
			on_dozens_of_units_another_seed_moves_an_end_by_little),
		cmocka_unit_test(equal_codes_are_not_computable),
		cmocka_unit_test(one_coder_is_not_computable),
		cmocka_unit_test(few_resamples_with_an_alpha_give_no_interval),
		cmocka_unit_test(a_code_out_of_range_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
