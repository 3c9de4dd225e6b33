/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Utf8: is it, and where do its characters begin.
 *
 * Takes:  bytes.
 * Gives:  validity (RFC 3629: no overlong forms, no surrogates), code points.
 * Never:  repairs; who repairs says so itself.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Says whether all LEN bytes are valid UTF-8; if not, *BAD is the offset. */
bool utf8_is_valid(const char *bytes, size_t len, size_t *bad);

/**
 * Decodes one code point of valid UTF-8 at *AT (*AT < LEN) and moves *AT on.
 */
uint32_t utf8_next(const char *bytes, size_t len, size_t *at);

/** The largest boundary at or below AT. */
size_t utf8_floor(const char *bytes, size_t len, size_t at);

/** Writes CP as UTF-8 into OUT (4 bytes); gives the number of bytes. */
size_t utf8_put(uint32_t cp, char *out);

#endif
