/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/buf.h"
#include "base/file.h"
#include "scoring.h"

#define METHOD_MOST ((size_t)1 << 20)

/* METHOD.md as one string, to be freed. */
static char *method(void)
{
	const char *source = getenv("SOURCE");
	char path[1024];
	struct buf b;
	struct fault f;

	assert_non_null(source);
	snprintf(path, sizeof(path), "%s/METHOD.md", source);
	buf_init(&b, METHOD_MOST);
	assert_ok(file_read(path, &b, &f), &f);
	return buf_take(&b, NULL);
}

static void each_parameter_stands_in_the_document_with_its_reason(void **state)
{
	struct parameter p;
	char *text = method();

	(void)state;
	for (size_t i = 0; method_parameter(scoring_method(NULL), i, &p); i++) {
		char row[512];

		snprintf(row, sizeof(row), "\n| %s | %.4g | %s |\n", p.name,
		         p.value, p.reason);
		if (!strstr(text, row))
			fail_msg("METHOD.md 9.9 lacks: %s", row);
	}
	free(text);
}

static void the_document_has_no_other_parameter(void **state)
{
	char *text = method(), *at = strstr(text, "| parameter | value |");
	struct parameter p;
	size_t n = 0, rows = 0;

	(void)state;
	while (method_parameter(scoring_method(NULL), n, &p))
		n++;
	assert_non_null(at);
	for (at = strchr(at, '\n'); at && at[1] == '|';
	     at = strchr(at + 1, '\n'))
		rows++;
	free(text);

	assert_int_equal(rows, n + 1); /* and the rule under the heading */
}

static void the_document_names_the_version_of_the_program(void **state)
{
	char *text = method(), line[64];

	(void)state;
	snprintf(line, sizeof(line), "\nVersion %s.", scoring_version());
	assert_non_null(strstr(text, line));
	free(text);
}

/* What the example works out by hand, as fixtures/scoring/worked_example
   holds it and test_recompute.sh checks it. */
static void the_example_gives_the_numbers_of_the_program(void **state)
{
	static const char *const NUMBERS[] = {
		"**29.932**",   "**-22.0 to 63.3**", "**-32.007**",
		"-72.2 to 6.8", "**61.939**",        "-1.4 to 117.8",
		"**94.7 %**",
	};
	char *text = method();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(NUMBERS); i++)
		if (!strstr(text, NUMBERS[i]))
			fail_msg("METHOD.md 6.12 lacks %s", NUMBERS[i]);
	free(text);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(
			each_parameter_stands_in_the_document_with_its_reason),
		cmocka_unit_test(the_document_has_no_other_parameter),
		cmocka_unit_test(the_document_names_the_version_of_the_program),
		cmocka_unit_test(the_example_gives_the_numbers_of_the_program),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
