/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reading: one text as words and matches; what every rule looks at.
 */
#ifndef CODING_READING_H
#define CODING_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "tongue.h"

/* Words of a passage that are looked at; real sentences have below 400. */
#define READING_WORDS 2000
/* Matches kept; the densest real sentence seen has some 150. */
#define READING_MATCHES 2000

struct reading {
	const char *text; /* borrowed */
	size_t len;
	const struct tongue *tongue;
	struct word *words; /* READING_WORDS, owned */
	size_t n;
	struct match *matches; /* READING_MATCHES, owned; by first word */
	size_t n_matches;
};

/** Errors: FAULT_MEMORY; R is then still safe for reading_clear(). */
int reading_init(struct reading *r, struct fault *f);

/** Releases what R holds. */
void reading_clear(struct reading *r);

/** Reads TEXT with the words of T. */
void reading_take(struct reading *r, const struct tongue *t, const char *text,
                  size_t len);

/** The rule behind match I. */
const struct rule *reading_rule(const struct reading *r, size_t i);

/** For reading_sign(): of a byte beyond ASCII. */
char reading_wide_sign(const struct reading *r, size_t at);

/**
 * The byte at AT as ASCII writes its sign: ';' for a full-width semicolon.
 * Letters, and bytes inside a character, are given as they are.
 */
static inline char reading_sign(const struct reading *r, size_t at)
{
	if ((unsigned char)r->text[at] >= 0x80)
		return reading_wide_sign(r, at);
	return r->text[at];
}

/** The last sign or letter of R that is none of SKIPPED; 0 when none is. */
char reading_last(const struct reading *r, const char *skipped);

/** WORDS of a language with blanks between, in words of R's language. */
size_t reading_reach(const struct reading *r, size_t words);

/** Does any guard lie over match I, of the same target or of none? */
bool reading_is_guarded(const struct reading *r, size_t i);

/** Does a longer match of the same kind and target hold match I? */
bool reading_is_inside(const struct reading *r, size_t i);

/** Bytes of match M in the text, *LEN of them. */
const char *reading_span(const struct reading *r, const struct match *m,
                         size_t *len);

#endif
