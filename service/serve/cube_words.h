/* SPDX-License-Identifier: Apache-2.0 */
/* Cube words: what dimensions, voices and measures are called. */
#ifndef SERVE_CUBE_WORDS_H
#define SERVE_CUBE_WORDS_H

#include "model/commitment.h"

/** What WORD of ours is called in LANG; itself where nothing is known. */
const char *cube_word(const char *word, enum un_language lang);

#endif
