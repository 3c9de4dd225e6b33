/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Flow: paragraphs as formats nest them (a note or a text box stands inside a
 * paragraph), handed to blocks one after the other: what was inside follows
 * the paragraph it stood in.
 */
#ifndef EXTRACT_FLOW_H
#define EXTRACT_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

#include "blocks.h"

struct fault;

/* A note in a text box in a note: deeper nobody writes. */
#define FLOW_DEPTH_MOST 12

#define FLOW_NUMBER_SIZE   128
#define FLOW_DECLARED_SIZE 1024

/* One paragraph that is open. */
struct flow_level {
	enum block_kind kind;
	unsigned level;
	char number[FLOW_NUMBER_SIZE];
	char declared[FLOW_DECLARED_SIZE];
	struct buf words;
};

/* One that waits for the paragraph it stood in. */
struct flow_waiting {
	enum block_kind kind;
	unsigned level;
	size_t start; /* in the words of all that wait */
	size_t len;
};

struct flow {
	struct blocks *blocks; /* borrowed; NULL: keep all that comes */
	struct flow_level levels[FLOW_DEPTH_MOST];
	size_t depth;
	struct flow_waiting *waiting;
	size_t n_waiting, room;
	struct buf words;
};

/** Starts a flow into B; with NULL everything waits until it is looked up. */
void flow_init(struct flow *flow, struct blocks *b);

/** Releases all that FLOW holds. */
void flow_clear(struct flow *flow);

/** Opens a paragraph of KIND, inside the one that is open. */
int flow_open(struct flow *flow, enum block_kind kind, struct fault *f);

/** The innermost open paragraph, or NULL. */
struct flow_level *flow_top(struct flow *flow);

/** Adds words to the innermost open paragraph; opens one when none is. */
int flow_add(struct flow *flow, const char *bytes, size_t len, struct fault *f);

/** Closes the innermost open paragraph; without one it does nothing. */
int flow_close(struct flow *flow, struct fault *f);

/** Lets words of KIND wait for the open paragraph to close. */
int flow_wait(struct flow *flow, enum block_kind kind, unsigned level,
              const char *bytes, size_t len, struct fault *f);

#endif
