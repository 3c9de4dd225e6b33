/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Relevance: how far a passage speaks to each commitment, METHOD.md 2.
 */
#ifndef CODING_RELEVANCE_H
#define CODING_RELEVANCE_H

#include <stdbool.h>
#include <stddef.h>

#include "reading.h"

/* How a commitment was found, weakest first; METHOD.md 2. */
enum origin {
	ORIGIN_TERMS,
	ORIGIN_NAMED,
	ORIGIN_HEADED,
	ORIGIN_DECLARED,
	ORIGIN_COUNT
};

/* What speaks for one commitment. */
struct tally {
	double said;    /* terms of the passage, log odds */
	double trail;   /* terms of the headings */
	double context; /* terms of the sentence before */
	double learned; /* learned weights */
	double logit;   /* all together, before the curve */
	double p;       /* calibrated probability */
	enum origin origin;
	unsigned clauses; /* bit i: clause i has a term of it */
	bool is_ranked;   /* it has learned weights: an objective */
	bool is_against;  /* a term against it stands */
};

/* What the terms of one text say: one number for each commitment. */
struct evidence_sum {
	double *terms; /* by commitment */
	bool *against; /* by commitment */
	bool *named;   /* by commitment: named, or headed in a heading */
	bool has_subject;
	bool has_any; /* a term of some commitment */
};

/** Does R hold any phrase of a commitment, or of migration at all? */
bool relevance_is_any(const struct reading *r);

/** Sums the terms of R over N commitments; IS_HEADING counts HEADED too. */
void relevance_sum(const struct reading *r, size_t n, bool is_heading,
                   struct evidence_sum *out);

/** What one learned weight is multiplied by in R: 1 for a short passage. */
double relevance_scale(const struct reading *r);

/** Learned log odds of R's words, added to OUT, by commitment. */
void relevance_learned(const struct reading *r, double *out);

/** Raises FN for each distinct feature of R's words, in order. Only those that
    WANTS keeps are looked at further; NULL keeps all. */
typedef void feature_fn(void *data, uint64_t feature);
typedef bool wants_fn(void *data, uint64_t feature);
void relevance_features(const struct reading *r, wants_fn *wants,
                        feature_fn *fn, void *data);

/**
 * Log odds the written codebook gives commitment AT, with a bias but without
 * what was learned. The tool that learns weights starts from this.
 */
double relevance_written(const struct tally *t, bool is_about_people);

#endif
