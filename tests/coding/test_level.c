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

/* A sentence, its language and what it asserts. */
static const struct {
	const char *why, *language, *text;
	enum level level;
	bool is_demand;
} ROWS[] = {
	{ "an idiom", "en", "A call for proposals was published.",
	  LEVEL_MEASURE, false },
	{ "the demand in it", "en", "NGOs call for new housing.", LEVEL_GAP,
	  true },
	{ "a duty before its law", "en",
	  "Agencies must publish fees under section 4 of the Act.",
	  LEVEL_MEASURE, false },
	{ "a law to be changed", "en",
	  "The Act should be amended under section 4 of the Code.", LEVEL_GAP,
	  true },
	{ "continue", "en", "Continue efforts to protect migrants.",
	  LEVEL_MENTION, false },
	{ "continue and something new", "en",
	  "Continue efforts and adopt a law.", LEVEL_GAP, true },
	{ "who recommends", "en", "The Convention on Nationality (Peru);",
	  LEVEL_GAP, true },
	{ "a bracket of no state", "en", "The Convention (see there).",
	  LEVEL_MENTION, false },
	{ "debris is no figure", "en", "Women were granted citizenship.56 30.",
	  LEVEL_MEASURE, false },
	{ "a figure", "en", "In all, 56 women were granted citizenship.",
	  LEVEL_RESULT, false },
	{ "an activity after it", "en", "40 women obtained training.",
	  LEVEL_MEASURE, false },
	{ "a campaign before it", "en",
	  "In the campaign 400 women obtained citizenship.", LEVEL_RESULT,
	  false },
	{ "money is no result", "en", "Funding rose from 20 to 50 million.",
	  LEVEL_MEASURE, false },
	{ "less money", "en", "Funding fell from 50 to 20 million.",
	  LEVEL_REGRESSION, false },
	{ "cut twice", "en", "in the Report. 16 Plans were adopted in the",
	  LEVEL_MENTION, false },
	{ "an aside", "en", "Given the files received, a law is planned.",
	  LEVEL_INTENTION, false },
	{ "said to follow", "en",
	  "The strategy provides that a fund will be set up.", LEVEL_INTENTION,
	  false },
	{ "a participle denied", "en", "The unions were not consulted.",
	  LEVEL_GAP, false },
	{ "without denies no verb", "en", "Pupils without papers are enrolled.",
	  LEVEL_MEASURE, false },
	{ "awaited", "fr", "Les travaux devraient aboutir.", LEVEL_INTENTION,
	  false },
	{ "demanded", "fr", "Les travaux devraient cesser.", LEVEL_GAP, true },
	{ "a date before an infinitive", "fr",
	  "D'ici à 2030, garantir l'accès à la santé.", LEVEL_GAP, true },
	{ "an ending", "es", "Las autoridades rotularon los caminos.",
	  LEVEL_MEASURE, false },
};

static void level_of_each_kind_of_sentence(void **state)
{
	struct judged *w = *state;

	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		enum level got =
			judged_level(w, ROWS[i].language, ROWS[i].text);

		if (got != ROWS[i].level ||
		    w->coder->verdict.is_demand != ROWS[i].is_demand)
			fail_msg("%s: want %s, got %s by \"%s\"", ROWS[i].why,
			         LEVEL_NAMES[ROWS[i].level], LEVEL_NAMES[got],
			         w->coder->verdict.rule);
	}
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
		cmocka_unit_test(level_of_each_kind_of_sentence),
	};

	return cmocka_run_group_tests_name("coding/level", tests, judged_set_up,
	                                   judged_tear_down);
}
