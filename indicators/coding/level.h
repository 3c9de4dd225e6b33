/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Level: what a passage asserts, METHOD.md 3.
 */
#ifndef CODING_LEVEL_H
#define CODING_LEVEL_H

#include <stdbool.h>

#include "model/coding.h"

#include "reading.h"

struct verdict {
	enum level level;
	bool is_demand;
	bool is_silent;   /* a heading, a question: tells no harm either */
	double sure;      /* share of passages on which the rule was right */
	const char *rule; /* "a demand" …; static */
	const struct match *match; /* the cue that decided, NULL none */
};

/** The level of the passage R, whatever it speaks to. */
void level_judge(const struct reading *r, struct verdict *out);

#endif
