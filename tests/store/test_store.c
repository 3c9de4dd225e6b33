/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

#include <sqlite3.h>
#include <sys/wait.h>

static void sql(const char *path, const char *text)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
	(void)sqlite3_close(db);
}

static void a_new_store_is_ours_and_private(void **state)
{
	struct stat st;
	struct fill x;

	(void)state;
	fill_open(&x);

	assert_int_equal(stat(x.path, &st), 0);

	assert_int_equal(st.st_mode & 0777, 0600);
	assert_sound(&x);
	fill_close(&x);
}

static void what_is_not_there_is_not_found(void **state)
{
	struct store *s;
	struct fill x;

	(void)state;
	fill_init(&x);

	assert_fault(store_open(x.path, STORE_READ, 0, &s, &x.f), &x.f,
	             FAULT_NOTFOUND);
	assert_fault(store_open(x.path, STORE_WRITE, 0, &s, &x.f), &x.f,
	             FAULT_NOTFOUND);
	fill_close(&x);
}

static void a_pipe_is_refused_not_waited_for(void **state)
{
	struct store *s;
	struct fill x;

	(void)state;
	fill_init(&x);
	assert_int_equal(mkfifo(x.path, 0600), 0);

	/* Who waits for the pipe is ended here, and so fails. */
	(void)alarm(5);
	assert_fault(store_open(x.path, STORE_READ, 0, &s, &x.f), &x.f,
	             FAULT_UNSUPPORTED);
	assert_fault(store_open(x.path, STORE_CREATE, 0, &s, &x.f), &x.f,
	             FAULT_UNSUPPORTED);
	(void)alarm(0);
	(void)unlink(x.path);
	fill_close(&x);
}

static void a_strange_or_newer_database_is_refused(void **state)
{
	struct store *s;
	struct fill x;
	FILE *file;

	(void)state;
	fill_init(&x);
	sql(x.path, "CREATE TABLE t (a)");
	assert_fault(store_open(x.path, STORE_CREATE, 0, &s, &x.f), &x.f,
	             FAULT_UNSUPPORTED);
	assert_fault(store_open(x.path, STORE_READ, 0, &s, &x.f), &x.f,
	             FAULT_UNSUPPORTED);
	(void)unlink(x.path);
	assert_ok(store_open(x.path, STORE_CREATE, 0, &x.store, &x.f), &x.f);
	store_close(x.store);
	x.store = NULL;
	sql(x.path, "PRAGMA user_version = 99");
	assert_fault(store_open(x.path, STORE_WRITE, 0, &s, &x.f), &x.f,
	             FAULT_UNSUPPORTED);
	assert_non_null(strstr(x.f.text, "newer gcmtrack"));
	(void)unlink(x.path);
	file = fopen(x.path, "w");
	assert_non_null(file);
	for (int i = 0; i < 200; i++)
		(void)fputs("this is no database\n", file);
	(void)fclose(file);
	assert_fault(store_open(x.path, STORE_WRITE, 0, &s, &x.f), &x.f,
	             FAULT_UNSUPPORTED);
	fill_close(&x);
}

static void a_second_writer_is_told_why_it_waits_in_vain(void **state)
{
	struct store *second;
	struct fill x;

	(void)state;
	fill_open(&x);
	assert_ok(store_open(x.path, STORE_WRITE, 20, &second, &x.f), &x.f);
	assert_ok(store_begin(x.store, &x.f), &x.f);

	assert_fault(store_begin(second, &x.f), &x.f, FAULT_STORE);

	assert_non_null(strstr(x.f.text, "another ingest is writing"));
	store_rollback(x.store);
	assert_ok(store_begin(second, &x.f), &x.f);
	store_close(second);
	fill_close(&x);
}

static void a_reader_keeps_its_snapshot_and_cannot_write(void **state)
{
	struct note note = note_of("Slovenia adopted a law.");
	char id[SUBMISSION_ID_SIZE];
	struct store_counts counts;
	struct store *reader;
	struct fill x;

	(void)state;
	fill_open(&x);
	assert_ok(store_open(x.path, STORE_READ, 0, &reader, &x.f), &x.f);
	assert_ok(store_read_begin(reader, &x.f), &x.f);
	put_note(&x, &note, id);

	assert_ok(store_count(reader, &counts, &x.f), &x.f);
	assert_int_equal(counts.submissions, 0);
	store_rollback(reader);
	assert_ok(store_count(reader, &counts, &x.f), &x.f);
	assert_int_equal(counts.submissions, 1);
	assert_fault(store_begin(reader, &x.f), &x.f, FAULT_STORE);
	assert_fault(store_findings_empty(reader, &x.f), &x.f, FAULT_STORE);
	store_close(reader);
	fill_close(&x);
}

static void a_store_at_rest_is_read_in_a_folder_without_writing(void **state)
{
	struct note note = note_of("Slovenia adopted a law.");
	char id[SUBMISSION_ID_SIZE];
	struct store_counts counts = { 0 };
	struct store *reader = NULL;
	struct fill x;
	int status;
	pid_t child;

	(void)state;
	fill_open(&x);
	put_note(&x, &note, id);
	store_close(x.store);
	x.store = NULL;
	assert_int_equal(chmod(x.folder, 0555), 0);
	assert_int_equal(chmod(x.path, 0444), 0);

	child = fork(); /* root may write anywhere: become somebody */
	if (child == 0) {
		if (geteuid() == 0 && setuid(65534) != 0)
			_exit(2);
		_exit(store_open(x.path, STORE_READ, 0, &reader, &x.f) == 0 &&
		                      store_count(reader, &counts, &x.f) == 0 &&
		                      counts.submissions == 1
		              ? 0
		              : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);

	assert_int_equal(chmod(x.folder, 0755), 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_store_is_ours_and_private),
		cmocka_unit_test(what_is_not_there_is_not_found),
		cmocka_unit_test(a_pipe_is_refused_not_waited_for),
		cmocka_unit_test(a_strange_or_newer_database_is_refused),
		cmocka_unit_test(a_second_writer_is_told_why_it_waits_in_vain),
		cmocka_unit_test(a_reader_keeps_its_snapshot_and_cannot_write),
		cmocka_unit_test(
			a_store_at_rest_is_read_in_a_folder_without_writing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
