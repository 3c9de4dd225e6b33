/* SPDX-License-Identifier: Apache-2.0 */
#include "pages.h"

#include <string.h>

static const char COUNT[] = "/Count ";

int pages_guess(const char *bytes, size_t len, int most)
{
	const char *at = bytes, *end = bytes + len;
	int best = 0;

	while ((at = memmem(at, (size_t)(end - at), COUNT,
	                    sizeof(COUNT) - 1)) != NULL) {
		int n = 0;

		at += sizeof(COUNT) - 1;
		while (at < end && *at >= '0' && *at <= '9' && n <= most)
			n = n * 10 + (*at++ - '0');
		if (n <= most && n > best)
			best = n;
	}
	return best;
}
