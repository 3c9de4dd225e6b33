/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Review: what people's decisions make of codings, how far the people agree,
 * and which passages are most worth their time. METHOD.md 11.
 *
 * Takes:  struct coding of the program, struct decision of people.
 * Gives:  the codings that stand, Krippendorff's alpha, an order.
 * Never:  reads a file, the clock or the store; equal decisions, equal bytes,
 *         on any machine.
 */
#ifndef REVIEW_H
#define REVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/coding.h"
#include "model/decision.h"

struct arena;
struct fault;

/* ---- verdicts ------------------------------------------------------------ */

/* One passage: what the program found and what was decided on it. */
struct settling {
	const struct coding *machine;
	size_t n_machine;
	const struct decision *const *decisions; /* in order of receipt */
	size_t n_decisions;
	const char (*states)[STATE_SIZE]; /* that its submission is about */
	size_t n_states;
	enum level level; /* of the passage itself, by the program */
	bool is_demand;
};

struct settled {
	/* First those that stand, by confidence; then those set aside, whose
	   confidence is 0. */
	const struct coding *codings;
	size_t n;
	enum level level; /* of the passage: of what was accepted, if any */
	bool is_demand;
	uint32_t coders;
	uint32_t decisions; /* that stand: the last of each coder on each */
};

/**
 * Settles one passage. A verdict needs more than half of the coders who
 * decided on a coding; else the program's coding stays, as disputed.
 * Owns:   all of *OUT lives in A; reasons stay where they were.
 * Errors: FAULT_LIMIT, FAULT_MEMORY of A.
 * Source: METHOD.md 11.4 to 11.7.
 */
int codings_settle(const struct settling *in, struct arena *a,
                   struct settled *out, struct fault *f);

/**
 * Keeps in OUT (N long) the decisions that stand among N of one passage: of
 * one coder on one commitment the last by time, then by receipt. Gives their
 * number. Source: METHOD.md 11.3.
 */
size_t decisions_standing(const struct decision *const *all, size_t n,
                          const struct decision **out);

/* ---- agreement ------------------------------------------------------------
 */

enum metric {
	METRIC_NOMINAL,
	METRIC_ORDINAL,
	METRIC_INTERVAL,
	METRIC_COUNT
};

static const char *const METRIC_NAMES[METRIC_COUNT] = {
	[METRIC_NOMINAL] = "nominal",
	[METRIC_ORDINAL] = "ordinal",
	[METRIC_INTERVAL] = "interval",
};

/* Codes are 0 to CODES_MOST - 1, in their order; else nothing was said. */
#define CODES_MOST   32
#define CODE_MISSING (-1)

/* What N_CODERS said of N_UNITS: code[unit * n_coders + coder]. */
struct codes {
	const int8_t *code;
	size_t n_units;
	size_t n_coders;
};

struct alpha {
	bool is_computable;
	bool has_interval;
	double value;
	double low; /* 95 % interval by bootstrap */
	double high;
	size_t units;    /* with two codes or more: the pairable ones */
	size_t coders;   /* with a code in one of those */
	size_t values;   /* codes in those */
	const char *why; /* why it cannot be computed; else "" */
};

/**
 * Krippendorff's alpha with an interval from resampled units. SEED names the
 * question, so that the same codes always give the same interval.
 * Errors: FAULT_INPUT for a code out of range; FAULT_LIMIT, FAULT_MEMORY of A.
 * Source: METHOD.md 11.9 and 11.10.
 */
int alpha_compute(const struct codes *codes, enum metric metric, uint64_t seed,
                  struct arena *a, struct alpha *out, struct fault *f);

/* More coders than any review had. */
#define PEOPLE_MOST 256

/* Names the question of 11.10, so that resamples are the same everywhere. */
#define PEOPLE_SEED 11

/* What people said: codes by unit, then coder, as struct codes wants them. */
struct people {
	const struct decision **unit; /* a decision on each */
	size_t n_units;
	size_t n_coders;
	int8_t *is_so; /* whether it speaks to the commitment: 1, 0 */
	int8_t *level; /* at which level: METHOD.md 3.1 */
};

/**
 * Turns N decisions, in order of receipt, into codes. A unit is a passage and
 * a commitment that somebody decided on; who decided on something in a passage
 * and did not add what another added has said no.
 * Owns:   all of OUT lives in A; decisions are borrowed.
 * Errors: FAULT_LIMIT for more than PEOPLE_MOST coders; FAULT_MEMORY of A.
 * Source: METHOD.md 11.3 and 11.9.
 */
int people_codes(const struct decision *all, size_t n, struct arena *a,
                 struct people *out, struct fault *f);

/**
 * Alpha among people over the units that TAKES says (NULL all): ordinal on the
 * levels, or nominal on whether they speak to the commitment.
 * Errors: FAULT_MEMORY of A. Source: METHOD.md 11.9 and 11.10.
 */
int people_agree(const struct people *p, const bool *takes, bool is_level,
                 struct arena *a, struct alpha *out, struct fault *f);

/* ---- whom to ask about what -----------------------------------------------
 */

struct cell;

/**
 * The chance that what C does now, counting or not counting, is wrong: 0 to
 * 0.5. What the order "least certain" goes by. Source: METHOD.md 11.11.
 */
double coding_doubt(const struct coding *c);

/**
 * How far a person's word on C is expected to move the score of CELL, as a
 * share of the scale; CELL may be NULL: nothing else is known there.
 */
double coding_worth(const struct coding *c, const struct cell *cell);

#endif
