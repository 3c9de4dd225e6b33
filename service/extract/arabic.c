/* SPDX-License-Identifier: Apache-2.0 */
#include "arabic.h"

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
