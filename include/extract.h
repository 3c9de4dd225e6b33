/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Extract: a stranger's bytes into frozen text, in a child that can do nothing
 * else.
 *
 * Takes:  the bytes of one document and its format.
 * Gives:  struct text in blocks; passages of a text.
 * Never:  opens a file or socket, trusts a length, or guesses what it cannot
 *         read: every refusal says why and what to do.
 */
#ifndef EXTRACT_H
#define EXTRACT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/submission.h"

struct arena;
struct buf;
struct extract_nursery;
struct extraction;
struct fault;
struct passage;
struct text;

/** Version of everything that decides text, blocks and passages. */
const char *extract_version(void);

/* The limits, all named; security.md 2.2 and 2.3 give the measurements. */
struct extract_options {
	bool require_sandbox; /* refuse when the kernel cannot confine */
	int cores;            /* one document may keep busy; 0 is one */
	int cpu_s;            /* RLIMIT_CPU of the child; 0: the default */
	int wall_ms;          /* killed after this; 0: the default */
	/* Starts the children; NULL: this process does, with all it holds. */
	struct extract_nursery *nursery;
};

/**
 * Forks a small process that has what every reader needs (language models,
 * ICU) and starts the children from then on: a fork costs by the memory of
 * who forks, and is safe only where no other thread holds a lock. So it is
 * made early, while there is one thread. It ends with this process.
 * Owns: the caller releases *OUT with extract_nursery_free().
 */
int extract_nursery_new(struct extract_nursery **out, struct fault *f);

/** Ends N, whose children have all been waited for; NULL is allowed. */
void extract_nursery_free(struct extract_nursery *n);

/** Says in one line what confines the child here (Landlock ABI, seccomp). */
int extract_sandbox(struct buf *report, struct fault *f);

/**
 * Extracts in this process, without a sandbox: for fuzzing, for tests and for
 * the child itself. PDF is not taken here.
 */
int extract_inside(const char *bytes, size_t len, enum format format,
                   struct arena *a, struct text *out, struct fault *f);

/**
 * Starts the child on BYTES (borrowed until extract_finish()). Several may
 * run side by side.
 * Owns:   the caller ends *OUT with extract_finish().
 */
int extract_start(const struct extract_options *options, const char *bytes,
                  size_t len, enum format format, struct extraction **out,
                  struct fault *f);

/** A descriptor that is readable once the child has begun to answer. */
int extract_fd(const struct extraction *e);

/**
 * Waits for the child and takes its text into A; E is gone afterwards.
 * Errors: what the child refused, in its own words; FAULT_LIMIT when it ran
 *         out of time or memory; FAULT_SYSTEM.
 */
int extract_finish(struct extraction *e, struct arena *a, struct text *out,
                   struct fault *f);

/** extract_start() and extract_finish() in one. */
int extract_run(const struct extract_options *options, const char *bytes,
                size_t len, enum format format, struct arena *a,
                struct text *out, struct fault *f);

/**
 * Cuts the blocks of TEXT into passages: sentences by ICU (UAX 29) in the
 * language of TEXT, never across blocks. "U.N.", "para. 3.2", "Art. 12.1"
 * do not end one. Furniture gives none; headings and footnotes give one each.
 * Owns: the list lives in A.
 */
int extract_passages(const struct text *text, struct arena *a,
                     const struct passage **out, size_t *n, struct fault *f);

#endif
