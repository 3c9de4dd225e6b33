/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <math.h>

#include "base/arena.h"
#include "scoring.h"

#define assert_score(got, want) assert_int_equal(lround((got)*1e4), want)

static const struct cell_key KEY = { .state = "SVN", .commitment = "GCM.3" };

static struct robustness robustness(const struct evidence *e, size_t n)
{
	struct arena *a;
	struct cell c;
	struct fault f;
	struct robustness r;

	assert_ok(arena_new(1 << 20, &a, &f), &f);
	assert_ok(cell_score(scoring_method(NULL), &KEY,
	                     &(struct evidence_list){ e, n }, a, &c, &f),
	          &f);
	cell_robustness(scoring_method(NULL), &c, &r);
	arena_free(a);
	return r;
}

static void any_one_source_is_left_out(void **state)
{
	const struct evidence e[] = {
		{ .source = 0, .level = LEVEL_RESULT, .confidence = 0.9 },
		{ .source = 1, .level = LEVEL_RESULT, .confidence = 0.6 },
		{ .source = 2, .level = LEVEL_REGRESSION, .confidence = 0.8 },
	};
	struct robustness r = robustness(e, 3);

	(void)state;
	assert_score(r.low_without_one, -83333);  /* -20 / 2.4 */
	assert_score(r.high_without_one, 600000); /* 150 / 2.5 */
}

static void a_score_from_one_source_is_zero_without_it(void **state)
{
	const struct evidence e[] = {
		{ .source = 0, .level = LEVEL_RESULT, .confidence = 0.9 },
		{ .source = 0, .level = LEVEL_MEASURE, .confidence = 0.7 },
		{ .source = 0, .level = LEVEL_GAP, .confidence = 0.7 },
	};
	struct robustness r = robustness(e, 3);

	(void)state;
	assert_score(r.low_without_one, 0);
	assert_score(r.high_without_one, 0);
}

static void other_scales_are_tried(void **state)
{
	const struct evidence e[] = {
		{ .source = 0, .level = LEVEL_REGRESSION, .confidence = 1 },
		{ .source = 1, .level = LEVEL_INTENTION, .confidence = 1 },
		{ .source = 2, .level = LEVEL_MEASURE, .confidence = 1 },
	};
	struct robustness r = robustness(e, 3);

	(void)state;
	/* sums over 4: weights 4/3, 1/6, 7/6, 7/6, 1/6 */
	assert_score(r.intention_zero, -97222);
	assert_score(r.regression_third, 222222);
	assert_score(r.steep, -116667);
}

static void a_cell_without_score_has_no_robustness(void **state)
{
	struct robustness r = robustness(NULL, 0);

	(void)state;
	assert_score(r.low_without_one, 0);
	assert_score(r.regression_third, 0);
	assert_score(r.steep, 0);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(any_one_source_is_left_out),
		cmocka_unit_test(a_score_from_one_source_is_zero_without_it),
		cmocka_unit_test(other_scales_are_tried),
		cmocka_unit_test(a_cell_without_score_has_no_robustness),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
