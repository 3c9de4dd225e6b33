/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/utf8.h"

static void fault_set_gives_minus_one_and_keeps_the_words(void **state)
{
	struct fault f = { 0 };

	(void)state;

	assert_fault(fault_set(&f, FAULT_LIMIT, "%s: %d", "a.xml", 3), &f,
	             FAULT_LIMIT);

	assert_string_equal(f.text, "a.xml: 3");
}

static void fault_cuts_long_words_between_characters(void **state)
{
	struct fault f = { 0 };
	char text[2 * FAULT_TEXT_SIZE];
	size_t bad;

	(void)state;
	for (size_t shift = 0; shift < 4; shift++) {
		memset(text, 'x', shift);
		for (size_t i = shift; i + 3 < sizeof(text); i += 3)
			memcpy(text + i, "\xe7\xa7\xbb", 3);
		text[sizeof(text) - 4] = '\0';

		(void)fault_set(&f, FAULT_INPUT, "%s", text);

		assert_true(utf8_is_valid(f.text, strlen(f.text), &bad));
		assert_true(strlen(f.text) > FAULT_TEXT_SIZE - 5);
	}
}

static void fault_names_every_code(void **state)
{
	(void)state;
	for (int i = 0; i < FAULT_COUNT; i++)
		assert_string_not_equal(fault_name((enum fault_code)i),
		                        "unknown");
	assert_string_equal(fault_name(FAULT_COUNT), "unknown");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fault_set_gives_minus_one_and_keeps_the_words),
		cmocka_unit_test(fault_cuts_long_words_between_characters),
		cmocka_unit_test(fault_names_every_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
