/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/buf.h"

#include "../../service/extract/language.h"

static int setup(void **state)
{
	struct language_detector *d = NULL;
	struct fault f = { 0 };

	assert_ok(language_detector_new(&d, &f), &f);
	*state = d;
	return 0;
}

static int teardown(void **state)
{
	language_detector_free(*state);
	return 0;
}

static void assert_language(void **state, const char *text, const char *want)
{
	char got[LANGUAGE_SIZE] = "?";

	language_detect(*state, text, strlen(text), got);
	if (strcmp(got, want) != 0)
		fail_msg("want %s, got %s: %s", want, got, text);
}

static void the_six_languages_are_told_from_one_sentence(void **state)
{
	assert_language(state,
	                "The ministry opened a new office for people who wish "
	                "to join their families.",
	                "en");
	assert_language(state,
	                "Le ministère a ouvert un nouveau bureau pour les "
	                "personnes qui souhaitent rejoindre leur famille.",
	                "fr");
	assert_language(state,
	                "El ministerio abrió una nueva oficina para las "
	                "personas que desean reunirse con sus familias.",
	                "es");
	assert_language(state,
	                "Министерство открыло новое отделение для людей, "
	                "которые хотят воссоединиться с семьями.",
	                "ru");
	assert_language(state,
	                "افتتحت الوزارة مكتبا جديدا للأشخاص الذين يرغبون في لم "
	                "شمل أسرهم",
	                "ar");
	assert_language(state, "该部为希望与家人团聚的人开设了新的办事处。",
	                "zh");
}

static void neighbours_do_not_pass_as_one_of_the_six(void **state)
{
	assert_language(state,
	                "O ministério abriu um novo escritório para as pessoas "
	                "que não querem ficar longe das suas famílias.",
	                "pt");
	assert_language(state,
	                "Il ministero ha aperto un nuovo ufficio per le "
	                "persone che desiderano raggiungere le famiglie.",
	                "it");
	assert_language(state,
	                "Departementet öppnade ett nytt kontor för människor "
	                "som vill återförenas med sina familjer.",
	                "sv");
	assert_language(state,
	                "Міністерство відкрило нове відділення для людей, які "
	                "хочуть возз'єднатися зі своїми родинами.",
	                "uk");
	assert_language(
		state,
		"وزارت دفتر جدیدی برای افرادی که می‌خواهند به "
		"خانواده‌های خود بپیوندند باز کرد",
		"fa");
	assert_language(
		state,
		"省は家族と一緒になりたい人のために新しい事務所を開いた。",
		"ja");
}

static void too_few_letters_are_und(void **state)
{
	assert_language(state, "", "und");
	assert_language(state, "12 345 678, 90 %", "und");
	assert_language(state, "Annex I (English only)", "und");
}

/* Adds N lines of LINE to TEXT. */
static void lines(struct buf *text, int n, const char *line)
{
	struct fault f;

	for (int i = 0; i < n; i++)
		assert_ok(buf_addf(text, &f, "%s\n", line), &f);
}

static void names_in_the_middle_do_not_decide_for_a_report(void **state)
{
	static const char PROSE[] =
		"The ministry opened a new office in the capital, and it "
		"publishes each year what was done for people who wish to join "
		"their families, with the figures of all provinces.";
	static const char NAME[] =
		"Sra. Montserrat Fernández Puig, Ministra Consejera, Misión "
		"Permanente en Ginebra";
	struct buf text;

	(void)state;
	buf_init(&text, (size_t)1 << 20);
	lines(&text, 3, "A/AVL/12/4");
	lines(&text, 12, PROSE);
	lines(&text, 120, NAME);
	lines(&text, 12, PROSE);

	assert_language(state, text.at, "en");
	buf_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_six_languages_are_told_from_one_sentence),
		cmocka_unit_test(neighbours_do_not_pass_as_one_of_the_six),
		cmocka_unit_test(too_few_letters_are_und),
		cmocka_unit_test(
			names_in_the_middle_do_not_decide_for_a_report),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
