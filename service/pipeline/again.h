/* SPDX-License-Identifier: Apache-2.0 */
/* Again: everything on record walks the line once more. */
#ifndef PIPELINE_AGAIN_H
#define PIPELINE_AGAIN_H

#include <stddef.h>
#include <stdint.h>

struct fault;
struct job;
struct pipeline;
struct submission;

/* The record as it stood when the walk began. */
struct record {
	struct arena *arena;
	struct submission *at; /* those processed, in order of receipt */
	size_t n;
	int64_t as_of_s; /* of the head; 0 nothing published */
};

/** Lists what has been processed. Owns: record_close(). */
int record_open(struct pipeline *p, struct record *out, struct fault *f);

/** Releases R; a struct of zeroes is allowed. */
void record_close(struct record *r);

/** Fills JOB from number I of R. */
int record_feed(struct pipeline *p, const struct record *r, size_t i,
                struct job *job, struct fault *f);

#endif
