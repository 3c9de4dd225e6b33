/* SPDX-License-Identifier: Apache-2.0 */
/* SDMX periods as days, to compare them (SDMX 2.1, section 6, 4.2.2 to 4.2.14).
 */
#ifndef SERVE_SDMX_PERIOD_H
#define SERVE_SDMX_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

/* First and last day, counted from 1970-01-01. */
struct sdmx_span {
	int64_t first;
	int64_t last;
};

/**
 * Reads TEXT: a year, year-month, day or moment, 2024-Q1, -S1, -T1, -M01, -W01,
 * -D001, -A1, or a day with a duration in years, months or days
 * (2016-01-01/P2Y). False for anything else.
 */
bool sdmx_span_read(const char *text, struct sdmx_span *out);

#endif
