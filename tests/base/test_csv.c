/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/csv.h"

static struct arena *arena(void)
{
	struct fault f = { 0 };
	struct arena *a = NULL;

	assert_ok(arena_new((size_t)1 << 20, &a, &f), &f);
	return a;
}

static void csv_reads_quotes_line_ends_and_a_byte_order_mark(void **state)
{
	static const char text[] = "\xef\xbb\xbf"
				   "file,title\r\n"
				   "a.pdf,\"One, \"\"two\"\"\nthree\"\r\n"
				   "\r\n"
				   "b.pdf,\n";
	struct fault f = { 0 };
	struct csv_table t = { 0 };
	struct arena *a = arena();

	(void)state;
	assert_ok(csv_read(text, sizeof(text) - 1, "m.csv", a, &t, &f), &f);

	assert_int_equal(t.n_rows, 2);
	assert_int_equal(csv_column(&t, "title"), 1);
	assert_int_equal(csv_column(&t, "nothing"), -1);
	assert_string_equal(t.rows[0].field[1], "One, \"two\"\nthree");
	assert_int_equal(t.rows[0].line, 2);
	assert_string_equal(t.rows[1].field[1], "");
	assert_int_equal(t.rows[1].line, 5);
	arena_free(a);
}

static void csv_refuses_with_file_and_line(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} rows[] = {
		{ "a,b\n1,2\n3\n", "m.csv:3: 1 fields where the head has 2" },
		{ "a,b\n1,x\"y\n", "m.csv:2: " },
		{ "a,b\n1,\"open\n", "m.csv:2: " },
		{ "a\n\xff\n", "m.csv: not UTF-8 at byte 2" },
		{ "", "m.csv: no head row" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fault f = { 0 };
		struct csv_table t = { 0 };
		struct arena *a = arena();

		assert_fault(csv_read(rows[i].text, strlen(rows[i].text),
		                      "m.csv", a, &t, &f),
		             &f, FAULT_INPUT);
		if (strncmp(f.text, rows[i].want, strlen(rows[i].want)) != 0)
			fail_msg("want \"%s\", got \"%s\"", rows[i].want,
			         f.text);
		arena_free(a);
	}
}

static void csv_text_never_starts_a_formula(void **state)
{
	static const struct {
		const char *text;
		const char *want;
	} rows[] = {
		{ "=1+1", "'=1+1" },
		{ "+49", "'+49" },
		{ "-x", "'-x" },
		{ "@SUM(A1)", "'@SUM(A1)" },
		{ "\tx", "'\tx" },
		{ "=a,\"b\"", "\"'=a,\"\"b\"\"\"" },
		{ "plain", "plain" },
		{ "", "" },
		/* some trim what is not quoted, and then see a formula */
		{ " =1", "\" =1\"" },
		/* what East Asian spreadsheets take for the first four */
		{ "\xef\xbc\x9d"
		  "1",
		  "'\xef\xbc\x9d"
		  "1" },
		{ "\xef\xbc\x8b"
		  "1",
		  "'\xef\xbc\x8b"
		  "1" },
		{ "\xef\xbc\x8d"
		  "1",
		  "'\xef\xbc\x8d"
		  "1" },
		{ "\xef\xbc\xa0"
		  "x",
		  "'\xef\xbc\xa0"
		  "x" },
		{ "\xef\xbc\xa1"
		  "x",
		  "\xef\xbc\xa1"
		  "x" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fault f = { 0 };
		struct buf b;

		buf_init(&b, 100);
		assert_ok(csv_text(&b, true, rows[i].text, strlen(rows[i].text),
		                   &f),
		          &f);
		assert_string_equal(b.at ? b.at : "", rows[i].want);
		buf_clear(&b);
	}
}

static void csv_numbers_stay_numbers_and_rows_end_in_crlf(void **state)
{
	struct fault f = { 0 };
	struct buf b;

	(void)state;
	buf_init(&b, 100);

	assert_ok(csv_text(&b, true, "SVN", 3, &f), &f);
	assert_ok(csv_plain(&b, false, "-8.5", &f), &f);
	assert_ok(csv_end(&b, &f), &f);

	assert_string_equal(b.at, "SVN,-8.5\r\n");
	buf_clear(&b);
}

static void csv_words_takes_off_only_the_apostrophe_that_was_set(void **state)
{
	static const struct {
		const char *field, *words;
	} rows[] = {
		{ "'=1+1", "=1+1" },
		{ "'\nnext line", "\nnext line" },
		{ "'\xef\xbc\x9d=", "\xef\xbc\x9d=" },
		{ "'tis so", "'tis so" },
		{ "'", "'" },
		{ "", "" },
		{ "plain", "plain" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_string_equal(csv_words(rows[i].field), rows[i].words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			csv_reads_quotes_line_ends_and_a_byte_order_mark),
		cmocka_unit_test(csv_refuses_with_file_and_line),
		cmocka_unit_test(csv_text_never_starts_a_formula),
		cmocka_unit_test(
			csv_words_takes_off_only_the_apostrophe_that_was_set),
		cmocka_unit_test(csv_numbers_stay_numbers_and_rows_end_in_crlf),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
