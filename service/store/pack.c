/* SPDX-License-Identifier: Apache-2.0 */
#include "pack.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"

/* 64 bits in groups of seven. */
#define UINT_MOST 10

int pack_uint(struct buf *b, uint64_t value, struct fault *f)
{
	unsigned char bytes[UINT_MOST];
	size_t n = 0;

	do {
		bytes[n] = (unsigned char)(value & 0x7f);
		value >>= 7;
		if (value)
			bytes[n] |= 0x80;
		n++;
	} while (value);
	return buf_add(b, bytes, n, f);
}

int pack_bytes(struct buf *b, const char *bytes, size_t len, struct fault *f)
{
	if (pack_uint(b, len, f) < 0)
		return -1;
	return len > 0 ? buf_add(b, bytes, len, f) : 0;
}

int pack_string(struct buf *b, const char *text, struct fault *f)
{
	return pack_bytes(b, text ? text : "", text ? strlen(text) : 0, f);
}

int pack_fixed(struct buf *b, uint64_t value, struct fault *f)
{
	unsigned char bytes[8];

	for (size_t i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(value >> (8 * i));
	return buf_add(b, bytes, sizeof(bytes), f);
}

int pack_double(struct buf *b, double value, struct fault *f)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof(bits));
	return pack_fixed(b, bits, f);
}

void unpack_init(struct unpack *u, const void *bytes, size_t len)
{
	static const unsigned char NOTHING[1];

	u->at = bytes ? bytes : NOTHING;
	u->end = u->at + (bytes ? len : 0);
	u->is_bad = false;
}

uint64_t unpack_uint(struct unpack *u)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		unsigned char c;

		if (u->at == u->end)
			break;
		c = *u->at++;
		value |= (uint64_t)(c & 0x7f) << shift;
		if (!(c & 0x80))
			return value;
	}
	u->is_bad = true;
	u->at = u->end;
	return 0;
}

uint32_t unpack_below(struct unpack *u, uint64_t limit)
{
	uint64_t value = unpack_uint(u);

	if (value < limit && value <= UINT32_MAX)
		return (uint32_t)value;
	u->is_bad = true;
	u->at = u->end;
	return 0;
}

size_t unpack_count(struct unpack *u)
{
	return unpack_below(u, (uint64_t)(u->end - u->at) + 1);
}

const char *unpack_string(struct unpack *u, struct arena *a, struct fault *f)
{
	size_t len = unpack_count(u);
	const char *at = (const char *)u->at;

	if (len > (size_t)(u->end - u->at)) {
		u->is_bad = true;
		len = 0;
	}
	u->at += len;
	return len == 0 ? "" : arena_copy(a, at, len, f);
}

void unpack_into(struct unpack *u, char *out, size_t size)
{
	size_t len = unpack_count(u);

	if (len >= size || len > (size_t)(u->end - u->at)) {
		u->is_bad = true;
		len = 0;
	}
	memcpy(out, u->at, len);
	memset(out + len, 0, size - len);
	u->at += len;
}

uint64_t unpack_fixed(struct unpack *u)
{
	uint64_t bits = 0;

	if (u->end - u->at < 8) {
		u->is_bad = true;
		u->at = u->end;
		return 0;
	}
	for (size_t i = 0; i < sizeof(bits); i++)
		bits |= (uint64_t)u->at[i] << (8 * i);
	u->at += sizeof(bits);
	return bits;
}

double unpack_double(struct unpack *u)
{
	uint64_t bits = unpack_fixed(u);
	double value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

bool unpack_is_whole(const struct unpack *u)
{
	return !u->is_bad && u->at == u->end;
}
