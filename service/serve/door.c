/* SPDX-License-Identifier: Apache-2.0 */
#include "door.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/fault.h"

#include "connection.h"
#include "ledger.h"
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

/* Clients turned away that may still send what they were about to: to close at
   once would take our answer from them. The rest is closed at once. */
#define TURNED_MOST 256

/* What somebody hears whom there is no room for. It is written without
   reading anything: to refuse must cost less than to answer. */
#define BUSY_SIZE 512

static const char *const BUSY[] = {
	"too many connections are open: try again in a second",
	"too many connections of your address are open: close some, or try "
	"again in a second",
};

static size_t busy_write(const char *detail, char out[BUSY_SIZE])
{
	static const char BODY[] = "{\"type\":\"urn:gcmtrack:problem:busy\","
				   "\"title\":\"Busy\",\"status\":503,"
				   "\"detail\":\"%s\"}";
	char body[BUSY_SIZE / 2];
	int len = snprintf(body, sizeof(body), BODY, detail);

	return (size_t)snprintf(out, BUSY_SIZE,
	                        "HTTP/1.1 503 Service Unavailable\r\n"
	                        "Content-Type: application/problem+json\r\n"
	                        "Retry-After: 1\r\n"
	                        "Content-Length: %d\r\n"
	                        "Connection: close\r\n\r\n%s",
	                        len, body);
}

static void turn_away(struct door *d, int client, const char *detail)
{
	char busy[BUSY_SIZE];
	size_t len = busy_write(detail, busy);

	meter_refused(d->site->options.meter, PROBLEM_BUSY);
	(void)send(client, busy, len, MSG_NOSIGNAL);
	if (d->n_turned < TURNED_MOST && shutdown(client, SHUT_WR) == 0) {
		connection_dismiss(d, client);
		return;
	}
	(void)recv(client, d->scratch, sizeof(d->scratch), 0);
	(void)close(client);
}

/* Takes CLIENT, if there is room for one more in all and of its sender. */
static void take_client(struct door *d, int client, const struct sockaddr *from)
{
	const struct door_options *o = &d->options;
	struct address address;
	struct fault f = { 0 };
	struct origin origin = { .seat = SEAT_NONE };

	if (ledger_total(d->ledger) >= o->connections_most) {
		turn_away(d, client, BUSY[0]);
		return;
	}
	if (address_of(from, &address)) {
		origin.is_proxy = proxies_hold(&d->proxies, &address);
		if (o->address_most > 0 && !origin.is_proxy)
			origin.seat = ledger_seat(d->ledger, &address);
	}
	if (origin.seat != SEAT_NONE &&
	    ledger_at(d->ledger, origin.seat) >= o->address_most) {
		turn_away(d, client, BUSY[1]);
		return;
	}
	(void)connection_open(d, client, &origin, &f);
}

/* Whether accept() failed for want of descriptors or memory. */
static bool is_exhausted(int error)
{
	return error == EMFILE || error == ENFILE || error == ENOBUFS ||
	       error == ENOMEM;
}

static void on_acceptable(evutil_socket_t fd, short what, void *context)
{
	struct sockaddr_storage from = { 0 };
	struct door *d = context;

	(void)what;
	for (int i = 0; i < ACCEPT_BATCH; i++) {
		socklen_t size = sizeof(from);
		int client = accept4(fd, (struct sockaddr *)&from, &size,
		                     SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (client < 0 && errno == ECONNABORTED)
			continue;
		if (client < 0) {
			d->is_paused = is_exhausted(errno);
			if (d->is_paused)
				(void)event_del(d->accepting);
			return;
		}
		take_client(d, client, (struct sockaddr *)&from);
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
	if (o->write_deadline_ms < least)
		least = o->write_deadline_ms;
	if (o->idle_ms < least)
		least = o->idle_ms;
	ms = least / 4;
	ms = ms < SWEEP_LEAST_MS ? SWEEP_LEAST_MS : ms;
	ms = ms > SWEEP_MOST_MS ? SWEEP_MOST_MS : ms;
	return (struct timeval){ .tv_sec = 0, .tv_usec = ms * 1000L };
}

double door_waited_s(struct door *d)
{
	struct timeval turn = { 0 };
	double now = clock_steady_s();

	/* The loop keeps one time for all that is ready at once. */
	(void)event_base_gettimeofday_cached(d->base, &turn);
	if (turn.tv_sec != d->turn.tv_sec || turn.tv_usec != d->turn.tv_usec) {
		d->turn = turn;
		d->turn_began = now;
	}
	return now - d->turn_began;
}

int door_proxies_check(const char *text, struct fault *f)
{
	struct proxies p;

	return proxies_read(text, &p, f);
}

/* What a door needs beside events. */
static int door_prepare(struct door *d, struct fault *f)
{
	const char *proxies = d->options.proxies;

	d->ledger = d->options.ledger;
	if (proxies_read(proxies ? proxies : "", &d->proxies, f) < 0)
		return -1;
	if (!d->ledger) {
		d->options.ledger_row = 0;
		if (ledger_new(1, &d->ledger, f) < 0)
			return -1;
	}
	return arena_new(ARENA_MOST, &d->arena, f);
}

int door_open(struct event_base *base, int listen_fd, struct site *site,
              const struct door_options *options, struct door **out,
              struct fault *f)
{
	struct timeval interval = sweep_interval(options);
	struct door *d = calloc(1, sizeof(*d));
	int one = 1, unsent = (int)DOOR_WRITE_STEP;

	if (!d)
		return fault_set(f, FAULT_MEMORY, "no memory for a door");
	d->base = base;
	d->site = site;
	d->options = *options;
	/* Inherited by accept(): else a body past one segment waits 40 ms for
	   a delayed ACK. A Unix socket knows no such thing. */
	(void)setsockopt(listen_fd, IPPROTO_TCP, TCP_NODELAY, &one,
	                 sizeof(one));
	/* So too: the kernel would take megabytes for a reader who does not
	   read, and so much time from everybody else. */
	(void)setsockopt(listen_fd, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent,
	                 sizeof(unsent));
	if (door_prepare(d, f) < 0)
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
	if (d->ledger != d->options.ledger)
		ledger_free(d->ledger);
	free(d);
}
