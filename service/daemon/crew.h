/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Crew: the processes of `serve` and who watches over them. The parent opens
 * sockets, starts children, starts them again when they die, and hears
 * signals; it never answers, parses or opens a document.
 */
#ifndef DAEMON_CREW_H
#define DAEMON_CREW_H

#include "config.h"

struct catalogue;
struct crew;
struct fault;

/* How to read the configuration again. */
struct crew_source {
	const char *path;         /* NULL: no file */
	const char *const *given; /* by row of config_rows() */
};

/**
 * Opens the sockets of *CONFIG and prints their addresses. CONFIG's content
 * is taken over on success.
 * Owns: crew_close().
 */
int crew_open(struct config *config, const struct crew_source *source,
              const struct catalogue *catalogue, struct crew **out,
              struct fault *f);

/** Runs until SIGTERM or SIGINT, and until all children have ended. */
int crew_run(struct crew *c, struct fault *f);

/** Releases C; NULL is allowed. */
void crew_close(struct crew *c);

#endif
