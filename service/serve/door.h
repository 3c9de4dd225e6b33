/* SPDX-License-Identifier: Apache-2.0 */
/* Door: what a listening socket and its connections share. */
#ifndef SERVE_DOOR_H
#define SERVE_DOOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "head.h"
#include "respond.h"
#include "serve.h"

struct connection;
struct event;

struct door {
	struct event_base *base; /* borrowed, as site */
	struct site *site;
	struct door_options options;
	struct event *accepting;
	struct event *sweeping;
	struct connection *first; /* all that are open, newest first */
	size_t n;
	struct arena *arena; /* of the request under way */
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

#endif
