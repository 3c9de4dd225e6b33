/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Buf: bytes that grow up to a limit named at birth.
 *
 * Takes:  bytes, or printf words.
 * Gives:  one contiguous run, always followed by a NUL that is not counted.
 * Never:  grows past its limit.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

struct fault;

struct buf {
	char *at;    /* owned; NULL while empty */
	size_t len;  /* bytes in use */
	size_t room; /* bytes allocated */
	size_t most; /* limit set by buf_init() */
};

/** Starts B empty, never to hold more than MOST bytes. */
void buf_init(struct buf *b, size_t most);

/** Releases what B holds; B is empty and usable again. */
void buf_clear(struct buf *b);

/** Forgets the content of B but keeps its memory for the next use. */
void buf_reset(struct buf *b);

/** Appends LEN bytes. Errors: FAULT_LIMIT, FAULT_MEMORY; B unchanged. */
int buf_add(struct buf *b, const void *bytes, size_t len, struct fault *f);

/** Appends TEXT without its NUL. Errors: as buf_add(). */
int buf_add_str(struct buf *b, const char *text, struct fault *f);

/** Appends one byte. Errors: as buf_add(). */
int buf_add_char(struct buf *b, char c, struct fault *f);

/** Appends printf words. Errors: as buf_add(). */
int buf_addf(struct buf *b, struct fault *f, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/**
 * Makes room for LEN bytes behind the content and gives the place; whoever
 * fills it adds LEN to b->len, or ends what is less with a NUL. NULL on a
 * fault, as buf_add().
 */
char *buf_room(struct buf *b, size_t len, struct fault *f);

/** Hands the bytes of B over to the caller, who frees them; B is empty. */
char *buf_take(struct buf *b, size_t *len);

#endif
