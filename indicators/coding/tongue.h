/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tongue: the codebook of one language, compiled.
 */
#ifndef CODING_TONGUE_H
#define CODING_TONGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/codebook.h"

#include "phrase.h"

struct catalogue;
struct fault;

/* One phrase with its target as an index. */
struct rule {
	enum term_kind kind;
	int target; /* position of a commitment or state, enum cue, letter -
	               'a'; -1 none */
	double weight;
	const char *words; /* borrowed from the codebook */
	const char *note;  /* target in words: "GCM.8", why it is skipped */
};

/* What one learned feature adds to one commitment. */
struct learned {
	uint64_t feature; /* stem << 32 | next stem, or stem alone */
	int target;
	double weight;
};

struct tongue {
	const struct codebook_language *book; /* borrowed */
	struct lexicon *lexicon;
	struct phrases *phrases;
	bool is_han;   /* its words are single characters */
	bool has_void; /* some of its cues are no cues inside longer words */
	struct rule *rules;
	size_t n_rules;
	size_t rules_room;
	struct learned *learned; /* sorted by feature */
	size_t n_learned;
	uint32_t *slots;  /* hash of learned: index + 1 of a feature's first */
	uint64_t *maybe;  /* a bit per hash: most pairs of words are not there,
	                     and this table stays in the cache */
	bool *is_learned; /* by position of a commitment */
	double *biases;   /* by position of a commitment */
};

/** Owns: the caller releases *OUT with tongue_free(). */
int tongue_new(const struct catalogue *c, const struct codebook_language *book,
               struct tongue **out, struct fault *f);

/** Releases T; NULL is allowed. */
void tongue_free(struct tongue *t);

/** The run of what FEATURE weighs; *N is 0 when it weighs nothing. */
const struct learned *tongue_learned(const struct tongue *t, uint64_t feature,
                                     size_t *n);

#endif
