/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Language: told by function words, for passages that come without one.
 */
#ifndef CODING_LANGUAGE_H
#define CODING_LANGUAGE_H

#include <stddef.h>

/**
 * Code of the language of TEXT, "und" when it cannot be told, "mis" when its
 * letters are those of a language that is none of ours. Static.
 */
const char *language_tell(const char *text, size_t len);

#endif
