/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"

static void make_name(char *out, size_t size)
{
	(void)snprintf(out, size, "test_file.%ld.tmp", (long)getpid());
}

static void file_written_reads_back_whole(void **state)
{
	struct fault f = { 0 };
	struct buf b;
	char name[64];

	(void)state;
	make_name(name, sizeof(name));
	buf_init(&b, 100);

	assert_ok(file_write(name, "a\0b", 3, &f), &f);
	assert_ok(file_read(name, &b, &f), &f);

	assert_int_equal(b.len, 3);
	assert_memory_equal(b.at, "a\0b", 3);
	buf_clear(&b);
	(void)unlink(name);
}

static void file_read_names_what_is_wrong(void **state)
{
	struct fault f = { 0 };
	struct buf b;
	char name[64];

	(void)state;
	make_name(name, sizeof(name));
	buf_init(&b, 2);

	assert_fault(file_read("no/such/file", &b, &f), &f, FAULT_NOTFOUND);
	assert_non_null(strstr(f.text, "no/such/file"));
	assert_fault(file_read(".", &b, &f), &f, FAULT_INPUT);
	assert_ok(file_write(name, "abc", 3, &f), &f);
	assert_fault(file_read(name, &b, &f), &f, FAULT_LIMIT);
	buf_clear(&b);
	(void)unlink(name);
}

static void file_write_leaves_nothing_half_done(void **state)
{
	struct fault f = { 0 };

	(void)state;

	assert_fault(file_write("no/such/folder/x", "a", 1, &f), &f,
	             FAULT_SYSTEM);

	assert_int_equal(access("no", F_OK), -1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(file_written_reads_back_whole),
		cmocka_unit_test(file_read_names_what_is_wrong),
		cmocka_unit_test(file_write_leaves_nothing_half_done),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
