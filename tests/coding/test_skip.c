/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

#include "../../indicators/coding/skip.h"

static const struct codebook_term TERMS[] = {
	{ TERM_SKIP, "issued without formal editing", "boilerplate", 0 },
	{ TERM_SKIP, "^ ibid", "an endnote", 0 },
	{ TERM_SKIP, "convention on the law of rivers", SKIP_TREATY, 0 },
	{ TERM_CUE, "adopted", "done", 0 },
	{ TERM_CUE, "^ ratify", "order", 0 },
	{ TERM_CUE, "p", "cite", 0 },
	{ TERM_CUE, "para", "cite", 0 },
	{ TERM_CUE, "js3", "cite", 0 },
};

#define TITLE                                                         \
	"Save lives and establish coordinated international efforts " \
	"on missing migrants"

/* What is said of a passage. */
static const struct {
	const char *text, *want;
} ROWS[] = {
	{ "This text was issued without formal editing.", "boilerplate" },
	{ "Ibid, page 4.", "an endnote" },
	{ "See ibid, page 4.", "" },
	{ TITLE, SKIP_TITLE },
	{ "Objective 8: " TITLE, SKIP_TITLE },
	{ "Slovenia and its neighbours met twice last year to speak of how "
	  "to " TITLE,
	  "" },
	{ "Roads and bridges of the land ..... 14",
	  "a line of a table of contents" },
	{ "Roads and bridges of the land .... 14", "" },
	{ "Annex A 12 Borunda Act 2019 Lissen Decree 44 Vol 3",
	  "a list of references" },
	{ "Annex A 12 Borunda Act 2019 Lissen Decree 44 adopted", "" },
	{ "Annex A 12 Borunda Act 2019", "" },
	/* Set in capitals, it is a title like any other. */
	{ "ANNEX A 12 BORUNDA ACT 2019 LISSEN DECREE 44 VOL 3", "" },
	{ "8. " TITLE "; 8. " TITLE, SKIP_TITLE },
	{ "The aim \"" TITLE "\" was not reached in that year", "" },
	{ "Convention on the Law of Rivers (1961)", SKIP_TREATY },
	{ "Ratify the Convention on the Law of Rivers (Peru)", "" },
	{ "JS3, p. 4; Borunda, para. 12.", "an endnote" },
	{ "14 Report of the mission to Borunda 2019, p.", "an endnote" },
	{ "As para. 12 of the report on Borunda says, roads are bad.", "" },
	{ "GE.14-21234 (E)", "the foot of a page" },
	{ "GE. and other marks", "" },
	{ "", "" },
};

static void skip_tells_what_says_nothing_from_what_does(void **state)
{
	struct given g;

	(void)state;
	given_open(&g, TERMS, COUNT_OF(TERMS));

	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		const char *got = skip_reason(given_read(&g, ROWS[i].text));

		if (strcmp(got, ROWS[i].want) != 0)
			fail_msg("%s: want \"%s\", got \"%s\"", ROWS[i].text,
			         ROWS[i].want, got);
	}
	given_close(&g);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(skip_tells_what_says_nothing_from_what_does),
	};

	return cmocka_run_group_tests_name("coding/skip", tests, NULL, NULL);
}
