/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Charset: whatever a sender's program wrote, as UTF-8.
 */
#ifndef EXTRACT_CHARSET_H
#define EXTRACT_CHARSET_H

#include <stddef.h>

struct buf;
struct fault;

/* UTF-8 may be half as long again as UTF-16 of the largest document. */
#define CHARSET_MOST ((size_t)192 << 20)

/**
 * Makes *BYTES plain UTF-8 without a byte order mark: steps over the mark, or
 * converts UTF-16 that has one into OUT.
 * Errors: FAULT_INPUT "not UTF-8 at byte N", with the remedy.
 */
int charset_plain(const char **bytes, size_t *len, struct buf *out,
                  struct fault *f);

/**
 * Converts BYTES from the charset NAME (as ICU knows it) into OUT.
 * Errors: FAULT_INPUT for a name that nobody knows, or bytes that are not it.
 */
int charset_convert(const char *name, const char *bytes, size_t len,
                    struct buf *out, struct fault *f);

/**
 * Makes *BYTES UTF-8 by what a page says of itself: its byte order mark, its
 * meta elements, or else UTF-8 and, where it is none, Windows-1252 (the HTML
 * standard's own order).
 * Errors: FAULT_INPUT when it is not what it says.
 */
int charset_html(const char **bytes, size_t *len, struct buf *out,
                 struct fault *f);

#endif
