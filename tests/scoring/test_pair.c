/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <math.h>

#include "base/arena.h"
#include "base/span.h"
#include "scoring.h"

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

static struct span span(const char *text)
{
	return (struct span){ text, strlen(text) };
}

static void the_most_alike_are_paired_first_and_once(void **state)
{
	struct span now[] = {
		span("Two reception centres were opened in 2025."),
		span("Children are no longer detained at the border."),
		span("Fees for transfers were capped."),
	};
	struct span before[] = {
		span("The detention of children at the border continues."),
		span("A reception centre opened in 2022."),
		span("Reception centres were opened in two towns."),
	};
	struct texts a = { now, 3 }, b = { before, 3 };
	struct pairings p;
	struct fault f;

	assert_ok(passages_pair(&a, &b, *state, &p, &f), &f);

	/* recept, centre, were, opened, of five each */
	assert_int_equal(p.n, 2);
	assert_int_equal(p.at[0].a, 0);
	assert_int_equal(p.at[0].b, 2);
	assert_int_equal(lround(p.at[0].similarity * 1e6), 800000);
	assert_int_equal(p.at[1].a, 1);
	assert_int_equal(p.at[1].b, 0);
}

static void endings_do_not_part_words(void **state)
{
	struct span now[] = { span("Migrantes detained regularizados") };
	struct span before[] = { span("regularización detaining migrantes") };
	struct texts a = { now, 1 }, b = { before, 1 };
	struct pairings p;
	struct fault f;

	assert_ok(passages_pair(&a, &b, *state, &p, &f), &f);

	assert_int_equal(p.n, 1);
	assert_int_equal(lround(p.at[0].similarity * 1e6), 1000000);
}

static void numbers_and_chinese_characters_count_whole(void **state)
{
	struct span now[] = { span("1234567 in 9"), span("拘留儿童") };
	struct span before[] = { span("1234568 in 9"), span("儿童拘禁") };
	struct texts a = { now, 2 }, b = { before, 2 };
	struct pairings p;
	struct fault f;

	assert_ok(passages_pair(&a, &b, *state, &p, &f), &f);

	/* three of four characters; one of two numbers */
	assert_int_equal(p.n, 2);
	assert_int_equal(p.at[0].a, 1);
	assert_int_equal(lround(p.at[0].similarity * 1e6), 750000);
	assert_int_equal(lround(p.at[1].similarity * 1e6), 500000);
}

static void what_shares_less_than_a_quarter_stays_alone(void **state)
{
	struct span now[] = { span("alpha bravo charlie delta") };
	struct span most[] = { span("alpha foxtrot golfing hotels") };
	struct span less[] = { span("alpha foxtrot golfing hotels india") };
	struct texts a = { now, 1 }, b = { most, 1 }, c = { less, 1 };
	struct pairings p;
	struct fault f;

	assert_ok(passages_pair(&a, &b, *state, &p, &f), &f);
	assert_int_equal(p.n, 1); /* 2/8 */
	assert_ok(passages_pair(&a, &c, *state, &p, &f), &f);
	assert_int_equal(p.n, 0); /* 2/9 */
}

static void nothing_pairs_with_nothing(void **state)
{
	struct span words[] = { span("of in to"), span("") };
	struct texts none = { NULL, 0 }, grammar = { words, 2 };
	struct pairings p;
	struct fault f;

	assert_ok(passages_pair(&none, &grammar, *state, &p, &f), &f);
	assert_int_equal(p.n, 0);
	assert_ok(passages_pair(&grammar, &grammar, *state, &p, &f), &f);
	assert_int_equal(p.n, 0);
}

static void too_many_passages_are_refused(void **state)
{
	static struct span many[PAIRING_MOST + 1];
	struct texts a = { many, PAIRING_MOST + 1 }, b = { many, 1 };
	struct pairings p;
	struct fault f;

	assert_fault(passages_pair(&a, &b, *state, &p, &f), &f, FAULT_LIMIT);
	assert_fault(passages_pair(&b, &a, *state, &p, &f), &f, FAULT_LIMIT);
}

static bool repeated(struct arena *a, size_t n_now, size_t n_earlier,
                     uint32_t measures)
{
	static const char *const NOW[] = {
		"The Ministry will open two reception centres.",
		"Legislation on seasonal workers is being drafted.",
	};
	static const char *const EARLIER[] = {
		"The Ministry plans to open reception centres soon.",
		"The Government will draft legislation on seasonal workers.",
	};
	struct span now[2], earlier[2];
	struct intentions all = { .now = { now, n_now },
		                  .earlier = { earlier, n_earlier },
		                  .measures_since = measures };
	struct fault f;
	bool out;

	for (size_t i = 0; i < 2; i++) {
		now[i] = span(NOW[i]);
		earlier[i] = span(EARLIER[i]);
	}
	assert_ok(intentions_repeated(&all, a, &out, &f), &f);
	return out;
}

static void intentions_said_again_without_a_measure_are_repeated(void **state)
{
	assert_true(repeated(*state, 1, 1, 0));
	assert_true(repeated(*state, 2, 2, 0));
	assert_false(repeated(*state, 2, 2, 1));
}

static void one_new_intention_makes_a_cell_new(void **state)
{
	assert_false(repeated(*state, 2, 1, 0));
}

static void a_cell_without_intentions_repeats_none(void **state)
{
	assert_false(repeated(*state, 0, 2, 0));
	assert_false(repeated(*state, 1, 0, 0));
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(the_most_alike_are_paired_first_and_once),
		cmocka_unit_test(endings_do_not_part_words),
		cmocka_unit_test(numbers_and_chinese_characters_count_whole),
		cmocka_unit_test(what_shares_less_than_a_quarter_stays_alone),
		cmocka_unit_test(nothing_pairs_with_nothing),
		cmocka_unit_test(too_many_passages_are_refused),
		cmocka_unit_test(
			intentions_said_again_without_a_measure_are_repeated),
		cmocka_unit_test(one_new_intention_makes_a_cell_new),
		cmocka_unit_test(a_cell_without_intentions_repeats_none),
	};

	return cmocka_run_group_tests(TESTS, setup, teardown);
}
