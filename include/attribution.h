/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Attribution: who speaks in a document that quotes many, and who signed one.
 * METHOD.md 5.
 *
 * Takes:  a text with its passages, and what was declared of the document.
 * Gives:  struct attributions: for each passage its voice and its source;
 *         struct signatories.
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
struct span;
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

/* The list of those who signed, where the text itself has one. */
struct signatories {
	const struct span *lines; /* "12. Casa", as a list given beside it */
	size_t n;                 /* 0: there is no list */
	size_t first;             /* its blocks: from the words above it ... */
	size_t end;               /* ... up to this one, which is not of it */
};

/**
 * Finds who signed T by the list under "Signatories", "Signataires",
 * "Firmantes" and the like, in six languages and Portuguese; a table only
 * where its rows are numbered. Of several lists the longest counts.
 * Owns:   all of *OUT lives in A.
 * Errors: FAULT_LIMIT, FAULT_MEMORY of A.
 * Source: METHOD.md 5.5.
 */
int signatories_find(const struct text *t, struct arena *a,
                     struct signatories *out, struct fault *f);

#endif
