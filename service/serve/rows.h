/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rows: the rows of a table, each whole, for the forms that want more of it
 * than one value after the other: a workbook, SDMX-CSV, a cube, a schema.
 *
 * A handler writes into a grid (pen.h) and knows nothing of this.
 */
#ifndef SERVE_ROWS_H
#define SERVE_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/fault.h"
#include "request.h"

/* Longest row: a passage with its quote and surroundings. */
#define ROW_MOST ((size_t)8 << 20)

/* Most columns of a table; passages have 28. */
#define COLUMNS_MOST 48

/* Longest name of a column, with its group and NUL. */
#define COLUMN_NAME_SIZE 48

struct row_value {
	const char *text; /* NULL: missing; else as CSV would say it, without
	                     its quotes and apostrophe */
	size_t len;
};

struct rows;

/* What a form makes of rows. Any of them may set pen->is_bad. */
struct rows_back {
	int (*open)(struct rows *r, struct fault *f);
	void (*row)(struct rows *r, const struct row_value *values);
	int (*finish)(struct rows *r, struct fault *f);
	void (*clear)(struct rows *r); /* after open() or instead of finish() */
};

struct rows {
	const struct rows_back *back;
	const struct request *q;
	struct reply *reply;
	const struct column *columns;
	size_t n;
	size_t n_rows;
	void *own; /* of the back end */
	/* the row under way */
	struct buf text;
	size_t start[COLUMNS_MOST], len[COLUMNS_MOST];
	bool has[COLUMNS_MOST];
	size_t at;
};

/** The back end of FORM; NULL where the grid writes itself. */
const struct rows_back *rows_back_of(enum form form);

/** Opens rows for Q's form into R; r->rows owns them. */
int rows_open(const struct request *q, struct reply *r,
              const struct column *columns, size_t n, struct fault *f);

/** The next value; NULL is missing. */
void rows_value(struct rows *r, const char *text, size_t len);
void rows_end(struct rows *r);

/** After the last row. */
int rows_finish(struct rows *r, struct fault *f);

/** Releases R; NULL is allowed. */
void rows_free(struct rows *r);

/** "levels_gap": the name of C as CSV heads it. */
void column_name(const struct column *c, char out[COLUMN_NAME_SIZE]);

/** Position of the column NAME (as CSV heads it) in R, or -1. */
int rows_column(const struct rows *r, const char *name);

/** "cells", "rollup_pairs": what the table of Q is called, as a file, a sheet
    and a dataflow. Lives in the arena; NULL on a fault. */
const char *table_name(const struct route *route, struct arena *a,
                       struct fault *f);

/** The address of what Q asks, with FORMAT in place of its format and without
    bom; the public address of the service before it. */
const char *table_url(const struct request *q, const char *format,
                      struct fault *f);

extern const struct rows_back XLSX_BACK;
extern const struct rows_back SDMX_CSV_BACK;
extern const struct rows_back JSON_STAT_BACK;
extern const struct rows_back PACKAGE_BACK;

#endif
