/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../indicators/coding/arabic.h"
#include "../../indicators/coding/lexicon.h"

static void stems(const char *word, const char *want)
{
	char out[VARIANT_SIZE];
	size_t len = arabic_stem(word, strlen(word), out);

	out[len] = '\0';
	assert_string_equal(out, want);
}

/* Does TEXT hold an entry of ENTERED, by stem or exact? */
static bool finds(const char *entered, bool is_exact, const char *text)
{
	struct lexicon *x = NULL;
	uint32_t room[4];
	struct symbols symbols = { .at = room, .most = 4 };
	struct word words[16];
	struct fault f;
	size_t at = 0;
	size_t n;
	bool is_found = false;

	assert_ok(lexicon_new("arabic", &x, &f), &f);
	assert_ok(lexicon_enter(x, entered, strlen(entered), is_exact, &symbols,
	                        &f),
	          &f);
	n = lexicon_read(x, text, strlen(text), &at, words, 16);
	for (size_t i = 0; i < n; i++)
		is_found = is_found || words[i].stem == room[0] ||
		           words[i].exact == room[0];
	lexicon_free(x);
	return is_found;
}

static void arabic_gives_one_stem_to_the_forms_of_a_word(void **state)
{
	(void)state;

	stems("المهاجرين", "مهاجر");
	stems("والمهاجرون", "مهاجر");
	stems("مهاجره", "مهاجر");
	stems("بيانات", "بيان");
	stems("وبالبيانات", "بيان");
}

static void arabic_keeps_nationality_from_sex(void **state)
{
	(void)state;

	stems("الجنسيه", "جنسي");
	stems("الجنس", "جنس");
}

static void arabic_leaves_short_and_foreign_words_whole(void **state)
{
	(void)state;

	stems("الم", "الم");
	stems("gcm", "gcm");
}

static void arabic_finds_a_word_behind_particles_and_pronouns(void **state)
{
	(void)state;

	assert_true(finds("جنسية", false, "وجنسيتهم"));
	assert_true(finds("مهاجر", false, "وللمهاجرين"));
	assert_true(finds("حدود", false, "بحدودها"));
	assert_true(finds("الهند", true, "للهند"));
	assert_true(finds("لم", true, "ولم"));
	assert_false(finds("حدود", false, "محدودة"));
}

static void arabic_keeps_mali_from_what_is_financial(void **state)
{
	(void)state;

	assert_true(finds("مالي", true, "في مالي"));
	assert_false(finds("مالي", true, "الدعم المالي"));
}

static void arabic_reads_over_vowels_and_the_forms_of_alef(void **state)
{
	(void)state;

	assert_true(finds("إنشاء", true, "انشاء"));
	assert_true(finds("اعتمدت", true, "اُعتُمِدَتْ"));
	assert_true(finds("اعتمدت", true, "اعتمـــدت"));
	assert_true(finds("هجرة", false,
	                  "\xE2\x80\xAB"
	                  "الهجره\xE2\x80\xAC"));
	assert_true(finds("8", true, "الهدف ٨"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arabic_gives_one_stem_to_the_forms_of_a_word),
		cmocka_unit_test(arabic_keeps_nationality_from_sex),
		cmocka_unit_test(arabic_leaves_short_and_foreign_words_whole),
		cmocka_unit_test(
			arabic_finds_a_word_behind_particles_and_pronouns),
		cmocka_unit_test(arabic_keeps_mali_from_what_is_financial),
		cmocka_unit_test(
			arabic_reads_over_vowels_and_the_forms_of_alef),
	};

	return cmocka_run_group_tests_name("coding/arabic", tests, NULL, NULL);
}
