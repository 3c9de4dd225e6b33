/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Walks fixtures/extract: each in.* of a folder must give its want.txt (its
 * blocks) or want.passages (one passage a line). A new case needs no C.
 */
#include "check.h"

#include <dirent.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "extract.h"
#include "model/text.h"

#define MEMORY    ((size_t)64 << 20)
#define FILE_MOST ((size_t)4 << 20)
#define PATH_SIZE 1024

static const struct {
	const char *suffix;
	enum format format;
} SUFFIXES[] = {
	{ ".txt", FORMAT_TEXT },  { ".md", FORMAT_MARKDOWN },
	{ ".html", FORMAT_HTML }, { ".docx", FORMAT_DOCX },
	{ ".odt", FORMAT_ODT },   { ".pdf", FORMAT_PDF },
	{ ".akn", FORMAT_AKN },   { ".report", FORMAT_REPORT },
};

static void join(char path[PATH_SIZE], const char *folder, const char *name)
{
	int n = snprintf(path, PATH_SIZE, "%s/%s", folder, name);

	assert_true(n > 0 && n < PATH_SIZE);
}

static enum format format_of(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < COUNT_OF(SUFFIXES); i++) {
		size_t len = strlen(SUFFIXES[i].suffix);

		if (n > len && strcmp(name + n - len, SUFFIXES[i].suffix) == 0)
			return SUFFIXES[i].format;
	}
	return FORMAT_UNKNOWN;
}

static void add_blocks(const struct text *t, struct buf *out, struct fault *f)
{
	for (size_t i = 0; i < t->n_blocks; i++) {
		const struct block *b = &t->blocks[i];

		assert_ok(buf_addf(out, f, "%s", BLOCK_NAMES[b->kind]), f);
		if (b->level > 0)
			assert_ok(buf_addf(out, f, "%d", b->level), f);
		assert_ok(buf_addf(out, f, "|%s|%.*s\n", b->number, (int)b->len,
		                   t->bytes + b->start),
		          f);
	}
}

static void add_passages(const struct text *t, struct arena *a, struct buf *out,
                         struct fault *f)
{
	const struct passage *p = NULL;
	size_t n = 0;

	assert_ok(extract_passages(t, a, &p, &n, f), f);
	for (size_t i = 0; i < n; i++)
		assert_ok(buf_addf(out, f, "%.*s\n", (int)p[i].len,
		                   t->bytes + p[i].start),
		          f);
}

static void check_file(const char *path, const char *want, bool is_passages)
{
	const struct extract_options options = { .require_sandbox = false };
	struct fault f = { 0 };
	struct arena *a = NULL;
	struct buf bytes, got;
	struct text text;

	buf_init(&bytes, FILE_MOST);
	buf_init(&got, FILE_MOST);
	assert_ok(arena_new(MEMORY, &a, &f), &f);
	assert_ok(file_read(path, &bytes, &f), &f);
	assert_ok(extract_run(&options, bytes.at, bytes.len, format_of(path), a,
	                      &text, &f),
	          &f);
	if (is_passages)
		add_passages(&text, a, &got, &f);
	else
		add_blocks(&text, &got, &f);
	if (strcmp(got.at, want) != 0)
		fail_msg("%s: want\n%s\ngot\n%s", path, want, got.at);
	buf_clear(&bytes);
	buf_clear(&got);
	arena_free(a);
}

/* Checks each in.* of FOLDER against its file WANT; gives how many. */
static int check_folder(const char *folder, const char *want, bool is_passages)
{
	char path[PATH_SIZE];
	struct fault f = { 0 };
	struct buf wanted;
	struct dirent *e;
	DIR *d;
	int n = 0;

	buf_init(&wanted, FILE_MOST);
	join(path, folder, want);
	if (file_read(path, &wanted, &f) < 0)
		return 0;
	d = opendir(folder);
	assert_non_null(d);
	while ((e = readdir(d))) {
		if (strncmp(e->d_name, "in.", 3) != 0)
			continue;
		join(path, folder, e->d_name);
		check_file(path, wanted.at, is_passages);
		n++;
	}
	(void)closedir(d);
	buf_clear(&wanted);
	return n;
}

static int walk(const char *want, bool is_passages)
{
	char folder[PATH_SIZE], path[PATH_SIZE];
	const char *source = getenv("SOURCE");
	struct dirent *e;
	DIR *d;
	int n = 0;

	join(folder, source ? source : ".", "fixtures/extract");
	d = opendir(folder);
	assert_non_null(d);
	while ((e = readdir(d))) {
		if (e->d_name[0] == '.')
			continue;
		join(path, folder, e->d_name);
		n += check_folder(path, want, is_passages);
	}
	(void)closedir(d);
	return n;
}

static void every_fixture_gives_the_blocks_wanted_of_it(void **state)
{
	(void)state;
	assert_true(walk("want.txt", false) >= 2);
}

static void one_text_in_any_format_gives_the_same_passages(void **state)
{
	(void)state;
	assert_true(walk("want.passages", true) >= 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fixture_gives_the_blocks_wanted_of_it),
		cmocka_unit_test(
			one_text_in_any_format_gives_the_same_passages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
