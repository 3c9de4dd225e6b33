/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cues: the words of one passage that decide its level, and how they stand
 * to each other. What level.c, harm.c and trend.c share.
 */
#ifndef CODING_CUES_H
#define CODING_CUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cue.h"
#include "reading.h"

/* How many words a negation reaches over: "has not so far been able to". */
#define NOT_REACH 6
/* How many words "will" may stand before the verb it puts off. */
#define WILL_REACH 80
#define NONE       SIZE_MAX

/* Where each kind of cue first stands; NONE where it does not. */
struct cues {
	const struct reading *r;
	size_t first[CUE_COUNT]; /* index of a match */
	bool has_figure;         /* 12,000 or 40 %, no year */
	bool has_number;         /* a figure or a year: can be verified */
	bool has_question;
	bool has_idiom; /* some cue may be taken back */
};

/** Finds the cues of R. */
void cues_find(const struct reading *r, struct cues *out);

/** Is match I a CUE? */
bool cues_is(const struct reading *r, size_t i, enum cue cue);

/** Is match I a CUE that no idiom takes back? */
bool cues_hold(const struct cues *c, size_t i, enum cue cue);

/** The first CUE, as a match: false, and NONE, where there is none. */
bool cues_has(const struct cues *c, enum cue cue, size_t *match);

/** The first word of MATCH. */
size_t cues_word(const struct cues *c, size_t match);

/** Is there a CUE that ends within REACH words before word AT? */
bool cues_before(const struct reading *r, enum cue cue, size_t at,
                 size_t reach);

/** Does any CUE share a word with match M? */
bool cues_over(const struct reading *r, enum cue cue, const struct match *m);

/**
 * Writes the first MOST digits of word I, as '0' to '9'; gives how many it
 * has, 0 where anything else is in it.
 */
size_t cues_digits(const struct reading *r, size_t i, char *out, size_t most);

/** Is word I a number that is no year? */
bool cues_is_figure(const struct reading *r, size_t i);

#endif
