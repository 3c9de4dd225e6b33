/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The head of a request, and those that follow it. However the bytes are cut,
 * the end is the same: what is refused early would have been refused late.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "../../service/serve/head.h"
#include "../../service/serve/origin.h"

/* Larger inputs only repeat themselves. */
#define CUT_MOST 600

static enum head_result read_copy(const char *bytes, size_t len,
                                  struct head *out, size_t *size)
{
	static const char EMPTY[1];
	char *copy = malloc(len + 1);
	enum head_result result = HEAD_MORE;

	if (!copy)
		return result;
	memcpy(copy, len > 0 ? bytes : EMPTY, len);
	copy[len] = '\0';
	result = head_read(copy, len, out, size);
	if (result == HEAD_WHOLE) {
		const struct proxies none = { .n = 0 };
		struct address a;

		/* What is told on is clean. */
		if (*size > len || strpbrk(out->path, "\r\n \t") ||
		    strpbrk(out->query, "\r\n \t") ||
		    (out->path[0] != '/' && strcmp(out->path, "*") != 0))
			abort();
		(void)origin_named(&none, out->header[HEADER_X_FORWARDED_FOR],
		                   out->header[HEADER_FORWARDED], &a);
	}
	free(copy);
	return result;
}

/* What came of the whole must come of every longer part, at the same place. */
static void check_cuts(const char *bytes, size_t len, enum head_result whole,
                       size_t size)
{
	static struct head head;
	size_t most = len < CUT_MOST ? len : CUT_MOST;

	for (size_t n = 0; n < most; n++) {
		size_t at = 0;
		enum head_result part = read_copy(bytes, n, &head, &at);

		if (part == HEAD_REFUSED && whole != HEAD_REFUSED)
			abort();
		if (part == HEAD_WHOLE &&
		    (whole != HEAD_WHOLE || at != size || n < size))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct head head;
	const char *bytes = (const char *)data;

	for (int i = 0; i < 8; i++) {
		size_t at = 0;
		enum head_result result = read_copy(bytes, size, &head, &at);

		check_cuts(bytes, size, result, at);
		if (result != HEAD_WHOLE)
			return 0;
		bytes += at;
		size -= at;
	}
	return 0;
}
