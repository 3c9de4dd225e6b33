/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "model/text.h"

#include "result.h"

#define MOST ((size_t)16 << 20)

static const struct block BLOCKS[] = {
	{ .kind = BLOCK_HEADING,
	  .level = 1,
	  .heading = BLOCK_NO_HEADING,
	  .page = 1,
	  .start = 0,
	  .len = 3,
	  .number = "I",
	  .declared = "" },
	{ .kind = BLOCK_PARAGRAPH,
	  .heading = 0,
	  .page = 2,
	  .start = 4,
	  .len = 5,
	  .number = "1",
	  .declared = "GCM.8" },
	{ .kind = BLOCK_FOOTNOTE,
	  .heading = 0,
	  .page = 2,
	  .start = 10,
	  .len = 2,
	  .number = "",
	  .declared = "" },
};

static struct text text_of(void)
{
	return (struct text){
		.bytes = "One\nWords\n\xc3\xa9",
		.len = 12,
		.blocks = BLOCKS,
		.n_blocks = 3,
		.pages = 2,
		.language = "en",
		.declared_language = "",
		.title = "A title",
		.has_hidden = true,
		.n_footnotes = 1,
	};
}

struct setting {
	struct arena *arena;
	struct buf bytes;
	struct fault fault;
	struct text got;
};

static void open_setting(struct setting *s)
{
	const struct text text = text_of();

	*s = (struct setting){ .arena = NULL };
	buf_init(&s->bytes, MOST);
	assert_ok(arena_new(MOST, &s->arena, &s->fault), &s->fault);
	assert_ok(result_put_text(&s->bytes, &text, &s->fault), &s->fault);
}

static void close_setting(struct setting *s)
{
	arena_free(s->arena);
	buf_clear(&s->bytes);
}

static void result_gives_back_what_was_put(void **state)
{
	struct setting s;

	(void)state;
	open_setting(&s);

	assert_ok(result_take(s.bytes.at, s.bytes.len, FORMAT_DOCX, s.arena,
	                      &s.got, &s.fault),
	          &s.fault);

	assert_string_equal(s.got.bytes, "One\nWords\n\xc3\xa9");
	assert_string_equal(s.got.title, "A title");
	assert_string_equal(s.got.language, "en");
	assert_int_equal(s.got.format, FORMAT_DOCX);
	assert_int_equal(s.got.n_blocks, 3);
	assert_int_equal(s.got.pages, 2);
	assert_true(s.got.has_hidden);
	assert_string_equal(s.got.blocks[1].declared, "GCM.8");
	assert_int_equal(s.got.blocks[1].heading, 0);
	assert_int_equal(s.got.blocks[2].start, 10);
	close_setting(&s);
}

static void result_cut_anywhere_is_refused(void **state)
{
	struct setting s;

	(void)state;
	open_setting(&s);

	for (size_t len = 0; len < s.bytes.len; len++) {
		assert_fault(result_take(s.bytes.at, len, FORMAT_DOCX, s.arena,
		                         &s.got, &s.fault),
		             &s.fault, FAULT_INPUT);
	}
	close_setting(&s);
}

/* Whether all of T may be used without a further look. */
static void assert_sound(const struct text *t)
{
	size_t end = 0;

	for (size_t i = 0; i < t->n_blocks; i++) {
		const struct block *b = &t->blocks[i];

		assert_true(b->kind < BLOCK_COUNT);
		assert_true(b->start >= end && b->len > 0);
		assert_true(b->start + b->len <= t->len);
		assert_true(b->heading == BLOCK_NO_HEADING || b->heading < i);
		assert_true(b->page <= t->pages);
		end = b->start + b->len;
	}
}

static void result_with_any_bit_turned_is_sound_or_refused(void **state)
{
	struct setting s;
	size_t refused = 0;

	(void)state;
	open_setting(&s);

	for (size_t bit = 0; bit < s.bytes.len * 8; bit++) {
		s.bytes.at[bit / 8] ^= (char)(1 << bit % 8);
		if (result_take(s.bytes.at, s.bytes.len, FORMAT_DOCX, s.arena,
		                &s.got, &s.fault) == 0)
			assert_sound(&s.got);
		else
			refused++;
		s.bytes.at[bit / 8] ^= (char)(1 << bit % 8);
		arena_reset(s.arena);
	}

	assert_true(refused > s.bytes.len * 4);
	close_setting(&s);
}

static void result_hands_on_a_refusal(void **state)
{
	const struct fault why = { FAULT_LIMIT, "nested too deep" };
	struct setting s;

	(void)state;
	open_setting(&s);
	buf_reset(&s.bytes);
	assert_ok(result_put_fault(&s.bytes, &why, &s.fault), &s.fault);

	assert_fault(result_take(s.bytes.at, s.bytes.len, FORMAT_DOCX, s.arena,
	                         &s.got, &s.fault),
	             &s.fault, FAULT_LIMIT);

	assert_string_equal(s.fault.text, "nested too deep");
	close_setting(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(result_gives_back_what_was_put),
		cmocka_unit_test(result_cut_anywhere_is_refused),
		cmocka_unit_test(
			result_with_any_bit_turned_is_sound_or_refused),
		cmocka_unit_test(result_hands_on_a_refusal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
