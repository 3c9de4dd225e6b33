/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Coding: this passage speaks to this commitment, about these states, at this
 * level, with this confidence. METHOD.md 2 to 4.
 *
 * Takes:  what coding found.
 * Gives:  plain structs and the tables of their words.
 * Never:  has functions.
 */
#ifndef MODEL_CODING_H
#define MODEL_CODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/submission.h"

/* METHOD.md 3. Order of stored numbers; the values live in scoring. */
enum level {
	LEVEL_MENTION, /* names the topic, asserts nothing */
	LEVEL_REGRESSION,
	LEVEL_GAP,
	LEVEL_INTENTION,
	LEVEL_MEASURE,
	LEVEL_RESULT,
	LEVEL_COUNT
};

static const char *const LEVEL_NAMES[LEVEL_COUNT] = {
	[LEVEL_MENTION] = "mention", [LEVEL_REGRESSION] = "regression",
	[LEVEL_GAP] = "gap",         [LEVEL_INTENTION] = "intention",
	[LEVEL_MEASURE] = "measure", [LEVEL_RESULT] = "result",
};

/* What made a coding; the word a reviewer reads. */
enum reason_kind {
	REASON_DECLARED, /* the submission declares it */
	REASON_HEADING,  /* a heading names it */
	REASON_NAMED,    /* the passage names the commitment */
	REASON_TERM,     /* a codebook term or phrase, with its weight */
	REASON_AGAINST,  /* a term against the commitment */
	REASON_GUARD,    /* a term that forbids or weakens */
	REASON_WEIGHT,   /* a learned weight of a word */
	REASON_CONTEXT,  /* the paragraph or heading around it */
	REASON_LEVEL,    /* a cue that decided the level */
	REASON_STATE,    /* a name that decided the state */
	REASON_COUNT
};

static const char *const REASON_NAMES[REASON_COUNT] = {
	[REASON_DECLARED] = "declared", [REASON_HEADING] = "heading",
	[REASON_NAMED] = "named",       [REASON_TERM] = "term",
	[REASON_AGAINST] = "against",   [REASON_GUARD] = "guard",
	[REASON_WEIGHT] = "weight",     [REASON_CONTEXT] = "context",
	[REASON_LEVEL] = "level",       [REASON_STATE] = "state",
};

struct reason {
	enum reason_kind kind;
	const char *text; /* the words matched or the rule, for a reader */
	double weight;    /* log odds it added; 0 where none applies */
};

#define COMMITMENT_SIZE 24

/* What people made of a coding: METHOD.md 11. Order of stored numbers. */
enum review {
	REVIEW_NONE,     /* nobody decided on it */
	REVIEW_ACCEPTED, /* more than half say just this */
	REVIEW_DISPUTED, /* no verdict has more than half */
	REVIEW_REJECTED, /* more than half say it does not belong */
	REVIEW_COUNT
};

static const char *const REVIEW_NAMES[REVIEW_COUNT] = {
	[REVIEW_NONE] = "unreviewed",
	[REVIEW_ACCEPTED] = "accepted",
	[REVIEW_DISPUTED] = "disputed",
	[REVIEW_REJECTED] = "rejected",
};

struct coding {
	char commitment[COMMITMENT_SIZE]; /* "GCM.8", "CTA26.4b" */
	enum level level;
	bool is_demand;      /* a gap that is demanded, not asserted */
	double confidence;   /* P(commitment and level right), a multiple of
	                        1/10000; 0 when people set it aside */
	uint32_t principles; /* bit i: guiding principle 'a' + i */
	const char (*states)[STATE_SIZE]; /* sorted; none: about no state */
	size_t n_states;
	const struct reason *why; /* strongest first */
	size_t n_why;
	enum review review;
	uint32_t coders; /* who decided on it */
	uint32_t agreed; /* of them, those behind the verdict */
};

/* A passage as coding sees it; all borrowed for the call. */
struct utterance {
	const char *text; /* UTF-8, one sentence or one clause run */
	size_t len;
	const char *language; /* "en", "fr", "es"; else nothing is coded */
	enum voice voice;
	const char (*states)[STATE_SIZE]; /* subject states of the submission */
	size_t n_states;
	const char *context;  /* the sentence before it in its paragraph, "" */
	const char *trail;    /* headings above, outermost first, parted by
	                         '\n'; "" none */
	const char *declared; /* codes the document declares, or "" */
};

#endif
