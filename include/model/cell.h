/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cell: state x commitment x round x voice, the unit that is scored; and what
 * two cells say of each other. METHOD.md 6 to 9.
 *
 * Takes:  what scoring computed.
 * Gives:  plain structs and the tables of their words.
 * Never:  has functions.
 */
#ifndef MODEL_CELL_H
#define MODEL_CELL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/coding.h"

/* Silence is typed: METHOD.md 7. Order of stored numbers. */
enum cell_status {
	CELL_NO_REPORT,
	CELL_SILENT,
	CELL_MENTIONED,
	CELL_DEMANDED,
	CELL_NOT_APPLICABLE,
	CELL_NOT_DUE,
	CELL_UNREADABLE,
	CELL_NOT_ASSESSED,
	CELL_THIN,
	CELL_ASSESSED,
	CELL_STATUS_COUNT
};

static const char *const CELL_STATUS_NAMES[CELL_STATUS_COUNT] = {
	[CELL_NO_REPORT] = "no_report",
	[CELL_SILENT] = "silent",
	[CELL_MENTIONED] = "mentioned",
	[CELL_DEMANDED] = "demanded",
	[CELL_NOT_APPLICABLE] = "not_applicable",
	[CELL_NOT_DUE] = "not_due",
	[CELL_UNREADABLE] = "unreadable",
	[CELL_NOT_ASSESSED] = "not_assessed",
	[CELL_THIN] = "thin",
	[CELL_ASSESSED] = "assessed",
};

struct cell_key {
	char state[STATE_SIZE];
	char commitment[COMMITMENT_SIZE];
	char round[ROUND_SIZE];
	enum voice voice;
};

/* One counted coding of a passage, as scoring sees it. */
struct evidence {
	uint32_t source; /* index of the source in the cell, from 0 */
	enum level level;
	bool is_demand;
	bool is_accepted;  /* by a reviewer: confidence counts as 1 */
	double confidence; /* 0..1 */
};

/* The five levels that carry a value, in the order of the scale. */
enum scale {
	SCALE_REGRESSION,
	SCALE_GAP,
	SCALE_INTENTION,
	SCALE_MEASURE,
	SCALE_RESULT,
	SCALE_COUNT
};

#define CELL_FLAG_SPLIT    1u /* METHOD.md 6: no word for its mean */
#define CELL_FLAG_REPEATED 2u /* its intentions repeat an earlier round's */
#define CELL_FLAG_HIDDEN   4u /* a source held hidden text */

struct source_score {
	uint32_t source;
	uint32_t passages;
	double mass;  /* evidence mass this source adds */
	double score; /* 100 x mean value of its own evidence */
};

/*
 * Everything but the key is quantised before it is stored: scores to 1e-4,
 * masses to 1e-6, so that equal findings are equal bytes on any machine.
 */
struct cell {
	struct cell_key key;
	enum cell_status status;
	uint32_t flags;               /* CELL_FLAG_* */
	double score;                 /* -100..100; 0 unless assessed or thin */
	double low;                   /* 5 % quantile */
	double high;                  /* 95 % quantile */
	double mass[SCALE_COUNT];     /* evidence mass per level, no prior */
	double mass_demanded;         /* part of mass[SCALE_GAP] demanded */
	uint32_t counts[LEVEL_COUNT]; /* counted passages per level */
	uint32_t n_demands;           /* part of counts[LEVEL_GAP] */
	uint32_t passages;            /* counted passages, mentions included */
	uint32_t sources;
	uint32_t reviewed;           /* passages a reviewer accepted */
	double p_regression;         /* 1 - prod(1 - c) over each source's
	                                best regression coding */
	uint32_t regression_sources; /* sources with one of c >= 0.5 */
	bool regression_accepted;    /* a reviewer accepted one */
	const struct source_score *by_source; /* may be NULL when n is 0 */
	size_t n_by_source;
};

/* What a voice sent on a state in a round; what silence is told from. */
struct coverage {
	char state[STATE_SIZE];
	char round[ROUND_SIZE];
	enum voice voice;
	uint32_t submissions;  /* all, superseded ones left out */
	uint32_t assessed;     /* extracted and coded */
	uint32_t not_assessed; /* waiting, or a language not yet coded */
	uint32_t refused;      /* unreadable */
};

/* METHOD.md 8. */
enum relation {
	RELATION_NONE, /* one side has no score and is not silent */
	RELATION_STATE_SILENT,
	RELATION_CIVIL_SOCIETY_SILENT,
	RELATION_BOTH_SILENT,
	RELATION_CONTRADICT,
	RELATION_DIFFER_IN_DEGREE,
	RELATION_AGREE,
	RELATION_UNDECIDED,
	RELATION_COUNT
};

static const char *const RELATION_NAMES[RELATION_COUNT] = {
	[RELATION_NONE] = "none",
	[RELATION_STATE_SILENT] = "state_silent",
	[RELATION_CIVIL_SOCIETY_SILENT] = "civil_society_silent",
	[RELATION_BOTH_SILENT] = "both_silent",
	[RELATION_CONTRADICT] = "contradict",
	[RELATION_DIFFER_IN_DEGREE] = "differ_in_degree",
	[RELATION_AGREE] = "agree",
	[RELATION_UNDECIDED] = "undecided",
};

enum regression_alleged {
	REGRESSION_NOT_ALLEGED,
	REGRESSION_ALLEGED,
	REGRESSION_CORROBORATED,
	REGRESSION_ADMITTED,
	REGRESSION_ALLEGED_COUNT
};

static const char *const REGRESSION_NAMES[REGRESSION_ALLEGED_COUNT] = {
	[REGRESSION_NOT_ALLEGED] = "none",
	[REGRESSION_ALLEGED] = "alleged",
	[REGRESSION_CORROBORATED] = "corroborated",
	[REGRESSION_ADMITTED] = "admitted",
};

/* Cell A beside cell B. */
struct difference {
	bool is_defined;   /* both sides have a score */
	double value;      /* score of A less score of B */
	double low;        /* 5 % quantile */
	double high;       /* 95 % quantile */
	double p_greater;  /* P(A > B) */
	double p_less;     /* P(A < B) */
	double p_close;    /* P(|A - B| < 33.3) */
	double p_error;    /* standard error of p_greater, from drawing */
	bool is_any_scale; /* cumulative level shares dominate: METHOD.md 9 */
};

enum order {
	ORDER_INDISTINGUISHABLE,
	ORDER_A_ABOVE_B,
	ORDER_B_ABOVE_A,
	ORDER_COUNT
};

static const char *const ORDER_NAMES[ORDER_COUNT] = {
	[ORDER_INDISTINGUISHABLE] = "indistinguishable",
	[ORDER_A_ABOVE_B] = "a_above_b",
	[ORDER_B_ABOVE_A] = "b_above_a",
};

#endif
