/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lexicon: the words of one language, as numbers.
 *
 * A word is folded, stemmed (Snowball) and looked up once; its surface form
 * then stays in a cache. Words no phrase and no weight holds are number 0.
 */
#ifndef CODING_LEXICON_H
#define CODING_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fault;
struct lexicon;

/* Longer words are no words of a report; they are number 0. */
#define WORD_MOST 64

#define WORD_CAPITAL 1u  /* begins with a capital */
#define WORD_BREAK   2u  /* . ; : ? ! ( ) or a line end stands before it */
#define WORD_COMMA   4u  /* a comma stands before it */
#define WORD_NUMBER  8u  /* begins with a digit */
#define WORD_STARTS  16u /* may start a phrase */
#define WORD_OPEN    32u /* a parenthesis opens before it */
#define WORD_NAME    64u /* a number that counts nothing: a date (Chinese) */

struct word {
	uint32_t start; /* bytes into the text */
	uint32_t stem;  /* number of its stem, 0 none */
	uint32_t exact; /* number of its exact form, 0 none */
	uint16_t len;   /* bytes */
	uint16_t flags; /* WORD_* */
};

/* In place of a stemmer: every Chinese character is a word, see han.h. */
#define LEXICON_HAN "han"

/**
 * LANGUAGE names a stemmer of Snowball, or is LEXICON_HAN.
 * Owns: the caller releases *OUT with lexicon_free().
 */
int lexicon_new(const char *language, struct lexicon **out, struct fault *f);

/** Releases X; NULL is allowed. */
void lexicon_free(struct lexicon *x);

/* Numbers of words, for the caller to hold. */
struct symbols {
	uint32_t *at; /* room for MOST */
	size_t most;
	size_t n;
};

/**
 * Enters the words of PIECE, by stem or in their exact form, and gives their
 * numbers in OUT; words beyond its room are left out.
 * Errors: FAULT_LIMIT, FAULT_MEMORY.
 */
int lexicon_enter(struct lexicon *x, const char *piece, size_t len,
                  bool is_exact, struct symbols *out, struct fault *f);

/** Enters STEM as it is: it was stemmed before. */
int lexicon_enter_stem(struct lexicon *x, const char *stem, size_t len,
                       uint32_t *out, struct fault *f);

/** Says that words of number SYMBOL may start a phrase. */
void lexicon_mark(struct lexicon *x, uint32_t symbol);

/** Are the words of X single Chinese characters? */
bool lexicon_is_han(const struct lexicon *x);

/** One more than the largest number given out. */
uint32_t lexicon_size(const struct lexicon *x);

/** The text of SYMBOL as entered; exact forms begin with '='. */
const char *lexicon_text(const struct lexicon *x, uint32_t symbol);

/**
 * Writes the digit that TEXT begins with to OUT, as '0' to '9'; gives its
 * bytes, 0 where it is none. Eastern Arabic digits are digits.
 */
size_t lexicon_digit(const char *text, char *out);

/** Does TEXT begin with a capital, A to Z or of Cyrillic? */
bool lexicon_is_capital(const char *text);

/**
 * Reads words from TEXT at *AT on, until MOST are read or the text ends, and
 * moves *AT on. Never fails: without memory the cache is left out.
 */
size_t lexicon_read(struct lexicon *x, const char *text, size_t len, size_t *at,
                    struct word *out, size_t most);

#endif
