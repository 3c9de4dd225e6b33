/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/house.h"

#include <zlib.h>

#define CELLS "/api/v1/cells"

static void the_form_is_negotiated(void **state)
{
	static const struct {
		const char *path, *query, *accept;
		int status;
		const char *type;
	} rows[] = {
		{ CELLS, "", NULL, 200, "application/json" },
		{ CELLS, "", "", 200, "application/json" },
		{ CELLS, "", "*/*", 200, "application/json" },
		{ CELLS, "", "text/csv", 200, "text/csv" },
		{ CELLS, "", "text/*", 200, "text/csv" },
		{ CELLS, "", "text/csv;q=0.5, application/json;q=0.4", 200,
		  "text/csv" },
		{ CELLS, "", "application/json;q=0, */*", 200, "text/csv" },
		{ CELLS, "", "TEXT/CSV", 200, "text/csv" },
		{ CELLS, "", "image/png", 406, "application/problem+json" },
		{ CELLS, "format=csv", "application/json", 200, "text/csv" },
		{ CELLS, "format=html", NULL, 406, "application/problem+json" },
		{ "/", "", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
		  200, "text/html" },
		{ "/", "", "*/*", 200, "application/json" },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct ask ask = { .path = rows[i].path,
			           .query = rows[i].query,
			           .accept = rows[i].accept };
		const char *type;

		(void)house_ask(h, &ask);
		type = house_header(h, "Content-Type");
		if (h->answer.status != rows[i].status ||
		    strncmp(type, rows[i].type, strlen(rows[i].type)) != 0)
			fail_msg("row %zu: %d %s", i, h->answer.status, type);
	}
}

static void names_come_in_six_languages(void **state)
{
	struct house *h = *state;
	struct ask ask = { .path = "/api/v1/states/HRV",
		           .accept_language = "sl, es;q=0.8, fr;q=0.9" };

	(void)house_ask(h, &ask);
	assert_string_equal(house_header(h, "Content-Language"), "fr");
	assert_string_equal(house_string(h, "name_lang"), "fr");
	assert_string_equal(house_string(h, "name"), "Croatie");

	ask.query = "lang=en";
	(void)house_ask(h, &ask);
	assert_string_equal(house_string(h, "name"), "Croatia");
}

static void a_tag_spares_the_body(void **state)
{
	struct house *h = *state;
	struct ask ask = { .path = CELLS };
	char etag[64], list[200], modified[40];

	(void)house_ask(h, &ask);
	(void)snprintf(etag, sizeof(etag), "%s", house_header(h, "ETag"));
	(void)snprintf(modified, sizeof(modified), "%s",
	               house_header(h, "Last-Modified"));
	assert_int_equal(etag[0], '"');

	(void)snprintf(list, sizeof(list), "\"other\", W/%s", etag);
	ask.if_none_match = list;
	assert_int_equal(house_ask(h, &ask)->status, 304);
	assert_int_equal(h->answer.len, 0);
	assert_string_equal(house_header(h, "ETag"), etag);
	assert_string_equal(house_header(h, "Content-Type"), "");
	ask.if_none_match = "*";
	assert_int_equal(house_ask(h, &ask)->status, 304);
	ask.if_none_match = "\"other\"";
	ask.if_modified_since = modified;
	assert_int_equal(house_ask(h, &ask)->status, 200);
	ask.if_none_match = NULL;
	assert_int_equal(house_ask(h, &ask)->status, 304);
	ask.if_modified_since = "Sun, 06 Nov 1994 08:49:37 GMT";
	assert_int_equal(house_ask(h, &ask)->status, 200);
	ask.if_modified_since = "yesterday";
	assert_int_equal(house_ask(h, &ask)->status, 200);
}

static void every_representation_has_its_own_tag(void **state)
{
	const struct ask asks[] = {
		{ .path = CELLS },
		{ .path = CELLS, .accept = "text/csv" },
		{ .path = CELLS, .accept_encoding = "gzip" },
		{ .path = CELLS, .query = "state=HRV" },
		{ .path = CELLS, .query = "release=2026.1" },
	};
	struct house *h = *state;
	char tags[COUNT_OF(asks)][64];

	for (size_t i = 0; i < COUNT_OF(asks); i++) {
		(void)house_ask(h, &asks[i]);
		(void)snprintf(tags[i], sizeof(tags[i]), "%s",
		               house_header(h, "ETag"));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(tags[i], tags[k]);
	}
}

static void a_kept_answer_is_the_same_answer(void **state)
{
	struct house *h = *state;
	struct ask ask = { .path = CELLS, .query = "limit=5&state=SVN" };
	char etag[64];

	(void)house_ask(h, &ask);
	(void)snprintf(etag, sizeof(etag), "%s", house_header(h, "ETag"));
	assert_string_equal(house_header(h, "Vary"), "Accept, Accept-Encoding");
	(void)house_ask(h, &ask);
	assert_string_equal(house_header(h, "ETag"), etag);
	assert_non_null(h->answer.kept);
	ask.query = "state=SVN&limit=5";
	(void)house_ask(h, &ask);
	assert_string_equal(house_header(h, "ETag"), etag);
}

static void gzip_is_sent_where_it_is_liked(void **state)
{
	static const struct {
		const char *accept;
		bool is_gzip;
	} rows[] = {
		{ NULL, false },
		{ "gzip", true },
		{ "br, gzip;q=0.5", true },
		{ "gzip;q=0", false },
		{ "identity, gzip;q=0.5", false },
		{ "*", true },
		{ "identity;q=0, *;q=0.1", true },
		{ "br", false },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct ask ask = { .path = CELLS,
			           .accept_encoding = rows[i].accept };

		(void)house_ask(h, &ask);
		if ((house_header(h, "Content-Encoding")[0] != '\0') !=
		    rows[i].is_gzip)
			fail_msg("row %zu: %s", i,
			         house_header(h, "Content-Encoding"));
	}
}

static void gzip_opens_to_the_same_bytes(void **state)
{
	struct house *h = *state;
	struct ask ask = { .path = CELLS };
	char plain[60000], opened[60000];
	z_stream z;
	size_t len;

	len = house_ask(h, &ask)->len;
	assert_true(len < sizeof(plain));
	memcpy(plain, h->answer.body, len);
	ask.accept_encoding = "gzip";
	(void)house_ask(h, &ask);
	memset(&z, 0, sizeof(z));
	assert_int_equal(inflateInit2(&z, 31), Z_OK);
	z.next_in = (Bytef *)(uintptr_t)h->answer.body;
	z.avail_in = (uInt)h->answer.len;
	z.next_out = (Bytef *)opened;
	z.avail_out = sizeof(opened);

	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.total_out, len);
	assert_memory_equal(opened, plain, len);
	(void)inflateEnd(&z);
}

static void csv_runs_nothing_in_a_spreadsheet(void **state)
{
	struct house *h = *state;

	(void)house_get(h, "/api/v1/passages?format=csv");
	assert_true(house_holds(h, ",'=cmd() families"));
	assert_true(house_holds(h, "id,submission,round,voice,"));
	assert_true(house_holds(h, ",anchor_document_sha256,"));
	assert_true(house_holds(h, "\r\n"));
	assert_memory_equal(h->answer.body, "id,", 3);

	(void)house_get(h, "/api/v1/passages?format=csv&bom=1");
	assert_memory_equal(h->answer.body, "\xef\xbb\xbfid,", 6);
}

static void csv_leaves_what_is_missing_empty(void **state)
{
	struct house *h = *state;

	(void)house_get(h, CELLS "?format=csv&state=SVN&round=UPR2025&"
	                         "voice=state&commitment=GCM.8");

	assert_true(house_holds(h, "SVN,GCM.8,UPR2025,state,silent,,,,,,0,,0,,"
	                           "0,0,0,0,0,/api"));
}

static void head_has_the_length_and_no_body(void **state)
{
	struct house *h = *state;
	struct ask ask = { .path = CELLS };
	size_t len = house_ask(h, &ask)->len;

	ask.method = "HEAD";
	(void)house_ask(h, &ask);

	assert_int_equal(h->answer.status, 200);
	assert_true(h->answer.is_head);
	assert_int_equal(h->answer.len, len);
}

static void methods_are_named_in_allow(void **state)
{
	static const struct {
		const char *method, *path;
		bool is_intake;
		int status;
		const char *allow;
	} rows[] = {
		{ "OPTIONS", CELLS, false, 204, "GET, HEAD, OPTIONS" },
		{ "POST", CELLS, false, 405, "GET, HEAD, OPTIONS" },
		{ "DELETE", CELLS, true, 405, "GET, HEAD, OPTIONS" },
		{ "TRACE", CELLS, false, 405, "GET, HEAD, OPTIONS" },
		{ "BREW", CELLS, false, 501, "" },
		{ "POST", "/api/v1/submissions", false, 405,
		  "GET, HEAD, OPTIONS" },
		{ "PUT", "/api/v1/submissions", true, 405,
		  "GET, HEAD, OPTIONS, POST" },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct ask ask = { .method = rows[i].method,
			           .path = rows[i].path,
			           .is_intake_door = rows[i].is_intake };

		(void)house_ask(h, &ask);
		if (h->answer.status != rows[i].status ||
		    strcmp(house_header(h, "Allow"), rows[i].allow) != 0)
			fail_msg("row %zu: %d %s", i, h->answer.status,
			         house_header(h, "Allow"));
	}
}

static void anybody_may_read_from_anywhere(void **state)
{
	struct house *h = *state;

	(void)house_get(h, CELLS);
	assert_string_equal(house_header(h, "Access-Control-Allow-Origin"),
	                    "*");
	assert_string_equal(house_header(h, "X-Content-Type-Options"),
	                    "nosniff");
	assert_non_null(
		strstr(house_header(h, "Content-Security-Policy"), "'none'"));
}

static void an_original_is_saved_never_shown(void **state)
{
	struct house *h = *state;
	char target[100];

	(void)snprintf(target, sizeof(target),
	               "/api/v1/submissions/%s/original", h->ids[0]);
	(void)house_get(h, target);

	assert_true(house_holds(h, "document 0"));
	assert_memory_equal(house_header(h, "Content-Disposition"),
	                    "attachment", 10);
	assert_non_null(
		strstr(house_header(h, "Content-Security-Policy"), "sandbox"));
	assert_string_equal(house_header(h, "X-Content-Type-Options"),
	                    "nosniff");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_form_is_negotiated),
		cmocka_unit_test(names_come_in_six_languages),
		cmocka_unit_test(a_tag_spares_the_body),
		cmocka_unit_test(every_representation_has_its_own_tag),
		cmocka_unit_test(a_kept_answer_is_the_same_answer),
		cmocka_unit_test(gzip_is_sent_where_it_is_liked),
		cmocka_unit_test(gzip_opens_to_the_same_bytes),
		cmocka_unit_test(csv_runs_nothing_in_a_spreadsheet),
		cmocka_unit_test(csv_leaves_what_is_missing_empty),
		cmocka_unit_test(head_has_the_length_and_no_body),
		cmocka_unit_test(methods_are_named_in_allow),
		cmocka_unit_test(anybody_may_read_from_anywhere),
		cmocka_unit_test(an_original_is_saved_never_shown),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
