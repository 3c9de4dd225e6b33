/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SDMX rows: the observations that a question is about, sorted into series.
 * Codes are numbers while rows are chosen and sorted; texts are made when a
 * message is written.
 */
#ifndef SERVE_SDMX_ROWS_H
#define SERVE_SDMX_ROWS_H

#include "sdmx_key.h"

/* Longest text of a value that is made here: a code. */
#define SDMX_TEXT_SIZE SDMX_CODE_SIZE

/* Components of a flow; CELLS has 15. */
#define SDMX_COMPONENTS_MOST 24

struct sdmx_row {
	uint32_t code[SDMX_KEY_PARTS]; /* by dimension: place in its codes */
	uint32_t at;                   /* which cell or figure */
};

/* Where a code stands among those of its dimension. */
struct sdmx_place {
	const char *code;
	uint32_t at;
};

struct sdmx_rows {
	const struct sdmx_ask *ask;
	const struct sdmx_flow *flow;
	const char **codes[SDMX_KEY_PARTS]; /* by dimension; periods by time */
	size_t n_codes[SDMX_KEY_PARTS];
	struct sdmx_place *sorted[SDMX_KEY_PARTS]; /* by code; not of time */
	struct sdmx_row *row;
	size_t n;
	size_t observed; /* dimension at the observation; n_dimensions: flat */
	struct sdmx_observed *figures;  /* NULL: cells */
	int told[SDMX_COMPONENTS_MOST]; /* of cells: what each tells */
};

/* One observation while it is written. */
struct sdmx_fact {
	const struct sdmx_row *row;
	struct cell cell;
	const struct observation *figure; /* NULL: a cell */
};

/* How much is asked for. */
struct sdmx_extent_of {
	size_t first; /* observations of each series, 0 all */
	size_t last;
};

/**
 * Fills OUT with what W wants, each time series cut to EXTENT, and sorted for
 * the dimension OBSERVED (n_dimensions: flat).
 */
int sdmx_rows_make(const struct sdmx_ask *ask, const struct sdmx_wanted *w,
                   const struct sdmx_extent_of *extent, size_t observed,
                   struct sdmx_rows *out, struct fault *f);

/** The place of CODE in the codes of DIMENSION, or -1. */
int sdmx_rows_code(const struct sdmx_rows *rows, size_t dimension,
                   const char *code);

/** Whether row I starts a series: it differs from the row before in more than
    the dimension observed. */
bool sdmx_row_is_first(const struct sdmx_rows *rows, size_t i);

/** Loads row I. */
void sdmx_fact_load(const struct sdmx_rows *rows, size_t i,
                    struct sdmx_fact *out);

/** The text of COMPONENT of FACT, or NULL where there is none; it may be
    written into ROOM. */
const char *sdmx_fact_text(const struct sdmx_rows *rows,
                           const struct sdmx_fact *fact, size_t component,
                           char room[SDMX_TEXT_SIZE]);

/** Where attribute COMPONENT is written, with this dimension observed:
    SDMX_TO_SERIES only where its dimensions are those of a series. */
enum sdmx_attached sdmx_written_at(const struct sdmx_rows *rows,
                                   size_t component);

#endif
