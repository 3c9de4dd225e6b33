/* SPDX-License-Identifier: Apache-2.0 */
#include "normalise.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/fault.h"
#include "base/utf8.h"

#include "arabic.h"
#include "pile.h"
#include "wide.h"

static bool is_space(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Bytes that need nothing done to them, in a run without two spaces. */
static bool is_plain(unsigned char c)
{
	return c > 0x20 && c < 0x7f;
}

/* Copies ASCII, folding white space; gives how far it came. */
static int ascii_run(const char *bytes, size_t len, size_t *at,
                     struct pile *out, size_t floor, struct fault *f)
{
	size_t i = *at;

	while (i < len && (unsigned char)bytes[i] < 0x80) {
		size_t start = i;
		bool has_space;

		while (i < len && is_plain((unsigned char)bytes[i]))
			i++;
		if (pile_add(out, bytes + start, i - start, f) < 0)
			return -1;
		has_space = false;
		for (; i < len && (unsigned char)bytes[i] < 0x80 &&
		       !is_plain((unsigned char)bytes[i]);
		     i++)
			has_space |= is_space((unsigned char)bytes[i]);
		if (has_space && out->n > floor &&
		    *(char *)pile_at(out, out->n - 1) != ' ' &&
		    pile_add(out, " ", 1, f) < 0)
			return -1;
	}
	*at = i;
	return 0;
}

/* Whether C shows as nothing: format marks and stray controls. */
static bool is_invisible(UChar32 c)
{
	int8_t type = u_charType(c);

	return type == U_FORMAT_CHAR || type == U_PRIVATE_USE_CHAR ||
	       (type == U_CONTROL_CHAR && !u_isUWhiteSpace(c)) ||
	       c == 0x034f; /* combining grapheme joiner */
}

/* Whether C is a compatibility form that hides ordinary letters. */
static bool is_presentation(UChar32 c)
{
	return (c >= 0xfb00 && c <= 0xfb06) || arabic_is_presentation(c);
}

/* Appends the letters that C stands for. */
static int32_t spell_out(UChar32 c, UChar *out, int32_t n, int32_t room)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
	UChar piece[18]; /* the longest: U+FDFA */
	int32_t got;

	if (U_FAILURE(status))
		return n;
	got = unorm2_getDecomposition(nfkc, c, piece, 18, &status);
	for (int32_t i = 0; U_SUCCESS(status) && i < got && n < room; i++)
		out[n++] = piece[i];
	return n;
}

/*
 * Decodes into OUT (room for LEN * SPELLED_MOST), dropping and folding. NFC
 * is left to the caller.
 */
static int32_t decode(const char *bytes, size_t len, UChar *out, int32_t room)
{
	int32_t n = 0, i = 0, end = (int32_t)len;
	bool space = false;

	while (i < end && n + 2 < room) {
		UChar32 c = wide_next(bytes, end, &i);

		if (u_isUWhiteSpace(c)) {
			space = true;
			continue;
		}
		if (is_invisible(c) || arabic_is_stretch(c))
			continue;
		if (space && n > 0)
			out[n++] = ' ';
		space = false;
		if (is_presentation(c))
			n = spell_out(c, out, n, room);
		else
			n = wide_put(out, n, c);
	}
	return n;
}

/* Appends N units of TEXT to OUT as UTF-8. */
static int append_utf8(struct pile *out, const UChar *text, int32_t n,
                       struct fault *f)
{
	char piece[512]; /* at most 3 bytes for each of 128 units, and over */
	int32_t i = 0;

	while (i < n) {
		size_t used = 0;

		while (i < n && used + 4 <= sizeof(piece))
			used += utf8_put((uint32_t)wide_take(text, n, &i),
			                 piece + used);
		if (pile_add(out, piece, used, f) < 0)
			return -1;
	}
	return 0;
}

/* Composes the N units of TEXT (UAX 15) and appends them to OUT. */
static int compose(struct pile *out, const UChar *text, int32_t n,
                   struct fault *f)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	/* NFC at most triples UTF-16 (UAX 15, maximum expansion). */
	int32_t room = n * 3 + 1;
	UChar *composed;
	int rc = -1;

	if (U_SUCCESS(status) && unorm2_isNormalized(nfc, text, n, &status))
		return append_utf8(out, text, n, f);
	composed = malloc((size_t)room * sizeof(*composed));
	if (!composed)
		return fault_set(f, FAULT_MEMORY,
		                 "no memory to compose %d "
		                 "characters",
		                 n);
	n = unorm2_normalize(nfc, text, n, composed, room, &status);
	if (U_FAILURE(status))
		(void)fault_set(f, FAULT_INPUT, "text cannot be normalised: %s",
		                u_errorName(status));
	else
		rc = append_utf8(out, composed, n, f);
	free(composed);
	return rc;
}

/* The long way: what holds something beyond ASCII. */
static int normalise_wide(const char *bytes, size_t len, struct pile *out,
                          struct fault *f)
{
	/* U+FDFA, three bytes, becomes 18 units; nothing grows more. */
	int32_t room = (int32_t)len * 6 + 4, n;
	UChar *wide = malloc((size_t)room * sizeof(*wide));
	int rc;

	if (!wide)
		return fault_set(f, FAULT_MEMORY,
		                 "no memory to normalise %zu "
		                 "bytes",
		                 len);
	n = decode(bytes, len, wide, room);
	n = arabic_repair(wide, n);
	rc = compose(out, wide, n, f);
	free(wide);
	return rc;
}

int normalise(const char *bytes, size_t len, struct pile *out, struct fault *f)
{
	size_t start = out->n, at = 0;

	if (len > NORMALISE_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "one block of more than %zu "
		                 "MiB",
		                 NORMALISE_MOST >> 20);
	if (ascii_run(bytes, len, &at, out, start, f) < 0)
		return -1;
	if (at < len) {
		out->n = start;
		if (normalise_wide(bytes, len, out, f) < 0)
			return -1;
	}
	while (out->n > start && *(char *)pile_at(out, out->n - 1) == ' ')
		out->n--;
	return 0;
}
