/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Harm: when words of harm tell a regression (METHOD.md 3), and when they do
 * not, since the harm is denied, forbidden, demanded to end, over or less.
 */
#ifndef CODING_HARM_H
#define CODING_HARM_H

#include "cues.h"

/** Does the passage tell a harm that is done? *MATCH is the word for it. */
bool harm_is_done(const struct cues *c, size_t *match);

/** Does it tell that nobody suffers a harm (any more)? */
bool harm_is_over(const struct cues *c, size_t *match);

/**
 * Does a term against commitment TARGET stand as something that happened or
 * is done: not denied, not forbidden, not demanded to end? If so *MATCH is it.
 */
bool harm_is_against(const struct reading *r, int target,
                     const struct match **match);

#endif
