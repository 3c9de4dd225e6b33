/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ask: one use of one prepared statement, from values in to rows out.
 *
 * A failed binding is kept and reported by the next ask_row() or ask_run(),
 * so that a caller binds without looking.
 */
#ifndef STORE_ASK_H
#define STORE_ASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <sqlite3.h>

#include "query.h"

struct arena;
struct digest;
struct digester;
struct fault;
struct store;

struct ask {
	struct store *store;
	sqlite3_stmt *stmt;
	enum query query;
	size_t n_bound; /* values bound so far */
	int rc;         /* first refusal of a binding */
	bool is_on;     /* a step was made and the statement not yet reset */
};

/** Takes up QUERY; end it with ask_end() whatever happens. */
void ask_start(struct ask *a, struct store *s, enum query query);

void ask_int(struct ask *a, const char *name, int64_t value);
void ask_double(struct ask *a, const char *name, double value);

/** TEXT (NULL is '') must outlive the ask; so below. */
void ask_text(struct ask *a, const char *name, const char *text);
void ask_chars(struct ask *a, const char *name, const char *at, size_t len);
void ask_blob(struct ask *a, const char *name, const void *at, size_t len);
void ask_digest(struct ask *a, const char *name, const struct digest *d);

/** Steps. Gives 1 with a row, 0 at the end, -1 on a fault. */
int ask_row(struct ask *a, struct fault *f);

/** Steps a statement that gives no row and ends A. */
int ask_run(struct ask *a, struct fault *f);

/** Lets the statement go. */
void ask_end(struct ask *a);

/* What the row holds, by column. */
int64_t row_int(const struct ask *a, int column);
uint32_t row_uint(const struct ask *a, int column);
double row_double(const struct ask *a, int column);
const char *row_text(const struct ask *a, int column); /* never NULL */
const void *row_blob(const struct ask *a, int column, size_t *len);
bool row_digest(const struct ask *a, int column, struct digest *out);

/** A string of SIZE bytes at most; longer ones are cut. */
void row_into(const struct ask *a, int column, char *out, size_t size);

/** A copy that outlives the row; NULL with F set when the arena is full. */
const char *row_copy(const struct ask *a, int column, struct arena *arena,
                     struct fault *f);

/** Feeds every column of every row left, with its type and length, to D. */
int ask_digest_rows(struct ask *a, struct digester *d, struct fault *f);

#endif
