/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the tests of readers share: a document in, its blocks as lines out,
 * "heading1 [II] Words", so that a test shows what a reader of the page sees.
 */
#ifndef TESTS_EXTRACT_READING_H
#define TESTS_EXTRACT_READING_H

#include "check.h"

#include <zip.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/text.h"

#include "extract.h"

#define READING_MOST ((size_t)64 << 20)

/* What was read; reading_clear() ends it. */
struct reading {
	struct arena *arena;
	struct text text;
	struct buf lines;
	struct fault fault;
	int rc;
};

static inline void reading_clear(struct reading *r)
{
	arena_free(r->arena);
	buf_clear(&r->lines);
}

static inline struct reading reading_of(enum format format, const char *bytes,
                                        size_t len)
{
	struct reading r = { .rc = -2 };

	buf_init(&r.lines, READING_MOST);
	assert_ok(arena_new(READING_MOST, &r.arena, &r.fault), &r.fault);
	r.rc = extract_inside(bytes, len, format, r.arena, &r.text, &r.fault);
	for (size_t i = 0; r.rc == 0 && i < r.text.n_blocks; i++) {
		const struct block *b = &r.text.blocks[i];

		assert_ok(buf_addf(&r.lines, &r.fault, "%s",
		                   BLOCK_NAMES[b->kind]),
		          &r.fault);
		if (b->level > 0)
			assert_ok(buf_addf(&r.lines, &r.fault, "%u",
			                   (unsigned)b->level),
			          &r.fault);
		if (b->number[0] != '\0')
			assert_ok(buf_addf(&r.lines, &r.fault, " [%s]",
			                   b->number),
			          &r.fault);
		if (b->declared[0] != '\0')
			assert_ok(buf_addf(&r.lines, &r.fault, " {%s}",
			                   b->declared),
			          &r.fault);
		assert_ok(buf_addf(&r.lines, &r.fault, " %.*s\n", (int)b->len,
		                   r.text.bytes + b->start),
		          &r.fault);
	}
	return r;
}

/* Fails unless BYTES read as FORMAT give exactly LINES. */
static inline void assert_reads(enum format format, const char *bytes,
                                size_t len, const char *lines)
{
	struct reading r = reading_of(format, bytes, len);

	assert_ok(r.rc, &r.fault);
	assert_string_equal(r.lines.at, lines);
	reading_clear(&r);
}

/* Fails unless BYTES are refused with CODE in words that hold PART. */
static inline void assert_refuses(enum format format, const char *bytes,
                                  size_t len, enum fault_code code,
                                  const char *part)
{
	struct reading r = reading_of(format, bytes, len);

	assert_fault(r.rc, &r.fault, code);
	if (!strstr(r.fault.text, part))
		fail_msg("\"%s\" does not say \"%s\"", r.fault.text, part);
	reading_clear(&r);
}

/* One member of a package. */
struct member {
	const char *name;
	const char *content;
};

/* Packs the N MEMBERS into a ZIP file; the caller frees it. */
static inline char *package_of(const struct member *members, size_t n,
                               size_t *len)
{
	zip_error_t e;
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &e);
	zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &e);
	zip_stat_t st;
	char *bytes;

	assert_non_null(zip);
	zip_source_keep(source);
	for (size_t i = 0; i < n; i++) {
		zip_source_t *part =
			zip_source_buffer(zip, members[i].content,
		                          strlen(members[i].content), 0);

		assert_true(zip_file_add(zip, members[i].name, part,
		                         ZIP_FL_ENC_UTF_8) >= 0);
	}
	assert_int_equal(zip_close(zip), 0);
	assert_int_equal(zip_source_stat(source, &st), 0);
	assert_int_equal(zip_source_open(source), 0);
	bytes = malloc(st.size);
	assert_non_null(bytes);
	assert_int_equal(zip_source_read(source, bytes, st.size),
	                 (zip_int64_t)st.size);
	(void)zip_source_close(source);
	zip_source_free(source);
	*len = st.size;
	return bytes;
}

/* assert_reads() on a package. */
static inline void assert_package_reads(enum format format,
                                        const struct member *members, size_t n,
                                        const char *lines)
{
	size_t len;
	char *bytes = package_of(members, n, &len);

	assert_reads(format, bytes, len, lines);
	free(bytes);
}

#endif
