/* SPDX-License-Identifier: Apache-2.0 */
#include "base/decimal.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Places after the point that are kept. */
#define PLACES 6

/* Digits before the point in DECIMAL_MOST. */
#define WHOLE_MOST 10

/* Longest number anybody writes, zeros and all. */
#define DIGITS_MOST 64

/* Largest exponent that is looked at; beyond it nothing is left, or too
   much. */
#define EXPONENT_MOST 400

struct digits {
	char at[DIGITS_MOST];
	size_t n;
	int point; /* how many of them stand before the point */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Takes one digit, leading zeros of the whole part left out. */
static void take_digit(struct digits *d, char c, bool is_after)
{
	if (d->n == 0 && c == '0') {
		d->point -= is_after;
		return;
	}
	if (d->n < DIGITS_MOST)
		d->at[d->n++] = c;
	d->point += !is_after;
}

/* Digits with at most one point: false when there is none. */
static bool take_digits(const char **text, struct digits *out)
{
	bool has_any = false, is_after = false;

	for (;; (*text)++) {
		if (is_digit(**text)) {
			take_digit(out, **text, is_after);
			has_any = true;
		} else if (**text == '.' && !is_after) {
			is_after = true;
		} else {
			return has_any;
		}
	}
}

static bool take_exponent(const char **text, struct digits *out)
{
	int exponent = 0;
	bool is_minus;

	if (**text != 'e' && **text != 'E')
		return true;
	(*text)++;
	is_minus = **text == '-';
	*text += **text == '-' || **text == '+';
	if (!is_digit(**text))
		return false;
	for (; is_digit(**text); (*text)++)
		if (exponent < EXPONENT_MOST)
			exponent = exponent * 10 + (**text - '0');
	out->point += is_minus ? -exponent : exponent;
	return true;
}

/* The digit at PLACE after the point, negative before it. */
static int digit_at(const struct digits *d, int place)
{
	int i = d->point + place;

	return i >= 0 && (size_t)i < d->n ? d->at[i] - '0' : 0;
}

static enum decimal gather(const struct digits *d, bool is_minus, int64_t *out)
{
	int64_t sum = 0;

	if (d->n > 0 && d->point > WHOLE_MOST)
		return DECIMAL_LARGE;
	for (int place = -WHOLE_MOST; place < PLACES; place++)
		sum = sum * 10 + digit_at(d, place);
	sum += digit_at(d, PLACES) >= 5;
	if (sum > DECIMAL_MOST * DECIMAL_PARTS)
		return DECIMAL_LARGE;
	*out = is_minus ? -sum : sum;
	return DECIMAL_OK;
}

enum decimal decimal_read(const char *text, int64_t *out)
{
	struct digits d = { .n = 0 };
	bool is_minus;

	while (is_blank(*text))
		text++;
	is_minus = *text == '-';
	text += *text == '-' || *text == '+';
	if (!take_digits(&text, &d) || !take_exponent(&text, &d))
		return DECIMAL_NONE;
	while (is_blank(*text))
		text++;
	return *text == '\0' ? gather(&d, is_minus, out) : DECIMAL_NONE;
}

void decimal_write(int64_t value, char out[DECIMAL_TEXT_SIZE])
{
	uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
	uint64_t parts = (uint64_t)DECIMAL_PARTS;
	size_t len;

	(void)snprintf(out, DECIMAL_TEXT_SIZE, "%s%" PRIu64 ".%06" PRIu64,
	               value < 0 ? "-" : "", size / parts, size % parts);
	len = strlen(out);
	while (out[len - 1] == '0')
		len--;
	out[len - (out[len - 1] == '.')] = '\0';
}
