/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Phrase: many phrases found in one pass over the words.
 *
 * How a phrase is written, in a codebook file, one a line:
 *   missing migrant         stems, one after the other
 *   =adopted                this very form, not its stem
 *   ~adopt                  its stem, where exact forms are the rule
 *   rescue ...3 sea         up to three words between ("..." alone: 3)
 *   migrant|refugee child   either word
 *   ^ ensure                only where the passage begins
 *   Turkey                  a capital asks for a capital
 */
#ifndef CODING_PHRASE_H
#define CODING_PHRASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lexicon.h"

struct fault;
struct phrases;

struct match {
	uint32_t term;  /* number given to phrases_add() */
	uint32_t first; /* first word */
	uint32_t end;   /* one past the last word */
};

/** Owns: the caller releases *OUT with phrases_free(). X must outlive it. */
int phrases_new(struct lexicon *x, struct phrases **out, struct fault *f);

/** Releases P; NULL is allowed. */
void phrases_free(struct phrases *p);

/**
 * Adds the phrase WORDS under number TERM; IS_EXACT: exact forms are the rule.
 * Errors: FAULT_INPUT when nothing is left of it; FAULT_LIMIT, FAULT_MEMORY.
 */
int phrases_add(struct phrases *p, const char *words, bool is_exact,
                uint32_t term, struct fault *f);

/**
 * Finds every phrase in the N words; gives how many matches there are and
 * writes the first MOST to OUT, by first word.
 */
size_t phrases_find(const struct phrases *p, const struct word *words, size_t n,
                    struct match *out, size_t most);

#endif
