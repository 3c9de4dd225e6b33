/* SPDX-License-Identifier: Apache-2.0 */
#include "render.h"

#define HEAD                                                                   \
	"level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\t" \
	"width\theight\tconf\ttext\n"

/* A page under construction: rows of pdftotext -tsv. */
struct page {
	struct buf rows;
	struct fault f;
	int block;
	int line;
	int number;
};

static void page_start(struct page *p, int number)
{
	p->number = number;
	p->block++;
	assert_ok(buf_addf(&p->rows, &p->f,
	                   "1\t%d\t0\t0\t0\t0\t0.000000\t0.000000\t595.00\t"
	                   "842.00\t-1\t###PAGE###\n",
	                   number),
	          &p->f);
}

static void word(struct page *p, double x, double y, double width,
                 double height, const char *text)
{
	assert_ok(buf_addf(&p->rows, &p->f,
	                   "5\t%d\t0\t%d\t%d\t0\t%.2f\t%.2f\t%.2f\t%.2f\t100\t"
	                   "%s\n",
	                   p->number, p->block, p->line, x, y, width, height,
	                   text),
	          &p->f);
}

/* One line of words of 10 points, 5 a letter; a new block if IS_NEW. */
static void line(struct page *p, bool is_new, double x, double y, double height,
                 const char *text)
{
	char piece[64];
	size_t n;

	if (is_new)
		p->block++;
	p->line++;
	for (; *text; text += n + (text[n] == ' ')) {
		n = strcspn(text, " ");
		(void)snprintf(piece, sizeof(piece), "%.*s", (int)n, text);
		word(p, x, y, (double)n * 5, height, piece);
		x += (double)n * 5 + 2.5;
	}
}

static void open_page(struct page *p)
{
	memset(p, 0, sizeof(*p));
	buf_init(&p->rows, RENDER_MOST);
	assert_ok(buf_add_str(&p->rows, HEAD, &p->f), &p->f);
	page_start(p, 1);
}

static void assert_page(struct page *p, const char *want)
{
	assert_reads(read_pdf_layout, p->rows.at, want);
	buf_clear(&p->rows);
}

static void a_raised_number_is_taken_out_of_the_words(void **state)
{
	struct page p;

	(void)state;
	open_page(&p);
	line(&p, true, 100, 100, 10, "The office");
	word(&p, 152.5, 99.5, 3, 6, "12");
	word(&p, 158, 100, 30, 10, "opened");
	word(&p, 190.5, 100, 5, 10, "3");
	word(&p, 195.6, 99.5, 6, 6, "rd");
	word(&p, 204, 100, 20, 10, "time.");

	assert_page(&p, "paragraph||The office opened 3rd time.\n");
}

static void lines_and_pages_make_one_paragraph(void **state)
{
	struct page p;

	(void)state;
	open_page(&p);
	line(&p, true, 400, 30, 8, "A/AVL/1/2");
	line(&p, true, 100, 100, 10, "7.");
	line(&p, false, 130, 100, 10, "The long word of the state was given");
	line(&p, false, 100, 112, 10, "in spring of last year and the imple-");
	line(&p, true, 300, 800, 10, "2");
	page_start(&p, 2);
	line(&p, true, 400, 30, 8, "A/AVL/1/2");
	line(&p, true, 100, 100, 10, "mentation began at once.");
	line(&p, true, 300, 800, 10, "3");
	page_start(&p, 3);
	line(&p, true, 400, 30, 8, "A/AVL/1/2");
	line(&p, true, 100, 100, 10, "8.");
	line(&p, false, 130, 100, 10, "It ended.");
	line(&p, true, 300, 800, 10, "4");

	assert_page(&p, "furniture||A/AVL/1/2\n"
	                "paragraph|7|The long word of the state was given in "
	                "spring of last year and the implementation began at "
	                "once.\n"
	                "furniture||2\n"
	                "furniture||A/AVL/1/2\n"
	                "furniture||3\n"
	                "furniture||A/AVL/1/2\n"
	                "paragraph|8|It ended.\n"
	                "furniture||4\n");
}

static void headings_are_told_by_number_and_size(void **state)
{
	struct page p;

	(void)state;
	open_page(&p);
	line(&p, true, 60, 100, 14, "I.");
	line(&p, true, 100, 100, 14, "Borders and homes");
	line(&p, true, 100, 130, 10,
	     "The office opened in spring of last year");
	line(&p, false, 100, 142, 10, "and closed in autumn of this year.");
	line(&p, true, 60, 170, 12, "A.");
	line(&p, true, 100, 170, 12, "Homes");
	line(&p, true, 100, 200, 10, "Nobody came to the office in this year.");
	line(&p, true, 100, 230, 14, "Work");
	line(&p, true, 100, 260, 10, "Nobody worked in the office this year.");

	assert_page(&p, "heading1|I|Borders and homes\n"
	                "paragraph||The office opened in spring of last year "
	                "and closed in autumn of this year.\n"
	                "heading2|A|Homes\n"
	                "paragraph||Nobody came to the office in this year.\n"
	                "heading1||Work\n"
	                "paragraph||Nobody worked in the office this year.\n");
}

static void notes_at_the_foot_are_kept_apart(void **state)
{
	struct page p;

	(void)state;
	open_page(&p);
	line(&p, true, 100, 100, 10,
	     "The office was opened last year in spring");
	line(&p, false, 100, 112, 10, "in the capital and then in the");
	p.block++;
	p.line++;
	word(&p, 100, 749.5, 3, 5, "1");
	word(&p, 105, 750, 30, 8, "Law");
	word(&p, 138, 750, 20, 8, "12.");
	page_start(&p, 2);
	line(&p, true, 100, 100, 10, "provinces as well.");

	assert_page(&p, "paragraph||The office was opened last year in spring "
	                "in the capital and then in the provinces as well.\n"
	                "footnote|1|Law 12.\n");
}

static void columns_of_a_table_are_cells(void **state)
{
	struct page p;

	(void)state;
	open_page(&p);
	line(&p, true, 100, 100, 10,
	     "The table of offices follows here below:");
	line(&p, true, 100, 130, 10, "North");
	line(&p, false, 100, 142, 10, "South");
	line(&p, true, 300, 130, 10, "First office");
	line(&p, false, 300, 142, 10, "Second office");

	assert_page(&p, "paragraph||The table of offices follows here below:\n"
	                "cell||North\ncell||South\ncell||First office\n"
	                "cell||Second office\n");
}

static void arabic_is_put_in_reading_order(void **state)
{
	struct page p;

	(void)state;
	open_page(&p);
	p.line++;
	word(&p, 100, 100, 40, 10, "ةموكحلا");
	word(&p, 143, 100, 40, 10, "2031");
	word(&p, 186, 100, 40, 10, "تدمتعا");

	assert_page(&p, "paragraph||اعتمدت 2031 الحكومة\n");
}

static void assert_refused(const char *rows, enum fault_code code)
{
	struct fault f = { 0 };
	struct arena *a = NULL;
	struct blocks *b = NULL;

	assert_ok(arena_new(RENDER_MEMORY, &a, &f), &f);
	assert_ok(blocks_new(a, &b, &f), &f);
	assert_fault(read_pdf_layout(rows, strlen(rows), b, &f), &f, code);
	arena_free(a);
}

static void a_pdf_without_words_is_refused_with_a_remedy(void **state)
{
	(void)state;
	assert_refused(HEAD, FAULT_INPUT);
	assert_refused("", FAULT_INPUT);
}

/* One font ninety times as high as another is no witness of the others. */
static void sizes_far_apart_are_not_carried_over(void **state)
{
	struct fault f = { 0 };
	struct arena *a = NULL;
	struct blocks *b = NULL;
	struct buf rows;

	(void)state;
	buf_init(&rows, (size_t)1 << 20);
	assert_ok(buf_addf(&rows, &f,
	                   HEAD "5\t1\t0\t0\t0\t0\t1\t1\t1\t1\t100\t%0600d\n"
	                        "5\t1\t0\t0\t1\t0\t1\t9\t1\t90\t100\t%030000d\n"
	                        "5\t1\t0\t9\t0\t0\t1\t400\t1\t99.9\t100\tx\n",
	                   1, 1),
	          &f);
	assert_ok(arena_new(RENDER_MEMORY, &a, &f), &f);
	assert_ok(blocks_new(a, &b, &f), &f);

	assert_ok(read_pdf_layout(rows.at, rows.len, b, &f), &f);

	arena_free(a);
	buf_clear(&rows);
}

static void rows_that_pdftotext_never_writes_are_refused(void **state)
{
	(void)state;
	assert_refused(HEAD "5\t1\t0\n", FAULT_INPUT);
	assert_refused(HEAD "5\t1\t0\t0\t0\t0\tx\t1.0\t1.0\t1.0\t100\ta\n",
	               FAULT_INPUT);
	/* Hundredths of this do not fit 32 bits. */
	assert_refused(HEAD "5\t1\t0\t0\t0\t0\t42949673\t1.0\t1.0\t1.0\t100"
	                    "\ta\n",
	               FAULT_INPUT);
	assert_refused(HEAD "5\t1\t0\t0\t0\t0\t99999999999\t1.0\t1.0\t1.0\t100"
	                    "\ta\n",
	               FAULT_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_raised_number_is_taken_out_of_the_words),
		cmocka_unit_test(lines_and_pages_make_one_paragraph),
		cmocka_unit_test(headings_are_told_by_number_and_size),
		cmocka_unit_test(notes_at_the_foot_are_kept_apart),
		cmocka_unit_test(columns_of_a_table_are_cells),
		cmocka_unit_test(arabic_is_put_in_reading_order),
		cmocka_unit_test(a_pdf_without_words_is_refused_with_a_remedy),
		cmocka_unit_test(sizes_far_apart_are_not_carried_over),
		cmocka_unit_test(rows_that_pdftotext_never_writes_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
