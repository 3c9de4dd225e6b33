/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/house.h"

#include <cjson/cJSON.h>

static void every_row_of_the_table_answers(void **state)
{
	struct house *h = *state;
	char target[200];
	const char *const targets[] = {
		"/",
		"/api/v1",
		"/api/v1/catalogues",
		"/api/v1/catalogues/gcm",
		"/api/v1/cells",
		"/api/v1/compare?states=SVN,HRV&commitments=GCM.13",
		"/api/v1/divergence?state=SVN",
		"/api/v1/method",
		"/api/v1/passages",
		"/api/v1/releases",
		"/api/v1/rollup?states=SVN",
		"/api/v1/rounds",
		"/api/v1/search?q=detention",
		"/api/v1/states",
		"/api/v1/states/SVN",
		"/api/v1/states/SVN/scorecard",
		"/api/v1/submissions",
		"/api/v1/trend?state=SVN&commitment=GCM.13",
		"/healthz",
		"/readyz",
	};

	for (size_t i = 0; i < COUNT_OF(targets); i++) {
		(void)house_get(h, targets[i]);
		if (h->answer.status != 200)
			fail_msg("%s: %d %.*s", targets[i], h->answer.status,
			         (int)h->answer.len, h->answer.body);
	}
	(void)snprintf(target, sizeof(target), "/api/v1/submissions/%s/text",
	               h->ids[0]);
	assert_int_equal(house_get(h, target)->status, 200);
	assert_true(house_holds(h, "alternatives to detention."));
}

static void a_cell_is_shown_as_in_api_md(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/compare?states=SVN,HRV&commitments=GCM.13"
	                   "&rounds=UPR2025&voices=state,civil_society");

	assert_string_equal(house_string(h, "cells.0.state"), "SVN");
	assert_string_equal(house_string(h, "cells.0.status"), "assessed");
	assert_true(house_number(h, "cells.0.score") > 0);
	assert_int_equal((int)house_number(h, "cells.0.passages"), 3);
	assert_int_equal((int)house_number(h, "cells.0.levels.result"), 2);
	assert_string_equal(house_string(h, "cells.0.evidence"),
	                    "/api/v1/passages?state=SVN&commitment=GCM.13&"
	                    "round=UPR2025&voice=state");
	assert_string_equal(house_string(h, "pairs.0.a.voice"), "state");
	assert_string_equal(house_string(h, "pairs.0.b.voice"),
	                    "civil_society");
	assert_string_equal(house_string(h, "pairs.0.relation"), "contradict");
	assert_true(house_number(h, "pairs.0.p_greater") > 0.9);
}

static void silence_has_a_type_and_no_number(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/cells?state=SVN&round=UPR2025&voice=state&"
	                   "commitment=GCM.8");

	assert_int_equal(house_rows(h), 1);
	assert_string_equal(house_string(h, "0.status"), "silent");
	assert_true(house_holds(h, "\"score\":null"));

	(void)house_get(h, "/api/v1/cells?state=HRV&round=UPR2025&"
	                   "voice=independent&commitment=GCM.8");
	assert_string_equal(house_string(h, "0.status"), "unreadable");
	assert_true(house_holds(h, "\"passages\":null"));
}

static void evidence_lists_what_counts(void **state)
{
	struct house *h = *state;
	char link[200];
	double passages;

	(void)house_get(h, "/api/v1/cells?state=SVN&round=UPR2025&"
	                   "voice=civil_society&commitment=GCM.13");
	passages = house_number(h, "0.passages");
	(void)snprintf(link, sizeof(link), "%s", house_string(h, "0.evidence"));
	(void)house_get(h, link);

	assert_int_equal((int)passages, 3);
	assert_int_equal(house_rows(h), 3);
	assert_int_equal(cJSON_GetArraySize(house_data(h, "2.repeated_by")), 1);
	assert_string_equal(house_string(h, "0.codings.0.commitment"),
	                    "GCM.13");
	assert_string_equal(house_string(h, "0.codings.0.why.0.text"),
	                    "detention");
	assert_string_equal(house_string(h, "0.selectors.0.type"),
	                    "TextQuoteSelector");
}

static void the_ledger_shows_both_ends_of_a_contradiction(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/divergence?state=SVN&round=UPR2025&"
	                   "relation=contradict");

	assert_int_equal(house_rows(h), 1);
	assert_string_equal(house_string(h, "0.higher"), "state");
	assert_string_equal(house_string(h, "0.strongest.a.level"), "result");
	assert_string_equal(house_string(h, "0.strongest.b.level"),
	                    "regression");
	assert_string_equal(house_string(h, "0.regression_alleged"), "alleged");
	assert_true(house_holds(h, "\"reviewed\":false"));
}

static void a_trend_stays_inside_its_family(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/trend?state=SVN&commitment=GCM.13&"
	                   "voice=state");

	assert_int_equal(house_rows(h), 2);
	assert_string_equal(house_string(h, "0.round"), "UPR2019");
	assert_string_equal(house_string(h, "1.change.from"), "UPR2019");
	assert_true(house_number(h, "1.change.difference") > 0);
	assert_string_equal(house_string(h, "1.paired.before.level"),
	                    "intention");
}

static void a_scorecard_has_every_commitment_and_voice(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/states/SVN/scorecard?round=UPR2025");

	assert_string_equal(house_string(h, "commitments.12.commitment"),
	                    "GCM.13");
	assert_string_equal(house_string(h, "commitments.22.commitment"),
	                    "GCM.23");
	assert_string_equal(house_string(h,
	                                 "commitments.12.divergence.relation"),
	                    "contradict");
	assert_string_equal(
		house_string(h, "commitments.12.cells.independent.status"),
		"no_report");
	assert_string_equal(
		house_string(h, "commitments.12.cells.state.trend.from"),
		"UPR2019");
}

static void pages_neither_lose_nor_repeat_a_cell(void **state)
{
	struct house *h = *state;
	char target[300] = "/api/v1/cells?limit=7";
	char seen[600][64];
	size_t n = 0, whole;

	(void)house_get(h, "/api/v1/cells?limit=1000");
	whole = house_rows(h);
	assert_true(whole > 100 && whole < 600);
	while (target[0]) {
		(void)house_get(h, target);
		for (size_t i = 0; i < house_rows(h); i++, n++) {
			char at[40], key[4][32];
			const char *names[] = { "state", "round", "commitment",
				                "voice" };

			for (size_t k = 0; k < 4; k++) {
				(void)snprintf(at, sizeof(at), "%zu.%s", i,
				               names[k]);
				(void)snprintf(key[k], sizeof(key[k]), "%s",
				               house_string(h, at));
			}
			assert_true(n < whole);
			(void)snprintf(seen[n], sizeof(seen[n]),
			               "%.8s %.16s %.20s %.16s", key[0], key[1],
			               key[2], key[3]);
			for (size_t k = 0; k < n; k++)
				assert_string_not_equal(seen[k], seen[n]);
		}
		target[0] = '\0';
		if (house_header(h, "Link")[0])
			(void)snprintf(target, sizeof(target), "%.*s",
			               (int)strcspn(house_header(h, "Link") + 1,
			                            ">"),
			               house_header(h, "Link") + 1);
	}

	assert_int_equal(n, whole);
}

static void pages_of_passages_neither_lose_nor_repeat(void **state)
{
	struct house *h = *state;
	char target[300] = "/api/v1/passages?counted=0&limit=2";
	char last[64] = "";
	size_t n = 0, whole;

	(void)house_get(h, "/api/v1/passages?counted=0");
	whole = house_rows(h);
	while (target[0]) {
		(void)house_get(h, target);
		assert_string_not_equal(house_string(h, "0.id"), last);
		n += house_rows(h);
		(void)snprintf(last, sizeof(last), "%s",
		               house_string(h, house_rows(h) == 2 ? "1.id"
		                                                  : "0.id"));
		target[0] = '\0';
		if (house_header(h, "Link")[0])
			(void)snprintf(target, sizeof(target), "%.*s",
			               (int)strcspn(house_header(h, "Link") + 1,
			                            ">"),
			               house_header(h, "Link") + 1);
	}

	assert_int_equal(n, whole);
	assert_int_equal(whole, 13);
}

static void nothing_hidden_shows_through_any_route(void **state)
{
	struct house *h = *state;
	const char *const lists[] = {
		"/api/v1/cells?status=all&state=SVN&limit=1000",
		"/api/v1/passages?counted=0&limit=1000",
		"/api/v1/passages?state=SVN&commitment=GCM.5&counted=0",
		"/api/v1/submissions?limit=1000",
		"/api/v1/submissions?format=csv",
		("/api/v1/search?q=" CANARY),
		"/api/v1/states/SVN",
		"/api/v1/states/SVN/scorecard?round=UPR2025",
		"/api/v1/divergence?state=SVN",
		"/api/v1/trend?state=SVN",
		"/api/v1/compare?states=SVN",
		"/api/v1/robustness?states=SVN,HRV&rounds=UPR2025",
		"/api/v1/rollup/weights?states=SVN",
	};
	const char *const suffixes[] = { "", "/text", "/original" };
	char target[128];

	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		(void)house_get(h, lists[i]);
		if (h->answer.status != 200 || house_holds(h, CANARY))
			fail_msg("%s: %d %.*s", lists[i], h->answer.status,
			         (int)h->answer.len, h->answer.body);
	}
	for (size_t i = 5; i < 8; i++) {
		for (size_t k = 0; k < COUNT_OF(suffixes); k++) {
			(void)snprintf(target, sizeof(target),
			               "/api/v1/submissions/%s%s", h->ids[i],
			               suffixes[k]);
			assert_int_equal(house_get(h, target)->status, 404);
		}
		(void)snprintf(target, sizeof(target), "/api/v1/passages/%s.0",
		               h->ids[i]);
		assert_int_equal(house_get(h, target)->status, 404);
	}
	(void)house_get(h, "/api/v1/cells?state=SVN&round=UPR2025&"
	                   "voice=civil_society&commitment=GCM.5");
	assert_string_equal(house_string(h, "0.status"), "silent");
}

/* METHOD.md 9.6 and 9.13: what a score hangs on comes with it. */
static void a_score_says_what_it_hangs_on(void **state)
{
	struct house *h = *state;
	double weight, points = 0.0;
	char path[48];

	(void)house_get(h, "/api/v1/robustness?states=SVN&rounds=UPR2025&"
	                   "voices=civil_society");
	assert_int_equal(h->answer.status, 200);
	assert_true(house_rows(h) > 0);
	weight = house_number(h, "0.prior_weight");
	for (int i = 0; i < (int)house_number(h, "0.sources"); i++) {
		snprintf(path, sizeof(path), "0.by_source.%d.weight", i);
		weight += house_number(h, path);
		snprintf(path, sizeof(path), "0.by_source.%d.points", i);
		points += house_number(h, path);
	}
	assert_true(weight > 0.99 && weight < 1.01);
	assert_true(points - house_number(h, "0.score") < 0.3 &&
	            house_number(h, "0.score") - points < 0.3);
	assert_true(house_number(h, "0.without_one.low") <=
	            house_number(h, "0.without_one.high"));
	(void)house_get(h, "/api/v1/robustness?states=SVN&format=csv");
	assert_true(house_holds(h, "without_one_low,without_one_high,"
	                           "scales_intention_zero"));
}

static void an_earlier_method_is_replayed_and_named(void **state)
{
	struct house *h = *state;
	double low;

	(void)house_get(h, "/api/v1/methods");
	assert_string_equal(house_string(h, "0.method"), "1.1");
	assert_string_equal(house_string(h, "1.differs"),
	                    "copula_correlation=0.5");
	(void)house_get(h, "/api/v1/cells?state=SVN&status=assessed");
	low = house_number(h, "0.low");
	(void)house_get(h,
	                "/api/v1/cells?state=SVN&status=assessed&method=1.0");
	assert_true(house_holds(h, "\"method\":\"1.0\""));
	assert_true(house_number(h, "0.low") - low < 1e-9 &&
	            low - house_number(h, "0.low") < 1e-9);
	(void)house_get(h, "/api/v1/method?method=1.0");
	assert_true(house_holds(h, "\"copula_correlation\",\"value\":0.500"));
	(void)house_get(h, "/api/v1/method");
	assert_true(house_holds(h, "\"copula_correlation\",\"value\":0.600"));
}

static void roll_ups_are_compared_weighed_and_ranked(void **state)
{
	struct house *h = *state;
	const char *const targets[] = {
		"/api/v1/rollup/pairs?states=SVN,HRV&round=UPR2025",
		"/api/v1/rollup/pairs?states=SVN,HRV&round=UPR2025&format=csv",
		"/api/v1/rollup/weights?states=SVN&round=UPR2025&cluster=1",
		"/api/v1/rollup/ranks?round=UPR2025&weights=1",
		("/api/v1/rollup/ranks?round=UPR2025&voice=civil_society&"
		 "format=csv"),
	};

	for (size_t i = 0; i < COUNT_OF(targets); i++)
		if (house_get(h, targets[i])->status != 200)
			fail_msg("%s: %.*s", targets[i], (int)h->answer.len,
			         h->answer.body);
	(void)house_get(h, targets[0]);
	assert_int_equal(house_rows(h), 4);
	/* Far less than two thirds is assessed: nothing is said. */
	assert_true(house_number(h, "0.common") < 5);
	assert_true(cJSON_IsNull(house_data(h, "0.difference")));
	assert_true(cJSON_IsNull(house_data(h, "0.weights.a_above")));
	(void)house_get(h, targets[3]);
	assert_true(house_rows(h) >= 1);
	assert_true(cJSON_IsNull(house_data(h, "0.rank_low")));
}

static void a_named_release_is_answered_from(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/cells?release=2026.1&state=SVN");
	assert_int_equal(h->answer.status, 200);
	assert_true(house_holds(h, "\"release\":\"2026.1\""));

	assert_int_equal(house_get(h, "/api/v1/cells?release=1999.9")->status,
	                 404);
}

static void a_new_publication_is_noticed(void **state)
{
	struct house *h = *state;
	struct fault f = { 0 };

	(void)house_get(h, "/api/v1/rounds");
	assert_true(house_holds(h, "\"release\":\"head+1\""));
	house_publish(h);
	assert_ok(site_refresh(h->site, &f), &f);
	(void)house_get(h, "/api/v1/rounds");
	if (!house_holds(h, "\"release\":\"head+2\""))
		fail_msg("%.*s", (int)h->answer.len, h->answer.body);
}

/* All of the answer to PATH and QUERY; of the head's the data alone, because
   its meta counts publications. The caller frees it. */
static char *answer_to(struct house *h, const char *path, bool is_release)
{
	char target[200];
	const char *at;

	(void)snprintf(target, sizeof(target), "%s%s", path,
	               is_release ? "&release=2026.1" : "");
	if (house_get(h, target)->status != 200)
		fail_msg("%s: %.*s", target, (int)h->answer.len,
		         h->answer.body);
	at = is_release ? h->answer.body
	                : memmem(h->answer.body, h->answer.len, "\"data\"", 6);
	if (!at) /* a CSV has no meta */
		at = h->answer.body;
	return strndup(at, h->answer.len - (size_t)(at - h->answer.body));
}

static void a_named_release_never_changes(void **state)
{
	/* The head's answer to each changes, or the row would say little. */
	static const char *const PATHS[] = {
		"/api/v1/cells?status=all&state=SVN,HRV&commitment=GCM.8",
		"/api/v1/cells?state=HRV&voice=civil_society",
		"/api/v1/compare?states=SVN,HRV&commitments=GCM.13",
		"/api/v1/compare?states=SVN&format=csv",
		"/api/v1/divergence?state=SVN,HRV",
		"/api/v1/rollup?states=SVN,HRV",
		"/api/v1/states/HRV?lang=en",
		"/api/v1/states/SVN?lang=en",
		"/api/v1/states/SVN/scorecard?lang=en",
		"/api/v1/states/HRV/scorecard?lang=fr",
		"/api/v1/trend?state=SVN",
		("/api/v1/passages?state=SVN&commitment=GCM.13&"
		 "round=UPR2025&voice=state"),
		"/api/v1/passages?order=strongest",
	};
	char *before[COUNT_OF(PATHS)][2], *after;
	struct house *h = *state;
	struct fault f = { 0 };

	for (size_t i = 0; i < COUNT_OF(PATHS); i++)
		for (int k = 0; k < 2; k++)
			before[i][k] = answer_to(h, PATHS[i], k == 1);

	house_add(h);
	assert_ok(site_refresh(h->site, &f), &f);

	for (size_t i = 0; i < COUNT_OF(PATHS); i++)
		for (int k = 0; k < 2; k++) {
			after = answer_to(h, PATHS[i], k == 1);
			if ((strcmp(after, before[i][k]) == 0) != (k == 1))
				fail_msg("%s: %s\n%s\n%s", PATHS[i],
				         k ? "release" : "head", before[i][k],
				         after);
			free(after);
			free(before[i][k]);
		}
}

static void what_arrives_later_types_no_silence_of_a_release(void **state)
{
	static const char CELL[] =
		"/api/v1/cells?state=HRV&voice=civil_society&round=UPR2025&"
		"commitment=GCM.8&status=all";
	struct house *h = *state;
	char target[200];

	(void)snprintf(target, sizeof(target), "%s&release=2026.1", CELL);

	(void)house_get(h, target);
	assert_string_equal(house_string(h, "0.status"), "no_report");
	(void)house_get(h, CELL);
	assert_string_equal(house_string(h, "0.status"), "silent");
}

static void evidence_of_a_release_stays_in_it(void **state)
{
	struct house *h = *state;
	char link[200];

	(void)house_get(h, "/api/v1/cells?state=SVN&round=UPR2025&voice=state&"
	                   "commitment=GCM.13&release=2026.1");

	assert_string_equal(house_string(h, "0.evidence"),
	                    "/api/v1/passages?state=SVN&commitment=GCM.13&"
	                    "round=UPR2025&voice=state&release=2026.1");
	(void)snprintf(link, sizeof(link), "%s", house_string(h, "0.evidence"));
	(void)house_get(h, link);
	assert_int_equal(house_rows(h), 3);
	assert_string_equal(house_header(h, "Cache-Control"),
	                    "public, no-cache");
}

static void passages_of_two_rounds_are_paired_by_likeness(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/trend?state=SVN&commitment=GCM.13&"
	                   "voice=state&release=2026.1");

	assert_string_equal(house_string(h, "1.paired.pairing"), "similar");
	assert_true(house_number(h, "1.paired.similarity") == 0.75);
	assert_string_equal(house_string(h, "1.paired.before.quote"),
	                    "Slovenia plans alternatives to detention.");
	assert_string_equal(house_string(h, "1.paired.now.quote"),
	                    "Slovenia adopted alternatives to detention.");
	assert_non_null(house_data(h, "1.paired.further"));
}

static void where_nothing_is_alike_the_surest_stand_and_it_is_said(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/trend?state=SVN&commitment=GCM.13&"
	                   "voice=civil_society");

	assert_string_equal(house_string(h, "1.paired.pairing"), "strongest");
	assert_true(house_holds(h, "\"similarity\":null"));
	assert_string_equal(house_string(h, "1.paired.before.level"), "gap");
	assert_string_equal(house_string(h, "1.paired.now.level"),
	                    "regression");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_of_the_table_answers),
		cmocka_unit_test(a_cell_is_shown_as_in_api_md),
		cmocka_unit_test(silence_has_a_type_and_no_number),
		cmocka_unit_test(evidence_lists_what_counts),
		cmocka_unit_test(the_ledger_shows_both_ends_of_a_contradiction),
		cmocka_unit_test(a_trend_stays_inside_its_family),
		cmocka_unit_test(a_scorecard_has_every_commitment_and_voice),
		cmocka_unit_test(pages_neither_lose_nor_repeat_a_cell),
		cmocka_unit_test(pages_of_passages_neither_lose_nor_repeat),
		cmocka_unit_test(nothing_hidden_shows_through_any_route),
		cmocka_unit_test(a_score_says_what_it_hangs_on),
		cmocka_unit_test(an_earlier_method_is_replayed_and_named),
		cmocka_unit_test(roll_ups_are_compared_weighed_and_ranked),
		cmocka_unit_test(a_named_release_is_answered_from),
		cmocka_unit_test(a_new_publication_is_noticed),
		cmocka_unit_test(a_named_release_never_changes),
		cmocka_unit_test(
			what_arrives_later_types_no_silence_of_a_release),
		cmocka_unit_test(evidence_of_a_release_stays_in_it),
		cmocka_unit_test(passages_of_two_rounds_are_paired_by_likeness),
		cmocka_unit_test(
			where_nothing_is_alike_the_surest_stand_and_it_is_said),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
