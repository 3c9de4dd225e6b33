/* SPDX-License-Identifier: Apache-2.0 */
#include "gzip.h"

#include <limits.h>
#include <string.h>

/* zlib only reads its input: let it say so. */
#define ZLIB_CONST
#include <zlib.h>

#include "base/arena.h"
#include "base/fault.h"

/* 15 bits of window; 16 more ask for gzip's own head and tail. */
#define WINDOW 31
#define MEMORY 8

const char *gzip_of(const char *bytes, size_t len, struct arena *a,
                    size_t *out_len)
{
	struct fault f = { 0 };
	z_stream z;
	char *out;
	int rc;

	if (len > INT_MAX)
		return NULL;
	memset(&z, 0, sizeof(z));
	out = arena_alloc(a, len, &f);
	if (!out || deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, WINDOW,
	                         MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
		return NULL;
	z.next_in = (const Bytef *)bytes;
	z.avail_in = (uInt)len;
	z.next_out = (Bytef *)out;
	z.avail_out = (uInt)len;
	rc = deflate(&z, Z_FINISH);
	*out_len = z.total_out;
	(void)deflateEnd(&z);
	return rc == Z_STREAM_END ? out : NULL;
}
