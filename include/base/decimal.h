/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Decimal: numbers as people write them, into whole millionths and back.
 *
 * Takes:  "-12.5", "1e-3", "1 234.5" is none.
 * Gives:  an int64_t in millionths: the same on every machine.
 * Never:  goes through floating point, or asks the locale.
 */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stddef.h>
#include <stdint.h>

#define DECIMAL_PARTS INT64_C(1000000)

/* Largest whole part; a thousandth of what fits, so that sums do too. */
#define DECIMAL_MOST INT64_C(9000000000)

/* "-9000000000.123456" with its NUL. */
#define DECIMAL_TEXT_SIZE 24

enum decimal {
	DECIMAL_OK,
	DECIMAL_NONE, /* no number: "12 km", "NaN", "1,5" */
	DECIMAL_LARGE /* beyond DECIMAL_MOST */
};

/** Reads all of TEXT, blanks around it apart; rounds half away from zero. */
enum decimal decimal_read(const char *text, int64_t *out);

/** Writes VALUE without needless zeros. */
void decimal_write(int64_t value, char out[DECIMAL_TEXT_SIZE]);

#endif
