/* SPDX-License-Identifier: Apache-2.0 */
#include "pdftotext.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fault.h"

#include "sandbox.h"

/* security.md 2.3: 11 ms for a small file, 130 ms for 100 pages. */
#define CPU_S       8
#define MEMORY_MOST ((size_t)700 << 20)
#define FILE_MOST   ((size_t)64 << 20)
#define FILES_MOST  32

/* Most pages; one more is asked for, to see that there is one. */
#define PAGES_MOST     500
#define PAGES_ASKED    "501"
#define COMPLAINT_MOST 4096

/* A page of images has fewer letters than this: a stamp, a page number. */
#define LETTERS_A_PAGE 16

/* Words with their places: tsv.h says why. */
static char *const ARGUMENTS[] = {
	(char[]){ "pdftotext" }, (char[]){ "-enc" }, (char[]){ "UTF-8" },
	(char[]){ "-tsv" },      (char[]){ "-l" },   (char[]){ PAGES_ASKED },
	(char[]){ "-" },         (char[]){ "-" },    NULL,
};

static char *const ENVIRONMENT[] = { (char[]){ "LC_ALL=C" }, NULL };

/* What it complains of, and what that means to the sender. */
static const struct {
	const char *said;
	enum fault_code code;
	const char *words;
} COMPLAINTS[] = {
	{ "Incorrect password", FAULT_UNSUPPORTED,
	  "the PDF is encrypted: remove its password and send it again" },
	{ "not allowed", FAULT_UNSUPPORTED,
	  "the PDF is encrypted so that its text may not be copied: send a "
	  "copy without that restriction" },
	{ "Unknown security handler", FAULT_UNSUPPORTED,
	  "the PDF is encrypted in a way that cannot be read: send a copy "
	  "without encryption" },
	{ "Unsupported version/revision", FAULT_UNSUPPORTED,
	  "the PDF is encrypted in a way that cannot be read: send a copy "
	  "without encryption" },
	{ "Out of memory", FAULT_LIMIT,
	  "the PDF unpacks to more than any report needs: print it to a new "
	  "PDF and send that" },
	{ "Document stream is empty", FAULT_INPUT, "the file is empty" },
};

/* The program and the pipes to it; -1 once closed. */
struct program {
	pid_t pid;
	int in;  /* PDF goes there */
	int out; /* text comes from there */
	int err; /* complaints come from there */
};

static void shut(int *fd)
{
	if (*fd >= 0)
		(void)close(*fd);
	*fd = -1;
}

_Noreturn static void become(const int in[2], const int out[2],
                             const int err[2], bool is_required, pid_t parent)
{
	const struct sandbox_limits limits = {
		.cpu_s = CPU_S,
		.memory = MEMORY_MOST,
		.file_size = FILE_MOST,
		.files = FILES_MOST,
	};
	struct fault f;

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != parent || dup2(in[0], STDIN_FILENO) < 0 ||
	    dup2(out[1], STDOUT_FILENO) < 0 || dup2(err[1], STDERR_FILENO) < 0)
		_exit(127);
	(void)close_range(STDERR_FILENO + 1, ~0u, 0);
	(void)signal(SIGPIPE, SIG_DFL);
	if (sandbox_limit(&limits, &f) == 0 &&
	    sandbox_program(PDFTOTEXT, is_required, &f) == 0) {
		(void)execve(PDFTOTEXT, ARGUMENTS, ENVIRONMENT);
		(void)fault_set(&f, FAULT_SYSTEM, "%s: %s", PDFTOTEXT,
		                strerror(errno));
	}
	if (write(STDERR_FILENO, f.text, strlen(f.text)) < 0)
		_exit(126);
	_exit(127);
}

static int start(struct program *p, bool is_required, struct fault *f)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 }, err[2] = { -1, -1 };
	pid_t parent = getpid();
	int rc = -1;

	if (pipe2(in, O_CLOEXEC) < 0 || pipe2(out, O_CLOEXEC) < 0 ||
	    pipe2(err, O_CLOEXEC) < 0)
		goto out;
	p->pid = fork();
	if (p->pid == 0)
		become(in, out, err, is_required, parent);
	rc = p->pid < 0 ? -1 : 0;
out:
	if (rc < 0)
		(void)fault_set(f, FAULT_SYSTEM, "starting pdftotext: %s",
		                strerror(errno));
	shut(&in[0]);
	shut(&out[1]);
	shut(&err[1]);
	p->in = in[1];
	p->out = out[0];
	p->err = err[0];
	if (rc == 0)
		(void)fcntl(p->in, F_SETFL, O_NONBLOCK);
	return rc;
}

/* Feeds more of the PDF; closes the pipe at its end, or when it is not read
   any further. */
static void feed(struct program *p, const char **bytes, size_t *len)
{
	ssize_t n = write(p->in, *bytes, *len);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0) {
		*bytes += n;
		*len -= (size_t)n;
	}
	if (n < 0 || *len == 0)
		shut(&p->in);
}

/* Takes what one pipe has, as far as INTO has room when IS_CUT. */
static int drain(int *fd, struct buf *into, bool is_cut, struct fault *f)
{
	char piece[65536];
	ssize_t n = read(*fd, piece, sizeof(piece));
	size_t len;

	if (n < 0 && errno == EINTR)
		return 0;
	if (n <= 0) {
		shut(fd);
		return 0;
	}
	len = (size_t)n;
	if (is_cut && len > into->most - into->len)
		len = into->most - into->len;
	if (buf_add(into, piece, len, f) < 0)
		return fault_set(f, FAULT_LIMIT,
		                 "the PDF gives more than %zu MiB of text: "
		                 "split it",
		                 into->most >> 20);
	return 0;
}

/* Both ways at once, or either side could wait for ever. */
static int pump(struct program *p, const char *bytes, size_t len,
                struct buf *out, struct buf *err, struct fault *f)
{
	while (p->out >= 0 || p->err >= 0) {
		struct pollfd at[] = {
			{ .fd = p->out, .events = POLLIN },
			{ .fd = p->err, .events = POLLIN },
			{ .fd = p->in, .events = POLLOUT },
		};

		if (poll(at, 3, -1) < 0 && errno != EINTR)
			return fault_set(f, FAULT_SYSTEM, "poll: %s",
			                 strerror(errno));
		if (at[2].revents)
			feed(p, &bytes, &len);
		if (at[0].revents && drain(&p->out, out, false, f) < 0)
			return -1;
		if (at[1].revents && drain(&p->err, err, true, f) < 0)
			return -1;
	}
	return 0;
}

/* Says what its end and its complaints mean. */
static int verdict(int status, const struct buf *err, struct fault *f)
{
	const char *said = err->at ? err->at : "";
	bool is_good = WIFEXITED(status) && WEXITSTATUS(status) == 0;

	for (size_t i = 0; i < sizeof(COMPLAINTS) / sizeof(COMPLAINTS[0]); i++)
		if (!is_good && strstr(said, COMPLAINTS[i].said))
			return fault_set(f, COMPLAINTS[i].code, "%s",
			                 COMPLAINTS[i].words);
	if (is_good)
		return 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) >= 126)
		return fault_set(f, FAULT_SYSTEM, "cannot run pdftotext: %s",
		                 said);
	if (WIFEXITED(status))
		return fault_set(f, FAULT_INPUT,
		                 "the PDF is damaged, no text layer of it can "
		                 "be read: open it and print or save it to a "
		                 "new PDF, or run OCR (for example ocrmypdf)");
	if (WTERMSIG(status) == SIGXCPU)
		return fault_set(f, FAULT_LIMIT,
		                 "the PDF takes more than %d s of computing: "
		                 "print it to a new PDF or split it",
		                 CPU_S);
	if (WTERMSIG(status) == SIGABRT)
		return fault_set(f, FAULT_LIMIT,
		                 "the PDF unpacks to more than any report "
		                 "needs: print it to a new PDF");
	return fault_set(f, FAULT_INPUT,
	                 "the PDF makes its reader crash (signal %d): print "
	                 "it to a new PDF",
	                 WTERMSIG(status));
}

int pdftotext_run(const char *bytes, size_t len, bool is_required,
                  struct buf *out, struct fault *f)
{
	struct program p = { 0, -1, -1, -1 };
	struct buf err;
	int status = 0, rc;

	buf_init(&err, COMPLAINT_MOST);
	(void)signal(SIGPIPE, SIG_IGN);
	rc = start(&p, is_required, f);
	if (rc == 0)
		rc = pump(&p, bytes, len, out, &err, f);
	shut(&p.in);
	shut(&p.out);
	shut(&p.err);
	if (p.pid > 0) {
		if (rc < 0)
			(void)kill(p.pid, SIGKILL);
		while (waitpid(p.pid, &status, 0) < 0 && errno == EINTR)
			;
	}
	if (rc == 0)
		rc = verdict(status, &err, f);
	buf_clear(&err);
	return rc;
}

/* Letters of a row of words: what stands behind the last tab. */
static size_t count_letters(const char *row, size_t len)
{
	size_t letters = 0;

	for (size_t i = len; i > 0 && row[i - 1] != '\t'; i--) {
		unsigned char c = (unsigned char)row[i - 1];

		/* One for each character, whatever its script. */
		letters += (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
		letters += c >= 0xc2;
	}
	return letters;
}

int pdftotext_judge(const char *bytes, size_t len, struct fault *f)
{
	size_t pages = 0, letters = 0, at = 0;

	while (at < len) {
		const char *end = memchr(bytes + at, '\n', len - at);
		size_t n = end ? (size_t)(end - bytes) - at : len - at;

		/* A row starts with its level: 1 a page, 5 a word. */
		if (n > 2 && bytes[at + 1] == '\t') {
			pages += bytes[at] == '1';
			if (bytes[at] == '5')
				letters += count_letters(bytes + at, n);
		}
		at += n + 1;
	}
	if (pages > PAGES_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "more than %d pages: split the PDF into "
		                 "parts",
		                 PAGES_MOST);
	if (pages == 0 && letters == 0)
		return fault_set(f, FAULT_INPUT,
		                 "the PDF is damaged, none of its pages can be "
		                 "read: print or save it to a new PDF");
	if (letters >= LETTERS_A_PAGE * (pages > 0 ? pages : 1))
		return 0;
	return fault_set(f, FAULT_INPUT,
	                 "no text layer: %zu %s of images; run OCR (for "
	                 "example ocrmypdf) and send the result",
	                 pages, pages == 1 ? "page" : "pages");
}
