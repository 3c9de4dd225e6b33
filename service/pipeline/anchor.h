/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Anchor: which passage a decision's words are, by the words alone, so that
 * no new reading of the document loses it. METHOD.md 11.2.
 */
#ifndef PIPELINE_ANCHOR_H
#define PIPELINE_ANCHOR_H

#include <stddef.h>

struct arena;
struct decision;
struct fault;
struct passage_row;

enum anchor {
	ANCHOR_NONE, /* no passage has these words */
	ANCHOR_ONE,
	ANCHOR_MANY /* several, and what stands around them does not tell */
};

/**
 * Looks for D's quote among N passages, runs of blanks being one; *AT is the
 * passage. Prefix and suffix tell apart passages that say the same.
 */
enum anchor anchor_find(const struct decision *d,
                        const struct passage_row *rows, size_t n, size_t *at);

/**
 * As anchor_find(), but where no passage has the words it takes the one that
 * nearly repeats them (METHOD.md 5.3), for texts read anew.
 */
int anchor_find_again(const struct decision *d, const struct passage_row *rows,
                      size_t n, struct arena *scratch, enum anchor *out,
                      size_t *at, struct fault *f);

#endif
