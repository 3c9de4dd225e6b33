/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Written by tests/bench/coding_levels: `make codebook`. METHOD.md 2.4.
 *
 * How often each rule of levels is right, in the order of enum level_rule,
 * drawn to 0.931 (270 of 290) with the weight of 64 passages.
 */
#include "level.h"

static const double SURE[] = {
	0.918, /* 1 of 2: continue to …: a mention */
	0.932, /* 1 of 1: ends in a colon: a mention */
	0.933, /* 2 of 2: cut at both ends: a mention */
	0.932, /* 1 of 1: a heading: a mention */
	0.936, /* 19 of 20: a recommendation: a demand */
	0.933, /* 2 of 2: under the law … must: a measure */
	0.940, /* 10 of 10: a question: a mention */
	0.923, /* 41 of 45: should, recommends: a demand */
	0.948, /* 21 of 21: got worse, a violation: a regression */
	0.933, /* 2 of 2: a harm fell, a good rose: a result */
	0.931, /* 0 of 0: nobody suffers it, dated: a result */
	0.932, /* 1 of 1: nobody suffers it any more: a measure */
	0.934, /* 3 of 3: has not + verb: a gap */
	0.944, /* 31 of 32: lacks, concern: a gap */
	0.942, /* 28 of 29: will, plans: an intention */
	0.940, /* 9 of 9: an effect on people with a figure: a result */
	0.923, /* 65 of 71: done or running: a measure */
	0.933, /* 2 of 2: welcomed: a measure */
	0.932, /* 15 of 16: under way: a measure */
	0.918, /* 1 of 2: something was done: a measure */
	0.897, /* 14 of 18: asserts nothing: a mention */
	0.932, /* 1 of 1: against the commitment: a regression */
};

_Static_assert(sizeof(SURE) / sizeof(*SURE) == LEVEL_RULES,
               "of other rules: make codebook");

double level_sure(enum level_rule rule)
{
	return SURE[rule];
}
