/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/decimal.h"

static void digits_are_taken_over_as_they_stand(void **state)
{
	static const struct {
		const char *text;
		int64_t value;
	} CASES[] = {
		{ "0", 0 },
		{ "-0.0", 0 },
		{ " 12.5 ", 12500000 },
		{ "-5", -5000000 },
		{ "+3.", 3000000 },
		{ ".25", 250000 },
		{ "0.0000004", 0 },
		{ "0.0000005", 1 },
		{ "-0.0000005", -1 },
		{ "16.6880570409982", 16688057 },
		{ "0007.10", 7100000 },
		{ "1.5e3", 1500000000 },
		{ "3.5E-05", 35 },
		{ "0.00000000000000000000000000000001e32", 1000000 },
		{ "9000000000", DECIMAL_MOST * DECIMAL_PARTS },
		{ "1e-400", 0 },
	};
	int64_t value;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		if (decimal_read(CASES[i].text, &value) != DECIMAL_OK)
			fail_msg("\"%s\" is a number", CASES[i].text);
		if (value != CASES[i].value)
			fail_msg("\"%s\": %lld", CASES[i].text,
			         (long long)value);
	}
}

static void what_is_no_number_is_said_to_be_none(void **state)
{
	static const char *const WRONG[] = { "",      " ",   "-",    "1,5",
		                             "1 2",   "NaN", "inf",  "0x10",
		                             "1.2.3", "12%", "=1+1", "1e",
		                             "e5",    ".",   "--1" };
	int64_t value = 7;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(WRONG); i++)
		if (decimal_read(WRONG[i], &value) != DECIMAL_NONE)
			fail_msg("\"%s\" is no number", WRONG[i]);
	assert_int_equal(value, 7);
}

static void what_is_too_large_is_not_wrapped(void **state)
{
	static const char *const LARGE[] = {
		"9000000000.1",
		"99999999999",
		"1e400",
		"-1e11",
		("123456789012345678901234567890123456789012345678901234567890"
		 "1234567890"),
	};
	int64_t value = 7;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(LARGE); i++)
		if (decimal_read(LARGE[i], &value) != DECIMAL_LARGE)
			fail_msg("\"%s\" is too large", LARGE[i]);
	assert_int_equal(value, 7);
}

static void written_and_read_again_it_is_the_same(void **state)
{
	static const int64_t VALUES[] = { 0,         1,         -1,
		                          500000,    -12500000, 406000000,
		                          INT64_MIN, INT64_MAX };
	char text[DECIMAL_TEXT_SIZE];
	int64_t again = 0;

	(void)state;
	for (size_t i = 0; i + 2 < COUNT_OF(VALUES); i++) {
		decimal_write(VALUES[i], text);
		assert_int_equal(decimal_read(text, &again), DECIMAL_OK);
		assert_true(again == VALUES[i]);
	}
	decimal_write(-12500000, text);
	assert_string_equal(text, "-12.5");
	decimal_write(INT64_MIN, text);
	assert_string_equal(text, "-9223372036854.775808");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digits_are_taken_over_as_they_stand),
		cmocka_unit_test(what_is_no_number_is_said_to_be_none),
		cmocka_unit_test(what_is_too_large_is_not_wrapped),
		cmocka_unit_test(written_and_read_again_it_is_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
