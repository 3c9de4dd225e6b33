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
		"-9007199254740992",
		"[1e300,-0,0.0,1E-2,-0.5]",
		"{\"\":0,\" \":[{}]}",
		"\t[ ]\r\n",
		"[\"\\ud83d\\ude00\\/\\b\\f\\t\\\\\\\"\"]",
		"[\"\xf4\x8f\xbf\xbf\x7f\"]",
		"{\"a\":1,\"A\":2}",
		"[[],{},[{}],true,false,null]",
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
		{ "Infinity", "[-Infinity]" },
		{ "not finite", "[1e400]" },
		{ "2^53 and one", "[9007199254740993]" },
		{ "minus 2^53 and one", "[-9007199254740993]" },
		{ "twenty digits", "[12345678901234567890]" },
		{ "a long fraction",
		  "[0.1234567890123456789012345678901234567890123456789012345"
		  "6789012345]" },
		{ "an escaped spelling of the same key",
		  "{\"a\":1,\"\\u0061\":2}" },
		{ "the first half of a pair", "[\"\\ud83d\"]" },
		{ "the second half of a pair", "[\"\\ude00\"]" },
		{ "halves in the wrong order", "[\"\\ude00\\ud83d\"]" },
		{ "a first half and a letter", "[\"\\ud83dx\"]" },
		{ "a surrogate in UTF-8", "[\"\xed\xa0\x80\"]" },
		{ "past the last character", "[\"\xf4\x90\x80\x80\"]" },
		{ "UTF-8 cut short", "[\"\xe2\x82\"]" },
		{ "a byte order mark", "\xef\xbb\xbf[]" },
		{ "hex that is none", "[\"\\u00zz\"]" },
		{ "hex cut short", "[\"\\u00\"]" },
		{ "an unknown escape", "[\"\\x41\"]" },
		{ "a backslash at the end", "[\"\\" },
		{ "single quotes", "['a']" },
		{ "a name without quotes", "{a:1}" },
		{ "a number as a name", "{1:1}" },
		{ "no colon", "{\"a\" 1}" },
		{ "two colons", "{\"a\"::1}" },
		{ "no value", "{\"a\":}" },
		{ "no comma", "[1 2]" },
		{ "two commas", "[1,,2]" },
		{ "a comma at the end", "[1,]" },
		{ "a comma at the end of an object", "{\"a\":1,}" },
		{ "a comma first", "[,1]" },
		{ "no end of an array", "[1" },
		{ "no end of an object", "{\"a\":1" },
		{ "no end at all", "[[[" },
		{ "an end of another kind", "[1}" },
		{ "an end too many", "[]]" },
		{ "a comment", "[1/* */]" },
		{ "a vertical tab between", "[1\v]" },
		{ "a form feed between", "[\f1]" },
		{ "a control character between", "[1\x01]" },
		{ "a word in capitals", "[True]" },
		{ "a word cut short", "[nul]" },
		{ "a word too long", "[nulll]" },
		{ "a minus alone", "[-]" },
		{ "a minus and a zero before", "[-01]" },
		{ "a point first", "[.5]" },
		{ "an exponent of nothing", "[1e+]" },
		{ "hex", "[0x1]" },
		{ "blanks alone", "  \n" },
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

static void a_refusal_says_where_and_what_to_do(void **state)
{
	static const struct {
		const char *text, *said;
	} rows[] = {
		{ "{\n  \"a\": 01\n}", "line 2, column 8: " },
		{ "[\"\xc3\xa9\", x]", "line 1, column 7: a value" },
		{ "{\"a\":1\n\n\"b\":2}", "line 3, column 1: a comma or }" },
		{ "[9007199254740993]", "send it as a string" },
		{ "{\"ab\":1,\"\\u0061b\":2}", "\"ab\" stands twice" },
		{ "[1] 2", "line 1, column 5: something follows" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct fault f = { 0 };
		cJSON *tree = NULL;

		assert_int_equal(json_read(rows[i].text, strlen(rows[i].text),
		                           &tree, &f),
		                 -1);
		if (!strstr(f.text, rows[i].said))
			fail_msg("%s: %s", rows[i].text, f.text);
	}
}

static void a_stranger_may_send_a_mebibyte_of_names(void **state)
{
	struct fault f = { 0 };
	struct buf b;
	cJSON *tree = NULL;

	(void)state;
	buf_init(&b, 2 * JSON_TAKE_MOST);
	assert_ok(buf_add_char(&b, '{', &f), &f);
	for (int i = 0; b.len < JSON_TAKE_MOST - 20; i++)
		assert_ok(buf_addf(&b, &f, "%s\"%d\":0", i ? "," : "", i), &f);
	assert_ok(buf_add_char(&b, '}', &f), &f);

	assert_ok(json_take(b.at, b.len, &tree, &f), &f);
	cJSON_Delete(tree);
	tree = NULL;
	while (b.len <= JSON_TAKE_MOST)
		assert_ok(buf_add_char(&b, ' ', &f), &f);
	assert_fault(json_take(b.at, b.len, &tree, &f), &f, FAULT_LIMIT);
	assert_null(tree);
	buf_clear(&b);
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
		cmocka_unit_test(a_refusal_says_where_and_what_to_do),
		cmocka_unit_test(a_stranger_may_send_a_mebibyte_of_names),
		cmocka_unit_test(json_refuses_deep_nesting_before_parsing),
		cmocka_unit_test(json_strings_read_back_as_they_were),
		cmocka_unit_test(
			json_numbers_round_half_away_and_never_minus_zero),
		cmocka_unit_test(json_has_no_number_that_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
