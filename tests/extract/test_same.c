/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One text saved as HTML, DOCX, ODT and PDF (by LibreOffice 7.4) gives the
 * same passages. fixtures/extract/FOLDER/want.txt has one a line.
 */
#include "check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "model/text.h"

#include "extract.h"
#include "intake.h"

#define MOST ((size_t)64 << 20)

static void read_fixture(const char *folder, const char *name, struct buf *out,
                         struct fault *f)
{
	struct buf path;

	buf_init(&path, 4096);
	buf_init(out, MOST);
	assert_ok(buf_addf(&path, f, "%s/fixtures/extract/%s/%s",
	                   getenv("SOURCE"), folder, name),
	          f);
	assert_ok(file_read(path.at, out, f), f);
	buf_clear(&path);
}

/* Prints the passages of one fixture, one a line. */
static void read_passages(const char *folder, const char *name,
                          struct buf *lines)
{
	const struct extract_options options = { .require_sandbox = true };
	const struct passage *passages = NULL;
	struct fault f = { .code = FAULT_NONE };
	enum format format = FORMAT_UNKNOWN;
	struct arena *a = NULL;
	struct text text;
	struct buf bytes;
	size_t n = 0;

	read_fixture(folder, name, &bytes, &f);
	assert_ok(arena_new(MOST, &a, &f), &f);
	assert_ok(intake_sniff(bytes.at, bytes.len, &format, &f), &f);
	assert_ok(extract_run(&options, bytes.at, bytes.len, format, a, &text,
	                      &f),
	          &f);
	assert_ok(extract_passages(&text, a, &passages, &n, &f), &f);
	for (size_t i = 0; i < n; i++)
		assert_ok(buf_addf(lines, &f, "%.*s\n", (int)passages[i].len,
		                   text.bytes + passages[i].start),
		          &f);
	arena_free(a);
	buf_clear(&bytes);
}

static void assert_same(const char *folder, const char *name)
{
	struct fault f = { .code = FAULT_NONE };
	struct buf want, got;

	read_fixture(folder, "want.txt", &want, &f);
	buf_init(&got, MOST);

	read_passages(folder, name, &got);

	assert_string_equal(got.at, want.at);
	buf_clear(&want);
	buf_clear(&got);
}

static void same_text_as_html_gives_the_same_passages(void **state)
{
	(void)state;
	assert_same("same", "in.html");
}

static void same_text_as_docx_gives_the_same_passages(void **state)
{
	(void)state;
	assert_same("same", "in.docx");
}

static void same_text_as_odt_gives_the_same_passages(void **state)
{
	(void)state;
	assert_same("same", "in.odt");
}

static void same_text_as_pdf_gives_the_same_passages(void **state)
{
	(void)state;
	assert_same("same", "in.pdf");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_text_as_html_gives_the_same_passages),
		cmocka_unit_test(same_text_as_docx_gives_the_same_passages),
		cmocka_unit_test(same_text_as_odt_gives_the_same_passages),
		cmocka_unit_test(same_text_as_pdf_gives_the_same_passages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
