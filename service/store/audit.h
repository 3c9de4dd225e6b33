/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Audit: the chain that covers every row of evidence, link by link.
 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include <stdint.h>

struct buf;
struct fault;
struct store;

/* What a link is about; one row of evidence each, with what hangs on it. */
enum audit_kind {
	AUDIT_DOCUMENT,
	AUDIT_SUBMISSION, /* with its states and endorsers */
	AUDIT_SUPERSESSION,
	AUDIT_PUBLICATION,
	AUDIT_RELEASE,
	AUDIT_CATALOGUE_FILE,
	AUDIT_DECISION,
	AUDIT_GROUNDS, /* of a release */
	AUDIT_KIND_COUNT
};

/** Adds the link for the row KEY of KIND, just written. */
int audit_add(struct store *s, enum audit_kind kind, int64_t key,
              struct fault *f);

/** Walks the chain. Gives 1 sound, 0 with words in REPORT, -1. */
int audit_check(struct store *s, struct buf *report, struct fault *f);

#endif
