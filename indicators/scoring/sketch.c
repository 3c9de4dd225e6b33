/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"

#include "parameter.h"
#include "words.h"

/*
 * METHOD.md 5.4. The shingles of a document that hash lowest are a fair sample
 * of them all, and those of two documents together are one of their union
 * (the bottom-k sketch: Cohen and Kaplan, 2007). What both have of that
 * sample estimates what they share, with a standard error of
 * sqrt(s (1 - s) / SKETCH_MOST); documents that fit whole are exact.
 */

int sketch_of(const struct span *texts, size_t n, struct arena *a,
              struct sketch *out, struct fault *f)
{
	struct words all = { 0 },
		     *sets = arena_array(a, n + 1, sizeof(*sets), f);

	if (!sets)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (words_of(&texts[i], WORDS_ALL, a, &sets[i], f) < 0)
			return -1;
		words_to_shingles(&sets[i]);
		all.n += sets[i].n;
	}
	all.at = arena_array(a, all.n + 1, sizeof(*all.at), f);
	if (!all.at)
		return -1;
	all.n = 0;
	for (size_t i = 0; i < n; i++) {
		if (sets[i].n > 0)
			memcpy(all.at + all.n, sets[i].at,
			       sets[i].n * sizeof(*all.at));
		all.n += sets[i].n;
	}
	words_to_set(&all);
	out->at = all.at;
	out->n = all.n < SKETCH_MOST ? all.n : SKETCH_MOST;
	return 0;
}

/* Two sketches side by side. */
struct pair {
	size_t shared;
	size_t all; /* of the sample of their union */
};

/* Stops as soon as more than MOST are not shared. */
static struct pair compare(const struct sketch *a, const struct sketch *b,
                           size_t most)
{
	struct pair p = { 0, 0 };
	size_t i = 0, j = 0;

	while (p.all < SKETCH_MOST && (i < a->n || j < b->n) &&
	       p.all - p.shared <= most) {
		bool has_a = i < a->n && (j >= b->n || a->at[i] <= b->at[j]);
		bool has_b = j < b->n && (i >= a->n || b->at[j] <= a->at[i]);

		i += has_a;
		j += has_b;
		p.shared += has_a && has_b;
		p.all++;
	}
	return p;
}

double sketch_similarity(const struct sketch *a, const struct sketch *b)
{
	struct pair p = compare(a, b, SKETCH_MOST);

	return p.all ? (double)p.shared / (double)p.all : 0;
}

bool sketch_is_alike(const struct sketch *a, const struct sketch *b)
{
	/* With more than this unshared, no sample is alike. */
	size_t most =
		SKETCH_MOST * (SIMILAR_UNDER - SIMILAR_OVER) / SIMILAR_UNDER;
	struct pair p;

	if (a->n < SKETCH_LEAST || b->n < SKETCH_LEAST)
		return false;
	p = compare(a, b, most);
	return p.all - p.shared <= most &&
	       SIMILAR_UNDER * p.shared >= SIMILAR_OVER * p.all;
}
