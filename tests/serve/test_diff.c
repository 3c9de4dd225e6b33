/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/house.h"

#include <cjson/cJSON.h>

#include "base/arena.h"

#define DIFF "/api/v1/releases/2026.1/diff/head"

/* Everything the house is sent later, published and noticed. */
static int open_and_add(void **state)
{
	struct fault f = { 0 };
	struct house *h;
	int rc = house_open(state);

	if (rc < 0)
		return rc;
	h = *state;
	house_add(h);
	assert_ok(site_refresh(h->site, &f), &f);
	return 0;
}

static const struct cJSON *meta(const struct house *h, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(
		cJSON_GetObjectItemCaseSensitive(h->json, "meta"), name);
}

static void a_release_does_not_differ_from_itself(void **state)
{
	struct house *h = *state;

	assert_int_equal(
		house_get(h, "/api/v1/releases/2026.1/diff/2026.1")->status,
		200);

	assert_int_equal(house_number(h, "summary.cells_changed"), 0);
	assert_int_equal(cJSON_GetArraySize(house_data(h, "cells")), 0);
	assert_int_equal(cJSON_GetArraySize(house_data(h, "vanished")), 0);
	assert_string_equal(house_string(h, "a.release"), "2026.1");
	assert_true(house_number(h, "a.cells") > 0);
}

static void what_came_is_named_where_it_counts(void **state)
{
	struct house *h = *state;
	const char *id;

	(void)house_get(h, DIFF "?state=SVN&commitment=GCM.13&round=UPR2025&"
	                        "voice=state");

	assert_int_equal(house_number(h, "summary.cells_changed"), 1);
	assert_true(
		house_holds(h,
	                    "\"changed\":[\"score\",\"interval\",\"counts\"]"));
	assert_true(house_holds(h, "\"why\":[\"document_came\"]"));
	assert_int_equal(house_number(h, "cells.0.before.passages"), 3);
	assert_int_equal(house_number(h, "cells.0.after.passages"), 4);
	assert_int_equal(house_number(h, "cells.0.reasons.0.count"), 1);
	id = house_string(h, "cells.0.reasons.0.submissions.0");
	assert_string_equal(house_string(h, "cells.0.submissions.0"), id);
	(void)house_get(h, arena_print(h->arena, &(struct fault){ 0 },
	                               "/api/v1/submissions/%s", id));
	assert_string_equal(house_string(h, "title"), "Addendum");
}

static void silence_that_ends_or_begins_is_a_change_too(void **state)
{
	struct house *h = *state;

	(void)house_get(h, DIFF "?state=HRV&voice=civil_society&"
	                        "round=UPR2025&commitment=GCM.8");

	assert_string_equal(house_string(h, "cells.0.before.status"),
	                    "no_report");
	assert_string_equal(house_string(h, "cells.0.after.status"), "silent");
	assert_true(house_holds(h, "\"changed\":[\"appeared\",\"status\"]"));
	assert_true(house_holds(h, "\"why\":[\"document_came\"]"));
}

static void nothing_is_unexplained(void **state)
{
	struct house *h = *state;

	(void)house_get(h, DIFF);

	assert_true(house_number(h, "summary.cells_changed") > 20);
	assert_int_equal(house_number(h, "summary.why.unexplained"), 0);
	assert_int_equal(house_number(h, "summary.why.not_recorded"), 0);
}

static void pages_hold_every_row_once_and_the_head_of_all(void **state)
{
	struct house *h = *state;
	size_t total, seen = 0;
	char target[300];
	const cJSON *next;

	(void)house_get(h, DIFF "?limit=1000");
	total = (size_t)house_number(h, "summary.cells_changed");
	assert_int_equal(cJSON_GetArraySize(house_data(h, "cells")), total);
	(void)snprintf(target, sizeof(target), "%s?limit=70", DIFF);
	while (target[0]) {
		assert_int_equal(house_get(h, target)->status, 200);
		seen += (size_t)cJSON_GetArraySize(house_data(h, "cells"));
		assert_int_equal(house_number(h, "summary.cells_changed"),
		                 total);
		next = meta(h, "next");
		(void)snprintf(target, sizeof(target), "%s",
		               cJSON_IsString(next) ? next->valuestring : "");
	}

	assert_int_equal(seen, total);
}

static void filters_choose_and_are_refused_by_name(void **state)
{
	struct house *h = *state;

	(void)house_get(h, DIFF "?why=method");
	assert_int_equal(house_number(h, "summary.cells_changed"), 0);
	(void)house_get(h, DIFF "?change=score&limit=1000");
	assert_true(house_number(h, "summary.cells_changed") > 0);
	assert_int_equal(house_number(h, "summary.changed.score"),
	                 house_number(h, "summary.cells_changed"));
	assert_int_equal(house_get(h, DIFF "?why=magic")->status, 400);
	assert_int_equal(house_get(h, DIFF "?change=colour")->status, 400);
	assert_int_equal(house_get(h, DIFF "?release=2026.1")->status, 400);
}

static void the_older_one_stands_first_and_both_exist(void **state)
{
	struct house *h = *state;

	assert_int_equal(
		house_get(h, "/api/v1/releases/head/diff/2026.1")->status, 400);
	assert_true(house_holds(h, "name the older one first"));
	assert_int_equal(
		house_get(h, "/api/v1/releases/2020.1/diff/head")->status, 404);
	assert_true(house_holds(h, "head, 2026.1"));
}

static void the_table_is_csv_too(void **state)
{
	static const char HEAD[] =
		"state,commitment,round,voice,changed,why,submissions,"
		"before_status,before_score,before_low,before_high,"
		"before_evidence_mass,before_flags,before_sources,"
		"before_effective_sources,before_passages,"
		"before_reviewed_share,before_levels_regression,"
		"before_levels_gap,before_levels_intention,"
		"before_levels_measure,before_levels_result,after_status,";
	struct house *h = *state;

	(void)house_get(h, DIFF "?format=csv&state=SVN&commitment=GCM.13&"
	                        "round=UPR2025&voice=state");

	if (strncmp(h->answer.body, HEAD, strlen(HEAD)) != 0)
		fail_msg("%.*s", (int)h->answer.len, h->answer.body);
	assert_true(house_holds(h, "\r\nSVN,GCM.13,UPR2025,state,"
	                           "score interval counts,document_came,"));
}

static void classes_that_appear_are_told(void **state)
{
	struct house *h = *state;

	/* Filters narrow the cells, never what appeared or vanished. */
	(void)house_get(h, DIFF "?state=ALB");

	assert_true(house_holds(
		h, "{\"kind\":\"voice_in_round\",\"name\":\"civil_society "
		   "UPR2019\",\"before\":0,\"after\":1}"));
	assert_int_equal(house_number(h, "summary.cells_changed"), 0);
}

static void what_nobody_may_see_is_no_reason(void **state)
{
	struct house *h = *state;

	(void)house_get(h, DIFF "?limit=1000");

	for (size_t i = 5; i < 8; i++)
		assert_false(house_holds(h, h->ids[i]));
	assert_false(house_holds(h, CANARY));
	(void)house_get(h, "/api/v1/changes?limit=1000");
	for (size_t i = 5; i < 8; i++)
		assert_false(house_holds(h, h->ids[i]));
}

/* ---- one release -----------------------------------------------------------
 */

static void a_release_says_what_is_in_it(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/releases/2026.1");
	assert_string_equal(house_string(h, "release"), "2026.1");
	assert_int_equal(house_number(h, "submissions.known"), 5);
	assert_int_equal(house_number(h, "submissions.by_status.refused"), 1);
	assert_string_equal(house_string(h, "coders.0.version"), "test/1");
	assert_int_equal(house_number(h, "coders.0.submissions"), 5);
	assert_true(cJSON_IsNull(house_data(h, "since_previous")));
	assert_string_equal(house_string(h, "made"), "2026-11-22T00:00:00Z");

	(void)house_get(h, "/api/v1/releases/head");
	assert_string_equal(house_string(h, "release"), "head+2");
	assert_string_equal(house_string(h, "since_previous.release"),
	                    "2026.1");
	assert_int_equal(house_number(h, "since_previous.submissions_came"), 3);
	assert_string_equal(house_string(h, "since_previous.diff"), DIFF);
	assert_int_equal(house_get(h, "/api/v1/releases/2020.1")->status, 404);
}

static void releases_are_a_feed_too(void **state)
{
	struct ask ask = { .path = "/api/v1/releases",
		           .accept = "application/atom+xml" };
	struct house *h = *state;
	char *first;

	(void)house_ask(h, &ask);
	assert_string_equal(house_header(h, "Content-Type"),
	                    "application/atom+xml; charset=utf-8");
	first = strndup(h->answer.body, h->answer.len);
	(void)house_get(h, "/api/v1/releases.atom");
	assert_int_equal(h->answer.len, strlen(first));
	assert_memory_equal(h->answer.body, first, h->answer.len);
	assert_true(house_holds(h, "<title>Release 2026.1</title>"));
	assert_true(house_holds(h, "<updated>2026-11-22T00:00:00Z</updated>"));
	free(first);
	(void)house_get(h, "/api/v1/releases");
	assert_non_null(strstr(house_header(h, "Link"),
	                       "</api/v1/releases.atom>; rel=\"alternate\"; "
	                       "type=\"application/atom+xml\""));
}

/* ---- the log ---------------------------------------------------------------
 */

static void the_log_is_followed_by_its_cursor(void **state)
{
	struct house *h = *state;
	size_t total, seen = 0, rows;
	char target[300] = "/api/v1/changes?limit=3", last[300] = "";

	(void)house_get(h, "/api/v1/changes?limit=1000");
	total = house_rows(h);
	assert_true(total > 10);
	do {
		const cJSON *next;

		assert_int_equal(house_get(h, target)->status, 200);
		rows = house_rows(h);
		for (size_t i = 0; i < rows; i++) {
			char path[32];

			(void)snprintf(path, sizeof(path), "%zu.sequence", i);
			assert_int_equal(house_number(h, path), ++seen);
		}
		next = meta(h, "next");
		assert_true(cJSON_IsString(next));
		(void)snprintf(last, sizeof(last), "%s", target);
		(void)snprintf(target, sizeof(target), "%s",
		               cJSON_GetStringValue(next));
	} while (rows > 0);

	assert_int_equal(seen, total);
	/* Nothing is new: the place stays, and is asked again. */
	assert_string_equal(last, target);
}

static void the_log_starts_at_a_time_too(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/changes?since=2026-11-22T00:00:02Z");
	assert_string_equal(house_string(h, "0.kind"), "received");
	assert_string_equal(house_string(h, "0.as_of"), "2026-11-22T00:00:02Z");
	assert_true(house_holds(h, "\"release\":\"head+2\""));
	(void)house_get(h, "/api/v1/changes?since=2027-01-01");
	assert_int_equal(house_rows(h), 0);
	(void)house_get(h, "/api/v1/changes?format=csv&limit=1");
	assert_true(house_holds(h,
	                        "sequence,kind,as_of,submission,status,"
	                        "superseded_by,release,href\r\n1,received,"));
}

static void a_cursor_of_another_log_is_refused_in_words(void **state)
{
	static const char *const BAD[] = {
		"/api/v1/changes?since=abc",
		/* changes 3 000000000000 */
		"/api/v1/changes?cursor=Y2hhbmdlcyAzIDAwMDAwMDAwMDAwMA",
		/* changes 999 000000000000 */
		"/api/v1/changes?since=Y2hhbmdlcyA5OTkgMDAwMDAwMDAwMDAw",
		"/api/v1/changes?since=2026-99-99",
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(BAD); i++) {
		if (house_get(h, BAD[i])->status != 400)
			fail_msg("%s", BAD[i]);
		if (i == 1 || i == 2)
			assert_true(house_holds(h, "start again"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_release_does_not_differ_from_itself),
		cmocka_unit_test(what_came_is_named_where_it_counts),
		cmocka_unit_test(silence_that_ends_or_begins_is_a_change_too),
		cmocka_unit_test(nothing_is_unexplained),
		cmocka_unit_test(pages_hold_every_row_once_and_the_head_of_all),
		cmocka_unit_test(filters_choose_and_are_refused_by_name),
		cmocka_unit_test(the_older_one_stands_first_and_both_exist),
		cmocka_unit_test(the_table_is_csv_too),
		cmocka_unit_test(classes_that_appear_are_told),
		cmocka_unit_test(what_nobody_may_see_is_no_reason),
		cmocka_unit_test(a_release_says_what_is_in_it),
		cmocka_unit_test(releases_are_a_feed_too),
		cmocka_unit_test(the_log_is_followed_by_its_cursor),
		cmocka_unit_test(the_log_starts_at_a_time_too),
		cmocka_unit_test(a_cursor_of_another_log_is_refused_in_words),
	};

	return cmocka_run_group_tests(tests, open_and_add, house_close);
}
