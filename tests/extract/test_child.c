/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "model/text.h"

#include "child.h"
#include "result.h"
#include "sandbox.h"

typedef int probe(const struct child_job *job, struct arena *a,
                  struct text *out, struct fault *f);

/* Runs PROBE confined; F gets what it, or its end, says. */
static int run(probe *read_it, int wall_ms, struct fault *f)
{
	const struct child_job job = {
		.bytes = "x",
		.len = 1,
		.format = FORMAT_TEXT,
		.read = read_it,
		.memory_most = (size_t)32 << 20,
		.is_required = true,
		.cpu_s = 1,
		.wall_ms = wall_ms,
	};
	struct arena *a = NULL;
	struct text text;
	struct buf result;
	char piece[4096];
	int fd = -1, status = 0, rc;
	pid_t pid = 0;
	ssize_t n;

	buf_init(&result, RESULT_MOST);
	assert_ok(arena_new(RESULT_MOST, &a, f), f);
	assert_ok(child_start(&job, &pid, &fd, f), f);
	while ((n = read(fd, piece, sizeof(piece))) > 0)
		assert_ok(buf_add(&result, piece, (size_t)n, f), f);
	(void)close(fd);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	rc = child_verdict(status, result.len, f);
	if (rc == 0)
		rc = result_take(result.at, result.len, FORMAT_TEXT, a, &text,
		                 f);
	buf_clear(&result);
	arena_free(a);
	return rc;
}

/* Every probe below has one head. */
#define PROBE(name)                                                   \
	static int name(const struct child_job *job, struct arena *a, \
	                struct text *out, struct fault *f)

#define UNUSED() ((void)job, (void)a, (void)out, (void)f)

PROBE(open_file)
{
	int fd = open("/etc/passwd", O_RDONLY | O_CLOEXEC);

	UNUSED();
	return fault_set(f, FAULT_INPUT, "open: %s",
	                 fd < 0 ? strerror(errno) : "opened");
}

PROBE(look_at_file)
{
	struct stat st;

	UNUSED();
	return fault_set(f, FAULT_INPUT, "stat: %s",
	                 stat("/etc/passwd", &st) < 0 ? strerror(errno)
	                                              : "seen");
}

PROBE(open_socket)
{
	UNUSED();
	return fault_set(f, FAULT_INPUT, "socket %d",
	                 socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

PROBE(run_program)
{
	char *const none[] = { NULL };

	UNUSED();
	return fault_set(f, FAULT_INPUT, "execve %d",
	                 execve("/bin/true", none, none));
}

PROBE(fork_again)
{
	UNUSED();
	return fault_set(f, FAULT_INPUT, "fork %d", (int)fork());
}

PROBE(kill_parent)
{
	UNUSED();
	return fault_set(f, FAULT_INPUT, "kill %d", kill(getppid(), 0));
}

PROBE(map_code)
{
	UNUSED();
	return fault_set(f, FAULT_INPUT, "mmap %d",
	                 mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	                      MAP_PRIVATE | MAP_ANONYMOUS, -1,
	                      0) == MAP_FAILED);
}

PROBE(raise_limits)
{
	UNUSED();
	return fault_set(f, FAULT_INPUT, "alarm %u", alarm(0));
}

PROBE(spin)
{
	UNUSED();
	for (volatile unsigned i = 0; i + 1 != 0; i += 2)
		;
	return 0;
}

PROBE(crash)
{
	UNUSED();
	__builtin_trap();
}

PROBE(refuse)
{
	UNUSED();
	return fault_set(f, FAULT_UNSUPPORTED, "a refusal\nin two lines \xff");
}

static void child_may_not_open_or_see_files(void **state)
{
	struct fault f = { .code = FAULT_NONE };

	(void)state;

	assert_fault(run(open_file, 5000, &f), &f, FAULT_INPUT);
	assert_string_equal(f.text, "open: Permission denied");
	assert_fault(run(look_at_file, 5000, &f), &f, FAULT_INPUT);
	assert_string_equal(f.text, "stat: Permission denied");
}

static void child_is_stopped_when_it_tries_what_no_reader_may(void **state)
{
	static probe *const probes[] = {
		open_socket, run_program, fork_again,
		kill_parent, map_code,    raise_limits
	};

	(void)state;
	for (size_t i = 0; i < sizeof(probes) / sizeof(probes[0]); i++) {
		struct fault f = { .code = FAULT_NONE };

		assert_fault(run(probes[i], 5000, &f), &f, FAULT_INPUT);
		if (!strstr(f.text, "tried what no reader may"))
			fail_msg("probe %zu: %s", i, f.text);
	}
}

static void child_ends_with_its_time(void **state)
{
	struct fault f = { .code = FAULT_NONE };

	(void)state;

	assert_fault(run(spin, 60000, &f), &f, FAULT_LIMIT);
	assert_non_null(strstr(f.text, "computing"));
	assert_fault(run(spin, 200, &f), &f, FAULT_LIMIT);
	assert_non_null(strstr(f.text, "too long"));
}

static void child_that_crashes_harms_nobody(void **state)
{
	struct fault f = { .code = FAULT_NONE };

	(void)state;

	assert_fault(run(crash, 5000, &f), &f, FAULT_INPUT);
	assert_non_null(strstr(f.text, "crashed"));
}

static void child_refuses_in_one_line_of_utf8(void **state)
{
	struct fault f = { .code = FAULT_NONE };

	(void)state;

	assert_fault(run(refuse, 5000, &f), &f, FAULT_UNSUPPORTED);
	assert_string_equal(f.text, "a refusal in two lines ?");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(child_may_not_open_or_see_files),
		cmocka_unit_test(
			child_is_stopped_when_it_tries_what_no_reader_may),
		cmocka_unit_test(child_ends_with_its_time),
		cmocka_unit_test(child_that_crashes_harms_nobody),
		cmocka_unit_test(child_refuses_in_one_line_of_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
