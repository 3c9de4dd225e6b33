/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words of a text in any language, folded, as 64-bit hashes.
 *
 * A word is a run of letters, digits and marks; an ideograph is a word of its
 * own, since Chinese and Japanese write no spaces. Case is folded and marks
 * that carry no letter (Arabic vowels) are left out.
 */
#ifndef SCORING_WORDS_H
#define SCORING_WORDS_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct fault;
struct span;

enum words_kind {
	WORDS_ALL,
	WORDS_STEMS /* content words, cut to their first letters */
};

struct words {
	uint64_t *at; /* in the arena */
	size_t n;
};

/* All words of TEXT, in its order. */
int words_of(const struct span *text, enum words_kind kind, struct arena *a,
             struct words *out, struct fault *f);

/* Sorts W and drops what is there twice: a set from now on. */
void words_to_set(struct words *w);

/* How many words two sets share. */
size_t words_shared(const struct words *a, const struct words *b);

/* Makes W the set of its shingles, METHOD.md 5.3: each run of SHINGLE_WORDS
   words, or all of a shorter text. */
void words_to_shingles(struct words *w);

/* A hash of H with one more thing after it. */
uint64_t words_join(uint64_t h, uint64_t more);

#endif
