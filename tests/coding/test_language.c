/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "../../indicators/coding/language.h"

static void tells(const char *text, const char *want)
{
	assert_string_equal(language_tell(text, strlen(text)), want);
}

static void language_tells_the_three_that_are_coded(void **state)
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
	tells("Граница государства не закрыта для семей.", "und");
	tells("移民工人的权利", "und");
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
		cmocka_unit_test(language_tells_the_three_that_are_coded),
		cmocka_unit_test(language_tells_apart_those_that_are_not),
		cmocka_unit_test(language_does_not_guess_without_a_sign),
	};

	return cmocka_run_group_tests_name("coding/language", tests, NULL,
	                                   NULL);
}
