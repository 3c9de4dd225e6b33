/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Meter: counters in memory that processes share, and what each is doing.
 *
 * Additions are atomic and in no order: two counters read at once may be a
 * request apart. A process writes its own row; its parent clears it.
 */
#ifndef SERVE_METER_H
#define SERVE_METER_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "problem.h"
#include "serve.h"

/* Rows of the route table, and one for what found none. */
#define METER_ROUTES_MOST 192

/* Classes of status: 1xx to 5xx. */
#define METER_CLASSES 5

/* Upper ends of the histogram's buckets, before the last that takes all. */
#define METER_BUCKETS 12

/* What a process calls itself, with the NUL. */
#define METER_WHAT_SIZE 12

typedef _Atomic uint64_t meter_count;

struct meter_bucket {
	double seconds;
	const char *label;
};

extern const struct meter_bucket METER_BUCKET[METER_BUCKETS];

struct meter_route {
	meter_count by_class[METER_CLASSES];
	meter_count in_bucket[METER_BUCKETS + 1]; /* each alone, not summed */
	meter_count nanoseconds;
	meter_count bytes;
};

struct meter_row {
	_Atomic pid_t pid; /* 0: nobody */
	char what[METER_WHAT_SIZE];
	meter_count connections;
	meter_count publication;
	_Atomic int64_t as_of_s;
	meter_count cache_bytes;
};

struct meter {
	size_t size;
	size_t n_rows;
	struct meter_route route[METER_ROUTES_MOST];
	meter_count refused[PROBLEM_COUNT];
	meter_count cache_hits, cache_misses;
	meter_count store_errors;
	meter_count publications;
	meter_count publish_nanoseconds; /* the last one */
	struct meter_row row[];
};

/** Counts ANSWER, which took SECONDS. */
void meter_answer(struct meter *m, const struct answer *answer, double seconds);

/** Counts a refusal for reason P. */
void meter_refused(struct meter *m, enum problem p);

/** Counts an answer that was found kept, or was not. */
void meter_kept(struct meter *m, bool is_found);

/** The row of the process that S is in, or NULL. */
struct meter_row *meter_row(const struct site_options *s);

#endif
