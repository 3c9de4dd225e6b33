/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SDMX key: which observations a question is about: the keys of its path, the
 * filters c[ID] on components, and the time.
 */
#ifndef SERVE_SDMX_KEY_H
#define SERVE_SDMX_KEY_H

#include <stdint.h>

#include "sdmx_period.h"
#include "sdmx_structure.h"

/* Keys of one question (SDMX 3.0 takes several) and values of one filter. */
#define SDMX_KEYS_MOST    200
#define SDMX_FILTERS_MOST 32

/* Dimensions of a flow, the time included; both have 5. */
#define SDMX_KEY_PARTS 8

/* One key: what each dimension may be, in the order of the structure, without
   the time; an open list takes anything. */
struct sdmx_key {
	struct sdmx_list part[SDMX_KEY_PARTS];
};

enum sdmx_operator {
	SDMX_EQ,
	SDMX_NE,
	SDMX_LT,
	SDMX_LE,
	SDMX_GT,
	SDMX_GE,
	SDMX_CO, /* contains */
	SDMX_NC, /* does not */
	SDMX_SW, /* starts with */
	SDMX_EW, /* ends with */
	SDMX_OPERATOR_COUNT
};

/* One comparison; those joined by a comma are any of, by a plus all of. */
struct sdmx_test {
	enum sdmx_operator operator;
	const char *value;
	struct sdmx_span span; /* of a time */
	int64_t number;        /* in millionths, of a number */
	bool is_next_or;       /* joined to the next by a comma */
};

/* c[ID]=TESTS */
struct sdmx_filter {
	size_t component;
	struct sdmx_test *tests;
	size_t n;
};

struct sdmx_wanted {
	const struct sdmx_flow *flow;
	struct sdmx_key *keys; /* none: anything */
	size_t n_keys;
	struct sdmx_filter filter[SDMX_FILTERS_MOST];
	size_t n_filters;
	bool has_start, has_end;
	struct sdmx_span start, end;
};

/**
 * Reads the key of part I of ASK's path ("" any), startPeriod, endPeriod and
 * every c[ID]. Gives 1; 0 when R refuses it already; -1 on a fault.
 */
int sdmx_wanted_read(const struct sdmx_ask *ask, const struct sdmx_flow *flow,
                     size_t i, struct sdmx_wanted *out, struct reply *r,
                     struct fault *f);

/** Whether the codes CODE of the dimensions (time excluded) are wanted. */
bool sdmx_wants_key(const struct sdmx_wanted *w, const char *const *code);

/** Whether SPAN is in the time asked for, filters apart. */
bool sdmx_wants_span(const struct sdmx_wanted *w, const struct sdmx_span *span);

/** Whether TEXT, a value of COMPONENT (NULL none), passes every filter on it.
    SPAN is of a time. */
bool sdmx_wants_value(const struct sdmx_wanted *w, size_t component,
                      const char *text, const struct sdmx_span *span);

#endif
