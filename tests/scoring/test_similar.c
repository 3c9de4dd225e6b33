/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/arena.h"
#include "base/span.h"
#include "scoring.h"

#define MANY 3000

static int setup(void **state)
{
	struct fault f;
	struct arena *a;

	if (arena_new((size_t)1 << 26, &a, &f) < 0)
		return -1;
	*state = a;
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static struct span span(const char *text)
{
	return (struct span){ text, strlen(text) };
}

/* The index that the second of two texts gets: 0 for a repeat. */
static uint32_t second(struct arena *a, const char *one, const char *two)
{
	struct span texts[2] = { span(one), span(two) };
	uint32_t first[2] = { 9, 9 };
	struct fault f;

	assert_ok(passages_similar(texts, 2, a, first, &f), &f);
	assert_int_equal(first[0], 0);
	return first[1];
}

static void capitals_and_punctuation_do_not_matter(void **state)
{
	assert_int_equal(second(*state, "Children are detained, again.",
	                        "CHILDREN are detained  again"),
	                 0);
	assert_int_equal(second(*state, "ПРАВА МИГРАНТОВ НАРУШАЮТСЯ ВНОВЬ",
	                        "Права мигрантов нарушаются вновь."),
	                 0);
	assert_int_equal(second(*state, "Children are detained again.",
	                        "Children are not detained today."),
	                 1);
}

static void arabic_vowel_signs_do_not_matter(void **state)
{
	assert_int_equal(second(*state, "حقوق المهاجرين في الخطر",
	                        "حُقُوق المُهاجرين في الخَطَر"),
	                 0);
}

/* 10 characters, 8 shingles; changing the last leaves 7 of 9. Of 20, 17 of
   19 are left. */
static void each_chinese_character_is_a_word(void **state)
{
	assert_int_equal(second(*state, "移民儿童不应当被拘留",
	                        "移民儿童不应当被拘禁"),
	                 1);
	assert_int_equal(second(*state,
	                        "移民儿童不应当被拘留国家应当提供其他安排",
	                        "移民儿童不应当被拘留国家应当提供其他安置"),
	                 0);
}

/* Nine words give seven shingles, of which a new end leaves six of eight
   (0.75); eleven give nine: eight of ten, which is four fifths. */
static void four_fifths_of_the_shingles_is_where_copies_begin(void **state)
{
	assert_int_equal(second(*state, "a b c d e f g h i",
	                        "a b c d e f g h x"),
	                 1);
	assert_int_equal(second(*state, "a b c d e f g h i j k",
	                        "a b c d e f g h i j x"),
	                 0);
}

static void the_order_of_words_matters(void **state)
{
	assert_int_equal(second(*state, "a b c d e f g h i j k",
	                        "k j i h g f e d c b a"),
	                 1);
}

static void short_and_empty_passages_repeat_only_themselves(void **state)
{
	assert_int_equal(second(*state, "Article 5.", "article 5"), 0);
	assert_int_equal(second(*state, "Article 5.", "Article 6."), 1);
	assert_int_equal(second(*state, "Yes.", "Yes, yes."), 1);
	assert_int_equal(second(*state, "", ""), 1);
	assert_int_equal(second(*state, "***", "---"), 1);
}

static void a_chain_of_small_changes_is_measured_from_its_start(void **state)
{
	struct span texts[] = {
		span("a b c d e f g h i j k"),
		span("a b c d e f g h i j x"), /* copies 0 */
		span("a b c d e f g h i y x"), /* near 1, far from 0 */
		span("a b c d e f g h i y x"), /* copies 2 */
	};
	const uint32_t want[] = { 0, 0, 2, 2 };
	uint32_t first[4];
	struct fault f;

	assert_ok(passages_similar(texts, 4, *state, first, &f), &f);
	assert_memory_equal(first, want, sizeof(want));
}

/* Word NUMBER of a vocabulary of 500, as hexadecimal letters. */
static void put_word(char *out, unsigned number)
{
	out[0] = (char)('a' + number / 26 % 26);
	out[1] = (char)('a' + number % 26);
	out[2] = ' ';
}

/* Passages of 12 to 20 words; every third is an earlier one, changed. */
static void write_many(char (*text)[64], struct span *texts)
{
	uint32_t r = 12345;

	for (size_t i = 0; i < MANY; i++) {
		size_t words = 12 + i % 9;

		for (size_t w = 0; w < words; w++) {
			r = r * 1664525U + 1013904223U;
			put_word(&text[i][3 * w], (r >> 16) % 500);
		}
		if (i % 3 == 2) {
			r = r * 1664525U + 1013904223U;
			words = texts[(r >> 8) % i].len / 3;
			memcpy(text[i], text[(r >> 8) % i], sizeof(text[i]));
			for (size_t k = i % 4; k > 0; k--)
				put_word(&text[i][3 * (words - k)],
				         (unsigned)(i + k) % 500);
		}
		texts[i] = (struct span){ text[i], 3 * words };
	}
}

static bool is_repeat(struct arena *a, struct span one, struct span two)
{
	struct span texts[2] = { one, two };
	uint32_t first[2] = { 9, 9 };
	struct fault f;

	assert_ok(passages_similar(texts, 2, a, first, &f), &f);
	arena_reset(a);
	return first[1] == 0;
}

/* The door asked for each pair by itself: what filing must not miss. */
static uint32_t slowly(struct arena *a, const struct span *texts,
                       const uint32_t *first, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (first[k] == k && is_repeat(a, texts[k], texts[i]))
			return k;
	return i;
}

static void thousands_of_passages_give_what_each_pair_gives(void **state)
{
	static char text[MANY][64];
	static struct span texts[MANY];
	static uint32_t first[MANY];
	uint32_t repeats = 0;
	struct fault f;

	write_many(text, texts);
	assert_ok(passages_similar(texts, MANY, *state, first, &f), &f);

	for (uint32_t i = 0; i < MANY; i++) {
		repeats += first[i] != i;
		if (i % 50 < 3)
			assert_int_equal(first[i],
			                 slowly(*state, texts, first, i));
	}
	assert_in_range(repeats, MANY / 20, MANY / 3);
}

static void a_full_arena_is_reported(void **state)
{
	struct span texts[1] = { span("a b c d e f g h i j k") };
	uint32_t first[1];
	struct arena *a;
	struct fault f;

	(void)state;
	assert_ok(arena_new(16, &a, &f), &f);
	assert_fault(passages_similar(texts, 1, a, first, &f), &f, FAULT_LIMIT);
	arena_free(a);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(capitals_and_punctuation_do_not_matter),
		cmocka_unit_test(arabic_vowel_signs_do_not_matter),
		cmocka_unit_test(each_chinese_character_is_a_word),
		cmocka_unit_test(
			four_fifths_of_the_shingles_is_where_copies_begin),
		cmocka_unit_test(the_order_of_words_matters),
		cmocka_unit_test(
			short_and_empty_passages_repeat_only_themselves),
		cmocka_unit_test(
			a_chain_of_small_changes_is_measured_from_its_start),
		cmocka_unit_test(
			thousands_of_passages_give_what_each_pair_gives),
		cmocka_unit_test(a_full_arena_is_reported),
	};

	return cmocka_run_group_tests(TESTS, setup, teardown);
}
