/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Digest: SHA-256 (FIPS 180-4, through nettle), the name of a document.
 *
 * Takes:  bytes.
 * Gives:  struct digest, and its 64 lower-case hex digits.
 * Never:  is used to keep a secret.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#define DIGEST_SIZE     32
#define DIGEST_HEX_SIZE 65 /* with the NUL */

struct digest {
	unsigned char bytes[DIGEST_SIZE];
};

struct digester; /* a digest under way */
struct fault;

/** Digests LEN bytes at once. */
void digest_of(const void *bytes, size_t len, struct digest *out);

/** Writes D as hex into OUT, which holds DIGEST_HEX_SIZE bytes. */
void digest_hex(const struct digest *d, char *out);

/** Reads 64 hex digits. Errors: FAULT_INPUT. */
int digest_from_hex(const char *hex, struct digest *out, struct fault *f);

/** Says whether A and B are equal, in constant time. */
bool digest_is_equal(const struct digest *a, const struct digest *b);

/** Opens a digest fed in parts. Owns: digester_free(). Errors: FAULT_MEMORY. */
int digester_new(struct digester **out, struct fault *f);

/** Releases D; NULL is allowed. */
void digester_free(struct digester *d);

/** Feeds LEN bytes. */
void digester_add(struct digester *d, const void *bytes, size_t len);

/**
 * Feeds LEN and then the bytes, so that two fields never run into each other.
 */
void digester_add_field(struct digester *d, const void *bytes, size_t len);

/** Ends D and starts it anew. */
void digester_end(struct digester *d, struct digest *out);

#endif
