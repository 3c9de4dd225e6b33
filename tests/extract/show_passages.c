/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints what a document says: show_passages FORMAT FILE [p|b]. Passages with
 * the letter of their block's kind and a tab in front, or blocks as want.txt
 * has them.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/word.h"
#include "extract.h"
#include "model/text.h"

#define MEMORY    ((size_t)512 << 20)
#define FILE_MOST ((size_t)64 << 20)

static void show_blocks(const struct text *t)
{
	for (size_t i = 0; i < t->n_blocks; i++) {
		const struct block *b = &t->blocks[i];

		printf("%s", BLOCK_NAMES[b->kind]);
		if (b->level > 0)
			printf("%d", b->level);
		printf("|%s|%.*s\n", b->number, (int)b->len,
		       t->bytes + b->start);
	}
}

static int show_passages(const struct text *t, struct arena *a, struct fault *f)
{
	const struct passage *p = NULL;
	size_t n = 0;

	if (extract_passages(t, a, &p, &n, f) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		printf("%c\t%.*s\n", "HPICNF"[t->blocks[p[i].block].kind],
		       (int)p[i].len, t->bytes + p[i].start);
	return 0;
}

static int show(const char *format, const char *path, bool is_blocks,
                struct arena *a, struct fault *f)
{
	const struct extract_options options = { .require_sandbox = false };
	struct buf bytes;
	struct text text;
	int kind, rc = -1;

	buf_init(&bytes, FILE_MOST);
	if (word_need(FORMAT_NAMES, FORMAT_COUNT, "format", format, &kind, f) <
	            0 ||
	    file_read(path, &bytes, f) < 0 ||
	    extract_run(&options, bytes.at, bytes.len, (enum format)kind, a,
	                &text, f) < 0)
		goto out;
	rc = 0;
	if (is_blocks)
		show_blocks(&text);
	else
		rc = show_passages(&text, a, f);
out:
	buf_clear(&bytes);
	return rc;
}

int main(int argc, char **argv)
{
	struct fault f = { .code = FAULT_NONE };
	struct arena *a = NULL;
	int rc = -1;

	if (argc < 3) {
		fprintf(stderr, "usage: %s FORMAT FILE [p|b]\n", argv[0]);
		return 2;
	}
	if (arena_new(MEMORY, &a, &f) == 0)
		rc = show(argv[1], argv[2], argc > 3 && argv[3][0] == 'b', a,
		          &f);
	arena_free(a);
	if (rc < 0)
		fprintf(stderr, "%s: %s\n", argv[2], f.text);
	return rc < 0;
}
