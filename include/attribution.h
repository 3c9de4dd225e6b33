/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Attribution: who speaks in a document that quotes many. METHOD.md 5.2.
 *
 * Takes:  a text with its passages, and what was declared of the document.
 * Gives:  struct attributions: for each passage its voice and its source.
 * Never:  reads a file, the clock or the store; says what a passage means;
 *         gives a claim to somebody whom the document does not name.
 */
#ifndef ATTRIBUTION_H
#define ATTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

#include "model/attribution.h"

struct arena;
struct catalogue;
struct fault;
struct passage;
struct text;

/** Version of the rules in this room; findings are stored with it. */
const char *attribution_version(void);

/* More sources than any summary has; the names of the rest stay unread. */
#define CLAIMANTS_MOST 512

/* What is known of a document before it is read; all borrowed. */
struct attribution_question {
	const struct text *text;
	const struct passage *passages;
	size_t n_passages;
	const char *kind; /* as declared, "" none */
	enum voice voice;
	const char (*states)[STATE_SIZE];
	size_t n_states;
	const char *key;  /* source of the document itself: its compiler */
	const char *name; /* for a reader, may be "" */
};

/**
 * Writes what names fold to, so that spellings of one name are equal: small
 * ASCII letters, one blank for marks. OUT holds strlen(NAME) + 1 bytes. Gives
 * the length.
 */
size_t attribution_fold(const char *name, char *out);

/**
 * The key of the organisation called NAME: "author:" and its key among the
 * known speakers, or its name, folded. NULL on a fault; "author:" alone when
 * nothing of the name is left.
 */
const char *attribution_key(const struct catalogue *c, const char *name,
                            struct arena *a, struct fault *f);

/**
 * Says whose claim each passage of Q is. A document that does not quote
 * others by its kind or by its own build has one claimant.
 * Owns:   all of *OUT lives in A.
 * Errors: FAULT_LIMIT, FAULT_MEMORY of A.
 */
int attribute(const struct catalogue *c, const struct attribution_question *q,
              struct arena *a, struct attributions *out, struct fault *f);

#endif
