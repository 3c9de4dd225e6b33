/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cmocka's headers in the order it insists on, and asserts that print the
 * fault's own words.
 */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/fault.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* Fails with the words of F unless RC is 0. */
#define assert_ok(rc, f)                                        \
	do {                                                    \
		int rc_ = (rc);                                 \
		if (rc_ != 0)                                   \
			fail_msg("%s: %s (%s)", #rc, (f)->text, \
			         fault_name((f)->code));        \
	} while (0)

/* Fails unless RC is -1 and F holds CODE. */
#define assert_fault(rc, f, want)                                         \
	do {                                                              \
		int rc_ = (rc);                                           \
		if (rc_ != -1)                                            \
			fail_msg("%s: want -1, got %d", #rc, rc_);        \
		if ((f)->code != (want))                                  \
			fail_msg("%s: want %s, got %s (%s)", #rc,         \
			         fault_name(want), fault_name((f)->code), \
			         (f)->text);                              \
	} while (0)

#endif
