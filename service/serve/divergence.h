/* SPDX-License-Identifier: Apache-2.0 */
/* Divergence: one row of the ledger (METHOD.md 8). */
#ifndef SERVE_DIVERGENCE_H
#define SERVE_DIVERGENCE_H

#include <stdbool.h>

#include "model/cell.h"
#include "snapshot.h"

struct divergence {
	struct cell all[VOICE_COUNT]; /* of the state, commitment, round */
	const struct cell *a, *b;     /* two of them */
	struct difference d;
	enum relation relation;
	enum regression_alleged regression;
	bool is_reviewed;   /* a person accepted a passage on each side */
	const char *higher; /* name of the higher voice, or NULL */
};

/** Sets the voices A and B side by side at AT. */
void divergence_of(const struct snapshot *s, const struct spot *at,
                   enum voice a, enum voice b, struct divergence *out);

#endif
