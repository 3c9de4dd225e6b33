/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/fault.h"

#include "ask.h"
#include "db.h"
#include "words.h"

/* A path three bytes a character, as a URI escapes it at worst. */
#define URI_MOST ((size_t)16 << 10)

struct words_row {
	int rc;
	enum fault_code code;
	const char *text;
};

/* What to do about the commoner refusals, by primary result code. */
static const struct words_row WORDS[] = {
	{ SQLITE_BUSY, FAULT_STORE,
	  "another ingest is writing; try again when it has ended" },
	{ SQLITE_FULL, FAULT_STORE,
	  "no room left on the disk; nothing was recorded: free some and try "
	  "again" },
	{ SQLITE_IOERR, FAULT_STORE,
	  "the disk refused; nothing was recorded: see the system log" },
	{ SQLITE_CORRUPT, FAULT_STORE,
	  "the file is damaged: run gcmtrack verify, restore a backup" },
	{ SQLITE_NOTADB, FAULT_UNSUPPORTED, "not a gcmtrack database" },
	{ SQLITE_READONLY, FAULT_STORE, "opened for reading only" },
	{ SQLITE_CANTOPEN, FAULT_STORE,
	  "cannot be opened: look at the folder and its permissions" },
	{ SQLITE_TOOBIG, FAULT_LIMIT,
	  "longer than 64 MiB, the most that is stored in one piece" },
	{ SQLITE_NOMEM, FAULT_MEMORY, "no memory" },
};

int db_fault(struct store *s, int rc, struct fault *f)
{
	const char *detail = s->db ? sqlite3_errmsg(s->db) : "";

	for (size_t i = 0; i < sizeof(WORDS) / sizeof(WORDS[0]); i++)
		if (WORDS[i].rc == (rc & 0xff))
			return fault_set(f, WORDS[i].code, "%s: %s (%s)",
			                 s->path, WORDS[i].text, detail);
	return fault_set(f, FAULT_STORE, "%s: %s", s->path, detail);
}

int db_run(struct store *s, const char *sql, struct fault *f)
{
	int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK ? 0 : db_fault(s, rc, f);
}

int db_int(struct store *s, const char *sql, int64_t *out, struct fault *f)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(s->db, sql, -1, &stmt, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		*out = sqlite3_column_int64(stmt, 0);
	else
		(void)db_fault(s, rc, f);
	(void)sqlite3_finalize(stmt);
	return rc == SQLITE_ROW ? 0 : -1;
}

int db_need_begun(const struct store *s, struct fault *f)
{
	if (s->is_begun)
		return 0;
	return fault_set(f, FAULT_STORE, "%s: written to outside store_begin()",
	                 s->path);
}

static int prepare_all(struct store *s, struct fault *f)
{
	const struct query_row *table = query_table();
	int rc;

	for (size_t i = 0; i < QUERY_COUNT; i++) {
		if (table[i].is_write && !s->is_writer)
			continue;
		rc = sqlite3_prepare_v3(s->db, table[i].sql, -1,
		                        SQLITE_PREPARE_PERSISTENT, &s->query[i],
		                        NULL);
		if (rc != SQLITE_OK)
			return db_fault(s, rc, f);
	}
	return 0;
}

/* Writes PATH as a file: URI, so that no name in it can be an option. */
static int add_uri(struct buf *b, const char *path, const char *options,
                   struct fault *f)
{
	static const char PLAIN[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
		"0123456789/._-";

	if (buf_add_str(b, "file:", f) < 0)
		return -1;
	for (; *path; path++) {
		int rc = strchr(PLAIN, *path)
		                 ? buf_add_char(b, *path, f)
		                 : buf_addf(b, f, "%%%02X",
		                            (unsigned)(unsigned char)*path);
		if (rc < 0)
			return -1;
	}
	return buf_add_str(b, options, f);
}

static int open_db(struct store *s, const char *options, int flags,
                   struct fault *f)
{
	struct buf uri;
	int rc;

	buf_init(&uri, URI_MOST);
	if (add_uri(&uri, s->path, options, f) < 0) {
		buf_clear(&uri);
		return -1;
	}
	(void)sqlite3_close_v2(s->db);
	s->db = NULL;
	rc = sqlite3_open_v2(uri.at, &s->db,
	                     flags | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE |
	                             SQLITE_OPEN_NOMUTEX,
	                     NULL);
	buf_clear(&uri);
	return rc == SQLITE_OK ? 0 : db_fault(s, rc, f);
}

/* Makes a new database readable by its owner only: SQLite gives the WAL and
   the shared memory the same permissions. */
static int make_private(const char *path, struct fault *f)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return fault_set(f, FAULT_SYSTEM, "%s: %s", path,
		                 strerror(errno));
	(void)close(fd);
	return 0;
}

static int open_writer(struct store *s, enum store_mode mode, struct fault *f)
{
	if (mode == STORE_CREATE && make_private(s->path, f) < 0)
		return -1;
	if (open_db(s, "", SQLITE_OPEN_READWRITE, f) < 0)
		return -1;
	return 0;
}

/*
 * A reader needs the shared memory beside the database. In a folder where it
 * may not make it and nobody else has, the file stands still: then it is read
 * as one that does not change.
 */
static int open_reader(struct store *s, struct fault *f)
{
	struct buf wal;
	struct stat st;
	int64_t n;
	int is_still;

	if (open_db(s, "", SQLITE_OPEN_READONLY, f) < 0)
		return -1;
	if (db_int(s, "SELECT count(*) FROM sqlite_schema", &n, f) == 0)
		return 0;
	if ((sqlite3_errcode(s->db) & 0xff) != SQLITE_CANTOPEN &&
	    (sqlite3_errcode(s->db) & 0xff) != SQLITE_READONLY)
		return -1;
	buf_init(&wal, URI_MOST);
	if (buf_addf(&wal, f, "%s-wal", s->path) < 0) {
		buf_clear(&wal);
		return -1;
	}
	is_still = stat(wal.at, &st) < 0 || st.st_size == 0;
	buf_clear(&wal);
	return is_still ? open_db(s, "?immutable=1", SQLITE_OPEN_READONLY, f)
	                : -1;
}

/*
 * A descriptor of our own on the log, which SQLite made at its first read and
 * keeps as long as anybody has the database open. SQLite has no locks on it
 * that closing ours could take away.
 */
static int open_wal(struct store *s, struct fault *f)
{
	struct buf path;

	buf_init(&path, URI_MOST);
	if (buf_addf(&path, f, "%s-wal", s->path) < 0) {
		buf_clear(&path);
		return -1;
	}
	s->wal = open(path.at, O_RDONLY | O_CLOEXEC);
	if (s->wal < 0)
		(void)fault_set(f, FAULT_STORE, "%s: %s", path.at,
		                strerror(errno));
	buf_clear(&path);
	return s->wal < 0 ? -1 : 0;
}

static int open_all(struct store *s, enum store_mode mode, int wait_ms,
                    struct fault *f)
{
	struct stat st;
	int is_there = stat(s->path, &st) == 0;

	if (mode != STORE_CREATE && !is_there)
		return fault_set(f,
		                 errno == ENOENT ? FAULT_NOTFOUND
		                                 : FAULT_SYSTEM,
		                 "%s: %s", s->path, strerror(errno));
	/* SQLite opens a pipe and waits for somebody at its other end. */
	if (is_there && !S_ISREG(st.st_mode))
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "%s: not a file: name a gcmtrack database",
		                 s->path);
	if ((s->is_writer ? open_writer(s, mode, f) : open_reader(s, f)) < 0)
		return -1;
	(void)sqlite3_busy_timeout(s->db, wait_ms);
	if (words_new(&s->words, f) < 0 || tokenizer_register(s, f) < 0 ||
	    guard_connection(s, f) < 0)
		return -1;
	if (s->is_writer ? migrate(s, f) < 0 : migrate_check(s, f) < 0)
		return -1;
	if (prepare_all(s, f) < 0 || (s->is_writer && open_wal(s, f) < 0))
		return -1;
	/* Last: json_each and FTS5 declare themselves at their first use. */
	if (!s->is_writer)
		guard_reader(s);
	return 0;
}

int store_open(const char *path, enum store_mode mode, int wait_ms,
               struct store **out, struct fault *f)
{
	struct store *s = calloc(1, sizeof(*s));

	if (!s)
		return fault_set(f, FAULT_MEMORY, "no memory for a store");
	/* Nobody asks it how much memory it has: no lock at each allocation.
	   Refused, and no loss, once this process has opened another. */
	(void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	s->is_writer = mode != STORE_READ;
	s->wal = -1;
	s->path = strdup(path);
	if (!s->path) {
		store_close(s);
		return fault_set(f, FAULT_MEMORY, "no memory for a store");
	}
	if (open_all(s, mode, wait_ms, f) < 0) {
		store_close(s);
		return -1;
	}
	*out = s;
	return 0;
}

/* Here and not in migrate.c, because opening is here. */
int migrate_fresh(struct store **out, struct fault *f)
{
	struct store *s = calloc(1, sizeof(*s));

	if (!s)
		return fault_set(f, FAULT_MEMORY, "no memory for a store");
	s->is_writer = true;
	s->wal = -1;
	s->path = strdup(":memory:");
	if (!s->path || sqlite3_open(":memory:", &s->db) != SQLITE_OK) {
		store_close(s);
		return fault_set(f, FAULT_MEMORY, "no memory for a store");
	}
	if (words_new(&s->words, f) < 0 || tokenizer_register(s, f) < 0 ||
	    guard_connection(s, f) < 0 || migrate(s, f) < 0) {
		store_close(s);
		return -1;
	}
	*out = s;
	return 0;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < QUERY_COUNT; i++)
		(void)sqlite3_finalize(s->query[i]);
	store_rollback(s);
	(void)sqlite3_close_v2(s->db);
	if (s->wal >= 0)
		(void)close(s->wal);
	words_free(s->words);
	free(s->path);
	free(s);
}

int store_begin(struct store *s, struct fault *f)
{
	if (s->is_begun)
		return fault_set(f, FAULT_STORE, "%s: store_begin() twice",
		                 s->path);
	/* SQLite would begin to read, and say nothing. */
	if (!s->is_writer)
		return db_fault(s, SQLITE_READONLY, f);
	if (db_run(s, "BEGIN IMMEDIATE", f) < 0)
		return -1;
	s->is_begun = true;
	return 0;
}

int store_commit_soon(struct store *s, struct fault *f)
{
	if (db_need_begun(s, f) < 0)
		return -1;
	if (db_run(s, "COMMIT", f) < 0) {
		store_rollback(s);
		return -1;
	}
	s->is_begun = false;
	return 0;
}

int store_settle(struct store *s, struct fault *f)
{
	int rc;

	do
		rc = fdatasync(s->wal);
	while (rc < 0 && errno == EINTR);
	if (rc == 0)
		return 0;
	return fault_set(f, FAULT_STORE,
	                 "%s: the disk refused: %s; what was not yet told of "
	                 "may be lost",
	                 s->path, strerror(errno));
}

int store_commit(struct store *s, struct fault *f)
{
	return store_commit_soon(s, f) < 0 ? -1 : store_settle(s, f);
}

void store_rollback(struct store *s)
{
	s->is_begun = false;
	if (s->db && !sqlite3_get_autocommit(s->db))
		(void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

int store_read_begin(struct store *s, struct fault *f)
{
	int64_t number;

	if (db_run(s, "BEGIN", f) < 0)
		return -1;
	/* The snapshot is taken by the first read, not by BEGIN. */
	if (store_publication_number(s, &number, f) < 0) {
		store_rollback(s);
		return -1;
	}
	return 0;
}
