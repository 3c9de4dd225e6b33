/* SPDX-License-Identifier: Apache-2.0 */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <seccomp.h>

#include "base/fault.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* Rights that Debian 12's header does not name yet: landlock(7). */
#define FS_ABI1     ((UINT64_C(1) << 13) - 1)
#define FS_REFER    (UINT64_C(1) << 13)
#define FS_TRUNCATE (UINT64_C(1) << 14)
#define FS_IOCTL    (UINT64_C(1) << 15)
#define NET_TCP     (UINT64_C(3)) /* bind and connect */
#define SCOPE_ALL   (UINT64_C(3)) /* abstract sockets and signals */

/* The growing argument of landlock_create_ruleset(2). */
struct ruleset {
	uint64_t fs;
	uint64_t net;
	uint64_t scope;
};

/* What each version of the interface added; the kernel refuses bits and bytes
   that it does not know. */
static const struct {
	struct ruleset rights;
	size_t size;
} LANDLOCK_ABIS[] = {
	{ { FS_ABI1, 0, 0 }, 8 },
	{ { FS_ABI1 | FS_REFER, 0, 0 }, 8 },
	{ { FS_ABI1 | FS_REFER | FS_TRUNCATE, 0, 0 }, 8 },
	{ { FS_ABI1 | FS_REFER | FS_TRUNCATE, NET_TCP, 0 }, 16 },
	{ { FS_ABI1 | FS_REFER | FS_TRUNCATE | FS_IOCTL, NET_TCP, 0 }, 16 },
	{ { FS_ABI1 | FS_REFER | FS_TRUNCATE | FS_IOCTL, NET_TCP, SCOPE_ALL },
	  24 },
};

/* What pdftotext reads: itself, its libraries, its encodings and fonts. */
static const char *const PROGRAM_READS[] = {
	"/usr",
	"/lib",
	"/lib64",
	"/etc/fonts",
	"/etc/ld.so.cache",
	"/etc/ld.so.preload",
};

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
};

static int no_system(struct fault *f, const char *what)
{
	return fault_set(f, FAULT_SYSTEM, "sandbox: %s: %s", what,
	                 strerror(errno));
}

void sandbox_probe(struct sandbox_support *out)
{
	uint32_t action = SECCOMP_RET_KILL_PROCESS;
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0,
	                   LANDLOCK_CREATE_RULESET_VERSION);

	out->landlock_abi = abi > 0 ? (int)abi : 0;
	out->has_seccomp =
		syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

#ifndef WITH_SANITIZER
/* Bytes of address space in use now; what a fork inherits is not its own. */
static size_t held_now(void)
{
	char line[64] = "";
	size_t pages = 0;
	int fd = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return 0;
	if (read(fd, line, sizeof(line) - 1) > 0)
		for (const char *c = line; *c >= '0' && *c <= '9'; c++)
			pages = pages * 10 + (size_t)(*c - '0');
	(void)close(fd);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}
#endif

int sandbox_limit(const struct sandbox_limits *limits, struct fault *f)
{
	const struct {
		__rlimit_resource_t what;
		rlim_t soft, hard;
	} rows[] = {
		{ RLIMIT_CPU, (rlim_t)limits->cpu_s,
		  (rlim_t)limits->cpu_s + 1 },
#ifndef WITH_SANITIZER
		/* Sanitizers map terabytes of shadow. */
		{ RLIMIT_AS, held_now() + limits->memory,
		  held_now() + limits->memory },
#endif
		{ RLIMIT_FSIZE, limits->file_size, limits->file_size },
		{ RLIMIT_NOFILE, (rlim_t)limits->files, (rlim_t)limits->files },
		{ RLIMIT_NPROC, 0, 0 },
		{ RLIMIT_CORE, 0, 0 },
	};

	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct rlimit r = { rows[i].soft, rows[i].hard };

		/* A limit that is already tighter stays. */
		if (setrlimit(rows[i].what, &r) < 0 && errno != EPERM)
			return no_system(f, "setrlimit");
	}
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) < 0)
		return no_system(f, "prctl");
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return no_system(f, "no_new_privs");
	return 0;
}

/* Lets the ruleset FD read and run what lies at PATH, if it exists. */
static int allow_reading(int fd, const char *path, struct fault *f)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = LANDLOCK_ACCESS_FS_EXECUTE |
		                  LANDLOCK_ACCESS_FS_READ_FILE,
	};
	struct stat st;
	int rc = 0;

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return 0;
	if (fstat(rule.parent_fd, &st) == 0 && S_ISDIR(st.st_mode))
		rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
	if (syscall(SYS_landlock_add_rule, fd, LANDLOCK_RULE_PATH_BENEATH,
	            &rule, 0) < 0)
		rc = no_system(f, path);
	(void)close(rule.parent_fd);
	return rc;
}

/* Gives up all files but those below the N paths. */
static int landlock(int abi, const char *const *paths, size_t n,
                    struct fault *f)
{
	size_t row = (size_t)abi < COUNT_OF(LANDLOCK_ABIS)
	                     ? (size_t)abi - 1
	                     : COUNT_OF(LANDLOCK_ABIS) - 1;
	int rc = -1;
	int fd = (int)syscall(SYS_landlock_create_ruleset,
	                      &LANDLOCK_ABIS[row].rights,
	                      LANDLOCK_ABIS[row].size, 0);

	if (fd < 0)
		return no_system(f, "Landlock");
	for (size_t i = 0; i < n; i++)
		if (allow_reading(fd, paths[i], f) < 0)
			goto out;
	rc = syscall(SYS_landlock_restrict_self, fd, 0) < 0
	             ? no_system(f, "Landlock")
	             : 0;
out:
	(void)close(fd);
	return rc;
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

/* Loads the filter that FILL fills, over the action OTHERWISE. */
static int filter_calls(uint32_t otherwise, int (*fill)(scmp_filter_ctx),
                        struct fault *f)
{
	scmp_filter_ctx filter = seccomp_init(otherwise);
	int rc;

	if (!filter)
		return fault_set(f, FAULT_MEMORY, "no memory for the sandbox");
	rc = fill(filter);
	if (rc == 0)
		rc = seccomp_load(filter);
	seccomp_release(filter);
	if (rc == 0)
		return 0;
	errno = -rc;
	return no_system(f, "seccomp");
}

/* Landlock and seccomp, each if the kernel has it. */
static int confine(const char *const *paths, size_t n, uint32_t otherwise,
                   int (*fill)(scmp_filter_ctx), struct fault *f)
{
	struct sandbox_support has;

	sandbox_probe(&has);
	if (has.landlock_abi > 0 && landlock(has.landlock_abi, paths, n, f) < 0)
		return -1;
	if (has.has_seccomp && filter_calls(otherwise, fill, f) < 0)
		return -1;
	if (has.landlock_abi == 0 || !has.has_seccomp)
		return fault_set(f, FAULT_SYSTEM,
		                 "the kernel cannot confine a reader: %s",
		                 has.has_seccomp ? "no Landlock"
		                                 : "no seccomp");
	return 0;
}

int sandbox_reader(bool is_required, struct fault *f)
{
	int rc = confine(NULL, 0, SCMP_ACT_KILL_PROCESS, fill_reader, f);

	return is_required ? rc : 0;
}

int sandbox_program(const char *program, bool is_required, struct fault *f)
{
	const char *paths[COUNT_OF(PROGRAM_READS) + 1];
	int rc;

	memcpy(paths, PROGRAM_READS, sizeof(PROGRAM_READS));
	paths[COUNT_OF(PROGRAM_READS)] = program;
	rc = confine(paths, COUNT_OF(paths), SCMP_ACT_ALLOW, fill_program, f);
	return is_required ? rc : 0;
}
