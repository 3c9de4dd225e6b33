/* SPDX-License-Identifier: Apache-2.0 */
/* Repeated: promises made again with nothing done. METHOD.md 3. */
#ifndef PIPELINE_REPEATED_H
#define PIPELINE_REPEATED_H

#include <stddef.h>

struct catalogue;
struct cell;

/**
 * Sets CELL_FLAG_REPEATED on each of N cells (sorted by key) that holds an
 * intention, as an earlier round of its family does for the same state,
 * commitment and voice, with no measure or result since.
 */
void cells_mark_repeated(const struct catalogue *catalogue, struct cell *cells,
                         size_t n);

#endif
