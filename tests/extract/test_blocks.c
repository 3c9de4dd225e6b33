/* SPDX-License-Identifier: Apache-2.0 */
#include "render.h"

#include "../../service/extract/pile.h"

/* One document under way. */
struct under_way {
	struct arena *arena;
	struct blocks *b;
	struct text text;
	struct fault f;
};

static int setup(void **state)
{
	struct under_way *u = calloc(1, sizeof(*u));

	assert_non_null(u);
	assert_ok(arena_new(RENDER_MEMORY, &u->arena, &u->f), &u->f);
	assert_ok(blocks_new(u->arena, &u->b, &u->f), &u->f);
	*state = u;
	return 0;
}

static int teardown(void **state)
{
	struct under_way *u = *state;

	arena_free(u->arena);
	free(u);
	return 0;
}

static void put(struct under_way *u, enum block_kind kind, unsigned level,
                const char *words)
{
	const struct block_note note = { .kind = kind, .level = level };

	assert_ok(blocks_open(u->b, &note, &u->f), &u->f);
	assert_ok(blocks_add(u->b, words, strlen(words), &u->f), &u->f);
}

static void finish(struct under_way *u)
{
	assert_ok(blocks_finish(u->b, FORMAT_HTML, &u->text, &u->f), &u->f);
}

static void blocks_are_parted_by_one_newline_and_never_overlap(void **state)
{
	struct under_way *u = *state;

	put(u, BLOCK_PARAGRAPH, 0, " One \n");
	put(u, BLOCK_PARAGRAPH, 0, "two  words");
	finish(u);

	assert_string_equal(u->text.bytes, "One\ntwo words");
	assert_int_equal(u->text.len, 13);
	assert_int_equal(u->text.n_blocks, 2);
	assert_int_equal(u->text.blocks[1].start, 4);
	assert_int_equal(u->text.blocks[1].len, 9);
}

static void a_block_without_words_is_dropped(void **state)
{
	struct under_way *u = *state;

	put(u, BLOCK_PARAGRAPH, 0, " \u00ad\n");
	put(u, BLOCK_PARAGRAPH, 0, "words");
	put(u, BLOCK_PARAGRAPH, 0, "");
	finish(u);

	assert_string_equal(u->text.bytes, "words");
	assert_int_equal(u->text.n_blocks, 1);
}

static void a_document_without_words_is_refused(void **state)
{
	struct under_way *u = *state;

	put(u, BLOCK_PARAGRAPH, 0, " ");

	assert_fault(blocks_finish(u->b, FORMAT_HTML, &u->text, &u->f), &u->f,
	             FAULT_INPUT);
	assert_non_null(strstr(u->f.text, "holds no text"));
	assert_non_null(strstr(u->f.text, "send"));
}

static void a_printed_number_moves_out_of_the_words(void **state)
{
	struct under_way *u = *state;

	put(u, BLOCK_PARAGRAPH, 0, "12. The office opened.");
	put(u, BLOCK_PARAGRAPH, 0, "(a) a law;");
	put(u, BLOCK_PARAGRAPH, 0, "• a point");
	put(u, BLOCK_CELL, 0, "12. cell");
	finish(u);

	assert_string_equal(u->text.bytes,
	                    "The office opened.\na law;\na point\n12. cell");
	assert_string_equal(u->text.blocks[0].number, "12");
	assert_string_equal(u->text.blocks[1].number, "(a)");
	assert_int_equal(u->text.blocks[1].kind, BLOCK_ITEM);
	assert_int_equal(u->text.blocks[2].kind, BLOCK_ITEM);
	assert_string_equal(u->text.blocks[3].number, "");
}

static void a_number_of_the_format_is_kept_as_given(void **state)
{
	struct under_way *u = *state;
	const struct block_note note = { .kind = BLOCK_PARAGRAPH,
		                         .number = "7",
		                         .declared = "GCM.8",
		                         .page = 3 };

	assert_ok(blocks_open(u->b, &note, &u->f), &u->f);
	assert_ok(blocks_add(u->b, "Words.", 6, &u->f), &u->f);
	finish(u);

	assert_string_equal(u->text.blocks[0].number, "7");
	assert_string_equal(u->text.blocks[0].declared, "GCM.8");
	assert_int_equal(u->text.pages, 3);
}

static void headings_nest_by_level(void **state)
{
	struct under_way *u = *state;

	put(u, BLOCK_PARAGRAPH, 0, "Before.");
	put(u, BLOCK_HEADING, 1, "One");
	put(u, BLOCK_HEADING, 2, "One A");
	put(u, BLOCK_PARAGRAPH, 0, "Below.");
	put(u, BLOCK_HEADING, 1, "Two");
	put(u, BLOCK_PARAGRAPH, 0, "Below two.");
	finish(u);

	assert_int_equal(u->text.blocks[0].heading, BLOCK_NO_HEADING);
	assert_int_equal(u->text.blocks[2].heading, 1);
	assert_int_equal(u->text.blocks[3].heading, 2);
	assert_int_equal(u->text.blocks[4].heading, BLOCK_NO_HEADING);
	assert_int_equal(u->text.blocks[5].heading, 4);
}

static void numbers_tell_levels_where_the_format_does_not(void **state)
{
	static const uint8_t want[] = { 1, 2, 3, 2, 1, 2 };
	struct under_way *u = *state;

	put(u, BLOCK_HEADING, 0, "I. Borders");
	put(u, BLOCK_HEADING, 0, "H. Families");
	put(u, BLOCK_HEADING, 0, "Children");
	put(u, BLOCK_HEADING, 0, "I. Homes"); /* the letter after H */
	put(u, BLOCK_HEADING, 0, "II. Work");
	put(u, BLOCK_HEADING, 0, "1.2 Pay");
	finish(u);

	for (size_t i = 0; i < COUNT_OF(want); i++)
		assert_int_equal(u->text.blocks[i].level, want[i]);
}

static void what_the_document_says_of_itself_is_kept(void **state)
{
	struct under_way *u = *state;

	assert_ok(blocks_about(u->b, "A title", NULL, &u->f), &u->f);
	assert_ok(blocks_about(u->b, NULL, "fr", &u->f), &u->f);
	blocks_hidden(u->b);
	put(u, BLOCK_FOOTNOTE, 0, "A note.");
	finish(u);

	assert_string_equal(u->text.title, "A title");
	assert_string_equal(u->text.declared_language, "fr");
	assert_true(u->text.has_hidden);
	assert_int_equal(u->text.n_footnotes, 1);
	assert_string_equal(u->text.language, "und");
}

static void more_blocks_than_the_limit_are_refused(void **state)
{
	struct under_way *u = *state;
	struct pile p;

	pile_init(&p, u->arena, 1, 300, "crumbs");

	assert_fault(pile_add(&p, "", 301, &u->f), &u->f, FAULT_LIMIT);
	assert_string_equal(u->f.text, "more than 300 crumbs");
	for (int i = 0; i < 300; i++)
		assert_ok(pile_add(&p, "x", 1, &u->f), &u->f);
	assert_null(pile_next(&p, &u->f));
}

int main(void)
{
#define WITH_DOCUMENT(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		WITH_DOCUMENT(
			blocks_are_parted_by_one_newline_and_never_overlap),
		WITH_DOCUMENT(a_block_without_words_is_dropped),
		WITH_DOCUMENT(a_document_without_words_is_refused),
		WITH_DOCUMENT(a_printed_number_moves_out_of_the_words),
		WITH_DOCUMENT(a_number_of_the_format_is_kept_as_given),
		WITH_DOCUMENT(headings_nest_by_level),
		WITH_DOCUMENT(numbers_tell_levels_where_the_format_does_not),
		WITH_DOCUMENT(what_the_document_says_of_itself_is_kept),
		WITH_DOCUMENT(more_blocks_than_the_limit_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
