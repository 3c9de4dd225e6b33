/* SPDX-License-Identifier: Apache-2.0 */
#include "judged.h"

static void harm_told_by_its_verb_is_a_regression(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "Volunteers were fined for helping."),
	                 LEVEL_REGRESSION);
	assert_int_equal(judged_level(*state, "en",
	                              "Children were held in detention."),
	                 LEVEL_REGRESSION);
}

static void harm_denied_inside_is_none(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "Children are not normally detained."),
	                 LEVEL_MEASURE);
	assert_int_not_equal(judged_level(*state, "en",
	                                  "Volunteers were never fined."),
	                     LEVEL_REGRESSION);
}

static void harm_forbidden_or_trained_against_is_none(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "The code bans arbitrary detention."),
	                 LEVEL_MEASURE);
	assert_int_equal(
		judged_level(*state, "en",
	                     "Training on arbitrary detention was provided."),
		LEVEL_MEASURE);
}

static void harm_over_is_a_measure_and_dated_a_result(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "Minors are no longer detained."),
	                 LEVEL_MEASURE);
	assert_int_equal(judged_level(*state, "en",
	                              "Since 2023 minors are no longer "
	                              "detained."),
	                 LEVEL_RESULT);
}

static void harm_that_only_sounds_so_is_none(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "The agency's licence was suspended."),
	                 LEVEL_MEASURE);
	assert_int_equal(judged_level(*state, "en",
	                              "Six traffickers were arrested."),
	                 LEVEL_MEASURE);
}

static void harm_not_only_told_is_told(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "Not only were they beaten by guards."),
	                 LEVEL_REGRESSION);
}

static void harm_demanded_to_end_is_a_demand(void **state)
{
	struct judged *w = *state;

	assert_int_equal(judged_level(w, "en",
	                              "Arbitrary detention should end."),
	                 LEVEL_GAP);
	assert_true(w->coder->verdict.is_demand);
}

static void harm_hidden_by_a_title_word_is_no_heading(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "Border Guards Beat Migrants."),
	                 LEVEL_REGRESSION);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(harm_told_by_its_verb_is_a_regression),
		cmocka_unit_test(harm_denied_inside_is_none),
		cmocka_unit_test(harm_forbidden_or_trained_against_is_none),
		cmocka_unit_test(harm_over_is_a_measure_and_dated_a_result),
		cmocka_unit_test(harm_that_only_sounds_so_is_none),
		cmocka_unit_test(harm_not_only_told_is_told),
		cmocka_unit_test(harm_demanded_to_end_is_a_demand),
		cmocka_unit_test(harm_hidden_by_a_title_word_is_no_heading),
	};

	return cmocka_run_group_tests_name("coding/harm", tests, judged_set_up,
	                                   judged_tear_down);
}
