/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Over a real loopback socket: what no reader of HTTP may let through, slow
 * clients, large bodies, draining. Time is the event loop's own; every wait
 * has an end.
 */
#include "serve/house.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "../../service/serve/door.h"
#include "base/clock.h"

/* Longer than any test here takes, sanitizers included. */
#define PATIENCE_S 10.0

#define DEADLINE_MS 80

#define HOST "Host: localhost\r\n"

struct entrance {
	struct house *h;
	struct event_base *base;
	struct door *door;
	int fd;
	struct sockaddr_in address;
	int answers;
	bool is_drained;
};

struct client {
	int fd;
	char got[400000];
	size_t len;
	bool is_over; /* the door closed */
};

static void count_answer(void *context, const char *method, const char *path,
                         int status, size_t len, double seconds)
{
	struct entrance *e = context;

	(void)method;
	(void)status;
	(void)len;
	assert_null(strchr(path, '?'));
	assert_true(seconds >= 0);
	e->answers++;
}

static void entrance_open_as(struct entrance *e, struct house *h,
                             const struct door_options *given)
{
	struct door_options options = *given;
	socklen_t size = sizeof(e->address);
	struct fault f = { 0 };

	memset(e, 0, sizeof(*e));
	options.header_deadline_ms = DEADLINE_MS;
	options.body_deadline_ms = DEADLINE_MS;
	options.write_deadline_ms = DEADLINE_MS;
	options.idle_ms = DEADLINE_MS;
	options.log = count_answer;
	options.log_context = e;
	e->h = h;
	e->base = event_base_new();
	assert_non_null(e->base);
	e->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
	e->address.sin_family = AF_INET;
	e->address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_return_code(bind(e->fd, (struct sockaddr *)&e->address, size),
	                   0);
	assert_return_code(listen(e->fd, 64), 0);
	assert_return_code(getsockname(e->fd, (struct sockaddr *)&e->address,
	                               &size),
	                   0);
	assert_ok(door_open(e->base, e->fd, h->site, &options, &e->door, &f),
	          &f);
}

static void entrance_open(struct entrance *e, struct house *h, bool is_intake,
                          size_t connections)
{
	const struct door_options options = { .is_intake = is_intake,
		                              .connections_most = connections };

	entrance_open_as(e, h, &options);
}

static void entrance_close(struct entrance *e)
{
	door_close(e->door);
	event_base_free(e->base);
	(void)close(e->fd);
}

/* Opens C from ADDRESS, one of this machine's. */
static void client_open_from(struct entrance *e, struct client *c,
                             const char *address)
{
	struct sockaddr_in from = { .sin_family = AF_INET };

	c->len = 0;
	c->is_over = false;
	c->got[0] = '\0';
	c->fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(inet_pton(AF_INET, address, &from.sin_addr), 1);
	assert_return_code(bind(c->fd, (struct sockaddr *)&from, sizeof(from)),
	                   0);
	assert_return_code(connect(c->fd, (struct sockaddr *)&e->address,
	                           sizeof(e->address)),
	                   0);
	assert_return_code(fcntl(c->fd, F_SETFL, O_NONBLOCK), 0);
}

static void client_open(struct entrance *e, struct client *c)
{
	client_open_from(e, c, "127.0.0.1");
}

/* Reads what is there; true once the door has closed. */
static bool client_read(struct client *c)
{
	ssize_t n;

	while (!c->is_over) {
		n = recv(c->fd, c->got + c->len, sizeof(c->got) - c->len - 1,
		         0);
		if (n < 0)
			break;
		c->is_over = n == 0;
		c->len += (size_t)n;
		c->got[c->len] = '\0';
	}
	return c->is_over;
}

static void turn(struct entrance *e)
{
	(void)event_base_loop(e->base, EVLOOP_ONCE);
}

/* Runs the loop until the door closes C, or MARK has come N times. */
static void client_wait(struct entrance *e, struct client *c, const char *mark,
                        size_t n)
{
	double end = clock_steady_s() + PATIENCE_S;
	size_t seen = 0;

	while (!client_read(c) && clock_steady_s() < end) {
		const char *at = c->got;

		for (seen = 0; mark && (at = strstr(at, mark)); at++)
			seen++;
		if (mark && seen >= n)
			return;
		turn(e);
	}
	if (!c->is_over)
		fail_msg("no end: %s", c->got);
}

static void client_send(const struct client *c, const char *bytes, size_t len)
{
	assert_int_equal(send(c->fd, bytes, len, MSG_NOSIGNAL), len);
}

static void odd_requests_are_refused_and_closed(void **state)
{
#define ROW(why, text, status)                      \
	{                                           \
		why, text, sizeof(text) - 1, status \
	}
	static const struct {
		const char *why, *bytes;
		size_t len;
		int status;
	} rows[] = {
		ROW("two lengths",
		    "GET / HTTP/1.1\r\n" HOST
		    "Content-Length: 0\r\nContent-Length: 0\r\n\r\n",
		    400),
		ROW("a signed length",
		    "GET / HTTP/1.1\r\n" HOST "Content-Length: +5\r\n\r\n",
		    400),
		ROW("a negative length",
		    "GET / HTTP/1.1\r\n" HOST "Content-Length: -5\r\n\r\n",
		    400),
		ROW("a hex length",
		    "GET / HTTP/1.1\r\n" HOST "Content-Length: 0x5\r\n\r\n",
		    400),
		ROW("a list of lengths",
		    "GET / HTTP/1.1\r\n" HOST "Content-Length: 0, 0\r\n\r\n",
		    400),
		ROW("an empty length",
		    "GET / HTTP/1.1\r\n" HOST "Content-Length:\r\n\r\n", 400),
		ROW("unknown coding, smuggling a second request",
		    "GET / HTTP/1.1\r\n" HOST
		    "Transfer-Encoding: xchunked\r\n\r\n"
		    "GET /healthz HTTP/1.1\r\n" HOST "\r\n",
		    501),
		ROW("chunks",
		    "GET / HTTP/1.1\r\n" HOST
		    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		    411),
		ROW("coding and length",
		    "GET / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n"
		    "Content-Length: 5\r\n\r\n0\r\n\r\n",
		    400),
		ROW("no host", "GET / HTTP/1.1\r\n\r\n", 400),
		ROW("two hosts", "GET / HTTP/1.1\r\n" HOST HOST "\r\n", 400),
		ROW("an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400),
		ROW("a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
		    400),
		ROW("blank before the colon",
		    "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", 400),
		ROW("folded", "GET / HTTP/1.1\r\n" HOST "A: b\r\n c\r\n\r\n",
		    400),
		ROW("NUL in a value",
		    "GET / HTTP/1.1\r\n" HOST "A: b\0c\r\n\r\n", 400),
		ROW("CR in a value",
		    "GET / HTTP/1.1\r\n" HOST "A: b\rc\r\n\r\n", 400),
		ROW("no colon", "GET / HTTP/1.1\r\n" HOST "A\r\n\r\n", 400),
		ROW("no name", "GET / HTTP/1.1\r\n" HOST ": a\r\n\r\n", 400),
		ROW("absolute form",
		    "GET http://evil/ HTTP/1.1\r\n" HOST "\r\n", 400),
		ROW("star", "GET * HTTP/1.1\r\n" HOST "\r\n", 400),
		ROW("authority form", "CONNECT a:1 HTTP/1.1\r\n" HOST "\r\n",
		    400),
		ROW("bare LF", "GET / HTTP/1.1\nHost: a\n\n", 400),
		ROW("LF among CR LF", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400),
		ROW("two blanks", "GET  / HTTP/1.1\r\n" HOST "\r\n", 400),
		ROW("no version", "GET /\r\n" HOST "\r\n", 400),
		ROW("HTTP/9.9", "GET / HTTP/9.9\r\n" HOST "\r\n", 505),
		ROW("HTTP/2.0", "GET / HTTP/2.0\r\n" HOST "\r\n", 505),
		ROW("a name that is no version",
		    "GET / HTTX/1.1\r\n" HOST "\r\n", 400),
		ROW("raw bytes past ASCII",
		    "GET /\xc3\xa9 HTTP/1.1\r\n" HOST "\r\n", 400),
		ROW("a fragment", "GET /#a HTTP/1.1\r\n" HOST "\r\n", 400),
		ROW("garbage", "\x16\x03\x01\x02\r\n\r\n", 400),
		ROW("a body at the read door",
		    "GET / HTTP/1.1\r\n" HOST "Content-Length: 5\r\n\r\nhello",
		    400),
		ROW("a POST with a body",
		    "POST /api/v1/submissions HTTP/1.1\r\n" HOST
		    "Content-Length: 5\r\n\r\nhello",
		    405),
		ROW("a PUT with a body",
		    "PUT /api/v1/cells HTTP/1.1\r\n" HOST
		    "Content-Length: 5\r\n\r\nhello",
		    405),
		ROW("an expectation",
		    "GET / HTTP/1.1\r\n" HOST "Expect: tea\r\n\r\n", 417),
		ROW("two tokens",
		    "GET / HTTP/1.1\r\n" HOST "Authorization: a\r\n"
		    "Authorization: b\r\n\r\n",
		    400),
	};
#undef ROW
	static struct client c;
	struct entrance e;

	entrance_open(&e, *state, false, 64);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char want[40];

		client_open(&e, &c);
		client_send(&c, rows[i].bytes, rows[i].len);
		client_wait(&e, &c, NULL, 0);
		(void)close(c.fd);
		(void)snprintf(want, sizeof(want), "HTTP/1.1 %d ",
		               rows[i].status);
		if (strncmp(c.got, want, strlen(want)) != 0 ||
		    !strstr(c.got, "Connection: close\r\n") ||
		    !strstr(c.got, "urn:gcmtrack:problem:") ||
		    strstr(c.got + 1, "\nHTTP/1.1 "))
			fail_msg("%s: %s", rows[i].why, c.got);
	}
	entrance_close(&e);
}

static void odd_answers_keep_the_connection(void **state)
{
	static const struct {
		const char *why, *bytes, *want;
	} rows[] = {
		{ "TRACE", "TRACE / HTTP/1.1\r\n" HOST "\r\n",
		  "HTTP/1.1 405 " },
		{ "PUT", "PUT / HTTP/1.1\r\n" HOST "\r\n", "HTTP/1.1 405 " },
		{ "unknown method", "BREW / HTTP/1.1\r\n" HOST "\r\n",
		  "HTTP/1.1 501 " },
		{ "NUL in the path", "GET /a%00b HTTP/1.1\r\n" HOST "\r\n",
		  "HTTP/1.1 400 " },
		{ "CR LF in the path", "GET /%0d%0a HTTP/1.1\r\n" HOST "\r\n",
		  "HTTP/1.1 400 " },
		{ "a length of nothing",
		  "GET /healthz HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n",
		  "HTTP/1.1 200 " },
		{ "an empty line before",
		  "\r\nGET /healthz HTTP/1.1\r\n" HOST "\r\n",
		  "HTTP/1.1 200 " },
		{ "headers in two parts",
		  "GET /api/v1/rounds HTTP/1.1\r\n" HOST
		  "Accept: image/png\r\nAccept: text/csv\r\n\r\n",
		  "text/csv" },
	};
	static struct client c;
	struct entrance e;

	entrance_open(&e, *state, false, 64);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		client_open(&e, &c);
		client_send(&c, rows[i].bytes, strlen(rows[i].bytes));
		client_wait(&e, &c, "\r\n\r\n", 1);
		(void)close(c.fd);
		if (c.is_over || !strstr(c.got, rows[i].want))
			fail_msg("%s: %s", rows[i].why, c.got);
	}
	entrance_close(&e);
}

static size_t answers_in(const struct client *c)
{
	size_t n = 0;

	for (const char *at = c->got; (at = strstr(at, "HTTP/1.1 200 ")); at++)
		n++;
	return n;
}

static void who_asks_much_at_once_does_not_keep_others_waiting(void **state)
{
	static const char ONE[] = "HEAD /healthz HTTP/1.1\r\n" HOST "\r\n";
	const size_t n = 250; /* what is read in one go */
	static struct client many, one;
	static char all[16000];
	struct entrance e;

	for (size_t i = 0; i < n; i++)
		memcpy(all + i * (sizeof(ONE) - 1), ONE, sizeof(ONE) - 1);
	entrance_open(&e, *state, false, 64);
	client_open(&e, &many);
	client_open(&e, &one);
	client_send(&many, all, n * (sizeof(ONE) - 1));
	client_send(&one, ONE, sizeof(ONE) - 1);

	client_wait(&e, &one, "HTTP/1.1 200 ", 1);
	(void)client_read(&many);
	assert_true(answers_in(&many) < n);
	client_wait(&e, &many, "HTTP/1.1 200 ", n);
	assert_int_equal(answers_in(&many), n);
	(void)close(one.fd);
	(void)close(many.fd);
	entrance_close(&e);
}

static void heads_have_a_limit(void **state)
{
	static char big[40000];
	static struct client c;
	struct entrance e;

	entrance_open(&e, *state, false, 64);
	memset(big, 'a', sizeof(big));
	memcpy(big, "GET /", 5);
	client_open(&e, &c);
	client_send(&c, big, sizeof(big));
	client_wait(&e, &c, NULL, 0);
	(void)close(c.fd);
	assert_memory_equal(c.got, "HTTP/1.1 414 ", 13);

	memcpy(big, "GET / HTTP/1.1\r\nA: ", 19);
	client_open(&e, &c);
	client_send(&c, big, sizeof(big));
	client_wait(&e, &c, NULL, 0);
	(void)close(c.fd);
	assert_memory_equal(c.got, "HTTP/1.1 431 ", 13);
	entrance_close(&e);
}

static void requests_may_come_in_a_row(void **state)
{
	static const char TWO[] =
		"GET /healthz HTTP/1.1\r\n" HOST "\r\n"
		"HEAD /healthz HTTP/1.1\r\n" HOST "\r\n"
		"GET /readyz HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n";
	static struct client c;
	struct entrance e;

	entrance_open(&e, *state, false, 64);
	client_open(&e, &c);
	client_send(&c, TWO, sizeof(TWO) - 1);
	client_wait(&e, &c, NULL, 0);
	(void)close(c.fd);

	assert_int_equal(e.answers, 3);
	assert_non_null(strstr(c.got, "\"ready\""));
	entrance_close(&e);
}

static void a_request_may_come_byte_by_byte(void **state)
{
	static const char ONE[] = "GET /healthz HTTP/1.1\r\n" HOST "\r\n";
	static struct client c;
	struct entrance e;

	entrance_open(&e, *state, false, 64);
	client_open(&e, &c);
	for (size_t i = 0; i < sizeof(ONE) - 1; i++) {
		client_send(&c, ONE + i, 1);
		(void)event_base_loop(e.base, EVLOOP_NONBLOCK);
	}
	client_wait(&e, &c, "\"ok\"", 1);
	(void)close(c.fd);
	entrance_close(&e);
}

static void an_old_client_is_closed_on(void **state)
{
	static const char OLD[] = "GET /healthz HTTP/1.0\r\n\r\n";
	static struct client c;
	struct entrance e;

	entrance_open(&e, *state, false, 64);
	client_open(&e, &c);
	client_send(&c, OLD, sizeof(OLD) - 1);
	client_wait(&e, &c, NULL, 0);
	(void)close(c.fd);

	assert_memory_equal(c.got, "HTTP/1.1 200 ", 13);
	entrance_close(&e);
}

static void slow_clients_are_gone_by_their_deadline(void **state)
{
	enum {
		CLIENTS = 20
	};
	static struct client slow[CLIENTS], quick;
	struct entrance e;
	double began, end;
	size_t over = 0;

	entrance_open(&e, *state, false, 64);
	for (size_t i = 0; i < CLIENTS; i++) {
		client_open(&e, &slow[i]);
		client_send(&slow[i], "GET / HTTP/1.1\r\nA: ", 19);
	}
	began = clock_steady_s();
	end = began + PATIENCE_S;
	while (over < CLIENTS && clock_steady_s() < end) {
		turn(&e);
		over = 0;
		/* One more byte each time must not buy more time. */
		for (size_t i = 0; i < CLIENTS; i++) {
			over += client_read(&slow[i]);
			(void)send(slow[i].fd, "a", 1, MSG_NOSIGNAL);
		}
	}
	assert_int_equal(over, CLIENTS);
	assert_true(clock_steady_s() - began < 2.0);
	assert_memory_equal(slow[0].got, "HTTP/1.1 408 ", 13);

	client_open(&e, &quick);
	client_send(&quick, "GET /healthz HTTP/1.1\r\n" HOST "\r\n", 42);
	client_wait(&e, &quick, "\"ok\"", 1);
	client_wait(&e, &quick, NULL, 0); /* idle: closed as well */
	for (size_t i = 0; i < CLIENTS; i++)
		(void)close(slow[i].fd);
	(void)close(quick.fd);
	entrance_close(&e);
}

static void past_the_cap_clients_are_told_to_come_again(void **state)
{
	static struct client a, b;
	struct entrance e;

	entrance_open(&e, *state, false, 1);
	client_open(&e, &a);
	turn(&e);
	client_open(&e, &b);
	client_wait(&e, &b, NULL, 0);

	assert_memory_equal(b.got, "HTTP/1.1 503 ", 13);
	assert_non_null(strstr(b.got, "Retry-After: 1"));
	assert_non_null(strstr(b.got, "in a second\"}"));
	(void)close(a.fd);
	(void)close(b.fd);
	entrance_close(&e);
}

static void past_the_cap_of_an_address_others_still_come_in(void **state)
{
	static const char ASK[] = "GET /healthz HTTP/1.1\r\n" HOST "\r\n";
	const struct door_options options = { .connections_most = 64,
		                              .address_most = 2,
		                              .proxies = "127.0.0.9" };
	static struct client a, b, c, other, proxy[4];
	struct entrance e;

	entrance_open_as(&e, *state, &options);
	client_open(&e, &a);
	client_open(&e, &b);
	turn(&e);
	client_open(&e, &c);
	client_wait(&e, &c, NULL, 0);
	assert_memory_equal(c.got, "HTTP/1.1 503 ", 13);
	assert_non_null(strstr(c.got, "of your address"));

	client_open_from(&e, &other, "127.0.0.2");
	client_send(&other, ASK, sizeof(ASK) - 1);
	client_wait(&e, &other, "\"ok\"", 1);
	for (size_t i = 0; i < COUNT_OF(proxy); i++) {
		client_open_from(&e, &proxy[i], "127.0.0.9");
		client_send(&proxy[i], ASK, sizeof(ASK) - 1);
		client_wait(&e, &proxy[i], "\"ok\"", 1);
		(void)close(proxy[i].fd);
	}
	/* A place that is left is free again. */
	client_wait(&e, &a, NULL, 0);
	client_wait(&e, &b, NULL, 0);
	(void)close(c.fd);
	client_open(&e, &c);
	client_send(&c, ASK, sizeof(ASK) - 1);
	client_wait(&e, &c, "\"ok\"", 1);
	(void)close(a.fd);
	(void)close(b.fd);
	(void)close(c.fd);
	(void)close(other.fd);
	entrance_close(&e);
}

/* Half a document, from SENDER by way of who connected. */
static void send_half(struct client *c, const char *sender)
{
	char bytes[400];
	int n = snprintf(bytes, sizeof(bytes),
	                 "POST /api/v1/submissions HTTP/1.1\r\n" HOST
	                 "Authorization: Bearer " HOUSE_TOKEN "\r\n"
	                 "X-Forwarded-For: 6.6.6.6, %s\r\n"
	                 "Expect: 100-continue\r\nContent-Length: 20\r\n\r\n",
	                 sender);

	client_send(c, bytes, (size_t)n);
}

static void a_proxy_is_believed_about_whom_it_speaks_for(void **state)
{
	struct door_options options = { .is_intake = true,
		                        .connections_most = 64,
		                        .address_most = 1,
		                        .proxies = "127.0.0.0/8" };
	static struct client a, b, c;
	struct entrance e;

	entrance_open_as(&e, *state, &options);
	client_open(&e, &a);
	send_half(&a, "192.0.2.1");
	client_wait(&e, &a, "100 Continue", 1);
	client_open(&e, &b);
	send_half(&b, "192.0.2.1");
	client_wait(&e, &b, NULL, 0);
	client_open(&e, &c);
	send_half(&c, "192.0.2.2");
	client_wait(&e, &c, "100 Continue", 1);

	assert_memory_equal(b.got, "HTTP/1.1 503 ", 13);
	assert_non_null(strstr(b.got, "Retry-After: 1\r\n"));
	/* Once it is over, the sender may come again. */
	client_wait(&e, &a, NULL, 0);
	(void)close(a.fd);
	client_open(&e, &a);
	send_half(&a, "192.0.2.1");
	client_wait(&e, &a, "100 Continue", 1);
	assert_memory_equal(a.got, "HTTP/1.1 100 ", 13);
	assert_memory_equal(c.got, "HTTP/1.1 100 ", 13);
	(void)close(a.fd);
	(void)close(b.fd);
	(void)close(c.fd);
	entrance_close(&e);
}

/* Else anybody could use up what another is allowed. */
static void nobody_else_is_believed(void **state)
{
	const struct door_options options = { .is_intake = true,
		                              .connections_most = 64,
		                              .address_most = 1 };
	static struct client a, b, c;
	struct entrance e;

	entrance_open_as(&e, *state, &options);
	client_open(&e, &a);
	send_half(&a, "192.0.2.1");
	client_wait(&e, &a, "100 Continue", 1);
	client_open_from(&e, &b, "127.0.0.2");
	send_half(&b, "192.0.2.1");
	client_wait(&e, &b, "100 Continue", 1);
	assert_memory_equal(b.got, "HTTP/1.1 100 ", 13);
	client_open(&e, &c);
	send_half(&c, "192.0.2.2");
	client_wait(&e, &c, NULL, 0);

	assert_memory_equal(c.got, "HTTP/1.1 503 ", 13);
	(void)close(a.fd);
	(void)close(b.fd);
	(void)close(c.fd);
	entrance_close(&e);
}

static void bodies_under_way_are_few(void **state)
{
	static struct client c[CONTENTS_MOST], more;
	struct entrance e;

	entrance_open(&e, *state, true, 64);
	for (size_t i = 0; i < CONTENTS_MOST; i++) {
		client_open(&e, &c[i]);
		send_half(&c[i], "192.0.2.1");
		client_wait(&e, &c[i], "100 Continue", 1);
	}
	client_open(&e, &more);
	send_half(&more, "192.0.2.1");
	client_wait(&e, &more, NULL, 0);
	assert_memory_equal(more.got, "HTTP/1.1 503 ", 13);
	for (size_t i = 0; i < CONTENTS_MOST; i++)
		client_wait(&e, &c[i], NULL, 0);
	assert_int_equal(e.door->contents, 0);
	for (size_t i = 0; i < CONTENTS_MOST; i++)
		(void)close(c[i].fd);
	(void)close(more.fd);
	entrance_close(&e);
}

static void who_waits_too_long_behind_others_is_told_so(void **state)
{
	enum {
		CLIENTS = 40
	};
	const struct door_options options = { .connections_most = 64,
		                              .wait_most_ms = 1 };
	static struct client c[CLIENTS], health;
	struct entrance e;
	size_t busy = 0, made = 0;

	entrance_open_as(&e, *state, &options);
	for (size_t i = 0; i < CLIENTS; i++) {
		char ask[200];

		client_open(&e, &c[i]);
		(void)snprintf(ask, sizeof(ask),
		               "GET /api/v1/cells?status=all&limit=%zu "
		               "HTTP/1.1\r\n" HOST "Connection: close\r\n\r\n",
		               1000 - i);
		client_send(&c[i], ask, strlen(ask));
	}
	client_open(&e, &health);
	client_send(&health, "GET /healthz HTTP/1.1\r\n" HOST "\r\n", 42);
	for (size_t i = 0; i < CLIENTS; i++) {
		client_wait(&e, &c[i], NULL, 0);
		(void)close(c[i].fd);
		made += strncmp(c[i].got, "HTTP/1.1 200 ", 13) == 0;
		busy += strncmp(c[i].got, "HTTP/1.1 503 ", 13) == 0 &&
		        strstr(c[i].got, "Retry-After: 1\r\n") != NULL;
	}
	client_wait(&e, &health, "\"ok\"", 1);
	(void)close(health.fd);

	assert_int_equal(made + busy, CLIENTS);
	assert_true(made > 0);
	assert_true(busy > 0);
	entrance_close(&e);
}

static void a_reader_who_does_not_read_is_dropped(void **state)
{
	static const char ASK[] = "GET /api/v1/cells?status=all&limit=1000 "
				  "HTTP/1.1\r\n" HOST "\r\n";
	static struct client c;
	struct entrance e;
	double end = clock_steady_s() + PATIENCE_S;
	int least = 1;

	entrance_open(&e, *state, false, 64);
	client_open(&e, &c);
	(void)setsockopt(c.fd, SOL_SOCKET, SO_RCVBUF, &least, sizeof(least));
	for (int i = 0; i < 200; i++)
		client_send(&c, ASK, sizeof(ASK) - 1);
	turn(&e);
	turn(&e);
	assert_int_equal(e.door->n, 1);
	while (e.door->n > 0 && clock_steady_s() < end)
		turn(&e);

	assert_int_equal(e.door->n, 0);
	assert_true(e.answers > 0 && e.answers < 200);
	assert_int_equal(e.door->held, 0);
	(void)close(c.fd);
	entrance_close(&e);
}

static void many_requests_in_a_row_let_others_in_between(void **state)
{
	static const char ASK[] = "GET /healthz HTTP/1.1\r\n" HOST "\r\n";
	static struct client greedy, other;
	char all[60 * (sizeof(ASK) - 1)];
	struct entrance e;

	entrance_open(&e, *state, false, 64);
	client_open(&e, &greedy);
	for (size_t i = 0; i < 60; i++)
		memcpy(all + i * (sizeof(ASK) - 1), ASK, sizeof(ASK) - 1);
	client_send(&greedy, all, sizeof(all));
	client_open(&e, &other);
	client_send(&other, ASK, sizeof(ASK) - 1);
	while (e.answers < 2)
		turn(&e);
	assert_true(e.answers < 60);
	client_wait(&e, &other, "\"ok\"", 1);
	client_wait(&e, &greedy, "\"ok\"", 60);

	assert_int_equal(e.answers, 61);
	(void)close(greedy.fd);
	(void)close(other.fd);
	entrance_close(&e);
}

static void large_bodies_do_not_stall(void **state)
{
	static const char ASK[] = "GET /api/v1/cells?status=all&limit=1000 "
				  "HTTP/1.1\r\n" HOST "\r\n";
	static struct client c;
	struct entrance e;
	double began;

	entrance_open(&e, *state, false, 64);
	client_open(&e, &c);
	client_send(&c, ASK, sizeof(ASK) - 1);
	client_wait(&e, &c, "}]}", 1);
	assert_true(c.len > 200000);
	c.len = 0;
	c.got[0] = '\0';
	began = clock_steady_s();
	for (int i = 0; i < 10; i++) {
		client_send(&c, ASK, sizeof(ASK) - 1);
		client_wait(&e, &c, "}]}", 1);
		c.len = 0;
		c.got[0] = '\0';
	}

	/* Ten delayed acknowledgements would be 400 ms. */
	assert_true(clock_steady_s() - began < 0.3);
	(void)close(c.fd);
	entrance_close(&e);
}

static void a_document_is_posted_at_the_intake_door(void **state)
{
	static const char POST[] =
		"POST /api/v1/submissions?state=SVN&voice=state&round=UPR2025 "
		"HTTP/1.1\r\n" HOST "Authorization: Bearer " HOUSE_TOKEN
		"\r\nExpect: 100-continue\r\nContent-Length: 20\r\n\r\n";
	static struct client c;
	struct entrance e;

	entrance_open(&e, *state, true, 64);
	client_open(&e, &c);
	client_send(&c, POST, sizeof(POST) - 1);
	client_wait(&e, &c, "100 Continue\r\n\r\n", 1);
	client_send(&c, "Over a ", 7);
	(void)event_base_loop(e.base, EVLOOP_NONBLOCK);
	client_send(&c,
	            "real socket.\n"
	            "GET /healthz HTTP/1.1\r\n" HOST "\r\n",
	            13 + 42);
	client_wait(&e, &c, "\"ok\"", 1);
	(void)close(c.fd);

	assert_non_null(strstr(c.got, "HTTP/1.1 202 Accepted\r\n"));
	assert_non_null(strstr(c.got, "Location: /api/v1/jobs/"));
	entrance_close(&e);
}

static void bodies_are_refused_before_they_are_read(void **state)
{
	static const struct {
		const char *bytes, *want;
	} rows[] = {
		{ "POST /api/v1/submissions HTTP/1.1\r\n" HOST
		  "Content-Length: 20\r\n\r\n",
		  "HTTP/1.1 401 " },
		{ "POST /api/v1/submissions HTTP/1.1\r\n" HOST
		  "Authorization: Bearer " HOUSE_TOKEN
		  "\r\nContent-Length: 9000000000\r\n\r\n",
		  "HTTP/1.1 413 " },
		{ "GET /healthz HTTP/1.1\r\n" HOST "Content-Length: 20\r\n\r\n",
		  "HTTP/1.1 400 " },
		{ "POST /api/v1/submissions HTTP/1.1\r\n" HOST
		  "Authorization: Bearer " HOUSE_TOKEN
		  "\r\nContent-Length: 20\r\n\r\nhalf",
		  "HTTP/1.1 408 " },
	};
	static struct client c;
	struct entrance e;

	entrance_open(&e, *state, true, 64);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		client_open(&e, &c);
		client_send(&c, rows[i].bytes, strlen(rows[i].bytes));
		client_wait(&e, &c, NULL, 0);
		(void)close(c.fd);
		if (strncmp(c.got, rows[i].want, strlen(rows[i].want)) != 0)
			fail_msg("row %zu: %s", i, c.got);
	}
	entrance_close(&e);
}

static void note_drained(void *context)
{
	struct entrance *e = context;

	e->is_drained = true;
}

static void a_drained_door_finishes_what_is_under_way(void **state)
{
	static const char REST[] = "Host: a\r\n\r\n";
	static struct client idle, busy;
	struct entrance e;

	entrance_open(&e, *state, false, 64);
	client_open(&e, &idle);
	client_open(&e, &busy);
	client_send(&busy, "GET /healthz HTTP/1.1\r\n", 23);
	turn(&e);
	turn(&e);
	door_drain(e.door, note_drained, &e);
	client_wait(&e, &idle, NULL, 0);
	assert_false(e.is_drained);
	client_send(&busy, REST, sizeof(REST) - 1);
	client_wait(&e, &busy, NULL, 0);

	assert_non_null(strstr(busy.got, "\"ok\""));
	assert_non_null(strstr(busy.got, "Connection: close"));
	(void)close(busy.fd);
	(void)close(idle.fd);
	for (int i = 0; i < 100 && !e.is_drained; i++)
		turn(&e);
	assert_true(e.is_drained);
	entrance_close(&e);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odd_requests_are_refused_and_closed),
		cmocka_unit_test(odd_answers_keep_the_connection),
		cmocka_unit_test(
			who_asks_much_at_once_does_not_keep_others_waiting),
		cmocka_unit_test(heads_have_a_limit),
		cmocka_unit_test(requests_may_come_in_a_row),
		cmocka_unit_test(a_request_may_come_byte_by_byte),
		cmocka_unit_test(an_old_client_is_closed_on),
		cmocka_unit_test(slow_clients_are_gone_by_their_deadline),
		cmocka_unit_test(past_the_cap_clients_are_told_to_come_again),
		cmocka_unit_test(
			past_the_cap_of_an_address_others_still_come_in),
		cmocka_unit_test(a_proxy_is_believed_about_whom_it_speaks_for),
		cmocka_unit_test(nobody_else_is_believed),
		cmocka_unit_test(bodies_under_way_are_few),
		cmocka_unit_test(who_waits_too_long_behind_others_is_told_so),
		cmocka_unit_test(a_reader_who_does_not_read_is_dropped),
		cmocka_unit_test(many_requests_in_a_row_let_others_in_between),
		cmocka_unit_test(large_bodies_do_not_stall),
		cmocka_unit_test(a_document_is_posted_at_the_intake_door),
		cmocka_unit_test(bodies_are_refused_before_they_are_read),
		cmocka_unit_test(a_drained_door_finishes_what_is_under_way),
	};

	return cmocka_run_group_tests(tests, house_open, house_close);
}
