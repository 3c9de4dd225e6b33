/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Level: what a passage asserts, METHOD.md 3.
 */
#ifndef CODING_LEVEL_H
#define CODING_LEVEL_H

#include <stdbool.h>

#include "model/coding.h"

#include "reading.h"

/* The rules in the order they are tried; level.c has their words. */
enum level_rule {
	RULE_CONTINUES,
	RULE_ANNOUNCES,
	RULE_CUT,
	RULE_ENTITLES,
	RULE_ORDERS,
	RULE_PRESCRIBES,
	RULE_ASKS,
	RULE_DEMANDS,
	RULE_HARMS,
	RULE_IMPROVES,
	RULE_SPARES,
	RULE_ENDS,
	RULE_DENIES,
	RULE_LACKS,
	RULE_INTENDS,
	RULE_RESULTS,
	RULE_DOES,
	RULE_PRAISES,
	RULE_RUNS,
	RULE_ACTS,
	RULE_NOTHING,
	RULE_AGAINST, /* none of level.c: harm_is_against() of a commitment */
	LEVEL_RULES
};

struct verdict {
	enum level level;
	enum level_rule number;
	bool is_demand;
	bool is_silent;   /* a heading, a question: tells no harm either */
	double sure;      /* share of passages on which the rule was right */
	const char *rule; /* "a demand" …; static */
	const struct match *match; /* the cue that decided, NULL none */
};

/** How often RULE is right about the level, as labelled passages show. */
double level_sure(enum level_rule rule);

/** RULE in words; static. */
const char *level_rule_name(enum level_rule rule);

/** The level of the passage R, whatever it speaks to. */
void level_judge(const struct reading *r, struct verdict *out);

#endif
