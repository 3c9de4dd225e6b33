/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/house.h"

#include <cjson/cJSON.h>

/* PATH?QUERY asked with Accept-Language HEADER. */
static void ask(struct house *h, const char *path, const char *query,
                const char *header)
{
	struct ask it = { .path = path,
		          .query = query,
		          .accept_language = header };

	(void)house_ask(h, &it);
	assert_int_equal(h->answer.status, 200);
}

static void the_language_liked_best_is_given(void **state)
{
	static const struct {
		const char *header, *query, *lang, *name;
	} rows[] = {
		{ NULL, "", "en", "Slovenia" },
		{ "", "", "en", "Slovenia" },
		{ "fr", "", "fr", "Slov\xc3\xa9nie" },
		{ "fr-CA, en;q=0.8", "", "fr", "Slov\xc3\xa9nie" },
		{ "en;q=0.3, es;q=0.9", "", "es", "Eslovenia" },
		{ "de, fr;q=0.1", "", "fr", "Slov\xc3\xa9nie" },
		{ "de", "", "en", "Slovenia" },
		{ "*", "", "en", "Slovenia" },
		{ "fr;q=0, es;q=0.001", "", "es", "Eslovenia" },
		{ "fr;q=0", "", "en", "Slovenia" },
		{ "FR", "", "fr", "Slov\xc3\xa9nie" },
		{ "french", "", "en", "Slovenia" },
		{ "ar", "", "ar",
		  "\xd8\xb3\xd9\x84\xd9\x88\xd9\x81\xd9\x8a\xd9\x86\xd9\x8a"
		  "\xd8\xa7" },
		{ "ru", "", "ru",
		  "\xd0\xa1\xd0\xbb\xd0\xbe\xd0\xb2\xd0\xb5\xd0\xbd\xd0\xb8"
		  "\xd1\x8f" },
		{ "zh-Hans-CN", "", "zh",
		  "\xe6\x96\xaf\xe6\xb4\x9b\xe6\x96\x87\xe5\xb0\xbc\xe4\xba"
		  "\x9a" },
		{ "ru", "lang=fr", "fr", "Slov\xc3\xa9nie" },
		{ NULL, "lang=es", "es", "Eslovenia" },
	};
	static const char *const paths[] = { "/api/v1/states/SVN",
		                             "/api/v1/states/SVN/scorecard" };
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(rows) * COUNT_OF(paths); i++) {
		size_t at = i / COUNT_OF(paths);

		ask(h, paths[i % COUNT_OF(paths)], rows[at].query,
		    rows[at].header);
		assert_string_equal(house_header(h, "Content-Language"),
		                    rows[at].lang);
		assert_string_equal(house_string(h, "name"), rows[at].name);
		assert_string_equal(house_string(h, "name_lang"),
		                    rows[at].lang);
		assert_string_equal(house_header(h, "Vary"),
		                    "Accept, Accept-Language, "
		                    "Accept-Encoding");
	}
}

static void a_comparison_names_its_codes(void **state)
{
	struct house *h = *state;

	ask(h, "/api/v1/compare",
	    "states=SVN,HRV&commitments=GCM.13&rounds=UPR2025", "fr");

	assert_string_equal(house_string(h, "names.states.HRV.name"),
	                    "Croatie");
	assert_string_equal(house_header(h, "Content-Language"), "fr");
	assert_int_equal(cJSON_GetArraySize(house_data(h, "names.commitments")),
	                 1);
}

/* No list of languages is fixed here: what has a title is said by titles. */
static void a_title_that_does_not_exist_is_english_and_says_so(void **state)
{
	static const char *const langs[] = {
		"en", "fr", "es", "ar", "ru", "zh"
	};
	struct house *h = *state;
	char query[16];

	for (size_t i = 0; i < COUNT_OF(langs); i++) {
		const cJSON *one;

		(void)snprintf(query, sizeof(query), "lang=%s", langs[i]);
		ask(h, "/api/v1/catalogues/gcm", query, NULL);
		cJSON_ArrayForEach(one, house_data(h, "commitments"))
		{
			const cJSON *lang =
				cJSON_GetObjectItem(one, "title_lang");
			const cJSON *titles =
				cJSON_GetObjectItem(one, "titles");
			const cJSON *labels =
				cJSON_GetObjectItem(one, "labels");
			int has = cJSON_HasObjectItem(titles, langs[i]) ||
			          cJSON_HasObjectItem(labels, langs[i]);

			assert_string_equal(lang->valuestring,
			                    has ? langs[i] : "en");
		}
	}
}

static void what_has_no_names_does_not_vary_by_language(void **state)
{
	static const char *const targets[] = {
		"/api/v1/cells",    "/api/v1/rollup?states=SVN",
		"/api/v1/passages", "/api/v1/observations",
		"/api/v1/rounds",   "/api/v1/trend?state=SVN",
	};
	struct house *h = *state;
	char etag[64];

	for (size_t i = 0; i < COUNT_OF(targets); i++) {
		char path[64];
		const char *query = strchr(targets[i], '?');

		(void)snprintf(path, sizeof(path), "%.*s",
		               (int)strcspn(targets[i], "?"), targets[i]);
		query = query ? query + 1 : "";
		ask(h, path, query, "fr");
		(void)snprintf(etag, sizeof(etag), "%s",
		               house_header(h, "ETag"));
		assert_string_equal(house_header(h, "Vary"),
		                    "Accept, Accept-Encoding");
		assert_string_equal(house_header(h, "Content-Language"), "");
		ask(h, path, query, "ru");
		assert_string_equal(house_header(h, "ETag"), etag);
	}
}

static void csv_is_in_the_language_asked_too(void **state)
{
	struct house *h = *state;

	ask(h, "/api/v1/states", "format=csv&lang=es", NULL);

	assert_true(house_holds(h, "Eslovenia"));
	assert_false(house_holds(h, "Slovenia"));
}

static void another_language_is_refused_by_name(void **state)
{
	struct house *h = *state;

	assert_int_equal(house_get(h, "/api/v1/states?lang=de")->status, 400);
	assert_true(house_holds(h, "en, fr, es, ar, ru or zh"));
	/* Where there are no names, there is no such parameter. */
	assert_int_equal(house_get(h, "/api/v1?lang=fr")->status, 400);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_language_liked_best_is_given),
		cmocka_unit_test(a_comparison_names_its_codes),
		cmocka_unit_test(
			a_title_that_does_not_exist_is_english_and_says_so),
		cmocka_unit_test(what_has_no_names_does_not_vary_by_language),
		cmocka_unit_test(csv_is_in_the_language_asked_too),
		cmocka_unit_test(another_language_is_refused_by_name),
	};

	return cmocka_run_group_tests_name("languages", tests, house_open,
	                                   house_close);
}
