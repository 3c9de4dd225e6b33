/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#define W                                                                    \
	"xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/" \
	"main\""
#define RELATION(id, type, target)                                          \
	"<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats." \
	"org/officeDocument/2006/relationships/" type "\" Target=\"" target \
	"\"/>"
#define RELATIONS(list)                                                     \
	"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/" \
	"2006/relationships\">" list "</Relationships>"
#define P(words) "<w:p><w:r><w:t>" words "</w:t></w:r></w:p>"

static const char TOP[] =
	RELATIONS(RELATION("a", "officeDocument", "word/document2.xml"));

static const char PARTS[] = RELATIONS(
	RELATION("a", "styles", "styles.xml")
		RELATION("b", "footnotes", "/word/footnotes.xml")
			RELATION("c", "endnotes", "../word/endnotes.xml"));

/* Ids as a French and a renamed template have them. */
static const char STYLES[] =
	"<w:styles " W ">"
	"<w:style w:styleId=\"Titre1\"><w:name w:val=\"heading 1\"/>"
	"</w:style><w:style w:styleId=\"Mine\"><w:name w:val=\"Mine\"/>"
	"<w:basedOn w:val=\"Titre2\"/></w:style><w:style "
	"w:styleId=\"Titre2\"><w:name w:val=\"x\"/><w:pPr><w:outlineLvl "
	"w:val=\"1\"/></w:pPr></w:style><w:style w:styleId=\"Puce\"><w:pPr>"
	"<w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>"
	"<w:style w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style>"
	"<w:style w:styleId=\"TM1\"><w:name w:val=\"toc 1\"/></w:style>"
	"</w:styles>";

static const char FOOTNOTES[] =
	"<w:footnotes " W "><w:footnote w:type=\"separator\" w:id=\"-1\">" P(
		"no") "</w:footnote><w:footnote w:id=\"1\"><w:p><w:r><w:footnoteRef/>"
		      "</w:r><w:r><w:t> A source.</w:t></w:r></w:p></w:footnote>"
		      "</w:footnotes>";

static const char ENDNOTES[] =
	"<w:endnotes " W
	"><w:endnote w:id=\"1\">" P("At the end.") "</w:endnote></w:endnotes>";

static char *docx_of(const char *body, size_t *len)
{
	char document[8192];
	const struct member members[] = {
		{ "_rels/.rels", TOP },
		{ "word/document2.xml", document },
		{ "word/_rels/document2.xml.rels", PARTS },
		{ "word/styles.xml", STYLES },
		{ "word/footnotes.xml", FOOTNOTES },
		{ "word/endnotes.xml", ENDNOTES },
	};

	(void)snprintf(document, sizeof(document),
	               "<w:document " W "><w:body>%s</w:body></w:document>",
	               body);
	return package_of(members, sizeof(members) / sizeof(members[0]), len);
}

static void assert_docx_reads(const char *body, const char *lines)
{
	size_t len;
	char *bytes = docx_of(body, &len);

	assert_reads(FORMAT_DOCX, bytes, len, lines);
	free(bytes);
}

#define STYLED(style, words)                                                  \
	"<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr><w:r><w:t>" words \
	"</w:t></w:r></w:p>"

static void docx_tells_headings_by_any_name_of_their_style(void **state)
{
	(void)state;

	assert_docx_reads(
		STYLED("Titre1", "One") STYLED(
			"Mine",
			"Two") "<w:p><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr><w:r><w:t>"
			       "Three</w:t></w:r></w:p>" STYLED("Unknown",
	                                                        "Words.")
				       STYLED("TM1", "One ..... 3"),
		"heading1 One\nheading2 Two\nheading3 Three\n"
		"paragraph Words.\nfurniture One ..... 3\n");
}

static void docx_gives_items_and_cells(void **state)
{
	(void)state;

	assert_docx_reads(
		STYLED("Puce",
	               "First;") "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>"
				 "<w:r><w:t>Second.</w:t></w:r></w:p><w:tbl><w:tr><w:tc>" P(
					 "Left") "</w:tc><w:tc>" P("Right") "</w:tc></w:tr></w:tbl>" P("After."),
		"item First;\nitem Second.\ncell Left\ncell Right\n"
		"paragraph After.\n");
}

static void docx_puts_notes_after_their_paragraph(void **state)
{
	(void)state;

	assert_docx_reads(
		"<w:p><w:r><w:t>A claim.</w:t></w:r><w:r><w:footnoteReference "
		"w:id=\"1\"/></w:r><w:r><w:t xml:space=\"preserve\"> It goes "
		"on.</w:t></w:r><w:r><w:endnoteReference w:id=\"1\" "
		"w:customMarkFollows=\"1\"/><w:t>*</w:t></w:r></w:p>" P(
			"Next."),
		"paragraph A claim. It goes on.\nfootnote A source.\n"
		"footnote At the end.\nparagraph Next.\n");
}

static void docx_takes_insertions_and_leaves_deletions(void **state)
{
	(void)state;

	assert_docx_reads(
		"<w:p><w:ins><w:r><w:t>New </w:t></w:r></w:ins><w:del><w:r>"
		"<w:delText>old </w:delText><w:t>gone </w:t></w:r></w:del>"
		"<w:moveFrom><w:r><w:t>moved </w:t></w:r></w:moveFrom><w:r><w:instrText>"
		"PAGE</w:instrText><w:t>words</w:t><w:tab/><w:t>and</w:t>"
		"<w:br/><w:t>non</w:t><w:noBreakHyphen/><w:t>stop.</w:t></w:r>"
		"</w:p>",
		"paragraph New words and non-stop.\n");
}

static void docx_takes_alternatives_and_text_boxes_once(void **state)
{
	(void)state;

	assert_docx_reads(
		"<w:p><w:r><w:t>Around.</w:t></w:r><w:r><mc:AlternateContent "
		"xmlns:mc=\"http://schemas.openxmlformats.org/markup-"
		"compatibility/2006\"><mc:Choice><w:txbxContent>" P("In a box.") "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" P(
			"In a box.") "</w:txbxContent></mc:Fallback>"
				     "</mc:AlternateContent></w:r></w:p>",
		"paragraph Around.\nparagraph In a box.\n");
}

#define LOOK(look) \
	"<w:p><w:r><w:rPr>" look "</w:rPr><w:t>secret</w:t></w:r></w:p>"

static void docx_leaves_hidden_words_out_and_says_so(void **state)
{
	static const char *const hidden[] = {
		LOOK("<w:vanish/>"),
		LOOK("<w:vanish w:val=\"true\"/>"),
		LOOK("<w:color w:val=\"FFFFFF\"/>"),
		LOOK("<w:color w:val=\"ffffff\"/>"),
		LOOK("<w:sz w:val=\"1\"/>"),
		LOOK("<w:rStyle w:val=\"Secret\"/>"),
		STYLED("Secret", "secret"),
	};

	(void)state;
	for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
		char body[1024];
		struct reading r;
		char *bytes;
		size_t len;

		(void)snprintf(body, sizeof(body), "%s%s", P("Seen."),
		               hidden[i]);
		bytes = docx_of(body, &len);

		r = reading_of(FORMAT_DOCX, bytes, len);

		assert_ok(r.rc, &r.fault);
		assert_string_equal(r.lines.at, "paragraph Seen.\n");
		assert_true(r.text.has_hidden);
		reading_clear(&r);
		free(bytes);
	}
}

static void docx_keeps_white_words_on_a_dark_ground(void **state)
{
	(void)state;

	assert_docx_reads(
		LOOK("<w:vanish w:val=\"0\"/><w:webHidden/>") LOOK(
			"<w:color w:val=\"FFFFFF\"/><w:shd w:fill=\"000080\"/>")
			LOOK("<w:color w:val=\"FFFFFF\"/><w:highlight "
	                     "w:val=\"black\"/>") "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill=\"1F3864\"/></w:tcPr>" LOOK("<w:color w:val=\"FFFFFF\"/>") "</w:tc></w:tr></w:tbl>",
		"paragraph secret\nparagraph secret\nparagraph secret\n"
		"cell secret\n");
}

static void docx_holds_contents_as_furniture(void **state)
{
	(void)state;

	assert_docx_reads(
		"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table "
		"of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>" P(
			"One 1") "</w:sdtContent></w:sdt><w:sdt><w:sdtPr>"
				 "<w:showingPlcHdr/></w:sdtPr><w:sdtContent>" P(
					 "Click here") "</w:sdtContent></w:sdt>" P("Words."),
		"furniture One 1\nparagraph Words.\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			docx_tells_headings_by_any_name_of_their_style),
		cmocka_unit_test(docx_gives_items_and_cells),
		cmocka_unit_test(docx_puts_notes_after_their_paragraph),
		cmocka_unit_test(docx_takes_insertions_and_leaves_deletions),
		cmocka_unit_test(docx_takes_alternatives_and_text_boxes_once),
		cmocka_unit_test(docx_leaves_hidden_words_out_and_says_so),
		cmocka_unit_test(docx_keeps_white_words_on_a_dark_ground),
		cmocka_unit_test(docx_holds_contents_as_furniture),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
