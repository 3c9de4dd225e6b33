/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shapes: what the JSON of an answer holds, said once, for /openapi.json.
 *
 * A table's row is its columns, which the handler writes from too. What only
 * JSON has stands beside them in words: tests/serve/test_openapi.c holds every
 * answer against them, so that nothing is written that is not said here.
 */
#ifndef SERVE_SHAPES_H
#define SERVE_SHAPES_H

#include <stdbool.h>
#include <stddef.h>

#include "pen.h"
#include "request.h"

struct shape {
	const char *name; /* "Cell" */
	const struct column *columns;
	size_t n_columns; /* of JSON */
	/* Columns that are never null, blanks between. */
	const char *sure;
	/*
	 * What JSON has beside the columns: NAME:TYPE, blanks between. A name
	 * that ends in ? may be absent. A type is text, count, number, bool,
	 * time, a table of words (shapes.c) or the name of another shape;
	 * before it ~ says or null, after it * says a list, {} an object of
	 * any names.
	 */
	const char *members;
};

/* A route's answer by its handler: routes may share one. */
struct shaped {
	handler *answer;
	const char *data; /* a type as above; of the envelope's data */
	bool is_bare;     /* no envelope: the type is of the whole answer */
	bool can_fail;    /* 503 has the same shape */
	bool is_foreign;  /* somebody else's standard says what it holds */
};

/** Shape I; NULL past the end. */
const struct shape *shape_at(size_t i);

/** How ANSWER is shaped, or NULL where nobody said. */
const struct shaped *shaped_by(handler *answer);

/* A closed list of words, where a member takes no other. */
struct word_list {
	const char *shape; /* NULL: in any */
	const char *name;  /* of the column or member */
	const char *const *words;
	size_t n;
};

/** The words that NAME of SHAPE may be, or NULL. */
const struct word_list *words_listed_for(const char *shape, const char *name);

/** List I; NULL past the end. */
const struct word_list *words_listed(size_t i);

/** What NAME means, in one line; NULL where its name says it. */
const char *meaning_of(const char *name);

/* ---- beside the handlers ------------------------------------------------- */

extern const struct shape SHAPE_AGREEMENT;
extern const struct shape SHAPE_CATALOGUE_INFO;
extern const struct shape SHAPE_CELL;
extern const struct shape SHAPE_CELL_CHANGE;
extern const struct shape SHAPE_CHANGE;
extern const struct shape SHAPE_COMMITMENT;
extern const struct shape SHAPE_COMMITMENT_WEIGHT;
extern const struct shape SHAPE_DIVERGENCE;
extern const struct shape SHAPE_INDICATOR;
extern const struct shape SHAPE_METHOD;
extern const struct shape SHAPE_METHOD_PARAMETER;
extern const struct shape SHAPE_OBSERVATION;
extern const struct shape SHAPE_PAIR;
extern const struct shape SHAPE_PASSAGE;
extern const struct shape SHAPE_PASSAGE_FOUND;
extern const struct shape SHAPE_RANK;
extern const struct shape SHAPE_RELEASE;
extern const struct shape SHAPE_RELEASE_WHOLE;
extern const struct shape SHAPE_ROBUSTNESS;
extern const struct shape SHAPE_ROLLUP;
extern const struct shape SHAPE_ROLLUP_PAIR;
extern const struct shape SHAPE_ROUND;
extern const struct shape SHAPE_STATE;
extern const struct shape SHAPE_STATE_WHOLE;
extern const struct shape SHAPE_SUBMISSION;
extern const struct shape SHAPE_SUBMISSION_WHOLE;
extern const struct shape SHAPE_TREND_STEP;

#endif
