/* SPDX-License-Identifier: Apache-2.0 */
/* Respond: the head of an answer as HTTP/1.1 bytes. */
#ifndef SERVE_RESPOND_H
#define SERVE_RESPOND_H

#include <stdbool.h>

#include "serve.h"

struct buf;
struct fault;

/** Appends status line and headers of ANSWER, and the empty line. */
int respond_head(struct buf *out, const struct answer *answer, bool is_closing,
                 struct fault *f);

/** The words that go with STATUS. */
const char *status_words(int status);

#endif
