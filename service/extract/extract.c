/* SPDX-License-Identifier: Apache-2.0 */
#include "extract.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fault.h"

#include "blocks.h"
#include "charset.h"
#include "child.h"
#include "language.h"
#include "nursery.h"
#include "readers.h"
#include "result.h"
#include "sandbox.h"
#include "table.h"

/* Raise it with every change that can alter a text, a block or a passage. */
#define EXTRACT_VERSION "2"

/* A 100-page report takes 10 ms; a hostile one is stopped here. */
#define CPU_S_DEFAULT 4

/* A PDF waits for pdftotext first (security.md 2.3). */
#define WALL_MS_DEFAULT 20000

/* A nursery that has not forked by then is dead or stopped. */
#define START_MS_MOST 20000

/* What one document may hold while it is read: its text, some copies. */
#define INSIDE_MEMORY_MOST ((size_t)384 << 20)

struct extraction {
	pid_t pid; /* 0: not known before its first bytes */
	int fd;    /* what it writes, or -1 */
	enum format format;
	double deadline_s; /* on the steady clock */
	int wall_ms;
};

/* PDF bytes are for pdftotext only; what it writes is read as PDF here. A
   table has no blocks: see read_into(). */
static reader *const READERS[FORMAT_COUNT] = {
	[FORMAT_REPORT] = read_report,     [FORMAT_AKN] = read_akn,
	[FORMAT_HTML] = read_html,         [FORMAT_DOCX] = read_docx,
	[FORMAT_ODT] = read_odt,           [FORMAT_PDF] = read_pdf_layout,
	[FORMAT_MARKDOWN] = read_markdown, [FORMAT_TEXT] = read_text,
};

/* Says whether a child can read it. */
static bool is_readable(enum format format)
{
	return format == FORMAT_TABLE ||
	       (format < FORMAT_COUNT && READERS[format]);
}

const char *extract_version(void)
{
	return EXTRACT_VERSION;
}

int extract_sandbox(struct buf *report, struct fault *f)
{
	struct sandbox_support has;

	sandbox_probe(&has);
	if (has.landlock_abi > 0)
		return buf_addf(report, f, "Landlock ABI %d, %s",
		                has.landlock_abi,
		                has.has_seccomp ? "seccomp" : "no seccomp");
	return buf_addf(report, f, "no Landlock, %s",
	                has.has_seccomp ? "seccomp" : "no seccomp");
}

/* Reads what is no longer a PDF, in whatever process this is. */
static int read_into(const struct child_job *job, struct arena *a,
                     struct text *out, struct fault *f)
{
	const char *bytes = job->bytes;
	size_t len = job->len;
	struct blocks *blocks = NULL;
	struct buf plain;
	int rc = -1;

	buf_init(&plain, CHARSET_MOST);
	if (blocks_new(a, &blocks, f) < 0)
		goto out;
	blocks_detector(blocks, job->languages);
	if (job->format == FORMAT_TEXT || job->format == FORMAT_MARKDOWN ||
	    job->format == FORMAT_TABLE) {
		if (charset_plain(&bytes, &len, &plain, f) < 0)
			goto out;
	}
	if (job->format == FORMAT_TABLE) {
		rc = table_read(bytes, len, a, out, f);
		goto out;
	}
	if (READERS[job->format](bytes, len, blocks, f) < 0)
		goto out;
	rc = blocks_finish(blocks, job->format, out, f);
out:
	buf_clear(&plain);
	return rc;
}

int extract_inside(const char *bytes, size_t len, enum format format,
                   struct arena *a, struct text *out, struct fault *f)
{
	struct child_job job = { .bytes = bytes, .len = len, .format = format };
	struct language_detector *languages = NULL;
	int rc;

	if (format == FORMAT_PDF || !is_readable(format))
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "no reader of this process takes %s",
		                 format < FORMAT_COUNT ? FORMAT_NAMES[format]
		                                       : "this format");
	if (len == 0)
		return fault_set(f, FAULT_INPUT, "the file is empty");
	readers_warm();
	if (language_detector_new(&languages, f) < 0)
		return -1;
	job.languages = languages;
	rc = read_into(&job, a, out, f);
	language_detector_free(languages);
	return rc;
}

/* Refuses when the kernel cannot do what is required of it. */
static int check_support(const struct extract_options *options, struct fault *f)
{
	struct sandbox_support has;

	if (!options->require_sandbox)
		return 0;
	sandbox_probe(&has);
	if (has.landlock_abi > 0 && has.has_seccomp)
		return 0;
	return fault_set(f, FAULT_SYSTEM,
	                 "this kernel has no %s, so a stranger's file cannot "
	                 "be read safely: use Linux 5.13 or later with "
	                 "Landlock and seccomp, or start with "
	                 "--require-sandbox=no",
	                 has.has_seccomp ? "Landlock" : "seccomp");
}

static int start(struct extract_nursery *n, const struct child_job *job,
                 struct extraction *e, struct fault *f)
{
	if (n)
		return nursery_start(n, job, &e->fd, f);
	readers_warm();
	return child_start(job, &e->pid, &e->fd, f);
}

int extract_start(const struct extract_options *options, const char *bytes,
                  size_t len, enum format format, struct extraction **out,
                  struct fault *f)
{
	struct child_job job = {
		.bytes = bytes,
		.len = len,
		.format = format,
		.read = read_into,
		.memory_most = INSIDE_MEMORY_MOST,
		.is_required = options->require_sandbox,
		.cores = options->cores,
		.cpu_s = options->cpu_s > 0 ? options->cpu_s : CPU_S_DEFAULT,
		.wall_ms = options->wall_ms > 0 ? options->wall_ms
		                                : WALL_MS_DEFAULT,
	};
	struct extraction *e;

	if (!is_readable(format))
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "there is no reader for this format");
	if (len == 0)
		return fault_set(f, FAULT_INPUT, "the file is empty");
	if (check_support(options, f) < 0)
		return -1;
	e = calloc(1, sizeof(*e));
	if (!e)
		return fault_set(f, FAULT_MEMORY, "no memory to extract");
	e->format = format;
	e->wall_ms = job.wall_ms;
	e->deadline_s = clock_steady_s() + job.wall_ms / 1e3;
	if (start(options->nursery, &job, e, f) < 0) {
		free(e);
		return -1;
	}
	*out = e;
	return 0;
}

int extract_nursery_new(struct extract_nursery **out, struct fault *f)
{
	return nursery_new(read_into, out, f);
}

int extract_fd(const struct extraction *e)
{
	return e->fd;
}

/* Reads all that the child writes, until its end or the deadline. */
static int read_result(struct extraction *e, struct buf *result,
                       struct fault *f)
{
	char piece[65536];

	for (;;) {
		struct pollfd p = { .fd = e->fd, .events = POLLIN };
		double left_s = e->deadline_s - clock_steady_s();
		int rc = poll(&p, 1, left_s > 0 ? (int)(left_s * 1e3) + 1 : 0);
		ssize_t n;

		if (rc < 0 && errno == EINTR)
			continue;
		if (rc == 0)
			return fault_set(f, FAULT_LIMIT,
			                 "took longer than %d s to read",
			                 (e->wall_ms + 999) / 1000);
		n = rc < 0 ? -1 : read(e->fd, piece, sizeof(piece));
		if (n == 0)
			return 0;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fault_set(f, FAULT_SYSTEM, "reading a child: %s",
			                 strerror(errno));
		if (buf_add(result, piece, (size_t)n, f) < 0)
			return -1;
	}
}

/* The first bytes of a child of a nursery are its number, at once. */
static int read_pid(struct extraction *e, struct fault *f)
{
	struct pollfd p = { .fd = e->fd, .events = POLLIN };
	ssize_t n;
	int rc;

	if (e->pid > 0)
		return 0;
	do
		rc = poll(&p, 1, START_MS_MOST);
	while (rc < 0 && errno == EINTR);
	n = rc > 0 ? read(e->fd, &e->pid, sizeof(e->pid)) : 0;
	if (n == (ssize_t)sizeof(e->pid))
		return 0;
	e->pid = 0;
	return fault_set(f, FAULT_SYSTEM, "no reader could be started");
}

int extract_finish(struct extraction *e, struct arena *a, struct text *out,
                   struct fault *f)
{
	struct buf result;
	int status = 0, rc;

	buf_init(&result, RESULT_MOST);
	rc = read_pid(e, f);
	if (rc == 0)
		rc = read_result(e, &result, f);
	if (rc < 0 && e->pid > 0)
		(void)kill(e->pid, SIGKILL);
	(void)close(e->fd);
	while (e->pid > 0 && waitpid(e->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (rc == 0)
		rc = child_verdict(status, result.len, f);
	if (rc == 0)
		rc = result_take(result.at, result.len, e->format, a, out, f);
	buf_clear(&result);
	free(e);
	return rc;
}

/* The door has these parameters: NOLINTNEXTLINE(readability-function-size) */
int extract_run(const struct extract_options *options, const char *bytes,
                size_t len, enum format format, struct arena *a,
                struct text *out, struct fault *f)
{
	struct extraction *e = NULL;

	if (extract_start(options, bytes, len, format, &e, f) < 0 || !e)
		return -1;
	return extract_finish(e, a, out, f);
}
