/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/utf8.h"

static void utf8_is_as_rfc_3629_has_it(void **state)
{
	static const struct {
		const char *why;
		const char *text;
		bool valid;
		size_t bad;
	} rows[] = {
		{ "ASCII", "abcdefghijkl", true, 0 },
		{ "two, three, four bytes",
		  "\xc3\xa9\xe7\xa7\xbb\xf0\x9f\x8c\x8d", true, 0 },
		{ "a lone continuation", "abcdefgh\x80", false, 8 },
		{ "overlong slash", "\xc0\xaf", false, 0 },
		{ "overlong three", "a\xe0\x80\xaf", false, 1 },
		{ "a surrogate", "\xed\xa0\x80", false, 0 },
		{ "past U+10FFFF", "\xf4\x90\x80\x80", false, 0 },
		{ "cut short", "abc\xe7\xa7", false, 3 },
		{ "Latin-1", "caf\xe9 noir", false, 3 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		size_t bad = 0;

		if (utf8_is_valid(rows[i].text, strlen(rows[i].text), &bad) !=
		            rows[i].valid ||
		    bad != rows[i].bad)
			fail_msg("%s: bad at %zu", rows[i].why, bad);
	}
}

static void utf8_next_and_put_are_each_others_inverse(void **state)
{
	static const uint32_t rows[] = { 0x41, 0xe9, 0x627, 0x79fb, 0x1f30d };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char bytes[4];
		size_t n = utf8_put(rows[i], bytes), at = 0;

		assert_int_equal(utf8_next(bytes, n, &at), rows[i]);
		assert_int_equal(at, n);
	}
}

static void utf8_floor_never_splits_a_character(void **state)
{
	static const char text[] = "a\xc3\xa9\xe7\xa7\xbb"
				   "b";
	static const size_t want[] = { 0, 1, 1, 3, 3, 3, 6, 7, 7 };

	(void)state;
	for (size_t at = 0; at < COUNT_OF(want); at++)
		assert_int_equal(utf8_floor(text, 7, at), want[at]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utf8_is_as_rfc_3629_has_it),
		cmocka_unit_test(utf8_next_and_put_are_each_others_inverse),
		cmocka_unit_test(utf8_floor_never_splits_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
