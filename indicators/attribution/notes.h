/* SPDX-License-Identifier: Apache-2.0 */
/* Notes: what footnotes and endnotes say, by their numbers. */
#ifndef ATTRIBUTION_NOTES_H
#define ATTRIBUTION_NOTES_H

#include <stddef.h>
#include <stdint.h>

#include "base/span.h"

struct arena;
struct block;
struct fault;
struct passage;
struct text;

/* Numbers that notes are looked up by; the longest summary has 300. */
#define NOTES_MOST 1500

struct notes {
	struct span *at; /* by number; NULL where there is none */
};

/**
 * Finds the notes of TEXT: blocks that are notes, and from block RUN_FIRST on
 * notes that run on in paragraphs ("3 AI, p. 2. 4 JS1, para. 7.").
 */
int notes_read(const struct text *text, size_t run_first, struct arena *a,
               struct notes *out, struct fault *f);

/** The number that LEN bytes at AT end with as a note's mark ("work.12"), or
    0. */
uint32_t note_mark(const char *at, size_t len);

/** What note NUMBER says; its length is 0 where there is none. */
struct span note_words(const struct notes *n, uint32_t number);

#endif
