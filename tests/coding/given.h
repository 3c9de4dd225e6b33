/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A tongue of a few phrases written in a test, and one text read with it.
 */
#ifndef TESTS_CODING_GIVEN_H
#define TESTS_CODING_GIVEN_H

#include "catalogue.h"
#include "check.h"

#include "../../indicators/coding/reading.h"

struct given {
	struct catalogue *catalogue;
	struct codebook_language book;
	struct tongue *tongue;
	struct reading reading;
	struct fault f;
};

/** English of the N phrases TERMS, which must outlive G. */
void given_open(struct given *g, const struct codebook_term *terms, size_t n);

/** Releases what G holds. */
void given_close(struct given *g);

/** Reads TEXT, which must outlive its use. */
const struct reading *given_read(struct given *g, const char *text);

/** The match of the phrase WORDS of kind KIND; fails when there is none. */
size_t given_match(const struct given *g, enum term_kind kind,
                   const char *words);

/** Position of a commitment; fails when there is none. */
size_t given_at(const struct given *g, const char *code);

#endif
