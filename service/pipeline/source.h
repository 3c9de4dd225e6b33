/* SPDX-License-Identifier: Apache-2.0 */
/* Source: who makes the claim. METHOD.md 5. */
#ifndef PIPELINE_SOURCE_H
#define PIPELINE_SOURCE_H

struct arena;
struct catalogue;
struct fault;
struct submission;

/**
 * Names the source of SUB's passages: "state:SVN" for a state's own voice,
 * whatever organ signs; else "author:" and the author's key among the bodies
 * that C knows, or the author with case, spaces and punctuation folded; else
 * "document:" and its digest. C may be NULL: no body is known.
 * Owns: lives in A. NULL on a fault.
 */
const char *source_of(const struct submission *sub, const struct catalogue *c,
                      struct arena *a, struct fault *f);

#endif
