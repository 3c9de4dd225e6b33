/* SPDX-License-Identifier: Apache-2.0 */
/* Findings: from a text to coded passages. METHOD.md 1, 2 and 5. */
#ifndef PIPELINE_FINDINGS_H
#define PIPELINE_FINDINGS_H

struct catalogue;
struct coder;
struct fault;
struct job;

/**
 * Cuts JOB's text into passages and codes each; fills JOB's findings.
 * Errors: FAULT_INPUT and FAULT_LIMIT are the document's own.
 */
int findings_make(struct coder *coder, const struct catalogue *c,
                  struct job *job, struct fault *f);

#endif
