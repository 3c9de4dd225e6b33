/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <unicode/ustring.h>

#include "../../service/extract/arabic.h"

#define UNITS 128

static void assert_repaired(const char *in, const char *want)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[UNITS];
	char out[UNITS * 3];
	int32_t n = 0;

	u_strFromUTF8(wide, UNITS, &n, in, -1, &status);
	n = arabic_repair(wide, n);
	u_strToUTF8(out, sizeof(out), NULL, wide, n, &status);

	assert_true(U_SUCCESS(status));
	assert_string_equal(out, want);
}

static void swapped_lam_alef_after_the_article_is_put_right(void **state)
{
	(void)state;
	assert_repaired("األرواح واألطفال", "الأرواح والأطفال");
	assert_repaired("اإلقامة في اآلثار", "الإقامة في الآثار");
}

static void words_that_are_right_stay(void **state)
{
	(void)state;
	assert_repaired("الأرواح لألمانيا", "الأرواح لألمانيا");
	assert_repaired("ألغت الحكومة", "ألغت الحكومة");
	assert_repaired("", "");
}

static void assert_turned(const char *visual, const char *want)
{
	struct fault f = { 0 };
	char bytes[UNITS * 3];

	(void)snprintf(bytes, sizeof(bytes), "%s", visual);
	assert_ok(arabic_reorder(bytes, strlen(bytes), &f), &f);
	assert_string_equal(bytes, want);
}

static void a_line_as_it_stands_on_the_page_is_put_in_reading_order(
	void **state)
{
	(void)state;
	assert_turned("ةموكحلا تدمتعا", "اعتمدت الحكومة");
}

static void figures_and_latin_words_keep_their_direction(void **state)
{
	(void)state;
	assert_turned("ةطخ 2024 ماع", "عام 2024 خطة");
	assert_turned("ةئاملا يف 12.5", "12.5 في المائة");
	assert_turned("ةرجهلل IOM ةمظنم", "منظمة IOM للهجرة");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			swapped_lam_alef_after_the_article_is_put_right),
		cmocka_unit_test(words_that_are_right_stay),
		cmocka_unit_test(
			a_line_as_it_stands_on_the_page_is_put_in_reading_order),
		cmocka_unit_test(figures_and_latin_words_keep_their_direction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
