/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Heap: memory asked of the kernel at once instead of page by page.
 *
 * Takes:  how much this process is about to use.
 * Gives:  nothing but speed: whoever allocates does so as ever.
 * Never:  fails, or holds memory that an allocation could not have.
 */
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

#include <stddef.h>

/**
 * Makes the next BYTES that this process allocates ready for use. A page that
 * is touched for the first time stops the program: 10 to 15 us on one virtual
 * machine of 2026, and 1 us each when they are asked for together.
 *
 * For processes that do one thing and end, or do it again and again: from then
 * on malloc() has one heap for all threads, which keeps what is freed for the
 * next use and gives nothing back before the end.
 */
void heap_warm(size_t bytes);

/**
 * Fills nearly all holes that were left by what was freed, for good, so that
 * what is allocated from now on lies at the end of the heap. For a process that
 * is forked again and again: a child that allocates in a hole makes a copy of
 * the page for its own. The heap is then as heap_warm() says.
 */
void heap_fill(void);

/**
 * Says that all LEN bytes at AT, fresh and unused, will be used: the kernel may
 * give them in large pieces, which costs one fault instead of 512 each.
 */
void heap_large(void *at, size_t len);

#endif
