/* SPDX-License-Identifier: Apache-2.0 */
#include "base/digest.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <nettle/sha2.h>
#include <sodium.h>

#include "base/fault.h"

struct digester {
	struct sha256_ctx state;
};

void digest_of(const void *bytes, size_t len, struct digest *out)
{
	struct sha256_ctx state;

	sha256_init(&state);
	sha256_update(&state, len, bytes);
	sha256_digest(&state, DIGEST_SIZE, out->bytes);
}

void digest_hex(const struct digest *d, char *out)
{
	(void)sodium_bin2hex(out, DIGEST_HEX_SIZE, d->bytes, DIGEST_SIZE);
}

int digest_from_hex(const char *hex, struct digest *out, struct fault *f)
{
	size_t len = 0;

	if (strlen(hex) != DIGEST_HEX_SIZE - 1 ||
	    sodium_hex2bin(out->bytes, DIGEST_SIZE, hex, DIGEST_HEX_SIZE - 1,
	                   NULL, &len, NULL) != 0 ||
	    len != DIGEST_SIZE)
		return fault_set(f, FAULT_INPUT,
		                 "\"%.70s\" is not 64 hex digits", hex);
	return 0;
}

bool digest_is_equal(const struct digest *a, const struct digest *b)
{
	return sodium_memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

int digester_new(struct digester **out, struct fault *f)
{
	struct digester *d = malloc(sizeof(*d));

	if (!d)
		return fault_set(f, FAULT_MEMORY, "no memory for a digest");
	sha256_init(&d->state);
	*out = d;
	return 0;
}

void digester_free(struct digester *d)
{
	free(d);
}

void digester_add(struct digester *d, const void *bytes, size_t len)
{
	sha256_update(&d->state, len, bytes);
}

void digester_add_field(struct digester *d, const void *bytes, size_t len)
{
	unsigned char size[8];

	for (size_t i = 0; i < sizeof(size); i++)
		size[i] = (unsigned char)((uint64_t)len >> (8 * i));
	digester_add(d, size, sizeof(size));
	digester_add(d, bytes, len);
}

void digester_end(struct digester *d, struct digest *out)
{
	/* Which starts anew, too. */
	sha256_digest(&d->state, DIGEST_SIZE, out->bytes);
}
