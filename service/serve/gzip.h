/* SPDX-License-Identifier: Apache-2.0 */
/* Gzip: a body, smaller (RFC 1952, through zlib). */
#ifndef SERVE_GZIP_H
#define SERVE_GZIP_H

#include <stddef.h>

struct arena;

/* Below this the head weighs more than what compressing saves. */
#define GZIP_LEAST 1024

/**
 * Compresses LEN bytes into A; the same bytes give the same result. Gives
 * NULL when that would not be smaller, or memory is out: send it plain.
 */
const char *gzip_of(const char *bytes, size_t len, struct arena *a,
                    size_t *out_len);

#endif
