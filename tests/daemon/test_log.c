/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <unistd.h>

#include "../../service/daemon/log.h"

/* What one event writes to standard error. */
static void hear(enum log_level most, enum log_level level, const char *value,
                 char *out, size_t size)
{
	int ends[2], kept = dup(STDERR_FILENO);
	ssize_t n;

	assert_int_equal(pipe(ends), 0);
	(void)dup2(ends[1], STDERR_FILENO);
	log_event(most, level, "try", "key", value, NULL);
	(void)dup2(kept, STDERR_FILENO);
	(void)close(kept);
	(void)close(ends[1]);
	n = read(ends[0], out, size - 1);
	out[n > 0 ? n : 0] = '\0';
	(void)close(ends[0]);
}

static void values_are_quoted_when_they_must_be(void **state)
{
	static const struct {
		const char *value;
		const char *want;
	} ROWS[] = {
		{ "plain", " level=notice event=try key=plain\n" },
		{ "", " key=\"\"\n" },
		{ "two words", " key=\"two words\"\n" },
		{ "a=b", " key=\"a=b\"\n" },
		{ "a\"b\\c", " key=\"a\\\"b\\\\c\"\n" },
		{ "a\nevent=x", " key=\"a\\x0aevent=x\"\n" },
	};
	char said[8192];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		hear(LOG_NOTICE, LOG_NOTICE, ROWS[i].value, said, sizeof(said));
		if (!strstr(said, ROWS[i].want))
			fail_msg("want \"%s\", got \"%s\"", ROWS[i].want, said);
	}
}

static void levels_beyond_the_one_asked_for_are_silent(void **state)
{
	char said[256];

	(void)state;

	hear(LOG_NOTICE, LOG_DEBUG, "x", said, sizeof(said));
	assert_string_equal(said, "");
	hear(LOG_DEBUG, LOG_DEBUG, "x", said, sizeof(said));
	assert_string_not_equal(said, "");
	hear(LOG_ERROR, LOG_NOTICE, "x", said, sizeof(said));
	assert_string_equal(said, "");
}

static void a_long_value_is_cut_and_the_line_ends(void **state)
{
	char value[6000], said[8192];
	size_t len;

	(void)state;
	memset(value, 'x', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';

	hear(LOG_NOTICE, LOG_NOTICE, value, said, sizeof(said));

	len = strlen(said);
	assert_int_equal(len, 4096);
	assert_int_equal(said[len - 1], '\n');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_quoted_when_they_must_be),
		cmocka_unit_test(levels_beyond_the_one_asked_for_are_silent),
		cmocka_unit_test(a_long_value_is_cut_and_the_line_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
