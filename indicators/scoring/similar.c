/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"

#include "parameter.h"
#include "words.h"

/*
 * METHOD.md 5.3. Two sets of shingles that share four fifths of their union
 * share a member among the first few of each, in any one order of all
 * shingles (the prefix filter of Chaudhuri, Ganti and Kaushik, 2006). So each
 * passage that stands is filed under its first few, and only passages met
 * there are compared in full: the result is exact.
 */

#define NOBODY UINT32_MAX

/* One filing: passage TEXT under one shingle. */
struct filing {
	uint64_t shingle;
	uint32_t text;
	uint32_t next; /* in the same bucket, or NOBODY */
};

struct files {
	uint32_t *bucket; /* first filing, or NOBODY */
	size_t mask;      /* buckets less one; a power of two */
	struct filing *filing;
	uint32_t n;
};

/* How many of the first of N shingles a passage is filed under. */
static size_t prefix(size_t n)
{
	size_t must = (SIMILAR_OVER * n + SIMILAR_UNDER - 1) / SIMILAR_UNDER;

	return n == 0 ? 0 : n - must + 1;
}

static bool is_similar(const struct words *a, const struct words *b)
{
	size_t shared, least = a->n < b->n ? a->n : b->n;
	size_t most = a->n < b->n ? b->n : a->n;

	if (SIMILAR_UNDER * least < SIMILAR_OVER * most)
		return false;
	shared = words_shared(a, b);
	return SIMILAR_UNDER * shared >= SIMILAR_OVER * (a->n + b->n - shared);
}

static int files_open(const struct words *sets, size_t n, struct arena *a,
                      struct files *out, struct fault *f)
{
	size_t filings = 0, buckets = 1;

	for (size_t i = 0; i < n; i++)
		filings += prefix(sets[i].n);
	if (filings >= NOBODY || n >= NOBODY) {
		fault_set(f, FAULT_LIMIT,
		          "%zu passages are too many to look for repeats", n);
		return -1;
	}
	while (buckets < 2 * filings)
		buckets *= 2;
	out->mask = buckets - 1;
	out->n = 0;
	out->bucket = arena_array(a, buckets, sizeof(*out->bucket), f);
	out->filing = arena_array(a, filings + 1, sizeof(*out->filing), f);
	if (!out->bucket || !out->filing)
		return -1;
	for (size_t i = 0; i < buckets; i++)
		out->bucket[i] = NOBODY;
	return 0;
}

static void files_add(struct files *files, const struct words *set,
                      uint32_t text)
{
	for (size_t k = 0; k < prefix(set->n); k++) {
		uint32_t *bucket = &files->bucket[set->at[k] & files->mask];
		struct filing *g = &files->filing[files->n];

		g->shingle = set->at[k];
		g->text = text;
		g->next = *bucket;
		*bucket = files->n++;
	}
}

/*
 * The earliest filed passage that SETS[I] repeats, or I. MET holds, for each
 * passage, the last one it was compared with.
 */
static uint32_t find(const struct files *files, const struct words *sets,
                     uint32_t i, uint32_t *met)
{
	uint32_t best = i;

	for (size_t k = 0; k < prefix(sets[i].n); k++) {
		uint64_t s = sets[i].at[k];
		uint32_t at = files->bucket[s & files->mask];

		for (; at != NOBODY; at = files->filing[at].next) {
			const struct filing *g = &files->filing[at];

			if (g->shingle != s || g->text >= best ||
			    met[g->text] == i)
				continue;
			met[g->text] = i;
			if (is_similar(&sets[i], &sets[g->text]))
				best = g->text;
		}
	}
	return best;
}

int passages_similar(const struct span *texts, size_t n, struct arena *a,
                     uint32_t *first, struct fault *f)
{
	struct words *sets = arena_array(a, n + 1, sizeof(*sets), f);
	uint32_t *met = sets ? arena_array(a, n + 1, sizeof(*met), f) : NULL;
	struct files files = { 0 };

	if (!met)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (words_of(&texts[i], WORDS_ALL, a, &sets[i], f) < 0)
			return -1;
		words_to_shingles(&sets[i]);
	}
	if (files_open(sets, n, a, &files, f) < 0)
		return -1;
	for (uint32_t i = 0; i < n; i++) {
		first[i] = find(&files, sets, i, met);
		if (first[i] == i)
			files_add(&files, &sets[i], i);
	}
	return 0;
}
