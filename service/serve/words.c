/* SPDX-License-Identifier: Apache-2.0 */
#include "words.h"

#include <stdint.h>
#include <string.h>

/* No parameter's name is longer. */
#define WORD_MOST 24

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t words_distance(const char *a, const char *b)
{
	size_t row[WORD_MOST + 1], n = strlen(a), m = strlen(b);

	if (n > WORD_MOST || m > WORD_MOST)
		return SIZE_MAX;
	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t corner = row[0];

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t swap = corner + (a[i - 1] != b[j - 1]);

			corner = row[j];
			row[j] = least(swap, least(row[j], row[j - 1]) + 1);
		}
	}
	return row[m];
}
