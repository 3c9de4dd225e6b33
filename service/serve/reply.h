/* SPDX-License-Identifier: Apache-2.0 */
/* Reply: the envelope of every answer, and the way to its next page. */
#ifndef SERVE_REPLY_H
#define SERVE_REPLY_H

#include "params.h"
#include "request.h"

/** The address of the page that cursor NEXT opens; NULL on a fault. */
const char *reply_next_url(const struct request *q, const char *next,
                           struct fault *f);

/** Writes the member "meta". */
void reply_meta(const struct request *q, struct reply *r);

/** Refuses the value of PARAMETER after all: adds to q->trouble, gives -1. */
int request_refuse(const struct request *q, const char *parameter,
                   const char *problem, const char *allowed, struct fault *f);

#endif
