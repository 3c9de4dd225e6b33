/* SPDX-License-Identifier: Apache-2.0 */
#include "post.h"

#include <signal.h>
#include <stddef.h>

#include <event2/event.h>

static void told(evutil_socket_t fd, short what, void *context)
{
	struct ending *e = context;

	(void)fd;
	(void)what;
	/* The lifeline stays readable: once is enough. */
	(void)event_del(e->lifeline);
	e->end(e->context);
}

int ending_open(struct ending *e, const struct post *p)
{
	e->term = evsignal_new(e->base, SIGTERM, told, e);
	e->lifeline = event_new(e->base, p->lifeline, EV_READ, told, e);
	if (!e->term || !e->lifeline || event_add(e->term, NULL) < 0 ||
	    event_add(e->lifeline, NULL) < 0)
		return -1;
	return 0;
}

void ending_close(struct ending *e)
{
	if (e->term)
		event_free(e->term);
	if (e->lifeline)
		event_free(e->lifeline);
}
