/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pdftotext: poppler's own program, run on one PDF in a jail of its own.
 * PDF goes in by a pipe and text comes out by a pipe; both are counted.
 */
#ifndef EXTRACT_PDFTOTEXT_H
#define EXTRACT_PDFTOTEXT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;
struct fault;

/* Most text, with the spaces of its layout, that one PDF may give. */
#define PDFTOTEXT_MOST ((size_t)64 << 20)

/**
 * Runs pdftotext on BYTES and appends what it wrote to OUT.
 * Errors: FAULT_UNSUPPORTED encrypted; FAULT_INPUT damaged; FAULT_LIMIT a
 *         bomb; FAULT_SYSTEM when there is no pdftotext.
 */
int pdftotext_run(const char *bytes, size_t len, bool is_required,
                  struct buf *out, struct fault *f);

/** Refuses what has no text layer, and more pages than are read. */
int pdftotext_judge(const char *bytes, size_t len, struct fault *f);

#endif
