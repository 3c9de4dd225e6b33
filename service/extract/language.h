/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Language: which tongue a text is in, told by itself.
 *
 * Script first (ICU), then letter statistics (libexttextcat) among the
 * languages of that script. Under LANGUAGE_LETTERS_LEAST letters both guess,
 * so the answer is "und" (ecosystem.md 2).
 */
#ifndef EXTRACT_LANGUAGE_H
#define EXTRACT_LANGUAGE_H

#include <stddef.h>

#include "model/submission.h"

#define LANGUAGE_LETTERS_LEAST 30

struct fault;
struct language_detector;

/**
 * Loads the statistics of all languages told apart; reads files, so a child
 * that is to be confined does it before.
 * Owns:   the caller releases *OUT with language_detector_free().
 * Errors: FAULT_SYSTEM when they are not installed.
 */
int language_detector_new(struct language_detector **out, struct fault *f);

/** Releases D; NULL is allowed. */
void language_detector_free(struct language_detector *d);

/** Writes the BCP 47 tag of LEN bytes of UTF-8, or "und", into OUT. */
void language_detect(const struct language_detector *d, const char *bytes,
                     size_t len, char out[LANGUAGE_SIZE]);

#endif
