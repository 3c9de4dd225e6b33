/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <math.h>

#include "base/arena.h"
#include "scoring.h"

static const struct cell_key KEY = {
	.state = "SVN",
	.commitment = "GCM.13",
	.round = "IMRF2026",
	.voice = VOICE_STATE,
};

/* Whole steps of what is stored: two doubles are then equal or not. */
static long steps(double x, double n)
{
	return lround(x * n);
}

#define assert_mass(got, want)  assert_int_equal(steps(got, 1e6), want)
#define assert_score(got, want) assert_int_equal(steps(got, 1e4), want)

static int setup(void **state)
{
	struct fault f;
	struct arena *a;

	if (arena_new((size_t)1 << 24, &a, &f) < 0)
		return -1;
	*state = a;
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static struct cell score(struct arena *a, const struct evidence *e, size_t n)
{
	struct cell c;
	struct fault f;

	assert_ok(cell_score(scoring_method(NULL), &KEY,
	                     &(struct evidence_list){ e, n }, a, &c, &f),
	          &f);
	return c;
}

static struct evidence says(uint32_t source, enum level level, double c)
{
	return (struct evidence){
		.source = source,
		.level = level,
		.confidence = c,
	};
}

static void one_accepted_passage_weighs_one(void **state)
{
	struct evidence e = says(0, LEVEL_MEASURE, 0.6);
	struct cell c;

	e.is_accepted = true;
	c = score(*state, &e, 1);

	assert_mass(c.mass[SCALE_MEASURE], 1000000);
	assert_score(c.score, 333333); /* 100 x (2/3) / 2 */
	assert_int_equal(c.reviewed, 1);
	assert_int_equal(c.status, CELL_ASSESSED);
}

static void three_passages_of_one_source_weigh_as_much_as_two(void **state)
{
	struct evidence e[3];

	for (size_t i = 0; i < 3; i++)
		e[i] = says(7, LEVEL_INTENTION, 1.0);

	/* 3 / (1 + 0.2 x 2) */
	assert_mass(score(*state, e, 3).mass[SCALE_INTENTION], 2142857);
}

static void forty_passages_of_one_source_weigh_less_than_five(void **state)
{
	struct evidence e[40];

	for (size_t i = 0; i < COUNT_OF(e); i++)
		e[i] = says(0, LEVEL_RESULT, 1.0);

	assert_mass(score(*state, e, 40).mass[SCALE_RESULT], 4545455);
}

static void passages_of_two_sources_weigh_in_full(void **state)
{
	struct evidence e[] = { says(0, LEVEL_GAP, 0.8),
		                says(1, LEVEL_GAP, 0.7) };

	assert_mass(score(*state, e, 2).mass[SCALE_GAP], 1500000);
}

static void a_source_that_also_mentions_weighs_no_less(void **state)
{
	struct evidence e[] = { says(0, LEVEL_MEASURE, 0.9),
		                says(0, LEVEL_MENTION, 0.9),
		                says(0, LEVEL_MENTION, 0.9) };
	struct cell c = score(*state, e, 3);

	assert_mass(c.mass[SCALE_MEASURE], 900000);
	assert_int_equal(c.passages, 3);
	assert_int_equal(c.counts[LEVEL_MENTION], 2);
	assert_int_equal(c.by_source[0].passages, 3);
}

static void unreviewed_evidence_weighs_six_at_most(void **state)
{
	struct evidence e[10];
	struct cell c;

	for (size_t i = 0; i < 10; i++)
		e[i] = says((uint32_t)i, i < 5 ? LEVEL_GAP : LEVEL_MEASURE,
		            i < 5 ? 1.0 : 0.5);
	c = score(*state, e, 10);

	assert_mass(c.mass[SCALE_GAP], 4000000);
	assert_mass(c.mass[SCALE_MEASURE], 2000000);
	assert_mass(c.by_source[0].mass, 800000);
}

static void accepted_evidence_keeps_its_mass_past_the_limit(void **state)
{
	struct evidence e[11];
	struct cell c;

	for (size_t i = 0; i < 10; i++)
		e[i] = says((uint32_t)i, LEVEL_GAP, 1.0);
	e[10] = says(10, LEVEL_RESULT, 0.5);
	e[10].is_accepted = true;
	c = score(*state, e, 11);

	assert_mass(c.mass[SCALE_GAP], 6000000);
	assert_mass(c.mass[SCALE_RESULT], 1000000);
}

static void the_order_of_evidence_does_not_matter(void **state)
{
	struct evidence e[12], turned[12];
	struct cell a, b;

	for (size_t i = 0; i < 12; i++) {
		e[i] = says((uint32_t)(i % 3), (enum level)(i % LEVEL_COUNT),
		            0.5 + 0.037 * (double)i);
		e[i].is_accepted = i % 5 == 0;
		e[i].is_demand = e[i].level == LEVEL_GAP && i % 2 == 0;
	}
	for (size_t i = 0; i < 12; i++)
		turned[(i * 5 + 3) % 12] = e[i];
	a = score(*state, e, 12);
	b = score(*state, turned, 12);

	assert_memory_equal(a.by_source, b.by_source,
	                    a.n_by_source * sizeof(*a.by_source));
	assert_memory_equal(a.mass, b.mass, sizeof(a.mass));
	assert_memory_equal(a.counts, b.counts, sizeof(a.counts));
	assert_memory_equal(&a.score, &b.score, sizeof(a.score));
	assert_memory_equal(&a.low, &b.low, sizeof(a.low));
	assert_memory_equal(&a.high, &b.high, sizeof(a.high));
	assert_memory_equal(&a.p_regression, &b.p_regression,
	                    sizeof(a.p_regression));
}

static void a_demand_counts_as_a_gap_and_is_kept_apart(void **state)
{
	struct evidence e[] = { says(0, LEVEL_GAP, 0.8),
		                says(1, LEVEL_GAP, 0.7) };
	struct cell c;

	e[0].is_demand = true;
	c = score(*state, e, 2);

	assert_mass(c.mass[SCALE_GAP], 1500000);
	assert_mass(c.mass_demanded, 800000);
	assert_int_equal(c.n_demands, 1);
	assert_int_equal(c.counts[LEVEL_GAP], 2);
	assert_int_equal(c.status, CELL_ASSESSED);
}

static void a_cell_of_demands_is_demanded_and_has_no_score(void **state)
{
	struct evidence e[] = { says(0, LEVEL_GAP, 0.9),
		                says(1, LEVEL_GAP, 0.9),
		                says(1, LEVEL_MENTION, 0.9) };
	struct cell c;

	e[0].is_demand = e[1].is_demand = true;
	c = score(*state, e, 3);

	assert_int_equal(c.status, CELL_DEMANDED);
	assert_score(c.low, 0);
	assert_score(c.high, 0);
}

static void a_cell_of_mentions_is_mentioned(void **state)
{
	struct evidence e = says(0, LEVEL_MENTION, 0.9);

	assert_int_equal(score(*state, &e, 1).status, CELL_MENTIONED);
}

static void a_cell_without_evidence_is_silent(void **state)
{
	struct cell c = score(*state, NULL, 0);

	assert_int_equal(c.status, CELL_SILENT);
	assert_null(c.by_source);
	assert_int_equal(c.sources, 0);
}

static void less_evidence_than_one_is_thin_and_shows_its_score(void **state)
{
	struct evidence e = says(0, LEVEL_MEASURE, 0.9999);
	struct cell c = score(*state, &e, 1);

	assert_int_equal(c.status, CELL_THIN);
	assert_score(c.score, 333317); /* 100 x .6666 / 1.9999 */
	assert_true(c.low < c.score && c.score < c.high);
}

static void sources_on_both_sides_make_a_cell_split(void **state)
{
	struct evidence e[] = { says(0, LEVEL_MEASURE, 0.9),
		                says(1, LEVEL_REGRESSION, 0.9),
		                says(1, LEVEL_GAP, 0.9) };

	assert_int_equal(score(*state, e, 3).flags, CELL_FLAG_SPLIT);
}

static void one_source_on_both_sides_is_not_split(void **state)
{
	struct evidence e[] = { says(0, LEVEL_MEASURE, 0.9),
		                says(0, LEVEL_RESULT, 0.9),
		                says(0, LEVEL_GAP, 0.9),
		                says(1, LEVEL_INTENTION, 0.9) };

	assert_int_equal(score(*state, e, 4).flags, 0);
}

static void a_side_below_a_quarter_does_not_split(void **state)
{
	struct evidence e[4];

	for (size_t i = 0; i < 4; i++)
		e[i] = says((uint32_t)i, i ? LEVEL_RESULT : LEVEL_GAP, 0.8);

	assert_int_equal(score(*state, e, 4).flags, CELL_FLAG_SPLIT);
	e[0].confidence = 0.79;
	assert_int_equal(score(*state, e, 4).flags, 0);
}

static void each_source_has_its_own_score_without_prior(void **state)
{
	struct evidence e[] = { says(4, LEVEL_MEASURE, 0.9),
		                says(2, LEVEL_REGRESSION, 0.8),
		                says(2, LEVEL_RESULT, 0.8) };
	struct cell c = score(*state, e, 3);

	assert_int_equal(c.n_by_source, 2);
	assert_int_equal(c.by_source[0].source, 2);
	assert_score(c.by_source[0].score, 0);
	assert_int_equal(c.by_source[1].source, 4);
	assert_score(c.by_source[1].score, 666667);
}

static void regression_is_as_likely_as_the_best_of_each_source(void **state)
{
	struct evidence e[] = { says(0, LEVEL_REGRESSION, 0.6),
		                says(0, LEVEL_REGRESSION, 0.8),
		                says(1, LEVEL_REGRESSION, 0.5),
		                says(2, LEVEL_GAP, 0.9) };
	struct cell c = score(*state, e, 4);

	assert_mass(c.p_regression, 900000); /* 1 - .2 x .5 */
	assert_int_equal(c.regression_sources, 2);
	assert_false(c.regression_accepted);
}

static void an_accepted_regression_is_certain(void **state)
{
	struct evidence e = says(0, LEVEL_REGRESSION, 0.3);
	struct cell c;

	e.is_accepted = true;
	c = score(*state, &e, 1);

	assert_true(c.regression_accepted);
	assert_mass(c.p_regression, 1000000);
}

static void equal_evidence_under_another_name_draws_anew(void **state)
{
	struct evidence e[] = { says(0, LEVEL_MEASURE, 0.9),
		                says(1, LEVEL_GAP, 0.9) };
	struct cell_key other = KEY;
	struct cell a = score(*state, e, 2), again = score(*state, e, 2), b;
	struct fault f;

	other.voice = VOICE_CIVIL_SOCIETY;
	assert_ok(cell_score(scoring_method(NULL), &other,
	                     &(struct evidence_list){ e, 2 }, *state, &b, &f),
	          &f);

	assert_score(a.low, steps(again.low, 1e4));
	assert_score(b.score, steps(a.score, 1e4));
	assert_int_not_equal(steps(a.low, 1e4), steps(b.low, 1e4));
	assert_true(fabs(a.low - b.low) < 8.0);
}

static void refuse(struct arena *a, double confidence)
{
	struct evidence e[] = { says(0, LEVEL_GAP, 0.9),
		                says(0, LEVEL_GAP, confidence) };
	struct cell c = { .passages = 99 };
	struct fault f;

	assert_fault(cell_score(scoring_method(NULL), &KEY,
	                        &(struct evidence_list){ e, 2 }, a, &c, &f),
	             &f, FAULT_INPUT);
	assert_non_null(strstr(f.text, "SVN/GCM.13/IMRF2026/state"));
	assert_non_null(strstr(f.text, "coding 1"));
	assert_int_equal(c.passages, 99);
}

static void confidence_that_is_none_is_refused(void **state)
{
	refuse(*state, -0.1);
	refuse(*state, 1.1);
	refuse(*state, (double)NAN);
	refuse(*state, 0.4999);
}

static void a_full_arena_is_reported(void **state)
{
	struct evidence e = says(0, LEVEL_GAP, 0.9);
	struct arena *a;
	struct cell c;
	struct fault f;

	(void)state;
	assert_ok(arena_new(8, &a, &f), &f);

	assert_fault(cell_score(scoring_method(NULL), &KEY,
	                        &(struct evidence_list){ &e, 1 }, a, &c, &f),
	             &f, FAULT_LIMIT);
	arena_free(a);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(one_accepted_passage_weighs_one),
		cmocka_unit_test(
			three_passages_of_one_source_weigh_as_much_as_two),
		cmocka_unit_test(
			forty_passages_of_one_source_weigh_less_than_five),
		cmocka_unit_test(passages_of_two_sources_weigh_in_full),
		cmocka_unit_test(a_source_that_also_mentions_weighs_no_less),
		cmocka_unit_test(unreviewed_evidence_weighs_six_at_most),
		cmocka_unit_test(
			accepted_evidence_keeps_its_mass_past_the_limit),
		cmocka_unit_test(the_order_of_evidence_does_not_matter),
		cmocka_unit_test(a_demand_counts_as_a_gap_and_is_kept_apart),
		cmocka_unit_test(
			a_cell_of_demands_is_demanded_and_has_no_score),
		cmocka_unit_test(a_cell_of_mentions_is_mentioned),
		cmocka_unit_test(a_cell_without_evidence_is_silent),
		cmocka_unit_test(
			less_evidence_than_one_is_thin_and_shows_its_score),
		cmocka_unit_test(sources_on_both_sides_make_a_cell_split),
		cmocka_unit_test(one_source_on_both_sides_is_not_split),
		cmocka_unit_test(a_side_below_a_quarter_does_not_split),
		cmocka_unit_test(each_source_has_its_own_score_without_prior),
		cmocka_unit_test(
			regression_is_as_likely_as_the_best_of_each_source),
		cmocka_unit_test(an_accepted_regression_is_certain),
		cmocka_unit_test(equal_evidence_under_another_name_draws_anew),
		cmocka_unit_test(confidence_that_is_none_is_refused),
		cmocka_unit_test(a_full_arena_is_reported),
	};

	return cmocka_run_group_tests(TESTS, setup, teardown);
}
