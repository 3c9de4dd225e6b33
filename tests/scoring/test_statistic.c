/* SPDX-License-Identifier: Apache-2.0 */
/* METHOD.md 10.5 to 10.8. */
#include "check.h"

#include "base/arena.h"
#include "base/clock.h"
#include "model/commitment.h"
#include "model/series.h"
#include "scoring.h"

#define ONE INT64_C(1000000)

static void a_figure_is_set_on_its_goalposts(void **state)
{
	static const struct {
		int64_t low, high, value;
		double share;
	} CASES[] = {
		{ 5 * ONE, 3 * ONE, 4180000, 0.41 },
		{ 5 * ONE, 3 * ONE, 5 * ONE, 0.0 },
		{ 5 * ONE, 3 * ONE, 27 * ONE, 0.0 },
		{ 5 * ONE, 3 * ONE, 0, 1.0 },
		{ 1 * ONE, 4 * ONE, 2 * ONE, 0.333333 },
		{ 1 * ONE, 4 * ONE, 4 * ONE, 1.0 },
		{ 1 * ONE, 4 * ONE, 0, 0.0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		const struct goalposts g = { .has = true,
			                     .low = CASES[i].low,
			                     .high = CASES[i].high };
		double share = -1.0;

		assert_true(statistic_share(&g, CASES[i].value, &share));
		assert_true(share == CASES[i].share);
	}
}

static void without_goalposts_there_is_no_share(void **state)
{
	const struct goalposts none = { .has = false, .high = ONE };
	double share = -1.0;

	(void)state;
	assert_false(statistic_share(&none, ONE, &share));
	assert_true(share == -1.0);
}

static struct round round_of(const char *id, const char *family,
                             const char *last_day)
{
	struct round r = { .family = family };
	struct fault f;

	(void)snprintf(r.id, sizeof(r.id), "%s", id);
	assert_ok(clock_parse(last_day, &r.closes_s, &f), &f);
	r.closes_s += 86400;
	return r;
}

static void a_year_belongs_to_one_round_of_a_family(void **state)
{
	const struct round rounds[] = {
		round_of("B2026", "B", "2026-05-08"),
		round_of("B2022", "B", "2022-12-31"),
		round_of("C2024", "C", "2025-03-20"),
	};
	static const struct {
		int year;
		bool takes[3];
	} CASES[] = {
		{ 2018, { false, false, false } },
		{ 2019, { false, true, false } },
		{ 2022, { false, true, true } },
		{ 2023, { true, false, true } },
		{ 2025, { true, false, true } },
		{ 2026, { true, false, false } },
		{ 2027, { false, false, false } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++)
		for (size_t k = 0; k < 3; k++)
			if (round_takes_year(rounds, 3, &rounds[k],
			                     CASES[i].year) !=
			    CASES[i].takes[k])
				fail_msg("%d in %s", CASES[i].year,
				         rounds[k].id);
}

static void a_cell_is_the_mean_of_what_scores(void **state)
{
	const struct cell_key key = { "XAV", "GCM.20", "IMRF2022",
		                      VOICE_STATISTICS };
	const struct statistic all[] = { { true, 0.41 },
		                         { false, 0.9 },
		                         { true, 0.0 } };
	struct arena *a = NULL;
	struct fault f;
	struct cell c;

	(void)state;
	assert_ok(arena_new((size_t)1 << 20, &a, &f), &f);
	assert_ok(statistic_cell(&key, all, 3, a, &c, &f), &f);
	assert_int_equal(c.status, CELL_ASSESSED);
	assert_true(c.score == 20.5 && c.low == 20.5 && c.high == 20.5);
	assert_int_equal(c.sources, 3);
	assert_int_equal(c.passages, 0);
	assert_int_equal(c.n_by_source, 2);
	assert_true(c.by_source[0].score == 41.0);
	assert_ok(statistic_cell(&key, all + 1, 1, a, &c, &f), &f);
	assert_int_equal(c.status, CELL_MENTIONED);
	assert_true(c.score == 0.0 && c.n_by_source == 0);
	arena_free(a);
}

static void a_figure_is_never_mixed_with_what_texts_say(void **state)
{
	struct cell figure = { .key = { "XAV", "GCM.20", "IMRF2022",
		                        VOICE_STATISTICS },
		               .status = CELL_ASSESSED,
		               .score = 90.0 };
	struct cell said = { .key = { "XAV", "GCM.20", "IMRF2022",
		                      VOICE_STATE },
		             .status = CELL_ASSESSED,
		             .score = -60.0,
		             .mass = { 5.0 } };
	const struct cell silent = { .key = said.key, .status = CELL_SILENT };
	struct robustness robust;
	struct difference d;
	struct rollup r;
	struct fault f;

	(void)state;
	cell_compare(scoring_method(NULL), &figure, &said, &d);
	assert_false(d.is_defined);
	cell_compare(scoring_method(NULL), &said, &figure, &d);
	assert_false(d.is_defined);
	assert_int_equal(cell_relation(scoring_method(NULL), &said, &figure,
	                               &d),
	                 RELATION_NONE);
	assert_int_equal(cell_relation(scoring_method(NULL), &silent, &figure,
	                               &d),
	                 RELATION_NONE);
	cell_robustness(scoring_method(NULL), &figure, &robust);
	assert_true(robust.low_without_one == 0.0 && robust.steep == 0.0);
	assert_ok(cells_rollup(scoring_method(NULL), &figure, 1, "seed", &r,
	                       &f),
	          &f);
	assert_int_equal(r.assessed, 1);
	assert_false(r.is_defined);
	assert_int_equal(cells_regression(scoring_method(NULL), &figure, 1),
	                 REGRESSION_NOT_ALLEGED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_figure_is_set_on_its_goalposts),
		cmocka_unit_test(without_goalposts_there_is_no_share),
		cmocka_unit_test(a_year_belongs_to_one_round_of_a_family),
		cmocka_unit_test(a_cell_is_the_mean_of_what_scores),
		cmocka_unit_test(a_figure_is_never_mixed_with_what_texts_say),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
