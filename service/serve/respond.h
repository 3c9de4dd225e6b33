/* SPDX-License-Identifier: Apache-2.0 */
/* Respond: the head of an answer as HTTP/1.1 bytes. */
#ifndef SERVE_RESPOND_H
#define SERVE_RESPOND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "serve.h"

struct buf;
struct fault;

/* "Date: ", an HTTP date, CR LF, NUL. */
#define STAMP_SIZE 40

/* The Date header of one second. */
struct stamp {
	int64_t now_s;
	char line[STAMP_SIZE];
	size_t len;
};

/** Makes S say NOW_S, unless it does. A struct of zeroes is a start. */
void stamp_set(struct stamp *s, int64_t now_s);

/** Appends all of the head of ANSWER that is the same whenever it is sent:
    status line, headers, length. */
int respond_lines(struct buf *out, const struct answer *answer,
                  struct fault *f);

/** Appends the whole head of ANSWER as sent at STAMP, the empty line too. */
int respond_head(struct buf *out, const struct answer *answer,
                 const struct stamp *stamp, bool is_closing, struct fault *f);

/** The words that go with STATUS. */
const char *status_words(int status);

#endif
