/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#define OPEN                                                            \
	"<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/" \
	"akn/3.0\"><statement><meta><identification><FRBRExpression>"   \
	"<FRBRlanguage language=\"spa\"/></FRBRExpression>"             \
	"</identification></meta>"
#define CLOSE "</statement></akomaNtoso>"

static void akn_gives_numbers_headings_and_lists(void **state)
{
	static const char XML[] = OPEN
		"<mainBody><chapter><num>II.</num><heading>Rights</heading>"
		"<article><num>3</num><heading>Papers</heading><paragraph>"
		"<num>3.1</num><content><p>Papers are issued.</p></content>"
		"</paragraph><paragraph><num>3.2</num><list><intro><p>They "
		"show:</p></intro><point><num>(a)</num><content><p>a name;</p>"
		"</content></point></list></paragraph></article></chapter>"
		"</mainBody>" CLOSE;

	(void)state;

	assert_reads(FORMAT_AKN, XML, strlen(XML),
	             "heading1 [II] Rights\n"
	             "heading2 [3] Papers\n"
	             "paragraph [3.1] Papers are issued.\n"
	             "paragraph [3.2] They show:\n"
	             "item [(a)] a name;\n");
}

static void akn_keeps_notes_apart_and_deletions_out(void **state)
{
	static const char XML[] = OPEN
		"<mainBody><p>It <ins>asks</ins><del>urges</del> the "
		"State.<authorialNote><p>As amended.</p></authorialNote> It "
		"ends.</p></mainBody>" CLOSE;

	(void)state;

	assert_reads(FORMAT_AKN, XML, strlen(XML),
	             "paragraph It asks the State. It ends.\n"
	             "footnote As amended.\n");
}

static void akn_holds_its_title_page_as_furniture(void **state)
{
	static const char XML[] = OPEN
		"<preface><p><docTitle>On\n  papers</docTitle></p></preface>"
		"<mainBody><p>Papers are issued.</p></mainBody>" CLOSE;
	struct reading r;

	(void)state;

	r = reading_of(FORMAT_AKN, XML, strlen(XML));

	assert_ok(r.rc, &r.fault);
	assert_string_equal(r.lines.at, "furniture On papers\n"
	                                "paragraph Papers are issued.\n");
	assert_string_equal(r.text.title, "On papers");
	assert_string_equal(r.text.declared_language, "es");
	reading_clear(&r);
}

static void akn_reads_words_that_stand_in_no_paragraph(void **state)
{
	static const char XML[] = OPEN
		"<mainBody><section><content>Bare words here.</content>"
		"<content><p>Then more.</p></content></section></mainBody>" CLOSE;

	(void)state;

	assert_reads(FORMAT_AKN, XML, strlen(XML),
	             "paragraph Bare words here.\n"
	             "paragraph Then more.\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(akn_gives_numbers_headings_and_lists),
		cmocka_unit_test(akn_keeps_notes_apart_and_deletions_out),
		cmocka_unit_test(akn_holds_its_title_page_as_furniture),
		cmocka_unit_test(akn_reads_words_that_stand_in_no_paragraph),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
