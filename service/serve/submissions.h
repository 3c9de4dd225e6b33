/* SPDX-License-Identifier: Apache-2.0 */
/* Submissions: how one is written. */
#ifndef SERVE_SUBMISSIONS_H
#define SERVE_SUBMISSIONS_H

#include "pen.h"
#include "request.h"

struct submission;

/** Writes S as one row. */
void submission_row(const struct request *q, struct grid *g,
                    const struct submission *s);

#endif
