/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Counted: the passages of one cell as scoring counted them, near repeats
 * under the one that counts (METHOD.md 5.3).
 */
#ifndef SERVE_COUNTED_H
#define SERVE_COUNTED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "request.h"

struct passage_filter;
struct passage_row;

struct counted {
	struct passage_row *row; /* in the order FILTER asked for */
	size_t n;
	uint32_t *first; /* index in ROW of what it repeats, or its own */
};

/** Says whether Q asks for the passages that count in a single cell. */
bool is_one_cell(const struct request *q, const struct passage_filter *filter);

/** Reads all of them; FILTER's cursor and limit are not looked at. */
int counted_read(const struct request *q, const struct passage_filter *filter,
                 struct counted *out, struct fault *f);

#endif
