/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Publish: cells brought up to the findings. Only what changed since the last
 * publication is scored anew; the result is that of scoring everything.
 */
#ifndef PIPELINE_PUBLISH_H
#define PIPELINE_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct cell_key;
struct fault;
struct pipeline;
struct publication;
struct stale_line;

/* What the published cells are behind with. */
struct lag {
	struct arena *arena; /* of the rest */
	struct stale_line *lines;
	size_t n;
	bool is_all;      /* findings of everything changed */
	bool is_outdated; /* made by other rules, or an embargo ended */
};

/** Finds out, for a publication as of AS_OF_S. Owns: lag_close(). */
int lag_open(struct pipeline *p, int64_t as_of_s, struct lag *out,
             struct fault *f);

/** Releases L; a struct of zeroes is allowed. */
void lag_close(struct lag *l);

/** Says whether the cell KEY is among what lags. */
bool lag_has(const struct lag *l, const struct cell_key *key);

/** Publishes inside the transaction that is open. */
int publish_here(struct pipeline *p, int64_t as_of_s, struct fault *f);

/** Publishes in a transaction of its own. */
int publish_now(struct pipeline *p, int64_t as_of_s, struct fault *f);

/** Publishes when anything lags behind, e.g. after a crash. */
int publish_if_due(struct pipeline *p, int64_t as_of_s, struct fault *f);

#endif
