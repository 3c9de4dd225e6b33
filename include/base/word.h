/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Word: closed lists of names, looked up one way everywhere.
 *
 * Takes:  a table such as VOICE_NAMES and a name.
 * Gives:  its index.
 * Never:  guesses: names are exact, in lower case with underscores.
 */
#ifndef BASE_WORD_H
#define BASE_WORD_H

#include <stddef.h>

struct fault;

/** Index of NAME in the N names of TABLE, or -1. */
int word_find(const char *const *table, size_t n, const char *name);

/**
 * As word_find(), but a missing name is a fault that lists what is allowed.
 * WHAT names the field, e.g. "voice". Errors: FAULT_INPUT.
 */
int word_need(const char *const *table, size_t n, const char *what,
              const char *name, int *out, struct fault *f);

#endif
