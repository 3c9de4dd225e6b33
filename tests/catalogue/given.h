/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Catalogue files for tests: an embedded one with some words exchanged, or
 * one written out; and what the room says of them.
 */
#ifndef TESTS_CATALOGUE_GIVEN_H
#define TESTS_CATALOGUE_GIVEN_H

#include "catalogue.h"
#include "check.h"

/** The embedded file NAME; fails the test when there is none. */
const struct catalogue_file *embedded(const char *name);

/**
 * The embedded file NAME under the name AS, the first WAS in its lines after
 * the opening comment made NOW. Owns: changed_free().
 */
struct catalogue_file changed(const char *name, const char *as, const char *was,
                              const char *now);

/** Releases the bytes of a file made by changed(). */
void changed_free(const struct catalogue_file *file);

/** A file written out in a test. */
struct catalogue_file written(const char *name, const char *text);

/** All embedded files. Owns: catalogue_free(). */
struct catalogue *all_of_them(void);

/**
 * What catalogue_check() reports on FILE with all others around it, "" when
 * clean. Owns: free().
 */
char *report_on(const struct catalogue_file *file);

/** Fails unless catalogue_new() refuses FILE with words that begin WANT. */
void assert_refused(const struct catalogue_file *file, const char *why,
                    const char *want);

#endif
