/* SPDX-License-Identifier: Apache-2.0 */
/* Token: a text as words, and how two spellings of one are compared. */
#ifndef ATTRIBUTION_TOKEN_H
#define ATTRIBUTION_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words of one sentence that are looked at; who speaks comes early. */
#define TOKENS_MOST 400

/* Longest folded word; longer ones are cut, and equal to nothing we know. */
#define FOLDED_MOST 64

struct token {
	size_t start; /* byte range in the text */
	size_t end;
	uint64_t hash;   /* of the word, folded */
	bool is_upper;   /* begins with a capital letter */
	bool is_capital; /* has no small letter, and two capitals or more */
};

struct tokens {
	const char *text; /* borrowed */
	size_t len;
	struct token at[TOKENS_MOST];
	size_t n;
};

/**
 * Cuts LEN bytes of TEXT into at most TOKENS_MOST words. Hyphen, stroke and
 * apostrophe stay inside one, but for the elided article of French: "l'OIT"
 * is two.
 */
void tokens_cut(struct tokens *t, const char *text, size_t len);

/** Cuts on from byte FROM; gives where it stopped. */
size_t tokens_cut_from(struct tokens *t, const char *text, size_t len,
                       size_t from);

/**
 * Writes the word between START and END of TEXT in small letters, without
 * hyphens and strokes, into OUT of FOLDED_MOST bytes. Gives its length.
 */
size_t token_fold(const char *text, size_t start, size_t end, char *out);

/** The byte after token I that is no blank, '\0' at the end. */
char token_after(const struct tokens *t, size_t i);

/** Says whether only blanks stand between token I and the one after it. */
bool token_runs_on(const struct tokens *t, size_t i);

#endif
