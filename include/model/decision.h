/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Decision: what one person says of one coding. METHOD.md 11.
 *
 * Takes:  what a coder wrote.
 * Gives:  plain structs and the tables of their words.
 * Never:  has functions.
 */
#ifndef MODEL_DECISION_H
#define MODEL_DECISION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "model/coding.h"

/* Order of stored numbers. */
enum decision_kind {
	DECISION_ACCEPT,  /* commitment and level are right */
	DECISION_REJECT,  /* it does not speak to the commitment */
	DECISION_RELEVEL, /* the commitment is right, the level is this */
	DECISION_ADD,     /* a coding that the program missed */
	DECISION_COUNT
};

static const char *const DECISION_NAMES[DECISION_COUNT] = {
	[DECISION_ACCEPT] = "accept",
	[DECISION_REJECT] = "reject",
	[DECISION_RELEVEL] = "relevel",
	[DECISION_ADD] = "add",
};

/* Stands for "about no state" where states are written. */
#define DECISION_NO_STATE "none"

/* Longest of each, in bytes: a name, not a letter; a remark, not a report. */
#define CODER_MOST 100
#define NOTE_MOST  2000

/*
 * A document may hold the same words twice: PREFIX and SUFFIX, up to 32
 * characters either side, tell which are meant (W3C Web Annotation).
 */
struct decision {
	struct digest document;
	const char *quote;
	const char *prefix;
	const char *suffix;
	char commitment[COMMITMENT_SIZE];
	enum decision_kind kind;
	enum level level; /* that it is at; LEVEL_MENTION of a reject */
	bool is_demand;
	bool has_states; /* false: those that the passage is read to be about */
	const char (*states)[STATE_SIZE]; /* sorted; none: about no state */
	size_t n_states;
	const char *coder;
	int64_t decided_s; /* UTC */
	const char *note;
};

/* A decision as somebody sent it, before it is held against the passage. */
struct decision_given {
	struct decision decision;
	size_t line; /* 1-based, in the file it came in */
	bool has_level;
	bool has_demand;
	bool has_time; /* false: when it is received */
	bool has_seen; /* the file says at which level the coding was shown */
	enum level seen;
};

#endif
