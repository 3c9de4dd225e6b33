/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/house.h"

#include <cjson/cJSON.h>

static const char *release_of(struct house *h, const char *target)
{
	const cJSON *meta;

	if (house_get(h, target)->status != 200)
		fail_msg("%s: %.*s", target, (int)h->answer.len,
		         h->answer.body);
	meta = cJSON_GetObjectItemCaseSensitive(h->json, "meta");
	return cJSON_GetStringValue(
		cJSON_GetObjectItemCaseSensitive(meta, "release"));
}

static void every_route_that_is_of_a_release_answers_from_it(void **state)
{
	static const char *const PATHS[] = {
		"/api/v1/catalogues?",
		"/api/v1/catalogues/gcm?",
		"/api/v1/cells?",
		"/api/v1/compare?states=SVN&",
		"/api/v1/indicators?",
		"/api/v1/divergence?state=SVN&",
		"/api/v1/method?",
		"/api/v1/observations?",
		"/api/v1/passages?",
		"/api/v1/robustness?states=SVN&",
		"/api/v1/rounds?",
		"/api/v1/rollup?states=SVN&",
		"/api/v1/states?",
		"/api/v1/rollup/pairs?states=SVN&",
		"/api/v1/states/SVN?",
		"/api/v1/rollup/ranks?round=UPR2025&",
		"/api/v1/submissions?",
		"/api/v1/rollup/weights?states=SVN&",
		"/api/v1/trend?state=SVN&",
		"/api/v1/search?q=centres&",
		"/api/v1/states/SVN/scorecard?",
	};
	struct house *h = *state;
	char target[200];

	for (size_t i = 0; i < COUNT_OF(PATHS); i++) {
		(void)snprintf(target, sizeof(target), "%srelease=2026.1",
		               PATHS[i]);
		assert_string_equal(release_of(h, target), "2026.1");
		(void)snprintf(target, sizeof(target), "%srelease=1999.9",
		               PATHS[i]);
		assert_int_equal(house_get(h, target)->status, 404);
	}
}

static void one_thing_is_of_a_release_too(void **state)
{
	static const struct {
		const char *route, *rest;
	} THINGS[] = {
		{ "submissions", "" },
		{ "submissions", "/text" },
		{ "submissions", "/original" },
		{ "passages", ".0" },
	};
	struct house *h = *state;
	char target[200];

	for (size_t i = 0; i < COUNT_OF(THINGS); i++) {
		(void)snprintf(target, sizeof(target),
		               "/api/v1/%s/%s%s?release=2026.1",
		               THINGS[i].route, h->ids[0], THINGS[i].rest);
		if (house_get(h, target)->status != 200)
			fail_msg("%s", target);
	}
}

static void a_release_that_is_not_there_is_told_by_those_that_are(void **state)
{
	struct house *h = *state;

	assert_int_equal(house_get(h, "/api/v1/cells?release=2027.1")->status,
	                 404);
	assert_true(house_holds(h, "no release is named \\\"2027.1\\\": there "
	                           "are head, 2026.1"));
	assert_int_equal(house_get(h, "/api/v1/cells?as_of=2026-11-21")->status,
	                 404);
	assert_true(house_holds(h, "no release is of 2026-11-21"));
}

static void a_day_finds_the_release_of_it_or_before(void **state)
{
	struct house *h = *state;

	assert_string_equal(release_of(h, "/api/v1/cells?as_of=2026-11-22"),
	                    "2026.1");
	assert_string_equal(release_of(h, "/api/v1/cells?as_of=2031-01-01"),
	                    "2026.1");
	assert_string_equal(house_header(h, "Cache-Control"),
	                    "public, no-cache");
}

static void a_day_is_a_day_and_stands_alone(void **state)
{
	static const char *const BAD[] = {
		"/api/v1/cells?as_of=2026",
		"/api/v1/cells?as_of=2026-13-01",
		"/api/v1/cells?as_of=2026-02-30",
		"/api/v1/cells?as_of=22.11.2026",
		"/api/v1/cells?as_of=2026-11-22&release=2026.1",
		"/api/v1/methods?release=2026.1",
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(BAD); i++)
		if (house_get(h, BAD[i])->status != 400)
			fail_msg("%s", BAD[i]);
}

static void latest_is_the_newest_and_head_moves_on(void **state)
{
	struct house *h = *state;
	struct fault f = { 0 };

	assert_string_equal(release_of(h, "/api/v1/cells?release=latest"),
	                    "2026.1");
	assert_string_equal(release_of(h, "/api/v1/cells?release=head"),
	                    "head+1");
	house_release(h, "2026.1a");
	assert_ok(site_refresh(h->site, &f), &f);

	assert_string_equal(release_of(h, "/api/v1/cells?release=latest"),
	                    "2026.1a");
	assert_true(house_holds(h, "&release=2026.1a\""));
	assert_string_equal(release_of(h, "/api/v1/cells?as_of=2026-11-22"),
	                    "2026.1a");
	assert_string_equal(release_of(h, "/api/v1/cells?release=2026.1"),
	                    "2026.1");
}

static void later_submissions_are_in_no_list_of_a_release(void **state)
{
	struct house *h = *state;
	struct fault f = { 0 };
	size_t before, after;

	(void)house_get(h, "/api/v1/submissions?release=2026.1");
	before = house_rows(h);
	house_add(h);
	assert_ok(site_refresh(h->site, &f), &f);
	(void)house_get(h, "/api/v1/submissions?release=2026.1");
	after = house_rows(h);

	assert_int_equal(before, after);
	(void)house_get(h, "/api/v1/submissions");
	assert_true(house_rows(h) > after);
	(void)house_get(h, "/api/v1/search?q=judges&release=2026.1");
	assert_int_equal(house_rows(h), 0);
	(void)house_get(h, "/api/v1/search?q=judges");
	assert_int_equal(house_rows(h), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_route_that_is_of_a_release_answers_from_it),
		cmocka_unit_test(one_thing_is_of_a_release_too),
		cmocka_unit_test(
			a_release_that_is_not_there_is_told_by_those_that_are),
		cmocka_unit_test(a_day_finds_the_release_of_it_or_before),
		cmocka_unit_test(a_day_is_a_day_and_stands_alone),
		cmocka_unit_test(latest_is_the_newest_and_head_moves_on),
		cmocka_unit_test(later_submissions_are_in_no_list_of_a_release),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
