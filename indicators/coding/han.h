/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Han: Chinese text cut into words, METHOD.md 2.
 *
 * Every character is a word by itself: a phrase of the codebook and running
 * text are then always cut alike, which no dictionary can promise. Letters
 * and figures of other scripts stay together. Traditional characters are
 * folded to simplified ones and numerals to digits, one by one.
 */
#ifndef CODING_HAN_H
#define CODING_HAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fault;
struct han;

/* What is told of one piece of text. */
enum han_kind {
	HAN_SIGN,   /* no word: punctuation, blanks */
	HAN_WORD,   /* a character, or letters of another script */
	HAN_FIGURE, /* a number that counts something */
	HAN_NUMBER, /* a number that names: a year, a date, an article */
};

struct han_piece {
	enum han_kind kind;
	uint32_t sign; /* of a sign: as ASCII writes it, or its code point */
	size_t end;    /* where the next piece begins */
	char *text;    /* folded, no longer than ROOM; for the caller to hold */
	size_t room;
	size_t len;
};

/** Owns: the caller releases *OUT with han_free(). Errors: FAULT_MEMORY. */
int han_new(struct han **out, struct fault *f);

/** Releases H; NULL is allowed. */
void han_free(struct han *h);

/** Cuts the piece of TEXT that begins at AT < LEN. */
void han_cut(const struct han *h, const char *text, size_t len, size_t at,
             struct han_piece *out);

/** Is C a Chinese character (or a Japanese or Korean one of that origin)? */
bool han_is(uint32_t c);

/** The sign as ASCII writes it: ';' for U+FF1B; C where ASCII has none. */
uint32_t han_sign(uint32_t c);

#endif
