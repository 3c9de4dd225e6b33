/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pack: small lists as one column, the same bytes on any machine.
 *
 * Numbers are LEB128, strings are length and bytes, doubles are the eight
 * bytes of IEEE 754, least significant first.
 */
#ifndef STORE_PACK_H
#define STORE_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buf;
struct fault;

int pack_uint(struct buf *b, uint64_t value, struct fault *f);
int pack_bytes(struct buf *b, const char *bytes, size_t len, struct fault *f);
int pack_string(struct buf *b, const char *text, struct fault *f);
int pack_fixed(struct buf *b, uint64_t value, struct fault *f); /* 8 bytes */
int pack_double(struct buf *b, double value, struct fault *f);

/* Reads what was packed. Damage sets is_bad once and reads as zero. */
struct unpack {
	const unsigned char *at;
	const unsigned char *end;
	bool is_bad;
};

void unpack_init(struct unpack *u, const void *bytes, size_t len);
uint64_t unpack_uint(struct unpack *u);

/** A number that must be below LIMIT. */
uint32_t unpack_below(struct unpack *u, uint64_t limit);

/** A count of things that take at least one byte each. */
size_t unpack_count(struct unpack *u);

/** A string copied into A; NULL with F set when A is full. */
const char *unpack_string(struct unpack *u, struct arena *a, struct fault *f);

/** A string copied into OUT of SIZE bytes. */
void unpack_into(struct unpack *u, char *out, size_t size);
uint64_t unpack_fixed(struct unpack *u);
double unpack_double(struct unpack *u);

/** True when everything was read and nothing was damaged. */
bool unpack_is_whole(const struct unpack *u);

#endif
