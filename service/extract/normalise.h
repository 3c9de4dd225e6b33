/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Normalise: one spelling for what looks alike.
 *
 * NFC (UAX 15); every run of white space one space; soft hyphens and what is
 * invisible dropped (category Cf, stray controls); ligatures and Arabic
 * presentation forms spelled out; Arabic repaired (arabic.h). The same words
 * then have the same bytes whatever file they came from.
 */
#ifndef EXTRACT_NORMALISE_H
#define EXTRACT_NORMALISE_H

#include <stddef.h>

struct fault;
struct pile;

/* Longest run taken at once: its UTF-16 must be countable in 31 bits. */
#define NORMALISE_MOST ((size_t)32 << 20)

/**
 * Appends LEN bytes, normalised and without white space at either end, to
 * OUT. Bytes that are no UTF-8 become U+FFFD.
 */
int normalise(const char *bytes, size_t len, struct pile *out, struct fault *f);

#endif
