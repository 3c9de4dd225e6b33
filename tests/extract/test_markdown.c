/* SPDX-License-Identifier: Apache-2.0 */
#include "render.h"

static void both_kinds_of_headings_have_their_level(void **state)
{
	(void)state;
	assert_reads(read_markdown,
	             "# One #\nWords.\n\nTwo\n===\n\nThree\n---\n### Four\n",
	             "heading1||One\nparagraph||Words.\nheading1||Two\n"
	             "heading2||Three\nheading3||Four\n");
}

static void marks_go_and_words_stay(void **state)
{
	static const struct {
		const char *in, *want;
	} rows[] = {
		{ "**A** _law_ on *work*", "paragraph||A law on work\n" },
		{ "snake_case stays, 2 * 3", "paragraph||snake_case stays, 2 * "
		                             "3\n" },
		{ "see [the law](http://x.org/a) now",
		  "paragraph||see the law now\n" },
		{ "see [the law][1]\n\n[1]: http://x.org/a",
		  "paragraph||see the law\n" },
		{ "![a map](m.png) of it", "paragraph||of it\n" },
		{ "run `a_b*c` \\*now\\*", "paragraph||run a_b*c *now*\n" },
		{ "[sic] stays [A/1/2]", "paragraph||[sic] stays [A/1/2]\n" },
		{ "a &amp; b &#233;", "paragraph||a & b é\n" },
		{ "a<br>b <b>c</b> <https://x.org>",
		  "paragraph||a b c https://x.org\n" },
		{ "a < b", "paragraph||a < b\n" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_reads(read_markdown, rows[i].in, rows[i].want);
}

static void lists_and_numbered_paragraphs_are_blocks(void **state)
{
	(void)state;
	assert_reads(read_markdown,
	             "- one\n- two\n  goes on\n\n1. first.\n2. second\n"
	             "(a) third\n\n> quoted\n",
	             "item||one\nitem||two goes on\nparagraph|1|first.\n"
	             "paragraph|2|second (a) third\nparagraph||quoted\n");
}

static void cells_of_a_table_are_apart(void **state)
{
	(void)state;
	assert_reads(read_markdown,
	             "| Year | Permits |\n|---|:--:|\n| 2030 | 1,200 |\n",
	             "cell||Year\ncell||Permits\ncell||2030\ncell||1,200\n");
}

static void code_is_kept_as_it_is(void **state)
{
	(void)state;
	assert_reads(read_markdown, "```c\n# no heading\n- no item\n```\nend\n",
	             "paragraph||# no heading - no item\nparagraph||end\n");
}

static void notes_leave_the_sentence(void **state)
{
	static const char NOTES[] = "The law passed.[^1] It works.\n\n"
				    "[^1]: Law 12 of 2031.\n";
	struct rendering r;

	(void)state;
	render(&r, read_markdown, NOTES, strlen(NOTES));
	assert_string_equal(r.lines.at, "paragraph||The law passed. It works.\n"
	                                "footnote|1|Law 12 of 2031.\n");
	assert_int_equal(r.text.n_footnotes, 1);
	render_end(&r);
}

static void front_matter_is_no_text(void **state)
{
	static const char MATTER[] = "---\ntitle: \"A plan\"\nlang: es\n---\n"
				     "El plan.\n";
	struct rendering r;

	(void)state;
	render(&r, read_markdown, MATTER, strlen(MATTER));
	assert_string_equal(r.lines.at, "paragraph||El plan.\n");
	assert_string_equal(r.text.title, "A plan");
	assert_string_equal(r.text.declared_language, "es");
	render_end(&r);
}

static void comments_are_unseen_but_may_tell_the_page(void **state)
{
	static const char PAGED[] = "<!-- page 4 -->\n# One ... page 4\n"
				    "<!-- hidden\nwords -->Seen.\n";
	struct rendering r;

	(void)state;
	render(&r, read_markdown, PAGED, strlen(PAGED));
	assert_string_equal(r.lines.at, "heading1||One\nparagraph||Seen.\n");
	assert_int_equal(r.text.blocks[1].page, 4);
	render_end(&r);
}

static void contents_are_furniture(void **state)
{
	(void)state;
	assert_reads(read_markdown,
	             "## CONTENTS\n\n1. Borders ..... 4\n2. Homes ..... 5\n\n"
	             "## Borders\n",
	             "furniture||CONTENTS\nfurniture||1. Borders ..... 4\n"
	             "furniture||2. Homes ..... 5\nheading2||Borders\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_kinds_of_headings_have_their_level),
		cmocka_unit_test(marks_go_and_words_stay),
		cmocka_unit_test(lists_and_numbered_paragraphs_are_blocks),
		cmocka_unit_test(cells_of_a_table_are_apart),
		cmocka_unit_test(code_is_kept_as_it_is),
		cmocka_unit_test(notes_leave_the_sentence),
		cmocka_unit_test(front_matter_is_no_text),
		cmocka_unit_test(comments_are_unseen_but_may_tell_the_page),
		cmocka_unit_test(contents_are_furniture),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
