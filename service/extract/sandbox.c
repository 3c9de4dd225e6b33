/* SPDX-License-Identifier: Apache-2.0 */
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <linux/landlock.h>
#include <linux/seccomp.h>

#include "base/fault.h"

#include "filter.h"

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

/* What pdftotext reads: itself, its libraries, its encodings and fonts; and
   malloc, whether the kernel has large pages. */
static const char *const PROGRAM_READS[] = {
	"/usr",
	"/lib",
	"/lib64",
	"/etc/fonts",
	"/etc/ld.so.cache",
	"/etc/ld.so.preload",
	"/sys/kernel/mm/transparent_hugepage",
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

/* Landlock and seccomp, each if the kernel has it. */
static int confine(const char *const *paths, size_t n,
                   const struct sock_fprog *filter, struct fault *f)
{
	struct sandbox_support has;

	sandbox_probe(&has);
	if (has.landlock_abi > 0 && landlock(has.landlock_abi, paths, n, f) < 0)
		return -1;
	if (has.has_seccomp && filter_load(filter, f) < 0)
		return -1;
	if (has.landlock_abi == 0 || !has.has_seccomp)
		return fault_set(f, FAULT_SYSTEM,
		                 "the kernel cannot confine a reader: %s",
		                 has.has_seccomp ? "no Landlock"
		                                 : "no seccomp");
	return 0;
}

int sandbox_reader(const struct filters *filters, bool is_required,
                   struct fault *f)
{
	int rc = confine(NULL, 0, &filters->reader, f);

	return is_required ? rc : 0;
}

int sandbox_program(const struct filters *filters, const char *program,
                    bool is_required, struct fault *f)
{
	const char *paths[COUNT_OF(PROGRAM_READS) + 1];
	int rc;

	memcpy(paths, PROGRAM_READS, sizeof(PROGRAM_READS));
	paths[COUNT_OF(PROGRAM_READS)] = program;
	rc = confine(paths, COUNT_OF(paths), &filters->program, f);
	return is_required ? rc : 0;
}
