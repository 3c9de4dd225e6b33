/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Attribution: who speaks in a document, and who signed it. METHOD.md 5.
 *
 * Takes:  a text.
 * Gives:  who signed it.
 * Never:  reads a file, the clock or the store.
 */
#ifndef ATTRIBUTION_H
#define ATTRIBUTION_H

#include <stddef.h>

struct arena;
struct fault;
struct span;
struct text;

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
