/* SPDX-License-Identifier: Apache-2.0 */
#include "judged.h"

static void trend_of_a_harm_that_fell_is_better(void **state)
{
	assert_int_equal(judged_trend(*state, "en", "Deaths at sea fell."),
	                 TREND_BETTER);
	assert_int_equal(judged_trend(*state, "en", "Deaths at sea rose."),
	                 TREND_WORSE);
}

static void trend_of_a_good_that_fell_is_worse(void **state)
{
	assert_int_equal(judged_trend(*state, "en", "Access to care fell."),
	                 TREND_WORSE);
	assert_int_equal(judged_trend(*state, "en", "Access to care rose."),
	                 TREND_BETTER);
}

static void trend_is_told_by_the_first_thing_named(void **state)
{
	assert_int_equal(judged_trend(*state, "en",
	                              "Access of the stateless fell."),
	                 TREND_WORSE);
}

static void trend_of_a_move_is_told_by_its_figures(void **state)
{
	assert_int_equal(judged_trend(*state, "fr",
	                              "Le coût est passé de 8,5 à 5 euros."),
	                 TREND_BETTER);
	assert_int_equal(judged_trend(*state, "fr",
	                              "Le coût est passé de 950 à 1 200."),
	                 TREND_WORSE);
	assert_int_equal(judged_trend(*state, "es",
	                              "El costo pasó de 1.200 a 950 euros."),
	                 TREND_BETTER);
}

static void trend_of_a_move_without_figures_is_none(void **state)
{
	assert_int_equal(judged_trend(*state, "fr",
	                              "Le coût est passé de haut en bas."),
	                 TREND_NONE);
	assert_int_equal(judged_trend(*state, "fr",
	                              "Le coût est passé de 5 à 5 euros."),
	                 TREND_NONE);
}

static void trend_leaves_years_out_of_a_move(void **state)
{
	assert_int_equal(
		judged_trend(*state, "fr",
	                     "Le coût est passé de 90 en 2020 à 80 en 2024."),
		TREND_BETTER);
}

static void trend_denied_or_put_off_is_none(void **state)
{
	assert_int_equal(judged_trend(*state, "en", "Deaths have not fallen."),
	                 TREND_NONE);
	assert_int_equal(judged_trend(*state, "en",
	                              "They should see that deaths fell."),
	                 TREND_NONE);
}

static void trend_needs_something_that_moves(void **state)
{
	assert_int_equal(judged_trend(*state, "en", "Rain fell in March."),
	                 TREND_NONE);
	assert_int_equal(
		judged_trend(*state, "en",
	                     "Of deaths, the burden fell on families."),
		TREND_NONE);
	assert_int_equal(judged_trend(*state, "en",
	                              "Deaths were discussed. Rain fell."),
	                 TREND_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trend_of_a_harm_that_fell_is_better),
		cmocka_unit_test(trend_of_a_good_that_fell_is_worse),
		cmocka_unit_test(trend_is_told_by_the_first_thing_named),
		cmocka_unit_test(trend_of_a_move_is_told_by_its_figures),
		cmocka_unit_test(trend_of_a_move_without_figures_is_none),
		cmocka_unit_test(trend_leaves_years_out_of_a_move),
		cmocka_unit_test(trend_denied_or_put_off_is_none),
		cmocka_unit_test(trend_needs_something_that_moves),
	};

	return cmocka_run_group_tests_name("coding/trend", tests, judged_set_up,
	                                   judged_tear_down);
}
