/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/house.h"

#define FIELDS "state=SVN&voice=civil_society&round=UPR2025&title=T"

/* A POST as a client with the token makes it. */
static struct ask post(const char *query, const char *body)
{
	return (struct ask){ .method = "POST",
		             .path = "/api/v1/submissions",
		             .query = query,
		             .authorization = "Bearer " HOUSE_TOKEN,
		             .content_type = "text/plain",
		             .body = body,
		             .body_len = strlen(body),
		             .is_intake_door = true };
}

static void a_document_is_recorded_before_it_is_acknowledged(void **state)
{
	struct house *h = *state;
	struct ask ask = post(FIELDS, "A new document.");
	char job[100], id[40];

	(void)house_ask(h, &ask);
	assert_int_equal(h->answer.status, 202);
	(void)snprintf(job, sizeof(job), "%s", house_header(h, "Location"));
	(void)snprintf(id, sizeof(id), "%s", house_string(h, "submission"));
	assert_memory_equal(job, "/api/v1/jobs/", 13);
	assert_string_equal(house_string(h, "status"), "received");

	ask = (struct ask){ .path = job,
		            .authorization = "Bearer " HOUSE_TOKEN,
		            .is_intake_door = true };
	(void)house_ask(h, &ask);
	assert_int_equal(h->answer.status, 200);
	assert_string_equal(house_string(h, "id"), id);

	ask = post(FIELDS, "A new document.");
	(void)house_ask(h, &ask);
	assert_int_equal(h->answer.status, 200);
	assert_string_equal(house_string(h, "submission"), id);
}

static void a_form_may_bring_the_list_of_who_signed(void **state)
{
	static const char BODY[] =
		"--XyZ\r\nContent-Disposition: form-data; name=\"state\"\r\n"
		"\r\nHRV\r\n"
		"--XyZ\r\nContent-Disposition: form-data; name=\"voice\"\r\n"
		"\r\ncivil_society\r\n"
		"--XyZ\r\nContent-Disposition: form-data; name=\"round\"\r\n"
		"\r\nUPR2025\r\n"
		"--XyZ\r\nContent-Disposition: form-data; name=\"endorsers\"; "
		"filename=\"names.txt\"\r\n"
		"\r\n1. Harbour Aid\n2. Open Door\n4. Harbour Aid\n\r\n"
		"--XyZ\r\nContent-Disposition: form-data; name=\"file\"; "
		"filename=\"a.txt\"\r\n"
		"\r\nA joint letter.\r\n--XyZ--\r\n";
	struct house *h = *state;
	struct ask ask = post("", BODY);
	char path[100];

	ask.content_type = "multipart/form-data; boundary=XyZ";
	(void)house_ask(h, &ask);
	assert_int_equal(h->answer.status, 202);
	(void)snprintf(path, sizeof(path), "/api/v1/submissions/%s",
	               house_string(h, "submission"));

	ask = (struct ask){ .path = path };
	(void)house_ask(h, &ask);

	assert_int_equal(h->answer.status, 200);
	assert_true(house_holds(h, "\"count\":3,\"distinct\":2"));
	assert_true(house_holds(h, "\"missing_numbers\":[3]"));
}

static void a_form_is_taken_too(void **state)
{
	static const char BODY[] =
		"--XyZ\r\nContent-Disposition: form-data; name=\"state\"\r\n"
		"\r\nHRV\r\n"
		"--XyZ\r\nContent-Disposition: form-data; name=\"voice\"\r\n"
		"\r\nindependent\r\n"
		"--XyZ\r\nContent-Disposition: form-data; name=\"round\"\r\n"
		"\r\nUPR2025\r\n"
		"--XyZ\r\nContent-Disposition: form-data; name=\"file\"; "
		"filename=\"C:\\dir\\a.txt\"\r\nContent-Type: text/plain\r\n"
		"\r\nForm document.\r\n--XyZ--\r\n";
	struct house *h = *state;
	struct ask ask = post("", BODY);

	ask.content_type = "multipart/form-data; boundary=XyZ";
	(void)house_ask(h, &ask);

	if (h->answer.status != 202)
		fail_msg("%.*s", (int)h->answer.len, h->answer.body);
}

static void a_bad_form_is_refused_in_words(void **state)
{
	static const struct {
		const char *why, *type, *body;
	} rows[] = {
		{ "no boundary", "multipart/form-data", "--X--\r\n" },
		{ "another boundary", "multipart/form-data; boundary=Y",
		  "--X\r\n\r\n--X--" },
		{ "cut short", "multipart/form-data; boundary=X",
		  "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb" },
		{ "a part without a name", "multipart/form-data; boundary=X",
		  "--X\r\nA: b\r\n\r\nc\r\n--X--" },
		{ "no head", "multipart/form-data; boundary=X",
		  "--X\r\nabc\r\n--X--" },
		{ "unknown field", "multipart/form-data; boundary=X",
		  "--X\r\nContent-Disposition: form-data; "
		  "name=\"colour\"\r\n\r\nred\r\n--X--" },
		{ "no file", "multipart/form-data; boundary=X",
		  "--X\r\nContent-Disposition: form-data; "
		  "name=\"state\"\r\n\r\nSVN\r\n--X--" },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct ask ask = post("", rows[i].body);

		ask.content_type = rows[i].type;
		(void)house_ask(h, &ask);
		if (h->answer.status != 400)
			fail_msg("%s: %d %.*s", rows[i].why, h->answer.status,
			         (int)h->answer.len, h->answer.body);
	}
}

static void what_is_declared_wrongly_is_refused(void **state)
{
	static const struct {
		const char *why, *query, *body;
		int status;
	} rows[] = {
		{ "nothing came", FIELDS, "", 400 },
		{ "no state", "voice=state&round=UPR2025", "x", 400 },
		{ "no round", "state=SVN&voice=state", "x", 400 },
		{ "unknown state", "state=XXX&voice=state&round=UPR2025", "x",
		  400 },
		{ "a date that is none", FIELDS "&date=yesterday", "x", 400 },
		{ "unknown visibility", FIELDS "&visibility=secret", "x", 400 },
		{ "supersedes nothing", FIELDS "&supersedes=0123456789abcdef-9",
		  "x", 404 },
		{ "unknown field", FIELDS "&colour=red", "x", 400 },
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct ask ask = post(rows[i].query, rows[i].body);

		(void)house_ask(h, &ask);
		if (h->answer.status != rows[i].status)
			fail_msg("%s: %d %.*s", rows[i].why, h->answer.status,
			         (int)h->answer.len, h->answer.body);
	}
}

static void without_the_token_nothing_is_taken(void **state)
{
	static const char *const bearers[] = {
		NULL,       "", "Bearer ", "Bearer wrong", "Basic " HOUSE_TOKEN,
		HOUSE_TOKEN
	};
	struct house *h = *state;

	for (size_t i = 0; i < COUNT_OF(bearers); i++) {
		struct ask ask = post(FIELDS, "Unwelcome.");

		ask.authorization = bearers[i];
		(void)house_ask(h, &ask);
		assert_int_equal(h->answer.status, 401);
		assert_non_null(
			strstr(house_header(h, "WWW-Authenticate"), "Bearer"));
	}
}

static void a_document_past_the_limit_is_refused(void **state)
{
	struct house *h = *state;
	char body[5000];
	struct ask ask;

	memset(body, 'a', sizeof(body) - 1);
	body[sizeof(body) - 1] = '\0';
	ask = post(FIELDS, body);

	assert_int_equal(house_ask(h, &ask)->status, 413);
}

static void the_read_door_knows_no_jobs(void **state)
{
	struct house *h = *state;
	struct ask ask = post(FIELDS, "At the wrong door.");

	ask.is_intake_door = false;
	assert_int_equal(house_ask(h, &ask)->status, 405);
	ask.method = "GET";
	ask.path = "/api/v1/jobs/0123456789abcdef-1";
	ask.query = "";
	assert_int_equal(house_ask(h, &ask)->status, 404);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_document_is_recorded_before_it_is_acknowledged),
		cmocka_unit_test(a_form_may_bring_the_list_of_who_signed),
		cmocka_unit_test(a_form_is_taken_too),
		cmocka_unit_test(a_bad_form_is_refused_in_words),
		cmocka_unit_test(what_is_declared_wrongly_is_refused),
		cmocka_unit_test(without_the_token_nothing_is_taken),
		cmocka_unit_test(a_document_past_the_limit_is_refused),
		cmocka_unit_test(the_read_door_knows_no_jobs),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
