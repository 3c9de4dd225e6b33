/* SPDX-License-Identifier: Apache-2.0 */
/* libm is the independent computation here; it may differ in last bits. */
#include "check.h"

#include "number.h"

#define PI 3.14159265358979323846

static void assert_near(double got, double want, double within)
{
	if (!(fabs(got - want) <= within))
		fail_msg("want %.17g, got %.17g", want, got);
}

static void the_logarithm_is_right_to_the_last_digits(void **state)
{
	(void)state;
	for (int i = -1000; i <= 1000; i++) {
		double far = ldexp(1.0 + (i & 15) / 16.0, i);
		double near = 1.0 + i / 2100.0;

		assert_near(number_log(far), log(far), 4e-16 * fabs(log(far)));
		assert_near(number_log(near), log(near), 4e-16);
	}
	assert_near(number_log(1.0), 0.0, 0.0);
}

static void the_exponential_is_right_to_the_last_digits(void **state)
{
	(void)state;
	for (int i = 0; i < 40000; i++) {
		double x = 5.0 - 0.0173 * i;

		assert_near(number_exp(x), exp(x), 1e-15 * exp(x));
	}
	assert_near(number_exp(0.0), 1.0, 0.0);
	assert_near(number_exp(-701.0), 0.0, 0.0);
	assert_near(number_exp(-1e300), 0.0, 0.0);
}

static void sine_and_cosine_hold_for_an_eighth_of_the_circle(void **state)
{
	(void)state;
	for (int i = -1000; i <= 1000; i++) {
		double x = i * (PI / 4000);

		assert_near(number_sin(x), sin(x), 3e-14);
		assert_near(number_cos(x), cos(x), 3e-15);
	}
}

static void the_normal_share_is_that_of_the_error_function(void **state)
{
	(void)state;
	for (int i = -900; i <= 900; i++) {
		double z = 0.01 * i;

		assert_near(number_normal_share(z), 0.5 * erfc(-z / sqrt(2.0)),
		            2e-12);
	}
	assert_near(number_normal_share(0.0), 0.5, 1e-15);
}

static void rounding_is_half_away_from_zero_and_never_minus_zero(void **state)
{
	(void)state;
	assert_near(number_round(0.125, 100), 0.13, 0.0);
	assert_near(number_round(-0.125, 100), -0.13, 0.0);
	assert_near(number_round(0.1249, 100), 0.12, 0.0);
	assert_false(signbit(number_round(-0.001, 100)));
	assert_near(number_score(12.34566), 12.3457, 1e-12);
	assert_near(number_mass(0.12345678), 0.123457, 1e-12);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(the_logarithm_is_right_to_the_last_digits),
		cmocka_unit_test(the_exponential_is_right_to_the_last_digits),
		cmocka_unit_test(
			sine_and_cosine_hold_for_an_eighth_of_the_circle),
		cmocka_unit_test(
			the_normal_share_is_that_of_the_error_function),
		cmocka_unit_test(
			rounding_is_half_away_from_zero_and_never_minus_zero),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
