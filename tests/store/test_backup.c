/* SPDX-License-Identifier: Apache-2.0 */
#include "fill.h"

#include <sys/wait.h>

static void dest_of(const struct fill *x, const char *name, char *out)
{
	(void)snprintf(out, PATH_MAX, "%s/%s", x->folder, name);
}

static void a_backup_taken_while_another_writes_is_whole(void **state)
{
	struct note note = note_of("");
	char dest[PATH_MAX], text[64], id[SUBMISSION_ID_SIZE];
	struct store_counts counts;
	struct store *copy;
	struct fill x;
	int status;
	pid_t child;

	(void)state;
	fill_open(&x);
	dest_of(&x, "copy.db", dest);
	for (int i = 0; i < 200; i++) {
		(void)snprintf(text, sizeof(text), "Before, number %d.", i);
		note.sentence = text;
		put_note(&x, &note, id);
	}
	child = fork();
	if (child == 0) {
		struct store *own;

		if (store_open(x.path, STORE_WRITE, 5000, &own, &x.f) < 0)
			_exit(1);
		x.store = own;
		for (int i = 0; i < 100; i++) {
			(void)snprintf(text, sizeof(text), "Amid, number %d.",
			               i);
			note.sentence = text;
			put_note(&x, &note, id);
		}
		_exit(0);
	}

	assert_ok(store_backup(x.store, dest, &x.f), &x.f);

	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_ok(store_open(dest, STORE_READ, 0, &copy, &x.f), &x.f);
	assert_ok(store_count(copy, &counts, &x.f), &x.f);
	assert_true(counts.submissions >= 200 && counts.submissions <= 300);
	assert_int_equal(store_check(copy, NULL, NULL, &x.report, &x.f), 1);
	store_close(copy);
	/* Again over its own copy: that is ours to replace. */
	assert_ok(store_backup(x.store, dest, &x.f), &x.f);
	fill_close(&x);
}

static void what_is_not_ours_is_left_alone(void **state)
{
	struct stat before, after;
	char dest[PATH_MAX];
	struct fill x;
	FILE *file;

	(void)state;
	fill_open(&x);
	dest_of(&x, "other", dest);
	file = fopen(dest, "w");
	assert_non_null(file);
	for (int i = 0; i < 50; i++) /* longer than a database's head */
		(void)fputs("my letters\n", file);
	(void)fclose(file);
	assert_int_equal(stat(dest, &before), 0);

	assert_fault(store_backup(x.store, dest, &x.f), &x.f, FAULT_CONFLICT);
	assert_fault(store_backup(x.store, x.path, &x.f), &x.f, FAULT_CONFLICT);
	assert_fault(store_backup(x.store, "/nowhere/at/all", &x.f), &x.f,
	             FAULT_SYSTEM);

	assert_int_equal(stat(dest, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_size, after.st_size);
	fill_close(&x);
}

static void a_database_in_use_is_left_alone(void **state)
{
	char dest[PATH_MAX], log[PATH_MAX + 4];
	struct fill x;
	FILE *file;

	(void)state;
	fill_open(&x);
	dest_of(&x, "used", dest);
	(void)snprintf(log, sizeof(log), "%s-wal", dest);
	assert_ok(store_backup(x.store, dest, &x.f), &x.f);
	file = fopen(log, "w");
	assert_non_null(file);
	(void)fputs("not yet in the database\n", file);
	(void)fclose(file);

	assert_fault(store_backup(x.store, dest, &x.f), &x.f, FAULT_CONFLICT);

	assert_non_null(strstr(x.f.text, "in use"));
	(void)unlink(log);
	fill_close(&x);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_database_in_use_is_left_alone),
		cmocka_unit_test(a_backup_taken_while_another_writes_is_whole),
		cmocka_unit_test(what_is_not_ours_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
