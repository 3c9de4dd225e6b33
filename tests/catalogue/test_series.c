/* SPDX-License-Identifier: Apache-2.0 */
/* METHOD.md 10.1 and 10.4. */
#include "check.h"

#include "given.h"
#include "model/series.h"

#define HEAD                                                   \
	"<statistics id=\"mine\" version=\"1\">\n"             \
	"<title>T</title><source>S</source>\n"                 \
	"<series name=\"mine\" unit=\"persons\" nature=\"C\" " \
	"direction=\"lower\" tally=\"sum\" place=\"code\">\n"  \
	"<title>T</title><source>S</source><licence>L</licence>\n"
#define POSTS(low, high, source)                                        \
	"<goalposts low=\"" low "\" high=\"" high                       \
	"\" document=\"D\" clause=\"C\" date=\"2015\" source=\"" source \
	"\"/>\n"
#define TAIL "</series></statistics>\n"

static void a_series_is_found_with_all_that_is_said_of_it(void **state)
{
	struct catalogue *c = all_of_them();
	const struct series *s;
	size_t n;

	(void)state;
	s = catalogue_series_find(c, "remittance_cost_to");
	assert_non_null(s);
	assert_true(s->goalposts.has);
	assert_true(s->goalposts.low == 5000000 &&
	            s->goalposts.high == 3000000);
	assert_string_equal(s->goalposts.source, "A/RES/70/1");
	assert_string_equal(s->bearings[0].commitment, "GCM.20");
	assert_true(s->bearings[0].is_scored);
	assert_null(catalogue_series_find(c, "nothing"));
	assert_true(catalogue_series(c, &n) && n > 10);
	catalogue_free(c);
}

static void every_series_has_goalposts_or_says_why_not(void **state)
{
	struct catalogue *c = all_of_them();
	size_t n;
	const struct series *all = catalogue_series(c, &n);

	(void)state;
	for (size_t i = 0; i < n; i++)
		if (all[i].goalposts.has == (all[i].unscored[0] != '\0'))
			fail_msg("%s", all[i].name);
	catalogue_free(c);
}

static void a_goalpost_that_nobody_published_is_refused(void **state)
{
	static const struct {
		const char *why, *text, *want;
	} CASES[] = {
		{ "no source", HEAD POSTS("5", "3", "") TAIL,
		  "mine.xml:5: <goalposts> has no source" },
		{ "neither goalposts nor a reason", HEAD TAIL,
		  "mine.xml:3: mine has no <goalposts>; say in <unscored>" },
		{ "the wrong way round", HEAD POSTS("3", "5", "S") TAIL,
		  "mine.xml:5: low and high do not lie as" },
		{ "a score without goalposts",
		  HEAD "<unscored>none</unscored>\n"
		       "<commitment code=\"GCM.8\" scored=\"yes\"/>\n" TAIL,
		  "mine.xml:6: GCM.8 is scored, but mine has no published" },
		{ "a commitment that is none",
		  HEAD "<unscored>none</unscored>\n"
		       "<commitment code=\"GCM.99\"/>\n" TAIL,
		  "mine.xml:6: code=\"GCM.99\": no catalogue has that" },
		{ "a nature that is none",
		  "<statistics id=\"mine\" version=\"1\">\n"
		  "<title>T</title><source>S</source>\n"
		  "<series name=\"a\" unit=\"u\" nature=\"X\" "
		  "direction=\"none\" tally=\"sum\" place=\"code\">\n"
		  "<title>T</title><source>S</source><licence>L</licence>\n"
		  "<unscored>w</unscored>\n" TAIL,
		  "mine.xml:3: nature=\"X\" is none of its words" },
		{ "a name that is taken",
		  "<statistics id=\"mine\" version=\"1\">\n"
		  "<title>T</title><source>S</source>\n"
		  "<series name=\"sdg_10_c_1\" unit=\"u\" nature=\"C\" "
		  "direction=\"none\" tally=\"sum\" place=\"code\">\n"
		  "<title>T</title><source>S</source><licence>L</licence>\n"
		  "<unscored>w</unscored>\n" TAIL,
		  "mine.xml:3: series name=\"sdg_10_c_1\" is already" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		struct catalogue_file bad = written("mine.xml", CASES[i].text);
		char *report = report_on(&bad);

		if (strncmp(report, CASES[i].want, strlen(CASES[i].want)) != 0)
			fail_msg("%s: %s", CASES[i].why, report);
		free(report);
	}
}

static void a_series_of_ones_own_is_added(void **state)
{
	static const char MINE[] = HEAD POSTS("5", "3", "S") TAIL;
	const struct catalogue_file file = written("mine.xml", MINE);
	struct catalogue *c = NULL;
	struct fault f;

	(void)state;
	assert_ok(catalogue_new(&file, 1, &c, &f), &f);
	assert_non_null(catalogue_series_find(c, "mine"));
	catalogue_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_series_is_found_with_all_that_is_said_of_it),
		cmocka_unit_test(every_series_has_goalposts_or_says_why_not),
		cmocka_unit_test(a_goalpost_that_nobody_published_is_refused),
		cmocka_unit_test(a_series_of_ones_own_is_added),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
