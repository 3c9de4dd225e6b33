/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

static const struct codebook_term TERMS[] = {
	{ TERM_FOR, "border", "GCM.11", 2 },
	{ TERM_FOR, "border control", "GCM.11", 2 },
	{ TERM_FOR, "without borders", "GCM.23", 2 },
	{ TERM_FOR, "detention", "GCM.13", 2 },
	{ TERM_GUARD, "doctors without borders", "", 0 },
	{ TERM_GUARD, "detention pond", "GCM.15", 0 },
};

static void reading_finds_a_match_inside_a_longer_one(void **state)
{
	struct given g;
	const struct reading *r;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	r = given_read(&g, "Border control was reformed.");

	assert_true(reading_is_inside(r, given_match(&g, TERM_FOR, "border")));
	assert_false(reading_is_inside(r, given_match(&g, TERM_FOR,
	                                              "border control")));
	given_close(&g);
}

static void reading_guards_every_commitment_when_none_is_named(void **state)
{
	struct given g;
	const struct reading *r;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	r = given_read(&g, "Doctors Without Borders came.");

	assert_true(reading_is_guarded(r, given_match(&g, TERM_FOR, "border")));
	assert_true(reading_is_guarded(r, given_match(&g, TERM_FOR,
	                                              "without borders")));
	given_close(&g);
}

static void reading_guards_only_the_commitment_that_is_named(void **state)
{
	struct given g;
	const struct reading *r;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	r = given_read(&g, "The detention pond was drained.");

	assert_false(
		reading_is_guarded(r, given_match(&g, TERM_FOR, "detention")));
	given_close(&g);
}

static void reading_spans_the_words_as_they_were_written(void **state)
{
	struct given g;
	const struct reading *r;
	const char *at;
	size_t len;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));
	r = given_read(&g, "The BORDER  Controls, again.");
	at = reading_span(
		r, &r->matches[given_match(&g, TERM_FOR, "border control")],
		&len);

	assert_int_equal(len, strlen("BORDER  Controls"));
	assert_memory_equal(at, "BORDER  Controls", len);
	given_close(&g);
}

static void reading_stops_at_its_limit_of_words(void **state)
{
	char *text = calloc(READING_WORDS + 10, 3);
	struct given g;

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < READING_WORDS + 5; i++)
		memcpy(text + 2 * i, "a ", 2);
	given_open(&g, TERMS, COUNT_OF(TERMS));

	assert_int_equal(given_read(&g, text)->n, READING_WORDS);
	given_close(&g);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reading_finds_a_match_inside_a_longer_one),
		cmocka_unit_test(
			reading_guards_every_commitment_when_none_is_named),
		cmocka_unit_test(
			reading_guards_only_the_commitment_that_is_named),
		cmocka_unit_test(reading_spans_the_words_as_they_were_written),
		cmocka_unit_test(reading_stops_at_its_limit_of_words),
	};

	return cmocka_run_group_tests_name("coding/reading", tests, NULL, NULL);
}
