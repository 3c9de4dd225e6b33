/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Params: a query against a route's table, before any handler runs. What is
 * not in the table is refused by name: a silently ignored filter lies.
 */
#ifndef SERVE_PARAMS_H
#define SERVE_PARAMS_H

#include "request.h"

struct catalogue;

/* Most troubles one answer names; a client mends these first. */
#define TROUBLES_MOST 16

struct trouble_row {
	const char *parameter;
	const char *problem;
	const char *allowed;
};

struct trouble {
	struct trouble_row row[TROUBLES_MOST];
	size_t n;
};

void trouble_add(struct trouble *t, const char *parameter, const char *problem,
                 const char *allowed);
bool trouble_names(const struct trouble *t, const char *parameter);

/**
 * Reads the query of Q into q->given. What is wrong with it goes to TROUBLE.
 * Errors: FAULT_MEMORY, FAULT_LIMIT only.
 */
int params_read(struct request *q, const struct catalogue *catalogue,
                struct trouble *trouble, struct fault *f);

/** "state, round, limit": what the route of Q takes, for words. */
const char *params_names(const struct request *q, struct fault *f);

/**
 * Undoes percent encoding (RFC 3986, 2.1); IS_FORM turns + into a blank.
 * Errors: FAULT_INPUT for what is no text: bad hex, controls, no UTF-8.
 */
const char *text_decode(struct arena *a, const char *raw, size_t len,
                        bool is_form, struct fault *f);

#endif
