/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/fault.h"
#include "catalogue.h"
#include "cli.h"
#include "config.h"
#include "post.h"
#include "serve.h"

/* How soon a new publication is noticed: one small read of the database each
   time, 10 us in this. */
#define REFRESH_MS 20

struct door_post {
	const struct post *post;
	struct event_base *base;
	struct site *site;
	struct door *door;
	struct event *tick;
	struct ending ending;
};

static void say_answer(const struct door_post *d, const char *method,
                       const char *path, int status, size_t len, double seconds)
{
	char code[16], size[24], time[24];

	(void)snprintf(code, sizeof(code), "%d", status);
	(void)snprintf(size, sizeof(size), "%zu", len);
	(void)snprintf(time, sizeof(time), "%.1f", seconds * 1000);
	log_event((enum log_level)d->post->config->log_level, LOG_DEBUG,
	          "answer", "door", ROLE_NAMES[d->post->role], "method", method,
	          "path", path, "status", code, "bytes", size, "ms", time,
	          NULL);
}

/* After each answer; an accepted document wakes whoever processes it. */
static void answered(void *context, const char *method, const char *path,
                     int status, size_t len, double seconds)
{
	const struct door_post *d = context;

	if (d->post->role == ROLE_INTAKE && strcmp(method, "POST") == 0 &&
	    status / 100 == 2 && write(d->post->wake_out, "", 1) < 0) {
		/* The pipe is full: it will wake as it is. */
	}
	if (d->post->config->log_level >= LOG_DEBUG)
		say_answer(d, method, path, status, len, seconds);
}

static void tick(evutil_socket_t fd, short what, void *context)
{
	struct door_post *d = context;
	struct fault f = { 0 };

	(void)fd;
	(void)what;
	door_tell(d->door);
	if (site_refresh(d->site, &f) < 0)
		log_event((enum log_level)d->post->config->log_level, LOG_ERROR,
		          "refresh", "door", ROLE_NAMES[d->post->role], "text",
		          f.text, NULL);
}

static void drained(void *context)
{
	struct door_post *d = context;

	(void)event_base_loopexit(d->base, NULL);
}

static void drain(void *context)
{
	struct door_post *d = context;

	door_drain(d->door, drained, d);
}

/* Whether anybody wants to know of each answer. */
static bool is_heard(const struct post *p)
{
	return p->role == ROLE_INTAKE || p->config->log_level >= LOG_DEBUG;
}

static int door_start(struct door_post *d, struct fault *f)
{
	const struct config *c = d->post->config;
	const struct site_options site = {
		.db = c->db,
		.token_digest = c->token_digest[0] ? c->token_digest : NULL,
		.body_most = (size_t)c->body_most,
		.public_url = c->public_url,
		.disk_least = (uint64_t)c->disk_least << 20,
		.meter = d->post->meter,
		.meter_row = d->post->meter_row,
		.cache_most = (size_t)c->cache_most,
	};
	const struct door_options door = {
		.is_intake = d->post->role == ROLE_INTAKE,
		.is_admin = d->post->role == ROLE_ADMIN,
		.header_deadline_ms = c->header_deadline_ms,
		.body_deadline_ms = c->body_deadline_ms,
		.write_deadline_ms = c->write_deadline_ms,
		.idle_ms = c->idle_ms,
		.wait_most_ms = c->wait_most_ms,
		.connections_most = (size_t)c->connections_most,
		.address_most = (size_t)c->address_most,
		.proxies = c->proxies,
		.ledger = d->post->ledger,
		.ledger_row = d->post->ledger_row,
		.log = is_heard(d->post) ? answered : NULL,
		.log_context = d,
	};
	const struct timeval every = { .tv_usec = REFRESH_MS * 1000L };

	if (site_open(&site, d->post->catalogue, &d->site, f) < 0 ||
	    door_open(d->base, d->post->listen_fd, d->site, &door, &d->door,
	              f) < 0)
		return -1;
	d->tick = event_new(d->base, -1, EV_PERSIST, tick, d);
	if (!d->tick || event_add(d->tick, &every) < 0)
		return fault_set(f, FAULT_MEMORY, "no memory for a timer");
	return 0;
}

/* One thread; and what is told to epoll within one turn is told at once. */
static struct event_base *base_open(void)
{
	struct event_config *how = event_config_new();
	struct event_base *base = NULL;

	if (how &&
	    event_config_set_flag(
		    how, EVENT_BASE_FLAG_NOLOCK |
				 EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST) == 0)
		base = event_base_new_with_config(how);
	if (how)
		event_config_free(how);
	return base;
}

int post_door(const struct post *p)
{
	struct door_post d = { .post = p };
	struct fault f = { 0 };
	int rc;

	d.base = base_open();
	if (!d.base)
		return STATUS_FAILED;
	d.ending =
		(struct ending){ .base = d.base, .end = drain, .context = &d };
	rc = door_start(&d, &f);
	if (rc == 0 && ending_open(&d.ending, p) < 0)
		rc = fault_set(&f, FAULT_MEMORY, "no memory for signals");
	if (rc == 0)
		(void)event_base_dispatch(d.base);
	else
		log_event((enum log_level)p->config->log_level, LOG_ERROR,
		          "door", "door", ROLE_NAMES[p->role], "text", f.text,
		          NULL);
	ending_close(&d.ending);
	if (d.tick)
		event_free(d.tick);
	door_close(d.door);
	site_close(d.site);
	event_base_free(d.base);
	return rc == 0 ? 0 : STATUS_FAILED;
}
