/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Codebook: the words by which a passage shows what it speaks of, as data.
 * METHOD.md 2 to 4; how a phrase is written is said in codebook-en.xml and at
 * indicators/coding/phrase.h.
 *
 * Takes:  what the codebook files say.
 * Gives:  plain structs and the table of their words.
 * Never:  has functions.
 */
#ifndef MODEL_CODEBOOK_H
#define MODEL_CODEBOOK_H

#include <stddef.h>

/* What a phrase does where it is found. */
enum term_kind {
	TERM_SUBJECT,   /* the passage is about people on the move at all */
	TERM_FOR,       /* speaks to a commitment */
	TERM_AGAINST,   /* takes away what a commitment asks for */
	TERM_GUARD,     /* forbids or weakens what it overlaps */
	TERM_NAMED,     /* names a commitment, anywhere */
	TERM_HEADED,    /* names a commitment, in a heading */
	TERM_CUE,       /* decides a level, METHOD.md 3 */
	TERM_PRINCIPLE, /* shows a guiding principle */
	TERM_STATE,     /* names a state, or its people */
	TERM_SKIP,      /* boilerplate: the passage is not coded */
	TERM_COUNT
};

static const char *const TERM_NAMES[TERM_COUNT] = {
	[TERM_SUBJECT] = "subject", [TERM_FOR] = "for",
	[TERM_AGAINST] = "against", [TERM_GUARD] = "guard",
	[TERM_NAMED] = "named",     [TERM_HEADED] = "headed",
	[TERM_CUE] = "cue",         [TERM_PRINCIPLE] = "principle",
	[TERM_STATE] = "state",     [TERM_SKIP] = "skip",
};

struct codebook_term {
	enum term_kind kind;
	const char *words;  /* one phrase, e.g. "rescue ...2 sea" */
	const char *target; /* commitment code, cue, letter, iso3, or "" */
	double weight;      /* log odds; of a cue, how sure it is, 0..1 */
};

/* A learned weight: one stem, or two that stand together. */
struct codebook_weight {
	const char *feature; /* "remitt", "consular assist" */
	const char *target;  /* commitment code */
	double weight;       /* log odds */
};

/* Where the log odds of a commitment start, and how far they are trusted. */
struct codebook_bias {
	const char *target; /* commitment code, or "" for all others */
	double bias;        /* log odds of a passage without any term */
};

/* Ranks told apart when log odds are calibrated: first, second, others. */
#define CODEBOOK_RANKS 3

/* From raw log odds x to calibrated ones: slope * x + shift. */
struct codebook_curve {
	double slope;
	double shift;
};

struct codebook_language {
	char language[3]; /* "en" */
	const struct codebook_term *terms;
	size_t n_terms;
	const struct codebook_weight *weights;
	size_t n_weights;
	const struct codebook_bias *biases;
	size_t n_biases;
	struct codebook_curve curves[CODEBOOK_RANKS];
};

struct codebook {
	const struct codebook_language *languages; /* by code */
	size_t n_languages;
};

#endif
