/* SPDX-License-Identifier: Apache-2.0 */
/* SDMX structures as clients ask for them: paths, forms, refusals. */
#include "serve/house.h"

#include <cjson/cJSON.h>

#define V1 "/sdmx/v1/"
#define V2 "/sdmx/v2/structure"

/* Asks GET TARGET with ACCEPT and LANGUAGE, which may be NULL. */
static const struct answer *get_as(struct house *h, const char *target,
                                   const char *accept, const char *language)
{
	char path[300];
	const char *query = strchr(target, '?');
	struct ask ask = { .method = "GET",
		           .path = path,
		           .query = query ? query + 1 : "",
		           .accept = accept,
		           .accept_language = language,
		           .now_s = HOUSE_NOW };

	(void)snprintf(path, sizeof(path), "%s", target);
	path[strcspn(path, "?")] = '\0';
	return house_ask(h, &ask);
}

static void expect_status(struct house *h, const char *target,
                          const char *accept, int status)
{
	if (get_as(h, target, accept, NULL)->status != status)
		fail_msg("%s (%s): %d, not %d: %.*s", target,
		         accept ? accept : "any", h->answer.status, status,
		         (int)h->answer.len, h->answer.body);
}

/* How often TEXT stands in the last body. */
static size_t count_of(const struct house *h, const char *text)
{
	const char *at = h->answer.body, *end = at + h->answer.len;
	size_t n = 0, len = strlen(text);

	for (; at + len <= end; at++)
		n += memcmp(at, text, len) == 0;
	return n;
}

static void paths_of_the_standard_are_answered(void **state)
{
	struct house *h = *state;
	static const struct {
		const char *target;
		int status;
	} CASES[] = {
		{ V1 "dataflow", 200 },
		{ V1 "dataflow/", 200 },
		{ V1 "dataflow/all/all/latest/", 200 },
		{ V1 "dataflow/GCMTRACK", 200 },
		{ V1 "dataflow/GCMTRACK/CELLS/1.0", 200 },
		{ V1 "dataflow/GCMTRACK/CELLS/1.0.0", 200 },
		{ V1 "dataflow/GCMTRACK/CELLS/all", 200 },
		{ V1 "dataflow/GCMTRACK/CELLS/2.0", 404 },
		{ V1 "dataflow/GCMTRACK/CELLS/1.0+2.0", 200 },
		{ V1 "dataflow/NOBODY", 404 },
		{ V1 "dataflow/GCMTRACK+NOBODY/CELLS+NONE", 200 },
		{ V1 "dataflow/GCMTRACK%2BNOBODY/CELLS", 200 },
		{ V1 "dataflow/GCMTRACK/CELLS?references=all&detail=full",
		  200 },
		{ V1 "datastructure/all/CELLS/latest/?references=children",
		  200 },
		{ V1 "codelist/GCMTRACK/CL_FREQ/latest/all"
		     "?detail=full&references=none",
		  200 },
		{ V1 "organisationscheme", 200 },
		{ V1 "actualconstraint", 200 },
		{ V1 "structure?detail=allstubs", 200 },
		/* Of the standard, and we have none. */
		{ V1 "metadataflow", 404 },
		{ V1 "structureset/all/all/latest", 404 },
		{ V1 "attachmentconstraint", 404 },
		/* Not of the standard. */
		{ V1, 404 },
		{ V1 "codelists", 400 },
		{ V1 "dataflow/a/b/c/d/e", 400 },
		{ V1 "dataflow?detail=some", 400 },
		{ V1 "dataflow?references=friends", 400 },
		{ V1 "dataflow?refs=all", 400 },
		{ V1 "dataflow?detail=full&detail=full", 400 },
		{ V1 "dataflow?release=2099", 400 },
		{ V1 "dataflow?release=2026.1", 200 },
		/* Of the standard, and not offered. */
		{ V1 "metadata/x", 501 },
		{ "/sdmx/v2/registration/x", 501 },
		/* The standard of 3.0. */
		{ V2, 200 },
		{ V2 "/dataflow/GCMTRACK/CELLS/+", 200 },
		{ V2 "/dataflow/GCMTRACK/CELLS/~", 200 },
		{ V2 "/dataflow/GCMTRACK/CELLS/*", 200 },
		{ V2 "/dataflow/GCMTRACK/CELLS/1.0.0", 200 },
		{ V2 "/dataflow/GCMTRACK/CELLS/1.0+.0", 200 },
		{ V2 "/dataflow/GCMTRACK/CELLS/2.0.0,1.0.0", 200 },
		{ V2 "/dataflow/GCMTRACK/CELLS/2.0+.0", 204 },
		{ V2 "/codelist/GCMTRACK,X/CL_FREQ,CL_VOICE/~/*", 200 },
		{ V2 "/valuelist", 204 },
		{ V2 "/contentconstraint", 400 },
		{ V2 "/dataflow?references=ancestors,codelist", 200 },
	};

	for (size_t i = 0; i < COUNT_OF(CASES); i++)
		expect_status(h, CASES[i].target, NULL, CASES[i].status);
}

static void accept_chooses_form_and_version(void **state)
{
	struct house *h = *state;
	static const struct {
		const char *target, *accept, *type;
	} CASES[] = {
		{ V1 "codelist", NULL,
		  "application/vnd.sdmx.structure+xml;version=2.1" },
		{ V1 "codelist", "*/*",
		  "application/vnd.sdmx.structure+xml;version=2.1" },
		{ V1 "codelist", "application/xml",
		  "application/vnd.sdmx.structure+xml;version=2.1" },
		{ V1 "codelist", "text/html, text/xml;q=0.5",
		  "application/vnd.sdmx.structure+xml;version=2.1" },
		{ V1 "codelist", "application/json",
		  "application/vnd.sdmx.structure+json;version=1.0.0" },
		{ V1 "codelist",
		  "application/vnd.sdmx.structure+xml;version=2.1;q=0.9, "
		  "application/vnd.sdmx.structure+json;version=1.0.0",
		  "application/vnd.sdmx.structure+json;version=1.0.0" },
		{ V1 "codelist?format=jsonstructure", "application/xml",
		  "application/vnd.sdmx.structure+json;version=1.0.0" },
		{ V2, NULL,
		  "application/vnd.sdmx.structure+json;version=2.0.0" },
		{ V2, "application/vnd.sdmx.structure+json;version=2.0.0+",
		  "application/vnd.sdmx.structure+json;version=2.0.0" },
		{ V2, "application/vnd.sdmx.structure+json;version=2.1.0",
		  "application/vnd.sdmx.structure+json;version=2.1.0" },
		{ V2, "application/vnd.sdmx.structure+xml; version=\"3.0.0\"",
		  "application/vnd.sdmx.structure+xml;version=3.0.0" },
		{ V2 "?format=structure&formatVersion=3.0", NULL,
		  "application/vnd.sdmx.structure+xml;version=3.0.0" },
	};

	for (size_t i = 0; i < COUNT_OF(CASES); i++) {
		expect_status(h, CASES[i].target, CASES[i].accept, 200);
		assert_string_equal(house_header(h, "Content-Type"),
		                    CASES[i].type);
	}
	expect_status(h, V1 "codelist", "image/png", 406);
	expect_status(h, V1 "codelist", "no type at all", 406);
	expect_status(h, V1 "codelist", "*/*;q=0", 406);
	expect_status(h, V1 "codelist",
	              "application/vnd.sdmx.structure+xml;version=3.0.0", 406);
	expect_status(h, V1 "codelist?format=csvdata", NULL, 406);
}

static void trouble_is_told_in_the_form_asked(void **state)
{
	struct house *h = *state;

	expect_status(h, V1 "dataflow/NOBODY", NULL, 404);
	assert_true(house_holds(h, "<mes:ErrorMessage code=\"100\">"));
	expect_status(h, V1 "dataflow?refs=all", "application/json", 400);
	assert_string_equal(house_header(h, "Content-Type"),
	                    "application/problem+json");
	assert_true(house_holds(h, "\"code\":140"));
	assert_true(house_holds(h, "detail, references"));
	assert_string_equal(house_header(h, "Cache-Control"), "no-store");
	/* Nothing is said where 204 leaves no room. */
	expect_status(h, V2 "/valuelist", NULL, 204);
	assert_int_equal(h->answer.len, 0);
}

static void items_are_told_in_part(void **state)
{
	struct house *h = *state;

	expect_status(h, V1 "codelist/GCMTRACK/CL_FREQ/1.0/A+Q", NULL, 200);
	assert_int_equal(count_of(h, "<str:Code "), 2);
	assert_true(house_holds(h, "isPartial=\"true\""));
	expect_status(h, V1 "codelist/GCMTRACK/CL_FREQ/1.0/A Q", NULL, 200);
	assert_int_equal(count_of(h, "<str:Code "), 2);
	expect_status(h, V1 "codelist/GCMTRACK/CL_FREQ/1.0/NONE", NULL, 404);
	expect_status(h, V1 "dataflow/GCMTRACK/CELLS/1.0/A", NULL, 404);
	expect_status(h, V2 "/codelist/GCMTRACK/CL_FREQ/~/A,Q", NULL, 200);
	assert_true(house_holds(h, "\"isPartial\":true"));
	/* Only what categorises the category that is told. */
	expect_status(h,
	              V1 "categoryscheme/GCMTRACK/TOPICS/1.0/STATISTICS"
	                 "?references=categorisation",
	              NULL, 200);
	assert_int_equal(count_of(h, "<str:Categorisation "), 1);
	assert_int_equal(count_of(h, "<str:Category "), 1);
}

static void detail_says_how_much_is_told(void **state)
{
	struct house *h = *state;

	expect_status(h, V1 "codelist/all/CL_VOICE?detail=allstubs", NULL, 200);
	assert_int_equal(count_of(h, "<str:Code "), 0);
	assert_int_equal(count_of(h, "<com:Description"), 0);
	assert_true(house_holds(h, "isExternalReference=\"true\""));
	assert_true(house_holds(h, "structureURL=\"/sdmx/v1/codelist/GCMTRACK/"
	                           "CL_VOICE/1.0\""));
	expect_status(h, V1 "codelist/all/CL_VOICE?detail=allcompletestubs",
	              NULL, 200);
	assert_int_equal(count_of(h, "<str:Code "), 0);
	assert_int_equal(count_of(h, "<com:Description"), 1);
	expect_status(h,
	              V1 "datastructure/all/CELLS?references=children&"
	                 "detail=referencestubs",
	              NULL, 200);
	assert_int_equal(count_of(h, "<str:Code "), 0);
	assert_int_equal(count_of(h, "<str:Dimension id="), 4);
	/* A data structure's concepts only, and codes that values may have. */
	expect_status(h,
	              V1 "datastructure/all/CELLS?references=children&"
	                 "detail=referencepartial",
	              NULL, 200);
	assert_true(house_holds(h, ".SILENCE\"><com:Name"));
	assert_false(house_holds(h, "CONCEPTS(1.0).SERIES"));
	assert_true(house_holds(h, "CL_COMMITMENT(1.0).GCM_1\""));
	assert_false(house_holds(h, "CL_COMMITMENT(1.0).GCM\""));
}

static void names_are_told_in_all_languages_or_those_asked(void **state)
{
	struct house *h = *state;
	const char *area = V1 "codelist/GCMTRACK/CL_AREA/1.0/DEU";

	(void)get_as(h, area, NULL, NULL);
	assert_true(house_holds(h, "xml:lang=\"en\">Germany<"));
	assert_true(house_holds(h, "xml:lang=\"fr\">Allemagne<"));
	assert_true(house_holds(h, "xml:lang=\"ar\""));
	(void)get_as(h, area, NULL, "fr-CA, *;q=0.1");
	assert_true(house_holds(h, "Allemagne"));
	assert_false(house_holds(h, "Germany"));
	/* What has no name in the language keeps the one it has. */
	assert_true(house_holds(h, "xml:lang=\"en\">Reference areas<"));
	(void)get_as(h, area, NULL, "*");
	assert_true(house_holds(h, "Germany"));
	(void)get_as(h, V1 "codelist/GCMTRACK/CL_AREA/1.0/DEU?lang=es", NULL,
	             "fr");
	assert_true(house_holds(h, "Alemania"));
	assert_false(house_holds(h, "Allemagne"));
	expect_status(h, V1 "codelist?lang=tlh", NULL, 406);
	(void)get_as(h, "/sdmx/v2/structure/codelist/GCMTRACK/CL_AREA/~/DEU",
	             NULL, "fr");
	assert_true(house_holds(h, "\"name\":\"Allemagne\""));
}

static void what_a_flow_holds_is_what_was_published(void **state)
{
	struct house *h = *state;

	expect_status(h, V1 "contentconstraint/GCMTRACK/CELLS_ACTUAL", NULL,
	              200);
	assert_true(house_holds(h, "type=\"Actual\""));
	assert_true(house_holds(h, "<com:Value>SVN</com:Value>"));
	assert_false(house_holds(h, "<com:Value>DEU</com:Value>"));
	assert_true(house_holds(h, "<com:Value>GCM_13</com:Value>"));
	assert_true(house_holds(h, "EndPeriod isInclusive=\"true\">2025<"));
	expect_status(h, V1 "contentconstraint/GCMTRACK/CELLS_ALLOWED", NULL,
	              200);
	assert_true(house_holds(h, "<com:Value>DEU</com:Value>"));
	expect_status(h, V1 "structure", NULL, 200);
	assert_false(house_holds(h, CANARY));
}

static void the_same_structures_are_not_sent_again(void **state)
{
	struct house *h = *state;
	struct ask ask = { .method = "GET",
		           .path = V1 "codelist/GCMTRACK/CL_FREQ",
		           .query = "",
		           .now_s = HOUSE_NOW };
	char etag[64];

	assert_int_equal(house_ask(h, &ask)->status, 200);
	(void)snprintf(etag, sizeof(etag), "%s", house_header(h, "ETag"));
	ask.if_none_match = etag;
	assert_int_equal(house_ask(h, &ask)->status, 304);
	ask.if_none_match = NULL;
	ask.accept_encoding = "gzip";
	ask.path = V1 "codelist";
	assert_int_equal(house_ask(h, &ask)->status, 200);
	assert_string_equal(house_header(h, "Content-Encoding"), "gzip");
	assert_non_null(strstr(house_header(h, "Vary"), "Accept-Language"));
	/* HEAD is GET without a body. */
	ask.method = "HEAD";
	assert_int_equal(house_ask(h, &ask)->status, 200);
	assert_true(h->answer.is_head);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paths_of_the_standard_are_answered),
		cmocka_unit_test(accept_chooses_form_and_version),
		cmocka_unit_test(trouble_is_told_in_the_form_asked),
		cmocka_unit_test(items_are_told_in_part),
		cmocka_unit_test(detail_says_how_much_is_told),
		cmocka_unit_test(
			names_are_told_in_all_languages_or_those_asked),
		cmocka_unit_test(what_a_flow_holds_is_what_was_published),
		cmocka_unit_test(the_same_structures_are_not_sent_again),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
