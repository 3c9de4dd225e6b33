/* SPDX-License-Identifier: Apache-2.0 */
#include "kinship.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "scoring.h"
#include "store.h"

/* Sketches of 4 KB: of a quarter of a million submissions. */
#define KINSHIP_MEMORY_MOST ((size_t)1 << 30)

int kinship_open(struct kinship *k, struct store *s, const struct reader *r,
                 struct fault *f)
{
	*k = (struct kinship){ .store = s, .reader = r };
	return arena_new(KINSHIP_MEMORY_MOST, &k->arena, f);
}

void kinship_clear(struct kinship *k)
{
	arena_free(k->arena);
	free(k->at);
	memset(k, 0, sizeof(*k));
}

static int kinship_grow(struct kinship *k, size_t least, struct fault *f)
{
	size_t room = k->room ? k->room : 256;
	const struct kin **at;

	while (room < least)
		room *= 2;
	/* Of pointers: NOLINTNEXTLINE(bugprone-sizeof-expression) */
	at = realloc(k->at, room * sizeof(*at));
	if (!at)
		return fault_set(f, FAULT_MEMORY,
		                 "no memory for %zu submissions", room);
	for (size_t i = k->room; i < room; i++)
		at[i] = NULL;
	k->at = at;
	k->room = room;
	return 0;
}

int kinship_of(struct kinship *k, int64_t seq, const char *id,
               const struct kin **out, struct fault *f)
{
	size_t place = (size_t)seq;
	struct kin *kin;
	int rc;

	if (place >= k->room && kinship_grow(k, place + 1, f) < 0)
		return -1;
	if (!k->at[place]) {
		kin = arena_alloc(k->arena, sizeof(*kin), f);
		if (!kin)
			return -1;
		rc = store_kin(k->store, k->reader, id, k->arena, kin, f);
		if (rc == 0)
			return fault_set(f, FAULT_STORE,
			                 "submission %s has no finding: run "
			                 "gcmtrack verify",
			                 id);
		if (rc < 0)
			return -1;
		k->at[place] = kin;
	}
	*out = k->at[place];
	return 0;
}

int kin_is_alike(const struct kin *a, const struct kin *b)
{
	const struct sketch x = { a->sketch, a->n_sketch };
	const struct sketch y = { b->sketch, b->n_sketch };

	return sketch_is_alike(&x, &y);
}
