/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Counter: asks the site what a client would ask over HTTP, without a socket,
 * so that a command line and the API can never disagree.
 */
#ifndef DAEMON_COUNTER_H
#define DAEMON_COUNTER_H

#include <stddef.h>

#include "desk.h"
#include "serve.h"

struct arena;
struct fault;

struct counter {
	struct desk desk;
	struct site *site;
	struct arena *arena; /* of the answer last given */
};

/** Opens the database DB for reading. counter_close() is then always due. */
int counter_open(struct counter *c, const char *db,
                 const struct cli_list *catalogues, struct fault *f);

/** Puts everything away. */
void counter_close(struct counter *c);

/**
 * Answers GET PATH?QUERY as ACCEPT; *OUT lives until the next call.
 * Errors: FAULT_INPUT with the problem's own words when it is not 200.
 */
int counter_ask(struct counter *c, const char *path, const char *query,
                const char *accept, struct answer *out, struct fault *f);

/** The header NAME of ANSWER, or NULL. */
const char *answer_value(const struct answer *answer, const char *name);

#endif
