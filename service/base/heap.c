/* SPDX-License-Identifier: Apache-2.0 */
#include "base/heap.h"

#include <limits.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

#ifdef WITH_SANITIZER

/* A sanitizer's allocator has memory of its own. */
void heap_warm(size_t bytes)
{
	(void)bytes;
}

void heap_fill(void)
{
}

void heap_large(void *at, size_t len)
{
	(void)at;
	(void)len;
}

#else

/* What a kernel gives in one piece where it can: 512 pages at the price of
   one. */
#define LARGE       ((size_t)2 << 20)

/* What malloc keeps beside each allocation, twice. */
#define HEAD        64

/* Smaller holes than this are not worth filling, nor more than these. */
#define HOLE_LEAST  ((size_t)128)
#define FILLS_MOST  20000

/* So many of a size malloc keeps aside, and does not count as holes; then what
   it gives comes off the end. */
#define CACHED_MOST 7

/* Takes SIZE bytes for good. */
static bool keep(size_t size)
{
	/* Else the compiler sees that nobody wants them. */
	void *volatile at = malloc(size);

	/* It is meant so: NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
	return at != NULL;
}

/* One heap that only grows, so that what is warm, or last, is what is used. */
static void have_one_heap(void)
{
	(void)mallopt(M_MMAP_MAX, 0);
	(void)mallopt(M_TRIM_THRESHOLD, INT_MAX);
	(void)mallopt(M_ARENA_MAX, 1);
}

void heap_warm(size_t bytes)
{
	size_t size = (bytes + LARGE - 1) & ~(LARGE - 1);
	uintptr_t skipped;
	char *whole;

	have_one_heap();
	whole = malloc(size + LARGE);
	if (!whole)
		return;
	skipped = (LARGE - (uintptr_t)whole % LARGE) % LARGE;
	/* Where the kernel knows one of these or none, nothing is lost. */
	(void)madvise(whole + skipped, size, MADV_HUGEPAGE);
	(void)madvise(whole + skipped, size, MADV_POPULATE_WRITE);
	free(whole);
	/* What comes next is to lie there; what is skipped is never touched,
	   and so takes no memory. */
	if (skipped > HEAD)
		(void)keep(skipped - HEAD);
}

void heap_large(void *at, size_t len)
{
	uintptr_t skipped = (LARGE - (uintptr_t)at % LARGE) % LARGE;

	if (len < LARGE || len - LARGE < skipped)
		return;
	len = (len - skipped) / LARGE * LARGE;
	(void)madvise((char *)at + skipped, len, MADV_HUGEPAGE);
}

static size_t holes(void)
{
	struct mallinfo2 now = mallinfo2();

	return now.fordblks - now.keepcost;
}

void heap_fill(void)
{
	size_t size = LARGE;

	have_one_heap();
	for (int i = 0, in_vain = 0; i < FILLS_MOST && size >= HOLE_LEAST;
	     i++) {
		size_t before = holes();

		if (before >= size && keep(size) && holes() == before)
			in_vain++;
		if (before < size || in_vain > CACHED_MOST) {
			size /= 2;
			in_vain = 0;
		}
	}
}

#endif
