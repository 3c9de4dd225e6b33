/* SPDX-License-Identifier: Apache-2.0 */
#include "source.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/fault.h"
#include "model/submission.h"

/* Hex digits of a digest that name an unsigned document: as in its id. */
#define DIGEST_DIGITS 16

static bool is_mark(unsigned char c)
{
	return c <= ' ' || (c < 0x80 && strchr(".,;:'\"()[]/-_", c));
}

/*
 * "UNHCR,  Ljubljana" and "unhcr ljubljana" are one name. Only ASCII case is
 * folded: other letters are written one way by an organisation.
 */
static size_t name_fold(const char *name, char *out)
{
	size_t n = 0;
	bool is_gap = false;

	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;

		if (is_mark(c)) {
			is_gap = n > 0;
			continue;
		}
		if (is_gap)
			out[n++] = ' ';
		is_gap = false;
		out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
	}
	out[n] = '\0';
	return n;
}

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

const char *source_of(const struct submission *sub, struct arena *a,
                      struct fault *f)
{
	static const char START[] = "author:";
	char hex[DIGEST_HEX_SIZE];
	const char *author = sub->author ? sub->author : "";
	char *out;

	if (sub->voice == VOICE_STATE)
		return of_state(sub, a, f);
	/* Folding never makes a name longer. */
	out = arena_alloc(a, sizeof(START) + strlen(author), f);
	if (!out)
		return NULL;
	memcpy(out, START, sizeof(START));
	if (name_fold(author, out + sizeof(START) - 1) > 0)
		return out;
	digest_hex(&sub->document, hex);
	return arena_print(a, f, "document:%.*s", DIGEST_DIGITS, hex);
}
