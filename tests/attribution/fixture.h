/* SPDX-License-Identifier: Apache-2.0 */
/* Fixture: a document read and attributed, for tests. */
#ifndef TESTS_ATTRIBUTION_FIXTURE_H
#define TESTS_ATTRIBUTION_FIXTURE_H

#include "check.h"

#include <stdio.h>

#include "attribution.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "catalogue.h"
#include "extract.h"
#include "model/text.h"

#define FIXTURE_MEMORY ((size_t)256 << 20)

struct fixture {
	struct arena *arena;
	struct catalogue *catalogue;
	struct buf states; /* the invented ones */
	struct text text;
	struct attribution_question q;
	struct attributions all;
	char state[1][STATE_SIZE];
	struct fault f;
};

static inline void fixture_open(struct fixture *x)
{
	char path[4096];
	struct catalogue_file file;

	memset(x, 0, sizeof(*x));
	assert_ok(arena_new(FIXTURE_MEMORY, &x->arena, &x->f), &x->f);
	buf_init(&x->states, 1 << 20);
	(void)snprintf(path, sizeof(path), "%s/fixtures/reports/states.xml",
	               getenv("SOURCE") ? getenv("SOURCE") : ".");
	assert_ok(file_read(path, &x->states, &x->f), &x->f);
	file = (struct catalogue_file){ "states.xml", x->states.at,
		                        x->states.len };
	assert_ok(catalogue_new(&file, 1, &x->catalogue, &x->f), &x->f);
	x->q = (struct attribution_question){ .kind = "",
		                              .key = "document",
		                              .name = "",
		                              .voice = VOICE_CIVIL_SOCIETY,
		                              .n_states = 1 };
	(void)snprintf(x->state[0], STATE_SIZE, "XAV");
	x->q.states = (const char(*)[STATE_SIZE])x->state;
}

static inline void fixture_close(struct fixture *x)
{
	catalogue_free(x->catalogue);
	buf_clear(&x->states);
	arena_free(x->arena);
}

/* Reads LEN bytes of Markdown and says whose claims they hold. */
static inline void fixture_read(struct fixture *x, const char *bytes,
                                size_t len)
{
	const struct extract_options options = { .require_sandbox = false };

	assert_ok(extract_run(&options, bytes, len, FORMAT_MARKDOWN, x->arena,
	                      &x->text, &x->f),
	          &x->f);
	assert_ok(extract_passages(&x->text, x->arena, &x->q.passages,
	                           &x->q.n_passages, &x->f),
	          &x->f);
	x->q.text = &x->text;
	assert_ok(attribute(x->catalogue, &x->q, x->arena, &x->all, &x->f),
	          &x->f);
}

/* The passage that begins with START; fails when there is none. */
static inline size_t fixture_find(const struct fixture *x, const char *start)
{
	for (size_t i = 0; i < x->q.n_passages; i++)
		if (x->q.passages[i].len >= strlen(start) &&
		    memcmp(x->text.bytes + x->q.passages[i].start, start,
		           strlen(start)) == 0)
			return i;
	fail_msg("no passage begins with \"%s\"", start);
	return 0;
}

/* The key of whoever makes the claim that begins with START. */
static inline const char *fixture_source(const struct fixture *x,
                                         const char *start)
{
	size_t i = fixture_find(x, start);

	return x->all.claimants[x->all.passages[i].claimant].key;
}

#endif
