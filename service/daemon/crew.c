/* SPDX-License-Identifier: Apache-2.0 */
#include "crew.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/fault.h"
#include "listen.h"
#include "post.h"
#include "serve.h"

/* Two generations of the most workers, an intake, an admin and a job process
   each. */
#define MEMBERS_MOST 134

/* A child that dies is started again after this, doubled each time up to the
   second, and forgotten once it has lived for the third. */
#define PAUSE_FIRST_MS 100
#define PAUSE_MOST_MS  10000
#define GOOD_LIFE_S    60

/* One child, or the place of one that is to be started again. */
struct member {
	struct crew *crew;
	struct event *again; /* fires when its pause is over */
	enum role role;
	pid_t pid; /* 0: not running */
	double started_s;
	int pause_ms;
	bool is_used;
	bool is_leaving; /* told to end: not started again */
};

struct signal_row {
	int number;
	void (*heard)(evutil_socket_t fd, short what, void *context);
};

#define SIGNALS_MOST 4

struct socket {
	char address[URL_SIZE]; /* as configured */
	int fd;                 /* -1: none */
};

struct crew {
	struct config config;
	struct crew_source source;
	const struct catalogue *catalogue; /* borrowed */
	struct event_base *base;
	struct event *signals[SIGNALS_MOST];
	struct event *deadline; /* of the drain */
	struct socket read;
	struct socket intake;
	struct socket admin;
	struct meter *meter; /* a row per member; NULL: nobody would read it */
	struct ledger *ledger; /* of the read door: a row per member */
	int lifeline[2];
	int wake[2];
	struct member members[MEMBERS_MOST];
	bool is_ending;
};

static enum log_level level_of(const struct crew *c)
{
	return (enum log_level)c->config.log_level;
}

/* ---- sockets ------------------------------------------------------------ */

/* Opens ADDRESS into NEW unless OLD listens there already. */
static int socket_take(const struct socket *old, const char *address,
                       const char *what, bool is_insecure, struct socket *new,
                       struct fault *f)
{
	char url[URL_SIZE];

	*new = *old;
	if (old->fd >= 0 && strcmp(old->address, address) == 0)
		return 0;
	new->fd = -1;
	(void)snprintf(new->address, sizeof(new->address), "%s", address);
	if (!address[0])
		return 0;
	if (listen_open(address, is_insecure, &new->fd, url, f) < 0)
		return -1;
	printf("%-7s %s\n", what, url);
	(void)fflush(stdout);
	return 0;
}

static void socket_leave(struct socket *s, const struct socket *now)
{
	if (s->fd >= 0 && s->fd != now->fd)
		(void)close(s->fd);
}

/* All sockets of CONFIG, or none of them and those of before. */
static int sockets_take(struct crew *c, const struct config *config,
                        struct fault *f)
{
	struct socket read, intake, admin;

	if (socket_take(&c->read, config->listen, "read", config->insecure,
	                &read, f) < 0)
		return -1;
	if (socket_take(&c->intake, config->intake, "intake", config->insecure,
	                &intake, f) < 0) {
		socket_leave(&read, &c->read);
		return -1;
	}
	if (socket_take(&c->admin, config->admin, "admin", config->insecure,
	                &admin, f) < 0) {
		socket_leave(&read, &c->read);
		socket_leave(&intake, &c->intake);
		return -1;
	}
	socket_leave(&c->read, &read);
	socket_leave(&c->intake, &intake);
	socket_leave(&c->admin, &admin);
	c->read = read;
	c->intake = intake;
	c->admin = admin;
	return 0;
}

/* Counting costs every request a little: only where somebody can look. */
static int meter_take(struct crew *c, const struct config *config,
                      struct fault *f)
{
	if (c->meter || !config->admin[0])
		return 0;
	return meter_new(MEMBERS_MOST, &c->meter, f);
}

/* Descriptors of a process beside its connections. */
#define DESCRIPTORS_MORE 64

/* A connection needs a descriptor, and all may come to one process. What the
   system allows less makes clients wait, so somebody should know. */
static void descriptors_take(const struct crew *c)
{
	struct rlimit limit;
	rlim_t want = (rlim_t)c->config.connections_most + DESCRIPTORS_MORE;
	char most[24];

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur >= want)
		return;
	limit.rlim_cur = limit.rlim_max < want ? limit.rlim_max : want;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
	if (limit.rlim_cur >= want)
		return;
	(void)snprintf(most, sizeof(most), "%llu",
	               (unsigned long long)limit.rlim_cur);
	log_event(level_of(c), LOG_NOTICE, "descriptors", "allowed", most,
	          "text",
	          "fewer than connections-most wants: raise the limit on open "
	          "files, or lower connections-most",
	          NULL);
}

/* ---- children ----------------------------------------------------------- */

/* In the child: nothing of the parent's loop may be touched by its signals. */
static void inherit_nothing(struct crew *c)
{
	(void)event_reinit(c->base);
	for (size_t i = 0; i < SIGNALS_MOST; i++)
		event_free(c->signals[i]);
	event_free(c->deadline);
	for (size_t i = 0; i < MEMBERS_MOST; i++)
		if (c->members[i].again)
			event_free(c->members[i].again);
	event_base_free(c->base);
	(void)close(c->lifeline[1]);
	/* The terminal's Ctrl-C is the parent's to hear. */
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
}

static int child_run(struct crew *c, const struct member *m)
{
	enum role role = m->role;
	const struct post post = {
		.role = role,
		.config = &c->config,
		.catalogue = c->catalogue,
		.listen_fd = role == ROLE_READ     ? c->read.fd
		             : role == ROLE_INTAKE ? c->intake.fd
		             : role == ROLE_ADMIN  ? c->admin.fd
		                                   : -1,
		.meter = c->meter,
		.meter_row = (size_t)(m - c->members),
		.ledger = role == ROLE_READ ? c->ledger : NULL,
		.ledger_row = (size_t)(m - c->members),
		.lifeline = c->lifeline[0],
		.wake_in = c->wake[0],
		.wake_out = c->wake[1],
	};

	meter_sit(c->meter, post.meter_row, ROLE_NAMES[role], (int)getpid());
	return role == ROLE_JOB ? post_job(&post) : post_door(&post);
}

static void member_start(struct member *m)
{
	struct crew *c = m->crew;
	sigset_t all, before;
	pid_t pid;

	(void)sigfillset(&all);
	(void)sigprocmask(SIG_SETMASK, &all, &before);
	pid = fork();
	if (pid == 0) {
		inherit_nothing(c);
		(void)sigprocmask(SIG_SETMASK, &before, NULL);
		_exit(child_run(c, m));
	}
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
	m->started_s = clock_steady_s();
	m->pid = pid > 0 ? pid : 0;
	if (pid < 0)
		log_event(level_of(c), LOG_ERROR, "fork", "role",
		          ROLE_NAMES[m->role], "text", strerror(errno), NULL);
}

/* Lets M wait longer each time it dies young, then start again. */
static void member_pause(struct member *m)
{
	struct timeval pause;
	bool is_young = clock_steady_s() - m->started_s < GOOD_LIFE_S;

	m->pause_ms =
		is_young && m->pause_ms > 0 ? m->pause_ms * 2 : PAUSE_FIRST_MS;
	if (m->pause_ms > PAUSE_MOST_MS)
		m->pause_ms = PAUSE_MOST_MS;
	pause = (struct timeval){ .tv_sec = m->pause_ms / 1000,
		                  .tv_usec = m->pause_ms % 1000 * 1000L };
	(void)event_add(m->again, &pause);
}

static void paused(evutil_socket_t fd, short what, void *context)
{
	struct member *m = context;

	(void)fd;
	(void)what;
	if (m->crew->is_ending || !m->is_used || m->is_leaving)
		return;
	member_start(m);
	if (m->pid == 0)
		member_pause(m);
}

static int member_add(struct crew *c, enum role role, struct fault *f)
{
	struct member *m = c->members;

	while (m < c->members + MEMBERS_MOST && m->is_used)
		m++;
	if (m == c->members + MEMBERS_MOST)
		return fault_set(f, FAULT_LIMIT, "more than %d processes",
		                 MEMBERS_MOST);
	m->crew = c;
	m->role = role;
	m->pause_ms = 0;
	m->is_leaving = false;
	if (!m->again)
		m->again = evtimer_new(c->base, paused, m);
	if (!m->again)
		return fault_set(f, FAULT_MEMORY, "no memory for a timer");
	m->is_used = true;
	member_start(m);
	if (m->pid == 0)
		member_pause(m);
	return 0;
}

static int members_start(struct crew *c, struct fault *f)
{
	for (int i = 0; i < c->config.workers; i++)
		if (member_add(c, ROLE_READ, f) < 0)
			return -1;
	if (c->intake.fd >= 0 && member_add(c, ROLE_INTAKE, f) < 0)
		return -1;
	if (c->admin.fd >= 0 && member_add(c, ROLE_ADMIN, f) < 0)
		return -1;
	return member_add(c, ROLE_JOB, f);
}

/* Tells all that run now to finish and end. */
static void members_leave(struct crew *c)
{
	for (size_t i = 0; i < MEMBERS_MOST; i++) {
		struct member *m = &c->members[i];

		if (!m->is_used)
			continue;
		m->is_leaving = true;
		if (m->pid > 0)
			(void)kill(m->pid, SIGTERM);
		else
			m->is_used = false;
	}
}

static bool is_empty(const struct crew *c)
{
	for (size_t i = 0; i < MEMBERS_MOST; i++)
		if (c->members[i].pid > 0)
			return false;
	return true;
}

static void member_died(struct member *m, int status)
{
	struct crew *c = m->crew;
	char how[32];

	m->pid = 0;
	meter_rise(c->meter, (size_t)(m - c->members));
	ledger_wipe(c->ledger, (size_t)(m - c->members));
	if (m->is_leaving) {
		m->is_used = false;
		return;
	}
	(void)snprintf(how, sizeof(how), "%s %d",
	               WIFSIGNALED(status) ? "signal" : "exit",
	               WIFSIGNALED(status) ? WTERMSIG(status)
	                                   : WEXITSTATUS(status));
	log_event(level_of(c), LOG_ERROR, "child", "role", ROLE_NAMES[m->role],
	          "ended", how, NULL);
	member_pause(m);
}

/* ---- signals ------------------------------------------------------------ */

static void heard_child(evutil_socket_t fd, short what, void *context)
{
	struct crew *c = context;
	int status;
	pid_t pid;

	(void)fd;
	(void)what;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (size_t i = 0; i < MEMBERS_MOST; i++)
			if (c->members[i].pid == pid)
				member_died(&c->members[i], status);
	if (c->is_ending && is_empty(c))
		(void)event_base_loopexit(c->base, NULL);
}

static void too_late(evutil_socket_t fd, short what, void *context)
{
	struct crew *c = context;

	(void)fd;
	(void)what;
	log_event(level_of(c), LOG_ERROR, "drain", "text",
	          "out of time: ending what is under way", NULL);
	for (size_t i = 0; i < MEMBERS_MOST; i++)
		if (c->members[i].pid > 0)
			(void)kill(c->members[i].pid, SIGKILL);
}

static void heard_end(evutil_socket_t fd, short what, void *context)
{
	struct crew *c = context;
	const struct timeval most = { .tv_sec = c->config.drain_s };

	(void)fd;
	(void)what;
	if (c->is_ending)
		return;
	c->is_ending = true;
	log_event(level_of(c), LOG_NOTICE, "drain", NULL);
	members_leave(c);
	(void)event_add(c->deadline, &most);
	if (is_empty(c))
		(void)event_base_loopexit(c->base, NULL);
}

static int reload(struct crew *c, struct fault *f)
{
	struct config config;

	if (config_load(c->source.path, c->source.given, &config, f) < 0)
		return -1;
	if (meter_take(c, &config, f) < 0 || sockets_take(c, &config, f) < 0) {
		config_free(&config);
		return -1;
	}
	/* Children hold their own copy of the old one. */
	config_free(&c->config);
	c->config = config;
	descriptors_take(c);
	members_leave(c);
	return members_start(c, f);
}

static void heard_hup(evutil_socket_t fd, short what, void *context)
{
	struct crew *c = context;
	struct fault f = { 0 };

	(void)fd;
	(void)what;
	if (c->is_ending)
		return;
	if (reload(c, &f) < 0)
		log_event(level_of(c), LOG_ERROR, "reload", "outcome", "kept",
		          "text", f.text, NULL);
	else
		log_event(level_of(c), LOG_NOTICE, "reload", "outcome", "taken",
		          NULL);
}

static const struct signal_row SIGNALS[SIGNALS_MOST] = {
	{ SIGCHLD, heard_child },
	{ SIGHUP, heard_hup },
	{ SIGINT, heard_end },
	{ SIGTERM, heard_end },
};

static int signals_take(struct crew *c, struct fault *f)
{
	for (size_t i = 0; i < SIGNALS_MOST; i++) {
		c->signals[i] = evsignal_new(c->base, SIGNALS[i].number,
		                             SIGNALS[i].heard, c);
		if (!c->signals[i] || event_add(c->signals[i], NULL) < 0)
			return fault_set(f, FAULT_MEMORY,
			                 "no memory for signals");
	}
	c->deadline = evtimer_new(c->base, too_late, c);
	if (!c->deadline)
		return fault_set(f, FAULT_MEMORY, "no memory for a timer");
	return 0;
}

/* ---- the whole ---------------------------------------------------------- */

int crew_open(struct config *config, const struct crew_source *source,
              const struct catalogue *catalogue, struct crew **out,
              struct fault *f)
{
	struct crew *c = calloc(1, sizeof(*c));

	if (!c)
		return fault_set(f, FAULT_MEMORY, "no memory for a crew");
	c->source = *source;
	c->catalogue = catalogue;
	c->read.fd = c->intake.fd = c->admin.fd = -1;
	c->lifeline[0] = c->lifeline[1] = c->wake[0] = c->wake[1] = -1;
	c->base = event_base_new();
	if (!c->base) {
		(void)fault_set(f, FAULT_MEMORY, "no memory for a loop");
		goto fail;
	}
	if (pipe2(c->lifeline, O_CLOEXEC) < 0 ||
	    pipe2(c->wake, O_CLOEXEC | O_NONBLOCK) < 0) {
		(void)fault_set(f, FAULT_SYSTEM, "pipe: %s", strerror(errno));
		goto fail;
	}
	if (meter_take(c, config, f) < 0 ||
	    ledger_new(MEMBERS_MOST, &c->ledger, f) < 0 ||
	    signals_take(c, f) < 0 || sockets_take(c, config, f) < 0)
		goto fail;
	c->config = *config;
	memset(config, 0, sizeof(*config));
	*out = c;
	return 0;

fail:
	crew_close(c);
	return -1;
}

int crew_run(struct crew *c, struct fault *f)
{
	descriptors_take(c);
	if (members_start(c, f) < 0) {
		members_leave(c);
		return -1;
	}
	log_event(level_of(c), LOG_NOTICE, "start", "version", PACKAGE_VERSION,
	          NULL);
	(void)event_base_dispatch(c->base);
	log_event(level_of(c), LOG_NOTICE, "end", NULL);
	return 0;
}

void crew_close(struct crew *c)
{
	if (!c)
		return;
	for (size_t i = 0; i < SIGNALS_MOST; i++)
		if (c->signals[i])
			event_free(c->signals[i]);
	for (size_t i = 0; i < MEMBERS_MOST; i++)
		if (c->members[i].again)
			event_free(c->members[i].again);
	if (c->deadline)
		event_free(c->deadline);
	if (c->base)
		event_base_free(c->base);
	for (size_t i = 0; i < 2; i++) {
		if (c->lifeline[i] >= 0)
			(void)close(c->lifeline[i]);
		if (c->wake[i] >= 0)
			(void)close(c->wake[i]);
	}
	if (c->read.fd >= 0)
		(void)close(c->read.fd);
	if (c->intake.fd >= 0)
		(void)close(c->intake.fd);
	if (c->admin.fd >= 0)
		(void)close(c->admin.fd);
	meter_free(c->meter);
	ledger_free(c->ledger);
	config_free(&c->config);
	free(c);
}
