/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Inline: the words of a run of Markdown without its marks.
 */
#ifndef EXTRACT_INLINE_H
#define EXTRACT_INLINE_H

#include "base/span.h"

struct fault;
struct pile;

/**
 * Appends the words of TEXT to OUT: emphasis, links' targets, images, notes'
 * marks and HTML tags dropped, code and escapes kept as they read.
 */
int inline_words(struct span text, struct pile *out, struct fault *f);

#endif
