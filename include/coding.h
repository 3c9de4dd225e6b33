/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Coding: which commitments a passage speaks to, about which states, at which
 * level, and why.
 *
 * Takes:  struct utterance, one at a time.
 * Gives:  struct coding, each with its reasons.
 * Never:  reads a file, the clock or the store; equal passage and equal
 *         codebook, equal codings, on any machine.
 */
#ifndef CODING_H
#define CODING_H

#include <stdbool.h>
#include <stddef.h>

#include "model/coding.h"

struct arena;
struct catalogue;
struct coder;
struct fault;

/** Version of the rules in this room; codings are stored with it. */
const char *coding_version(void);

/** Says whether passages in LANGUAGE ("en", "fr-CA") are coded at all. */
bool coding_speaks(const char *language);

/**
 * Opens the codebook of CATALOGUE, which must outlive the coder. A language is
 * compiled at its first use, which takes as long as coding a report.
 * Owns:   the caller releases *OUT with coder_free().
 * Errors: FAULT_MEMORY.
 */
int coder_new(const struct catalogue *catalogue, struct coder **out,
              struct fault *f);

/**
 * Compiles the codebook of LANGUAGE now, if there is one, for a caller who has
 * nothing else to do yet, or who asks whether it can be compiled.
 * Errors: FAULT_INPUT if the codebook contradicts the catalogue or a phrase of
 *         it has no words; FAULT_LIMIT if it is too large; FAULT_MEMORY.
 */
int coder_learn(struct coder *c, const char *language, struct fault *f);

/*
 * Codings of less than this are not given, unless asked for: they would fill a
 * store and count in no score, METHOD.md 6.1.
 */
#define CODING_LEAST 0.3
/* What one who reads a list of candidates, or measures, still looks at. */
#define CODING_LEAST_LISTED 0.03

/**
 * From now on C gives codings from LEAST on, not from CODING_LEAST: of those
 * below CODING_LEAST the first few.
 */
void coder_give_from(struct coder *c, double least);

/** Releases C; NULL is allowed. */
void coder_free(struct coder *c);

/* What was found in one passage. */
struct passage_coding {
	const struct coding *codings; /* by confidence, then catalogue order */
	size_t n;
	enum level level; /* of the passage itself, coded or not */
	bool is_demand;
	char language[LANGUAGE_SIZE]; /* as given or, when "", as told apart */
	bool is_assessed;             /* false: a language not coded yet */
	const char *skipped; /* why nothing is coded though words match:
	                        "quotes the objective's title" …; or "" */
};

/**
 * Codes U. C is scratch memory as well as rules: one thread at a time.
 * Only codings of confidence CODING_LEAST and more are given, unless
 * coder_give_from() said otherwise; scoring counts from 0.5.
 * Owns:   all of *OUT lives in A.
 * Errors: FAULT_LIMIT, FAULT_MEMORY; as coder_learn().
 * Source: METHOD.md 2 to 4.
 */
int coder_code(struct coder *c, const struct utterance *u, struct arena *a,
               struct passage_coding *out, struct fault *f);

/**
 * Finds every codebook term of LANGUAGE in LEN bytes, case-folded, stemmed and
 * word-bounded, and nothing else: what `make bench` measures against rg.
 * Gives the number of matches.
 * Errors: as coder_learn().
 */
int coder_count_terms(struct coder *c, const char *language, const char *text,
                      size_t len, size_t *out, struct fault *f);

#endif
