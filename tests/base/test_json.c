/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <math.h>

#include <cjson/cJSON.h>

#include "base/buf.h"
#include "base/json.h"

static void json_reads_what_rfc_8259_allows(void **state)
{
	static const char *const rows[] = {
		"{}",
		"[1,2.5,-3e2,0]",
		"{\"a\":{\"A\":null}}",
		" true ",
		"\"\\u00e9\\n\"",
		"9007199254740992",
		"{\"a\":1,\"b\":[]}\n",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fault f = { 0 };
		cJSON *tree = NULL;

		assert_ok(json_read(rows[i], strlen(rows[i]), &tree, &f), &f);
		assert_non_null(tree);
		cJSON_Delete(tree);
	}
}

static void json_refuses_what_cjson_lets_pass(void **state)
{
	static const struct {
		const char *why;
		const char *text;
	} rows[] = {
		{ "duplicate key", "{\"a\":1,\"a\":2}" },
		{ "duplicate key inside", "[{\"x\":{\"b\":1,\"b\":2}}]" },
		{ "invalid UTF-8", "\"\xff\"" },
		{ "overlong UTF-8", "\"\xc0\xaf\"" },
		{ "leading zero", "[01]" },
		{ "NUL in a string", "\"a\\u0000b\"" },
		{ "beyond 2^53", "9007199254740994" },
		{ "trailing bytes", "{} x" },
		{ "plus", "[+1]" },
		{ "bare dot", "[1.]" },
		{ "bare exponent", "[1e]" },
		{ "control character", "\"a\nb\"" },
		{ "no end", "\"abc" },
		{ "nothing", "" },
		{ "two values", "1 2" },
		{ "NaN", "NaN" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fault f = { 0 };
		cJSON *tree = NULL;

		if (json_read(rows[i].text, strlen(rows[i].text), &tree, &f) !=
		    -1)
			fail_msg("%s: was taken", rows[i].why);
		assert_int_equal(f.code, FAULT_INPUT);
		assert_null(tree);
	}
}

static void json_refuses_deep_nesting_before_parsing(void **state)
{
	struct fault f = { 0 };
	cJSON *tree = NULL;
	char text[2 * (JSON_DEPTH_MOST + 1)];

	(void)state;
	memset(text, '[', JSON_DEPTH_MOST + 1);
	memset(text + JSON_DEPTH_MOST + 1, ']', JSON_DEPTH_MOST + 1);

	assert_fault(json_read(text, sizeof(text), &tree, &f), &f, FAULT_LIMIT);
	assert_ok(json_read(text + 1, sizeof(text) - 2, &tree, &f), &f);

	cJSON_Delete(tree);
}

static void json_strings_read_back_as_they_were(void **state)
{
	static const char text[] = "a\"b\\c\n\t\x01 \xd8\xa7 /";
	struct fault f = { 0 };
	struct buf b;
	cJSON *tree = NULL;

	(void)state;
	buf_init(&b, 100);

	assert_ok(json_add(&b, text, sizeof(text) - 1, &f), &f);
	assert_ok(json_read(b.at, b.len, &tree, &f), &f);

	assert_string_equal(tree->valuestring, text);
	cJSON_Delete(tree);
	buf_clear(&b);
}

static void json_numbers_round_half_away_and_never_minus_zero(void **state)
{
	static const struct {
		double value;
		int digits;
		const char *want;
	} rows[] = {
		{ 35.25, 1, "35.3" },    { -35.25, 1, "-35.3" },
		{ -0.04, 1, "0.0" },     { 0.9625, 3, "0.963" },
		{ 7, 0, "7" },           { -100, 1, "-100.0" },
		{ 1e-9, 6, "0.000000" }, { 123456.5, 0, "123457" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fault f = { 0 };
		struct buf b;

		buf_init(&b, 100);
		assert_ok(json_add_number(&b, rows[i].value, rows[i].digits,
		                          &f),
		          &f);
		assert_string_equal(b.at, rows[i].want);
		buf_clear(&b);
	}
}

static void json_has_no_number_that_is_none(void **state)
{
	struct fault f = { 0 };
	struct buf b;

	(void)state;
	buf_init(&b, 100);

	assert_ok(json_add_number(&b, (double)NAN, 1, &f), &f);
	assert_ok(json_add_number(&b, (double)INFINITY, 1, &f), &f);
	assert_ok(json_add_str(&b, NULL, &f), &f);

	assert_string_equal(b.at, "nullnullnull");
	buf_clear(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(json_reads_what_rfc_8259_allows),
		cmocka_unit_test(json_refuses_what_cjson_lets_pass),
		cmocka_unit_test(json_refuses_deep_nesting_before_parsing),
		cmocka_unit_test(json_strings_read_back_as_they_were),
		cmocka_unit_test(
			json_numbers_round_half_away_and_never_minus_zero),
		cmocka_unit_test(json_has_no_number_that_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
