/* SPDX-License-Identifier: Apache-2.0 */
/* Passages: how one is written, in a list, alone and as a hit. */
#ifndef SERVE_PASSAGES_H
#define SERVE_PASSAGES_H

#include "pen.h"
#include "request.h"
#include "store.h"

#define PASSAGE_COLUMNS_COUNT 28

extern const struct column PASSAGE_COLUMNS[PASSAGE_COLUMNS_COUNT];

/** Writes ROW; in JSON with its codings, and leaves the row open. */
void passage_begin(const struct request *q, struct grid *g,
                   const struct passage_row *row);

/** Who asks over HTTP: anybody, as of the publication. */
struct reader public_reader(const struct request *q);

/** The values of NAME as a store takes them; *N is 0 when none was given. */
const char *const *filter_values(const struct request *q, const char *name,
                                 size_t *n);

/**
 * The plain cursor of a list that goes on after an id: "" from the start.
 */
int after_read(const struct request *q, const char **after, struct fault *f);

#endif
