/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Check: the parts of store_check() that have a file of their own. Each gives
 * 0, with words in the report when something is wrong, or -1.
 */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

struct buf;
struct fault;
struct store;

/** Texts, anchors, codings, marks, digests, orphans. */
int check_every_finding(struct store *s, struct buf *report, struct fault *f);

/** The search index against the quotes. */
int check_index(struct store *s, struct buf *report, struct fault *f);

#endif
