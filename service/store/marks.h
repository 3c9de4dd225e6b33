/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Marks: one row per coding and state, by which codings are found.
 */
#ifndef STORE_MARKS_H
#define STORE_MARKS_H

#include <stddef.h>
#include <stdint.h>

#include "model/coding.h"

struct fault;
struct store;

struct mark {
	const char *commitment; /* borrowed from a coding; so below */
	const char *state;      /* "" about none */
	int64_t passage;
	uint32_t place;
	enum level level;
	bool is_demand;
	uint32_t confidence;
	enum voice voice; /* of its passage; so below */
	bool is_quoted;
	enum review review;
};

/* What all marks of one passage share. */
struct marked {
	int64_t passage;
	enum voice voice;
	bool is_quoted;
};

/** Marks that N codings make; those set aside (confidence 0) make none. */
size_t marks_count(const struct coding *codings, size_t n);

/** Fills OUT, marks_count() long, for the codings of the passage in M. */
void marks_make(const struct marked *m, const struct coding *codings, size_t n,
                struct mark *out);

/** Writes N marks, in the order of the index; sorts MARKS. */
int marks_put(struct store *s, struct mark *marks, size_t n, struct fault *f);

/** Removes N marks. */
int marks_delete(struct store *s, const struct mark *marks, size_t n,
                 struct fault *f);

#endif
