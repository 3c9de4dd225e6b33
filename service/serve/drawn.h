/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Drawn: what two cells of one publication said beside each other, kept
 * because thousands of draws made it. Equal cells always draw the same, so
 * that nothing but the time shows whether it was found here.
 */
#ifndef SERVE_DRAWN_H
#define SERVE_DRAWN_H

#include <stdbool.h>

struct cell_key;
struct difference;
struct drawn;
struct method;

/** Starts empty; NULL when memory is out. Owns: drawn_free(). */
struct drawn *drawn_new(void);
void drawn_free(struct drawn *d);

/** Fills *OUT with A beside B under M, if it is kept. D may be NULL. */
bool drawn_find(const struct drawn *d, const struct method *m,
                const struct cell_key *a, const struct cell_key *b,
                struct difference *out);

/** Keeps DIFFERENCE, in place of another one if need be. */
void drawn_keep(struct drawn *d, const struct method *m,
                const struct cell_key *a, const struct cell_key *b,
                const struct difference *difference);

#endif
