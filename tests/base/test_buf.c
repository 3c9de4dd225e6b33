/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/buf.h"

static void buf_holds_what_was_added_and_ends_in_nul(void **state)
{
	struct fault f = { 0 };
	struct buf b;

	(void)state;
	buf_init(&b, 1000);

	assert_ok(buf_add_str(&b, "gap", &f), &f);
	assert_ok(buf_add_char(&b, ' ', &f), &f);
	assert_ok(buf_addf(&b, &f, "%d of %s", 3, "23"), &f);

	assert_int_equal(b.len, 11);
	assert_string_equal(b.at, "gap 3 of 23");
	buf_clear(&b);
}

static void buf_refuses_the_byte_past_its_limit_and_stays(void **state)
{
	struct fault f = { 0 };
	struct buf b;

	(void)state;
	buf_init(&b, 4);
	assert_ok(buf_add_str(&b, "abcd", &f), &f);

	assert_fault(buf_add_char(&b, 'e', &f), &f, FAULT_LIMIT);
	assert_fault(buf_addf(&b, &f, "%d", 12), &f, FAULT_LIMIT);

	assert_string_equal(b.at, "abcd");
	buf_clear(&b);
}

static void buf_room_is_as_large_as_asked_and_never_past_the_limit(void **state)
{
	struct fault f = { 0 };
	struct buf b;
	char *at;

	(void)state;
	buf_init(&b, 1000);
	assert_ok(buf_add_str(&b, "gap", &f), &f);

	at = buf_room(&b, 997, &f);
	assert_non_null(at);
	assert_string_equal(b.at, "gap");
	memset(at, 'x', 997);
	b.len += 997;

	assert_int_equal(b.at[1000], '\0');

	assert_null(buf_room(&b, 1, &f));
	assert_int_equal(f.code, FAULT_LIMIT);
	assert_memory_equal(b.at, "gapxxx", 6);
	buf_clear(&b);
}

static void buf_take_hands_over_and_starts_anew(void **state)
{
	struct fault f = { 0 };
	struct buf b;
	size_t len = 99;
	char *taken;

	(void)state;
	buf_init(&b, 100);
	assert_ok(buf_add_str(&b, "mine", &f), &f);

	taken = buf_take(&b, &len);

	assert_string_equal(taken, "mine");
	assert_int_equal(len, 4);
	assert_int_equal(b.len, 0);
	assert_ok(buf_add_str(&b, "yours", &f), &f);
	assert_string_equal(b.at, "yours");
	free(taken);
	buf_clear(&b);
}

static void buf_reset_keeps_nothing_but_its_memory(void **state)
{
	struct fault f = { 0 };
	struct buf b;

	(void)state;
	buf_init(&b, 100);
	assert_ok(buf_add_str(&b, "old", &f), &f);

	buf_reset(&b);

	assert_int_equal(b.len, 0);
	assert_string_equal(b.at, "");
	buf_clear(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(buf_holds_what_was_added_and_ends_in_nul),
		cmocka_unit_test(buf_refuses_the_byte_past_its_limit_and_stays),
		cmocka_unit_test(
			buf_room_is_as_large_as_asked_and_never_past_the_limit),
		cmocka_unit_test(buf_take_hands_over_and_starts_anew),
		cmocka_unit_test(buf_reset_keeps_nothing_but_its_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
