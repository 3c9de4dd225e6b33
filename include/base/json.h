/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Json: strict in, direct out.
 *
 * cJSON takes duplicate keys, bad UTF-8 and "01"; this door does not
 * (ecosystem: RFC 8259 and I-JSON, RFC 7493).
 *
 * Takes:  bytes to read; values to write.
 * Gives:  a cJSON tree that a caller may trust; bytes.
 * Never:  rounds: the writer of an answer does.
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stddef.h>

struct buf;
struct cJSON;
struct fault;

/** Deepest nesting that json_read() takes. */
#define JSON_DEPTH_MOST 32

/**
 * Reads one JSON value that fills all LEN bytes.
 * Owns:   the caller releases *OUT with cJSON_Delete().
 * Errors: FAULT_INPUT with line and column, and what to do: whatever RFC 8259
 *         does not allow, and of what it does bad UTF-8, a key that stands
 *         twice however it is escaped, half a surrogate pair, NUL in a string,
 *         an integer beyond 2^53, a number that is not finite, a byte order
 *         mark; FAULT_LIMIT when nested deeper than JSON_DEPTH_MOST.
 */
int json_read(const char *bytes, size_t len, struct cJSON **out,
              struct fault *f);

/** Most bytes of JSON from a stranger; a tree takes twenty times as many. */
#define JSON_TAKE_MOST ((size_t)1 << 20)

/** json_read() for what a stranger sends: FAULT_LIMIT past JSON_TAKE_MOST. */
int json_take(const char *bytes, size_t len, struct cJSON **out,
              struct fault *f);

/** The string member NAME of OBJECT, or NULL when absent or no string. */
const char *json_string(const struct cJSON *object, const char *name);

/** Appends LEN bytes of UTF-8 as a JSON string with its quotes. */
int json_add(struct buf *b, const char *text, size_t len, struct fault *f);

/** Appends TEXT as a JSON string, or null when TEXT is NULL. */
int json_add_str(struct buf *b, const char *text, struct fault *f);

/**
 * Appends VALUE rounded half away from zero to DIGITS (0 to 6) decimals,
 * without an exponent and never as -0; NaN becomes null.
 */
int json_add_number(struct buf *b, double value, int digits, struct fault *f);

#endif
