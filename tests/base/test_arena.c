/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"

#define MOST ((size_t)1 << 20)

static void arena_gives_zeroed_aligned_memory(void **state)
{
	struct fault f = { 0 };
	struct arena *a = NULL;

	(void)state;
	assert_ok(arena_new(MOST, &a, &f), &f);
	for (size_t size = 1; size < 200; size += 7) {
		unsigned char *at = arena_alloc(a, size, &f);

		assert_non_null(at);
		assert_int_equal((uintptr_t)at % 16, 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(at[i], 0);
		memset(at, 0xff, size);
	}
	arena_free(a);
}

static void arena_refuses_more_than_its_limit(void **state)
{
	struct fault f = { 0 };
	struct arena *a = NULL;

	(void)state;
	assert_ok(arena_new(MOST, &a, &f), &f);

	assert_null(arena_alloc(a, MOST + 1, &f));

	assert_int_equal(f.code, FAULT_LIMIT);
	assert_non_null(arena_alloc(a, MOST / 2, &f));
	assert_null(arena_alloc(a, MOST / 2 + 1, &f));
	arena_free(a);
}

static void arena_array_refuses_an_overflowing_size(void **state)
{
	struct fault f = { 0 };
	struct arena *a = NULL;

	(void)state;
	assert_ok(arena_new(MOST, &a, &f), &f);

	assert_null(arena_array(a, SIZE_MAX / 2, 8, &f));

	assert_int_equal(f.code, FAULT_LIMIT);
	arena_free(a);
}

static void arena_large_pieces_do_not_end_the_block_in_use(void **state)
{
	struct fault f = { 0 };
	struct arena *a = NULL;
	char *before, *after;

	(void)state;
	assert_ok(arena_new(MOST, &a, &f), &f);
	before = arena_copy(a, "a", 1, &f);

	assert_non_null(arena_alloc(a, MOST / 4, &f));
	after = arena_copy(a, "b", 1, &f);

	assert_ptr_equal(after, before + 16);
	arena_free(a);
}

static void arena_reset_forgets_and_can_be_filled_again(void **state)
{
	struct fault f = { 0 };
	struct arena *a = NULL;

	(void)state;
	assert_ok(arena_new(MOST, &a, &f), &f);
	for (int round = 0; round < 8; round++) {
		char *at;

		assert_non_null(arena_alloc(a, MOST / 2, &f));
		at = arena_alloc(a, 10, &f);
		assert_non_null(at);
		for (int i = 0; i < 10; i++)
			assert_int_equal(at[i], 0);
		memset(at, 0xff, 10);
		arena_reset(a);
	}
	arena_free(a);
}

static void arena_prints_and_copies(void **state)
{
	struct fault f = { 0 };
	struct arena *a = NULL;

	(void)state;
	assert_ok(arena_new(MOST, &a, &f), &f);

	assert_string_equal(arena_print(a, &f, "%s.%d", "GCM", 8), "GCM.8");
	assert_string_equal(arena_string(a, "IMRF2026", &f), "IMRF2026");
	assert_string_equal(arena_copy(a, "abc", 2, &f), "ab");

	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_zeroed_aligned_memory),
		cmocka_unit_test(arena_refuses_more_than_its_limit),
		cmocka_unit_test(arena_array_refuses_an_overflowing_size),
		cmocka_unit_test(
			arena_large_pieces_do_not_end_the_block_in_use),
		cmocka_unit_test(arena_reset_forgets_and_can_be_filled_again),
		cmocka_unit_test(arena_prints_and_copies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
