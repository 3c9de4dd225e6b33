/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Wide: one character at a time between UTF-8 and ICU's UTF-16.
 */
#ifndef EXTRACT_WIDE_H
#define EXTRACT_WIDE_H

#include <stdint.h>

#include <unicode/utf16.h>
#include <unicode/utf8.h>

/** The character at *AT of N bytes, U+FFFD for what is no UTF-8; moves *AT. */
/* NOLINTNEXTLINE(readability-function-size): the macro of ICU nests */
static inline UChar32 wide_next(const char *bytes, int32_t n, int32_t *at)
{
	const uint8_t *b = (const uint8_t *)bytes;
	int32_t i = *at;
	UChar32 c;

	U8_NEXT_OR_FFFD(b, i, n, c);
	*at = i;
	return c;
}

/** The character at *AT of N units, U+FFFD for half a pair; moves *AT. */
/* NOLINTNEXTLINE(readability-function-size): the macro of ICU nests */
static inline UChar32 wide_take(const UChar *text, int32_t n, int32_t *at)
{
	int32_t i = *at;
	UChar32 c;

	U16_NEXT(text, i, n, c);
	*at = i;
	return U_IS_SURROGATE(c) ? 0xfffd : c;
}

/** Writes C at OUT[N], where two units must fit; gives the new length. */
static inline int32_t wide_put(UChar *out, int32_t n, UChar32 c)
{
	U16_APPEND_UNSAFE(out, n, c);
	return n;
}

#endif
