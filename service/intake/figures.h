/* SPDX-License-Identifier: Apache-2.0 */
/* Figures: what columns of a sheet are, one row at a time, and the sums. */
#ifndef INTAKE_FIGURES_H
#define INTAKE_FIGURES_H

#include "base/buf.h"
#include "intake.h"
#include "model/series.h"
#include "sheet.h"

/* No series has more columns of one role. */
#define ROLE_MOST 32

/* What one column of the sheet is for. */
struct column_use {
	enum series_role role;
	const struct series_column *column; /* NULL: one of the rest */
	int year;                           /* of a wide sheet; 0 none */
	bool is_constant;                   /* one word in all rows */
};

/* Words that name no member State, with their rows. */
#define STRANGERS_MOST 64

struct stranger {
	const char *word;
	uint32_t n;
};

struct taking {
	const struct figures_want *want;
	struct sheet sheet;
	struct column_use *use; /* one per column of the sheet */
	bool *is_again;         /* one per row: its id stood before */
	struct figure *at;      /* grown with realloc */
	size_t n, room;
	struct figures out;
	struct stranger strangers[STRANGERS_MOST];
	size_t n_strangers;
	struct buf notes;
	uint32_t n_notes;
	struct arena *arena;
};

/** Says what each column is for. Errors: FAULT_INPUT naming the column. */
int figures_columns(struct taking *t, struct fault *f);

/** Takes row I: figures are added, or the row is counted as what it is. */
int figures_row(struct taking *t, size_t i, struct fault *f);

/** Sorts what was added; adds up equal places, or refuses the later ones. */
int figures_settle(struct taking *t, struct fault *f);

/** Counts a row as wrong; the first ones are said. */
int figures_refuse(struct taking *t, uint32_t line, const char *column,
                   const char *cell, const char *why, struct fault *f);

/** Whether A and B are the same word, capitals apart. */
bool figures_same(const char *a, size_t len, const char *b);

#endif
