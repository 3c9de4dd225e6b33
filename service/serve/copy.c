/* SPDX-License-Identifier: Apache-2.0 */
#include "copy.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "passages.h"
#include "scoring.h"
#include "site.h"
#include "store.h"

/* Those received before one submission, and what was found of them. */
struct before {
	const struct kin *at;
	size_t n;
	const struct kin **originals; /* no copies themselves */
	size_t n_originals;
};

static bool is_alike(const struct kin *a, const struct kin *b)
{
	const struct sketch x = { a->sketch, a->n_sketch };
	const struct sketch y = { b->sketch, b->n_sketch };

	return sketch_is_alike(&x, &y);
}

/* The original that KIN is a copy of, or NULL. */
static const struct kin *original_of(const struct before *b,
                                     const struct kin *kin)
{
	for (size_t i = 0; i < b->n_originals; i++)
		if (is_alike(b->originals[i], kin))
			return b->originals[i];
	return NULL;
}

int submission_copy_of(const struct request *q, const char *id,
                       const char **out, struct fault *f)
{
	struct reader reader = public_reader(q);
	const struct kin *original;
	struct before b = { 0 };
	struct kin kin, *list;

	*out = NULL;
	if (store_kin(q->store, &reader, id, q->arena, &kin, f) < 0 ||
	    store_kin_before(q->store, &reader, id, q->arena, &list, &b.n, f) <
	            0)
		return -1;
	b.at = list;
	/* Of pointers: NOLINTNEXTLINE(bugprone-sizeof-expression) */
	b.originals = arena_array(q->arena, b.n + 1, sizeof(*b.originals), f);
	if (!b.originals)
		return -1;
	for (size_t i = 0; i < b.n; i++)
		if (!original_of(&b, &b.at[i]))
			b.originals[b.n_originals++] = &b.at[i];
	original = original_of(&b, &kin);
	if (original)
		*out = original->submission;
	return 0;
}
