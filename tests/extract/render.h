/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a reader made of some bytes, as lines to compare: "heading1|I|Words".
 */
#ifndef TESTS_EXTRACT_RENDER_H
#define TESTS_EXTRACT_RENDER_H

#include "check.h"

#include "base/arena.h"
#include "base/buf.h"
#include "model/text.h"

#include "../../service/extract/blocks.h"
#include "../../service/extract/readers.h"

#define RENDER_MEMORY ((size_t)64 << 20)
#define RENDER_MOST   ((size_t)4 << 20)

/* One document read in a test; render_end() releases it. */
struct rendering {
	struct arena *arena;
	struct text text;
	struct buf lines;
	struct fault f;
};

static inline void render_lines(struct rendering *r)
{
	for (size_t i = 0; i < r->text.n_blocks; i++) {
		const struct block *b = &r->text.blocks[i];

		assert_ok(buf_addf(&r->lines, &r->f, "%s",
		                   BLOCK_NAMES[b->kind]),
		          &r->f);
		if (b->level > 0)
			assert_ok(buf_addf(&r->lines, &r->f, "%d", b->level),
			          &r->f);
		assert_ok(buf_addf(&r->lines, &r->f, "|%s|%.*s\n", b->number,
		                   (int)b->len, r->text.bytes + b->start),
		          &r->f);
	}
}

/* Reads LEN bytes with READ; R->lines holds the blocks. */
static inline void render(struct rendering *r, reader *read, const char *bytes,
                          size_t len)
{
	struct blocks *b = NULL;

	memset(r, 0, sizeof(*r));
	buf_init(&r->lines, RENDER_MOST);
	assert_ok(arena_new(RENDER_MEMORY, &r->arena, &r->f), &r->f);
	assert_ok(blocks_new(r->arena, &b, &r->f), &r->f);
	assert_ok(read(bytes, len, b, &r->f), &r->f);
	assert_ok(blocks_finish(b, FORMAT_TEXT, &r->text, &r->f), &r->f);
	render_lines(r);
}

static inline void render_end(struct rendering *r)
{
	buf_clear(&r->lines);
	arena_free(r->arena);
}

/* Fails unless READ makes WANT of the string IN. */
static inline void assert_reads(reader *read, const char *in, const char *want)
{
	struct rendering r;

	render(&r, read, in, strlen(in));
	assert_string_equal(r.lines.at, want);
	render_end(&r);
}

#endif
