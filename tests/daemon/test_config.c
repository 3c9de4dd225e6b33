/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <unistd.h>

#include "../../service/daemon/config.h"

#define HEX "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* Loads the words of a file. */
static int load(const char *words, const char *const *given, struct config *out,
                struct fault *f)
{
	char path[] = "/tmp/gcmtrack-config-XXXXXX";
	int fd = mkstemp(path), rc;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, words, strlen(words)),
	                 (ssize_t)strlen(words));
	(void)close(fd);
	rc = config_load(path, given, out, f);
	(void)unlink(path);
	return rc;
}

/* The row called NAME. */
static size_t row(const char *name)
{
	const struct option_row *rows;
	size_t n;

	rows = config_rows(&n);
	for (size_t i = 0; i < n; i++)
		if (strcmp(rows[i].name, name) == 0)
			return i;
	fail_msg("no option %s", name);
	return 0;
}

static void rows_are_sorted_and_few_enough(void **state)
{
	const struct option_row *rows;
	size_t n;

	(void)state;

	rows = config_rows(&n);

	assert_true(n < OPTION_ROWS_MOST);
	for (size_t i = 1; i < n; i++)
		assert_true(strcmp(rows[i - 1].name, rows[i].name) < 0);
}

static void defaults_are_those_of_the_table(void **state)
{
	const char *given[OPTION_ROWS_MOST] = { 0 };
	struct config c;
	struct fault f = { 0 };

	(void)state;

	assert_ok(load("db = x.db\n", given, &c, &f), &f);

	assert_string_equal(c.listen, "127.0.0.1:8710");
	assert_string_equal(c.intake, "");
	assert_int_equal(c.workers, 2);
	assert_true(c.require_sandbox);
	assert_false(c.insecure);
	assert_int_equal(c.log_level, LOG_NOTICE);
	config_free(&c);
}

static void the_command_line_governs_the_file(void **state)
{
	const char *given[OPTION_ROWS_MOST] = { 0 };
	struct config c;
	struct fault f = { 0 };

	(void)state;
	given[row("workers")] = "5";

	assert_ok(load("db = \"a b.db\"\nworkers = 3\nidle-ms = 1000\n"
	               "token-digest = " HEX "\nlog-level = debug\n",
	               given, &c, &f),
	          &f);

	assert_int_equal(c.workers, 5);
	assert_int_equal(c.idle_ms, 1000);
	assert_string_equal(c.db, "a b.db");
	assert_string_equal(c.token_digest, HEX);
	assert_int_equal(c.log_level, LOG_DEBUG);
	config_free(&c);
}

static void mistakes_are_named_and_nothing_is_kept(void **state)
{
	static const struct {
		const char *words;
		const char *said;
	} ROWS[] = {
		{ "workers = 2\n", "--db FILE" },
		{ "db = x\nworkers = 65\n", "workers: \"65\"" },
		{ "db = x\nworkers = many\n", "from 1 to 64" },
		{ "db = x\nworker = 2\n", ":2: no such option 'worker'" },
		{ "db = x\ninsecure = maybe\n", "insecure: say yes or no" },
		{ "db = x\nlog-level = loud\n", "log-level" },
		{ "db = x\ntoken-digest = secret\n", "64 hex digits" },
		{ "db = x\nworkers = \"2\n", "" },
		{ "db = x\nlisten = \"\"\n", "--listen ADDR:PORT" },
	};
	const char *given[OPTION_ROWS_MOST] = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		struct config c = { .workers = 77 };
		struct fault f = { 0 };

		if (load(ROWS[i].words, given, &c, &f) != -1)
			fail_msg("taken: %s", ROWS[i].words);
		if (!strstr(f.text, ROWS[i].said))
			fail_msg("\"%s\" says: %s", ROWS[i].words, f.text);
		assert_int_equal(f.code, FAULT_INPUT);
		assert_int_equal(c.workers, 77);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_sorted_and_few_enough),
		cmocka_unit_test(defaults_are_those_of_the_table),
		cmocka_unit_test(the_command_line_governs_the_file),
		cmocka_unit_test(mistakes_are_named_and_nothing_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
