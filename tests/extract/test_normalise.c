/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"

#include "../../service/extract/normalise.h"
#include "../../service/extract/pile.h"

#define MEMORY ((size_t)1 << 20)

static void assert_becomes(const char *why, const char *in, const char *want)
{
	struct fault f = { 0 };
	struct arena *a = NULL;
	struct pile out;

	assert_ok(arena_new(MEMORY, &a, &f), &f);
	pile_init(&out, a, 1, 65536, "bytes");
	assert_ok(normalise(in, strlen(in), &out, &f), &f);
	assert_ok(pile_add(&out, "", 1, &f), &f);
	if (strcmp(out.at, want) != 0)
		fail_msg("%s: want \"%s\", got \"%s\"", why, want, out.at);
	arena_free(a);
}

static void white_space_of_any_kind_becomes_one_space(void **state)
{
	static const struct {
		const char *why, *in, *want;
	} rows[] = {
		{ "plain", "one word", "one word" },
		{ "runs and ends", "  one \t\r\n  word\n", "one word" },
		{ "no-break", "one\u00a0word", "one word" },
		{ "narrow, ideographic", "a\u202fb\u3000c", "a b c" },
		{ "nothing but space", " \u00a0\n", "" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_becomes(rows[i].why, rows[i].in, rows[i].want);
}

static void what_is_invisible_is_dropped(void **state)
{
	static const struct {
		const char *why, *in, *want;
	} rows[] = {
		{ "soft hyphen", "mi\u00adgra\u00adtion", "migration" },
		{ "zero width", "a\u200bb\u2060c\ufeffd", "abcd" },
		{ "direction marks", "\u202bنص\u202c \u200f(1)", "نص (1)" },
		{ "bell", "a\ab", "ab" },
		{ "private use", "\uf0b7 item", "item" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_becomes(rows[i].why, rows[i].in, rows[i].want);
}

static void letters_have_one_spelling(void **state)
{
	static const struct {
		const char *why, *in, *want;
	} rows[] = {
		{ "composed", "re\u0301fugie\u0301", "réfugié" },
		{ "ligature", "the \ufb01rst e\ufb00ort", "the first effort" },
		{ "Arabic forms", "\ufefb\ufee3\ufede", "لامل" },
		{ "stretched", "حقـــوق", "حقوق" },
		{ "no ligature of others", "½ ① ＡＢ", "½ ① ＡＢ" },
		{ "Chinese", "移民的权利。", "移民的权利。" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_becomes(rows[i].why, rows[i].in, rows[i].want);
}

static void bytes_that_are_no_utf8_are_marked(void **state)
{
	(void)state;
	assert_becomes("a stray byte",
	               "a\xff"
	               "b é",
	               "a\ufffd"
	               "b é");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(white_space_of_any_kind_becomes_one_space),
		cmocka_unit_test(what_is_invisible_is_dropped),
		cmocka_unit_test(letters_have_one_spelling),
		cmocka_unit_test(bytes_that_are_no_utf8_are_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
