/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Arabic: what PDF makers and PDF readers do to it, undone.
 *
 * poppler gives "األرواح" for "الأرواح": the two letters of a lam-alef
 * ligature come out swapped (ecosystem.md, finding 6).
 */
#ifndef EXTRACT_ARABIC_H
#define EXTRACT_ARABIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <unicode/utypes.h>

struct fault;

/** Whether C is a positional form (U+FB50..U+FDFF, U+FE70..U+FEFC). */
bool arabic_is_presentation(UChar32 c);

/** Whether C only stretches a word (tatweel). */
bool arabic_is_stretch(UChar32 c);

/** Puts swapped lam-alef pairs right in place; gives the new length. */
int32_t arabic_repair(UChar *text, int32_t n);

/**
 * Puts one line of UTF-8 that is in visual order (left to right, as it stands
 * on the page) into reading order, in place. Errors: FAULT_MEMORY.
 */
int arabic_reorder(char *bytes, size_t len, struct fault *f);

#endif
