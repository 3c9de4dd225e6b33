/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A backup is one snapshot: the reading transaction that is held while it is
 * copied keeps writers from restarting it, and does not keep them waiting.
 */
#include "store.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"

#include "ask.h"
#include "db.h"

/* 4 MiB at a time, so that a copy can be interrupted between. */
#define PAGES_AT_ONCE 1024

/* Where application_id stands in the file: sqlite.org/fileformat2.html. */
#define HEADER_SIZE    100
#define APPLICATION_AT 68

static int system_fault(struct fault *f, const char *path)
{
	return fault_set(f, FAULT_SYSTEM, "%s: %s", path, strerror(errno));
}

/* Refuses the database itself before it is opened: closing a second
   descriptor of it would drop the locks that SQLite holds (fcntl). */
static int check_itself(const struct store *s, const char *dest,
                        struct fault *f)
{
	struct stat mine, theirs;

	if (stat(dest, &theirs) < 0)
		return errno == ENOENT ? 0 : system_fault(f, dest);
	if (stat(s->path, &mine) < 0)
		return system_fault(f, s->path);
	if (mine.st_dev == theirs.st_dev && mine.st_ino == theirs.st_ino)
		return fault_set(
			f, FAULT_CONFLICT,
			"%s: is the database itself: name another file", dest);
	return 0;
}

/* Refuses to replace what is no database of ours. */
static int check_dest(const struct store *s, const char *dest, struct fault *f)
{
	static const unsigned char OURS[4] = { 0x47, 0x43, 0x4d, 0x54 };
	unsigned char header[HEADER_SIZE];
	ssize_t n;
	int fd;

	if (check_itself(s, dest, f) < 0)
		return -1;
	fd = open(dest, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return errno == ENOENT ? 0 : system_fault(f, dest);
	n = read(fd, header, sizeof(header));
	(void)close(fd);
	if (n != HEADER_SIZE ||
	    memcmp(header + APPLICATION_AT, OURS, sizeof(OURS)) != 0)
		return fault_set(f, FAULT_CONFLICT,
		                 "%s: is there and not a gcmtrack database: it "
		                 "is left alone",
		                 dest);
	return 0;
}

/* Refuses a database that someone has open or did not close: its log would be
   played back into the copy. */
static int check_log(const char *dest, struct fault *f)
{
	char log[PATH_MAX];
	struct stat st;

	(void)snprintf(log, sizeof(log), "%s-wal", dest);
	if (stat(log, &st) < 0 || st.st_size == 0)
		return 0;
	return fault_set(f, FAULT_CONFLICT,
	                 "%s: is a database in use: name another file", dest);
}

static int copy_pages(struct store *s, sqlite3 *to, const char *name,
                      struct fault *f)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", s->db, "main");
	int rc;

	if (!b)
		return fault_set(f, FAULT_STORE, "%s: %s", name,
		                 sqlite3_errmsg(to));
	do {
		rc = sqlite3_backup_step(b, PAGES_AT_ONCE);
	} while (rc == SQLITE_OK);
	(void)sqlite3_backup_finish(b);
	if (rc == SQLITE_DONE)
		return 0;
	return fault_set(f, FAULT_STORE, "%s: %s", name, sqlite3_errstr(rc));
}

/* Copies into the new file PART, under one reading transaction. */
static int copy_to(struct store *s, const char *part, struct fault *f)
{
	sqlite3 *to = NULL;
	bool is_mine;
	int fd, rc;

	fd = open(part, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0)
		return system_fault(f, part);
	(void)close(fd);
	if (sqlite3_open_v2(part, &to,
	                    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
	                    NULL) != SQLITE_OK) {
		rc = fault_set(f, FAULT_STORE, "%s: %s", part,
		               sqlite3_errmsg(to));
		(void)sqlite3_close(to);
		return rc;
	}
	is_mine = sqlite3_get_autocommit(s->db) != 0;
	rc = is_mine ? store_read_begin(s, f) : 0;
	if (rc == 0)
		rc = copy_pages(s, to, part, f);
	if (is_mine)
		store_rollback(s);
	(void)sqlite3_close(to);
	return rc;
}

static int sync_path(const char *path, int flags, struct fault *f)
{
	int fd = open(path, flags | O_CLOEXEC);
	int rc = fd < 0 ? -1 : fsync(fd);

	if (rc < 0)
		rc = system_fault(f, path);
	if (fd >= 0)
		(void)close(fd);
	return rc;
}

/* Opens the copy as anyone would and lets SQLite look it through. */
static int check_copy(const char *part, struct fault *f)
{
	struct store *copy;
	sqlite3_stmt *stmt = NULL;
	int rc = -1;

	if (store_open(part, STORE_WRITE, 0, &copy, f) < 0)
		return -1;
	if (sqlite3_prepare_v2(copy->db, "PRAGMA integrity_check(1)", -1, &stmt,
	                       NULL) == SQLITE_OK &&
	    sqlite3_step(stmt) == SQLITE_ROW &&
	    strcmp((const char *)sqlite3_column_text(stmt, 0), "ok") == 0)
		rc = 0;
	else
		(void)fault_set(f, FAULT_STORE,
		                "%s: the copy is not sound: check the disk and "
		                "run gcmtrack verify",
		                part);
	(void)sqlite3_finalize(stmt);
	store_close(copy);
	return rc;
}

static void folder_of(const char *path, char *out, size_t size)
{
	const char *slash = strrchr(path, '/');

	if (slash)
		(void)snprintf(out, size, "%.*s", (int)(slash - path) + 1,
		               path);
	else
		(void)snprintf(out, size, ".");
}

int store_backup(struct store *s, const char *dest, struct fault *f)
{
	char part[PATH_MAX], folder[PATH_MAX];

	if (check_dest(s, dest, f) < 0 || check_log(dest, f) < 0)
		return -1;
	if (snprintf(part, sizeof(part), "%s.%ld.part", dest, (long)getpid()) >=
	    (int)sizeof(part))
		return fault_set(f, FAULT_LIMIT, "%.200s: the name is too long",
		                 dest);
	folder_of(dest, folder, sizeof(folder));
	if (copy_to(s, part, f) < 0 || check_copy(part, f) < 0 ||
	    sync_path(part, O_RDWR, f) < 0)
		goto undo;
	if (rename(part, dest) < 0) {
		(void)system_fault(f, dest);
		goto undo;
	}
	return sync_path(folder, O_RDONLY | O_DIRECTORY, f);

undo:
	(void)unlink(part);
	return -1;
}
