/* SPDX-License-Identifier: Apache-2.0 */
#include "render.h"

static void wrapped_lines_make_one_paragraph(void **state)
{
	(void)state;
	assert_reads(read_text,
	             "1. The ministry opened an office for\n"
	             "families in every province, and imple-\n"
	             "mentation began in non-\n"
	             "urban areas.\n"
	             "\n"
	             "2. Nothing else changed.\n",
	             "paragraph|1|The ministry opened an office for families "
	             "in every province, and implementation began in "
	             "non-urban areas.\n"
	             "paragraph|2|Nothing else changed.\n");
}

static void a_number_on_its_own_line_belongs_to_the_next(void **state)
{
	(void)state;
	assert_reads(read_text,
	             "1. \nThe office opened.\n\n(a) \na law;\n\n12(b)\n"
	             "a plan.\n",
	             "paragraph|1|The office opened.\n"
	             "item|(a)|a law;\n"
	             "paragraph|12(b)|a plan.\n");
}

static void headings_are_told_by_number_capitals_and_place(void **state)
{
	(void)state;
	assert_reads(read_text,
	             "Introduction\n1. The office opened.\n\n"
	             "II. MAIN FINDINGS\nA. Presentation by the State\n"
	             "2. It closed.\n\nBORDERS\n\nIt opened again.\n",
	             "heading1||Introduction\n"
	             "paragraph|1|The office opened.\n"
	             "heading1|II|MAIN FINDINGS\n"
	             "heading2|A|Presentation by the State\n"
	             "paragraph|2|It closed.\n"
	             "heading3||BORDERS\n"
	             "paragraph||It opened again.\n");
}

static void contents_and_title_page_are_furniture(void **state)
{
	(void)state;
	assert_reads(read_text,
	             "Distr.: General\n3 May 2031\n\nContents\n"
	             "Paragraphs Page\n"
	             "I. Borders ........ 1-4 3\n"
	             "II. Homes . . . . . . 5\n\n"
	             "I. Borders\n1. The border opened.\n",
	             "furniture||Distr.: General\n"
	             "furniture||3 May 2031\n"
	             "furniture||Contents\n"
	             "furniture||Paragraphs Page\n"
	             "furniture||I. Borders ........ 1-4 3\n"
	             "furniture||II. Homes . . . . . . 5\n"
	             "heading1|I|Borders\n"
	             "paragraph|1|The border opened.\n");
}

static void a_running_head_does_not_part_a_sentence(void **state)
{
	(void)state;
	assert_reads(read_text,
	             "A/AVL/1/2\npage 2\n\n1. The office was opened in\n\n"
	             "A/AVL/1/2\npage 3\n\nspring of last year.\n\n"
	             "2. It was closed.\n\nA/AVL/1/2\npage 4\n",
	             "furniture||A/AVL/1/2\n"
	             "furniture||page 2\n"
	             "paragraph|1|The office was opened in spring of last "
	             "year.\n"
	             "furniture||A/AVL/1/2\n"
	             "furniture||page 3\n"
	             "paragraph|2|It was closed.\n"
	             "furniture||A/AVL/1/2\n"
	             "furniture||page 4\n");
}

static void notes_below_a_rule_are_kept_apart(void **state)
{
	(void)state;
	assert_reads(read_text,
	             "The office opened.\n_____________\n"
	             "* Issued without editing.\n\nIt closed.\n",
	             "paragraph||The office opened.\n"
	             "footnote||Issued without editing.\n"
	             "paragraph||It closed.\n");
}

static void long_lines_are_paragraphs_of_their_own(void **state)
{
	static const char LONG[] =
		"The first line of this file is a whole paragraph, as a word "
		"processor saves it, and it goes on well beyond the width of "
		"a page.\nThe second is another paragraph, likewise longer "
		"than any printed line would ever be in a report on paper, "
		"so to speak.\n";
	struct rendering r;

	(void)state;
	render(&r, read_text, LONG, strlen(LONG));
	assert_int_equal(r.text.n_blocks, 2);
	render_end(&r);
}

static void form_feeds_count_pages(void **state)
{
	static const char PAGES[] = "One.\n\fTwo.\n\f\nThree.\n";
	struct rendering r;

	(void)state;
	render(&r, read_text, PAGES, strlen(PAGES));
	assert_int_equal(r.text.pages, 3);
	assert_int_equal(r.text.blocks[1].page, 2);
	render_end(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrapped_lines_make_one_paragraph),
		cmocka_unit_test(a_number_on_its_own_line_belongs_to_the_next),
		cmocka_unit_test(
			headings_are_told_by_number_capitals_and_place),
		cmocka_unit_test(contents_and_title_page_are_furniture),
		cmocka_unit_test(a_running_head_does_not_part_a_sentence),
		cmocka_unit_test(notes_below_a_rule_are_kept_apart),
		cmocka_unit_test(long_lines_are_paragraphs_of_their_own),
		cmocka_unit_test(form_feeds_count_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
