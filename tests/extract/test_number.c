/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../service/extract/number.h"

static void numbers_before_words_are_found(void **state)
{
	static const struct {
		const char *in;
		bool is_heading;
		enum number_kind kind;
		const char *label, *rest;
	} rows[] = {
		{ "12. The State", false, NUMBER_PLAIN, "12", "The State" },
		{ "12(a) The", false, NUMBER_MIXED, "12(a)", "The" },
		{ "12 (a) The", false, NUMBER_MIXED, "12 (a)", "The" },
		{ "115.23 Ratify", false, NUMBER_DOTTED, "115.23", "Ratify" },
		{ "3.2. Results", true, NUMBER_DOTTED, "3.2", "Results" },
		{ "(iv) a law;", false, NUMBER_LETTER, "(iv)", "a law;" },
		{ "(a) a law;", false, NUMBER_LETTER, "(a)", "a law;" },
		{ "b) una ley", false, NUMBER_LETTER, "b)", "una ley" },
		{ "(б) закон", false, NUMBER_LETTER, "(б)", "закон" },
		{ "(أ) قانون", false, NUMBER_LETTER, "(أ)", "قانون" },
		{ "12- اعتمدت", false, NUMBER_PLAIN, "12", "اعتمدت" },
		{ "١٢- اعتمدت", false, NUMBER_PLAIN, "١٢", "اعتمدت" },
		{ "一、导言", true, NUMBER_CJK, "一", "导言" },
		{ "（一）导言", false, NUMBER_LETTER, "（一）", "导言" },
		{ "IV. Borders", true, NUMBER_ROMAN, "IV", "Borders" },
		{ "B. Borders", true, NUMBER_CAPITAL, "B", "Borders" },
		{ "• a point", false, NUMBER_BULLET, "", "a point" },
		{ "- a point", false, NUMBER_BULLET, "", "a point" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const char *in = rows[i].in;
		struct number n;

		if (!number_find(in, strlen(in), rows[i].is_heading, &n))
			fail_msg("no number in \"%s\"", in);
		if (n.kind != rows[i].kind ||
		    n.label.len != strlen(rows[i].label) ||
		    memcmp(n.label.at, rows[i].label, n.label.len) != 0 ||
		    strcmp(in + n.skip, rows[i].rest) != 0)
			fail_msg("\"%s\": kind %d, label \"%.*s\", rest "
			         "\"%s\"",
			         in, n.kind, (int)n.label.len, n.label.at,
			         in + n.skip);
	}
}

static void figures_and_names_are_no_numbers(void **state)
{
	static const char *const rows[] = {
		"2019. The", /* a year that a line begins with */
		"3.5 million people", "12 per cent",   "12-14 years",
		"-5 degrees",         "J. Smith said", /* an initial, unless it
		                                          is a heading */
		"(UN) said",          "e.g. this",     "",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct number n;

		if (number_find(rows[i], strlen(rows[i]), false, &n))
			fail_msg("\"%s\" has no number", rows[i]);
	}
}

static void i_after_h_is_a_letter(void **state)
{
	struct number n;
	char last = 'H';

	(void)state;
	(void)number_find("I. Families", 11, true, &n);
	assert_int_equal(n.kind, NUMBER_ROMAN);
	number_in_sequence(&n, &last);
	assert_int_equal(n.kind, NUMBER_CAPITAL);
	assert_int_equal(last, 'I');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_before_words_are_found),
		cmocka_unit_test(figures_and_names_are_no_numbers),
		cmocka_unit_test(i_after_h_is_a_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
