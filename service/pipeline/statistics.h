/* SPDX-License-Identifier: Apache-2.0 */
/* Statistics: files into figures, and figures into cells. METHOD.md 10. */
#ifndef PIPELINE_STATISTICS_H
#define PIPELINE_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cells;
struct fault;
struct job;
struct pipeline;
struct submission;

/** Says whether SUB is a file of statistics, as `gcmtrack observe` takes. */
bool is_statistics(const struct submission *sub);

/**
 * Reads the figures of JOB from the lines that the child made of it; fills
 * JOB's findings. Errors: FAULT_INPUT and FAULT_LIMIT are the file's own.
 */
int statistics_find(const struct pipeline *p, struct job *job, struct fault *f);

/** Adds to CELLS those of all statistics that anybody may see at AS_OF_S. */
int statistics_cells(struct pipeline *p, int64_t as_of_s, struct cells *cells,
                     struct fault *f);

#endif
