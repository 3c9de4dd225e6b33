/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "intake.h"

#define AKN "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

/* Refusals stand in fixtures/hostile/expected.tsv; these are taken. */
static void sniff_tells_formats_by_content(void **state)
{
	static const struct {
		const char *why;
		enum format want;
		const char *bytes;
	} rows[] = {
		{ "our report", FORMAT_REPORT,
		  "<?xml version=\"1.0\"?>\n<!-- c --><report xmlns="
		  "\"urn:gcmtrack:report:1\">" },
		{ "our report with a prefix", FORMAT_REPORT,
		  "<g:report xmlns:g='urn:gcmtrack:report:1'>" },
		{ "Akoma Ntoso", FORMAT_AKN, "<akomaNtoso xmlns=\"" AKN "\">" },
		{ "a draft of it", FORMAT_AKN,
		  "<akomaNtoso xmlns=\"http://www.akomantoso.org/2.0\">" },
		{ "Akoma Ntoso with a prefix and a mark", FORMAT_AKN,
		  "\xef\xbb\xbf<akn:akomaNtoso xmlns:akn=\"" AKN "\">" },
		{ "a page", FORMAT_HTML, "\n<!doctype HTML>\n<p>x" },
		{ "a page without a doctype", FORMAT_HTML, "<HTML><body>x" },
		{ "XHTML", FORMAT_HTML,
		  "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"a\" \"b\">"
		  "<html xmlns=\"http://www.w3.org/1999/xhtml\">" },
		{ "a part of a page", FORMAT_HTML, "<h1>Title</h1><p>Words" },
		{ "a page after a comment", FORMAT_HTML,
		  "<!-- saved -->\n<html>" },
		{ "a PDF", FORMAT_PDF, "%PDF-1.4\n" },
		{ "a PDF after a line of mail", FORMAT_PDF, "x\r\n%PDF-1.4\n" },
		{ "Markdown", FORMAT_MARKDOWN, "Words.\n\n## Heading\n" },
		{ "Markdown by a table", FORMAT_MARKDOWN,
		  "|a|b|\n|---|---|\n" },
		{ "Markdown after a comment", FORMAT_MARKDOWN,
		  "<!-- note -->\n# Heading\n" },
		{ "text", FORMAT_TEXT, "1. The State said < 3 of # 5.\n" },
		{ "text that names PDF", FORMAT_TEXT, "see %PDF-1.4 files" },
		{ "text with a form feed", FORMAT_TEXT, "page\f\npage" },
		{ "text that begins with MZ", FORMAT_TEXT, "MZ is a code." },
		{ "text with an address", FORMAT_TEXT,
		  "<a.b@c.org> wrote: words" },
		{ "text with a mark", FORMAT_TEXT, "\xef\xbb\xbfWords." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fault f = { .code = FAULT_NONE };
		enum format got = FORMAT_UNKNOWN;

		if (intake_sniff(rows[i].bytes, strlen(rows[i].bytes), &got,
		                 &f) < 0)
			fail_msg("%s: %s", rows[i].why, f.text);
		if (got != rows[i].want)
			fail_msg("%s: want %s, got %s", rows[i].why,
			         FORMAT_NAMES[rows[i].want], FORMAT_NAMES[got]);
	}
}

static void sniff_reads_both_orders_of_utf16(void **state)
{
	static const char LITTLE[] = "\xff\xfe<\0h\0t\0m\0l\0>\0";
	static const char BIG[] = "\xfe\xff\0#\0 \0A\0\n\0B";
	struct fault f = { .code = FAULT_NONE };
	enum format got = FORMAT_UNKNOWN;

	(void)state;

	assert_ok(intake_sniff(LITTLE, sizeof(LITTLE) - 1, &got, &f), &f);
	assert_int_equal(got, FORMAT_HTML);
	assert_ok(intake_sniff(BIG, sizeof(BIG) - 1, &got, &f), &f);
	assert_int_equal(got, FORMAT_MARKDOWN);
}

static void sniff_refuses_what_is_too_large(void **state)
{
	struct fault f = { .code = FAULT_NONE };
	enum format got = FORMAT_COUNT;

	(void)state;

	assert_fault(intake_sniff("x", INTAKE_DOCUMENT_MOST + 1, &got, &f), &f,
	             FAULT_LIMIT);
	assert_non_null(strstr(f.text, "at most 64"));
	assert_int_equal(got, FORMAT_COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sniff_tells_formats_by_content),
		cmocka_unit_test(sniff_reads_both_orders_of_utf16),
		cmocka_unit_test(sniff_refuses_what_is_too_large),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
