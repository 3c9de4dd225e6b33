/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hyphen: whether the hyphen at a line's end belongs to the word.
 *
 * No dictionary: the document itself is the evidence ("implementation" or
 * "mid-term" elsewhere in it), and rules decide the rest.
 */
#ifndef EXTRACT_HYPHEN_H
#define EXTRACT_HYPHEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct arena;
struct fault;
struct hyphen_words;

/** Starts an empty set of words in A. Errors: FAULT_LIMIT, FAULT_MEMORY. */
int hyphen_words_new(struct arena *a, struct hyphen_words **out,
                     struct fault *f);

/**
 * Counts the whole words of the next line; the halves of one that is cut at a
 * line's end do not count.
 */
int hyphen_words_add(struct hyphen_words *w, const char *line, size_t len,
                     struct fault *f);

/** Whether LINE ends in a hyphen that may be a line end's: "imple-". */
bool hyphen_ends(const char *line, size_t len);

/**
 * Says whether LEFT (ends in a hyphen) and RIGHT, the line after it, keep the
 * hyphen when they are joined. W may be NULL: rules alone.
 */
bool hyphen_stays(const struct hyphen_words *w, struct span left,
                  struct span right);

#endif
