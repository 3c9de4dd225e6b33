/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/heap.h"

/* A block takes this much or, for something larger, just that. */
#define BLOCK_SIZE ((size_t)64 << 10)
#define ALIGNMENT  16

struct arena_block {
	struct arena_block *next;
	size_t room; /* bytes after this head */
	size_t used;
	_Alignas(ALIGNMENT) char bytes[]; /* zero from `used` on */
};

struct arena {
	struct arena_block *blocks; /* the first is the one in use */
	size_t held;                /* bytes of all blocks */
	size_t most;
};

int arena_new(size_t most, struct arena **out, struct fault *f)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (!a)
		return fault_set(f, FAULT_MEMORY, "no memory for an arena");
	a->most = most;
	*out = a;
	return 0;
}

void arena_free(struct arena *a)
{
	struct arena_block *b, *next;

	if (!a)
		return;
	for (b = a->blocks; b; b = next) {
		next = b->next;
		free(b);
	}
	free(a);
}

void arena_reset(struct arena *a)
{
	struct arena_block *keep = NULL, *b, *next;

	/* One plain block is kept; a giant one would be held for ever. */
	for (b = a->blocks; b; b = next) {
		next = b->next;
		if (!keep && b->room == BLOCK_SIZE)
			keep = b;
		else
			free(b);
	}
	a->blocks = keep;
	a->held = keep ? keep->room : 0;
	if (keep) {
		memset(keep->bytes, 0, keep->used);
		keep->next = NULL;
		keep->used = 0;
	}
}

/*
 * Makes a block with at least SIZE free bytes and gives it, or NULL. It goes
 * in front, unless it is full at once and the one in front is not.
 */
static struct arena_block *arena_grow(struct arena *a, size_t size,
                                      struct fault *f)
{
	size_t room = size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE;
	struct arena_block **place = &a->blocks;
	struct arena_block *b;

	if (room > a->most || a->held > a->most - room) {
		(void)fault_set(f, FAULT_LIMIT,
		                "needs more than %zu MiB of working memory",
		                a->most >> 20);
		return NULL;
	}
	/* calloc() knows what comes fresh from the kernel and is zero: that is
	   not touched before its owner fills it. */
	b = calloc(1, sizeof(*b) + room);
	if (!b) {
		(void)fault_set(f, FAULT_MEMORY, "no memory for %zu bytes",
		                room);
		return NULL;
	}
	heap_large(b, sizeof(*b) + room);
	b->room = room;
	a->held += room;
	if (room != BLOCK_SIZE && a->blocks)
		place = &a->blocks->next;
	b->next = *place;
	*place = b;
	return b;
}

void *arena_alloc(struct arena *a, size_t size, struct fault *f)
{
	struct arena_block *b = a->blocks;
	char *at;

	if (size > SIZE_MAX - ALIGNMENT) {
		(void)fault_set(f, FAULT_LIMIT, "a size that cannot be");
		return NULL;
	}
	size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if (!b || b->room - b->used < size)
		b = arena_grow(a, size, f);
	if (!b)
		return NULL;
	at = b->bytes + b->used;
	b->used += size;
	return at;
}

void *arena_array(struct arena *a, size_t n, size_t size, struct fault *f)
{
	if (size > 0 && n > SIZE_MAX / size) {
		(void)fault_set(f, FAULT_LIMIT, "a size that cannot be");
		return NULL;
	}
	return arena_alloc(a, n * size, f);
}

char *arena_copy(struct arena *a, const void *bytes, size_t len,
                 struct fault *f)
{
	char *at = arena_alloc(a, len + 1, f);

	if (at && len > 0)
		memcpy(at, bytes, len);
	return at;
}

char *arena_string(struct arena *a, const char *text, struct fault *f)
{
	return arena_copy(a, text, strlen(text), f);
}

char *arena_print(struct arena *a, struct fault *f, const char *fmt, ...)
{
	va_list args;
	char *at;
	int n;

	va_start(args, fmt);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0) {
		(void)fault_set(f, FAULT_SYSTEM, "printf refused \"%s\"", fmt);
		return NULL;
	}
	at = arena_alloc(a, (size_t)n + 1, f);
	if (!at)
		return NULL;
	va_start(args, fmt);
	(void)vsnprintf(at, (size_t)n + 1, fmt, args);
	va_end(args);
	return at;
}
