/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/house.h"

#include <cjson/cJSON.h>

#include "base/json.h"

#define SEEN_MOST  400
#define WORDS_SIZE 400

/* The description, and what of it was met. */
struct document {
	cJSON *json;
	const char *seen[SEEN_MOST]; /* paths */
	size_t n_seen;
};

/* What is wrong first, "" nothing. */
struct wrong {
	char words[WORDS_SIZE];
};

static void tell(struct wrong *w, const char *where, const char *what)
{
	if (w->words[0] == '\0')
		(void)snprintf(w->words, sizeof(w->words), "%.200s: %.150s",
		               where, what);
}

static const cJSON *get(const cJSON *at, const char *name)
{
	return cJSON_GetObjectItemCaseSensitive(at, name);
}

/* "#/components/schemas/Cell" in D, or NULL. */
static const cJSON *resolve(const struct document *d, const char *ref)
{
	const cJSON *at = d->json;
	char part[80];

	ref += strcspn(ref, "/");
	while (at && *ref == '/') {
		size_t len = strcspn(++ref, "/");

		(void)snprintf(part, sizeof(part), "%.*s", (int)len, ref);
		at = get(at, part);
		ref += len;
	}
	return at;
}

static void walk(const struct document *d, const cJSON *schema,
                 const cJSON *value, const char *where, struct wrong *w);

static int is_type(const cJSON *value, const char *type)
{
	if (strcmp(type, "null") == 0)
		return cJSON_IsNull(value);
	if (strcmp(type, "string") == 0)
		return cJSON_IsString(value);
	if (strcmp(type, "boolean") == 0)
		return cJSON_IsBool(value);
	if (strcmp(type, "integer") == 0)
		return cJSON_IsNumber(value) &&
		       value->valuedouble == (double)(long)value->valuedouble;
	if (strcmp(type, "number") == 0)
		return cJSON_IsNumber(value);
	if (strcmp(type, "array") == 0)
		return cJSON_IsArray(value);
	return strcmp(type, "object") == 0 && cJSON_IsObject(value);
}

static int fits_type(const cJSON *schema, const cJSON *value)
{
	const cJSON *type = get(schema, "type"), *one;

	if (!type || cJSON_IsString(type))
		return !type || is_type(value, type->valuestring);
	cJSON_ArrayForEach(one,
	                   type) if (is_type(value, one->valuestring)) return 1;
	return 0;
}

static int fits_words(const cJSON *schema, const cJSON *value)
{
	const cJSON *words = get(schema, "enum"), *one;

	cJSON_ArrayForEach(one,
	                   words) if (cJSON_Compare(one, value, 1)) return 1;
	return !words;
}

/* Every member is declared, and every one that must be is there. */
static void walk_object(const struct document *d, const cJSON *schema,
                        const cJSON *value, const char *where, struct wrong *w)
{
	const cJSON *any = get(schema, "additionalProperties");
	const cJSON *members = get(schema, "properties"), *one;
	char here[WORDS_SIZE];

	cJSON_ArrayForEach(one, value)
	{
		const cJSON *said = members ? get(members, one->string) : NULL;

		(void)snprintf(here, sizeof(here), "%.300s.%.60s", where,
		               one->string);
		said = said ? said : any;
		if (said)
			walk(d, said, one, here, w);
		else
			tell(w, here, "is not declared");
	}
	cJSON_ArrayForEach(one, get(schema, "required"))
	{
		(void)snprintf(here, sizeof(here), "%.300s.%.60s", where,
		               one->valuestring);
		if (!get(value, one->valuestring))
			tell(w, here, "is missing");
	}
}

static void walk_any(const struct document *d, const cJSON *choices,
                     const cJSON *value, const char *where, struct wrong *w)
{
	struct wrong first = { "" };
	const cJSON *one;

	cJSON_ArrayForEach(one, choices)
	{
		struct wrong why = { "" };

		walk(d, one, value, where, &why);
		if (why.words[0] == '\0')
			return;
		if (first.words[0] == '\0')
			first = why;
	}
	tell(w, where, first.words);
}

static void walk(const struct document *d, const cJSON *schema,
                 const cJSON *value, const char *where, struct wrong *w)
{
	const cJSON *ref = get(schema, "$ref"), *any = get(schema, "anyOf");
	const cJSON *items = get(schema, "items"), *one;

	if (ref) {
		schema = resolve(d, ref->valuestring);
		if (!schema)
			tell(w, where, ref->valuestring);
		else
			walk(d, schema, value, where, w);
		return;
	}
	if (any) {
		walk_any(d, any, value, where, w);
		return;
	}
	if (!fits_type(schema, value))
		tell(w, where, "is of another type");
	if (!fits_words(schema, value))
		tell(w, where,
		     cJSON_IsString(value) ? value->valuestring
		                           : "is none of the words");
	if (cJSON_IsObject(value))
		walk_object(d, schema, value, where, w);
	if (cJSON_IsArray(value) && items)
		cJSON_ArrayForEach(one, value) walk(d, items, one, where, w);
}

static void document_read(struct document *d, struct house *h, int is_intake)
{
	struct ask ask = { .path = "/openapi.json",
		           .is_intake_door = is_intake != 0 };
	struct fault f = { 0 };

	memset(d, 0, sizeof(*d));
	(void)house_ask(h, &ask);
	assert_int_equal(h->answer.status, 200);
	assert_ok(json_read(h->answer.body, h->answer.len, &d->json, &f), &f);
}

static const cJSON *operation(const struct document *d, const char *path,
                              const char *method)
{
	return get(get(get(d->json, "paths"), path), method);
}

/* The schema of what PATH answers STATUS with, as JSON. */
static const cJSON *schema_of(const struct document *d, const char *path,
                              const char *status)
{
	const cJSON *at = operation(d, path, "get");
	const cJSON *ref;

	at = get(get(at, "responses"), status);
	ref = get(at, "$ref");
	at = ref ? resolve(d, ref->valuestring) : at;
	at = get(at, "content");
	at = get(get(at, "application/json")
	                 ? get(at, "application/json")
	                 : get(at, "application/problem+json"),
	         "schema");
	return at;
}

static void hold(struct document *d, struct house *h, const char *path,
                 const char *status)
{
	struct wrong w = { "" };

	assert_non_null(h->json);
	assert_non_null(schema_of(d, path, status));
	walk(d, schema_of(d, path, status), h->json, path, &w);
	if (w.words[0])
		fail_msg("%s", w.words);
	if (strcmp(status, "200") == 0 && d->n_seen < SEEN_MOST)
		d->seen[d->n_seen++] = path;
}

/* Targets of every route with JSON; %s is the first document. */
static const struct {
	const char *path, *target;
} TARGETS[] = {
	{ "/", "/" },
	{ "/api/v1", "/api/v1" },
	{ "/api/v1/catalogues", "/api/v1/catalogues" },
	{ "/api/v1/catalogues/{id}", "/api/v1/catalogues/gcm" },
	{ "/api/v1/catalogues/{id}", "/api/v1/catalogues/osce" },
	{ "/api/v1/cells", "/api/v1/cells?limit=1000" },
	{ "/api/v1/cells", "/api/v1/cells?status=all&state=HRV&limit=1000" },
	{ "/api/v1/changes", "/api/v1/changes" },
	{ "/api/v1/compare",
	  "/api/v1/compare?states=SVN,HRV&"
	  "rounds=UPR2025,UPR2019&commitments=GCM.13,GCM.8" },
	{ "/api/v1/divergence", "/api/v1/divergence?state=SVN" },
	{ "/api/v1/indicators", "/api/v1/indicators" },
	{ "/api/v1/agreement", "/api/v1/agreement" },
	{ "/api/v1/method", "/api/v1/method" },
	{ "/api/v1/methods", "/api/v1/methods" },
	{ "/api/v1/observations", "/api/v1/observations" },
	{ "/api/v1/passages", "/api/v1/passages?counted=0" },
	{ "/api/v1/passages", "/api/v1/passages?state=SVN&commitment=GCM.13&"
	                      "round=UPR2025&voice=civil_society" },
	{ "/api/v1/passages/{id}", "/api/v1/passages/%s.0" },
	{ "/api/v1/releases", "/api/v1/releases" },
	{ "/api/v1/releases/{a}/diff/{b}",
	  "/api/v1/releases/2026.1/diff/head" },
	{ "/api/v1/releases/{id}", "/api/v1/releases/2026.1" },
	{ "/api/v1/releases/{id}", "/api/v1/releases/head" },
	{ "/api/v1/robustness", "/api/v1/robustness?states=SVN" },
	{ "/api/v1/rollup", "/api/v1/rollup?states=SVN" },
	{ "/api/v1/rollup", "/api/v1/rollup?states=SVN&cluster=2" },
	{ "/api/v1/rollup/pairs", "/api/v1/rollup/pairs?states=SVN,HRV" },
	{ "/api/v1/rollup/ranks", "/api/v1/rollup/ranks?round=UPR2025" },
	{ "/api/v1/rollup/weights", "/api/v1/rollup/weights?states=SVN" },
	{ "/api/v1/rounds", "/api/v1/rounds" },
	{ "/api/v1/search", "/api/v1/search?q=detention" },
	{ "/api/v1/states", "/api/v1/states" },
	{ "/api/v1/states/{iso3}", "/api/v1/states/SVN" },
	{ "/api/v1/states/{iso3}/scorecard", "/api/v1/states/SVN/scorecard" },
	{ "/api/v1/submissions", "/api/v1/submissions" },
	{ "/api/v1/submissions/{id}", "/api/v1/submissions/%s" },
	{ "/api/v1/trend", "/api/v1/trend?state=SVN&commitment=GCM.13" },
	{ "/healthz", "/healthz" },
	{ "/readyz", "/readyz" },
};

static void target_of(const struct house *h, size_t i, char *out, size_t size)
{
	const char *at = strstr(TARGETS[i].target, "%s");
	int before = at ? (int)(at - TARGETS[i].target) : 0;

	if (at)
		(void)snprintf(out, size, "%.*s%s%s", before, TARGETS[i].target,
		               h->ids[0], at + 2);
	else
		(void)snprintf(out, size, "%s", TARGETS[i].target);
}

static void every_answer_holds_what_is_declared_and_no_more(void **state)
{
	struct house *h = *state;
	struct document d;
	char target[200];

	document_read(&d, h, 0);
	for (size_t i = 0; i < COUNT_OF(TARGETS); i++) {
		target_of(h, i, target, sizeof(target));
		if (house_get(h, target)->status != 200)
			fail_msg("%s: %d", target, h->answer.status);
		hold(&d, h, TARGETS[i].path, "200");
	}
	cJSON_Delete(d.json);
}

/* A JSON answer whose parts nobody declared, or that no target above asks
   for: then give its handler a row in shapes.c, and a target here. */
static void every_route_of_json_is_declared_and_asked_for(void **state)
{
	struct house *h = *state;
	struct document d;
	const cJSON *path;

	document_read(&d, h, 0);
	cJSON_ArrayForEach(path, get(d.json, "paths"))
	{
		const cJSON *schema = schema_of(&d, path->string, "200");
		size_t i = 0;

		if (!schema || strcmp(path->string, "/openapi.json") == 0)
			continue;
		while (i < COUNT_OF(TARGETS) &&
		       strcmp(TARGETS[i].path, path->string) != 0)
			i++;
		if (i == COUNT_OF(TARGETS))
			fail_msg("%s: no target of this test", path->string);
		if (!get(schema, "properties") && !get(schema, "$ref"))
			fail_msg("%s: no shape in shapes.c", path->string);
	}
	cJSON_Delete(d.json);
}

static void trouble_holds_what_is_declared(void **state)
{
	static const struct {
		const char *path, *target, *status;
	} rows[] = {
		{ "/api/v1/cells", "/api/v1/cells?stat=x", "400" },
		{ "/api/v1/cells", "/api/v1/cells?release=none", "404" },
		{ "/api/v1/cells", "/api/v1/cells?format=html", "406" },
		{ "/api/v1/states/{iso3}", "/api/v1/states/XXX", "404" },
	};
	struct house *h = *state;
	struct document d;

	document_read(&d, h, 0);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char status[8];

		(void)house_get(h, rows[i].target);
		(void)snprintf(status, sizeof(status), "%d", h->answer.status);
		assert_string_equal(status, rows[i].status);
		hold(&d, h, rows[i].path, rows[i].status);
	}
	cJSON_Delete(d.json);
}

/* Adds every operationId below AT to SEEN, once. */
static void collect_ids(struct document *d, const cJSON *at)
{
	const cJSON *one, *id = get(at, "operationId");

	if (cJSON_IsObject(at) && cJSON_IsString(id)) {
		for (size_t i = 0; i < d->n_seen; i++)
			assert_string_not_equal(d->seen[i], id->valuestring);
		assert_true(d->n_seen < SEEN_MOST);
		d->seen[d->n_seen++] = id->valuestring;
	}
	cJSON_ArrayForEach(one, at) collect_ids(d, one);
}

static void check_refs(const struct document *d, const cJSON *at)
{
	const cJSON *one;

	if (at->string && strcmp(at->string, "$ref") == 0 &&
	    !resolve(d, at->valuestring))
		fail_msg("%s leads nowhere", at->valuestring);
	cJSON_ArrayForEach(one, at) check_refs(d, one);
}

static void names_are_unique_and_references_lead_somewhere(void **state)
{
	struct document d;

	for (int is_intake = 0; is_intake < 2; is_intake++) {
		document_read(&d, *state, is_intake);
		collect_ids(&d, get(d.json, "paths"));
		check_refs(&d, d.json);
		assert_true(d.n_seen > 60);
		cJSON_Delete(d.json);
	}
}

static void a_name_is_stable(void **state)
{
	struct document d;
	const cJSON *at;

	document_read(&d, *state, 0);
	at = operation(&d, "/api/v1/states/{iso3}/scorecard", "get");
	assert_string_equal(get(at, "operationId")->valuestring,
	                    "get_states_iso3_scorecard");
	at = operation(&d, "/", "get");
	assert_string_equal(get(at, "operationId")->valuestring, "get_root");
	cJSON_Delete(d.json);
}

static void what_needs_the_token_is_described_where_it_is(void **state)
{
	struct document d;

	document_read(&d, *state, 0);
	assert_null(operation(&d, "/api/v1/submissions", "post"));
	assert_null(operation(&d, "/api/v1/jobs/{id}", "get"));
	cJSON_Delete(d.json);
	document_read(&d, *state, 1);
	assert_non_null(operation(&d, "/api/v1/submissions", "post"));
	assert_non_null(
		get(operation(&d, "/api/v1/jobs/{id}", "get"), "security"));
	cJSON_Delete(d.json);
}

/* The parameter NAME of OP, or NULL. */
static const cJSON *parameter(const cJSON *op, const char *name)
{
	const cJSON *one;

	cJSON_ArrayForEach(
		one,
		get(op, "parameters")) if (strcmp(get(one, "name")->valuestring,
	                                          name) == 0) return one;
	return NULL;
}

static void parameters_stand_as_api_v1_lists_them(void **state)
{
	struct house *h = *state;
	struct document d;
	const cJSON *route, *one;
	size_t n = 0;

	document_read(&d, h, 0);
	(void)house_get(h, "/api/v1");
	cJSON_ArrayForEach(route, house_data(h, "routes"))
	{
		const char *path = get(route, "path")->valuestring;
		const cJSON *op;

		/* OpenAPI has no word for the rest of a path. */
		if (strstr(path, "*}"))
			continue;
		op = operation(&d, path, "get");
		assert_non_null(op);
		cJSON_ArrayForEach(one, get(route, "parameters"))
		{
			const char *name = get(one, "name")->valuestring;
			const cJSON *p = parameter(op, name);

			if (!p)
				fail_msg("%s: no %s", path, name);
			assert_true(cJSON_Compare(get(p, "required"),
			                          get(one, "required"), 1));
			n++;
		}
	}
	assert_true(n > 100);
	cJSON_Delete(d.json);
}

/* The walk of this test sees what it should: else all above means little. */
static void the_walk_sees_what_is_wrong(void **state)
{
	static const char *const bad[] = {
		"{\"meta\":{}}",
		"{\"data\":[]}",
		"{\"meta\":{\"release\":1,\"method\":null,\"catalogue\":\"x\","
		"\"generated\":null},\"data\":[]}",
		"{\"meta\":{\"release\":\"x\",\"method\":null,\"catalogue\":"
		"\"x\",\"generated\":null,\"new\":1},\"data\":[]}",
		"{\"meta\":{\"release\":\"x\",\"method\":null,\"catalogue\":"
		"\"x\",\"generated\":null},\"data\":[{\"id\":\"x\"}]}",
	};
	struct document d;

	document_read(&d, *state, 0);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct wrong w = { "" };
		cJSON *value = cJSON_Parse(bad[i]);

		walk(&d, schema_of(&d, "/api/v1/rounds", "200"), value, "x",
		     &w);
		assert_true(w.words[0] != '\0');
		cJSON_Delete(value);
	}
	cJSON_Delete(d.json);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			every_answer_holds_what_is_declared_and_no_more),
		cmocka_unit_test(every_route_of_json_is_declared_and_asked_for),
		cmocka_unit_test(trouble_holds_what_is_declared),
		cmocka_unit_test(
			names_are_unique_and_references_lead_somewhere),
		cmocka_unit_test(a_name_is_stable),
		cmocka_unit_test(what_needs_the_token_is_described_where_it_is),
		cmocka_unit_test(parameters_stand_as_api_v1_lists_them),
		cmocka_unit_test(the_walk_sees_what_is_wrong),
	};

	return cmocka_run_group_tests_name("openapi", tests, house_open,
	                                   house_close);
}
