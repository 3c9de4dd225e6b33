/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads "METRIC UNITS CODERS" and the codes, units in rows, '.' where nothing
 * was said, again and again; prints alpha of each, or "none". What a stranger
 * recomputes (reference.py).
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/word.h"
#include "review.h"

#define CELLS_MOST 100000

static int8_t code[CELLS_MOST];

static int read_codes(size_t n)
{
	char word[8];

	for (size_t i = 0; i < n; i++) {
		if (scanf("%7s", word) != 1)
			return -1;
		code[i] = word[0] == '.' ? CODE_MISSING
		                         : (int8_t)strtol(word, NULL, 10);
	}
	return 0;
}

int main(void)
{
	struct codes codes = { .code = code };
	struct arena *a = NULL;
	struct fault f = { 0 };
	struct alpha out;
	char metric[16];
	int rc = arena_new(64 << 20, &a, &f);

	while (rc == 0 && scanf("%15s %zu %zu", metric, &codes.n_units,
	                        &codes.n_coders) == 3) {
		int m = word_find(METRIC_NAMES, METRIC_COUNT, metric);

		if (m < 0 || codes.n_units * codes.n_coders > CELLS_MOST ||
		    read_codes(codes.n_units * codes.n_coders) < 0) {
			(void)fputs("recompute: bad codes\n", stderr);
			rc = -1;
			break;
		}
		arena_reset(a);
		rc = alpha_compute(&codes, (enum metric)m, 1, a, &out, &f);
		if (rc == 0 && out.is_computable)
			printf("%.12f\n", out.value);
		else if (rc == 0)
			puts("none");
	}
	if (f.text[0])
		(void)fprintf(stderr, "recompute: %s\n", f.text);
	arena_free(a);
	return rc < 0;
}
