/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Jobs: one document at a time, so that a signal is heard between two; woken
 * by the intake door, and by a slow clock in case that word was lost.
 */
#include <stdio.h>
#include <sys/time.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/fault.h"
#include "cli.h"
#include "config.h"
#include "desk.h"
#include "pipeline.h"
#include "post.h"
#include "serve.h"

#define LOOK_S 2

struct job_post {
	const struct post *post;
	struct event_base *base;
	struct desk desk;
	struct event *wake;
	struct event *look;
	uint64_t publications; /* that the meter knows of */
	struct ending ending;
};

static void say_outcome(const struct job_post *j, const struct outcome *o)
{
	char passages[16], codings[16], time[24];

	(void)snprintf(passages, sizeof(passages), "%u", o->passages);
	(void)snprintf(codings, sizeof(codings), "%u", o->codings);
	(void)snprintf(time, sizeof(time), "%.1f",
	               (o->extract_s + o->code_s + o->store_s) * 1000);
	log_event((enum log_level)j->post->config->log_level, LOG_NOTICE,
	          "submission", "id", o->id, "status",
	          SUBMISSION_STATUS_NAMES[o->status], "format",
	          FORMAT_NAMES[o->format], "passages", passages, "codings",
	          codings, "ms", time, NULL);
}

/* Tells the meter of a publication, whatever brought it about. */
static void tell_published(struct job_post *j)
{
	uint64_t n = 0;
	double seconds = pipeline_published(j->desk.pipeline, &n);

	if (n != j->publications)
		meter_published(j->post->meter, seconds);
	j->publications = n;
}

/* Does one job; another follows at once, but signals come first. */
static void work(struct job_post *j)
{
	struct outcome o;
	struct fault f = { 0 };
	int rc = pipeline_work(j->desk.pipeline, clock_now_s(), &o, &f);

	tell_published(j);
	if (rc == 1) {
		say_outcome(j, &o);
		event_active(j->look, EV_TIMEOUT, 0);
	}
	/* It stays due; the clock brings it back. */
	if (rc < 0 && f.code == FAULT_STORE)
		meter_store_error(j->post->meter);
	if (rc < 0)
		log_event((enum log_level)j->post->config->log_level, LOG_ERROR,
		          "job", "text", f.text, NULL);
}

static void woken(evutil_socket_t fd, short what, void *context)
{
	char bytes[64];

	(void)what;
	while (read(fd, bytes, sizeof(bytes)) > 0)
		;
	work(context);
}

static void looked(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	work(context);
}

static void end(void *context)
{
	struct job_post *j = context;

	(void)event_base_loopexit(j->base, NULL);
}

static int job_start(struct job_post *j, struct fault *f)
{
	const struct timeval every = { .tv_sec = LOOK_S };
	const struct config *c = j->post->config;
	const struct pipeline_options options = { .require_sandbox =
		                                          c->require_sandbox,
		                                  .jobs = 1 };

	if (desk_store(&j->desk, c->db, STORE_WRITE, f) < 0 ||
	    pipeline_new(j->desk.store, j->post->catalogue, &options,
	                 &j->desk.pipeline, f) < 0)
		return -1;
	j->wake = event_new(j->base, j->post->wake_in, EV_READ | EV_PERSIST,
	                    woken, j);
	j->look = event_new(j->base, -1, EV_PERSIST, looked, j);
	if (!j->wake || !j->look || event_add(j->wake, NULL) < 0 ||
	    event_add(j->look, &every) < 0)
		return fault_set(f, FAULT_MEMORY, "no memory for a timer");
	/* What an earlier run left. */
	event_active(j->look, EV_TIMEOUT, 0);
	return 0;
}

int post_job(const struct post *p)
{
	struct job_post j = { .post = p };
	struct fault f = { 0 };
	int rc;

	desk_init(&j.desk);
	j.base = event_base_new();
	if (!j.base)
		return STATUS_FAILED;
	j.ending = (struct ending){ .base = j.base, .end = end, .context = &j };
	rc = job_start(&j, &f);
	if (rc == 0 && ending_open(&j.ending, p) < 0)
		rc = fault_set(&f, FAULT_MEMORY, "no memory for signals");
	if (rc == 0)
		(void)event_base_dispatch(j.base);
	else
		log_event((enum log_level)p->config->log_level, LOG_ERROR,
		          "job", "text", f.text, NULL);
	ending_close(&j.ending);
	if (j.wake)
		event_free(j.wake);
	if (j.look)
		event_free(j.look);
	desk_close(&j.desk);
	event_base_free(j.base);
	return rc == 0 ? 0 : STATUS_FAILED;
}
