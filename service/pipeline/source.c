/* SPDX-License-Identifier: Apache-2.0 */
#include "source.h"

#include <string.h>

#include "attribution.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/fault.h"
#include "model/submission.h"

/* Hex digits of a digest that name an unsigned document: as in its id. */
#define DIGEST_DIGITS 16

static const char *of_state(const struct submission *sub, struct arena *a,
                            struct fault *f)
{
	static const char START[] = "state:";
	size_t len = sizeof(START) - 1;
	char *out = arena_alloc(a, len + sub->n_states * STATE_SIZE + 1, f);

	if (!out)
		return NULL;
	memcpy(out, START, len);
	for (size_t i = 0; i < sub->n_states; i++) {
		if (i > 0)
			out[len++] = ',';
		memcpy(out + len, sub->states[i], STATE_SIZE - 1);
		len += STATE_SIZE - 1;
	}
	out[len] = '\0';
	return out;
}

const char *source_of(const struct submission *sub, const struct catalogue *c,
                      struct arena *a, struct fault *f)
{
	char hex[DIGEST_HEX_SIZE];
	const char *out;

	if (sub->voice == VOICE_STATE)
		return of_state(sub, a, f);
	/* The same key as where a summary quotes this author. */
	out = attribution_key(c, sub->author ? sub->author : "", a, f);
	if (!out || strcmp(out, "author:") != 0)
		return out;
	digest_hex(&sub->document, hex);
	return arena_print(a, f, "document:%.*s", DIGEST_DIGITS, hex);
}
