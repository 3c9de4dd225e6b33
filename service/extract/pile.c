/* SPDX-License-Identifier: Apache-2.0 */
#include "pile.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#define ROOM_FIRST 256 /* records; a short document needs no second copy */

void pile_init(struct pile *p, struct arena *a, size_t size, size_t most,
               const char *what)
{
	*p = (struct pile){
		.arena = a, .size = size, .most = most, .what = what
	};
}

static int pile_grow(struct pile *p, size_t n, struct fault *f)
{
	size_t room = p->room ? p->room : ROOM_FIRST;
	char *at;

	if (n > p->most || p->n > p->most - n)
		return fault_set(f, FAULT_LIMIT, "more than %zu %s", p->most,
		                 p->what);
	while (room - p->n < n)
		room *= 2;
	if (room > p->most)
		room = p->most;
	at = arena_array(p->arena, room, p->size, f);
	if (!at)
		return -1;
	if (p->n > 0)
		memcpy(at, p->at, p->n * p->size);
	p->at = at;
	p->room = room;
	return 0;
}

int pile_add(struct pile *p, const void *records, size_t n, struct fault *f)
{
	if (p->room - p->n < n && pile_grow(p, n, f) < 0)
		return -1;
	if (n > 0)
		memcpy(p->at + p->n * p->size, records, n * p->size);
	p->n += n;
	return 0;
}

void *pile_next(struct pile *p, struct fault *f)
{
	char *record;

	if (p->room == p->n && pile_grow(p, 1, f) < 0)
		return NULL;
	record = p->at + p->n * p->size;
	memset(record, 0, p->size);
	p->n++;
	return record;
}

void *pile_at(const struct pile *p, size_t i)
{
	assert(i < p->n);
	return p->at + i * p->size;
}
