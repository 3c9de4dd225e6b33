/* SPDX-License-Identifier: Apache-2.0 */
#include "drawn.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/cell.h"

/* A power of two: the pairs of four of the largest comparisons, 1.4 MB that
   are touched as they fill. A pair has one place: whoever chooses pairs that
   share it only draws anew. */
#define PLACES 8192

struct place {
	const struct method *method; /* NULL: free */
	struct cell_key a, b;
	struct difference difference;
};

struct drawn {
	struct place place[PLACES];
};

struct drawn *drawn_new(void)
{
	return calloc(1, sizeof(struct drawn));
}

void drawn_free(struct drawn *d)
{
	free(d);
}

/* FNV-1a over TEXT. */
static uint64_t mix(uint64_t hash, const char *text)
{
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001b3U;
	return hash * 0x100000001b3U;
}

static size_t place_of(const struct cell_key *a, const struct cell_key *b)
{
	const struct cell_key *const keys[] = { a, b };
	uint64_t hash = 0xcbf29ce484222325U;

	for (size_t i = 0; i < 2; i++) {
		hash = mix(hash, keys[i]->state);
		hash = mix(hash, keys[i]->commitment);
		hash = mix(hash, keys[i]->round);
		hash = (hash ^ (uint64_t)keys[i]->voice) * 0x100000001b3U;
	}
	return (size_t)(hash >> 32) % PLACES;
}

static bool is_key(const struct cell_key *a, const struct cell_key *b)
{
	return a->voice == b->voice && strcmp(a->state, b->state) == 0 &&
	       strcmp(a->commitment, b->commitment) == 0 &&
	       strcmp(a->round, b->round) == 0;
}

bool drawn_find(const struct drawn *d, const struct method *m,
                const struct cell_key *a, const struct cell_key *b,
                struct difference *out)
{
	const struct place *p = d ? &d->place[place_of(a, b)] : NULL;

	if (!p || p->method != m || !is_key(&p->a, a) || !is_key(&p->b, b))
		return false;
	*out = p->difference;
	return true;
}

void drawn_keep(struct drawn *d, const struct method *m,
                const struct cell_key *a, const struct cell_key *b,
                const struct difference *difference)
{
	struct place *p = d ? &d->place[place_of(a, b)] : NULL;

	if (p)
		*p = (struct place){ m, *a, *b, *difference };
}
