/* SPDX-License-Identifier: Apache-2.0 */
/* List: the sources that a document itself says it quotes. */
#ifndef ATTRIBUTION_LIST_H
#define ATTRIBUTION_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/speaker.h"
#include "model/submission.h"

#include "lexicon.h"

struct arena;
struct fault;
struct text;

/* One source as listed. */
struct listed {
	const char *name; /* without its place */
	enum voice voice;
	int32_t body;        /* a known body's place, or -1 */
	bool is_institution; /* of a state, whatever it is listed under */
	bool is_national;    /* listed as its human rights institution */
	uint32_t joint;      /* number of a joint submission, or 0 */
	const char *const *members;
	size_t n_members;
	uint32_t claimant; /* place among the claimants plus one; 0 not yet */
};

struct list {
	struct listed *at;
	size_t n;
	size_t first_block; /* blocks it stands in; n_blocks: no list */
	size_t end_block;
};

/**
 * Finds and reads the list in TEXT, and adds its names to L. At most
 * CLAIMANTS_MOST entries are taken. OUT has none where there is no list.
 */
int list_read(const struct text *text, const struct speakers *speakers,
              struct lexicon *l, struct arena *a, struct list *out,
              struct fault *f);

#endif
