/* SPDX-License-Identifier: Apache-2.0 */
#include "pdftotext.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/heap.h"

#include "memory_file.h"
#include "pages.h"
#include "sandbox.h"

/* security.md 2.3: 11 ms for a small file, 130 ms for 100 pages. All that read
   one PDF may compute so long together, or it would be taken or not by how
   many they were; memory is for each. */
#define CPU_S       8
#define MEMORY_MOST ((size_t)700 << 20)
#define FILES_MOST  32

/* Most pages; one more is asked for, to see that there is one. */
#define PAGES_MOST     500
#define COMPLAINT_MOST 4096

/* Starting one takes as long as five pages do (perf.md 3.2). */
#define PROGRAM_PAGES 8
#define PROGRAMS_MOST 4

/* Reading what it wrote takes as much memory again as this part of it. */
#define READING_SHARE 2

/* A page of images has fewer letters than this: a stamp, a page number. */
#define LETTERS_A_PAGE 16

/* It ends so when there is no page in its range; it says so, too, but not
   where it has said too much before. */
#define STATUS_NO_PAGE 99

/* Memory in large pieces: heap.h says why. Another C library does not look. */
static char *const ENVIRONMENT[] = {
	(char[]){ "LC_ALL=C" },
	(char[]){ "GLIBC_TUNABLES=glibc.malloc.hugetlb=1"
	          ":glibc.malloc.top_pad=2097152" },
	NULL,
};

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

/* A limit in words. */
#define WORDS_OF(number) #number
#define WORDS(limit)     WORDS_OF(limit)
#define MOST_WORDS       WORDS(PDFTOTEXT_MIB) " MiB of words"
#define MOST_COMPUTING   WORDS(CPU_S) " s of computing"

/* Said of what one program does, and of what all do. */
static const char WORDS_TOO_MANY[] =
	"the PDF gives more than " MOST_WORDS ": split it";
static const char WORDS_TOO_LONG[] =
	"the PDF takes more than " MOST_COMPUTING ": print it to a new PDF or "
	"split it";

/* What a limit ends it by, and what that means. */
static const struct {
	int signal;
	const char *words;
} SIGNALS[] = {
	{ SIGXCPU, WORDS_TOO_LONG },
	{ SIGABRT, "the PDF unpacks to more than any report needs: print it "
	           "to a new PDF" },
	{ SIGXFSZ, WORDS_TOO_MANY },
};

/* What the program has for files. */
enum end {
	END_IN,  /* the PDF */
	END_OUT, /* its words */
	END_ERR, /* its complaints */
	END_COUNT
};

/* One program under way, on the pages from FIRST to LAST. */
struct program {
	pid_t pid;
	int fd[END_COUNT]; /* files in memory, ours */
	int first, last;
	double cpu_s; /* it has taken */
};

_Noreturn static void become(const struct program *p,
                             const struct pdftotext_job *job, pid_t parent)
{
	const struct sandbox_limits limits = {
		.cpu_s = CPU_S,
		.memory = MEMORY_MOST,
		.file_size = PDFTOTEXT_MOST,
		.files = FILES_MOST,
	};
	char first[12], last[12];
	/* Words with their places: tsv.h says why. */
	char *const arguments[] = {
		(char[]){ "pdftotext" },
		(char[]){ "-enc" },
		(char[]){ "UTF-8" },
		(char[]){ "-tsv" },
		(char[]){ "-f" },
		first,
		(char[]){ "-l" },
		last,
		(char[]){ "-" },
		(char[]){ "-" },
		NULL,
	};
	struct fault f;

	(void)snprintf(first, sizeof(first), "%d", p->first);
	(void)snprintf(last, sizeof(last), "%d", p->last);
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != parent || dup2(p->fd[END_IN], STDIN_FILENO) < 0 ||
	    dup2(p->fd[END_OUT], STDOUT_FILENO) < 0 ||
	    dup2(p->fd[END_ERR], STDERR_FILENO) < 0)
		_exit(127);
	(void)close_range(STDERR_FILENO + 1, ~0u, 0);
	if (sandbox_limit(&limits, &f) == 0 &&
	    sandbox_program(job->filters, PDFTOTEXT, job->is_required, &f) ==
	            0) {
		(void)execve(PDFTOTEXT, arguments, ENVIRONMENT);
		(void)fault_set(&f, FAULT_SYSTEM, "%s: %s", PDFTOTEXT,
		                strerror(errno));
	}
	if (write(STDERR_FILENO, f.text, strlen(f.text)) < 0)
		_exit(126);
	_exit(127);
}

/* Seals FD; gives it, or -1. */
static int sealed(int fd, int seals)
{
	if (fd < 0 || fcntl(fd, F_ADD_SEALS, seals) == 0)
		return fd;
	(void)close(fd);
	return -1;
}

/* A copy of the PDF, for reading: the offset of an open file is shared by all
   who have it, and the program may not open anything. */
static int open_in(const struct pdftotext_job *job)
{
	return sealed(memory_file_of("pdf", job->bytes, job->len),
	              F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK);
}

/* A damaged PDF can be complained of without end: past this the program is
   told that there is no room. */
static int open_err(void)
{
	static const char ROOM[COMPLAINT_MOST];

	return sealed(memory_file_of("complaints", ROOM, sizeof(ROOM)),
	              F_SEAL_GROW | F_SEAL_SHRINK);
}

static int start(const struct pdftotext_job *job, struct program *p,
                 struct fault *f)
{
	pid_t parent = getpid();

	p->fd[END_IN] = open_in(job);
	p->fd[END_OUT] = memory_file("words");
	p->fd[END_ERR] = open_err();
	if (p->fd[END_IN] >= 0 && p->fd[END_OUT] >= 0 && p->fd[END_ERR] >= 0) {
		p->pid = fork();
		if (p->pid == 0)
			become(p, job, parent);
		if (p->pid > 0)
			return 0;
	}
	return fault_set(f, FAULT_SYSTEM, "starting pdftotext: %s",
	                 strerror(errno));
}

/* Says what an end of pdftotext and what it SAID mean. */
static int verdict(int status, const char *said, struct fault *f)
{
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
	for (size_t i = 0; i < sizeof(SIGNALS) / sizeof(SIGNALS[0]); i++)
		if (WTERMSIG(status) == SIGNALS[i].signal)
			return fault_set(f, FAULT_LIMIT, "%s",
			                 SIGNALS[i].words);
	return fault_set(f, FAULT_INPUT,
	                 "the PDF makes its reader crash (signal %d): print "
	                 "it to a new PDF",
	                 WTERMSIG(status));
}

/* Waits for the end of P and says what it means. */
static int finish(struct program *p, struct fault *f)
{
	char said[COMPLAINT_MOST + 1] = "";
	struct rusage used;
	int status = 0;

	while (wait4(p->pid, &status, 0, &used) < 0)
		if (errno != EINTR)
			return fault_set(f, FAULT_SYSTEM, "pdftotext: %s",
			                 strerror(errno));
	p->cpu_s = clock_spent_s(&used);
	p->pid = 0;
	if (pread(p->fd[END_ERR], said, COMPLAINT_MOST, 0) < 0)
		said[0] = '\0';
	/* The document is shorter than it says: the first program read it. */
	if (p->first > 1 && WIFEXITED(status) &&
	    WEXITSTATUS(status) == STATUS_NO_PAGE)
		return 0;
	return verdict(status, said, f);
}

static size_t written(const struct program *p)
{
	struct stat st;

	return fstat(p->fd[END_OUT], &st) < 0 ? 0 : (size_t)st.st_size;
}

/* Appends the LEN bytes that P wrote to OUT, which has room for them. */
static int take(const struct program *p, size_t len, struct buf *out,
                struct fault *f)
{
	size_t done = 0;

	while (done < len) {
		ssize_t n = pread(p->fd[END_OUT], out->at + out->len,
		                  len - done, (off_t)done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return fault_set(f, FAULT_SYSTEM, "pdftotext: %s",
			                 strerror(errno));
		done += (size_t)n;
		out->len += (size_t)n;
	}
	return 0;
}

/* Appends what all wrote, in their order. */
static int take_all(const struct program *programs, size_t n, struct buf *out,
                    struct fault *f)
{
	size_t all = 0;
	double cpu_s = 0;

	for (size_t i = 0; i < n; i++) {
		all += written(&programs[i]);
		cpu_s += programs[i].cpu_s;
	}
	if (all > out->most - out->len)
		return fault_set(f, FAULT_LIMIT, "%s", WORDS_TOO_MANY);
	if (cpu_s > CPU_S)
		return fault_set(f, FAULT_LIMIT, "%s", WORDS_TOO_LONG);
	heap_warm(all + all / READING_SHARE);
	if (!buf_room(out, all, f))
		return -1;
	for (size_t i = 0; i < n; i++)
		if (take(&programs[i], written(&programs[i]), out, f) < 0)
			return -1;
	return 0;
}

/* Ends P, however far it has come. */
static void stop(struct program *p)
{
	if (p->pid > 0) {
		(void)kill(p->pid, SIGKILL);
		while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	for (size_t i = 0; i < END_COUNT; i++)
		if (p->fd[i] >= 0)
			(void)close(p->fd[i]);
}

/* Shares the pages out; gives the number of programs. */
static size_t plan(const struct pdftotext_job *job, struct program *programs)
{
	int pages = pages_guess(job->bytes, job->len, PAGES_MOST);
	int most = pages / PROGRAM_PAGES;
	size_t n = 1;

	while (n < PROGRAMS_MOST && (int)n < job->cores && (int)n < most)
		n++;
	for (size_t i = 0; i < n; i++)
		programs[i] = (struct program){
			.fd = { -1, -1, -1 },
			.first = 1 + (int)i * pages / (int)n,
			.last = ((int)i + 1) * pages / (int)n,
		};
	/* The last takes all there is, however wrong the guess. */
	programs[n - 1].last = PAGES_MOST + 1;
	return n;
}

int pdftotext_run(const struct pdftotext_job *job, struct buf *out,
                  struct fault *f)
{
	struct program programs[PROGRAMS_MOST];
	size_t n = plan(job, programs);
	int rc = 0;

	for (size_t i = 0; i < n && rc == 0; i++)
		rc = start(job, &programs[i], f);
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = finish(&programs[i], f);
	if (rc == 0)
		rc = take_all(programs, n, out, f);
	for (size_t i = 0; i < n; i++)
		stop(&programs[i]);
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
