/* SPDX-License-Identifier: Apache-2.0 */
#include "serve/house.h"

#include <unistd.h>

#include <cjson/cJSON.h>
#include <sqlite3.h>

/* More than any disk has. */
#define TOO_MUCH ((uint64_t)1 << 62)

enum which_door {
	DOOR_READ,
	DOOR_INTAKE,
	DOOR_ADMIN
};

static int ask_at(struct house *h, enum which_door door, const char *path)
{
	struct ask ask = { .path = path,
		           .is_intake_door = door == DOOR_INTAKE,
		           .is_admin_door = door == DOOR_ADMIN };

	return house_ask(h, &ask)->status;
}

/* A site on the same database, in place of the house's own. */
static struct site *change_site(struct house *h, struct site_options *options)
{
	struct site *before = h->site;
	struct fault f = { 0 };

	options->db = h->path;
	assert_ok(site_open(options, h->catalogue, &h->site, &f), &f);
	return before;
}

static void restore_site(struct house *h, struct site *before)
{
	site_close(h->site);
	h->site = before;
}

/* Whether the check NAME is good, by the last answer. */
static int is_good(const struct house *h, const char *name)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, house_data(h, "checks")) if (
		strcmp(cJSON_GetObjectItem(one, "name")->valuestring, name) ==
		0) return cJSON_IsTrue(cJSON_GetObjectItem(one, "ok"));
	fail_msg("no check %s", name);
	return 0;
}

static void a_process_that_answers_is_healthy(void **state)
{
	for (int door = DOOR_READ; door <= DOOR_ADMIN; door++)
		assert_int_equal(ask_at(*state, (enum which_door)door,
		                        "/healthz"),
		                 200);
}

static void a_ready_site_says_what_was_looked_at(void **state)
{
	static const char *const names[] = { "store", "schema", "snapshot",
		                             "disk" };
	struct house *h = *state;

	assert_int_equal(ask_at(h, DOOR_READ, "/readyz"), 200);
	assert_string_equal(house_string(h, "status"), "ready");
	for (size_t i = 0; i < COUNT_OF(names); i++)
		assert_true(is_good(h, names[i]));
	assert_int_equal((int)house_number(h, "publication"), 1);
	assert_string_equal(house_header(h, "Cache-Control"), "no-store");
}

static void a_full_disk_stops_intake_and_no_reader(void **state)
{
	struct site_options options = { .disk_least = TOO_MUCH };
	struct house *h = *state;
	struct site *before = change_site(h, &options);

	assert_int_equal(ask_at(h, DOOR_INTAKE, "/readyz"), 503);
	assert_string_equal(house_string(h, "status"), "not ready");
	assert_false(is_good(h, "disk"));
	assert_true(house_holds(h, "make room"));
	assert_int_equal(ask_at(h, DOOR_ADMIN, "/readyz"), 503);
	assert_int_equal(ask_at(h, DOOR_READ, "/readyz"), 200);
	assert_false(is_good(h, "disk"));
	/* How large the disk is, a stranger need not know. */
	assert_false(house_holds(h, "MiB"));
	restore_site(h, before);
}

static void set_version(const struct house *h, const char *sql)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(h->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	(void)sqlite3_close(db);
}

static void another_schema_is_not_ready_and_says_so(void **state)
{
	struct house *h = *state;
	char back[64];

	(void)ask_at(h, DOOR_READ, "/readyz");
	(void)snprintf(back, sizeof(back), "PRAGMA user_version = %d",
	               (int)house_number(h, "schema"));

	set_version(h, "PRAGMA user_version = 4711");
	assert_int_equal(ask_at(h, DOOR_READ, "/readyz"), 503);
	assert_false(is_good(h, "schema"));
	assert_true(house_holds(h, "schema 4711 is not the one"));

	set_version(h, back);
	assert_int_equal(ask_at(h, DOOR_READ, "/readyz"), 200);
}

static void a_newer_publication_is_no_reason_not_to_ask(void **state)
{
	struct house *h = *state;
	struct fault f = { 0 };

	house_publish(h);
	assert_int_equal(ask_at(h, DOOR_READ, "/readyz"), 200);
	assert_true(cJSON_IsFalse(house_data(h, "current")));
	assert_true(house_holds(h, "publication 1 is loaded, 2 is to be"));
	assert_ok(site_refresh(h->site, &f), &f);
	(void)ask_at(h, DOOR_READ, "/readyz");
	assert_true(cJSON_IsTrue(house_data(h, "current")));
}

static void the_admin_door_has_nothing_else(void **state)
{
	static const char *const paths[] = { "/", "/api/v1", "/api/v1/cells",
		                             "/api/v1/submissions",
		                             "/openapi.json" };

	for (size_t i = 0; i < COUNT_OF(paths); i++)
		assert_int_equal(ask_at(*state, DOOR_ADMIN, paths[i]), 404);
}

static void metrics_are_at_the_admin_door_only(void **state)
{
	struct house *h = *state;
	struct site_options options = { .meter_row = 1, .cache_most = 1 << 20 };
	struct fault f = { 0 };
	struct site *before;

	assert_ok(meter_new(2, &options.meter, &f), &f);
	meter_sit(options.meter, 1, "read", (int)getpid());
	before = change_site(h, &options);
	assert_int_equal(ask_at(h, DOOR_READ, "/metrics"), 404);
	assert_int_equal(ask_at(h, DOOR_INTAKE, "/metrics"), 404);
	assert_int_equal(ask_at(h, DOOR_READ, "/api/v1/cells"), 200);
	assert_int_equal(ask_at(h, DOOR_READ, "/api/v1/cells"), 200);
	assert_int_equal(ask_at(h, DOOR_ADMIN, "/metrics"), 200);
	assert_string_equal(house_header(h, "Content-Type"),
	                    "text/plain; version=0.0.4; charset=utf-8");
	assert_true(house_holds(
		h, "gcmtrack_refused_total{reason=\"not-found\"} 2\n"));
	assert_true(house_holds(h, "gcmtrack_cache_hits_total 1\n"));
	assert_true(house_holds(h, "gcmtrack_cache_misses_total 1\n"));
	assert_true(house_holds(h, "gcmtrack_jobs{state=\"assessed\"} "));
	assert_true(house_holds(h, "gcmtrack_open_fds{process=\"read\","
	                           "slot=\"1\"} "));
	/* What is sealed is counted and not named. */
	assert_false(house_holds(h, CANARY));
	for (size_t i = 0; i < 8; i++)
		assert_false(house_holds(h, h->ids[i]));
	restore_site(h, before);
	meter_free(options.meter);
}

static void a_process_that_is_gone_is_not_shown(void **state)
{
	struct house *h = *state;
	struct site_options options = { .meter_row = 0 };
	struct fault f = { 0 };
	struct site *before;

	assert_ok(meter_new(2, &options.meter, &f), &f);
	meter_sit(options.meter, 0, "admin", (int)getpid());
	meter_sit(options.meter, 1, "read", (int)getpid());
	meter_rise(options.meter, 1);
	before = change_site(h, &options);
	assert_int_equal(ask_at(h, DOOR_ADMIN, "/metrics"), 200);
	assert_true(house_holds(h, "process=\"admin\""));
	assert_false(house_holds(h, "process=\"read\""));
	restore_site(h, before);
	meter_free(options.meter);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_process_that_answers_is_healthy),
		cmocka_unit_test(a_ready_site_says_what_was_looked_at),
		cmocka_unit_test(a_full_disk_stops_intake_and_no_reader),
		cmocka_unit_test(another_schema_is_not_ready_and_says_so),
		cmocka_unit_test(a_newer_publication_is_no_reason_not_to_ask),
		cmocka_unit_test(the_admin_door_has_nothing_else),
		cmocka_unit_test(metrics_are_at_the_admin_door_only),
		cmocka_unit_test(a_process_that_is_gone_is_not_shown),
	};

	return cmocka_run_group_tests_name("health", tests, house_open,
	                                   house_close);
}
