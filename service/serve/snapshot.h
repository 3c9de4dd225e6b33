/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Snapshot: the published cells in memory, found in constant time; a cell
 * that is not stored is made on the spot, with the silence METHOD.md 7 says.
 */
#ifndef SERVE_SNAPSHOT_H
#define SERVE_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/cell.h"
#include "model/commitment.h"
#include "store.h"

struct catalogue;
struct method;

struct snapshot {
	const struct catalogue *catalogue; /* borrowed, as all below it */
	const struct state *states;
	const struct round *rounds;
	const struct commitment *commitments;
	size_t n_states, n_rounds, n_commitments;

	struct arena *arena; /* holds what follows */
	struct publication publication;
	const struct method *method; /* that numbers are made by, here */
	bool is_replayed;            /* stored cells were made by another */
	const struct cell *cells;
	size_t n_cells;
	const struct coverage *coverage;
	size_t n_coverage;
	size_t n_strangers;    /* cells of no state, round or commitment of this
	                          catalogue: never shown */
	struct drawn *drawn;   /* between its cells; NULL: none is kept */
	uint32_t *cell_at;     /* index + 1 in cells, 0 none */
	uint32_t *coverage_at; /* index + 1 in coverage, 0 none */
};

/* A place in the space of cells: positions in the catalogue's lists. */
struct spot {
	size_t state;
	size_t round;
	size_t commitment;
	enum voice voice;
};

/** Fills *OUT with the cell at AT, stored or silent. */
void snapshot_cell(const struct snapshot *s, const struct spot *at,
                   struct cell *out);

/** Fills *OUT with what S says, replayed by M; it lives no longer than S.
    False when M would need the evidence itself. */
bool snapshot_replay(const struct snapshot *s, const struct method *m,
                     struct snapshot *out);

/** The stored cell at AT, or NULL. */
const struct cell *snapshot_stored(const struct snapshot *s,
                                   const struct spot *at);

/** What VOICE sent on STATE in ROUND, or NULL for nothing. */
const struct coverage *snapshot_coverage(const struct snapshot *s, size_t state,
                                         size_t round, enum voice voice);

/** Positions of names; -1 when the catalogue does not know them. */
int snapshot_state(const struct snapshot *s, const char *iso3);
int snapshot_round(const struct snapshot *s, const char *id);
int snapshot_commitment(const struct snapshot *s, const char *code);

/** The round before ROUND in its family, or -1. */
int snapshot_round_before(const struct snapshot *s, size_t round);

#endif
