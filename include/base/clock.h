/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Clock: the only door to the time of day.
 *
 * Rooms take the time as an argument; daemon/ reads it here once.
 *
 * Takes:  nothing, or a date as people write it.
 * Gives:  seconds since 1970, UTC; RFC 3339 text.
 * Never:  is read inside indicators/.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#define CLOCK_TEXT_SIZE 21 /* "2026-11-22T00:00:00Z" with the NUL */

struct fault;
struct rusage;

/** Seconds since 1970, UTC. */
int64_t clock_now_s(void);

/** Seconds from an arbitrary start that never runs backwards. */
double clock_steady_s(void);

/** Seconds of computing that USED tells, for the program and for its calls. */
double clock_spent_s(const struct rusage *used);

/** Writes T_S as RFC 3339 UTC into OUT (CLOCK_TEXT_SIZE bytes). */
void clock_text(int64_t t_s, char *out);

/** Writes T_S as an HTTP date (RFC 9110, 5.6.7) into OUT (30 bytes). */
void clock_http(int64_t t_s, char *out);

/**
 * Reads YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ as its first second.
 * Errors: FAULT_INPUT, naming what was read.
 */
int clock_parse(const char *text, int64_t *out, struct fault *f);

#endif
