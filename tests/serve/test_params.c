/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/house.h"

#include <cjson/cJSON.h>

static void what_is_not_taken_is_refused_by_name(void **state)
{
	static const struct {
		const char *why, *target, *parameter;
	} rows[] = {
		{ "unknown name", "/api/v1/cells?colour=red", "colour" },
		{ "a name of another route", "/api/v1/cells?states=SVN",
		  "states" },
		{ "unknown state", "/api/v1/cells?state=XXX", "state" },
		{ "state in small letters", "/api/v1/cells?state=svn",
		  "state" },
		{ "one bad of two", "/api/v1/cells?state=SVN,XXX", "state" },
		{ "empty", "/api/v1/cells?state=", "state" },
		{ "unknown commitment", "/api/v1/cells?commitment=GCM.99",
		  "commitment" },
		{ "unknown catalogue", "/api/v1/cells?catalogue=abc",
		  "catalogue" },
		{ "unknown round", "/api/v1/cells?round=IMRF1999", "round" },
		{ "unknown voice", "/api/v1/cells?voice=press", "voice" },
		{ "unknown status", "/api/v1/cells?status=zero", "status" },
		{ "unknown group", "/api/v1/cells?group=atlantis", "group" },
		{ "limit 0", "/api/v1/cells?limit=0", "limit" },
		{ "limit past 1000", "/api/v1/cells?limit=1001", "limit" },
		{ "limit signed", "/api/v1/cells?limit=%2B5", "limit" },
		{ "limit in words", "/api/v1/cells?limit=ten", "limit" },
		{ "limit twice", "/api/v1/cells?limit=5&limit=5", "limit" },
		{ "a cursor of no page", "/api/v1/cells?cursor=abc", "cursor" },
		{ "a cursor of another list", "/api/v1/cells?cursor=MTIzNDU2",
		  "cursor" },
		{ "release with a slash", "/api/v1/cells?release=a/b",
		  "release" },
		{ "format of no route", "/api/v1/cells?format=pdf", "format" },
		{ "bom neither 0 nor 1", "/api/v1/cells?bom=yes", "bom" },
		{ "bad hex", "/api/v1/cells?state=%zz", "state" },
		{ "NUL", "/api/v1/search?q=a%00b", "q" },
		{ "no UTF-8", "/api/v1/search?q=%ff", "q" },
		{ "a needed one missing", "/api/v1/search", "q" },
		{ "compare without states", "/api/v1/compare", "states" },
		{ "nine states",
		  "/api/v1/compare?states=SVN,HRV,AUT,ITA,HUN,DEU,FRA,ESP,PRT",
		  "states" },
		{ "too much to compare",
		  "/api/v1/compare?states=SVN,HRV,AUT,ITA,HUN,DEU,FRA,ESP&"
		  "rounds=UPR2010,UPR2014,UPR2019,UPR2025",
		  "commitments" },
		{ "one voice alone diverges from nothing",
		  "/api/v1/divergence?state=SVN&voices=state", "voices" },
		{ "unknown relation",
		  "/api/v1/divergence?state=SVN&relation=war", "relation" },
		{ "unknown level", "/api/v1/passages?level=bad", "level" },
		{ "confidence past 1", "/api/v1/passages?confidence=1.5",
		  "confidence" },
		{ "unknown order", "/api/v1/passages?order=size", "order" },
		{ "unknown language", "/api/v1/states?lang=sl", "lang" },
		{ "unknown cluster", "/api/v1/rollup?states=SVN&cluster=5",
		  "cluster" },
		{ "unknown method", "/api/v1/cells?method=0.9", "method" },
		{ "ranks of no round", "/api/v1/rollup/ranks", "round" },
		{ "ranks of two voices",
		  "/api/v1/rollup/ranks?round=UPR2025&voice=state,independent",
		  "voice" },
		{ "too many roll-ups",
		  "/api/v1/rollup/pairs?states=SVN,HRV,AUT,ITA,HUN,DEU,FRA,ESP&"
		  "round=UPR2019,UPR2025",
		  "states" },
		{ "unknown family", "/api/v1/trend?state=SVN&family=ABC",
		  "family" },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const cJSON *at;

		(void)house_get(h, rows[i].target);
		at = house_data(h, "errors.0.parameter");
		if (h->answer.status != 400 || !cJSON_IsString(at) ||
		    strcmp(at->valuestring, rows[i].parameter) != 0 ||
		    !cJSON_IsString(house_data(h, "errors.0.allowed")) ||
		    !cJSON_IsString(house_data(h, "errors.0.problem")))
			fail_msg("%s: %d %.*s", rows[i].why, h->answer.status,
			         (int)h->answer.len, h->answer.body);
	}
}

static void a_problem_says_what_rfc_9457_wants(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/cells?stat=SVN");

	assert_string_equal(house_header(h, "Content-Type"),
	                    "application/problem+json");
	assert_string_equal(house_string(h, "type"),
	                    "urn:gcmtrack:problem:parameters");
	assert_int_equal((int)house_number(h, "status"), 400);
	assert_non_null(strstr(house_string(h, "detail"), "did you mean stat"));
}

static void every_trouble_is_named_at_once(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/cells?colour=red&state=XXX&limit=0");

	assert_string_equal(house_string(h, "errors.0.parameter"), "colour");
	assert_string_equal(house_string(h, "errors.1.parameter"), "state");
	assert_string_equal(house_string(h, "errors.2.parameter"), "limit");
}

static void lists_come_repeated_or_with_commas(void **state)
{
	struct house *h = *state;
	size_t rows;

	(void)house_get(h, "/api/v1/cells?state=SVN,HRV&commitment=GCM.13");
	rows = house_rows(h);
	(void)house_get(h, "/api/v1/cells?state=SVN&state=HRV&state=SVN&"
	                   "commitment=GCM.13");

	assert_int_equal(house_rows(h), rows);
	assert_true(rows >= 4);
}

static void a_group_is_its_states(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/states?group=coe");
	assert_true(house_rows(h) > 40 && house_rows(h) < 50);
	(void)house_get(h, "/api/v1/cells?group=southern_europe&"
	                   "commitment=GCM.13&voice=state&round=UPR2025");
	assert_int_equal(house_rows(h), 2);
}

static void what_is_nowhere_is_404(void **state)
{
	static const char *const targets[] = {
		"/api/v1/nothing",
		"/api",
		"/api/v1/",
		"//api/v1",
		"/api/v1/states/XXX",
		"/api/v1/catalogues/nope",
		"/api/v1/passages/x.1",
		"/api/v1/submissions/0123456789abcdef-9",
		"/api/v1/jobs/anything",
		"/api/v1/states/SVN/scorecard/more",
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(targets); i++)
		if (house_get(h, targets[i])->status != 404)
			fail_msg("%s: %d", targets[i], h->answer.status);
}

static void a_path_that_is_no_text_is_refused(void **state)
{
	static const char *const targets[] = { "/api/v1/states/%00",
		                               "/api/v1/states/%0d%0a",
		                               "/api/v1/states/%ff",
		                               "/api/v1/states/%4" };
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(targets); i++)
		if (house_get(h, targets[i])->status != 400)
			fail_msg("%s: %d", targets[i], h->answer.status);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_taken_is_refused_by_name),
		cmocka_unit_test(a_problem_says_what_rfc_9457_wants),
		cmocka_unit_test(every_trouble_is_named_at_once),
		cmocka_unit_test(lists_come_repeated_or_with_commas),
		cmocka_unit_test(a_group_is_its_states),
		cmocka_unit_test(what_is_nowhere_is_404),
		cmocka_unit_test(a_path_that_is_no_text_is_refused),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
