/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diff: what changed from one release to another, cell by cell, and why.
 *
 * A cell changed when /cells shows it otherwise; why is told from what the
 * store kept of both: which submissions stood, how they were read, which
 * codings counted. All of that is public: what is sealed counts in no cell, so
 * it is never a reason and its coming shows nowhere.
 */
#ifndef SERVE_DIFF_H
#define SERVE_DIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "snapshot.h"
#include "store.h"

struct arena;
struct fault;
struct pen;
struct request;

/* What is otherwise in a cell: bits of CHANGE_WORDS. */
enum diff_change {
	DIFF_APPEARED, /* the voice was not heard there before */
	DIFF_VANISHED, /* nor is it any more */
	DIFF_STATUS,
	DIFF_SCORE,
	DIFF_INTERVAL,
	DIFF_COUNTS,
	DIFF_FLAGS,
	DIFF_CHANGE_COUNT
};

enum diff_why {
	WHY_DOCUMENT_CAME,
	WHY_DOCUMENT_SUPERSEDED,
	WHY_DECISIONS,
	WHY_EXTRACTOR,
	WHY_CODER,
	WHY_CATALOGUE,
	WHY_READING, /* found otherwise by the same versions */
	WHY_OBSERVATIONS,
	WHY_METHOD,
	WHY_AS_OF,
	WHY_REPEATS, /* the same voice's codings in another round changed */
	WHY_NOT_RECORDED,
	WHY_UNEXPLAINED,
	WHY_COUNT
};

extern const char *const DIFF_CHANGE_WORDS[DIFF_CHANGE_COUNT];
extern const char *const DIFF_WHY_WORDS[WHY_COUNT];

/* One release of the two. */
struct side {
	const char *name; /* "2026.1", "head+7" */
	const struct snapshot *snapshot;
	struct grounds grounds;
};

/* A submission that is not the same in both. */
struct moved {
	const struct ground *before; /* NULL: it came */
	const struct ground *after;  /* NULL: never */
};

struct diff {
	struct side a, b;
	struct moved *moved;
	size_t n_moved;
	struct decided_on *decided; /* between the two */
	size_t n_decided;
};

/* Ids of one reason: more than are shown are counted. */
#define NAMED_MOST 50

struct named {
	int64_t seq[NAMED_MOST]; /* of submissions */
	size_t n;                /* all of them; those above are the first */
};

struct why {
	uint32_t bits; /* by enum diff_why */
	struct named named[WHY_COUNT];
	/* passages whose codings changed, for WHY_DECISIONS */
	int64_t passage_seq[NAMED_MOST];
	uint32_t passage_ordinal[NAMED_MOST];
	size_t n_passages;
};

/** Loads the releases that A and B name, A the older. OUT lives until the next
    diff_open() or publication. */
int diff_open(const struct request *q, const char *a, const char *b,
              struct diff *out, struct fault *f);

/** Why the cell of KEY is otherwise. */
void diff_explain(const struct diff *d, const struct cell *before,
                  const struct cell *after, struct why *out);

/** The submission with SEQ on either side; NULL when nobody may see it. */
const struct ground *diff_ground(const struct diff *d, int64_t seq);

#endif
