/* SPDX-License-Identifier: Apache-2.0 */
#include "nursery.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fcntl.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/heap.h"
#include "model/text.h"

#include "filter.h"
#include "language.h"
#include "memory_file.h"
#include "readers.h"

/* For one small text. */
#define WARM_MEMORY_MOST ((size_t)64 << 20)

/* Where child_bare() leaves the socket. */
#define ORDERS_FD 3

struct extract_nursery {
	pid_t pid;
	int fd; /* orders go there */
	child_read *read;
};

/* What comes with an order. */
enum gift {
	GIFT_DOCUMENT, /* a memory file */
	GIFT_RESULT,   /* the pipe to write to */
	GIFT_COUNT
};

/* A child_job without what only one process can use. */
struct order {
	uint64_t len;
	uint64_t memory_most;
	int32_t format;
	int32_t is_required;
	int32_t cores;
	int32_t cpu_s;
	int32_t wall_ms;
};

/* Room for the descriptors of one message. */
union gifts {
	struct cmsghdr head;
	char room[CMSG_SPACE(sizeof(int) * GIFT_COUNT)];
};

/* ---- in the nursery ------------------------------------------------------ */

/* Gives 1, 0 at the end of orders, -1. */
static int order_take(struct order *order, int fds[GIFT_COUNT])
{
	union gifts gifts = { .room = "" };
	struct iovec bytes = { order, sizeof(*order) };
	struct msghdr message = { .msg_iov = &bytes,
		                  .msg_iovlen = 1,
		                  .msg_control = &gifts,
		                  .msg_controllen = sizeof(gifts) };
	const struct cmsghdr *c;
	ssize_t n;

	do
		n = recvmsg(ORDERS_FD, &message, MSG_CMSG_CLOEXEC);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		return (int)n;
	c = CMSG_FIRSTHDR(&message);
	if ((size_t)n != sizeof(*order) || !c ||
	    c->cmsg_len != CMSG_LEN(sizeof(int) * GIFT_COUNT))
		return -1;
	memcpy(fds, CMSG_DATA(c), sizeof(int) * GIFT_COUNT);
	return 1;
}

/*
 * Reads a text of our own, so that what ICU, the loader and the allocator do
 * at a first time is done once and not in each child.
 */
static void warm(const struct child_job *common)
{
	static const char WORDS[] = "A reader\xe2\x80\x99s first text, of two "
				    "sentences. E\xcc\x81t\xc3\xa9 is summer.";
	struct child_job job = *common;
	struct arena *a = NULL;
	struct text text;
	struct fault f;

	job.bytes = WORDS;
	job.len = sizeof(WORDS) - 1;
	job.format = FORMAT_TEXT;
	if (arena_new(WARM_MEMORY_MOST, &a, &f) == 0)
		(void)job.read(&job, a, &text, &f);
	arena_free(a);
}

/* In the child. */
_Noreturn static void live(const struct order *order, const int fds[GIFT_COUNT],
                           const struct child_job *common, pid_t parent)
{
	struct child_job job = *common;
	pid_t pid = getpid();

	job.len = order->len;
	job.memory_most = order->memory_most;
	job.format = (enum format)order->format;
	job.is_required = order->is_required != 0;
	job.cores = order->cores;
	job.cpu_s = order->cpu_s;
	job.wall_ms = order->wall_ms;
	if (write(fds[GIFT_RESULT], &pid, sizeof(pid)) != sizeof(pid))
		_exit(1);
	job.bytes = mmap(NULL, job.len, PROT_READ, MAP_PRIVATE | MAP_POPULATE,
	                 fds[GIFT_DOCUMENT], 0);
	if (job.bytes == MAP_FAILED)
		_exit(1);
	child_live(&job, fds[GIFT_RESULT], parent);
}

/*
 * A brother instead of a child: the process that ordered it waits for it. That
 * is CLONE_PARENT of clone(2), which fork() cannot ask for; this process has
 * no second thread and no buffered output that fork() would care for.
 */
static pid_t fork_brother(void)
{
	return (pid_t)syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL,
	                      NULL, NULL);
}

_Noreturn static void nursery_live(int fd, child_read *read, pid_t parent)
{
	struct language_detector *languages = NULL;
	struct child_job common = { .read = read };
	struct filters filters = { .reader = { 0 } };
	struct order order;
	struct fault f;
	int fds[GIFT_COUNT], rc;

	if (child_bare(fd, &f) < 0)
		_exit(1);
	/* Its end is the end of orders, not what a terminal sends to all. */
	(void)signal(SIGINT, SIG_IGN);
	(void)signal(SIGHUP, SIG_IGN);
	(void)signal(SIGTERM, SIG_IGN);
	readers_warm();
	/* Without these each child tries for itself, and says why not. */
	if (language_detector_new(&languages, &f) == 0)
		common.languages = languages;
	if (filters_init(&filters, &f) == 0)
		common.filters = &filters;
	warm(&common);
	heap_fill();
	while ((rc = order_take(&order, fds)) == 1) {
		if (fork_brother() == 0)
			live(&order, fds, &common, parent);
		for (size_t i = 0; i < GIFT_COUNT; i++)
			(void)close(fds[i]);
	}
	filters_clear(&filters);
	language_detector_free(languages);
	_exit(rc == 0 ? 0 : 1);
}

/* ---- in the process that orders ------------------------------------------ */

static int nursery_fork(struct extract_nursery *n, struct fault *f)
{
	pid_t parent = getpid();
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return fault_set(f, FAULT_SYSTEM, "socketpair: %s",
		                 strerror(errno));
	n->pid = fork();
	if (n->pid == 0)
		nursery_live(ends[1], n->read, parent);
	(void)close(ends[1]);
	n->fd = ends[0];
	if (n->pid > 0)
		return 0;
	(void)close(n->fd);
	n->fd = -1;
	return fault_set(f, FAULT_SYSTEM, "fork: %s", strerror(errno));
}

static void nursery_end(struct extract_nursery *n)
{
	if (n->fd >= 0)
		(void)close(n->fd);
	/* It holds nothing that would have to be put away, and may still be
	   making itself ready for orders that nobody gives. */
	if (n->pid > 0)
		(void)kill(n->pid, SIGKILL);
	while (n->pid > 0 && waitpid(n->pid, NULL, 0) < 0 && errno == EINTR)
		;
	n->fd = -1;
	n->pid = 0;
}

int nursery_new(child_read *read, struct extract_nursery **out, struct fault *f)
{
	struct extract_nursery *n = calloc(1, sizeof(*n));

	if (!n)
		return fault_set(f, FAULT_MEMORY, "no memory for a nursery");
	n->read = read;
	if (nursery_fork(n, f) < 0) {
		free(n);
		return -1;
	}
	*out = n;
	return 0;
}

void extract_nursery_free(struct extract_nursery *n)
{
	if (!n)
		return;
	nursery_end(n);
	free(n);
}

static int order_send(const struct extract_nursery *n,
                      const struct order *order, const int fds[GIFT_COUNT])
{
	union gifts gifts = { .room = "" };
	struct order copy = *order;
	struct iovec bytes = { &copy, sizeof(copy) };
	struct msghdr message = { .msg_iov = &bytes,
		                  .msg_iovlen = 1,
		                  .msg_control = &gifts,
		                  .msg_controllen = sizeof(gifts) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&message);
	ssize_t sent;

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int) * GIFT_COUNT);
	memcpy(CMSG_DATA(c), fds, sizeof(int) * GIFT_COUNT);
	do
		sent = sendmsg(n->fd, &message, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	return sent == (ssize_t)sizeof(copy) ? 0 : -1;
}

static int order_give(struct extract_nursery *n, const struct order *order,
                      const int fds[GIFT_COUNT], struct fault *f)
{
	if (order_send(n, order, fds) == 0)
		return 0;
	/* It was killed, for memory perhaps: there is a next one. */
	nursery_end(n);
	if (nursery_fork(n, f) < 0)
		return -1;
	if (order_send(n, order, fds) == 0)
		return 0;
	return fault_set(f, FAULT_SYSTEM, "starting a reader: %s",
	                 strerror(errno));
}

int nursery_start(struct extract_nursery *n, const struct child_job *job,
                  int *fd, struct fault *f)
{
	const struct order order = {
		.len = job->len,
		.memory_most = job->memory_most,
		.format = (int32_t)job->format,
		.is_required = job->is_required,
		.cores = job->cores,
		.cpu_s = job->cpu_s,
		.wall_ms = job->wall_ms,
	};
	int fds[GIFT_COUNT], ends[2], rc;

	fds[GIFT_DOCUMENT] = memory_file_of("document", job->bytes, job->len);
	if (fds[GIFT_DOCUMENT] < 0)
		return fault_set(f, FAULT_SYSTEM, "a memory file: %s",
		                 strerror(errno));
	if (pipe2(ends, O_CLOEXEC) < 0) {
		(void)close(fds[GIFT_DOCUMENT]);
		return fault_set(f, FAULT_SYSTEM, "pipe: %s", strerror(errno));
	}
	fds[GIFT_RESULT] = ends[1];
	rc = order_give(n, &order, fds, f);
	for (size_t i = 0; i < GIFT_COUNT; i++)
		(void)close(fds[i]);
	*fd = ends[0];
	if (rc < 0)
		(void)close(ends[0]);
	return rc;
}
