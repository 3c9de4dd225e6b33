/* SPDX-License-Identifier: Apache-2.0 */
/* Told: what became of each document, and of all of them. */
#ifndef DAEMON_TOLD_H
#define DAEMON_TOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "progress.h"

struct outcome;
struct undeclared;

struct told {
	struct progress progress;
	size_t total;
	size_t documents;
	size_t accepted;
	size_t known;
	size_t refused;
	size_t not_assessed;
	size_t passages;
	size_t codings;
	size_t bytes;
	double began_s;
	double extract_s; /* summed over documents, of the wall */
	double code_s;    /* of the processor */
	double store_s;   /* of the wall */
};

/** Starts with TOTAL documents to come. */
void told_init(struct told *t, size_t total);

/** Takes the outcome of one document: a line, or the bar moves on. */
void told_outcome(struct told *t, const struct outcome *o);

/** Takes a row that could not be declared. */
void told_undeclared(struct told *t, const struct undeclared *u);

/** Prints the summary. */
void told_summary(struct told *t);

#endif
