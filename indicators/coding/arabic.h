/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Arabic: what is written together is taken apart, so that one entry finds
 * "الهجرة", "وللهجرة" and "هجرتهم". Words come folded (lexicon.c): no vowel
 * signs, one alef, two bytes a letter.
 */
#ifndef CODING_ARABIC_H
#define CODING_ARABIC_H

#include <stdbool.h>
#include <stddef.h>

/* Longest variant in bytes; as WORD_MOST of lexicon.h. */
#define VARIANT_SIZE 68
/* With every particle off, then with every pronoun off. */
#define VARIANTS_MOST 64

struct variant {
	char text[VARIANT_SIZE];
	size_t len;
};

/** Writes WORD without its article to OUT; gives the length. */
size_t arabic_plain(const char *word, size_t len, char *out);

/** Writes WORD without article and ending of number or sex to OUT. */
size_t arabic_stem(const char *word, size_t len, char *out);

/**
 * What WORD may be once particles before it (and, by, for) and pronouns
 * behind it are off, the whole word first; for exact forms only pronouns that
 * cannot be an ending. Gives how many are in OUT, which has room for
 * VARIANTS_MOST.
 */
size_t arabic_variants(const char *word, size_t len, bool is_exact,
                       struct variant *out);

#endif
