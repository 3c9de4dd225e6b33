/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Head: the head of one HTTP/1.x request, read strictly (RFC 9112).
 *
 * Request smuggling needs two readers that differ. This one refuses whatever
 * could be read in two ways, so that no proxy in front can differ from it:
 * security.md 3.1 has the table.
 */
#ifndef SERVE_HEAD_H
#define SERVE_HEAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "problem.h"

/* Largest head; browsers stay below 8 KiB. */
#define HEAD_MOST ((size_t)16 << 10)

/* Longest request target: a query of two hundred commitments fits. */
#define TARGET_MOST 8000

/* Most header lines. */
#define HEADER_LINES_MOST 64

/* Room for list headers that come in several lines. */
#define JOINED_MOST 1024

/* Headers that somebody here reads; the rest is checked and passed over. */
enum known_header {
	HEADER_ACCEPT,
	HEADER_ACCEPT_ENCODING,
	HEADER_ACCEPT_LANGUAGE,
	HEADER_AUTHORIZATION,
	HEADER_CONNECTION,
	HEADER_CONTENT_LENGTH,
	HEADER_CONTENT_TYPE,
	HEADER_EXPECT,
	HEADER_FORWARDED,
	HEADER_HOST,
	HEADER_IF_MODIFIED_SINCE,
	HEADER_IF_NONE_MATCH,
	HEADER_TRANSFER_ENCODING,
	HEADER_X_FORWARDED_FOR,
	HEADER_COUNT
};

struct head {
	const char *method;    /* strings lie in the bytes given, or in here */
	const char *path;      /* "*" with OPTIONS only */
	const char *query;     /* "" none */
	const char *authority; /* of an absolute target, or NULL */
	size_t authority_len;
	const char *header[HEADER_COUNT]; /* NULL: not there */
	bool is_old;                      /* HTTP/1.0 */
	bool is_closing;                  /* after the answer */
	bool has_length;
	uint64_t length; /* of the body */
	/* why not, when refused */
	enum problem problem;
	const char *detail;
	char joined[JOINED_MOST];
	size_t joined_len; /* bytes of it in use */
};

enum head_result {
	HEAD_MORE,   /* not all of it is there yet */
	HEAD_WHOLE,  /* *SIZE bytes are the head */
	HEAD_REFUSED /* out->problem and out->detail say why; then close */
};

/**
 * Reads a head from LEN bytes, which it changes once the head is whole
 * (strings are ended in place).
 */
enum head_result head_read(char *bytes, size_t len, struct head *out,
                           size_t *size);

#endif
