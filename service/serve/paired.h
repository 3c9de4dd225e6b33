/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Paired: the passages on either side of a change between two rounds.
 */
#ifndef SERVE_PAIRED_H
#define SERVE_PAIRED_H

#include "model/cell.h"
#include "pen.h"
#include "request.h"

/**
 * Writes the member "paired": the passages of BEFORE and NOW that are most
 * alike (METHOD.md 9.4), further pairs after them; where none are alike the
 * surest of each side, leaning to what D says of the change.
 */
int write_paired(const struct request *q, struct pen *p,
                 const struct cell *before, const struct cell *now,
                 const struct difference *d, struct fault *f);

#endif
