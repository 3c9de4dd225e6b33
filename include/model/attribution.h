/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Attribution: whose claim a passage is. METHOD.md 5.
 *
 * Takes:  what attribution found.
 * Gives:  plain structs and the tables of their words.
 * Never:  has functions.
 */
#ifndef MODEL_ATTRIBUTION_H
#define MODEL_ATTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/submission.h"

/* How a passage came to its source. Order of stored numbers. */
enum attribution {
	ATTRIBUTED_DOCUMENT, /* to nobody in it: the document's own words */
	ATTRIBUTED_TEXT,     /* the passage names who speaks */
	ATTRIBUTED_NOTE,     /* its footnote does */
	ATTRIBUTED_BRACKET,  /* names in brackets behind it do */
	ATTRIBUTED_BEFORE,   /* it goes on with what was said before it */
	ATTRIBUTED_SECTION,  /* the section belongs to one speaker */
	ATTRIBUTION_COUNT
};

static const char *const ATTRIBUTION_NAMES[ATTRIBUTION_COUNT] = {
	[ATTRIBUTED_DOCUMENT] = "document", [ATTRIBUTED_TEXT] = "text",
	[ATTRIBUTED_NOTE] = "footnote",     [ATTRIBUTED_BRACKET] = "brackets",
	[ATTRIBUTED_BEFORE] = "continued",  [ATTRIBUTED_SECTION] = "section",
};

/* One who makes claims in a document. */
struct claimant {
	const char *key;  /* "state:SVN", "author:…": equal means the same */
	const char *name; /* for a reader, as the document lists it */
	enum voice voice;
	const char *const *members; /* of a joint submission, as listed */
	size_t n_members;
	uint32_t passages; /* whose claimant it is */
	uint32_t endorsed; /* for which it is named beside another */
};

/* Whose claim one passage is; numbers are places in a list of claimants. */
struct attributed {
	uint32_t claimant;
	enum attribution how;
	bool is_quoted; /* a state's claim told by another: in no cell */
	const uint32_t *endorsers; /* others who are named for it */
	size_t n_endorsers;
};

struct attributions {
	const struct claimant *claimants; /* the first is the document's own */
	size_t n_claimants;
	const struct attributed *passages; /* one for each */
};

#endif
