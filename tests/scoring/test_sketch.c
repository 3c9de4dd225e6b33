/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/span.h"
#include "scoring.h"

#define WORDS_MOST 4000
#define TEXT_MOST  (WORDS_MOST * 8)

static int setup(void **state)
{
	struct fault f;
	struct arena *a;

	if (arena_new((size_t)1 << 26, &a, &f) < 0)
		return -1;
	*state = a;
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

/* N numbered words from FIRST on: shingles that nothing else has. */
static struct sketch of_words(struct arena *a, size_t first, size_t n)
{
	static char text[TEXT_MOST];
	struct sketch s;
	struct fault f = { 0 };
	size_t len = 0;

	assert_true(n <= WORDS_MOST);
	for (size_t i = 0; i < n; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "w%zu ",
		                        first + i);
	assert_ok(sketch_of(&(struct span){ text, len }, 1, a, &s, &f), &f);
	return s;
}

static struct sketch of_text(struct arena *a, const char *text)
{
	struct span span = { text, strlen(text) };
	struct sketch s;
	struct fault f = { 0 };

	assert_ok(sketch_of(&span, 1, a, &s, &f), &f);
	return s;
}

static void short_documents_are_compared_exactly(void **state)
{
	/* 102 and 102 words give 100 shingles each; 80 shared words give 78,
	   of a union of 122. */
	struct sketch a = of_words(*state, 0, 102);
	struct sketch b = of_words(*state, 22, 102);

	assert_int_equal(a.n, 100);
	assert_float_equal(sketch_similarity(&a, &b), 78.0 / 122.0, 1e-12);
	assert_float_equal(sketch_similarity(&a, &a), 1, 1e-12);
}

static void long_documents_are_estimated_within_what_is_said(void **state)
{
	/* METHOD.md 5.4: a standard error of 0.018; three of them. */
	static const size_t shifts[] = { 100, 222, 335, 500, 1000 };

	for (size_t i = 0; i < sizeof(shifts) / sizeof(shifts[0]); i++) {
		struct sketch a = of_words(*state, 0, 2002);
		struct sketch b = of_words(*state, shifts[i], 2002);
		double shared = 2000.0 - (double)shifts[i];
		double is = shared / (4000.0 - shared);

		assert_int_equal(a.n, 512);
		assert_float_equal(sketch_similarity(&a, &b), is, 0.066);
	}
}

static void copies_are_told_from_documents_that_share_a_part(void **state)
{
	struct sketch a = of_words(*state, 0, 2002);
	struct sketch copy = of_words(*state, 60, 2002);
	struct sketch part = of_words(*state, 700, 2002);

	assert_true(sketch_is_alike(&a, &copy));
	assert_true(sketch_is_alike(&copy, &a));
	assert_false(sketch_is_alike(&a, &part));
	assert_false(sketch_is_alike(&part, &a));
}

static void exactly_four_fifths_make_a_copy(void **state)
{
	/* 90 shingles each, 80 in common: 80 of 100. One fewer is none. */
	struct sketch a = of_words(*state, 0, 92);
	struct sketch just = of_words(*state, 10, 92);
	struct sketch beyond = of_words(*state, 11, 92);

	assert_true(sketch_is_alike(&a, &just));
	assert_false(sketch_is_alike(&a, &beyond));
}

static void what_is_too_short_is_like_nothing(void **state)
{
	struct sketch nothing = of_text(*state, "...");
	struct sketch brief = of_text(*state, "We endorse this letter.");
	struct sketch enough = of_words(*state, 0, 22);

	assert_int_equal(nothing.n, 0);
	assert_float_equal(sketch_similarity(&nothing, &nothing), 0, 1e-12);
	assert_false(sketch_is_alike(&nothing, &nothing));
	assert_false(sketch_is_alike(&brief, &brief));
	assert_true(sketch_is_alike(&enough, &enough));
}

static void case_marks_and_the_cut_into_passages_make_no_difference(
	void **state)
{
	static const char WHOLE[] = "Everyone held there was let go, at last. "
				    "The Ministry WROTE to us.";
	const struct span cut[] = {
		{ "EVERYONE held there was let go at last", 38 },
		{ "the ministry wrote to us", 24 },
	};
	const struct span whole[] = {
		{ WHOLE, 40 },
		{ WHOLE + 41, sizeof(WHOLE) - 42 },
	};
	struct sketch a, b;
	struct fault f = { 0 };

	assert_ok(sketch_of(cut, 2, *state, &a, &f), &f);
	assert_ok(sketch_of(whole, 2, *state, &b, &f), &f);

	assert_int_equal(a.n, b.n);
	assert_memory_equal(a.at, b.at, a.n * sizeof(*a.at));
}

static void sources_that_weigh_alike_count_in_full(void **state)
{
	const struct source_score alike[] = {
		{ .source = 0, .mass = 2.1 },
		{ .source = 1, .mass = 2.1 },
		{ .source = 2, .mass = 2.1 },
	};
	const struct source_score apart[] = {
		{ .source = 0, .mass = 4 },
		{ .source = 1, .mass = 1 },
	};
	struct cell c = { .by_source = alike, .n_by_source = 3 };

	(void)state;
	assert_float_equal(cell_effective_sources(&c), 3, 1e-12);
	c.by_source = apart;
	c.n_by_source = 2;
	assert_float_equal(cell_effective_sources(&c), 25.0 / 17.0, 1e-12);
	c.n_by_source = 0;
	assert_float_equal(cell_effective_sources(&c), 0, 1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(short_documents_are_compared_exactly),
		cmocka_unit_test(
			long_documents_are_estimated_within_what_is_said),
		cmocka_unit_test(
			copies_are_told_from_documents_that_share_a_part),
		cmocka_unit_test(exactly_four_fifths_make_a_copy),
		cmocka_unit_test(what_is_too_short_is_like_nothing),
		cmocka_unit_test(
			case_marks_and_the_cut_into_passages_make_no_difference),
		cmocka_unit_test(sources_that_weigh_alike_count_in_full),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
