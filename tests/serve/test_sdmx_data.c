/* SPDX-License-Identifier: Apache-2.0 */
/* SDMX data, availability and schemas as clients ask for them. */
#include "serve/house.h"

#include <cjson/cJSON.h>

#define V1 "/sdmx/v1/"
#define V2 "/sdmx/v2/"

/* The cells of Slovenia on objective 13, whoever speaks. */
#define KEY  ".SVN.GCM_13."
#define KEY2 "*.SVN.GCM_13.*"
#define FLOW "dataflow/GCMTRACK/CELLS/*/"

static const struct answer *get_as(struct house *h, const char *target,
                                   const char *accept)
{
	char path[300];
	const char *query = strchr(target, '?');
	struct ask ask = { .method = "GET",
		           .path = path,
		           .query = query ? query + 1 : "",
		           .accept = accept,
		           .now_s = HOUSE_NOW };

	(void)snprintf(path, sizeof(path), "%s", target);
	path[strcspn(path, "?")] = '\0';
	return house_ask(h, &ask);
}

static void expect_status(struct house *h, const char *target, int status)
{
	if (get_as(h, target, NULL)->status != status)
		fail_msg("%s: %d, not %d: %.*s", target, h->answer.status,
		         status, (int)h->answer.len, h->answer.body);
}

/* Rows of the table that TARGET gives, its head apart. */
static size_t rows_of(struct house *h, const char *target)
{
	const struct answer *a = get_as(h, target, "text/csv");
	size_t n = 0;

	if (a->status == 404 || a->status == 204)
		return 0;
	if (a->status != 200)
		fail_msg("%s: %d: %.*s", target, a->status, (int)a->len,
		         a->body);
	for (size_t i = 0; i < a->len; i++)
		n += a->body[i] == '\n';
	return n - 1;
}

static void paths_of_data_are_answered(void **state)
{
	static const struct {
		const char *target;
		int status;
	} CASES[] = {
		{ V1 "data/CELLS", 200 },
		{ V1 "data/CELLS/", 200 },
		{ V1 "data/CELLS/all/all/", 200 },
		{ V1 "data/GCMTRACK,CELLS,1.0/" KEY "/GCMTRACK", 200 },
		{ V1 "data/GCMTRACK,CELLS,latest/" KEY "/GCMTRACK,GCMTRACK",
		  200 },
		{ V1 "data/CELLS/" KEY "/NOBODY", 404 },
		{ V1 "data/NONE", 404 },
		{ V1 "data/all", 501 },
		{ V1 "data/CELLS/.SVN", 400 },
		{ V1 "data/CELLS/.SVN.GCM_13..", 400 },
		{ V1 "data/CELLS/.XXX..", 404 },
		{ V1 "data/CELLS?detail=some", 400 },
		{ V1 "data/CELLS?startPeriod=soon", 400 },
		{ V1 "data/CELLS?firstNObservations=0", 400 },
		{ V1 "data/CELLS?dimensionAtObservation=NONE", 400 },
		{ V1 "data/CELLS?includeHistory=true", 501 },
		{ V1 "data/CELLS?includeHistory=false", 200 },
		{ V1 "data/CELLS?updatedAfter=2000-01-01T00:00:00Z", 200 },
		{ V1 "data/CELLS?updatedAfter=2999-01-01T00:00:00Z", 404 },
		{ V1 "data/CELLS?c[REF_AREA]=SVN", 400 },
		{ V2 "data/" FLOW KEY2, 200 },
		{ V2 "data/datastructure/GCMTRACK/CELLS", 200 },
		{ V2 "data/provisionagreement/*/CELLS_GCMTRACK/1.0.0", 200 },
		{ V2 "data/provisionagreement/*/CELLS", 204 },
		{ V2 "data/metadataflow/*/CELLS", 400 },
		{ V2 "data/dataflow/*/CELLS/2.0.0", 204 },
		{ V2 "data/*/*/*", 501 },
		{ V2 "data/" FLOW "*?c[NONE]=1", 400 },
		{ V2 "data/" FLOW "*?c[]=1", 400 },
		{ V2 "data/" FLOW "*?c[OBS_VALUE]=gt:high", 400 },
		{ V2 "data/" FLOW "*?c[TIME_PERIOD]=ge:late", 400 },
		{ V2 "data/" FLOW "*?measures=NONE", 400 },
		{ V1 "schema/dataflow/GCMTRACK/CELLS", 200 },
		{ V1 "schema/datastructure/all/CELLS/latest", 200 },
		{ V1 "schema/provisionagreement/all/CELLS_GCMTRACK", 200 },
		{ V1 "schema/provisionagreement/all/CELLS", 404 },
		{ V1 "schema/codelist/GCMTRACK/CL_FREQ", 400 },
		{ V2 "schema/" FLOW, 200 },
		{ V2 "schema/*/*/CELLS", 400 },
		{ V2 "schema/dataflow/*/NONE", 204 },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(CASES); i++)
		expect_status(h, CASES[i].target, CASES[i].status);
}

/* METHOD.md: a voice that was heard has a cell on every commitment. */
static void a_filter_takes_exactly_what_it_says(void **state)
{
	struct house *h = *state;
	size_t all = rows_of(h, V1 "data/CELLS");
	size_t some = rows_of(h, V1 "data/CELLS/" KEY);

	assert_true(some > 2 && all > some);
	assert_int_equal(rows_of(h, V2 "data/" FLOW KEY2), some);
	assert_int_equal(rows_of(h,
	                         V2 "data/" FLOW
	                            "*?c[REF_AREA]=SVN&c[COMMITMENT]=GCM_13"),
	                 some);
	assert_int_equal(rows_of(h, V1 "data/CELLS/.SVN.GCM_13+GCM_11."),
	                 some + rows_of(h, V1 "data/CELLS/.SVN.GCM_11."));
	assert_int_equal(rows_of(h, V1 "data/CELLS?startPeriod=2025") +
	                         rows_of(h, V1 "data/CELLS?endPeriod=2024"),
	                 all);
	assert_int_equal(rows_of(h, V2 "data/" FLOW "*?c[OBS_VALUE]=ge:0") +
	                         rows_of(h,
	                                 V2 "data/" FLOW "*?c[OBS_VALUE]=lt:0"),
	                 rows_of(h, V2 "data/" FLOW "*?c[SILENCE]=ASSESSED"));
	assert_int_equal(rows_of(h, V2 "data/" FLOW "*?limit=3"), 3);
	assert_int_equal(rows_of(h, V2 "data/" FLOW KEY2 "?offset=1"),
	                 some - 1);
	assert_int_equal(rows_of(h, V1 "data/CELLS/.SVN.GCM_13.STATE?"
	                               "lastNObservations=1"),
	                 1);
}

/* The annotation ID of the constraint in the last body. */
static size_t counted(const cJSON *constraint, const char *id)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, cJSON_GetObjectItem(constraint, "annotations"))
	{
		const cJSON *name = cJSON_GetObjectItem(one, "id");

		if (strcmp(name->valuestring, id) == 0)
			return strtoul(
				cJSON_GetObjectItem(one, "title")->valuestring,
				NULL, 10);
	}
	return 0;
}

/* The values of dimension ID, with blanks between. */
static void values_of(const cJSON *constraint, const char *id, char *out,
                      size_t size)
{
	const cJSON *region = cJSON_GetArrayItem(
		cJSON_GetObjectItem(constraint, "cubeRegions"), 0);
	const cJSON *one, *value;
	size_t n = 0;

	out[0] = '\0';
	cJSON_ArrayForEach(one, cJSON_GetObjectItem(region, "keyValues"))
	{
		const cJSON *name = cJSON_GetObjectItem(one, "id");

		if (strcmp(name->valuestring, id) != 0)
			continue;
		cJSON_ArrayForEach(value, cJSON_GetObjectItem(one, "values"))
		{
			n += (size_t)snprintf(out + n, size - n, "%s ",
			                      value->valuestring);
			assert_true(n < size);
		}
	}
}

static cJSON *constraint_of(struct house *h, const char *target, cJSON **doc)
{
	const struct answer *a = get_as(h, target, NULL);

	if (a->status != 200)
		fail_msg("%s: %d: %.*s", target, a->status, (int)a->len,
		         a->body);
	*doc = cJSON_ParseWithLength(a->body, a->len);
	return cJSON_GetArrayItem(
		cJSON_GetObjectItem(cJSON_GetObjectItem(*doc, "data"),
	                            "dataConstraints"),
		0);
}

static void availability_tells_what_the_query_would_find(void **state)
{
	struct house *h = *state;
	size_t some = rows_of(h, V1 "data/CELLS/" KEY);
	char values[4000];
	cJSON *doc, *c;

	c = constraint_of(h, V2 "availability/" FLOW KEY2, &doc);
	assert_int_equal(counted(c, "obs_count"), some);
	values_of(c, "REF_AREA", values, sizeof(values));
	assert_string_equal(values, "SVN ");
	values_of(c, "COMMITMENT", values, sizeof(values));
	assert_string_equal(values, "GCM_13 ");
	cJSON_Delete(doc);
}

static void what_is_available_is_told_beside_the_other_dimensions(void **state)
{
	struct house *h = *state;
	char values[4000];
	cJSON *doc, *c;

	c = constraint_of(h, V2 "availability/" FLOW KEY2 "?mode=available",
	                  &doc);
	values_of(c, "COMMITMENT", values, sizeof(values));
	assert_non_null(strstr(values, "GCM_8 "));
	values_of(c, "REF_AREA", values, sizeof(values));
	assert_non_null(strstr(values, "HRV "));
	cJSON_Delete(doc);
	/* What the query itself would find is counted, not what it might. */
	c = constraint_of(h,
	                  V2 "availability/" FLOW KEY2
	                     "/COMMITMENT?mode=available",
	                  &doc);
	assert_int_equal(counted(c, "obs_count"),
	                 rows_of(h, V1 "data/CELLS/" KEY));
	cJSON_Delete(doc);
}

static void one_dimension_is_told_alone(void **state)
{
	struct house *h = *state;
	char values[4000];
	cJSON *doc, *c;

	c = constraint_of(h, V2 "availability/" FLOW KEY2 "/VOICE", &doc);
	values_of(c, "VOICE", values, sizeof(values));
	assert_non_null(strstr(values, "STATE "));
	values_of(c, "REF_AREA", values, sizeof(values));
	assert_string_equal(values, "");
	cJSON_Delete(doc);
	expect_status(h, V2 "availability/" FLOW KEY2 "/NONE", 400);
}

static void references_bring_what_occurs_and_what_is_above_it(void **state)
{
	struct house *h = *state;

	expect_status(h, V1 "availableconstraint/CELLS/" KEY "?references=all",
	              200);
	assert_true(house_holds(h, "<str:Code id=\"GCM_13\""));
	assert_false(house_holds(h, "<str:Code id=\"GCM_8\""));
	assert_true(house_holds(h, "<str:Dataflow id=\"CELLS\""));
	assert_false(house_holds(h, "<str:Dataflow id=\"OBSERVATIONS\""));
	assert_true(house_holds(h, "isPartial=\"true\""));
	expect_status(h,
	              V1 "availableconstraint/CELLS/" KEY "/all/VOICE?"
	                 "references=codelist",
	              200);
	assert_true(house_holds(h, "id=\"CL_VOICE\""));
	assert_false(house_holds(h, "id=\"CL_AREA\""));
	expect_status(h, V1 "availableconstraint/CELLS?references=friends",
	              400);
}

static void nothing_available_is_no_constraint(void **state)
{
	struct house *h = *state;

	expect_status(h, V1 "availableconstraint/CELLS/.XXX..", 404);
	expect_status(h, V2 "availability/" FLOW "*.XXX.*.*", 204);
	expect_status(h, V1 "availableconstraint/NONE", 404);
	expect_status(h, V1 "availableconstraint/CELLS?mode=some", 400);
}

static void an_update_is_held_against_its_own_clock(void **state)
{
	struct house *h = *state;
	const char *at;
	char target[200], moment[20];

	expect_status(h, V1 "data/CELLS?detail=serieskeysonly", 200);
	at = strstr(h->answer.body, "Prepared>");
	assert_non_null(at);
	memcpy(moment, at + strlen("Prepared>"), 19);
	moment[19] = '\0';
	(void)snprintf(target, sizeof(target), V1 "data/CELLS?updatedAfter=%sZ",
	               moment);
	expect_status(h, target, 200);
	/* The same digits an hour further west are an hour later. */
	(void)snprintf(target, sizeof(target),
	               V1 "data/CELLS?updatedAfter=%s-01:00", moment);
	expect_status(h, target, 404);
	(void)snprintf(target, sizeof(target),
	               V1 "data/CELLS?updatedAfter=%s+01:00", moment);
	expect_status(h, target, 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_of_data_are_answered),
		cmocka_unit_test(a_filter_takes_exactly_what_it_says),
		cmocka_unit_test(availability_tells_what_the_query_would_find),
		cmocka_unit_test(
			what_is_available_is_told_beside_the_other_dimensions),
		cmocka_unit_test(one_dimension_is_told_alone),
		cmocka_unit_test(
			references_bring_what_occurs_and_what_is_above_it),
		cmocka_unit_test(nothing_available_is_no_constraint),
		cmocka_unit_test(an_update_is_held_against_its_own_clock),
	};

	return cmocka_run_group_tests_name("sdmx_data", tests, house_open,
	                                   house_close);
}
