/* SPDX-License-Identifier: Apache-2.0 */
/* Speech: who speaks in one sentence, by its words alone. */
#ifndef ATTRIBUTION_SPEECH_H
#define ATTRIBUTION_SPEECH_H

#include <stdbool.h>
#include <stddef.h>

#include "lexicon.h"

/* Names of one sentence: "Austria, Chile, Egypt and 29 others asked" */
#define SPEAKERS_MOST 16

/* One who speaks: a term, or words of a title. */
struct voice_found {
	const struct lexicon_term *term;
	size_t start; /* of the name in the sentence, for titles */
	size_t end;
};

struct speech {
	struct voice_found at[SPEAKERS_MOST];
	size_t n;         /* 0: nobody is named as speaking */
	bool is_again;    /* "it", "the same Committee": who spoke before */
	bool is_stranger; /* somebody speaks whom nobody knows */
	bool is_claim;    /* "stated that": what follows is a claim */
};

/* What counts as a name, and how loosely. */
struct hearing {
	const struct lexicon *lexicon;
	uint64_t names; /* bits of terms that may speak */
	bool is_turn;   /* whoever stands first has the floor */
};

/** Hears who speaks in T. */
void speech_hear(const struct hearing *h, const struct tokens *t,
                 struct speech *out);

#endif
