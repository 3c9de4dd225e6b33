/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sheet: the lines that a confined child made of a CSV file, and what they
 * look like as a whole: empty, or a template that nobody filled in.
 */
#ifndef INTAKE_SHEET_H
#define INTAKE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct fault;

struct sheet_row {
	uint32_t line; /* of the file */
	const char *const *cell;
};

struct sheet {
	const char *const *head;
	size_t n_columns;
	struct sheet_row *rows;
	size_t n_rows;
};

/**
 * Takes LEN bytes of lines "LINE TAB field TAB field", the head first. The
 * child may be in a stranger's hands: any other shape is refused.
 */
int sheet_take(const char *lines, size_t len, struct arena *a,
               struct sheet *out, struct fault *f);

/** Whether CELL says in a common way that there is no figure: "", "NA". */
bool sheet_is_missing(const char *cell);

/**
 * Refuses a sheet that holds no figure at all, or only those of a template
 * (METHOD.md 10.3). Errors: FAULT_INPUT saying which, and why.
 */
int sheet_judge(const struct sheet *s, struct fault *f);

#endif
