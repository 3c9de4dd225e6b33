/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Line: one document's way from bytes to findings, and many side by side.
 *
 * The machine (no memory, no sandbox) failing is a fault; the document being
 * unreadable is a finding.
 */
#ifndef PIPELINE_LINE_H
#define PIPELINE_LINE_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/fault.h"
#include "extract.h"
#include "model/submission.h"
#include "model/text.h"
#include "pipeline.h"
#include "store.h"

struct arena;
struct catalogue;
struct coder;

/* More extractions or coders side by side than any machine we know needs. */
#define JOBS_MOST 64

/* What one document may take: its text, passages, codings and reasons. */
#define DOCUMENT_MEMORY_MOST ((size_t)1 << 30)

struct pipeline {
	struct store *store;               /* borrowed */
	const struct catalogue *catalogue; /* borrowed */
	struct extract_options extract;
	struct extract_nursery *own; /* NULL where extract's is borrowed */
	int jobs;
	struct coder *coders[JOBS_MOST]; /* made when first needed */
	struct arena *last;              /* the outcome of the last work */
	uint64_t publications;           /* by this pipeline */
	double publish_s;                /* that the last of them took */
	int64_t published_s;             /* when that last published */
};

/* One document on its way. */
struct job {
	struct arena *arena; /* all below lives here */
	struct buf file;     /* bytes read here, if they were */
	const char *name;
	const char *bytes;
	size_t len;
	struct submission submission;
	int cores;          /* it may keep busy; 0 is one */
	bool is_settled;    /* feed() knew the end: no extraction, no coding */
	bool is_known;      /* recognised, not doubled */
	bool is_undigested; /* submission.document is still to be made */

	enum format format;
	struct extraction *extraction; /* NULL unless under way */
	double began_s;
	struct text text;
	struct findings found;
	uint32_t codings;
	double extract_s;
	double code_s;
	double store_s;
	bool has_failed; /* the machine, not the document: see fault */
	struct fault fault;
};

/* What a walk does at its two ends, in the order 0..n-1, on one thread, but
   for settle(). */
struct walk {
	/* Fills JOB's name, bytes and submission, or settles it. */
	int (*feed)(void *context, size_t i, struct job *job, struct fault *f);
	/* Takes what became of it. */
	int (*sink)(void *context, size_t i, struct job *job, struct fault *f);
	/* Makes sure of all that was sunk when it is called, on a thread of its
	   own; NULL: nothing is left to do. */
	int (*settle)(void *context, struct fault *f);
	/* Says what became of it, once settled; NULL: nobody asks. */
	int (*tell)(void *context, size_t i, struct job *job, struct fault *f);
	void *context;
};

/** Walks N documents down the line, P->jobs side by side. */
int line_walk(struct pipeline *p, size_t n, const struct walk *walk,
              struct fault *f);

/** Opens JOB with an arena of its own. */
int job_open(struct job *job, struct fault *f);

/** Ends JOB, also half way. */
void job_close(struct job *job);

/** Tells the format and starts the child. What it finds is in JOB. */
void job_start(struct pipeline *p, struct job *job);

/** Takes the child's text, cuts and codes it. */
void job_finish(struct pipeline *p, struct coder *coder, struct job *job);

/** Makes CODER ready for LANGUAGE. A codebook that cannot be used fails the
    machine, not the document that needs it. */
int line_learn(struct coder *coder, const char *language, struct fault *f);

/** The coder of worker I, ready for LANGUAGE if it can be coded. */
int line_coder(struct pipeline *p, size_t i, const char *language,
               struct coder **out, struct fault *f);

/** The language JOB is likely to be in, before it is read. */
const char *job_language(const struct job *job);

/** Ends JOB as refused for the reason in WHY. */
void job_refuse(struct job *job, const struct fault *why);

/** Notes that the machine failed, not the document. */
void job_fail(struct job *job, const struct fault *why);

/** Fills OUT from JOB; its strings live as long as JOB. */
void job_outcome(const struct job *job, struct outcome *out);

#endif
