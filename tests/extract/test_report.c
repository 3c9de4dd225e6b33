/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#include "base/file.h"

#define OPEN "<report xmlns=\"urn:gcmtrack:report:1\" lang=\"fr\" title=\"T\">"

static void report_gives_sections_notes_and_declared_commitments(void **state)
{
	static const char XML[] = OPEN
		"<section><heading number=\"I\">One</heading>"
		"<paragraph number=\"1\" commitments=\"GCM.8 GCM.11\">Alpha "
		"beta.<note>Gamma.</note> Delta.</paragraph>"
		"<section><heading>Two</heading><list><item number=\"(a)\">"
		"First;</item><item>Second.</item></list>"
		"<table><row><cell>Left</cell><cell>Right</cell></row></table>"
		"</section></section></report>";

	(void)state;

	assert_reads(FORMAT_REPORT, XML, strlen(XML),
	             "heading1 [I] One\n"
	             "paragraph [1] {GCM.8 GCM.11} Alpha beta. Delta.\n"
	             "footnote Gamma.\n"
	             "heading2 Two\n"
	             "item [(a)] First;\n"
	             "item Second.\n"
	             "cell Left\n"
	             "cell Right\n");
}

static void report_says_its_title_and_language(void **state)
{
	static const char XML[] =
		OPEN "<paragraph>Un rapport.</paragraph></report>";
	struct reading r;

	(void)state;

	r = reading_of(FORMAT_REPORT, XML, strlen(XML));

	assert_ok(r.rc, &r.fault);
	assert_string_equal(r.text.title, "T");
	assert_string_equal(r.text.declared_language, "fr");
	reading_clear(&r);
}

static void report_refuses_by_name_and_line(void **state)
{
	static const struct {
		const char *why;
		const char *xml;
		const char *words;
	} rows[] = {
		{ "an unknown element", OPEN "\n\n<video/></report>",
		  "line 3: <video> is no element of a report" },
		{ "an element in the wrong place", OPEN "\n<row/></report>",
		  "line 2: <row> may not stand in <report>" },
		{ "an unknown attribute",
		  OPEN "\n<paragraph id=\"a\">b</paragraph></report>",
		  "line 2: <paragraph> has no attribute \"id\"" },
		{ "words outside a paragraph", OPEN "words</report>",
		  "words may not stand in <report>" },
		{ "a second heading",
		  OPEN "<section><heading>a</heading><heading>b</heading>"
		       "</section></report>",
		  "comes first in its <section>" },
		{ "what is no list of commitments",
		  OPEN "<paragraph commitments=\"8, 11\">b</paragraph>"
		       "</report>",
		  "is not a list such as" },
		{ "another namespace",
		  "<report><paragraph>a</paragraph></report>",
		  "line 1: <report> is no element of a report" },
		{ "an end that does not match", OPEN "<section></report>",
		  "line 1: not well-formed XML" },
		{ "a DOCTYPE", "<!DOCTYPE report>\n" OPEN "</report>",
		  "line 1: a DOCTYPE is not taken" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		print_message("# %s\n", rows[i].why);
		assert_refuses(FORMAT_REPORT, rows[i].xml, strlen(rows[i].xml),
		               FAULT_INPUT, rows[i].words);
	}
}

static void report_without_words_is_refused(void **state)
{
	static const char XML[] = OPEN "<section/></report>";

	(void)state;

	assert_refuses(FORMAT_REPORT, XML, strlen(XML), FAULT_INPUT, "no text");
}

static void report_example_is_read(void **state)
{
	struct fault f = { .code = FAULT_NONE };
	struct reading r;
	struct buf path, xml;

	(void)state;
	buf_init(&path, 4096);
	buf_init(&xml, 65536);
	assert_ok(buf_addf(&path, &f, "%s/fixtures/extract/report/in.xml",
	                   getenv("SOURCE")),
	          &f);
	assert_ok(file_read(path.at, &xml, &f), &f);

	r = reading_of(FORMAT_REPORT, xml.at, xml.len);

	assert_ok(r.rc, &r.fault);
	assert_int_equal(r.text.n_blocks, 13);
	reading_clear(&r);
	buf_clear(&path);
	buf_clear(&xml);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			report_gives_sections_notes_and_declared_commitments),
		cmocka_unit_test(report_says_its_title_and_language),
		cmocka_unit_test(report_refuses_by_name_and_line),
		cmocka_unit_test(report_without_words_is_refused),
		cmocka_unit_test(report_example_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
