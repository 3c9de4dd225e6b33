/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "scoring.h"

static struct cell side(enum voice voice, enum cell_status status)
{
	return (struct cell){ .key.voice = voice, .status = status };
}

/* The state acts (4 of 5), civil society sees harm and lack (3 of 5). */
static struct cell acting(void)
{
	struct cell c = side(VOICE_STATE, CELL_ASSESSED);

	c.mass[SCALE_INTENTION] = 1;
	c.mass[SCALE_MEASURE] = 3;
	c.mass[SCALE_RESULT] = 1;
	return c;
}

static struct cell lacking(void)
{
	struct cell c = side(VOICE_CIVIL_SOCIETY, CELL_ASSESSED);

	c.mass[SCALE_REGRESSION] = 1;
	c.mass[SCALE_GAP] = 2;
	c.mass[SCALE_INTENTION] = 2;
	return c;
}

static struct difference difference(double up, double down, double close)
{
	return (struct difference){
		.is_defined = true,
		.p_greater = up,
		.p_less = down,
		.p_close = close,
	};
}

static enum relation silent(enum cell_status a, enum cell_status b)
{
	struct cell left = side(VOICE_STATE, a);
	struct cell right = side(VOICE_CIVIL_SOCIETY, b);
	struct difference none = { 0 };

	left.mass[SCALE_GAP] = right.mass[SCALE_GAP] = 1;
	return cell_relation(scoring_method(NULL), &left, &right, &none);
}

static void silence_comes_first_and_names_who_is_silent(void **state)
{
	(void)state;
	assert_int_equal(silent(CELL_SILENT, CELL_SILENT),
	                 RELATION_BOTH_SILENT);
	assert_int_equal(silent(CELL_SILENT, CELL_ASSESSED),
	                 RELATION_STATE_SILENT);
	assert_int_equal(silent(CELL_ASSESSED, CELL_SILENT),
	                 RELATION_CIVIL_SOCIETY_SILENT);
}

static void a_demand_meets_silence(void **state)
{
	struct cell quiet = side(VOICE_STATE, CELL_SILENT);
	struct cell asks = side(VOICE_CIVIL_SOCIETY, CELL_DEMANDED);
	struct difference none = { 0 };

	(void)state;
	asks.mass[SCALE_GAP] = asks.mass_demanded = 1.0;
	assert_int_equal(cell_relation(scoring_method(NULL), &quiet, &asks,
	                               &none),
	                 RELATION_STATE_SILENT);
	asks.mass[SCALE_GAP] = asks.mass_demanded = 0.99;
	assert_int_equal(cell_relation(scoring_method(NULL), &quiet, &asks,
	                               &none),
	                 RELATION_NONE);
}

static void who_says_little_starts_no_relation(void **state)
{
	static const enum cell_status LITTLE[] = {
		CELL_NO_REPORT, CELL_MENTIONED,    CELL_NOT_APPLICABLE,
		CELL_NOT_DUE,   CELL_NOT_ASSESSED, CELL_UNREADABLE,
		CELL_THIN,
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(LITTLE); i++) {
		assert_int_equal(silent(CELL_SILENT, LITTLE[i]), RELATION_NONE);
		assert_int_equal(silent(LITTLE[i], CELL_SILENT), RELATION_NONE);
		assert_int_equal(silent(LITTLE[i], CELL_ASSESSED),
		                 RELATION_NONE);
	}
}

static void the_silence_of_other_voices_has_no_word(void **state)
{
	struct cell un = side(VOICE_INDEPENDENT, CELL_SILENT);
	struct cell civil = side(VOICE_CIVIL_SOCIETY, CELL_ASSESSED);
	struct difference none = { 0 };

	(void)state;
	assert_int_equal(cell_relation(scoring_method(NULL), &un, &civil,
	                               &none),
	                 RELATION_NONE);
}

static void acts_against_lack_contradict_from_nine_in_ten(void **state)
{
	struct cell a = acting(), b = lacking();
	struct difference d = difference(0.90, 0.10, 0.2);
	struct difference turned = difference(0.10, 0.90, 0.2);
	struct difference less = difference(0.89975, 0.10025, 0.2);

	(void)state;
	assert_int_equal(cell_relation(scoring_method(NULL), &a, &b, &d),
	                 RELATION_CONTRADICT);
	assert_int_equal(cell_relation(scoring_method(NULL), &b, &a, &turned),
	                 RELATION_CONTRADICT);
	assert_int_equal(cell_relation(scoring_method(NULL), &a, &b, &less),
	                 RELATION_UNDECIDED);
	/* The lower side does not act. */
	assert_int_equal(cell_relation(scoring_method(NULL), &a, &b, &turned),
	                 RELATION_UNDECIDED);
}

static void a_higher_side_that_only_plans_does_not_contradict(void **state)
{
	struct cell a = acting(), b = lacking();
	struct difference d = difference(0.97, 0.03, 0.2);

	(void)state;
	a.mass[SCALE_INTENTION] = 4;
	assert_int_equal(cell_relation(scoring_method(NULL), &a, &b, &d),
	                 RELATION_CONTRADICT);
	a.mass[SCALE_INTENTION] = 4.1;
	assert_int_equal(cell_relation(scoring_method(NULL), &a, &b, &d),
	                 RELATION_DIFFER_IN_DEGREE);
}

static void a_demand_never_makes_a_contradiction(void **state)
{
	struct cell a = acting(), b = lacking();
	struct difference d = difference(0.97, 0.03, 0.2);

	(void)state;
	b.mass_demanded = 0.5;
	assert_int_equal(cell_relation(scoring_method(NULL), &a, &b, &d),
	                 RELATION_CONTRADICT);
	b.mass_demanded = 0.6;
	assert_int_equal(cell_relation(scoring_method(NULL), &a, &b, &d),
	                 RELATION_DIFFER_IN_DEGREE);
}

static void agreement_is_three_to_one_within_a_step(void **state)
{
	struct cell a = acting(), b = lacking();
	struct difference close = difference(0.6, 0.4, 0.75);
	struct difference wide = difference(0.6, 0.4, 0.74975);
	struct difference above = difference(0.95, 0.05, 0.9);
	struct difference below = difference(0.05, 0.95, 0.9);

	(void)state;
	assert_int_equal(cell_relation(scoring_method(NULL), &a, &b, &close),
	                 RELATION_AGREE);
	assert_int_equal(cell_relation(scoring_method(NULL), &a, &b, &wide),
	                 RELATION_UNDECIDED);
	a.mass[SCALE_INTENTION] = 10;
	assert_int_equal(cell_relation(scoring_method(NULL), &a, &b, &above),
	                 RELATION_DIFFER_IN_DEGREE);
	assert_int_equal(cell_relation(scoring_method(NULL), &a, &b, &below),
	                 RELATION_DIFFER_IN_DEGREE);
}

static struct cell alleging(enum voice voice, double p, uint32_t sources)
{
	struct cell c = side(voice, CELL_ASSESSED);

	c.p_regression = p;
	c.regression_sources = sources;
	return c;
}

static void an_allegation_needs_nineteen_in_twenty(void **state)
{
	struct cell c = alleging(VOICE_CIVIL_SOCIETY, 0.95, 1);

	(void)state;
	assert_int_equal(cells_regression(scoring_method(NULL), &c, 1),
	                 REGRESSION_ALLEGED);
	c.p_regression = 0.949999;
	assert_int_equal(cells_regression(scoring_method(NULL), &c, 1),
	                 REGRESSION_NOT_ALLEGED);
	c.regression_accepted = true;
	assert_int_equal(cells_regression(scoring_method(NULL), &c, 1),
	                 REGRESSION_ALLEGED);
	assert_int_equal(cells_regression(scoring_method(NULL), NULL, 0),
	                 REGRESSION_NOT_ALLEGED);
}

static void two_sources_or_two_voices_corroborate(void **state)
{
	struct cell two[] = { alleging(VOICE_CIVIL_SOCIETY, 0.80, 1),
		              alleging(VOICE_INDEPENDENT, 0.75, 1) };
	struct cell one = alleging(VOICE_CIVIL_SOCIETY, 0.96, 2);

	(void)state;
	/* 1 - .2 x .25 = .95, which neither reaches alone */
	assert_int_equal(cells_regression(scoring_method(NULL), two, 1),
	                 REGRESSION_NOT_ALLEGED);
	assert_int_equal(cells_regression(scoring_method(NULL), two, 2),
	                 REGRESSION_CORROBORATED);
	assert_int_equal(cells_regression(scoring_method(NULL), &one, 1),
	                 REGRESSION_CORROBORATED);
}

static void what_the_state_says_itself_is_admitted(void **state)
{
	struct cell c[] = { alleging(VOICE_CIVIL_SOCIETY, 0.99, 3),
		            alleging(VOICE_STATE, 0.95, 1) };

	(void)state;
	assert_int_equal(cells_regression(scoring_method(NULL), c, 2),
	                 REGRESSION_ADMITTED);
	c[1].p_regression = 0.94;
	assert_int_equal(cells_regression(scoring_method(NULL), c, 2),
	                 REGRESSION_CORROBORATED);
	assert_int_equal(cells_regression(scoring_method(NULL), &c[1], 1),
	                 REGRESSION_NOT_ALLEGED);
	c[1].regression_accepted = true;
	assert_int_equal(cells_regression(scoring_method(NULL), &c[1], 1),
	                 REGRESSION_ADMITTED);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(silence_comes_first_and_names_who_is_silent),
		cmocka_unit_test(a_demand_meets_silence),
		cmocka_unit_test(who_says_little_starts_no_relation),
		cmocka_unit_test(the_silence_of_other_voices_has_no_word),
		cmocka_unit_test(acts_against_lack_contradict_from_nine_in_ten),
		cmocka_unit_test(
			a_higher_side_that_only_plans_does_not_contradict),
		cmocka_unit_test(a_demand_never_makes_a_contradiction),
		cmocka_unit_test(agreement_is_three_to_one_within_a_step),
		cmocka_unit_test(an_allegation_needs_nineteen_in_twenty),
		cmocka_unit_test(two_sources_or_two_voices_corroborate),
		cmocka_unit_test(what_the_state_says_itself_is_admitted),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
