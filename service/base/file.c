/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fault.h"

#define CHUNK ((size_t)64 << 10)

static int read_all(int fd, const char *path, struct buf *b, struct fault *f)
{
	char chunk[CHUNK];
	ssize_t n;

	for (;;) {
		n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fault_set(f, FAULT_SYSTEM, "%s: %s", path,
			                 strerror(errno));
		if (n == 0)
			return 0;
		if ((size_t)n > b->most - b->len)
			return fault_set(f, FAULT_LIMIT,
			                 "%s: larger than %zu MiB, the most "
			                 "that is taken",
			                 path, b->most >> 20);
		if (buf_add(b, chunk, (size_t)n, f) < 0)
			return -1;
	}
}

int file_read(const char *path, struct buf *b, struct fault *f)
{
	struct stat st;
	int fd, rc;

	if (strcmp(path, "-") == 0)
		return read_all(STDIN_FILENO, "standard input", b, f);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return fault_set(f,
		                 errno == ENOENT ? FAULT_NOTFOUND
		                                 : FAULT_SYSTEM,
		                 "%s: %s", path, strerror(errno));
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		(void)close(fd);
		return fault_set(f, FAULT_INPUT, "%s: not a file", path);
	}
	/* All at once, where it fits; what grew meanwhile is read too. */
	if ((uintmax_t)st.st_size <= b->most - b->len &&
	    !buf_room(b, (size_t)st.st_size, f)) {
		(void)close(fd);
		return -1;
	}
	rc = read_all(fd, path, b, f);
	(void)close(fd);
	return rc;
}

static int write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, bytes, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes += n;
		len -= (size_t)n;
	}
	return fsync(fd);
}

/* Makes the new name durable too. */
static int sync_folder(const char *path)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	int fd, rc;

	if (!slash)
		(void)snprintf(folder, sizeof(folder), ".");
	else
		(void)snprintf(folder, sizeof(folder), "%.*s",
		               (int)(slash - path) + 1, path);
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	rc = fsync(fd);
	(void)close(fd);
	return rc;
}

int file_write(const char *path, const void *bytes, size_t len, struct fault *f)
{
	char beside[PATH_MAX];
	int fd;

	if (snprintf(beside, sizeof(beside), "%s.%ld.part", path,
	             (long)getpid()) >= (int)sizeof(beside))
		return fault_set(f, FAULT_LIMIT, "%.200s: the name is too long",
		                 path);
	fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return fault_set(f, FAULT_SYSTEM, "%s: %s", beside,
		                 strerror(errno));
	if (write_all(fd, bytes, len) < 0) {
		(void)fault_set(f, FAULT_SYSTEM, "%s: %s", beside,
		                strerror(errno));
		(void)close(fd);
		goto undo;
	}
	(void)close(fd);
	if (rename(beside, path) < 0 || sync_folder(path) < 0) {
		(void)fault_set(f, FAULT_SYSTEM, "%s: %s", path,
		                strerror(errno));
		goto undo;
	}
	return 0;

undo:
	(void)unlink(beside);
	return -1;
}
