/* SPDX-License-Identifier: Apache-2.0 */
/* Versions of the method: METHOD.md 9.15. */
#include "check.h"

#include <math.h>

#include "base/arena.h"
#include "scoring.h"

static const struct cell_key KEY = { .state = "SVN", .commitment = "GCM.3" };

static const struct evidence SAYS[] = {
	{ .source = 0, .level = LEVEL_MEASURE, .confidence = 0.9 },
	{ .source = 0, .level = LEVEL_GAP, .confidence = 0.6 },
	{ .source = 1, .level = LEVEL_RESULT, .confidence = 0.7 },
};

static struct cell score(const struct method *m, struct arena *a)
{
	struct cell c;
	struct fault f;

	assert_ok(cell_score(m, &KEY, &(struct evidence_list){ SAYS, 3 }, a, &c,
	                     &f),
	          &f);
	return c;
}

static void set(struct method *m, const char *name, const char *value)
{
	struct fault f;

	assert_ok(method_set(m, name, value, &f), &f);
}

static void versions_are_found_by_name_and_the_first_is_in_use(void **state)
{
	size_t n;
	const struct method *all = scoring_methods(&n);

	(void)state;
	assert_true(n >= 2);
	assert_string_equal(all[0].version, scoring_version());
	assert_ptr_equal(scoring_method(NULL), &all[0]);
	for (size_t i = 0; i < n; i++)
		assert_ptr_equal(scoring_method(all[i].version), &all[i]);
	assert_null(scoring_method("0.9"));
}

static void version_1_0_is_what_it_was(void **state)
{
	static const struct {
		const char *name;
		double value;
	} WAS[] = { { "copula_correlation", 0.5 },
		    { "source_correlation", 0.2 },
		    { "unreviewed_most", 6 },
		    { "order_least", 0.95 } };
	struct parameter p;

	(void)state;
	for (size_t k = 0; k < COUNT_OF(WAS); k++) {
		bool is_there = false;

		for (size_t i = 0;
		     method_parameter(scoring_method("1.0"), i, &p); i++)
			is_there |= strcmp(p.name, WAS[k].name) == 0 &&
			            fabs(p.value - WAS[k].value) < 1e-12;
		assert_true(is_there);
	}
}

static void a_draft_says_what_was_set(void **state)
{
	struct method m = *scoring_method("1.0");

	(void)state;
	set(&m, "thin_below", "2");
	set(&m, "prior_other", "0.25");
	assert_string_equal(m.version, "1.0+thin_below=2+prior_other=0.25");
	assert_true(fabs(m.thin_below - 2.0) < 1e-12);
	assert_true(fabs(m.prior[SCALE_RESULT] - 0.25) < 1e-12);
}

static void what_cannot_be_set_is_refused_by_name(void **state)
{
	static const struct {
		const char *name, *value, *says;
	} ROWS[] = {
		{ "thin", "2", "no parameter is called" },
		{ "draws_cell", "10", "the same in every version" },
		{ "order_least", "1.5", "order_least cannot be" },
		{ "order_least", "0.9x", "order_least cannot be" },
		{ "order_least", "", "order_least cannot be" },
		{ "order_least", "-0.5", "order_least cannot be" },
		{ "confidence_least", "0.4", "confidence_least cannot be" },
		{ "value_gap", "-2", "value_gap cannot be" },
		{ "thin_below", "12345678", "thin_below cannot be" },
		{ "thin_below", "1e3", "thin_below cannot be" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		struct method m = *scoring_method(NULL);
		struct fault f;

		assert_fault(method_set(&m, ROWS[i].name, ROWS[i].value, &f),
		             &f, FAULT_INPUT);
		assert_non_null(strstr(f.text, ROWS[i].says));
		assert_memory_equal(&m, scoring_method(NULL), sizeof(m));
	}
}

static void a_draft_whose_name_has_no_room_is_refused(void **state)
{
	struct method m = *scoring_method(NULL);
	struct fault f;
	int rc = 0;

	(void)state;
	for (int i = 0; i < 10 && rc == 0; i++)
		rc = method_set(&m, "copula_correlation", "0.4", &f);
	assert_fault(rc, &f, FAULT_LIMIT);
}

static void a_stored_cell_is_scored_as_its_evidence_would_be(void **state)
{
	struct method m = *scoring_method(NULL);
	struct arena *a;
	struct cell stored, again, want;
	struct fault f;

	(void)state;
	assert_ok(arena_new(1 << 20, &a, &f), &f);
	set(&m, "prior_other", "0.3");
	set(&m, "interval_tail", "0.1");
	assert_true(method_is_akin(&m, scoring_method(NULL)));
	stored = score(scoring_method(NULL), a);
	want = score(&m, a);
	cell_under(&m, &stored, &again);
	assert_true(fabs(again.score - want.score) < 1e-9);
	assert_true(fabs(again.low - want.low) < 1e-9);
	assert_true(fabs(again.high - want.high) < 1e-9);
	assert_true(fabs(again.score - stored.score) > 0.1);

	set(&m, "thin_below", "5");
	cell_under(&m, &stored, &again);
	assert_int_equal(again.status, CELL_THIN);
	arena_free(a);
}

static void a_method_that_weighs_evidence_otherwise_is_not_akin(void **state)
{
	static const char *const NAMES[] = { "source_correlation",
		                             "unreviewed_most", "split_share",
		                             "value_intention",
		                             "confidence_least" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(NAMES); i++) {
		struct method m = *scoring_method(NULL);

		set(&m, NAMES[i], "0.9");
		assert_false(method_is_akin(&m, scoring_method(NULL)));
	}
	assert_true(
		method_is_akin(scoring_method("1.0"), scoring_method("1.1")));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(
			versions_are_found_by_name_and_the_first_is_in_use),
		cmocka_unit_test(version_1_0_is_what_it_was),
		cmocka_unit_test(a_draft_says_what_was_set),
		cmocka_unit_test(what_cannot_be_set_is_refused_by_name),
		cmocka_unit_test(a_draft_whose_name_has_no_room_is_refused),
		cmocka_unit_test(
			a_stored_cell_is_scored_as_its_evidence_would_be),
		cmocka_unit_test(
			a_method_that_weighs_evidence_otherwise_is_not_akin),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
