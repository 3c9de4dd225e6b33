/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One HTTP/1.1 connection on plain events: read, answer, write at once; wait
 * for the socket only when it takes no more. Two system calls per request
 * (perf.md 1.2): most of the time is the kernel's then.
 */
#include "connection.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fault.h"

#include "cache.h"
#include "door.h"
#include "ledger.h"
#include "meter.h"
#include "problem.h"
#include "respond.h"
#include "site.h"

/* Bytes read ahead: one head and what was sent along with it. */
#define IN_MOST (2 * HEAD_MOST)

/* Largest answer kept for a slow reader: a document with its head. */
#define OUT_MOST ((size_t)256 << 20)

/* A client that was refused may go on sending this long: closing while its
   bytes arrive would take our answer from it. */
#define LINGER_S 2.0

/* How long one client is answered, and how often, who sends many requests at
   once. */
#define TURN_S    0.001
#define TURN_MOST 32

enum phase {
	PHASE_HEAD,  /* waits for a request, or for the rest of its head */
	PHASE_BODY,  /* waits for the rest of a body */
	PHASE_WRITE, /* waits for the socket to take more */
	PHASE_LINGER /* answered and shut down; what comes is thrown away */
};

struct connection {
	struct connection *next, *before;
	struct door *door;
	struct event *reading, *writing;
	int fd;
	enum phase phase;
	double deadline; /* clock_steady_s() */
	double began;    /* of the request under way */
	size_t done;     /* bytes of `in` that are dealt with */
	struct buf in;
	struct buf out;    /* heads, and bodies that are nobody else's */
	size_t out_at;     /* bytes of `out` written */
	size_t step;       /* bytes written since the deadline was set */
	struct kept *kept; /* a body shared with the cache, or NULL */
	const char *body;  /* of it, what is still to be written */
	size_t body_len;
	struct head *head; /* held while its body comes; else NULL */
	struct buf content;
	struct origin origin;
	uint32_t guest;  /* seat of whom a proxy named, while it is served */
	size_t held;     /* bytes of `out` counted in the door's */
	bool is_counted; /* in the ledger; else it was turned away */
	bool is_used;    /* had an answer: it may be idle now */
	bool is_closing; /* after what is being written */
	bool is_dead;    /* to be freed by whoever called in */
};

/* ---- life
 * ------------------------------------------------------------------------ */

/* Gives back what the request under way took. */
static void give_back(struct connection *c)
{
	struct door *d = c->door;

	if (c->guest != SEAT_NONE)
		ledger_rise(d->ledger, d->options.ledger_row, c->guest);
	c->guest = SEAT_NONE;
	d->held -= c->held;
	c->held = 0;
}

/* The head of a body that will not be waited for any more. */
static void drop_content(struct connection *c)
{
	if (c->head)
		c->door->contents--;
	free(c->head);
	c->head = NULL;
	buf_clear(&c->content);
}

static void count(struct connection *c)
{
	struct door *d = c->door;

	c->is_counted = true;
	ledger_open(d->ledger, d->options.ledger_row);
	if (c->origin.seat != SEAT_NONE)
		ledger_sit(d->ledger, d->options.ledger_row, c->origin.seat);
}

static void uncount(struct connection *c)
{
	struct door *d = c->door;

	if (!c->is_counted) {
		d->n_turned--;
		return;
	}
	ledger_close(d->ledger, d->options.ledger_row);
	if (c->origin.seat != SEAT_NONE)
		ledger_rise(d->ledger, d->options.ledger_row, c->origin.seat);
}

void connection_close(struct connection *c)
{
	struct door *d = c->door;

	give_back(c);
	drop_content(c);
	uncount(c);

	if (c->next)
		c->next->before = c->before;
	if (c->before)
		c->before->next = c->next;
	else if (d->first == c)
		d->first = c->next;
	if (c->reading)
		event_free(c->reading);
	if (c->writing)
		event_free(c->writing);
	(void)close(c->fd);
	kept_drop(c->kept);
	buf_clear(&c->in);
	buf_clear(&c->out);
	free(c);
	door_forget(d);
}

struct connection *connection_next(const struct connection *c)
{
	return c->next;
}

static void set_deadline(struct connection *c, int ms)
{
	c->deadline = clock_steady_s() + ms / 1000.0;
}

/* ---- writing
 * --------------------------------------------------------------------- */

static bool is_written(const struct connection *c)
{
	return c->out_at == c->out.len && c->body_len == 0;
}

/* The body as sendmsg() wants it, which only reads it. */
static struct iovec part_of(const struct connection *c)
{
	struct iovec part = { .iov_len = c->body_len };

	memcpy(&part.iov_base, &c->body, sizeof(c->body));
	return part;
}

/* Writes what the socket takes. Sets is_dead when the client is gone. */
static void write_some(struct connection *c)
{
	struct iovec part[2];
	struct msghdr message = { .msg_iov = part };
	bool is_full = false;
	ssize_t n;
	size_t head;

	while (!is_full && !is_written(c)) {
		head = c->out.len - c->out_at;
		message.msg_iovlen = 0;
		if (head > 0)
			part[message.msg_iovlen++] =
				(struct iovec){ c->out.at + c->out_at, head };
		if (c->body_len > 0)
			part[message.msg_iovlen++] = part_of(c);
		n = sendmsg(c->fd, &message, MSG_NOSIGNAL);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			c->is_dead = errno != EAGAIN && errno != EWOULDBLOCK;
			return;
		}
		c->step += (size_t)n;
		/* Less than all: it takes no more, no need to ask. */
		is_full = (size_t)n < head + c->body_len;
		head = (size_t)n < head ? (size_t)n : head;
		c->out_at += head;
		if (c->body_len > 0) {
			c->body += (size_t)n - head;
			c->body_len -= (size_t)n - head;
		}
	}
}

static void linger(struct connection *c)
{
	c->phase = PHASE_LINGER;
	c->deadline = clock_steady_s() + LINGER_S;
	if (shutdown(c->fd, SHUT_WR) < 0)
		c->is_dead = true;
	buf_reset(&c->in);
	(void)event_add(c->reading, NULL);
}

/* All is written: waits for the next request, or ends. */
static void finish(struct connection *c)
{
	give_back(c);
	c->is_used = true;
	kept_drop(c->kept);
	c->kept = NULL;
	c->body = NULL;
	c->out_at = 0;
	buf_reset(&c->out);
	if (c->out.room > HEAD_MOST)
		buf_clear(&c->out);
	if (c->is_closing) {
		linger(c);
		return;
	}
	c->phase = PHASE_HEAD;
	set_deadline(c, c->door->options.idle_ms);
}

/* Leaves the rest to the event loop. */
static void write_later(struct connection *c)
{
	c->step = 0;
	if (c->phase != PHASE_WRITE) {
		c->phase = PHASE_WRITE;
		(void)event_del(c->reading);
		(void)event_add(c->writing, NULL);
	}
	set_deadline(c, c->door->options.write_deadline_ms);
}

/* Waits for the socket as a writer does, with nothing to write: the loop then
   comes back after everybody else. */
static void yield(struct connection *c)
{
	c->phase = PHASE_WRITE;
	(void)event_del(c->reading);
	(void)event_add(c->writing, NULL);
	set_deadline(c, c->door->options.write_deadline_ms);
}

/* ---- answering
 * ------------------------------------------------------------------- */

static void log_answer(const struct connection *c, const struct head *head,
                       const struct answer *out)
{
	const struct door_options *o = &c->door->options;
	struct meter *m = c->door->site->options.meter;

	if (m)
		meter_answer(m, out, clock_steady_s() - c->began);
	if (o->log)
		o->log(o->log_context, head->method ? head->method : "-",
		       head->path ? head->path : "-", out->status,
		       out->is_head ? 0 : out->len,
		       clock_steady_s() - c->began);
}

/* Keeps what the socket did not take: a share in a body of the cache's, a copy
   of any other one. */
static void keep_rest(struct connection *c, const struct answer *out)
{
	struct fault f = { 0 };

	if (out->kept) {
		c->kept = out->kept;
		kept_hold(c->kept);
		return;
	}
	if (c->body_len > 0 && buf_add(&c->out, c->body, c->body_len, &f) < 0)
		c->is_dead = true;
	c->held = c->body_len;
	c->door->held += c->held;
	c->body = NULL;
	c->body_len = 0;
}

/* Sends OUT, at once as far as the socket takes it. */
static void send_answer(struct connection *c, const struct head *head,
                        const struct answer *out)
{
	struct fault f = { 0 };

	c->is_closing |= head->is_closing || c->door->is_draining;
	log_answer(c, head, out);
	stamp_set(&c->door->stamp, clock_now_s());
	if (respond_head(&c->out, out, &c->door->stamp, c->is_closing, &f) <
	    0) {
		c->is_dead = true;
		return;
	}
	if (!out->is_head) {
		c->body = out->body;
		c->body_len = out->len;
	}
	write_some(c);
	if (c->is_dead)
		return;
	if (is_written(c)) {
		finish(c);
		return;
	}
	keep_rest(c, out);
	if (!c->is_dead)
		write_later(c);
}

static void ask_of(const struct connection *c, const struct head *head,
                   struct ask *ask)
{
	*ask = (struct ask){
		.method = head->method,
		.path = head->path,
		.query = head->query,
		.accept = head->header[HEADER_ACCEPT],
		.accept_language = head->header[HEADER_ACCEPT_LANGUAGE],
		.accept_encoding = head->header[HEADER_ACCEPT_ENCODING],
		.if_none_match = head->header[HEADER_IF_NONE_MATCH],
		.if_modified_since = head->header[HEADER_IF_MODIFIED_SINCE],
		.authorization = head->header[HEADER_AUTHORIZATION],
		.content_type = head->header[HEADER_CONTENT_TYPE],
		.body = c->content.at,
		.body_len = c->content.len,
		.is_intake_door = c->door->options.is_intake,
		.is_admin_door = c->door->options.is_admin,
		.now_s = clock_now_s(),
	};
}

/* Refuses what came, and the connection with it: where the next request would
   start is not sure any more. */
static void refuse(struct connection *c, struct head *head, enum problem p,
                   const char *detail)
{
	struct answer out = { 0 };

	head->is_closing = true;
	meter_refused(c->door->site->options.meter, p);
	problem_answer(p, detail, NULL, c->door->arena, &out);
	answer_header(&out, "X-Content-Type-Options", "nosniff");
	out.is_head = head->method && strcmp(head->method, "HEAD") == 0;
	send_answer(c, head, &out);
	arena_reset(c->door->arena);
}

static void answer_now(struct connection *c, struct head *head)
{
	struct door *d = c->door;
	double waited = door_waited_s(d);
	struct answer out;
	struct ask ask;

	ask_of(c, head, &ask);
	ask.is_late = d->options.wait_most_ms > 0 &&
	              waited * 1000 > d->options.wait_most_ms;
	site_answer(d->site, &ask, d->arena, &out);
	if (!out.kept && !out.is_head && out.len > HELD_MOST - d->held)
		refuse(c, head, PROBLEM_BUSY,
		       "too many readers are slow to take what they asked "
		       "for: try again in a second");
	else
		send_answer(c, head, &out);
	arena_reset(d->arena);
}

/* ---- bodies, at the intake door only
 * ----------------------------------------------- */

static void content_done(struct connection *c)
{
	struct head *head = c->head;

	c->phase = PHASE_HEAD;
	answer_now(c, head);
	drop_content(c);
}

/* Takes from the bytes read ahead what belongs to the body. */
static void take_content(struct connection *c)
{
	size_t want = (size_t)c->head->length - c->content.len;
	size_t have = c->in.len - c->done;
	struct fault f = { 0 };

	have = have < want ? have : want;
	if (have > 0 &&
	    buf_add(&c->content, c->in.at + c->done, have, &f) < 0) {
		c->is_dead = true;
		return;
	}
	c->done += have;
	if (c->content.len == c->head->length)
		content_done(c);
}

/* Says whether a body as announced by HEAD is welcome; if not, answers: first
   what is wrong with the method (405 with Allow), then with the body. No
   route of the read door takes one. */
static bool is_body_taken(struct connection *c, struct head *head)
{
	struct door *d = c->door;
	struct answer out;
	struct ask ask;

	ask_of(c, head, &ask);
	if (site_refuses(d->site, &ask, head->length, d->arena, &out)) {
		head->is_closing = true;
		send_answer(c, head, &out);
		arena_reset(d->arena);
		return false;
	}
	arena_reset(d->arena);
	if (d->contents >= CONTENTS_MOST) {
		refuse(c, head, PROBLEM_BUSY,
		       "too many documents are on their way: try again in a "
		       "second");
		return false;
	}
	return true;
}

/* RFC 9110, 10.1.1. When not even this fits, the client will send unasked. */
static void send_continue(struct connection *c)
{
	static const char CONTINUE[] = "HTTP/1.1 100 Continue\r\n\r\n";
	ssize_t n = send(c->fd, CONTINUE, sizeof(CONTINUE) - 1, MSG_NOSIGNAL);

	if (n < 0 ? errno != EAGAIN && errno != EWOULDBLOCK
	          : (size_t)n < sizeof(CONTINUE) - 1)
		c->is_dead = true;
}

static void start_body(struct connection *c, struct head *head)
{
	if (!is_body_taken(c, head))
		return;
	c->head = malloc(sizeof(*c->head));
	if (!c->head) {
		refuse(c, head, PROBLEM_BUSY, "out of memory: try again later");
		return;
	}
	c->door->contents++;
	/* Strings point into `in`, which does not grow until the body is
	   whole; those joined lie in the head itself. */
	*c->head = *head;
	for (int i = 0; i < HEADER_COUNT; i++)
		if (head->header[i] >= head->joined &&
		    head->header[i] < head->joined + JOINED_MOST)
			c->head->header[i] = c->head->joined +
			                     (head->header[i] - head->joined);
	buf_init(&c->content, (size_t)head->length);
	c->phase = PHASE_BODY;
	set_deadline(c, c->door->options.body_deadline_ms);
	if (head->header[HEADER_EXPECT] && !head->is_old)
		send_continue(c);
	if (!c->is_dead)
		take_content(c);
}

/* Gives whom a proxy speaks for a seat, until the answer is written; says
   false, with an answer, when there is none left. */
static bool seat_guest(struct connection *c, struct head *head)
{
	struct door *d = c->door;
	struct address sender;
	uint32_t seat;

	if (!c->origin.is_proxy || d->options.address_most == 0 ||
	    !origin_named(&d->proxies, head->header[HEADER_X_FORWARDED_FOR],
	                  head->header[HEADER_FORWARDED], &sender))
		return true;
	seat = ledger_seat(d->ledger, &sender);
	if (ledger_at(d->ledger, seat) >= d->options.address_most) {
		refuse(c, head, PROBLEM_BUSY,
		       "too many requests of your address are under way: try "
		       "again in a second");
		return false;
	}
	c->guest = seat;
	ledger_sit(d->ledger, d->options.ledger_row, seat);
	return true;
}

/* ---- reading
 * ------------------------------------------------------------------------ */

static void take_request(struct connection *c, struct head *head)
{
	if (!seat_guest(c, head))
		return;
	if (head->has_length && head->length > 0)
		start_body(c, head);
	else
		answer_now(c, head);
}

/* Answers every request that is whole, as long as the socket takes it and
   this client's turn lasts. */
static void take_requests(struct connection *c)
{
	struct head *head = &c->door->head;
	double end = 0;
	size_t size = 0, n = 0;

	while (!c->is_dead && c->phase == PHASE_HEAD && c->done < c->in.len) {
		c->began = clock_steady_s();
		if (n++ == 0)
			end = c->began + TURN_S;
		else if (n > TURN_MOST || c->began > end) {
			yield(c);
			return;
		}
		switch (head_read(c->in.at + c->done, c->in.len - c->done, head,
		                  &size)) {
		case HEAD_MORE:
			return;
		case HEAD_REFUSED:
			refuse(c, head, head->problem, head->detail);
			return;
		case HEAD_WHOLE:
			c->done += size;
			take_request(c, head);
			break;
		}
	}
}

/* Drops from the front of `in` what is dealt with. */
static void compact(struct connection *c)
{
	size_t rest = c->in.len > c->done ? c->in.len - c->done : 0;

	if (c->head)
		return; /* its strings lie there */
	if (rest == 0)
		buf_reset(&c->in);
	else if (c->done > 0) {
		memmove(c->in.at, c->in.at + c->done, rest);
		c->in.len = rest;
		c->in.at[rest] = '\0';
		/* The next head is under way already. */
		if (c->phase == PHASE_HEAD)
			set_deadline(c, c->door->options.header_deadline_ms);
	}
	c->done = 0;
}

static void take_bytes(struct connection *c, const char *bytes, size_t len)
{
	struct fault f = { 0 };

	if (c->phase == PHASE_LINGER)
		return;
	if (c->phase == PHASE_BODY) {
		if (buf_add(&c->content, bytes, len, &f) < 0)
			c->is_dead = true;
		else if (c->content.len == c->head->length)
			content_done(c);
		return;
	}
	/* The whole head has one deadline, however slowly it comes; that of
	   the first runs since the client was taken. */
	if (c->in.len == 0 && c->is_used)
		set_deadline(c, c->door->options.header_deadline_ms);
	if (buf_add(&c->in, bytes, len, &f) < 0)
		c->is_dead = true;
}

/* How much may be read now. */
static size_t room(const struct connection *c)
{
	size_t most = sizeof(c->door->scratch);

	if (c->phase == PHASE_BODY && c->head->length - c->content.len < most)
		most = (size_t)(c->head->length - c->content.len);
	if (c->phase == PHASE_HEAD && IN_MOST - c->in.len < most)
		most = IN_MOST - c->in.len;
	return most;
}

static void on_readable(evutil_socket_t fd, short what, void *context)
{
	struct connection *c = context;
	ssize_t n = recv(fd, c->door->scratch, room(c), 0);

	(void)what;
	(void)door_waited_s(c->door);
	if (n > 0) {
		take_bytes(c, c->door->scratch, (size_t)n);
		take_requests(c);
		if (!c->is_dead)
			compact(c);
	} else if (n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK &&
	                      errno != EINTR)) {
		c->is_dead = true;
	}
	if (c->is_dead)
		connection_close(c);
}

static void on_writable(evutil_socket_t fd, short what, void *context)
{
	struct connection *c = context;

	(void)fd;
	(void)what;
	write_some(c);
	if (!c->is_dead && is_written(c)) {
		(void)event_del(c->writing);
		finish(c);
		if (c->phase == PHASE_HEAD) {
			(void)event_add(c->reading, NULL);
			take_requests(c);
		}
		if (!c->is_dead)
			compact(c);
	} else if (c->step >= DOOR_WRITE_STEP) {
		c->step = 0;
		set_deadline(c, c->door->options.write_deadline_ms);
	}
	if (c->is_dead)
		connection_close(c);
}

/* ---- what the door calls
 * ------------------------------------------------------------- */

/* A connection that nobody has counted yet, or NULL; then FD is closed. */
static struct connection *connection_new(struct door *d, int fd)
{
	struct connection *c = calloc(1, sizeof(*c));

	if (!c) {
		(void)close(fd);
		return NULL;
	}
	c->door = d;
	c->fd = fd;
	c->origin.seat = SEAT_NONE;
	c->guest = SEAT_NONE;
	buf_init(&c->in, IN_MOST);
	buf_init(&c->out, OUT_MOST);
	buf_init(&c->content, 0);
	c->next = d->first;
	if (d->first)
		d->first->before = c;
	d->first = c;
	d->n++;
	c->reading =
		event_new(d->base, fd, EV_READ | EV_PERSIST, on_readable, c);
	return c;
}

int connection_open(struct door *d, int fd, const struct origin *origin,
                    struct fault *f)
{
	struct connection *c = connection_new(d, fd);

	if (!c)
		return fault_set(f, FAULT_MEMORY, "no memory for a client");
	c->origin = *origin;
	count(c);
	c->writing =
		event_new(d->base, fd, EV_WRITE | EV_PERSIST, on_writable, c);
	if (!c->reading || !c->writing || event_add(c->reading, NULL) < 0) {
		connection_close(c);
		return fault_set(f, FAULT_MEMORY, "no memory for a client");
	}
	set_deadline(c, d->options.header_deadline_ms);
	return 0;
}

void connection_dismiss(struct door *d, int fd)
{
	struct connection *c = connection_new(d, fd);

	if (!c)
		return;
	d->n_turned++;
	c->phase = PHASE_LINGER;
	c->deadline = clock_steady_s() + LINGER_S;
	if (!c->reading || event_add(c->reading, NULL) < 0)
		connection_close(c);
}

void connection_sweep(struct connection *c, double now)
{
	bool is_half = (c->phase == PHASE_HEAD && c->in.len > 0) ||
	               c->phase == PHASE_BODY;

	if (now < c->deadline)
		return;
	if (is_half) {
		struct head head = { .is_closing = true };

		c->began = now;
		refuse(c, &head, PROBLEM_TIMEOUT,
		       "the request did not come whole in time: send it "
		       "faster");
	}
	connection_close(c);
}

void connection_drain(struct connection *c)
{
	if (c->phase == PHASE_HEAD && c->in.len == 0)
		connection_close(c);
	else
		c->is_closing = true;
}
