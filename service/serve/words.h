/* SPDX-License-Identifier: Apache-2.0 */
/* Words: small closed lists of this room, and how near two words are. */
#ifndef SERVE_WORDS_H
#define SERVE_WORDS_H

#include <stddef.h>

enum order_word {
	ORDER_TEXT,
	ORDER_STRONGEST,
	ORDER_WORDS_COUNT
};

static const char *const ORDER_WORDS[ORDER_WORDS_COUNT] = {
	[ORDER_TEXT] = "text",
	[ORDER_STRONGEST] = "strongest",
};

/* Whether alpha could be told: agreement.c. */
enum alpha_word {
	ALPHA_COMPUTED,
	ALPHA_NO_INTERVAL,
	ALPHA_NOT_COMPUTABLE,
	ALPHA_WORDS_COUNT
};

static const char *const ALPHA_WORDS[ALPHA_WORDS_COUNT] = {
	[ALPHA_COMPUTED] = "computed",
	[ALPHA_NO_INTERVAL] = "no_interval",
	[ALPHA_NOT_COMPUTABLE] = "not_computable",
};

/** Letters to add, drop or change to make A into B; large past 24 letters. */
size_t words_distance(const char *a, const char *b);

#endif
