/* SPDX-License-Identifier: Apache-2.0 */
/* Trend: a cell beside the last scored round of its family (METHOD.md 9). */
#ifndef SERVE_TREND_H
#define SERVE_TREND_H

#include <stdbool.h>

#include "model/cell.h"
#include "snapshot.h"

struct trend {
	struct cell now, before;
	bool has_before;     /* an earlier round of the family has a score */
	struct difference d; /* now less before */
};

/** Fills OUT for the cell at AT. */
void trend_of(const struct snapshot *s, const struct spot *at,
              struct trend *out);

#endif
