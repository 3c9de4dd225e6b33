/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Db: the connection behind a store, for the files of this room.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include <sqlite3.h>

#include "query.h"

struct fault;
struct words;

/* 'GCMT': what file(1) and store_backup() know the database by. */
#define APPLICATION_ID 0x47434d54

/* Longest value of any column; larger documents are refused (security 4). */
#define VALUE_MOST ((size_t)64 << 20)

/* Names remembered per statement; the longest binds 17. */
#define BOUND_MOST 20

struct store {
	sqlite3 *db;
	char *path;          /* for words and for the backup */
	struct words *words; /* cuts text for the index and for queries */
	sqlite3_stmt *query[QUERY_COUNT]; /* NULL: writes, on a reader */
	/* Names bound before, by the place they were given in: the same
	   literal is the same name, and SQLite need not compare it. */
	struct bound {
		const char *name;
		int place;
	} bound[QUERY_COUNT][BOUND_MOST];
	int wal; /* the log, for store_settle(); -1 on a reader */
	bool is_writer;
	bool is_begun; /* between store_begin() and its end */
};

/** Fills F from RC and the words of SQLite; gives -1. */
int db_fault(struct store *s, int rc, struct fault *f);

/** Runs SQL that takes no value and gives no row. */
int db_run(struct store *s, const char *sql, struct fault *f);

/** The first integer that SQL gives, into OUT. */
int db_int(struct store *s, const char *sql, int64_t *out, struct fault *f);

/** Refuses a write outside store_begin(): it would not be one thing. */
int db_need_begun(const struct store *s, struct fault *f);

/* ---- guard.c ------------------------------------------------------------ */

/** Limits, switches and pragmas of every connection (security.md 4). */
int guard_connection(struct store *s, struct fault *f);

/** From here on the connection only reads what is on the list. */
void guard_reader(struct store *s);

/* ---- migrate.c ---------------------------------------------------------- */

/** Brings the schema up to date. Errors: FAULT_UNSUPPORTED when newer. */
int migrate(struct store *s, struct fault *f);

/** As migrate(), but only looks. */
int migrate_check(struct store *s, struct fault *f);

/** A new database of ours in memory, to hold another one against. */
int migrate_fresh(struct store **out, struct fault *f);

/** user_version of a database that this program makes. */
int migrate_version(void);

/* ---- tokenizer.c -------------------------------------------------------- */

/** Teaches FTS5 our words and our rank. */
int tokenizer_register(struct store *s, struct fault *f);

#endif
