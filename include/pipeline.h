/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pipeline: walks the line, from a document to published cells, and walks it
 * again to rebuild or to verify.
 *
 * Takes:  submissions with their bytes; a store, a catalogue, a coder.
 * Gives:  findings and cells in the store; outcomes.
 * Never:  parses, codes or scores by itself; logs; talks to a client.
 */
#ifndef PIPELINE_H
#define PIPELINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/decision.h"
#include "model/submission.h"

struct buf;
struct catalogue;
struct extract_nursery;
struct cell;
struct fault;
struct method;
struct passage_row;
struct pipeline;
struct store;

struct pipeline_options {
	bool require_sandbox;
	int jobs; /* extractions side by side; 0: one per core */
	/* Borrowed; NULL: the pipeline makes its own, as large as this process
	   is then. */
	struct extract_nursery *nursery;
};

/**
 * Binds the rooms together; all borrowed, all must outlive *OUT.
 * Owns: pipeline_free().
 */
int pipeline_new(struct store *store, const struct catalogue *catalogue,
                 const struct pipeline_options *options, struct pipeline **out,
                 struct fault *f);

/** Releases P; NULL is allowed. */
void pipeline_free(struct pipeline *p);

/* What became of one document. */
struct outcome {
	const char *name;            /* as given */
	char id[SUBMISSION_ID_SIZE]; /* "" when nothing was recorded */
	bool is_known;               /* recognised, not doubled */
	enum submission_status status;
	enum format format;
	const char *language;
	const char *reason; /* why refused or not assessed, "" else */
	uint32_t passages;
	uint32_t codings;
	size_t bytes;
	double extract_s; /* shares of time, for the summary */
	double code_s;
	double store_s;
};

/* One document to take in. `bytes` may be NULL: read `path` when its turn
   comes. */
struct intake_item {
	const char *name; /* for words */
	const char *path;
	const char *bytes;
	size_t len;
	struct submission submission;
};

/**
 * Takes N documents in, each durable in one transaction before DONE is called
 * with its outcome, in the order given; extraction runs ahead side by side.
 * One refused document does not stop the rest. Publishes at the end when
 * anything changed. NOW_S is the time of receipt and of publication.
 * Errors: only what stops everything (store, memory).
 */
int pipeline_ingest(struct pipeline *p, const struct intake_item *items,
                    size_t n, int64_t now_s,
                    void (*done)(void *context, size_t i,
                                 const struct outcome *outcome),
                    void *context, struct fault *f);

/**
 * Finishes the oldest submission that was acknowledged but not processed, and
 * publishes. Gives 1 with *OUTCOME filled (valid until the next call), 0 when
 * none is due, -1 on a fault.
 */
int pipeline_work(struct pipeline *p, int64_t now_s, struct outcome *outcome,
                  struct fault *f);

/** Scores every cell anew and publishes as of AS_OF_S. */
int pipeline_publish(struct pipeline *p, int64_t as_of_s, struct fault *f);

/** Seconds that the last publication took, and in *N how many there were. */
double pipeline_published(const struct pipeline *p, uint64_t *n);

/* What became of decisions that were given. */
struct decided {
	size_t taken;
	size_t known;    /* recognised, not doubled */
	size_t passages; /* with a decision among those taken */
};

/**
 * Takes N decisions from the file NAME, all or none: held against passages,
 * recorded, replayed, their cells published as of NOW_S, in one transaction.
 * Gives 1; 0 with every refusal in REPORT, a line each; -1.
 */
int pipeline_decide(struct pipeline *p, const char *name,
                    const struct decision_given *given, size_t n, int64_t now_s,
                    struct decided *out, struct buf *report, struct fault *f);

/**
 * Calls EACH for every passage that was decided on, once for each document,
 * with all that was ever decided on it in order of receipt; valid during the
 * call. EACH returns 0, or -1 to stop.
 */
int pipeline_decided(struct pipeline *p,
                     int (*each)(void *context, const struct passage_row *row,
                                 const struct decision *const *decisions,
                                 size_t n, struct fault *f),
                     void *context, struct fault *f);

/**
 * Empties the findings and makes them again from the evidence, as of the head
 * publication; *ADRIFT counts decisions whose words stand in no passage now:
 * they are kept. DONE may be NULL.
 */
int pipeline_rebuild(struct pipeline *p,
                     void (*done)(void *context, size_t i, size_t n,
                                  const struct outcome *outcome),
                     void *context, size_t *adrift, struct fault *f);

/**
 * Checks the store, then extracts, codes and scores everything again and
 * compares. PROGRESS may be NULL.
 * Gives 1 when all agrees; 0 with the first mismatch in REPORT; -1.
 */
int pipeline_verify(struct pipeline *p,
                    void (*progress)(void *context, size_t done, size_t total),
                    void *context, struct buf *report, struct fault *f);

/* The N public cells by one method and by another, in one order: of state,
   round, voice, commitment. They live no longer than the call. */
typedef int replay_take(void *context, const struct cell *a,
                        const struct cell *b, size_t n, struct fault *f);

/**
 * Scores the public evidence as of the head publication by A and by B, and
 * stores nothing. Source: METHOD.md 9.15.
 * Errors: FAULT_NOTFOUND before anything was published; what TAKE gives.
 */
int pipeline_replay(struct pipeline *p, const struct method *a,
                    const struct method *b, replay_take *take, void *context,
                    struct fault *f);

#endif
