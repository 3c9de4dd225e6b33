/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Progress: a bar on a terminal, nothing elsewhere (the verb then prints one
 * line per document).
 */
#ifndef DAEMON_PROGRESS_H
#define DAEMON_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
	bool is_shown;
	double drawn_s; /* when it was last drawn */
	size_t width;   /* of what stands on the line now */
};

/** Decides whether standard error is a terminal that takes a bar. */
void progress_init(struct progress *p);

/** Shows DONE of TOTAL and the NAME under way. */
void progress_show(struct progress *p, size_t done, size_t total,
                   const char *name);

/** Wipes the bar, so that a line can be printed in its place. */
void progress_wipe(struct progress *p);

#endif
