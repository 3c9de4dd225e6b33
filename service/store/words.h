/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Words: text cut into words and folded, for the index and for queries alike.
 *
 * A word is a run of letters, digits and marks; Chinese, Japanese, Thai and
 * their like are cut by ICU's dictionaries. Folding takes away case, accents,
 * Arabic vowel signs, hamza seats and tatweel, and width.
 */
#ifndef STORE_WORDS_H
#define STORE_WORDS_H

#include <stddef.h>

struct fault;
struct words;

/* Longest folded word kept; the rest of a longer one is not searched. */
#define WORD_MOST 128

/* One word: folded bytes, and its byte range in the text. 0 goes on. */
typedef int words_each(void *context, const char *folded, size_t len,
                       size_t start, size_t end);

/** Owns: words_free(). Errors: FAULT_SYSTEM when ICU has no data. */
int words_new(struct words **out, struct fault *f);

/** Releases W; NULL is allowed. */
void words_free(struct words *w);

/**
 * Calls EACH for every word of valid UTF-8, in order. Gives 0, or what EACH
 * gave when that was not 0, or -1 when ICU refused.
 */
int words_cut(struct words *w, const char *text, size_t len, words_each *each,
              void *context);

#endif
