/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pdftotext: poppler's own program, run on one PDF in a jail of its own.
 *
 * It reads from a file in memory and writes to another, both limited. A long
 * PDF may be read by several at once, some pages each: what they write is one
 * text, the same for any number of them.
 */
#ifndef EXTRACT_PDFTOTEXT_H
#define EXTRACT_PDFTOTEXT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct fault;
struct filters;

/* Most text, with the spaces of its layout, that one PDF may give. */
#define PDFTOTEXT_MIB  64
#define PDFTOTEXT_MOST ((size_t)PDFTOTEXT_MIB << 20)

/* One PDF, and how it is to be read. */
struct pdftotext_job {
	const char *bytes; /* borrowed */
	size_t len;
	bool is_required; /* no reading without a sandbox */
	const struct filters *filters;
	int cores; /* programs at once, at most; 0 is one */
};

/**
 * Runs pdftotext on JOB and appends what it wrote to OUT.
 * Errors: FAULT_UNSUPPORTED encrypted; FAULT_INPUT damaged; FAULT_LIMIT a
 *         bomb; FAULT_SYSTEM when there is no pdftotext.
 */
int pdftotext_run(const struct pdftotext_job *job, struct buf *out,
                  struct fault *f);

/** Refuses what has no text layer, and more pages than are read. */
int pdftotext_judge(const char *bytes, size_t len, struct fault *f);

#endif
