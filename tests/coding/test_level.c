/* SPDX-License-Identifier: Apache-2.0 */
#include "judged.h"

static void level_of_a_passage_ending_in_a_colon_is_a_mention(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "The plan adopted these aims:"),
	                 LEVEL_MENTION);
	assert_int_equal(judged_level(*state, "en", "The plan was adopted."),
	                 LEVEL_MEASURE);
}

static void level_of_a_heading_is_a_mention(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "Establishment of Reception Centres"),
	                 LEVEL_MENTION);
	assert_int_equal(judged_level(*state, "en",
	                              "Reception centres were established"),
	                 LEVEL_MEASURE);
}

static void level_of_what_a_law_demands_is_a_measure(void **state)
{
	struct judged *w = *state;

	assert_int_equal(judged_level(w, "en",
	                              "Under the Aliens Act, guardians must "
	                              "be named."),
	                 LEVEL_MEASURE);
	assert_int_equal(judged_level(w, "en", "Guardians must be named."),
	                 LEVEL_GAP);
	assert_true(w->coder->verdict.is_demand);
}

static void level_of_a_request_for_details_is_a_mention(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "Chad requested details on access to "
	                              "asylum."),
	                 LEVEL_MENTION);
	assert_int_equal(judged_level(*state, "en",
	                              "Chad requested Peru to adopt a law."),
	                 LEVEL_GAP);
}

static void level_of_a_general_truth_is_a_mention(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "Migration is as old as mankind."),
	                 LEVEL_MENTION);
}

static void level_lacks_reach_over_a_comma_after_despite(void **state)
{
	assert_int_equal(judged_level(*state, "en",
	                              "Despite the lack of funds, a centre "
	                              "was opened."),
	                 LEVEL_MEASURE);
	assert_int_equal(judged_level(*state, "en",
	                              "Despite its plan, the state lacks a "
	                              "law."),
	                 LEVEL_GAP);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			level_of_a_passage_ending_in_a_colon_is_a_mention),
		cmocka_unit_test(level_of_a_heading_is_a_mention),
		cmocka_unit_test(level_of_what_a_law_demands_is_a_measure),
		cmocka_unit_test(level_of_a_request_for_details_is_a_mention),
		cmocka_unit_test(level_of_a_general_truth_is_a_mention),
		cmocka_unit_test(level_lacks_reach_over_a_comma_after_despite),
	};

	return cmocka_run_group_tests_name("coding/level", tests, judged_set_up,
	                                   judged_tear_down);
}
