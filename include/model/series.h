/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Series: one statistic as its publisher issues it, and the figures read from
 * one file of it. METHOD.md 10.
 *
 * Takes:  what the catalogue says of a series and what its file holds.
 * Gives:  plain structs and the tables of their words.
 * Never:  has functions.
 */
#ifndef MODEL_SERIES_H
#define MODEL_SERIES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/coding.h"
#include "model/submission.h"

/* Figures are whole numbers of millionths (base/decimal.h): the digits are
   taken over as they stand, and sums are exact on any machine. */

/* Who made the figure: the codes of the UN Statistics Division. */
enum nature {
	NATURE_COUNTRY,
	NATURE_ADJUSTED,
	NATURE_ESTIMATED,
	NATURE_MODELLED,
	NATURE_GLOBAL,
	NATURE_COUNT
};

static const char *const NATURE_NAMES[NATURE_COUNT] = {
	[NATURE_COUNTRY] = "C",   [NATURE_ADJUSTED] = "CA",
	[NATURE_ESTIMATED] = "E", [NATURE_MODELLED] = "M",
	[NATURE_GLOBAL] = "G",
};

/* Which way is better. */
enum direction {
	DIRECTION_NONE, /* a fact, neither good nor bad by itself */
	DIRECTION_HIGHER,
	DIRECTION_LOWER,
	DIRECTION_COUNT
};

static const char *const DIRECTION_NAMES[DIRECTION_COUNT] = {
	[DIRECTION_NONE] = "none",
	[DIRECTION_HIGHER] = "higher",
	[DIRECTION_LOWER] = "lower",
};

/* How a row becomes figures. */
enum series_tally {
	TALLY_VALUE, /* each row states one */
	TALLY_SUM,   /* rows are events or parts, and are added up */
	TALLY_WIDE,  /* one row per state, one column per year */
	TALLY_COUNT
};

static const char *const TALLY_NAMES[TALLY_COUNT] = {
	[TALLY_VALUE] = "value",
	[TALLY_SUM] = "sum",
	[TALLY_WIDE] = "wide",
};

/* How a file says which state a row is about. */
enum place_form {
	PLACE_DECLARED, /* not at all: whoever takes it in declares it */
	PLACE_CODE,     /* ISO 3166-1 alpha-3 */
	PLACE_NAME,     /* its name */
	PLACE_ADDRESS,  /* a place in words, the state last after a comma */
	PLACE_COUNT
};

static const char *const PLACE_NAMES[PLACE_COUNT] = {
	[PLACE_DECLARED] = "declared",
	[PLACE_CODE] = "code",
	[PLACE_NAME] = "name",
	[PLACE_ADDRESS] = "address",
};

enum series_role {
	SERIES_ROLE_YEAR,  /* opens with the year */
	SERIES_ROLE_STATE, /* as place_form says */
	SERIES_ROLE_VALUE, /* a figure; several are added */
	SERIES_ROLE_BY,    /* what figures are broken down by */
	SERIES_ROLE_ID,    /* never twice in one file */
	SERIES_ROLE_ASIDE, /* neither: units, footnotes */
	SERIES_ROLE_LAND, /* the state is told only where this is not `total` */
	SERIES_ROLE_COUNT
};

static const char *const SERIES_ROLE_NAMES[SERIES_ROLE_COUNT] = {
	[SERIES_ROLE_YEAR] = "year",   [SERIES_ROLE_STATE] = "state",
	[SERIES_ROLE_VALUE] = "value", [SERIES_ROLE_BY] = "by",
	[SERIES_ROLE_ID] = "id",       [SERIES_ROLE_ASIDE] = "aside",
	[SERIES_ROLE_LAND] = "land",
};

struct series_column {
	enum series_role role;
	const char *name;  /* as the file heads it; capitals do not matter */
	const char *as;    /* what it is called in answers; name when "" */
	const char *total; /* the member that stands for all; "" none */
	bool is_optional;
};

/* A commitment the series bears on. */
struct series_bearing {
	char commitment[COMMITMENT_SIZE];
	bool is_scored;
};

struct goalposts {
	bool has;
	int64_t low;  /* x' = 0 there */
	int64_t high; /* x' = 1 there */
	const char *document;
	const char *clause;
	const char *date;
	const char *source; /* symbol or address */
};

struct series {
	const char *name; /* "missing_migrants": small letters, digits, _ */
	const char *title;
	const char *unit;
	const char *source;
	const char *licence;
	const char *note;     /* "" none */
	const char *unscored; /* why it is not scored; "" when it is */
	enum nature nature;
	enum direction direction;
	enum series_tally tally;
	enum place_form place;
	bool keeps_rest; /* columns not named break figures down */
	bool has_least;
	bool has_most;
	int64_t least; /* what a figure may be */
	int64_t most;
	struct goalposts goalposts;
	const struct series_column *columns;
	size_t n_columns;
	const struct series_bearing *bearings;
	size_t n_bearings;
};

/* One figure of a file. */
struct figure {
	char state[STATE_SIZE]; /* "" where none could be told */
	uint16_t year;
	const char *period; /* "Q1", a part of the year; "" all of it */
	const char *by;     /* "cause": what it is broken down by; "" total */
	const char *member; /* "Drowning"; "" total */
	int64_t value;      /* in millionths */
	uint32_t rows;      /* of the file, behind it */
	uint32_t line;      /* of the first of them */
};

/* All figures of one file, and what became of its rows. */
struct figures {
	const char *series;
	char scope[STATE_SIZE]; /* the state declared, "" none */
	const struct figure *at;
	size_t n;
	uint32_t rows;      /* under the head */
	uint32_t used;      /* a figure rests on them */
	uint32_t missing;   /* say themselves that there is no figure */
	uint32_t stateless; /* no member State could be told */
	uint32_t refused;   /* wrong, and left out */
	const char *notes;  /* what was refused and why, lines; "" none */
};

/* A figure as it is kept, with the file it is from. */
struct observation {
	struct figure figure;
	const char *series;
	char submission[SUBMISSION_ID_SIZE];
	const char *as_of; /* date of the edition, or day of receipt */
	const char *publisher;
	bool is_superseded; /* a newer edition speaks for that year */
	int64_t id;         /* order, for paging */
};

#endif
