/* SPDX-License-Identifier: Apache-2.0 */
/*
 * State: which states a passage is about, METHOD.md 4.
 */
#ifndef CODING_STATE_H
#define CODING_STATE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/coding.h"

#include "reading.h"

struct catalogue;

/* States one passage may be about; the Member States are 193. */
#define ABOUT_MOST 64
/* Clauses told apart in one passage; what follows is of the last. */
#define CLAUSES_MOST 8

/* One state a clause is about. */
struct about {
	int state;                 /* position in the catalogue */
	unsigned clause;           /* from 0 */
	const struct match *match; /* where it is named */
};

struct whereabouts {
	struct about about[ABOUT_MOST]; /* in reading order */
	size_t n;
	bool is_general; /* "Member States should": about no state */
};

/** Which states R names as its own subject; SUBJECTS are the document's. */
void state_find(const struct reading *r, const struct catalogue *c,
                const struct utterance *u, struct whereabouts *out);

/** Clause of word AT: semicolons part clauses. */
unsigned state_clause(const struct reading *r, size_t at);

#endif
