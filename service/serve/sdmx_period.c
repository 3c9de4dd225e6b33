/* SPDX-License-Identifier: Apache-2.0 */
#include "sdmx_period.h"

#include <string.h>

/* Days from 1970-01-01 to DAY of MONTH (from 1, may exceed 12) of YEAR, in the
   proleptic Gregorian calendar: years counted from March, so that the leap day
   is the last of one. */
static int64_t day_of(int64_t year, int64_t month, int64_t day)
{
	int64_t era, of_era, of_year;

	year += (month - 1) / 12;
	month = (month - 1) % 12 + 1;
	year -= month <= 2;
	era = (year >= 0 ? year : year - 399) / 400;
	of_era = year - era * 400;
	of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 +
	       of_year - 719468;
}

/* Reads exactly N digits. */
static bool read_digits(const char **at, int n, int *out)
{
	*out = 0;
	for (int i = 0; i < n; i++) {
		if ((*at)[i] < '0' || (*at)[i] > '9')
			return false;
		*out = *out * 10 + (*at)[i] - '0';
	}
	*at += n;
	return true;
}

static int days_in(int year, int month)
{
	return (int)(day_of(year, month + 1, 1) - day_of(year, month, 1));
}

/* Parts of a year, in months; letters of the standard. */
static const struct {
	char letter;
	int digits, most, months;
} PARTS[] = {
	{ 'A', 1, 1, 12 }, { 'S', 1, 2, 6 },  { 'T', 1, 3, 4 },
	{ 'Q', 1, 4, 3 },  { 'M', 2, 12, 1 },
};

static bool read_part(int year, const char *at, struct sdmx_span *out)
{
	for (size_t i = 0; i < sizeof(PARTS) / sizeof(PARTS[0]); i++) {
		const char *rest = at + 1;
		int n;

		if (at[0] != PARTS[i].letter)
			continue;
		if (!read_digits(&rest, PARTS[i].digits, &n) || *rest ||
		    n < 1 || n > PARTS[i].most)
			return false;
		out->first = day_of(year, 1 + (n - 1) * PARTS[i].months, 1);
		out->last = day_of(year, 1 + n * PARTS[i].months, 1) - 1;
		return true;
	}
	return false;
}

/* ISO 8601: week 1 has the year's first Thursday. */
static bool read_week(int year, const char *at, struct sdmx_span *out)
{
	int64_t fourth = day_of(year, 1, 4);
	/* 1970-01-01 was a Thursday. */
	int64_t monday = fourth - ((fourth + 3) % 7 + 7) % 7;
	int n;

	if (!read_digits(&at, 2, &n) || *at || n < 1 || n > 53)
		return false;
	out->first = monday + (int64_t)(n - 1) * 7;
	out->last = out->first + 6;
	return true;
}

static bool read_day_of_year(int year, const char *at, struct sdmx_span *out)
{
	int n;

	if (!read_digits(&at, 3, &n) || *at || n < 1 || n > 366)
		return false;
	out->first = out->last = day_of(year, 1, 1) + n - 1;
	return true;
}

/* "/P2Y" after the day FIRST, which is YEAR, MONTH, DAY. */
static bool read_duration(const char *at, int year, int month, int day,
                          struct sdmx_span *out)
{
	int64_t n = 0;
	const char *digits;

	if (strncmp(at, "/P", 2) != 0)
		return false;
	at += 2;
	for (digits = at; *at >= '0' && *at <= '9' && n < 10000; at++)
		n = n * 10 + *at - '0';
	if (at == digits || n < 1 || at[0] == '\0' || at[1] != '\0')
		return false;
	if (*at == 'Y')
		out->last = day_of(year + n, month, day) - 1;
	else if (*at == 'M')
		out->last = day_of(year, month + n, day) - 1;
	else if (*at == 'D')
		out->last = out->first + n - 1;
	else
		return false;
	return true;
}

/* "T12:30:00Z" and the like: the day is what counts here. */
static bool is_clock(const char *at)
{
	return *at == 'T' && at[1] &&
	       at[strspn(at, "0123456789:.+-TZ")] == '\0';
}

static bool read_date(int year, const char *at, struct sdmx_span *out)
{
	int month, day;

	if (!read_digits(&at, 2, &month) || month < 1 || month > 12)
		return false;
	out->first = day_of(year, month, 1);
	out->last = day_of(year, month + 1, 1) - 1;
	if (*at == '\0')
		return true;
	if (*at++ != '-' || !read_digits(&at, 2, &day) || day < 1 ||
	    day > days_in(year, month))
		return false;
	out->first = out->last = day_of(year, month, day);
	return *at == '\0' || is_clock(at) ||
	       read_duration(at, year, month, day, out);
}

bool sdmx_span_read(const char *text, struct sdmx_span *out)
{
	int year;

	if (!read_digits(&text, 4, &year))
		return false;
	out->first = day_of(year, 1, 1);
	out->last = day_of(year + 1, 1, 1) - 1;
	if (*text == '\0')
		return true;
	if (*text++ != '-')
		return false;
	if (*text == 'W')
		return read_week(year, text + 1, out);
	if (*text == 'D')
		return read_day_of_year(year, text + 1, out);
	return read_part(year, text, out) || read_date(year, text, out);
}
