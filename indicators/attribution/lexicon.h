/* SPDX-License-Identifier: Apache-2.0 */
/* Lexicon: names and phrases of one document, found by their first word. */
#ifndef ATTRIBUTION_LEXICON_H
#define ATTRIBUTION_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/speaker.h"

#include "token.h"

struct arena;
struct catalogue;
struct fault;

/* What a term is; phrases of a speaker file follow in their own order. */
enum term {
	TERM_BODY,   /* a known body: target is its place in the speakers */
	TERM_STATE,  /* a state: target is its place in states[] */
	TERM_LISTED, /* in the document's own list: target is its place */
	TERM_PRONOUN,
	TERM_PHRASE /* + enum speaker_word */
};

#define TERM_OF(word)  ((unsigned)TERM_PHRASE + (unsigned)(word))
#define TERM_BIT(term) ((uint64_t)1 << (term))

struct lexicon_term {
	unsigned kind; /* enum term, or TERM_OF() */
	uint32_t target;
	const uint64_t *words; /* hashes, in order */
	size_t n_words;
	const char *exact; /* a name of capitals alone: how it is written */
	bool is_proper;    /* one word that must begin with a capital */
	uint32_t next;     /* term with the same slot, plus one; 0 none */
};

struct lexicon {
	struct arena *arena;
	struct lexicon_term *terms;
	size_t n, room;
	uint32_t *slots; /* first term plus one */
	size_t mask;
	char (*states)[4]; /* codes that TERM_STATE points to */
	size_t n_states;
};

/** Makes the lexicon of all documents: bodies, states and phrases. */
int lexicon_init(struct lexicon *l, const struct catalogue *c, struct arena *a,
                 struct fault *f);

/** Adds NAME, LEN bytes; without words nothing is added. */
int lexicon_add(struct lexicon *l, unsigned kind, uint32_t target,
                const char *name, size_t len, struct fault *f);

/**
 * The longest term of a kind in KINDS (bits) that begins at token AT of T; a
 * term listed later goes before an equal one. NULL when there is none.
 */
const struct lexicon_term *lexicon_match(const struct lexicon *l,
                                         const struct tokens *t, size_t at,
                                         uint64_t kinds);

#endif
