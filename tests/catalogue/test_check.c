/* SPDX-License-Identifier: Apache-2.0 */
#include "given.h"

#include <stdbool.h>

#include "base/buf.h"

/* One embedded file with one thing made wrong, and what is said of it. */
static const struct {
	const char *why;
	const char *name;
	const char *was;
	const char *now;
	const char *want; /* after "NAME:LINE: " */
} ROWS[] = {
	{ "a second catalogue line of that code", "call-to-action-2026.xml",
	  "code=\"CTA26.3\"", "code=\"CTA26.2\"",
	  "commitment code=\"CTA26.2\" is already at bad.xml:26; give it "
	  "another or remove one" },
	{ "a crosswalk that leads nowhere", "call-to-action-2026.xml",
	  "to=\"GCM.17\"", "to=\"GCM.71\"",
	  "crosswalk to=\"GCM.71\": no catalogue has that commitment; correct "
	  "the code" },
	{ "a crosswalk to itself", "call-to-action-2026.xml", "to=\"GCM.17\"",
	  "to=\"CTA26.1\"", "CTA26.1 has a crosswalk to itself; remove it" },
	{ "the same crosswalk twice", "call-to-action-2026.xml", "to=\"GCM.6\"",
	  "to=\"GCM.17\"",
	  "a second crosswalk from CTA26.1 to GCM.17; keep one" },
	{ "a principle there is not", "call-to-action-2026.xml", "\"d f\"",
	  "\"d z\"", "principle z is not one of principles.xml; correct it" },
	{ "principles not parted by blanks", "call-to-action-2026.xml",
	  "\"d f\"", "\"d,f\"",
	  "principles=\"d,f\": write letters parted by blanks, as in \"d f\"" },
	{ "a word for whom it applies to that is none",
	  "call-to-action-2026.xml", "\"stakeholders\"", "\"everyone\"",
	  "applies=\"everyone\" is not one of all osce coe stakeholders; "
	  "correct it" },
	{ "no reference", "call-to-action-2026.xml", " reference=\"item 6\"",
	  "", "<commitment> has no reference; give it reference=\"...\"" },
	{ "no English", "call-to-action-2026.xml", "lang=\"en\"", "lang=\"fr\"",
	  "CTA26.1 has neither a <title> nor a <label> in English; give it "
	  "one" },
	{ "a language that is none", "gcm.xml", "lang=\"fr\"", "lang=\"de\"",
	  "lang=\"de\" is not one of en fr es ar ru zh; correct it" },
	{ "a language twice", "gcm.xml", "lang=\"fr\"", "lang=\"en\"",
	  "a second <title> in en; keep one" },
	{ "a code too long", "gcm.xml", "\"GCM.1\"",
	  "\"GCM.1234567890123456789012\"",
	  "the code GCM.1234567890123456789012 is longer than 23 characters; "
	  "shorten it" },
	{ "a code of another form", "gcm.xml", "\"GCM.1\"", "\"gcm 1\"",
	  "code=\"gcm 1\" should be a code such as GCM.8 or CTA26.4b, 23 "
	  "characters at most; correct it" },
	{ "a cluster there is not", "gcm.xml", "cluster=\"4\"", "cluster=\"7\"",
	  "cluster=\"7\" is not one of clusters.xml; correct it" },
	{ "an action twice", "gcm.xml", "code=\"1b\"", "code=\"1a\"",
	  "action code=\"1a\" is already at line 30; give it another" },
	{ "a status that is none", "gcm.xml", "status=\"verified\"",
	  "status=\"great\"",
	  "status=\"great\" is not one of: verified verified-in-part "
	  "memory-unverified general-knowledge own; correct it" },
	{ "an empty element", "gcm.xml", "Data strategy at all levels", "",
	  "<action> is empty; write its words or remove it" },
	{ "an unknown attribute", "gcm.xml", "code=\"1a\"",
	  "code=\"1a\" colour=\"red\"",
	  "<action> may not have colour=\"...\"; remove it, or use one of: "
	  "code" },
	{ "an unknown element", "gcm.xml", "<action code=\"1a\">",
	  "<remark>x</remark><action code=\"1a\">",
	  "<remark> may not stand in <commitment>; remove it, or use one of: "
	  "title label action crosswalk note" },
	{ "elements out of order", "gcm.xml", "<title lang=\"en\"",
	  "<note>x</note><title lang=\"en\"",
	  "<title> comes after <note>; move it before" },
	{ "stray words", "gcm.xml", "<commitment ", "stray <commitment ",
	  "<catalogue> holds stray words; remove them, or put them into an "
	  "element of their own" },
	{ "no version", "gcm.xml", " version=\"2018\"", "",
	  "<catalogue> has no version; give it version=\"...\"" },
	{ "no order", "gcm.xml", " order=\"1\"", "",
	  "<catalogue> has no order; give it order=\"...\"" },
	{ "no title of the file", "rounds.xml", "<title>Review rounds</title>",
	  "", "<rounds> has no <title>; say it first" },
	{ "a window the wrong way round", "rounds.xml", "\"2022-05-20\"",
	  "\"2022-04-20\"",
	  "IMRF2022 opens 2022-05-17, after it closes 2022-04-20; exchange or "
	  "correct them" },
	{ "a day that is none", "rounds.xml", "\"2022-05-20\"",
	  "\"2022-13-20\"",
	  "closes=\"2022-13-20\" is not a day; write it as 2026-05-08" },
	{ "a year outside the window", "rounds.xml", "year=\"2022\"",
	  "year=\"2031\"",
	  "year=\"2031\" lies outside the window of IMRF2022, 2022-05-17 to "
	  "2022-05-20; correct one of them" },
	{ "a round id too long", "rounds.xml", "\"IMRF2022\"",
	  "\"IMRF2022AND2023X\"",
	  "the id IMRF2022AND2023X is longer than 15 characters; shorten it" },
	{ "a root that is none", "rounds.xml",
	  "<rounds id=\"rounds\" version=\"2026\">",
	  "<rounds id=\"rounds\" version=\"2026\"><reviews/>",
	  "<reviews> may not stand in <rounds>; remove it, or use one of: "
	  "title source round" },
	{ "a state code in small letters", "states.xml", "\"ALB\"", "\"Alb\"",
	  "iso3=\"Alb\" is not three capital letters; use the code of ISO "
	  "3166-1" },
	{ "a state code twice", "states.xml", "\"ALB\"", "\"AGO\"",
	  "state iso3=\"AGO\" is already at bad.xml:31; give it another or "
	  "remove one" },
	{ "a short state code twice", "states.xml", "iso2=\"AL\"",
	  "iso2=\"AO\"",
	  "state iso2=\"AO\" is already at bad.xml:31; give it another or "
	  "remove one" },
	{ "a numeric code that is none", "states.xml", "m49=\"008\"",
	  "m49=\"8\"",
	  "m49=\"8\" is not three digits; correct it or leave it out" },
	{ "a commission that is none", "states.xml", "review=\"ECE\"",
	  "review=\"EUR\"",
	  "review=\"EUR\" is not one of: ECA ECE ECLAC ESCAP ESCWA; correct "
	  "it" },
	{ "a principle's letter twice", "principles.xml", "letter=\"b\"",
	  "letter=\"a\"",
	  "principle letter=\"a\" is already at bad.xml:13; give it another "
	  "or remove one" },
	{ "a DOCTYPE", "clusters.xml", "<clusters ",
	  "<!DOCTYPE clusters [<!ENTITY a \"b\">]><clusters ",
	  "a DOCTYPE is not allowed; remove it" },
};

/* Says whether some line of REPORT is "bad.xml:LINE: WANT". */
static bool has_line(const char *report, const char *want)
{
	for (const char *at = report; *at; at = strchr(at, '\n') + 1) {
		const char *words = at + strlen("bad.xml:");
		size_t len;

		words += strspn(words, "0123456789");
		words += strlen(": ");
		len = strcspn(words, "\n");
		if (len == strlen(want) && memcmp(words, want, len) == 0)
			return true;
	}
	return false;
}

static void each_wrong_thing_is_named_with_its_line(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		struct catalogue_file bad = changed(ROWS[i].name, "bad.xml",
		                                    ROWS[i].was, ROWS[i].now);
		char *report = report_on(&bad);

		if (!has_line(report, ROWS[i].want))
			fail_msg("%s: want \"%s\", got \"%s\"", ROWS[i].why,
			         ROWS[i].want, report);
		free(report);
		changed_free(&bad);
	}
}

static void each_wrong_thing_is_refused_at_load(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(ROWS); i++) {
		struct catalogue_file bad = changed(ROWS[i].name, "bad.xml",
		                                    ROWS[i].was, ROWS[i].now);

		assert_refused(&bad, ROWS[i].why, "bad.xml:");
		changed_free(&bad);
	}
}

static void lines_are_those_of_the_file(void **state)
{
	static const char TEXT[] =
		"<rounds id=\"trial\" version=\"1\">\n"
		"<title>T</title><source>S</source>\n"
		"<round id=\"AB2020\" family=\"AB\" year=\"2020\""
		" opens=\"2020-02-30\" closes=\"2020-03-01\">"
		"<title>A</title><source>B</source></round>\n"
		"<round id=\"AB2021\" family=\"AB\" year=\"2021\""
		" opens=\"2021-01-01\" closes=\"2021-03-01\">"
		"<title>A</title></round>\n"
		"</rounds>\n";
	const struct catalogue_file file = written("trial.xml", TEXT);
	char *report;

	(void)state;

	report = report_on(&file);

	assert_string_equal(
		report,
		"trial.xml:3: opens=\"2020-02-30\" is not a day; write it as "
		"2026-05-08\n"
		"trial.xml:4: <round> has no <source>; give it one\n");
	free(report);
}

static void what_is_not_xml_is_said_to_be_so(void **state)
{
	static const struct {
		const char *why;
		const char *text;
		const char *want;
	} BROKEN[] = {
		{ "empty", "", "bad.xml:1: not well-formed XML (" },
		{ "words", "hello", "bad.xml:1: not well-formed XML (" },
		{ "a tag left open", "<rounds>\n<round>\n</rounds>\n",
		  "bad.xml:3: not well-formed XML (" },
		{ "an entity nobody defined", "<rounds>\n&x;</rounds>",
		  "bad.xml:2: not well-formed XML (" },
		{ "not UTF-8", "<rounds>\n\xff</rounds>",
		  "bad.xml:2: not well-formed XML (" },
		{ "another kind of file", "<html/>",
		  "bad.xml:1: <html> is not a catalogue file; its root may be "
		  "catalogue, rounds, states, principles, clusters, "
		  "speakers, statistics or codebook" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(BROKEN); i++) {
		struct catalogue_file bad = written("bad.xml", BROKEN[i].text);
		char *report = report_on(&bad);

		if (strncmp(report, BROKEN[i].want, strlen(BROKEN[i].want)) !=
		    0)
			fail_msg("%s: want \"%s\", got \"%s\"", BROKEN[i].why,
			         BROKEN[i].want, report);
		assert_refused(&bad, BROKEN[i].why, BROKEN[i].want);
		free(report);
	}
}

static void without_surroundings_what_points_outside_is_left_alone(void **state)
{
	struct fault f = { 0 };
	struct buf report;

	(void)state;
	buf_init(&report, 4096);

	assert_int_equal(catalogue_check(embedded("call-to-action-2026.xml"),
	                                 NULL, &report, &f),
	                 1);
	assert_int_equal(report.len, 0);
	buf_clear(&report);
}

static void endless_findings_are_cut_and_said_to_be(void **state)
{
	struct catalogue_file file = { "x.xml", NULL, 0 };
	struct fault f = { 0 };
	struct buf text;
	char *report;

	(void)state;
	buf_init(&text, 1 << 16);
	assert_ok(buf_add_str(&text,
	                      "<rounds id=\"x\" version=\"1\">"
	                      "<title>T</title><source>S</source>\n",
	                      &f),
	          &f);
	for (int i = 0; i < 400; i++)
		assert_ok(buf_add_str(&text, "<round/>\n", &f), &f);
	assert_ok(buf_add_str(&text, "</rounds>", &f), &f);
	file.bytes = text.at;
	file.len = text.len;

	report = report_on(&file);

	assert_non_null(strstr(report, "more findings are left out"));
	free(report);
	buf_clear(&text);
}

static void findings_stay_within_the_report_they_are_given(void **state)
{
	struct catalogue_file bad =
		changed("gcm.xml", "bad.xml", "lang=\"fr\"", "lang=\"de\"");
	struct fault f = { 0 };
	struct buf report;

	(void)state;
	buf_init(&report, 8);

	assert_int_equal(catalogue_check(&bad, NULL, &report, &f), 0);
	buf_clear(&report);
	changed_free(&bad);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_wrong_thing_is_named_with_its_line),
		cmocka_unit_test(each_wrong_thing_is_refused_at_load),
		cmocka_unit_test(lines_are_those_of_the_file),
		cmocka_unit_test(what_is_not_xml_is_said_to_be_so),
		cmocka_unit_test(
			without_surroundings_what_points_outside_is_left_alone),
		cmocka_unit_test(endless_findings_are_cut_and_said_to_be),
		cmocka_unit_test(
			findings_stay_within_the_report_they_are_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
