/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "given.h"

#include "model/codebook.h"

#define HEAD                                                             \
	"<codebook id=\"codebook-own\" version=\"1\" language=\"en\">\n" \
	"<title>Own</title>\n<source>own</source>\n"
#define TAIL "\n</codebook>\n"

/* A codebook file with one thing wrong, and how its refusal begins. */
static const struct {
	const char *why, *text, *want;
} BROKEN[] = {
	{ "a commitment there is not",
	  HEAD "<commitment code=\"GCM.99\">\n"
	       "<for weight=\"2\">road</for></commitment>" TAIL,
	  "bad.xml:4: commitment GCM.99 is in no catalogue" },
	{ "a weight that is no number",
	  HEAD "<commitment code=\"GCM.9\">\n"
	       "<for weight=\"much\">road</for></commitment>" TAIL,
	  "bad.xml:5: " },
	{ "an element there is not",
	  HEAD "<commitment code=\"GCM.9\">\n"
	       "<maybe weight=\"2\">road</maybe></commitment>" TAIL,
	  "bad.xml:5: " },
	{ "states without a code", HEAD "<states>\nAtlantis\n</states>" TAIL,
	  "bad.xml:4: \"Atlantis\" does not begin with a code of three letters "
	  "and a colon" },
	{ "a state there is not",
	  HEAD "<states>\nXXX: Atlantis\n</states>" TAIL,
	  "bad.xml:4: state XXX is not in the catalogue" },
	{ "a learned weight without a number",
	  HEAD "<weights code=\"GCM.9\">\nroad heavy\n</weights>" TAIL,
	  "bad.xml:4: \"road heavy\" is not a stem and a number" },
	{ "a rank there is not",
	  HEAD "<curve rank=\"4\" slope=\"1\" shift=\"0\"/>" TAIL,
	  "bad.xml:4: " },
	{ "a language of three letters",
	  "<codebook id=\"codebook-own\" version=\"1\" language=\"eng\">\n"
	  "<title>Own</title>\n<source>own</source>" TAIL,
	  "bad.xml:1: " },
};

static void codebook_that_is_broken_is_refused_by_line(void **state)
{
	(void)state;

	for (size_t i = 0; i < COUNT_OF(BROKEN); i++) {
		struct catalogue_file file = written("bad.xml", BROKEN[i].text);

		assert_refused(&file, BROKEN[i].why, BROKEN[i].want);
	}
}

/* The English of a catalogue that has the file TEXT besides. */
/* English among the languages of BOOK. */
static const struct codebook_language *in_english(const struct codebook *book)
{
	for (size_t i = 0; i < book->n_languages; i++)
		if (strcmp(book->languages[i].language, "en") == 0)
			return &book->languages[i];
	fail_msg("no English");
	abort(); /* unreached, which the compiler cannot know */
}

static const struct codebook_language *english(const char *text,
                                               struct catalogue **c)
{
	struct catalogue_file file = written("own.xml", text);
	struct fault f;

	assert_ok(catalogue_new(&file, 1, c, &f), &f);
	return in_english(catalogue_codebook(*c));
}

static const struct codebook_term *term(const struct codebook_language *book,
                                        const char *words)
{
	for (size_t i = 0; i < book->n_terms; i++)
		if (strcmp(book->terms[i].words, words) == 0)
			return &book->terms[i];
	fail_msg("no term \"%s\"", words);
	abort(); /* unreached, which the compiler cannot know */
}

static void codebook_keeps_kind_target_and_weight_of_each_phrase(void **state)
{
	static const struct {
		const char *words;
		enum term_kind kind;
		const char *target;
		double weight;
	} rows[] = {
		{ "zork ...2 road", TERM_FOR, "GCM.9", 2.5 },
		{ "zork|zark road", TERM_FOR, "GCM.9", 2.5 },
		{ "zork against", TERM_AGAINST, "GCM.9", 3 },
		{ "zork guard", TERM_GUARD, "GCM.9", -1.25 },
		{ "zork anywhere", TERM_GUARD, "", 0 },
		{ "zork subject", TERM_SUBJECT, "", 1 },
	};
	struct catalogue *c = NULL;
	const struct codebook_language *book;

	(void)state;
	book = english(HEAD
	               "<subject weight=\"1\">zork subject</subject>\n"
	               "<guard>zork anywhere</guard>\n"
	               "<commitment code=\"GCM.9\">\n<for weight=\"2.5\">\n"
	               "\t  zork ...2 road \n\n# a remark\n"
	               "zork|zark road\n</for>\n"
	               "<against weight=\"3\">zork against</against>\n"
	               "<guard weight=\"-1.25\">zork guard</guard>\n"
	               "</commitment>" TAIL,
	               &c);

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct codebook_term *t = term(book, rows[i].words);

		assert_int_equal(t->kind, rows[i].kind);
		assert_string_equal(t->target, rows[i].target);
		assert_float_equal(t->weight, rows[i].weight, 1e-9);
	}
	for (size_t i = 0; i < book->n_terms; i++)
		assert_null(strstr(book->terms[i].words, "a remark"));
	catalogue_free(c);
}

static void codebook_makes_a_term_of_each_form_of_a_state(void **state)
{
	struct catalogue *c = NULL;
	const struct codebook_language *book;

	(void)state;
	book = english(HEAD "<states>\nSVN: Zorkian,  Zorkians\n</states>" TAIL,
	               &c);

	assert_int_equal(term(book, "Zorkian")->kind, TERM_STATE);
	assert_string_equal(term(book, "Zorkians")->target, "SVN");
	catalogue_free(c);
}

static void codebook_adds_a_file_to_its_language(void **state)
{
	struct catalogue *bare = all_of_them();
	struct catalogue *c = NULL;
	const struct codebook_language *before,
		*book = english(HEAD
	                        "<subject weight=\"1\">zork</subject>" TAIL,
	                        &c);
	const struct codebook *was = catalogue_codebook(bare);

	(void)state;

	assert_int_equal(catalogue_codebook(c)->n_languages, was->n_languages);
	before = in_english(was);
	assert_non_null(before);
	assert_int_equal(book->n_terms, before->n_terms + 1);
	catalogue_free(c);
	catalogue_free(bare);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codebook_that_is_broken_is_refused_by_line),
		cmocka_unit_test(
			codebook_keeps_kind_target_and_weight_of_each_phrase),
		cmocka_unit_test(codebook_makes_a_term_of_each_form_of_a_state),
		cmocka_unit_test(codebook_adds_a_file_to_its_language),
	};

	return cmocka_run_group_tests_name("catalogue/codebook", tests, NULL,
	                                   NULL);
}
