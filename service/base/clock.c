/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/fault.h"

static const char *const DAYS[] = { "Sun", "Mon", "Tue", "Wed",
	                            "Thu", "Fri", "Sat" };
static const char *const MONTHS[] = {
	"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
};

int64_t clock_now_s(void)
{
	return (int64_t)time(NULL);
}

double clock_steady_s(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

double clock_spent_s(const struct rusage *used)
{
	const struct timeval *own = &used->ru_utime, *calls = &used->ru_stime;

	return (double)(own->tv_sec + calls->tv_sec) +
	       (double)(own->tv_usec + calls->tv_usec) / 1e6;
}

void clock_text(int64_t t_s, char *out)
{
	time_t t = (time_t)t_s;
	struct tm tm;

	(void)gmtime_r(&t, &tm);
	(void)strftime(out, CLOCK_TEXT_SIZE, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

void clock_http(int64_t t_s, char *out)
{
	time_t t = (time_t)t_s;
	struct tm tm;

	(void)gmtime_r(&t, &tm);
	(void)snprintf(out, 30, "%s, %02d %s %04d %02d:%02d:%02d GMT",
	               DAYS[tm.tm_wday % 7], tm.tm_mday % 100,
	               MONTHS[tm.tm_mon % 12], (tm.tm_year + 1900) % 10000,
	               tm.tm_hour % 100, tm.tm_min % 100, tm.tm_sec % 100);
}

/* Reads exactly N digits at *AT into *OUT and moves *AT on. */
static bool digits(const char **at, int n, int *out)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		char c = (*at)[i];

		if (c < '0' || c > '9')
			return false;
		value = value * 10 + (c - '0');
	}
	*at += n;
	*out = value;
	return true;
}

int clock_parse(const char *text, int64_t *out, struct fault *f)
{
	struct tm tm = { .tm_mon = 0, .tm_mday = 1 }, again;
	const char *at = text;
	time_t t;
	int year, month = 1, day = 1;

	if (!digits(&at, 4, &year))
		goto bad;
	if (*at == '-' && (at++, !digits(&at, 2, &month)))
		goto bad;
	if (*at == '-' && (at++, !digits(&at, 2, &day)))
		goto bad;
	if (*at == 'T' &&
	    (at++, !digits(&at, 2, &tm.tm_hour) || *at++ != ':' ||
	                   !digits(&at, 2, &tm.tm_min) || *at++ != ':' ||
	                   !digits(&at, 2, &tm.tm_sec) || *at++ != 'Z'))
		goto bad;
	if (*at != '\0' || tm.tm_hour > 23 || tm.tm_min > 59 || tm.tm_sec > 59)
		goto bad;
	tm.tm_year = year - 1900;
	tm.tm_mon = month - 1;
	tm.tm_mday = day;
	again = tm;
	t = timegm(&again);
	/* timegm() mends 31 February; we refuse it. */
	if (again.tm_mday != day || again.tm_mon != month - 1)
		goto bad;
	*out = (int64_t)t;
	return 0;

bad:
	return fault_set(f, FAULT_INPUT,
	                 "\"%.40s\" is not a date: write YYYY, YYYY-MM, "
	                 "YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ",
	                 text);
}
