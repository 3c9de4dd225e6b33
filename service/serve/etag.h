/* SPDX-License-Identifier: Apache-2.0 */
/* Etag: RFC 9110, 13: what a client holds already is not sent again. */
#ifndef SERVE_ETAG_H
#define SERVE_ETAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct answer;

/* Quotes, 32 hex digits, NUL. */
#define ETAG_SIZE 35

/** A strong validator of these very bytes. */
void etag_of(const char *body, size_t len, char *out);

/** Says whether If-None-Match LIST names ETAG (weak comparison), or "*". */
bool etag_is_listed(const char *list, const char *etag);

/** Makes of ANSWER, a 200, the 304 that spares its body. */
void answer_spare(struct answer *answer);

/** Reads an HTTP date in its preferred form; false when it is none. */
bool http_date_read(const char *text, int64_t *out);

#endif
