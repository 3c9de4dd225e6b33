/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pages: how many a PDF says it has, as far as that can be seen without
 * reading it. Good for sharing work out, for nothing else: it may be wrong.
 *
 * It decides how many jails there will be, and so is outside of them: it
 * compares bytes and adds up digits, no more.
 */
#ifndef EXTRACT_PAGES_H
#define EXTRACT_PAGES_H

#include <stddef.h>

/**
 * The largest page count up to MOST that stands uncompressed in BYTES; 0 when
 * there is none.
 * Source: ISO 32000-1, table 29 (Count of the page tree).
 */
int pages_guess(const char *bytes, size_t len, int most);

#endif
