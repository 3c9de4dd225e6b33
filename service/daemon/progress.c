/* SPDX-License-Identifier: Apache-2.0 */
#include "progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"

#define BAR_WIDTH  30
#define LINE_WIDTH 78

/* Redrawn this often at most: faster is flicker and costs time. */
#define REDRAW_S 0.05

void progress_init(struct progress *p)
{
	const char *term = getenv("TERM");

	memset(p, 0, sizeof(*p));
	p->is_shown =
		isatty(STDERR_FILENO) == 1 && term && strcmp(term, "dumb") != 0;
}

void progress_wipe(struct progress *p)
{
	if (!p->is_shown || p->width == 0)
		return;
	(void)fprintf(stderr, "\r%*s\r", (int)p->width, "");
	p->width = 0;
}

void progress_show(struct progress *p, size_t done, size_t total,
                   const char *name)
{
	char bar[BAR_WIDTH + 1], line[LINE_WIDTH + 1];
	double now_s = clock_steady_s();
	size_t full;
	int n;

	if (!p->is_shown || total == 0 ||
	    (done < total && now_s - p->drawn_s < REDRAW_S))
		return;
	full = done * BAR_WIDTH / total;
	memset(bar, ' ', BAR_WIDTH);
	memset(bar, '#', full);
	bar[BAR_WIDTH] = '\0';
	progress_wipe(p);
	n = snprintf(line, sizeof(line), "[%s] %zu/%zu %s", bar, done, total,
	             name);
	p->width = n > LINE_WIDTH ? LINE_WIDTH : (size_t)(n < 0 ? 0 : n);
	p->drawn_s = now_s;
	(void)fprintf(stderr, "%s", line);
	(void)fflush(stderr);
}
