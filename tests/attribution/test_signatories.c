/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <stdio.h>

#include "attribution.h"
#include "base/arena.h"
#include "base/span.h"
#include "model/text.h"

#define BLOCKS_MOST 32
#define TEXT_MOST   4096

struct page {
	struct arena *arena;
	struct text text;
	struct block blocks[BLOCKS_MOST];
	char bytes[TEXT_MOST];
	struct signatories found;
};

/*
 * Sets LINES, parted by '\n': "h2 " a heading of level 2, "p " a paragraph,
 * "p7 " the one numbered 7, "i " an item, "c " a cell, "n " a footnote.
 */
static void read_page(struct page *p, const char *lines)
{
	struct fault f = { 0 };

	*p = (struct page){ .arena = NULL };
	assert_ok(arena_new((size_t)1 << 20, &p->arena, &f), &f);
	while (*lines) {
		size_t len = strcspn(lines, "\n");
		const char *gap = memchr(lines, ' ', len);
		struct block *b = &p->blocks[p->text.n_blocks++];
		char kind = lines[0];

		assert_non_null(gap);
		assert_true(p->text.n_blocks < BLOCKS_MOST);
		*b = (struct block){
			.kind = kind == 'h'   ? BLOCK_HEADING
			        : kind == 'i' ? BLOCK_ITEM
			        : kind == 'c' ? BLOCK_CELL
			        : kind == 'n' ? BLOCK_FOOTNOTE
			                      : BLOCK_PARAGRAPH,
			.heading = BLOCK_NO_HEADING,
			.start = p->text.len,
			.len = len - (size_t)(gap + 1 - lines),
		};
		b->number = arena_copy(p->arena, lines + 1,
		                       (size_t)(gap - lines - 1), &f);
		if (kind == 'h') {
			b->level = (uint8_t)(lines[1] - '0');
			b->number = "";
		}
		memcpy(p->bytes + p->text.len, gap + 1, b->len);
		p->text.len += b->len;
		p->bytes[p->text.len++] = '\n';
		lines += len + (lines[len] == '\n');
	}
	p->text.bytes = p->bytes;
	p->text.blocks = p->blocks;
	assert_ok(signatories_find(&p->text, p->arena, &p->found, &f), &f);
}

/* What is found in LINES, as one string. */
static void assert_found(const char *lines, const char *want)
{
	char got[TEXT_MOST] = "";
	struct page p;

	read_page(&p, lines);
	for (size_t i = 0; i < p.found.n; i++) {
		strncat(got, p.found.lines[i].at, p.found.lines[i].len);
		strcat(got, "|");
	}
	assert_string_equal(got, want);
	arena_free(p.arena);
}

static void a_list_is_found_under_words_in_each_language(void **state)
{
	static const char *const LEADS[] = {
		"Signatories",
		"Signatories (as of 3 May 2026):",
		"List of signatory organisations",
		"Endorsed by",
		"Signed by the following organisations:",
		"Organisations signataires",
		"SIGNATAIRES",
		"Organizaciones firmantes:",
		"Firman:",
		("\u0627\u0644\u0645\u0646\u0638\u0645\u0627\u062a "
		 "\u0627\u0644\u0645\u0648\u0642\u0639\u0629:"),
		"\u041f\u043e\u0434\u043f\u0438\u0441\u0430\u043b\u0438:",
		"\u8054\u7f72\u7ec4\u7ec7\uff1a",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(LEADS) / sizeof(LEADS[0]); i++) {
		char lines[512];

		snprintf(lines, sizeof(lines),
		         "p We ask for an end to it.\nh2 %s\ni Casa\n"
		         "i Hope Centre\ni Iris",
		         LEADS[i]);
		assert_found(lines, "Casa|Hope Centre|Iris|");
	}
}

static void numbers_bullets_and_semicolons_part_names(void **state)
{
	(void)state;
	assert_found("h1 Signatories\np1 Casa\np2 Iris\np4 Casa",
	             "1. Casa|2. Iris|4. Casa|");
	assert_found("h1 Signatories\np1 Casa 2. Iris, Avelia 4. 11.11.11 5. "
	             "350.org",
	             "1. Casa|2. Iris, Avelia|4. 11.11.11|5. 350.org|");
	assert_found("h1 Signatories\np \u2022 Casa \u2022 Iris (Borunda)",
	             "\u2022 Casa|\u2022 Iris (Borunda)|");
	assert_found("p Signed by: Casa; Iris, Avelia; Union of Cooks.",
	             "Casa|Iris, Avelia|Union of Cooks.|");
	assert_found("p Endorsed by: Casa, Iris, Union of Cooks",
	             "Casa|Iris|Union of Cooks|");
}

static void a_list_goes_on_over_its_parts_and_ends_with_them(void **state)
{
	(void)state;
	assert_found("h2 Signatories\nh3 Africa\ni Casa\np Asia:\ni Iris\n"
	             "n 3 See above.\ni Hope\nh2 Annex\ni Not one\ni Nor this",
	             "Casa|Iris|Hope|");
	assert_found("h2 Signatories\ni Casa\ni Iris\n"
	             "p For questions about this letter please write to the "
	             "address that is given on our page.\ni Not one",
	             "Casa|Iris|");
	assert_found("h2 Signatories\np1 Casa\np2 Iris\np More text.\n"
	             "p Signed by: Hope; Union of Cooks",
	             "1. Casa|2. Iris|");
}

static void a_table_is_read_where_its_rows_are_numbered(void **state)
{
	(void)state;
	assert_found("h2 Signatories\nc No\nc Name\nc Country\nc 1\nc Casa\n"
	             "c Avelia\nc 2\nc Iris\nc Borunda",
	             "1. Casa|2. Iris|");
	assert_found("h2 Signatories\nc Casa\nc Avelia\nc Iris\nc Borunda", "");
}

static void what_only_sounds_like_a_list_is_none(void **state)
{
	(void)state;
	assert_found("h2 Signatories to the Convention\ni Avelia\ni Borunda",
	             "");
	assert_found("h2 Organisations\ni Casa\ni Iris", "");
	assert_found("p Signed by hand and sent by mail\np Casa\np Iris", "");
	assert_found("p The treaty was endorsed by the following states:\n"
	             "i Avelia\ni Borunda",
	             "");
	assert_found("p Signatories are bound by it.\np Casa\np Iris", "");
	assert_found(
		"h2 Signatories\np The list is kept by the secretariat and "
		"can be asked for at any time.",
		"");
	assert_found("h2 Signed by\np Ana Kos, director", "");
	assert_found("", "");
}

static void the_longest_of_several_lists_counts(void **state)
{
	struct page p;

	(void)state;
	read_page(&p, "p Endorsed by: Casa, Iris\np We write to you.\n"
	              "h1 Signatories\ni Casa\ni Iris\ni Hope\nh1 Notes\n"
	              "p Nothing more.");
	assert_int_equal(p.found.n, 3);
	assert_int_equal(p.found.first, 2);
	assert_int_equal(p.found.end, 6);
	arena_free(p.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_is_found_under_words_in_each_language),
		cmocka_unit_test(numbers_bullets_and_semicolons_part_names),
		cmocka_unit_test(
			a_list_goes_on_over_its_parts_and_ends_with_them),
		cmocka_unit_test(a_table_is_read_where_its_rows_are_numbered),
		cmocka_unit_test(what_only_sounds_like_a_list_is_none),
		cmocka_unit_test(the_longest_of_several_lists_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
