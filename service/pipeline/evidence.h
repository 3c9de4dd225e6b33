/* SPDX-License-Identifier: Apache-2.0 */
/* Evidence: the counted codings of one cell, repetition left out. */
#ifndef PIPELINE_EVIDENCE_H
#define PIPELINE_EVIDENCE_H

#include <stddef.h>
#include <stdint.h>

#include "model/cell.h"
#include "model/method.h"

struct arena;
struct evidence_row;
struct fault;
struct kin;

/* One coding as it came from the store. */
struct claim {
	const char *source;
	const char *quote;
	size_t quote_len;
	enum level level;
	bool is_demand;
	bool is_accepted;
	double confidence;
};

/* A submission that spoke in the cell, and whose words its own are: those of
   the first one that it is a copy of (METHOD.md 5.4), or its own. */
struct speaker {
	const struct kin *kin;
	const char *source;
	bool is_copy;
};

/* One cell's claims, earliest first. */
struct batch {
	struct cell_key key;
	struct claim *claims; /* malloced, kept for the next cell */
	size_t n;
	size_t room;
	uint32_t flags;           /* CELL_FLAG_HIDDEN */
	struct speaker *speakers; /* malloced, kept likewise */
	size_t n_speakers;
	size_t speakers_room;
};

/** Appends ROW, which is of KIN. Strings are copied into A. */
int batch_add(struct batch *b, const struct evidence_row *row,
              const struct kin *kin, struct arena *a, struct fault *f);

/** Empties B for the next cell, keeping its memory. */
void batch_reset(struct batch *b);

/** Releases what B holds. */
void batch_clear(struct batch *b);

/** Scores B by M into OUT, whose sources live in A; SCRATCH holds the rest. */
int batch_score(const struct method *m, const struct batch *b,
                struct arena *scratch, struct arena *a, struct cell *out,
                struct fault *f);

#endif
