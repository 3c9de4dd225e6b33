/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "model/commitment.h"
#include "scoring.h"

#define CLOSES 1000000
#define BEFORE (CLOSES - 1)
#define NOW    CLOSES

static const struct commitment TO_ALL = { .applies = APPLIES_ALL };
static const struct commitment TO_OSCE = { .applies = APPLIES_OSCE };
static const struct commitment TO_COE = { .applies = APPLIES_COE };
static const struct commitment TO_STAKEHOLDERS = {
	.applies = APPLIES_STAKEHOLDERS,
};
static const struct state EVERYWHERE = { .is_coe = true, .is_osce = true };
static const struct state NOWHERE = { .iso3 = "KEN" };
static const struct round ROUND = { .closes_s = CLOSES };

static enum cell_status silence(uint32_t assessed, uint32_t not_assessed,
                                uint32_t refused, int64_t as_of_s)
{
	struct coverage c = {
		.submissions = assessed + not_assessed + refused,
		.assessed = assessed,
		.not_assessed = not_assessed,
		.refused = refused,
	};

	return cell_silence(&c, &TO_ALL, &NOWHERE, &ROUND, VOICE_STATE,
	                    as_of_s);
}

static void a_commitment_is_put_to_whom_it_names(void **state)
{
	(void)state;
	assert_true(commitment_applies(&TO_ALL, &NOWHERE));
	assert_true(commitment_applies(&TO_OSCE, &EVERYWHERE));
	assert_false(commitment_applies(&TO_OSCE, &NOWHERE));
	assert_true(commitment_applies(&TO_COE, &EVERYWHERE));
	assert_false(commitment_applies(&TO_COE, &NOWHERE));
	assert_false(commitment_applies(&TO_STAKEHOLDERS, &EVERYWHERE));
}

static void what_is_put_to_stakeholders_scores_no_state(void **state)
{
	struct coverage sent = { .submissions = 1, .assessed = 1 };

	(void)state;
	for (int v = 0; v < VOICE_COUNT; v++)
		assert_int_equal(cell_silence(&sent, &TO_STAKEHOLDERS,
		                              &EVERYWHERE, &ROUND,
		                              (enum voice)v, NOW),
		                 CELL_NOT_APPLICABLE);
}

static void nothing_sent_is_no_report_once_the_window_is_closed(void **state)
{
	(void)state;
	assert_int_equal(silence(0, 0, 0, NOW), CELL_NO_REPORT);
	assert_int_equal(silence(0, 0, 0, BEFORE), CELL_NOT_DUE);
	assert_int_equal(cell_silence(NULL, &TO_ALL, &NOWHERE, &ROUND,
	                              VOICE_CIVIL_SOCIETY, NOW),
	                 CELL_NO_REPORT);
	assert_int_equal(cell_silence(NULL, &TO_ALL, &NOWHERE, &ROUND,
	                              VOICE_CIVIL_SOCIETY, BEFORE),
	                 CELL_NOT_DUE);
}

static void a_report_that_says_nothing_is_silent_once_due(void **state)
{
	(void)state;
	assert_int_equal(silence(1, 0, 0, NOW), CELL_SILENT);
	assert_int_equal(silence(1, 0, 0, BEFORE), CELL_NOT_DUE);
}

static void what_is_still_to_be_read_may_speak(void **state)
{
	(void)state;
	assert_int_equal(silence(3, 1, 2, NOW), CELL_NOT_ASSESSED);
	assert_int_equal(silence(0, 1, 0, BEFORE), CELL_NOT_ASSESSED);
}

static void only_refused_submissions_are_unreadable(void **state)
{
	(void)state;
	assert_int_equal(silence(0, 0, 2, NOW), CELL_UNREADABLE);
	assert_int_equal(silence(0, 0, 2, BEFORE), CELL_UNREADABLE);
	assert_int_equal(silence(1, 0, 2, NOW), CELL_SILENT);
}

static void not_applicable_comes_before_everything(void **state)
{
	struct coverage waiting = { .submissions = 1, .not_assessed = 1 };

	(void)state;
	assert_int_equal(cell_silence(&waiting, &TO_COE, &NOWHERE, &ROUND,
	                              VOICE_STATE, BEFORE),
	                 CELL_NOT_APPLICABLE);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(a_commitment_is_put_to_whom_it_names),
		cmocka_unit_test(what_is_put_to_stakeholders_scores_no_state),
		cmocka_unit_test(
			nothing_sent_is_no_report_once_the_window_is_closed),
		cmocka_unit_test(a_report_that_says_nothing_is_silent_once_due),
		cmocka_unit_test(what_is_still_to_be_read_may_speak),
		cmocka_unit_test(only_refused_submissions_are_unreadable),
		cmocka_unit_test(not_applicable_comes_before_everything),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
