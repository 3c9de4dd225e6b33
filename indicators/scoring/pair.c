/* SPDX-License-Identifier: Apache-2.0 */
#include "scoring.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"

#include "parameter.h"
#include "words.h"

/* One side: the stems of each of its passages. */
struct side {
	struct words *sets;
	size_t n;
	bool *is_taken; /* paired already */
};

static int side_open(const struct texts *texts, struct arena *a,
                     struct side *out, struct fault *f)
{
	size_t n = texts->n;

	if (n > PAIRING_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "%zu passages to pair; at most %d", n,
		                 PAIRING_MOST);
	out->n = n;
	out->sets = arena_array(a, n + 1, sizeof(*out->sets), f);
	out->is_taken = arena_array(a, n + 1, sizeof(*out->is_taken), f);
	if (!out->sets || !out->is_taken)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (words_of(&texts->at[i], WORDS_STEMS, a, &out->sets[i], f) <
		    0)
			return -1;
		words_to_set(&out->sets[i]);
	}
	return 0;
}

/* METHOD.md 9.4: share of the stems of both that they have in common. */
static double similarity(const struct words *a, const struct words *b)
{
	size_t all = a->n + b->n;

	if (all == 0)
		return 0.0;
	return 2.0 * (double)words_shared(a, b) / (double)all;
}

/* The pairs at least LEAST alike: their number, and OUT unless it is NULL. */
static size_t alike(const struct side *a, const struct side *b, double least,
                    struct pairing *out)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		for (size_t j = 0; j < b->n; j++) {
			double s = similarity(&a->sets[i], &b->sets[j]);

			if (s < least)
				continue;
			if (out)
				out[n] = (struct pairing){ (uint32_t)i,
					                   (uint32_t)j, s };
			n++;
		}
	return n;
}

/* The most alike first; then in the order of the passages. */
static int compare_pairings(const void *left, const void *right)
{
	const struct pairing *p = left, *q = right;

	if (p->similarity > q->similarity || p->similarity < q->similarity)
		return p->similarity > q->similarity ? -1 : 1;
	if (p->a != q->a)
		return p->a < q->a ? -1 : 1;
	return (p->b > q->b) - (p->b < q->b);
}

int passages_pair(const struct texts *a, const struct texts *b,
                  struct arena *arena, struct pairings *out, struct fault *f)
{
	struct side left = { 0 }, right = { 0 };
	struct pairing *all;
	size_t n, found = 0;

	if (side_open(a, arena, &left, f) < 0 ||
	    side_open(b, arena, &right, f) < 0)
		return -1;
	n = alike(&left, &right, PAIR_LEAST, NULL);
	all = arena_array(arena, n + 1, sizeof(*all), f);
	if (!all)
		return -1;
	alike(&left, &right, PAIR_LEAST, all);
	qsort(all, n, sizeof(*all), compare_pairings);
	for (size_t i = 0; i < n; i++) {
		if (left.is_taken[all[i].a] || right.is_taken[all[i].b])
			continue;
		left.is_taken[all[i].a] = true;
		right.is_taken[all[i].b] = true;
		all[found++] = all[i];
	}
	out->at = all;
	out->n = found;
	return 0;
}

int intentions_repeated(const struct intentions *all, struct arena *a,
                        bool *out, struct fault *f)
{
	struct side now = { 0 }, earlier = { 0 };
	bool is_repeated = all->now.n > 0 && all->measures_since == 0;

	if (side_open(&all->now, a, &now, f) < 0 ||
	    side_open(&all->earlier, a, &earlier, f) < 0)
		return -1;
	for (size_t i = 0; is_repeated && i < now.n; i++) {
		struct side one = { &now.sets[i], 1, NULL };

		is_repeated = alike(&one, &earlier, REPEATED_LEAST, NULL) > 0;
	}
	*out = is_repeated;
	return 0;
}
