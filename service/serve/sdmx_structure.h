/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SDMX structure: what the data are made of. Two dataflows, CELLS and
 * OBSERVATIONS, each with a data structure of the same id: rsdmx asks for the
 * structure by the id that a message gives, so the two must not differ.
 *
 * KEYS. The dimensions of CELLS are FREQ, REF_AREA, COMMITMENT, VOICE and
 * TIME_PERIOD, those of OBSERVATIONS are FREQ, REF_AREA, SERIES, BREAKDOWN and
 * TIME_PERIOD. The period of a cell is the year of its round. A catalogue may
 * hold two rounds of one year; then the one that opens first has the year
 * (FREQ A), a later one the month in which its window closes (FREQ M), or the
 * day (FREQ D) if that is taken too: sdmx_period() decides, so that a key
 * is never given twice. The attribute ROUND names the round in any case.
 *
 * CODES. A code of SDMX has letters, digits, _ @ $ -; ours are in capitals and
 * every other character is _: "GCM.8" is GCM_8, "civil_society" is
 * CIVIL_SOCIETY: sdmx_code(). CTA26.4b keeps its small letter.
 *
 * SILENCE. OBS_STATUS says the type of silence in the words of the standard
 * (SDMX_STATUS_CODES), SILENCE in ours. Only an assessed cell has numbers:
 *   assessed A (normal); thin Q (suppressed); not_applicable M (cannot exist);
 *   unreadable, not_assessed L (exists, not collected); all others O (missing).
 */
#ifndef SERVE_SDMX_STRUCTURE_H
#define SERVE_SDMX_STRUCTURE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/cell.h"
#include "model/commitment.h"
#include "model/series.h"
#include "sdmx.h"

/* ---- names in languages ----------------------------------------------------
 */

struct sdmx_name {
	const char *text[UN_LANGUAGE_COUNT]; /* NULL where there is none */
};

struct sdmx_item {
	const char *id;
	struct sdmx_name name;
	struct sdmx_name about; /* description; all NULL: none */
	const char *parent;     /* id, or NULL */
};

/* A codelist with its codes in their printed order. */
struct sdmx_codelist {
	const char *id;
	struct sdmx_name name;
	struct sdmx_name about;
	const struct sdmx_item *items;
	size_t n;
};

/** The codelist ID as of ASK's snapshot, made in the arena; NULL on a fault or
    for one that does not exist. */
const struct sdmx_codelist *sdmx_codelist(const struct sdmx_ask *ask,
                                          const char *id, struct fault *f);

/** The name of CODE in CL, or NULL. */
const struct sdmx_item *sdmx_item_find(const struct sdmx_codelist *cl,
                                       const char *code);

/** The text of NAME that ASK wants first: its only language, else English,
    else any. */
const char *sdmx_name_best(const struct sdmx_ask *ask,
                           const struct sdmx_name *name);

/* ---- flows and their components --------------------------------------------
 */

enum sdmx_role {
	SDMX_DIMENSION,
	SDMX_TIME,    /* the dimension TIME_PERIOD */
	SDMX_MEASURE, /* 2.1 has one, OBS_VALUE; there the others are
	                 attributes of the observation */
	SDMX_ATTRIBUTE,
};

/* What an attribute is attached to. */
enum sdmx_attached {
	SDMX_TO_OBSERVATION,
	SDMX_TO_SERIES,  /* to the dimensions named in `relates` */
	SDMX_TO_DATASET, /* 2.1: None; 3.0: Dataset */
};

enum sdmx_type {
	SDMX_CODED, /* by `codelist` */
	SDMX_TEXT,
	SDMX_DOUBLE,
	SDMX_INTEGER,
	SDMX_TIME_TYPE,
};

struct sdmx_component {
	const char *id;       /* of the concept too, in CONCEPTS */
	const char *codelist; /* id, or NULL */
	const char *relates;  /* dimensions, blanks between; SDMX_TO_SERIES */
	enum sdmx_role role;
	enum sdmx_type type;
	enum sdmx_attached attached;
	bool is_mandatory;
};

struct sdmx_flow {
	const char *id; /* of dataflow and data structure */
	const struct sdmx_component *components; /* dimensions first, in order
	                                            of the key; time last of
	                                            them; then measures, then
	                                            attributes */
	size_t n;
	size_t n_dimensions; /* TIME_PERIOD included */
	size_t n_measures;
};

/** All flows; *N of them. Static. */
const struct sdmx_flow *sdmx_flows(size_t *n);

/** The flow ID, or NULL. */
const struct sdmx_flow *sdmx_flow_find(const char *id);

/** The component ID of FLOW, or NULL. */
const struct sdmx_component *sdmx_component_find(const struct sdmx_flow *flow,
                                                 const char *id);

/* ---- codes and periods ------------------------------------------------------
 */

/* Longest code, with its NUL: no name of a series or commitment is longer. */
#define SDMX_CODE_SIZE 64

/** Writes WORD as a code into OUT; what is too long is cut. */
void sdmx_code(const char *word, char out[SDMX_CODE_SIZE]);

/* "2016-01-01/P9999Y" with its NUL. */
#define SDMX_PERIOD_SIZE 18

/** Writes TIME_PERIOD of round AT of S into PERIOD; gives its FREQ: "A", "M"
    or "D". */
const char *sdmx_period(const struct snapshot *s, size_t at,
                        char period[SDMX_PERIOD_SIZE]);

/** Writes TIME_PERIOD of FIGURE into PERIOD; gives its FREQ: "A" (2020), "Q"
    (2020-Q3) or "_O" for spans: 2016/17 is 2016-01-01/P2Y. */
const char *sdmx_figure_period(const struct figure *figure,
                               char period[SDMX_PERIOD_SIZE]);

/* REF_AREA of a figure whose state could not be told. */
#define SDMX_NO_AREA "_U"

/** OBS_STATUS by cell_status. */
extern const char *const SDMX_STATUS_CODES[CELL_STATUS_COUNT];

/**
 * The code of BREAKDOWN for a figure broken down BY something (MEMBER); "_T"
 * for a total. In OUT, the same on any data: letters and digits of both, and
 * where another pair would read the same, 8 hex digits of what they say.
 */
void sdmx_breakdown(const char *by, const char *member,
                    char out[SDMX_CODE_SIZE]);

#endif
