/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Number: what is printed before the words of a paragraph or heading.
 *
 * "12.", "12(a)", "115.23", "(iv)", "IV.", "B.", "•": people cite a passage
 * by it, and it must not glue itself to a sentence.
 */
#ifndef EXTRACT_NUMBER_H
#define EXTRACT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

enum number_kind {
	NUMBER_NONE,
	NUMBER_BULLET,  /* a mark without meaning of its own */
	NUMBER_PLAIN,   /* 12. */
	NUMBER_DOTTED,  /* 3.2 or 115.23 */
	NUMBER_LETTER,  /* (a) a) */
	NUMBER_MIXED,   /* 12(a) */
	NUMBER_ROMAN,   /* IV. of a heading */
	NUMBER_CAPITAL, /* B. of a heading */
	NUMBER_CJK,     /* 一、 */
};

struct number {
	enum number_kind kind;
	struct span label; /* as printed without a closing stop: "12", "(a)" */
	size_t skip;       /* bytes up to the first word */
	unsigned depth;    /* dots of a dotted number, plus one */
};

/**
 * Finds the number that TEXT (normalised) starts with; IS_HEADING allows
 * "IV." and "B.", which open a sentence as initials elsewhere.
 */
bool number_find(const char *text, size_t len, bool is_heading,
                 struct number *out);

/**
 * Tells "I." after "H." from "I." before "II.": *LAST is the letter of the
 * heading before (NUL at first) and becomes that of this one. N may become
 * NUMBER_CAPITAL.
 */
void number_in_sequence(struct number *n, char *last);

/** Level that numbers of KIND usually give a heading, 1..; 0 unknown. */
unsigned number_level(const struct number *n);

#endif
