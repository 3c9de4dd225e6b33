/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "store.h"

static const char PATH[] = "test_catalogue_file.tmp.db";

static void remove_all(void)
{
	(void)unlink("test_catalogue_file.tmp.db");
	(void)unlink("test_catalogue_file.tmp.db-wal");
	(void)unlink("test_catalogue_file.tmp.db-shm");
}

static struct store *fresh(void)
{
	struct fault f = { 0 };
	struct store *s = NULL;

	remove_all();
	assert_ok(store_open(PATH, STORE_CREATE, 0, &s, &f), &f);
	return s;
}

static bool keep(struct store *s, const char *name, const char *bytes)
{
	struct fault f = { 0 };
	bool is_known = false;

	assert_ok(store_begin(s, &f), &f);
	assert_ok(store_catalogue_keep(s, name, bytes, strlen(bytes), 1000,
	                               &is_known, &f),
	          &f);
	assert_ok(store_commit(s, &f), &f);
	return is_known;
}

static void the_newest_of_each_name_is_given_in_order_of_name(void **state)
{
	struct fault f = { 0 };
	struct store *s = fresh();
	struct arena *a = NULL;
	struct kept_file *files = NULL;
	size_t n = 0;

	(void)state;
	assert_ok(arena_new((size_t)1 << 20, &a, &f), &f);
	assert_false(keep(s, "states.xml", "<old/>"));
	assert_false(keep(s, "own.xml", "<own/>"));
	assert_false(keep(s, "states.xml", "<new/>"));

	assert_ok(store_catalogue_files(s, a, &files, &n, &f), &f);

	assert_int_equal(n, 2);
	assert_string_equal(files[0].name, "own.xml");
	assert_string_equal(files[1].name, "states.xml");
	assert_string_equal(files[1].bytes, "<new/>");
	assert_int_equal(files[1].len, 6);
	arena_free(a);
	store_close(s);
	remove_all();
}

static void the_same_bytes_again_are_recognised(void **state)
{
	struct store *s = fresh();

	(void)state;
	assert_false(keep(s, "states.xml", "<a/>"));

	assert_true(keep(s, "states.xml", "<a/>"));
	assert_false(keep(s, "states.xml", "<b/>"));
	assert_false(keep(s, "states.xml", "<a/>"));

	store_close(s);
	remove_all();
}

static void a_file_is_a_link_of_the_audit_chain(void **state)
{
	struct fault f = { 0 };
	struct store *s = fresh();
	struct buf report;

	(void)state;
	buf_init(&report, 1000);
	assert_false(keep(s, "states.xml", "<a/>"));

	if (store_check(s, NULL, NULL, &report, &f) != 1)
		fail_msg("%s%s", report.at ? report.at : "", f.text);

	buf_clear(&report);
	store_close(s);
	remove_all();
}

static void a_file_is_not_kept_outside_a_transaction(void **state)
{
	struct fault f = { 0 };
	struct store *s = fresh();
	bool is_known = true;

	(void)state;

	assert_int_equal(store_catalogue_keep(s, "x.xml", "x", 1, 1, &is_known,
	                                      &f),
	                 -1);

	assert_true(is_known);
	store_close(s);
	remove_all();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_newest_of_each_name_is_given_in_order_of_name),
		cmocka_unit_test(the_same_bytes_again_are_recognised),
		cmocka_unit_test(a_file_is_a_link_of_the_audit_chain),
		cmocka_unit_test(a_file_is_not_kept_outside_a_transaction),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
