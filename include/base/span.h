/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Span: some bytes that belong to somebody else.
 *
 * Takes:  a place and a length.
 * Gives:  struct span, a value.
 * Never:  owns, ends in NUL, or outlives what it points into.
 */
#ifndef BASE_SPAN_H
#define BASE_SPAN_H

#include <stddef.h>

struct span {
	const char *at; /* borrowed */
	size_t len;     /* bytes */
};

#endif
