/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../service/pipeline/trail.h"
#include "base/arena.h"
#include "model/text.h"

/* Two nested headings, a paragraph below them, one above all. */
static const char BYTES[] = "Title\nPart\nDetention\nWords.";
static const struct block BLOCKS[] = {
	{ .kind = BLOCK_PARAGRAPH, .heading = BLOCK_NO_HEADING, .len = 5 },
	{ .kind = BLOCK_HEADING,
	  .heading = BLOCK_NO_HEADING,
	  .start = 6,
	  .len = 4 },
	{ .kind = BLOCK_HEADING, .heading = 1, .start = 11, .len = 9 },
	{ .kind = BLOCK_PARAGRAPH, .heading = 2, .start = 21, .len = 6 },
	{ .kind = BLOCK_HEADING, .heading = 4, .start = 6, .len = 4 },
	{ .kind = BLOCK_PARAGRAPH, .heading = 4, .start = 21, .len = 6 },
};

static void headings_stand_outermost_first(void **state)
{
	const struct text text = { .bytes = BYTES,
		                   .len = sizeof(BYTES) - 1,
		                   .blocks = BLOCKS,
		                   .n_blocks = COUNT_OF(BLOCKS) };
	struct trails t;
	struct fault f = { 0 };
	struct arena *a;

	(void)state;
	assert_ok(arena_new(65536, &a, &f), &f);
	assert_ok(trails_init(&t, &text, a, &f), &f);

	assert_string_equal(trails_above(&t, &BLOCKS[0], &f), "");
	assert_string_equal(trails_above(&t, &BLOCKS[2], &f), "Part");
	assert_string_equal(trails_above(&t, &BLOCKS[3], &f),
	                    "Part\nDetention");
	assert_ptr_equal(trails_above(&t, &BLOCKS[3], &f),
	                 trails_above(&t, &BLOCKS[3], &f));

	arena_free(a);
}

static void headings_that_go_round_in_a_circle_end(void **state)
{
	const struct text text = { .bytes = BYTES,
		                   .len = sizeof(BYTES) - 1,
		                   .blocks = BLOCKS,
		                   .n_blocks = COUNT_OF(BLOCKS) };
	struct trails t;
	struct fault f = { 0 };
	struct arena *a;

	(void)state;
	assert_ok(arena_new(65536, &a, &f), &f);
	assert_ok(trails_init(&t, &text, a, &f), &f);

	assert_int_equal(strlen(trails_above(&t, &BLOCKS[5], &f)), 16 * 5 - 1);

	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headings_stand_outermost_first),
		cmocka_unit_test(headings_that_go_round_in_a_circle_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
