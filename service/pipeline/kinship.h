/* SPDX-License-Identifier: Apache-2.0 */
/* Kinship: submissions that are copies of one text. METHOD.md 5.4. */
#ifndef PIPELINE_KINSHIP_H
#define PIPELINE_KINSHIP_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct fault;
struct kin;
struct reader;
struct store;

/* What was asked for of the submissions met, by order of receipt. */
struct kinship {
	struct store *store;         /* borrowed */
	const struct reader *reader; /* borrowed */
	struct arena *arena;
	const struct kin **at; /* by submission.seq; NULL not met yet */
	size_t room;
};

/** Opens an empty one. Also after a fault, kinship_clear() is due. */
int kinship_open(struct kinship *k, struct store *s, const struct reader *r,
                 struct fault *f);
void kinship_clear(struct kinship *k);

/** What submission SEQ, called ID, is told by. */
int kinship_of(struct kinship *k, int64_t seq, const char *id,
               const struct kin **out, struct fault *f);

/** Are the two one text? */
int kin_is_alike(const struct kin *a, const struct kin *b);

#endif
