/* SPDX-License-Identifier: Apache-2.0 */
/* Copy: which submission another repeats, as a reader may know. METHOD.md 5.4.
 */
#ifndef SERVE_COPY_H
#define SERVE_COPY_H

struct fault;
struct request;

/**
 * Writes to *OUT the submission that ID is a copy of, among those that the
 * public sees, or NULL. Owns: lives in the request's arena.
 */
int submission_copy_of(const struct request *q, const char *id,
                       const char **out, struct fault *f);

#endif
