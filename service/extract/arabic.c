/* SPDX-License-Identifier: Apache-2.0 */
#include "arabic.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ubidi.h>
#include <unicode/ustring.h>

#include "base/fault.h"

enum {
	ALEF_MADDA = 0x0622,
	ALEF_HAMZA = 0x0623,
	ALEF_HAMZA_BELOW = 0x0625,
	ALEF = 0x0627,
	TATWEEL = 0x0640,
	LAM = 0x0644,
};

bool arabic_is_presentation(UChar32 c)
{
	/* U+FD3E and U+FD3F are ornate brackets, U+FEFF a byte order mark. */
	return (c >= 0xfb50 && c <= 0xfd3d) || (c >= 0xfd50 && c <= 0xfdff) ||
	       (c >= 0xfe70 && c <= 0xfefc);
}

bool arabic_is_stretch(UChar32 c)
{
	return c == TATWEEL;
}

static bool is_alef_variant(UChar c)
{
	return c == ALEF_MADDA || c == ALEF_HAMZA || c == ALEF_HAMZA_BELOW;
}

int32_t arabic_repair(UChar *text, int32_t n)
{
	/* No word has alef, another alef, lam: it was the article and a
	   lam-alef ligature. */
	for (int32_t i = 0; i + 2 < n; i++) {
		UChar variant = text[i + 1];

		if (text[i] != ALEF || text[i + 2] != LAM ||
		    !is_alef_variant(variant))
			continue;
		text[i + 1] = LAM;
		text[i + 2] = variant;
	}
	return n;
}

/* The inverse of the bidi algorithm (UAX 9), as far as it has one. */
static int32_t reorder(const UChar *from, int32_t n, UChar *to, int32_t room)
{
	UErrorCode status = U_ZERO_ERROR;
	UBiDi *bidi = ubidi_openSized(n, 0, &status);

	ubidi_setReorderingMode(bidi, UBIDI_REORDER_INVERSE_LIKE_DIRECT);
	ubidi_setPara(bidi, from, n, UBIDI_RTL, NULL, &status);
	n = ubidi_writeReordered(bidi, to, room, 0, &status);
	ubidi_close(bidi);
	return U_SUCCESS(status) ? n : -1;
}

int arabic_reorder(char *bytes, size_t len, struct fault *f)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0, got = 0, room = (int32_t)len + 1;
	UChar *wide = calloc((size_t)room * 2, sizeof(*wide));
	char *turned = malloc(len + 1);
	int rc = 0;

	if (!wide || !turned) {
		rc = fault_set(f, FAULT_MEMORY, "no memory to turn a line");
		goto out;
	}
	u_strFromUTF8WithSub(wide, room, &n, bytes, (int32_t)len, 0xfffd, NULL,
	                     &status);
	if (U_SUCCESS(status))
		n = reorder(wide, n, wide + room, room);
	if (U_SUCCESS(status) && n > 0)
		u_strToUTF8(turned, room, &got, wide + room, n, &status);
	/* Reordering keeps every character, so the bytes fit as they did. */
	if (U_SUCCESS(status) && got == (int32_t)len)
		memcpy(bytes, turned, len);
out:
	free(wide);
	free(turned);
	return rc;
}
