/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "model/text.h"

#include "extract.h"
#include "pages.h"

#define MOST       ((size_t)64 << 20)
#define PAGES_MOST 501

/* More programs than are ever started side by side, and fewer. */
static const int CORES[] = { 0, 1, 2, 3, 4, 9 };

#define N_CORES (sizeof(CORES) / sizeof(CORES[0]))

/* An object of a PDF; notes where it begins. */
static void object(struct buf *pdf, size_t *places, int *n, const char *body)
{
	struct fault f;

	places[++*n] = pdf->len;
	assert_ok(buf_addf(pdf, &f, "%d 0 obj\n%s\nendobj\n", *n, body), &f);
}

/* Page I of a PDF whose objects 1 to 3 are its tree and its font. */
static void page(struct buf *pdf, size_t *places, int *n, int i)
{
	char words[512], body[1024];

	(void)snprintf(words, sizeof(words),
	               "BT /F1 10 Tf 12 TL 72 770 Td "
	               "(%d. The office of page %d opened in spring.) Tj T* "
	               "(It has two desks that are num-) Tj T* "
	               "(bered from %d on.) Tj T* ET",
	               i + 1, i + 1, i * 2);
	(void)snprintf(body, sizeof(body),
	               "<< /Length %zu >>\nstream\n%s\nendstream",
	               strlen(words), words);
	object(pdf, places, n, body);
	(void)snprintf(body, sizeof(body),
	               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
	               "/Contents %d 0 R /Resources << /Font << /F1 3 0 R >> "
	               ">> >>",
	               *n);
	object(pdf, places, n, body);
}

/* What ends a PDF of N objects; MORE stands in its trailer. */
static void trailer(struct buf *pdf, const size_t *places, int n,
                    const char *more)
{
	size_t start = pdf->len;
	struct fault f;

	assert_ok(buf_addf(pdf, &f, "xref\n0 %d\n0000000000 65535 f \n", n + 1),
	          &f);
	for (int i = 1; i <= n; i++)
		assert_ok(buf_addf(pdf, &f, "%010zu 00000 n \n", places[i]),
		          &f);
	assert_ok(buf_addf(pdf, &f,
	                   "trailer\n<< /Size %d /Root 1 0 R %s >>\n"
	                   "startxref\n%zu\n%%%%EOF\n",
	                   n + 1, more, start),
	          &f);
}

/* How a PDF is odd; what is NULL is plain. */
struct odd {
	const char *count;   /* how the tree of pages writes their number */
	const char *claim;   /* stands in a comment */
	const char *trailer; /* stands in the trailer */
};

/* A plain PDF of PAGES pages, some sentences on each, but for ODD. */
static void make_pdf(struct buf *pdf, int pages, const struct odd *odd)
{
	size_t places[2 * PAGES_MOST + 8];
	struct buf tree;
	struct fault f;
	int n = 0;

	buf_init(pdf, MOST);
	buf_init(&tree, MOST);
	assert_ok(buf_addf(pdf, &f, "%%PDF-1.4\n%%%s\n",
	                   odd->claim ? odd->claim : ""),
	          &f);
	object(pdf, places, &n, "<< /Type /Catalog /Pages 2 0 R >>");
	assert_ok(buf_addf(&tree, &f, "<< /Type /Pages "), &f);
	assert_ok(odd->count ? buf_add_str(&tree, odd->count, &f)
	                     : buf_addf(&tree, &f, "/Count %d", pages),
	          &f);
	assert_ok(buf_add_str(&tree, " /Kids [", &f), &f);
	for (int i = 0; i < pages; i++)
		assert_ok(buf_addf(&tree, &f, "%d 0 R ", 5 + 2 * i), &f);
	assert_ok(buf_add_str(&tree, "] >>", &f), &f);
	object(pdf, places, &n, tree.at);
	object(pdf, places, &n,
	       "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>");
	for (int i = 0; i < pages; i++)
		page(pdf, places, &n, i);
	trailer(pdf, places, n, odd->trailer ? odd->trailer : "");
	buf_clear(&tree);
}

/* Reads PDF on CORES; gives what extract_run() gives. */
static int read_pdf(const struct buf *pdf, int cores, struct arena *a,
                    struct text *out, struct fault *f)
{
	const struct extract_options options = { .require_sandbox = true,
		                                 .cores = cores };

	return extract_run(&options, pdf->at, pdf->len, FORMAT_PDF, a, out, f);
}

static void assert_same_text(const struct text *a, const struct text *b)
{
	assert_int_equal(a->len, b->len);
	assert_memory_equal(a->bytes, b->bytes, a->len);
	assert_int_equal(a->pages, b->pages);
	assert_int_equal(a->n_blocks, b->n_blocks);
	for (size_t i = 0; i < a->n_blocks; i++) {
		assert_int_equal(a->blocks[i].start, b->blocks[i].start);
		assert_int_equal(a->blocks[i].page, b->blocks[i].page);
		assert_int_equal(a->blocks[i].kind, b->blocks[i].kind);
	}
}

/* Reads PDF in each way, all its PAGES. */
static void assert_reads_alike(const struct buf *pdf, uint32_t pages)
{
	struct text text[N_CORES];
	struct arena *a = NULL;
	struct fault f = { 0 };

	assert_ok(arena_new(MOST, &a, &f), &f);
	for (size_t i = 0; i < N_CORES; i++) {
		assert_ok(read_pdf(pdf, CORES[i], a, &text[i], &f), &f);
		assert_int_equal(text[i].pages, pages);
		assert_same_text(&text[0], &text[i]);
	}
	arena_free(a);
}

static void long_pdf_gives_the_same_text_by_any_number_of_programs(void **state)
{
	struct buf pdf;

	(void)state;
	make_pdf(&pdf, 41, &(struct odd){ 0 });
	assert_int_equal(pages_guess(pdf.at, pdf.len, 500), 41);

	assert_reads_alike(&pdf, 41);
	buf_clear(&pdf);
}

static void pdf_with_fewer_pages_than_it_claims_is_read_whole(void **state)
{
	struct buf pdf;

	(void)state;
	make_pdf(&pdf, 17, &(struct odd){ .claim = "/Count 400 " });
	assert_int_equal(pages_guess(pdf.at, pdf.len, 500), 400);

	assert_reads_alike(&pdf, 17);
	buf_clear(&pdf);
}

static void pdf_with_more_pages_than_it_claims_is_read_whole(void **state)
{
	struct buf pdf;

	(void)state;
	make_pdf(&pdf, 40,
	         &(struct odd){ .count = "/Count\n40", .claim = "/Count 16 " });
	assert_int_equal(pages_guess(pdf.at, pdf.len, 500), 16);

	assert_reads_alike(&pdf, 40);
	buf_clear(&pdf);
}

/* Poppler complains of each letter that is no hexadecimal digit. */
static void pdf_that_is_complained_of_without_end_is_read_whole(void **state)
{
	char noise[6000];
	struct buf pdf;

	(void)state;
	memset(noise, 'z', sizeof(noise));
	memcpy(noise, "/ID [<", 6);
	memcpy(noise + sizeof(noise) - 8, "> <00>]", 8);
	make_pdf(&pdf, 17,
	         &(struct odd){ .claim = "/Count 400 ", .trailer = noise });

	assert_reads_alike(&pdf, 17);
	buf_clear(&pdf);
}

static void long_pdf_that_is_cut_off_is_told_alike_by_any_number(void **state)
{
	struct arena *a = NULL;
	struct fault f = { 0 }, first = { 0 };
	struct text text, one;
	struct buf pdf;
	int rc;

	(void)state;
	make_pdf(&pdf, 40, &(struct odd){ 0 });
	assert_ok(arena_new(MOST, &a, &f), &f);
	pdf.len /= 2;
	rc = read_pdf(&pdf, 1, a, &one, &first);

	for (size_t i = 0; i < N_CORES; i++) {
		assert_int_equal(read_pdf(&pdf, CORES[i], a, &text, &f), rc);
		if (rc < 0)
			assert_string_equal(f.text, first.text);
		else
			assert_same_text(&one, &text);
	}
	/* Nothing of it can be read. */
	pdf.len = 100;
	for (size_t i = 0; i < N_CORES; i++) {
		assert_fault(read_pdf(&pdf, CORES[i], a, &text, &f), &f,
		             FAULT_INPUT);
		assert_non_null(strstr(f.text, "damaged"));
	}
	arena_free(a);
	buf_clear(&pdf);
}

static void pdf_of_too_many_pages_is_refused_however_it_is_read(void **state)
{
	struct arena *a = NULL;
	struct fault f = { 0 };
	struct buf pdf;
	struct text text;

	(void)state;
	make_pdf(&pdf, PAGES_MOST, &(struct odd){ .claim = "/Count 500 " });
	assert_ok(arena_new(MOST, &a, &f), &f);

	for (size_t i = 0; i < N_CORES; i++) {
		assert_fault(read_pdf(&pdf, CORES[i], a, &text, &f), &f,
		             FAULT_LIMIT);
		assert_non_null(strstr(f.text, "more than 500 pages"));
	}
	arena_free(a);
	buf_clear(&pdf);
}

static void pages_guess_takes_the_largest_count_that_can_be(void **state)
{
	static const struct {
		const char *bytes;
		int want;
	} ROWS[] = {
		{ "", 0 },
		{ "/Count ", 0 },
		{ "/Count x", 0 },
		{ "/Count -4", 0 },
		{ "<< /Count 7 >>", 7 },
		{ "/Count 3 /Count 24 /Count 10", 24 },
		{ "/Count 501", 0 },
		{ "/Count 99999999999999999999 /Count 12", 12 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++)
		assert_int_equal(pages_guess(ROWS[i].bytes,
		                             strlen(ROWS[i].bytes), 500),
		                 ROWS[i].want);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			long_pdf_gives_the_same_text_by_any_number_of_programs),
		cmocka_unit_test(
			pdf_with_fewer_pages_than_it_claims_is_read_whole),
		cmocka_unit_test(
			pdf_with_more_pages_than_it_claims_is_read_whole),
		cmocka_unit_test(
			pdf_that_is_complained_of_without_end_is_read_whole),
		cmocka_unit_test(
			long_pdf_that_is_cut_off_is_told_alike_by_any_number),
		cmocka_unit_test(
			pdf_of_too_many_pages_is_refused_however_it_is_read),
		cmocka_unit_test(
			pages_guess_takes_the_largest_count_that_can_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
