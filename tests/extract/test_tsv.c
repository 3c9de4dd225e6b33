/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../service/extract/tsv.h"

#define HEAD                                                                   \
	"level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\t" \
	"width\theight\tconf\ttext\n"
#define PAGE "1\t3\t0\t0\t0\t0\t0.000000\t0.000000\t595.000000\t842.00\t-1\t#\n"
#define FLOW "3\t3\t0\t1\t0\t0\t9.0\t9.0\t9.0\t9.0\t-1\t###FLOW###\n"
#define WORD "5\t3\t1\t2\t4\t7\t72.00\t-7.175\t34.449\t9\t100\tabc\n"

static void tsv_gives_words_with_their_places(void **state)
{
	static const char ROWS[] = HEAD PAGE FLOW WORD HEAD FLOW WORD;
	struct fault f = { 0 };
	struct tsv_word w;
	struct tsv t;

	(void)state;
	tsv_init(&t, ROWS, strlen(ROWS));

	for (int i = 0; i < 2; i++) {
		assert_int_equal(tsv_next(&t, &w, &f), 1);
		assert_int_equal(w.page, 3);
		assert_int_equal(w.flow, 1);
		assert_int_equal(w.block, 2);
		assert_int_equal(w.line, 4);
		assert_int_equal(w.x, 7200);
		assert_int_equal(w.y, -717);
		assert_int_equal(w.width, 3444);
		assert_int_equal(w.height, 900);
		assert_int_equal(w.text.len, 3);
		assert_memory_equal(w.text.at, "abc", 3);
		assert_int_equal(t.page_width, 59500);
		assert_int_equal(t.page_height, 84200);
	}
	assert_int_equal(tsv_next(&t, &w, &f), 0);
	assert_int_equal(tsv_next(&t, &w, &f), 0);
}

static void tsv_keeps_whatever_a_word_holds_but_the_end_of_its_row(void **state)
{
	static const char ROWS[] = "5\t1\t0\t0\t0\t0\t1\t1\t1\t1\t0\ta\tb \r\n"
				   "5\t1\t0\t0\t0\t0\t1\t1\t1\t1\t0\t";
	struct fault f = { 0 };
	struct tsv_word w;
	struct tsv t;

	(void)state;
	tsv_init(&t, ROWS, strlen(ROWS));

	assert_int_equal(tsv_next(&t, &w, &f), 1);
	assert_int_equal(w.text.len, 5);
	assert_memory_equal(w.text.at, "a\tb \r", 5);
	assert_int_equal(tsv_next(&t, &w, &f), 1);
	assert_int_equal(w.text.len, 0);
	assert_int_equal(tsv_next(&t, &w, &f), 0);
}

static void tsv_names_the_row_that_pdftotext_does_not_write(void **state)
{
	static const char *const ROWS[] = {
		"",
		"x",
		"5",
		"5\t1\t0\t0\t0\t0\t1\t1\t1\t1",
		"5\t1\t0\t0\t0\t0\t1\t1\t1\t1\t100",
		"5\t1\t0\t0\t0\t0\t1\t1\t1\t\t100\ta",
		"5\t\t0\t0\t0\t0\t1\t1\t1\t1\t100\ta",
		"5\t-1\t0\t0\t0\t0\t1\t1\t1\t1\t100\ta",
		"5\t1000001\t0\t0\t0\t0\t1\t1\t1\t1\t100\ta",
		"5\t99999999999999999999\t0\t0\t0\t0\t1\t1\t1\t1\t100\ta",
		"5\t1\t0\t0\t0\t0\tnan\t1\t1\t1\t100\ta",
		"5\t1\t0\t0\t0\t0\tinf\t1\t1\t1\t100\ta",
		"5\t1\t0\t0\t0\t0\t-\t1\t1\t1\t100\ta",
		"5\t1\t0\t0\t0\t0\t1e9\t1\t1\t1\t100\ta",
		"5\t1\t0\t0\t0\t0\t40000.01\t1\t1\t1\t100\ta",
		"5\t1\t0\t0\t0\t0\t40001\t1\t1\t1\t100\ta",
		"level\tand more",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ROWS) / sizeof(ROWS[0]); i++) {
		struct fault f = { 0 };
		struct tsv_word w;
		struct tsv t;
		char rows[512];

		(void)snprintf(rows, sizeof(rows), HEAD "%s\n" WORD, ROWS[i]);
		tsv_init(&t, rows, strlen(rows));

		if (tsv_next(&t, &w, &f) != -1)
			fail_msg("taken: %s", ROWS[i]);
		assert_int_equal(f.code, FAULT_INPUT);
		assert_non_null(strstr(f.text, "row 2 "));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tsv_gives_words_with_their_places),
		cmocka_unit_test(
			tsv_keeps_whatever_a_word_holds_but_the_end_of_its_row),
		cmocka_unit_test(
			tsv_names_the_row_that_pdftotext_does_not_write),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
