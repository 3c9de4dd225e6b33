/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../indicators/coding/language.h"

static void tells(const char *text, const char *want)
{
	assert_string_equal(language_tell(text, strlen(text)), want);
}

static void language_tells_those_that_are_coded(void **state)
{
	(void)state;

	tells("The border of the state is not closed.", "en");
	tells("La frontière de l’État n’est pas fermée pour les familles.",
	      "fr");
	tells("La frontera del Estado no está cerrada para las familias.",
	      "es");
}

static void language_tells_apart_those_that_are_not(void **state)
{
	(void)state;

	tells("A fronteira do Estado não foi fechada para as famílias.", "pt");
	tells("Die Grenze ist für die Familien nicht geschlossen.", "de");
	tells("Η μετανάστευση στην Ευρώπη.", "und");
	tells("สิทธิของแรงงานข้ามชาติ", "und");
}

static void language_tells_chinese_by_its_characters(void **state)
{
	(void)state;

	tells("移民工人的权利", "zh");
	tells("移民工人的權利", "zh");
	tells("IOM与UNHCR协助了难民。", "zh");
	tells("The word 移民 means migrants.", "en");
	tells("The word 移民 means migrants in the law of the 中国.", "en");
}

/* Their headings may be all characters; their sentences never are. */
static void language_takes_neither_japanese_nor_korean_for_chinese(void **state)
{
	(void)state;

	tells("移民労働者の権利を保護する法律が制定された。", "ja");
	tells("難民認定手続について政府が発表した。", "ja");
	tells("이주 노동자의 권리를 보호하는 법률이 제정되었다.", "ko");
	tells("移住 勞動者의 權利를 保護하는 法律이 制定되었다.", "ko");
}

static void language_tells_arabic_from_its_neighbours(void **state)
{
	(void)state;

	tells("لا يحصل المهاجرون على الرعاية في الدولة.", "ar");
	tells("حماية المهاجرين وأسرهم", "ar");
	tells("\xE2\x80\x8F"
	      "حماية المهاجرين من العنف."
	      "\xE2\x80\xAC",
	      "ar");
	tells("مهاجران به خدمات درمانی دسترسی ندارند و از آن محروم هستند.",
	      "fa");
	tells("مهاجرین کو صحت کی سہولیات میسر نہیں ہیں۔", "ur");
	tells("کۆچبەران مافی تەندروستییان نییە", "mis");
	tells("مهاجر", "und");
}

static void language_tells_russian_from_its_neighbours(void **state)
{
	(void)state;

	tells("Граница государства не закрыта для семей.", "ru");
	tells("Мигранты получили доступ к врачам.", "ru");
	tells("Мігранти не мають доступу до лікарів.", "uk");
	tells("Мигрантите нямат достъп до лекари.", "bg");
	tells("Мигранти немају приступ лекарима и није им дата помоћ.", "sr");
	tells("Мигранти немају приступ здравственој заштити.", "mis");
	tells("Мигранттар дәрігерге қол жеткізе алмайды.", "mis");
	tells("Миграция", "und");
}

static void language_does_not_guess_without_a_sign(void **state)
{
	(void)state;

	tells("", "und");
	tells("Ljubljana 2025", "und");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(language_tells_those_that_are_coded),
		cmocka_unit_test(language_tells_apart_those_that_are_not),
		cmocka_unit_test(language_tells_arabic_from_its_neighbours),
		cmocka_unit_test(language_tells_russian_from_its_neighbours),
		cmocka_unit_test(language_tells_chinese_by_its_characters),
		cmocka_unit_test(
			language_takes_neither_japanese_nor_korean_for_chinese),
		cmocka_unit_test(language_does_not_guess_without_a_sign),
	};

	return cmocka_run_group_tests_name("coding/language", tests, NULL,
	                                   NULL);
}
