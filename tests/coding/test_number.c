/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../indicators/coding/number.h"

static void number_exp_agrees_with_the_tables(void **state)
{
	(void)state;

	assert_float_equal(number_exp(0), 1, 1e-15);
	assert_float_equal(number_exp(1), 2.718281828459045, 1e-13);
	assert_float_equal(number_exp(-2.5), 0.0820849986238988, 1e-14);
	assert_float_equal(number_exp(10), 22026.465794806718, 1e-8);
}

static void number_exp_takes_what_is_past_its_bounds(void **state)
{
	(void)state;

	assert_true(number_exp(1e9) > 1e300);
	assert_true(number_exp(-1e9) < 1e-300);
	assert_true(number_exp(-1e9) > 0);
}

static void number_probability_is_a_half_at_even_odds(void **state)
{
	(void)state;

	assert_float_equal(number_probability(0), 0.5, 0);
	assert_float_equal(number_probability(2) + number_probability(-2), 1,
	                   1e-15);
	assert_float_equal(number_probability(2), 0.8807970779778823, 1e-14);
}

static void number_quantises_to_a_ten_thousandth(void **state)
{
	(void)state;

	assert_float_equal(number_quantise(0.12344), 0.1234, 0);
	assert_float_equal(number_quantise(0.12345001), 0.1235, 0);
	assert_float_equal(number_quantise(1), 1, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(number_exp_agrees_with_the_tables),
		cmocka_unit_test(number_exp_takes_what_is_past_its_bounds),
		cmocka_unit_test(number_probability_is_a_half_at_even_odds),
		cmocka_unit_test(number_quantises_to_a_ten_thousandth),
	};

	return cmocka_run_group_tests_name("coding/number", tests, NULL, NULL);
}
