/* SPDX-License-Identifier: Apache-2.0 */
/* Cells: how a cell is written, and which ones a question is about. */
#ifndef SERVE_CELLS_H
#define SERVE_CELLS_H

#include "model/cell.h"
#include "pen.h"
#include "request.h"
#include "snapshot.h"

#define CELL_COLUMNS_COUNT 20

/** The columns of a cell, for grid_open(). */
extern const struct column CELL_COLUMNS[CELL_COLUMNS_COUNT];

/** Writes C as one row. */
void cell_row(const struct request *q, struct grid *g, const struct cell *c);

/* Columns of CELL_COLUMNS that say what a cell is worth: from its status on,
   without the key before them and the address behind. */
#define CELL_VALUES_COUNT 15

/** Writes those of C. */
void cell_values(struct grid *g, const struct cell *c);

/** Goes to the next place of the space of cells; false past the last. */
bool spot_next(const struct snapshot *s, struct spot *at);

/** The place behind the cell that the cursor given names, or the first. */
int spot_start(const struct request *q, struct spot *at, struct fault *f);

/** A cursor that goes on behind the cell of KEY; NULL with F set. */
const char *spot_cursor(const struct request *q, const struct cell_key *key,
                        struct fault *f);

/** Says whether C has a score that is stated (METHOD.md 7). */
bool cell_is_scored(const struct cell *c);

/** Writes a column that only a scored cell has. */
void cell_number(struct grid *g, const struct cell *c, double value);

/** The address of the passages that count in C; lives in the arena. */
const char *cell_evidence(const struct request *q, const struct cell *c,
                          struct fault *f);

/* Which part of the space of cells a question is about: positions in the
   catalogue's lists, in the order asked. Lives in the request's arena. */
struct scope {
	size_t *states, *rounds, *commitments;
	size_t n_states, n_rounds, n_commitments;
	enum voice voices[VOICE_COUNT];
	size_t n_voices;
};

/**
 * Reads the parameters named (NULL: that part takes all there is) into OUT.
 * Commitments not given are those of catalogue=, `gcm` when that is absent
 * too. Rounds not given are the latest in which a voice was heard on one of
 * the states; voices not given are VOICES.
 */
struct scope_names {
	const char *states, *rounds, *commitments, *voices;
	uint32_t default_voices; /* bit per voice */
};

int scope_read(const struct request *q, const struct scope_names *names,
               struct scope *out, struct fault *f);

/** True when something was received from VOICE on state and round. */
bool is_heard(const struct snapshot *s, size_t state, size_t round,
              enum voice voice);

/** The latest round in which any voice was heard on STATE, or -1. */
int latest_round(const struct snapshot *s, size_t state);

/** All cells of one state, commitment and round, one per voice. */
void cells_of_row(const struct snapshot *s, const struct spot *at,
                  struct cell out[VOICE_COUNT]);

#endif
