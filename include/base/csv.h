/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Csv: tables as RFC 4180 has them.
 *
 * Takes:  bytes of a CSV file; or fields to write.
 * Gives:  rows of strings; or bytes that a spreadsheet opens without
 *         running anything (text starting with = + - @ or their full-width
 *         twins, TAB, CR or LF is quoted by a leading apostrophe).
 * Never:  guesses a delimiter.
 */
#ifndef BASE_CSV_H
#define BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buf;
struct fault;

struct csv_row {
	size_t line;              /* 1-based line the row starts on */
	const char *const *field; /* n strings, in the arena */
	size_t n;
};

struct csv_table {
	struct csv_row head;  /* the first row */
	struct csv_row *rows; /* those after it */
	size_t n_rows;
};

/**
 * Reads LEN bytes, UTF-8 with or without a byte order mark. NAME is for words.
 * Owns:   all of *OUT lives in A.
 * Errors: FAULT_INPUT with NAME and line: not UTF-8, a stray quote, a row with
 *         another number of fields than the head; FAULT_LIMIT.
 */
int csv_read(const char *bytes, size_t len, const char *name, struct arena *a,
             struct csv_table *out, struct fault *f);

/** Index of the column NAME in T, or -1. */
int csv_column(const struct csv_table *t, const char *name);

/** Appends one text field, formula-safe; a comma first unless IS_FIRST. */
int csv_text(struct buf *b, bool is_first, const char *text, size_t len,
             struct fault *f);

/** The words that csv_text() wrote as FIELD: without the apostrophe that it set
    before what a spreadsheet would run. Borrowed from FIELD. */
const char *csv_words(const char *field);

/** Appends one field that is a number or code of ours, as it is. */
int csv_plain(struct buf *b, bool is_first, const char *text, struct fault *f);

/** Ends the row (CRLF). */
int csv_end(struct buf *b, struct fault *f);

#endif
