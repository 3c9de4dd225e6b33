/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <sys/resource.h>

#include "base/clock.h"

static void clock_reads_what_people_write_as_its_first_second(void **state)
{
	static const struct {
		const char *text;
		int64_t want;
	} rows[] = {
		{ "1970", 0 },
		{ "2026-05", 1777593600 },
		{ "2024-02-29", 1709164800 },
		{ "2026-11-22T00:00:00Z", 1795305600 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fault f = { 0 };
		int64_t got = -1;

		assert_ok(clock_parse(rows[i].text, &got, &f), &f);
		assert_int_equal(got, rows[i].want);
	}
}

static void clock_refuses_what_is_no_date(void **state)
{
	static const char *const rows[] = {
		"",
		"26",
		"2026-13",
		"2026-02-30",
		"2025-02-29",
		"2026-1-1",
		"22.11.2026",
		"2026-11-22T25:00:00Z",
		"2026-11-22 00:00",
		"2026x",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fault f = { 0 };
		int64_t got = 77;

		assert_fault(clock_parse(rows[i], &got, &f), &f, FAULT_INPUT);
		assert_int_equal(got, 77);
	}
}

static void clock_text_is_rfc_3339_and_reads_back(void **state)
{
	struct fault f = { 0 };
	char text[CLOCK_TEXT_SIZE];
	char http[30];
	int64_t back = 0;

	(void)state;
	clock_text(1795305600, text);
	clock_http(1795305600, http);

	assert_string_equal(text, "2026-11-22T00:00:00Z");
	assert_string_equal(http, "Sun, 22 Nov 2026 00:00:00 GMT");
	assert_ok(clock_parse(text, &back, &f), &f);
	assert_int_equal(back, 1795305600);
}

static void clock_adds_up_what_a_program_and_its_calls_spent(void **state)
{
	const struct rusage used = { .ru_utime = { 1, 750000 },
		                     .ru_stime = { 2, 500000 } };

	(void)state;
	assert_float_equal(clock_spent_s(&used), 4.25, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			clock_adds_up_what_a_program_and_its_calls_spent),
		cmocka_unit_test(
			clock_reads_what_people_write_as_its_first_second),
		cmocka_unit_test(clock_refuses_what_is_no_date),
		cmocka_unit_test(clock_text_is_rfc_3339_and_reads_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
