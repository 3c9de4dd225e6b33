/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#define O "urn:oasis:names:tc:opendocument:xmlns:"
#define SPACES                                                           \
	"xmlns:office=\"" O "office:1.0\" xmlns:text=\"" O "text:1.0\" " \
	"xmlns:table=\"" O "table:1.0\" xmlns:style=\"" O "style:1.0\" " \
	"xmlns:fo=\"" O "xsl-fo-compatible:1.0\" xmlns:draw=\"" O        \
	"drawing:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""

static const char STYLES[] =
	"<office:document-styles " SPACES "><office:styles><style:style "
	"style:name=\"Hid\" style:family=\"text\"><style:text-properties "
	"text:display=\"none\"/></style:style><style:style "
	"style:name=\"Title\" style:family=\"paragraph\"/></office:styles>"
	"<office:master-styles><text:p>Running head</text:p>"
	"</office:master-styles></office:document-styles>";

static const char META[] =
	"<office:document-meta " SPACES "><office:meta><dc:title>About"
	"</dc:title></office:meta></office:document-meta>";

#define AUTOMATIC                                                     \
	"<office:automatic-styles><style:style style:name=\"T1\" "    \
	"style:family=\"text\" style:parent-style-name=\"Hid\"/>"     \
	"<style:style style:name=\"T2\" style:family=\"text\">"       \
	"<style:text-properties fo:color=\"#ffffff\"/></style:style>" \
	"<style:style style:name=\"P1\" style:family=\"paragraph\" "  \
	"style:parent-style-name=\"Title\"/></office:automatic-styles>"

static char *odt_of(const char *body, size_t *len)
{
	char content[8192];
	const struct member members[] = {
		{ "mimetype", "application/vnd.oasis.opendocument.text" },
		{ "styles.xml", STYLES },
		{ "meta.xml", META },
		{ "content.xml", content },
	};

	(void)snprintf(content, sizeof(content),
	               "<office:document-content " SPACES ">" AUTOMATIC
	               "<office:body><office:text>%s</office:text>"
	               "</office:body></office:document-content>",
	               body);
	return package_of(members, sizeof(members) / sizeof(members[0]), len);
}

static void assert_odt_reads(const char *body, const char *lines)
{
	size_t len;
	char *bytes = odt_of(body, &len);

	assert_reads(FORMAT_ODT, bytes, len, lines);
	free(bytes);
}

static void odt_gives_the_structure_of_a_text(void **state)
{
	(void)state;

	assert_odt_reads(
		"<text:p text:style-name=\"P1\">Report</text:p>"
		"<text:table-of-content><text:table-of-content-source><text:p>"
		"no</text:p></text:table-of-content-source><text:index-body>"
		"<text:p>One 1</text:p></text:index-body>"
		"</text:table-of-content><text:h text:outline-level=\"2\">One"
		"</text:h><text:p>Some<text:s text:c=\"3\"/>words<text:line-"
		"break/>here.</text:p><text:list><text:list-item><text:p>Item"
		"</text:p></text:list-item></text:list><table:table><table:"
		"table-row><table:table-cell><text:p>Cell</text:p></table:"
		"table-cell></table:table-row></table:table>",
		"heading1 Report\nfurniture One 1\nheading2 One\n"
		"paragraph Some words here.\nitem Item\ncell Cell\n");
}

static void odt_puts_notes_and_boxes_after_their_paragraph(void **state)
{
	(void)state;

	assert_odt_reads(
		"<text:p>A claim.<text:note><text:note-citation>1</text:note-"
		"citation><text:note-body><text:p>A source.</text:p></text:"
		"note-body></text:note> It<draw:frame><draw:text-box><text:p>"
		"In a box.</text:p></draw:text-box></draw:frame> ends.<office:"
		"annotation><text:p>no</text:p></office:annotation></text:p>",
		"paragraph A claim. It ends.\nfootnote A source.\n"
		"paragraph In a box.\n");
}

static void odt_leaves_deletions_out(void **state)
{
	(void)state;

	assert_odt_reads(
		"<text:tracked-changes><text:changed-region><text:deletion>"
		"<text:p>old</text:p></text:deletion></text:changed-region>"
		"</text:tracked-changes><text:p>New.</text:p>",
		"paragraph New.\n");
}

static void odt_leaves_hidden_words_out_and_says_so(void **state)
{
	static const char *const hidden[] = {
		"<text:p><text:span text:style-name=\"T1\">x</text:span></text:p>",
		"<text:p><text:span text:style-name=\"T2\">x</text:span></text:p>",
		"<text:section text:display=\"none\"><text:p>x</text:p>"
		"</text:section>",
		"<text:p>x<text:hidden-paragraph text:is-hidden=\"true\"/> y"
		"</text:p>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		char body[1024];
		struct reading r;
		char *bytes;
		size_t len;

		(void)snprintf(body, sizeof(body),
		               "<text:p>Seen.</text:p>%s<text:p>And this."
		               "</text:p>",
		               hidden[i]);
		bytes = odt_of(body, &len);

		r = reading_of(FORMAT_ODT, bytes, len);

		assert_ok(r.rc, &r.fault);
		assert_string_equal(r.lines.at, "paragraph Seen.\n"
		                                "paragraph And this.\n");
		assert_true(r.text.has_hidden);
		assert_string_equal(r.text.title, "About");
		reading_clear(&r);
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odt_gives_the_structure_of_a_text),
		cmocka_unit_test(
			odt_puts_notes_and_boxes_after_their_paragraph),
		cmocka_unit_test(odt_leaves_deletions_out),
		cmocka_unit_test(odt_leaves_hidden_words_out_and_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
