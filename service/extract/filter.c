/* SPDX-License-Identifier: Apache-2.0 */
#include "filter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/seccomp.h>
#include <seccomp.h>

#include "base/fault.h"

#include "memory_file.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* All a reader may ask of the kernel: memory, and writing its result. The
   rest of what malloc, ICU and a sanitizer's run-time ask for is harmless. */
static const int READER_MAY[] = {
	SCMP_SYS(write),          SCMP_SYS(writev),
	SCMP_SYS(close),          SCMP_SYS(exit),
	SCMP_SYS(exit_group),     SCMP_SYS(brk),
	SCMP_SYS(munmap),         SCMP_SYS(mremap),
	SCMP_SYS(madvise),        SCMP_SYS(futex),
	SCMP_SYS(sched_yield),    SCMP_SYS(rt_sigreturn),
	SCMP_SYS(rt_sigprocmask), SCMP_SYS(sigaltstack),
	SCMP_SYS(clock_gettime),  SCMP_SYS(gettimeofday),
	SCMP_SYS(getrandom),      SCMP_SYS(getpid),
	SCMP_SYS(gettid),         SCMP_SYS(restart_syscall),
	SCMP_SYS(lseek),
};

/* Libraries look for optional files; they are told there is none to have. */
static const int READER_IS_DENIED[] = {
	SCMP_SYS(open),   SCMP_SYS(openat),     SCMP_SYS(stat),
	SCMP_SYS(lstat),  SCMP_SYS(newfstatat), SCMP_SYS(statx),
	SCMP_SYS(access), SCMP_SYS(faccessat),  SCMP_SYS(faccessat2),
	SCMP_SYS(getcwd), SCMP_SYS(readlink),   SCMP_SYS(readlinkat),
	SCMP_SYS(fstat),
};

/* What a text converter never needs and an intruder would. */
static const int PROGRAM_MAY_NOT[] = {
	SCMP_SYS(socket),
	SCMP_SYS(socketpair),
	SCMP_SYS(connect),
	SCMP_SYS(bind),
	SCMP_SYS(listen),
	SCMP_SYS(accept),
	SCMP_SYS(accept4),
	SCMP_SYS(sendto),
	SCMP_SYS(sendmsg),
	SCMP_SYS(sendmmsg),
	SCMP_SYS(ptrace),
	SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev),
	SCMP_SYS(kill),
	SCMP_SYS(tkill),
	SCMP_SYS(pidfd_open),
	SCMP_SYS(pidfd_send_signal),
	SCMP_SYS(fork),
	SCMP_SYS(vfork),
	SCMP_SYS(clone),
	SCMP_SYS(clone3),
	SCMP_SYS(mount),
	SCMP_SYS(umount2),
	SCMP_SYS(move_mount),
	SCMP_SYS(fsopen),
	SCMP_SYS(open_tree),
	SCMP_SYS(pivot_root),
	SCMP_SYS(chroot),
	SCMP_SYS(unshare),
	SCMP_SYS(setns),
	SCMP_SYS(bpf),
	SCMP_SYS(io_uring_setup),
	SCMP_SYS(io_uring_enter),
	SCMP_SYS(io_uring_register),
	SCMP_SYS(keyctl),
	SCMP_SYS(add_key),
	SCMP_SYS(request_key),
	SCMP_SYS(perf_event_open),
	SCMP_SYS(userfaultfd),
	SCMP_SYS(init_module),
	SCMP_SYS(finit_module),
	SCMP_SYS(kexec_load),
	SCMP_SYS(reboot),
	SCMP_SYS(memfd_create),
	SCMP_SYS(execveat),
};

static int no_filter(struct fault *f, int error)
{
	return fault_set(f, FAULT_SYSTEM, "sandbox: seccomp: %s",
	                 strerror(error));
}

/* Adds one rule for each of the N system calls; those that this machine does
   not have are no loss. */
static int add_rules(scmp_filter_ctx filter, uint32_t action, const int *calls,
                     size_t n)
{
	for (size_t i = 0; i < n; i++) {
		int rc = seccomp_rule_add(filter, action, calls[i], 0);

		if (rc < 0 && rc != -EDOM && rc != -EINVAL)
			return rc;
	}
	return 0;
}

static int fill_reader(scmp_filter_ctx filter)
{
	const struct scmp_arg_cmp no_exec =
		SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	int rc = add_rules(filter, SCMP_ACT_ALLOW, READER_MAY,
	                   COUNT_OF(READER_MAY));

	if (rc == 0)
		rc = add_rules(filter, SCMP_ACT_ERRNO(EACCES), READER_IS_DENIED,
		               COUNT_OF(READER_IS_DENIED));
	if (rc == 0)
		rc = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
		                            SCMP_SYS(mmap), 1, &no_exec);
	if (rc == 0)
		rc = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
		                            SCMP_SYS(mprotect), 1, &no_exec);
	return rc;
}

static int fill_program(scmp_filter_ctx filter)
{
	return add_rules(filter, SCMP_ACT_KILL_PROCESS, PROGRAM_MAY_NOT,
	                 COUNT_OF(PROGRAM_MAY_NOT));
}

/* Takes the instructions that lie in the file FD. */
static int take_program(int fd, struct sock_fprog *out, struct fault *f)
{
	struct stat st;
	size_t size;
	char *at;

	if (fstat(fd, &st) < 0)
		return no_filter(f, errno);
	size = (size_t)st.st_size;
	at = malloc(size);
	if (!at)
		return fault_set(f, FAULT_MEMORY, "no memory for the sandbox");
	if (pread(fd, at, size, 0) != (ssize_t)size) {
		free(at);
		return no_filter(f, EIO);
	}
	out->filter = (struct sock_filter *)(void *)at;
	out->len = (unsigned short)(size / sizeof(struct sock_filter));
	return 0;
}

/* libseccomp writes what it made into a file only. */
static int export(scmp_filter_ctx filter, struct sock_fprog *out,
                  struct fault *f)
{
	int fd = memory_file("filter");
	int rc;

	if (fd < 0)
		return no_filter(f, errno);
	rc = seccomp_export_bpf(filter, fd);
	rc = rc < 0 ? no_filter(f, -rc) : take_program(fd, out, f);
	(void)close(fd);
	return rc;
}

/* Compiles the filter that FILL fills, over the action OTHERWISE. */
static int compile(uint32_t otherwise, int (*fill)(scmp_filter_ctx),
                   struct sock_fprog *out, struct fault *f)
{
	scmp_filter_ctx filter = seccomp_init(otherwise);
	int rc;

	if (!filter)
		return fault_set(f, FAULT_MEMORY, "no memory for the sandbox");
	rc = fill(filter);
	rc = rc < 0 ? no_filter(f, -rc) : export(filter, out, f);
	seccomp_release(filter);
	return rc;
}

int filters_init(struct filters *out, struct fault *f)
{
	memset(out, 0, sizeof(*out));
	if (compile(SCMP_ACT_KILL_PROCESS, fill_reader, &out->reader, f) == 0 &&
	    compile(SCMP_ACT_ALLOW, fill_program, &out->program, f) == 0)
		return 0;
	filters_clear(out);
	return -1;
}

void filters_clear(struct filters *filters)
{
	free(filters->reader.filter);
	free(filters->program.filter);
	memset(filters, 0, sizeof(*filters));
}

int filter_load(const struct sock_fprog *filter, struct fault *f)
{
	if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, filter) < 0)
		return no_filter(f, errno);
	return 0;
}
