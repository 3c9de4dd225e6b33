/* SPDX-License-Identifier: Apache-2.0 */
#include "door.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/fault.h"

#include "connection.h"
#include "meter.h"
#include "site.h"

/* Working memory of one request: the largest document, and its JSON. */
#define ARENA_MOST ((size_t)512 << 20)

/* Clients taken per turn of the loop, so that those here get theirs. */
#define ACCEPT_BATCH 64

/* Deadlines are looked at this often, or four times as often as the shortest
   of them passes. */
#define SWEEP_MOST_MS  250
#define SWEEP_LEAST_MS 5

static const char BUSY[] = "HTTP/1.1 503 Service Unavailable\r\n"
			   "Content-Type: application/problem+json\r\n"
			   "Retry-After: 1\r\n"
			   "Content-Length: 126\r\n"
			   "Connection: close\r\n\r\n"
			   "{\"type\":\"urn:gcmtrack:problem:busy\","
			   "\"title\":\"Busy\",\"status\":503,\"detail\":"
			   "\"too many connections are open: try again in a "
			   "second\"}";

/* Whether accept() failed for want of descriptors or memory. */
static bool is_exhausted(int error)
{
	return error == EMFILE || error == ENFILE || error == ENOBUFS ||
	       error == ENOMEM;
}

static void on_acceptable(evutil_socket_t fd, short what, void *context)
{
	struct door *d = context;
	struct fault f = { 0 };

	(void)what;
	for (int i = 0; i < ACCEPT_BATCH; i++) {
		int client =
			accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (client < 0 && errno == ECONNABORTED)
			continue;
		if (client < 0) {
			d->is_paused = is_exhausted(errno);
			if (d->is_paused)
				(void)event_del(d->accepting);
			return;
		}
		if (d->n >= d->options.connections_most) {
			meter_refused(d->site->options.meter, PROBLEM_BUSY);
			(void)send(client, BUSY, sizeof(BUSY) - 1,
			           MSG_NOSIGNAL);
			(void)shutdown(client, SHUT_WR);
			(void)close(client);
			continue;
		}
		(void)connection_open(d, client, &f);
	}
}

static void on_sweep(evutil_socket_t fd, short what, void *context)
{
	struct door *d = context;
	double now = clock_steady_s();
	struct connection *c, *next;

	(void)fd;
	(void)what;
	if (d->is_paused && !d->is_draining) {
		d->is_paused = false;
		(void)event_add(d->accepting, NULL);
	}
	for (c = d->first; c; c = next) {
		next = connection_next(c);
		connection_sweep(c, now);
	}
}

/* Calls back once, when the last connection of a drained door is gone. */
static void check_drained(struct door *d)
{
	void (*drained)(void *context) = d->drained;

	if (!d->is_draining || d->n > 0 || !drained)
		return;
	d->drained = NULL;
	(void)event_del(d->sweeping);
	drained(d->drained_context);
}

void door_forget(struct door *d)
{
	d->n--;
	check_drained(d);
}

static struct timeval sweep_interval(const struct door_options *o)
{
	int least = o->header_deadline_ms;
	int ms;

	if (o->body_deadline_ms < least)
		least = o->body_deadline_ms;
	if (o->idle_ms < least)
		least = o->idle_ms;
	ms = least / 4;
	ms = ms < SWEEP_LEAST_MS ? SWEEP_LEAST_MS : ms;
	ms = ms > SWEEP_MOST_MS ? SWEEP_MOST_MS : ms;
	return (struct timeval){ .tv_sec = 0, .tv_usec = ms * 1000L };
}

int door_open(struct event_base *base, int listen_fd, struct site *site,
              const struct door_options *options, struct door **out,
              struct fault *f)
{
	struct timeval interval = sweep_interval(options);
	struct door *d = calloc(1, sizeof(*d));
	int one = 1;

	if (!d)
		return fault_set(f, FAULT_MEMORY, "no memory for a door");
	d->base = base;
	d->site = site;
	d->options = *options;
	/* Inherited by accept(): else a body past one segment waits 40 ms for
	   a delayed ACK. A Unix socket knows no such thing. */
	(void)setsockopt(listen_fd, IPPROTO_TCP, TCP_NODELAY, &one,
	                 sizeof(one));
	if (arena_new(ARENA_MOST, &d->arena, f) < 0)
		goto fail;
	d->accepting = event_new(base, listen_fd, EV_READ | EV_PERSIST,
	                         on_acceptable, d);
	d->sweeping = event_new(base, -1, EV_PERSIST, on_sweep, d);
	if (!d->accepting || !d->sweeping ||
	    event_add(d->accepting, NULL) < 0 ||
	    event_add(d->sweeping, &interval) < 0) {
		(void)fault_set(f, FAULT_MEMORY, "no memory for a door");
		goto fail;
	}
	*out = d;
	return 0;

fail:
	door_close(d);
	return -1;
}

void door_tell(const struct door *d)
{
	struct meter_row *row = meter_row(&d->site->options);

	if (row)
		atomic_store(&row->connections, d->n);
}

void door_drain(struct door *d, void (*drained)(void *context), void *context)
{
	struct connection *c, *next;

	d->drained = NULL;
	d->is_draining = true;
	(void)event_del(d->accepting);
	for (c = d->first; c; c = next) {
		next = connection_next(c);
		connection_drain(c);
	}
	d->drained = drained;
	d->drained_context = context;
	check_drained(d);
}

void door_close(struct door *d)
{
	if (!d)
		return;
	d->drained = NULL;
	while (d->first)
		connection_close(d->first);
	if (d->accepting)
		event_free(d->accepting);
	if (d->sweeping)
		event_free(d->sweeping);
	arena_free(d->arena);
	free(d);
}
