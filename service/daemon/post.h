/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Post: what one child of `serve` does, each in a process of its own. A post
 * ends when told by SIGTERM, or when its parent is gone.
 */
#ifndef DAEMON_POST_H
#define DAEMON_POST_H

#include <stdbool.h>
#include <stddef.h>

struct catalogue;
struct config;
struct event_base;
struct meter;
struct ledger;

enum role {
	ROLE_READ,   /* answers readers */
	ROLE_INTAKE, /* takes documents */
	ROLE_JOB,    /* processes them */
	ROLE_ADMIN,  /* answers the operator's monitoring */
	ROLE_COUNT
};

static const char *const ROLE_NAMES[ROLE_COUNT] = {
	[ROLE_READ] = "read",
	[ROLE_INTAKE] = "intake",
	[ROLE_JOB] = "job",
	[ROLE_ADMIN] = "admin",
};

/* What a child is given; all borrowed, all from before the fork. */
struct post {
	enum role role;
	const struct config *config;
	const struct catalogue *catalogue;
	int listen_fd;         /* of its door; -1 for jobs */
	struct ledger *ledger; /* of all who read at it; NULL for the rest */
	size_t ledger_row;
	struct meter *meter;
	size_t meter_row;
	int lifeline; /* readable once the parent is gone */
	int wake_in;  /* jobs wait here */
	int wake_out; /* intake says here that there is one */
};

/* Where a child hears that it is to end. */
struct ending {
	struct event_base *base;
	struct event *term;
	struct event *lifeline;
	void (*end)(void *context);
	void *context;
};

/** Calls END of E, once it is filled, on SIGTERM or the parent's death. */
int ending_open(struct ending *e, const struct post *p);

/** Stops listening. */
void ending_close(struct ending *e);

/** Runs a door until told to end. Gives the exit status. */
int post_door(const struct post *p);

/** Processes submissions until told to end. Gives the exit status. */
int post_job(const struct post *p);

#endif
