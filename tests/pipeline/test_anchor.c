/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "anchor.h"
#include "base/arena.h"
#include "model/decision.h"
#include "store.h"

#define LAW   "The Government adopted a law that ends the detention of children."
#define PLANS "It plans to open three shelters for women in the north in 2027."

static struct passage_row row(const char *quote, const char *prefix,
                              const char *suffix)
{
	return (struct passage_row){ .quote = quote,
		                     .quote_len = strlen(quote),
		                     .prefix = prefix,
		                     .suffix = suffix };
}

static struct decision decision(const char *quote, const char *prefix,
                                const char *suffix)
{
	return (struct decision){ .quote = quote,
		                  .prefix = prefix,
		                  .suffix = suffix };
}

static void words_are_found_wherever_they_stand_now(void **state)
{
	const struct passage_row rows[] = { row("New.", "", " It"),
		                            row(PLANS, "New. ", ""),
		                            row(LAW, "x", "y") };
	struct decision d = decision(LAW, "before", "after");
	size_t at = 9;

	(void)state;
	assert_int_equal(anchor_find(&d, rows, 3, &at), ANCHOR_ONE);
	assert_int_equal(at, 2);
}

static void blanks_are_one_blank(void **state)
{
	const struct passage_row rows[] = { row("One\n  two three.", "", "") };
	struct decision d = decision(" One two\r\nthree. ", "", "");
	struct decision other = decision("Onetwo three.", "", "");
	struct decision part = decision("One two", "", "");
	size_t at;

	(void)state;
	assert_int_equal(anchor_find(&d, rows, 1, &at), ANCHOR_ONE);
	assert_int_equal(anchor_find(&other, rows, 1, &at), ANCHOR_NONE);
	assert_int_equal(anchor_find(&part, rows, 1, &at), ANCHOR_NONE);
}

static void what_stands_around_tells_equal_words_apart(void **state)
{
	const struct passage_row rows[] = { row(LAW, "Slovenia. ", " And"),
		                            row(LAW, "Croatia. ", " But") };
	struct decision first = decision(LAW, "Slovenia. ", " And");
	struct decision second = decision(LAW, "In Croatia. ", "");
	struct decision neither = decision(LAW, "", "");
	size_t at;

	(void)state;
	assert_int_equal(anchor_find(&first, rows, 2, &at), ANCHOR_ONE);
	assert_int_equal(at, 0);
	assert_int_equal(anchor_find(&second, rows, 2, &at), ANCHOR_ONE);
	assert_int_equal(at, 1);
	assert_int_equal(anchor_find(&neither, rows, 2, &at), ANCHOR_MANY);
}

static void words_read_a_little_otherwise_are_found_again(void **state)
{
	const struct passage_row rows[] = { row(PLANS, "", ""),
		                            row(LAW " 12", "", "") };
	struct decision d = decision(LAW, "", "");
	struct decision gone = decision("Nothing of this is there.", "", "");
	enum anchor found = ANCHOR_NONE;
	struct arena *a;
	struct fault f;
	size_t at = 9;

	(void)state;
	assert_ok(arena_new(1 << 20, &a, &f), &f);
	assert_int_equal(anchor_find(&d, rows, 2, &at), ANCHOR_NONE);
	assert_ok(anchor_find_again(&d, rows, 2, a, &found, &at, &f), &f);
	assert_int_equal(found, ANCHOR_ONE);
	assert_int_equal(at, 1);
	assert_ok(anchor_find_again(&gone, rows, 2, a, &found, &at, &f), &f);
	assert_int_equal(found, ANCHOR_NONE);
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_found_wherever_they_stand_now),
		cmocka_unit_test(blanks_are_one_blank),
		cmocka_unit_test(what_stands_around_tells_equal_words_apart),
		cmocka_unit_test(words_read_a_little_otherwise_are_found_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
