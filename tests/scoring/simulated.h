/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Simulated: reports of states of affairs that are known, to see how often an
 * interval holds the truth. METHOD.md 9.5.
 */
#ifndef TESTS_SCORING_SIMULATED_H
#define TESTS_SCORING_SIMULATED_H

#include "scoring.h"

#define SIMULATED_CELLS 23 /* objectives of the Compact */

/* Of so many reports. */
struct coverage_count {
	int covered; /* the interval of the roll-up holds the truth */
	int naive;   /* whole priors and independent draws would */
	double bias; /* mean of roll-up less truth */
	double width;
};

/*
 * TRIALS reports on SIMULATED_CELLS cells, each of 2 to 10 sentences, the
 * level of each drawn by a normal number of which the part SLANT is common to
 * the whole report; the same numbers for every method and slant.
 */
void simulated_cover(const struct method *m, double slant, int trials,
                     struct coverage_count *out);

#endif
