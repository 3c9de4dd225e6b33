/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pen: writes JSON straight into bytes, and tables in every form: JSON and CSV
 * as they come, other forms row by row (rows.h).
 *
 * A pen remembers the first thing that went wrong and writes nothing after
 * it, so that a handler asks once, at the end.
 */
#ifndef SERVE_PEN_H
#define SERVE_PEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/fault.h"

struct pen {
	struct buf out;
	struct fault fault;
	bool is_bad;
	bool no_commas; /* inside CSV */
};

void pen_init(struct pen *p, size_t most);
void pen_clear(struct pen *p);

/** Gives 0, or -1 with the first fault in F. */
int pen_check(const struct pen *p, struct fault *f);

/* A comma is set wherever JSON wants one. */
void pen_open(struct pen *p, char bracket);
void pen_close(struct pen *p, char bracket);
void pen_key(struct pen *p, const char *key);
void pen_text(struct pen *p, const char *text); /* NULL: null */
void pen_bytes(struct pen *p, const char *text, size_t len);
void pen_count(struct pen *p, uint64_t value);
void pen_number(struct pen *p, double value, int digits);
/** A number that is written out already. */
void pen_figure(struct pen *p, const char *digits);
void pen_bool(struct pen *p, bool value);
void pen_null(struct pen *p);
void pen_words(struct pen *p, const char *words); /* array of its words */

/* A member at once. */
void pen_key_text(struct pen *p, const char *key, const char *text);
/* As pen_key_text(), but nothing said is null, never "". */
void pen_key_maybe(struct pen *p, const char *key, const char *text);
void pen_key_count(struct pen *p, const char *key, uint64_t value);
void pen_key_number(struct pen *p, const char *key, double value, int digits);
void pen_key_bool(struct pen *p, const char *key, bool value);

/* Room for a number as pen_number() writes it, with its NUL. */
#define PEN_DIGITS_SIZE 32

/** The digits of VALUE as pen_number() writes them, in OUT; NULL when there is
    no such number. */
const char *pen_digits(double value, int digits, char out[PEN_DIGITS_SIZE]);

/** Appends bytes as they are, without a comma. */
void pen_raw(struct pen *p, const char *bytes, size_t len);

/* ---- tables -------------------------------------------------------------- */

enum column_kind {
	COLUMN_TEXT,   /* anybody's words: formula-safe in CSV */
	COLUMN_CODE,   /* a word or code of ours */
	COLUMN_COUNT,  /* a whole number */
	COLUMN_SCORE,  /* one decimal */
	COLUMN_SHARE,  /* three decimals */
	COLUMN_FIGURE, /* as many decimals as it has: base/decimal.h */
	COLUMN_ERROR,  /* four: standard errors of shares are small */
	COLUMN_BOOL,
	COLUMN_WORDS, /* an array in JSON, blanks between in CSV */
	COLUMN_TIME,  /* seconds since 1970, as RFC 3339; 0 is null */
};

/* One column of a table; GROUP puts it into an object of that name in JSON,
   and before its name in CSV. */
struct column {
	const char *group; /* NULL none */
	const char *name;
	enum column_kind kind;
};

struct rows;

struct grid {
	struct pen *pen;
	struct rows *rows; /* takes the values instead; or NULL */
	const struct column *columns;
	size_t n;
	size_t at; /* column that comes next */
	bool is_csv;
	const char *group; /* open in JSON, or NULL */
};

/** Starts a table; in CSV writes its head. */
void grid_open(struct grid *g, struct pen *p, const struct column *columns,
               size_t n, bool is_csv);
void grid_row(struct grid *g);
/** Starts a table whose values go to ROWS. */
void grid_open_rows(struct grid *g, struct pen *p, struct rows *rows,
                    const struct column *columns, size_t n);
/** The pen, for members that only JSON has; NULL in other forms. */
struct pen *grid_nested(struct grid *g);
void grid_end(struct grid *g);

/* The next column's value; its kind says how it is written. */
void grid_text(struct grid *g, const char *text);  /* NULL: missing */
void grid_maybe(struct grid *g, const char *text); /* "" is missing too */
void grid_bytes(struct grid *g, const char *text, size_t len);
void grid_count(struct grid *g, uint64_t value);
void grid_number(struct grid *g, double value);
void grid_figure(struct grid *g, int64_t millionths);
void grid_bool(struct grid *g, bool value);
void grid_time(struct grid *g, int64_t t_s);
void grid_null(struct grid *g);

#endif
