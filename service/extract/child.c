/* SPDX-License-Identifier: Apache-2.0 */
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/heap.h"

#include "filter.h"
#include "language.h"
#include "pdftotext.h"
#include "result.h"
#include "sandbox.h"

/* Where the child finds its pipe; all other descriptors are closed. */
#define RESULT_FD 3

/* Address space beyond what the fork inherits; 512 MB was tried in
   security.md 2.2: the arena and a result of it fit. */
#define MEMORY_MOST ((size_t)640 << 20)

/* What a reader uses, whatever it reads; then the document in some forms, as
   far as it is no longer than a report. */
#define WARM_LEAST  ((size_t)512 << 10)
#define WARM_A_BYTE 8
#define WARM_MOST   ((size_t)16 << 20)

/* A filter is loaded and Landlock opened through a descriptor or two. */
#define FILES_MOST 8

/* Nothing of the parent's may run here: its handlers would write to its own
   sockets. Signals that the parent blocks must reach a child. */
static void plain_signals(void)
{
	struct sigaction plain = { .sa_handler = SIG_DFL };
	sigset_t none;

	for (int s = 1; s < NSIG; s++)
		(void)sigaction(s, &plain, NULL);
	(void)sigemptyset(&none);
	(void)sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Leaves FD as RESULT_FD and the standard three, which lead nowhere. */
static int plain_files(int fd, struct fault *f)
{
	int nowhere;

	if (fd != RESULT_FD && dup2(fd, RESULT_FD) < 0)
		return fault_set(f, FAULT_SYSTEM, "dup2: %s", strerror(errno));
	if (close_range(RESULT_FD + 1, ~0u, 0) < 0)
		return fault_set(f, FAULT_SYSTEM, "close_range: %s",
		                 strerror(errno));
	nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (nowhere < 0)
		return fault_set(f, FAULT_SYSTEM, "/dev/null: %s",
		                 strerror(errno));
	(void)dup2(nowhere, STDIN_FILENO);
	(void)dup2(nowhere, STDOUT_FILENO);
#ifndef WITH_SANITIZER /* a report of a sanitizer must be seen */
	(void)dup2(nowhere, STDERR_FILENO);
#endif
	if (nowhere > STDERR_FILENO)
		(void)close(nowhere);
	return 0;
}

/* The kernel ends the child when its time is up or its parent has died, even
   if nobody waits for it any more. */
static void die_in_time(int wall_ms, pid_t parent)
{
	const struct itimerval wall = {
		.it_value = { wall_ms / 1000, wall_ms % 1000 * 1000L },
	};

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != parent)
		_exit(1);
	(void)setitimer(ITIMER_REAL, &wall, NULL);
}

static int confine(const struct child_job *job, struct fault *f)
{
	const struct sandbox_limits limits = {
		.cpu_s = job->cpu_s,
		.memory = MEMORY_MOST,
		.file_size = 0,
		.files = FILES_MOST,
	};

	if (sandbox_limit(&limits, f) < 0)
		return -1;
	return sandbox_reader(job->filters, job->is_required, f);
}

/* Does the whole job; gives the text or says why not. */
static int work(const struct child_job *job, struct arena *a, struct buf *pdf,
                struct text *out, struct fault *f)
{
	struct language_detector *languages = NULL;
	struct child_job plain = *job;
	struct filters filters;

	if (!job->languages) {
		if (language_detector_new(&languages, f) < 0)
			return -1;
		plain.languages = languages;
	}
	if (!job->filters) {
		if (filters_init(&filters, f) < 0 && job->is_required)
			return -1;
		plain.filters = &filters;
	}
	if (job->format == FORMAT_PDF) {
		const struct pdftotext_job program = {
			.bytes = job->bytes,
			.len = job->len,
			.is_required = job->is_required,
			.filters = plain.filters,
			.cores = job->cores,
		};

		if (pdftotext_run(&program, pdf, f) < 0)
			return -1;
		plain.bytes = pdf->at;
		plain.len = pdf->len;
	}
	if (confine(&plain, f) < 0)
		return -1;
	if (job->format == FORMAT_PDF &&
	    pdftotext_judge(plain.bytes, plain.len, f) < 0)
		return -1;
	return job->read(&plain, a, out, f);
}

static int write_all(const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(RESULT_FD, bytes, len);

		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
	return 0;
}

int child_bare(int fd, struct fault *f)
{
	plain_signals();
	return plain_files(fd, f);
}

_Noreturn void child_live(const struct child_job *job, int fd, pid_t parent)
{
	struct text text = { .format = job->format };
	struct fault why = { .code = FAULT_NONE }, f = { .code = FAULT_NONE };
	struct arena *a = NULL;
	struct buf pdf, result;
	int rc = 0;

	die_in_time(job->wall_ms, parent);
	/* What pdftotext makes of a PDF is not known yet: see there. */
	if (job->format != FORMAT_PDF)
		heap_warm(WARM_LEAST + (job->len < WARM_MOST / WARM_A_BYTE
		                                ? job->len * WARM_A_BYTE
		                                : WARM_MOST));
	buf_init(&pdf, PDFTOTEXT_MOST);
	buf_init(&result, RESULT_MOST);
	if (child_bare(fd, &why) < 0 ||
	    arena_new(job->memory_most, &a, &why) < 0 ||
	    work(job, a, &pdf, &text, &why) < 0)
		rc = -1;
	if (rc == 0)
		rc = result_put_text(&result, &text, &why);
	if (rc < 0) {
		buf_reset(&result);
		if (why.code == FAULT_MEMORY)
			(void)fault_set(&why, FAULT_LIMIT,
			                "needs more memory to read than any "
			                "document may have");
		rc = result_put_fault(&result, &why, &f);
	}
	if (rc == 0)
		rc = write_all(result.at, result.len);
	_exit(rc == 0 ? 0 : 1);
}

int child_start(const struct child_job *job, pid_t *pid, int *fd,
                struct fault *f)
{
	pid_t parent = getpid();
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0)
		return fault_set(f, FAULT_SYSTEM, "pipe: %s", strerror(errno));
	*pid = fork();
	if (*pid == 0)
		child_live(job, ends[1], parent);
	(void)close(ends[1]);
	if (*pid < 0) {
		(void)close(ends[0]);
		return fault_set(f, FAULT_SYSTEM, "fork: %s", strerror(errno));
	}
	*fd = ends[0];
	return 0;
}

int child_verdict(int status, size_t len, struct fault *f)
{
	static const struct {
		int signal;
		enum fault_code code;
		const char *words;
	} ENDS[] = {
		{ SIGXCPU, FAULT_LIMIT,
		  "took more computing than any document may: simplify it, or "
		  "save it as another format" },
		{ SIGALRM, FAULT_LIMIT, "took too long to read" },
		{ SIGKILL, FAULT_LIMIT,
		  "its reader was killed, for time or memory" },
		{ SIGSYS, FAULT_INPUT,
		  "its reader tried what no reader may, and was stopped: the "
		  "file may be made to do harm" },
	};

	if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && len > 0)
		return 0;
	if (!WIFSIGNALED(status))
		return fault_set(f, FAULT_SYSTEM,
		                 "its reader ended without a result (%d)",
		                 WEXITSTATUS(status));
	for (size_t i = 0; i < sizeof(ENDS) / sizeof(ENDS[0]); i++)
		if (WTERMSIG(status) == ENDS[i].signal)
			return fault_set(f, ENDS[i].code, "%s", ENDS[i].words);
	return fault_set(f, FAULT_INPUT,
	                 "its reader crashed (signal %d): the file is damaged "
	                 "or made to do harm; save it anew",
	                 WTERMSIG(status));
}
