/* SPDX-License-Identifier: Apache-2.0 */
/* Invented: cells by the thousand, the same on every machine. */
#ifndef TESTS_SCORING_INVENTED_H
#define TESTS_SCORING_INVENTED_H

#include <stdint.h>

#include "scoring.h"

/* Numbers that hang on a counter alone; integers and exact fractions, so that
   no library's logarithm shows in what is compared between machines. */
struct invented {
	uint64_t at;
};

/** A whole number below N. */
uint32_t invented_below(struct invented *v, uint32_t n);

/** N_STATES x N_COMMITMENTS cells of one round and voice, of which about
    SILENT in a hundred are silent; masses are multiples of 1/64. */
void invented_cells(struct invented *v, const char *round, size_t n_states,
                    size_t n_commitments, uint32_t silent, struct cell *out);

#endif
