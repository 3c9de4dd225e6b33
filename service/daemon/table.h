/* SPDX-License-Identifier: Apache-2.0 */
/* Table: aligned columns for a terminal. */
#ifndef DAEMON_TABLE_H
#define DAEMON_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct fault;

/* More columns than a terminal shows. */
#define TABLE_COLUMNS_MOST 16

struct table_column {
	const char *head;
	bool is_right; /* numbers stand to the right */
};

struct table {
	struct arena *arena; /* borrowed; all lives here */
	const struct table_column *columns;
	size_t n_columns;
	const char *(*rows)[TABLE_COLUMNS_MOST];
	size_t n_rows;
	size_t room;
};

/** Starts empty with N_COLUMNS of COLUMNS, which are borrowed. */
void table_init(struct table *t, struct arena *a,
                const struct table_column *columns, size_t n_columns);

/** Gives the cells of a new row, "" each, to be filled; NULL on a fault. */
const char **table_row(struct table *t, struct fault *f);

/** Columns of a terminal that T takes. */
size_t table_width(const struct table *t);

/** Prints T on standard output. */
void table_print(const struct table *t);

#endif
