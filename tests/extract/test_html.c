/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

static void html_gives_the_structure_of_a_page(void **state)
{
	static const char HTML[] =
		"<!DOCTYPE html><html lang=en><title>A page</title><nav>Home"
		"</nav><h1>One</h1><p>First<br>line &amp; more.<p>Second "
		"<b>bo</b>ld.<h2>Two</h2><ul><li>An item<li><p>Another</p></ul>"
		"<table><tr><td>Left<td>Right</table><footer>Foot</footer>";

	(void)state;

	assert_reads(FORMAT_HTML, HTML, strlen(HTML),
	             "furniture Home\n"
	             "heading1 One\n"
	             "paragraph First line & more.\n"
	             "paragraph Second bold.\n"
	             "heading2 Two\n"
	             "item An item\n"
	             "item Another\n"
	             "cell Left\n"
	             "cell Right\n"
	             "furniture Foot\n");
}

static void html_leaves_out_what_is_not_seen_and_says_so(void **state)
{
	static const struct {
		const char *why;
		const char *html;
	} rows[] = {
		{ "display", "<p style='display: NONE'>x</p>" },
		{ "visibility",
		  "<p style='visibility:hidden;color:red'>x</p>" },
		{ "hidden", "<div hidden><p>x</p></div>" },
		{ "no size", "<p><span style='font-size:0px'>x</span></p>" },
		{ "white", "<p style='color:#FFF'>x</p>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char html[256];
		struct reading r;

		(void)snprintf(html, sizeof(html), "<html><p>Seen.</p>%s",
		               rows[i].html);

		r = reading_of(FORMAT_HTML, html, strlen(html));

		assert_ok(r.rc, &r.fault);
		print_message("# %s\n", rows[i].why);
		assert_string_equal(r.lines.at, "paragraph Seen.\n");
		assert_true(r.text.has_hidden);
		reading_clear(&r);
	}
}

static void html_keeps_what_is_seen(void **state)
{
	static const char HTML[] =
		"<html><p aria-hidden=true>Seen one.</p>"
		"<p style='background:#00f;color:white'>Seen two.</p>"
		"<p style='font-size:0.9em;opacity:0.9'>Seen three.</p>"
		"<script>var a='no';</script><style>p{}</style>"
		"<svg><text>no</text></svg><noscript>no</noscript>";
	struct reading r;

	(void)state;

	r = reading_of(FORMAT_HTML, HTML, strlen(HTML));

	assert_ok(r.rc, &r.fault);
	assert_string_equal(r.lines.at, "paragraph Seen one.\n"
	                                "paragraph Seen two.\n"
	                                "paragraph Seen three.\n");
	assert_false(r.text.has_hidden);
	reading_clear(&r);
}

static void html_keeps_notes_apart_and_their_marks_out(void **state)
{
	static const char HTML[] =
		"<html><p>A claim.<sup><a href='#fn1'>1</a></sup> It "
		"ends.<a class=sdfootnoteanc href='#sdfootnote2sym'><sup>2"
		"</sup></a></p><p>The 2<sup>nd</sup> of May.</p><ol><li "
		"id=fn1>A source. <a href='#fnref1'>^</a></ol>";

	(void)state;

	assert_reads(FORMAT_HTML, HTML, strlen(HTML),
	             "paragraph A claim. It ends.\n"
	             "paragraph The 2nd of May.\n"
	             "footnote A source.\n");
}

static void html_takes_the_charset_a_page_declares(void **state)
{
	static const struct {
		const char *html;
	} rows[] = {
		{ "<html><meta charset=utf-8><p>caf\xc3\xa9" },
		{ "<html><p>caf\xc3\xa9" },
		{ "<html><meta charset=iso-8859-1><p>caf\xe9" },
		{ "<html><meta http-equiv=Content-Type content='text/html; "
		  "charset=windows-1250'><p>caf\xe9" },
		{ "<html><p>caf\xe9" },
		{ "\xef\xbb\xbf<html><p>caf\xc3\xa9" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_reads(FORMAT_HTML, rows[i].html, strlen(rows[i].html),
		             "paragraph caf\xc3\xa9\n");
}

static void html_that_belies_its_charset_is_refused(void **state)
{
	static const char HTML[] = "<html><meta charset=utf-8><p>caf\xe9</p>";

	(void)state;

	assert_refuses(FORMAT_HTML, HTML, strlen(HTML), FAULT_INPUT,
	               "not UTF-8 at byte 32: save it as UTF-8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(html_gives_the_structure_of_a_page),
		cmocka_unit_test(html_leaves_out_what_is_not_seen_and_says_so),
		cmocka_unit_test(html_keeps_what_is_seen),
		cmocka_unit_test(html_keeps_notes_apart_and_their_marks_out),
		cmocka_unit_test(html_takes_the_charset_a_page_declares),
		cmocka_unit_test(html_that_belies_its_charset_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
