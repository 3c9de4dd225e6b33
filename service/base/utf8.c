/* SPDX-License-Identifier: Apache-2.0 */
#include "base/utf8.h"

#include <string.h>

/* One row for each shape of a valid sequence: RFC 3629, section 4. */
static const struct {
	unsigned char first_low, first_high;
	unsigned char second_low, second_high;
	unsigned char len;
} SHAPES[] = {
	{ 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
	{ 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 },
	{ 0xee, 0xef, 0x80, 0xbf, 3 }, { 0xf0, 0xf0, 0x90, 0xbf, 4 },
	{ 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
};

/* Length of the valid sequence at B with LEFT bytes to go, or 0. */
static size_t sequence(const unsigned char *b, size_t left)
{
	for (size_t i = 0; i < sizeof(SHAPES) / sizeof(SHAPES[0]); i++) {
		size_t len = SHAPES[i].len;

		if (b[0] < SHAPES[i].first_low || b[0] > SHAPES[i].first_high)
			continue;
		if (left < len || b[1] < SHAPES[i].second_low ||
		    b[1] > SHAPES[i].second_high)
			return 0;
		for (size_t k = 2; k < len; k++)
			if ((b[k] & 0xc0) != 0x80)
				return 0;
		return len;
	}
	return 0;
}

/* Length of the run of ASCII at B, counted eight bytes at a time. */
static size_t ascii_run(const unsigned char *b, size_t left)
{
	size_t n = 0;
	uint64_t word;

	for (; left - n >= sizeof(word); n += sizeof(word)) {
		memcpy(&word, b + n, sizeof(word));
		if ((word & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	return n;
}

bool utf8_is_valid(const char *bytes, size_t len, size_t *bad)
{
	const unsigned char *b = (const unsigned char *)bytes;
	size_t at = ascii_run(b, len), n;

	while (at < len) {
		n = b[at] < 0x80 ? 1 : sequence(b + at, len - at);
		if (n == 0) {
			if (bad)
				*bad = at;
			return false;
		}
		at += n;
		at += ascii_run(b + at, len - at);
	}
	return true;
}

uint32_t utf8_next(const char *bytes, size_t len, size_t *at)
{
	const unsigned char *b = (const unsigned char *)bytes + *at;
	size_t left = len - *at;

	if (b[0] < 0x80) {
		*at += 1;
		return b[0];
	}
	if (b[0] < 0xe0 && left >= 2) {
		*at += 2;
		return (uint32_t)(b[0] & 0x1f) << 6 | (b[1] & 0x3f);
	}
	if (b[0] < 0xf0 && left >= 3) {
		*at += 3;
		return (uint32_t)(b[0] & 0x0f) << 12 |
		       (uint32_t)(b[1] & 0x3f) << 6 | (b[2] & 0x3f);
	}
	if (left >= 4) {
		*at += 4;
		return (uint32_t)(b[0] & 0x07) << 18 |
		       (uint32_t)(b[1] & 0x3f) << 12 |
		       (uint32_t)(b[2] & 0x3f) << 6 | (b[3] & 0x3f);
	}
	*at = len;
	return 0xfffd;
}

size_t utf8_floor(const char *bytes, size_t len, size_t at)
{
	size_t lead;

	if (at > len)
		at = len;
	/* Step back over continuation bytes, and over a lead cut from them. */
	lead = at;
	while (lead > 0 && at - lead < 3 &&
	       ((unsigned char)bytes[lead - 1] & 0xc0) == 0x80)
		lead--;
	if (lead > 0 && (unsigned char)bytes[lead - 1] >= 0xc0) {
		unsigned char b = (unsigned char)bytes[lead - 1];
		size_t need = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;

		if (at - (lead - 1) < need)
			return lead - 1;
	}
	return at;
}

size_t utf8_put(uint32_t cp, char *out)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}
