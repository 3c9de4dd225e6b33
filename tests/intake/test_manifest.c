/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"

#include "intake.h"

#define HEAD "file,state,voice,round"

static struct arena *open_arena(void)
{
	struct fault f = { .code = FAULT_NONE };
	struct arena *a = NULL;

	assert_ok(arena_new((size_t)1 << 20, &a, &f), &f);
	return a;
}

static void manifest_gives_rows_in_any_order_of_columns(void **state)
{
	static const char CSV[] =
		"title,round,voice,state,file,endorsers,language\r\n"
		"\"A, b\",R1,state,SVN,sub/a.pdf,,\r\n"
		",R2,civil_society,\"SVN,HRV\",b.txt,names.txt,fr\r\n";
	struct arena *a = open_arena();
	struct fault f = { .code = FAULT_NONE };
	struct manifest_row *rows = NULL;
	size_t n = 99;

	(void)state;

	assert_ok(intake_manifest(CSV, strlen(CSV), "m.csv", a, &rows, &n, &f),
	          &f);

	assert_int_equal(n, 2);
	assert_int_equal(rows[0].line, 2);
	assert_string_equal(rows[0].path, "sub/a.pdf");
	assert_string_equal(rows[0].fields.title, "A, b");
	assert_string_equal(rows[0].fields.file_name, "sub/a.pdf");
	assert_null(rows[0].fields.language);
	assert_null(rows[0].fields.date);
	assert_string_equal(rows[0].endorsers, "");
	assert_string_equal(rows[1].fields.state, "SVN,HRV");
	assert_string_equal(rows[1].endorsers, "names.txt");
	assert_string_equal(rows[1].fields.language, "fr");
	arena_free(a);
}

static void manifest_is_refused_with_its_name_and_line(void **state)
{
	static const struct {
		const char *csv;
		const char *words;
	} rows[] = {
		{ "", "m.csv" },
		{ HEAD "\n", "m.csv: no rows after the head" },
		{ HEAD ",colour\na,b,c,d,e\n",
		  "m.csv:1: column \"colour\" is not one of: file" },
		{ "file,state,voice\na,b,c\n",
		  "m.csv:1: column \"round\" is missing" },
		{ HEAD ",file\na,b,c,d,e\n",
		  "m.csv:1: column \"file\" stands twice" },
		{ HEAD "\na,b,c,d\n,b,c,d\n",
		  "m.csv:3: the column \"file\" is empty" },
		{ HEAD "\na,b,c\n", "m.csv:2:" },
		{ HEAD "\na,b,c,\xff\n", "not UTF-8" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct arena *a = open_arena();
		struct fault f = { .code = FAULT_NONE };
		struct manifest_row *list = NULL;
		size_t n = 99;

		assert_fault(intake_manifest(rows[i].csv, strlen(rows[i].csv),
		                             "m.csv", a, &list, &n, &f),
		             &f, FAULT_INPUT);

		if (!strstr(f.text, rows[i].words))
			fail_msg("row %zu: %s", i, f.text);
		assert_int_equal(n, 99);
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(manifest_gives_rows_in_any_order_of_columns),
		cmocka_unit_test(manifest_is_refused_with_its_name_and_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
