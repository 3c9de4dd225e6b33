/* SPDX-License-Identifier: Apache-2.0 */
/* Door: what a listening socket and its connections share. */
#ifndef SERVE_DOOR_H
#define SERVE_DOOR_H

#include <stdbool.h>
#include <stddef.h>

#include <sys/time.h>

#include "base/arena.h"
#include "head.h"
#include "origin.h"
#include "respond.h"
#include "serve.h"

struct connection;
struct event;

/* Memory that slow senders and slow readers may hold at once, in one process:
   bodies that are under way, and answers that are nobody else's. */
#define CONTENTS_MOST 8
#define HELD_MOST     ((size_t)256 << 20)

struct door {
	struct event_base *base; /* borrowed, as site */
	struct site *site;
	struct door_options options;
	struct event *accepting;
	struct event *sweeping;
	struct connection *first; /* all that are open, newest first */
	size_t n;
	size_t n_turned; /* of them, those turned away */
	struct proxies proxies;
	struct ledger *ledger; /* options.ledger, or its own */
	size_t contents;       /* bodies under way */
	size_t held;           /* bytes kept for slow readers */
	struct timeval turn;   /* which turn of the loop this is */
	double turn_began;     /* clock_steady_s() of its first request */
	struct arena *arena;   /* of the request under way */
	struct stamp stamp;
	struct head head; /* of the request under way, at the read door */
	char scratch[HEAD_MOST];
	bool is_draining;
	bool is_paused; /* no descriptors left: the sweep tries again */
	void (*drained)(void *context);
	void *drained_context;
};

/** Counts one connection less; may call drained(). */
void door_forget(struct door *d);

/** Seconds that a request of this turn of the loop has waited for those before
    it. One turn takes what many clients sent while the last one ran. */
double door_waited_s(struct door *d);

#endif
