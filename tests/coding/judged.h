/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Judged: what the rules of levels say of one sentence, for their tests.
 */
#ifndef TESTS_CODING_JUDGED_H
#define TESTS_CODING_JUDGED_H

#include "check.h"

#include "base/arena.h"
#include "catalogue.h"
#include "coding.h"

#include "../../indicators/coding/coder.h"
#include "../../indicators/coding/trend.h"

#define JUDGED_ARENA (1u << 20)

struct judged {
	struct catalogue *catalogue;
	struct coder *coder;
	struct arena *arena;
};

static inline int judged_set_up(void **state)
{
	struct judged *w = calloc(1, sizeof(*w));
	struct fault f;

	assert_non_null(w);
	assert_ok(catalogue_new(NULL, 0, &w->catalogue, &f), &f);
	assert_ok(coder_new(w->catalogue, &w->coder, &f), &f);
	assert_ok(arena_new(JUDGED_ARENA, &w->arena, &f), &f);
	*state = w;
	return 0;
}

static inline int judged_tear_down(void **state)
{
	struct judged *w = *state;

	coder_free(w->coder);
	catalogue_free(w->catalogue);
	arena_free(w->arena);
	free(w);
	return 0;
}

/* The level of TEXT by the rules alone; its rule is in w->coder->verdict. */
static inline enum level judged_level(struct judged *w, const char *language,
                                      const char *text)
{
	struct utterance u = { .text = text,
		               .len = strlen(text),
		               .language = language,
		               .context = "",
		               .trail = "",
		               .declared = "" };
	struct passage_coding out;
	struct fault f;

	arena_reset(w->arena);
	assert_ok(coder_code(w->coder, &u, w->arena, &out, &f), &f);
	return w->coder->verdict.level;
}

/* The trend TEXT tells. */
static inline enum trend judged_trend(struct judged *w, const char *language,
                                      const char *text)
{
	struct cues c;
	size_t match = NONE;

	judged_level(w, language, text);
	cues_find(&w->coder->said, &c);
	return trend_told(&c, &match);
}

#endif
