/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "model/text.h"

#include "extract.h"
#include "intake.h"

#define MOST ((size_t)512 << 20)

static const struct extract_options OPTIONS = { .require_sandbox = true };

static const char WORDS[] = "The office opened in 2021. It has two desks.";

static void extract_says_what_confines_a_child(void **state)
{
	struct fault f = { .code = FAULT_NONE };
	struct buf report;

	(void)state;
	buf_init(&report, 4096);

	assert_ok(extract_sandbox(&report, &f), &f);

	assert_non_null(strstr(report.at, "Landlock"));
	assert_non_null(strstr(report.at, "seccomp"));
	buf_clear(&report);
}

static void extract_reads_side_by_side(void **state)
{
	struct extraction *e[8] = { NULL };
	struct fault f = { .code = FAULT_NONE };
	struct arena *a = NULL;

	(void)state;
	assert_ok(arena_new(MOST, &a, &f), &f);

	for (size_t i = 0; i < 8; i++)
		assert_ok(extract_start(&OPTIONS, WORDS, strlen(WORDS),
		                        FORMAT_TEXT, &e[i], &f),
		          &f);
	for (size_t i = 0; i < 8; i++) {
		struct pollfd p = { .fd = extract_fd(e[i]), .events = POLLIN };
		struct text text;

		assert_int_equal(poll(&p, 1, 20000), 1);
		assert_ok(extract_finish(e[i], a, &text, &f), &f);
		assert_string_equal(text.bytes, WORDS);
		assert_int_equal(text.format, FORMAT_TEXT);
	}
	arena_free(a);
}

static void extract_leaves_no_descriptor_or_child_behind(void **state)
{
	struct fault f = { .code = FAULT_NONE };
	struct arena *a = NULL;
	struct text text;
	int before, after;

	(void)state;
	assert_ok(arena_new(MOST, &a, &f), &f);
	before = open("/dev/null", O_RDONLY | O_CLOEXEC);

	for (size_t i = 0; i < 5; i++) {
		assert_ok(extract_run(&OPTIONS, WORDS, strlen(WORDS),
		                      FORMAT_TEXT, a, &text, &f),
		          &f);
		assert_fault(extract_run(&OPTIONS, "<a", 2, FORMAT_AKN, a,
		                         &text, &f),
		             &f, FAULT_INPUT);
		assert_fault(extract_run(&OPTIONS, "%PDF-", 5, FORMAT_PDF, a,
		                         &text, &f),
		             &f, FAULT_INPUT);
	}

	after = open("/dev/null", O_RDONLY | O_CLOEXEC);
	assert_int_equal(after, before + 1);
	(void)close(before);
	(void)close(after);
	arena_free(a);
}

static void extract_inside_equals_the_confined_child(void **state)
{
	struct fault f = { .code = FAULT_NONE };
	struct arena *a = NULL;
	struct text in, out;

	(void)state;
	assert_ok(arena_new(MOST, &a, &f), &f);

	assert_ok(extract_inside(WORDS, strlen(WORDS), FORMAT_TEXT, a, &in, &f),
	          &f);
	assert_ok(extract_run(&OPTIONS, WORDS, strlen(WORDS), FORMAT_TEXT, a,
	                      &out, &f),
	          &f);

	assert_string_equal(in.bytes, out.bytes);
	assert_string_equal(in.language, out.language);
	assert_int_equal(in.n_blocks, out.n_blocks);
	arena_free(a);
}

static void extract_refuses_nothing_and_no_format(void **state)
{
	struct extraction *e = NULL;
	struct fault f = { .code = FAULT_NONE };

	(void)state;

	assert_fault(extract_start(&OPTIONS, "", 0, FORMAT_TEXT, &e, &f), &f,
	             FAULT_INPUT);
	assert_fault(extract_start(&OPTIONS, "a", 1, FORMAT_UNKNOWN, &e, &f),
	             &f, FAULT_UNSUPPORTED);
	assert_null(e);
}

/* Takes each file of FOLDER; text, or a refusal with words. */
static void take_folder(const char *folder, size_t *read, size_t *refused)
{
	char path[8192];
	struct dirent *entry;
	DIR *dir = opendir(folder);

	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		struct fault f = { .code = FAULT_NONE };
		enum format format = FORMAT_UNKNOWN;
		struct arena *a = NULL;
		struct text text;
		struct buf bytes;

		if (entry->d_name[0] == '.')
			continue;
		assert_true(snprintf(path, sizeof(path), "%s/%s", folder,
		                     entry->d_name) < (int)sizeof(path));
		buf_init(&bytes, INTAKE_DOCUMENT_MOST);
		assert_ok(arena_new(MOST, &a, &f), &f);
		assert_ok(file_read(path, &bytes, &f), &f);
		if (intake_sniff(bytes.at, bytes.len, &format, &f) == 0 &&
		    extract_run(&OPTIONS, bytes.at, bytes.len, format, a, &text,
		                &f) == 0) {
			assert_true(text.n_blocks > 0);
			*read += 1;
		} else {
			print_message("# %s: %s\n", entry->d_name, f.text);
			assert_true(strlen(f.text) > 15);
			assert_null(strstr(f.text, "crash"));
			*refused += 1;
		}
		arena_free(a);
		buf_clear(&bytes);
	}
	(void)closedir(dir);
}

static void extract_takes_real_documents_or_says_why_not(void **state)
{
	static const char *const folders[] = {
		"formats/docx",
		"formats/doc",
		"formats/html",
		"formats/akn/itu_akn4un",
		"formats/akn/oasis_examples",
		"formats/pdf",
	};
	const char *corpus = getenv("CORPUS");
	size_t read = 0, refused = 0;
	char path[8192];

	(void)state;
	if (!corpus || access(corpus, R_OK) != 0) {
		print_message("# SKIP: no corpus\n");
		skip();
	}

	for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", corpus, folders[i]);
		take_folder(path, &read, &refused);
	}

	print_message("# %zu read, %zu refused\n", read, refused);
	assert_true(read >= 48);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(extract_says_what_confines_a_child),
		cmocka_unit_test(extract_reads_side_by_side),
		cmocka_unit_test(extract_leaves_no_descriptor_or_child_behind),
		cmocka_unit_test(extract_inside_equals_the_confined_child),
		cmocka_unit_test(extract_refuses_nothing_and_no_format),
		cmocka_unit_test(extract_takes_real_documents_or_says_why_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
