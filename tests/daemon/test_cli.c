/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <getopt.h>
#include <unistd.h>

#include "../../service/daemon/cli.h"

struct given {
	struct cli_list list;
	const char *text;
	const char *wish;
	int number;
	bool flag;
	bool yes;
};

static const struct cli_option OPTIONS[] = {
	{ "flag", NULL, CLI_FLAG, offsetof(struct given, flag), "a flag" },
	{ "list", "WORD", CLI_LIST, offsetof(struct given, list), "words" },
	{ "number", "N", CLI_NUMBER, offsetof(struct given, number), "some" },
	{ "text", "WORD", CLI_TEXT, offsetof(struct given, text), "a word" },
	{ "wish", "yes|no", CLI_SWITCH, offsetof(struct given, wish), "want" },
	{ "yes", "yes|no", CLI_YES_NO, offsetof(struct given, yes), "or no" },
};

static const struct cli CLI = {
	.verb = "try",
	.operands = "NAME",
	.what = "Tries.",
	.options = OPTIONS,
	.n_options = COUNT_OF(OPTIONS),
	.operands_least = 1,
	.operands_most = 1,
};

/* Parses WORDS, ended by NULL; standard error goes nowhere meanwhile. */
static bool parse(const char *const *words, struct given *out, int *first,
                  int *status)
{
	char *argv[16] = { (char[]){ "try" } };
	int argc = 1, kept = dup(STDERR_FILENO);
	bool rc;

	/* getopt_long() moves words about, and never writes into them. */
	for (; words[argc - 1]; argc++)
		memcpy(&argv[argc], &words[argc - 1], sizeof(char *));
	memset(out, 0, sizeof(*out));
	assert_non_null(freopen("/dev/null", "w", stderr));
	rc = cli_parse(&CLI, argc, argv, out, first, status);
	(void)fflush(stderr);
	(void)dup2(kept, STDERR_FILENO);
	(void)close(kept);
	return rc;
}

static void options_land_where_the_table_says(void **state)
{
	static const char *const WORDS[] = { "--flag",   "--list", "a",
		                             "--number", "7",      "--list=b",
		                             "--wish",   "--yes",  "yes",
		                             "--text",   "word",   "name",
		                             NULL };
	struct given got;
	int first = 0, status = -1;

	(void)state;

	assert_true(parse(WORDS, &got, &first, &status));

	assert_true(got.flag && got.yes);
	assert_int_equal(got.number, 7);
	assert_string_equal(got.text, "word");
	assert_string_equal(got.wish, "yes");
	assert_int_equal(got.list.n, 2);
	assert_string_equal(got.list.at[1], "b");
	assert_int_equal(first, 12);
	assert_int_equal(status, 0);
}

static void a_switch_takes_a_value_too(void **state)
{
	static const char *const WORDS[] = { "--wish=no", "name", NULL };
	struct given got;
	int first, status;

	(void)state;

	assert_true(parse(WORDS, &got, &first, &status));

	assert_string_equal(got.wish, "no");
}

static void wrong_command_lines_end_with_usage(void **state)
{
	static const struct {
		const char *why;
		const char *words[4];
	} ROWS[] = {
		{ "no operand", { "--flag" } },
		{ "one too many", { "a", "b" } },
		{ "no such option", { "--none", "a" } },
		{ "no value", { "a", "--text" } },
		{ "no number", { "--number", "x", "a" } },
		{ "below zero", { "--number", "-1", "a" } },
		{ "beyond an int", { "--number", "2147483648", "a" } },
		{ "neither yes nor no", { "--yes", "maybe", "a" } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		struct given got;
		int first, status = -1;

		if (parse(ROWS[i].words, &got, &first, &status) ||
		    status != STATUS_USAGE)
			fail_msg("%s: taken, status %d", ROWS[i].why, status);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_land_where_the_table_says),
		cmocka_unit_test(a_switch_takes_a_value_too),
		cmocka_unit_test(wrong_command_lines_end_with_usage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
