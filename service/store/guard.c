/* SPDX-License-Identifier: Apache-2.0 */
#include "db.h"

#include <string.h>

#include "base/fault.h"

struct limit_row {
	int id;
	int most;
};

static const struct limit_row LIMITS[] = {
	{ SQLITE_LIMIT_LENGTH, (int)VALUE_MOST },
	{ SQLITE_LIMIT_SQL_LENGTH, 100 << 10 },
	{ SQLITE_LIMIT_EXPR_DEPTH, 100 },
	{ SQLITE_LIMIT_COMPOUND_SELECT, 10 },
	{ SQLITE_LIMIT_VARIABLE_NUMBER, 1000 },
	{ SQLITE_LIMIT_ATTACHED, 0 },
	{ SQLITE_LIMIT_WORKER_THREADS, 0 },
};

struct switch_row {
	int id;
	int value;
};

static const struct switch_row SWITCHES[] = {
	{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
	{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_DQS_DML, 0 },
	{ SQLITE_DBCONFIG_DQS_DDL, 0 },
	{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	{ SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
	{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
};

static const char PRAGMAS[] = "PRAGMA cell_size_check = ON;"
			      "PRAGMA mmap_size = 0;"
			      "PRAGMA secure_delete = ON;"
			      "PRAGMA temp_store = MEMORY;"
			      "PRAGMA cache_size = -32768;";

/* NORMAL: a commit does not wait for the disk, store_settle() does, which
   store_commit() calls. Checkpoints wait as ever. Beyond the default 4 MiB, so
   that a large document is written once. */
static const char READER_PRAGMAS[] = "PRAGMA cache_size = -4096;";

static const char WRITER_PRAGMAS[] = "PRAGMA journal_mode = WAL;"
				     "PRAGMA synchronous = NORMAL;"
				     "PRAGMA wal_autocheckpoint = 4000;";

int guard_connection(struct store *s, struct fault *f)
{
	for (size_t i = 0; i < sizeof(LIMITS) / sizeof(LIMITS[0]); i++)
		(void)sqlite3_limit(s->db, LIMITS[i].id, LIMITS[i].most);
	for (size_t i = 0; i < sizeof(SWITCHES) / sizeof(SWITCHES[0]); i++)
		if (sqlite3_db_config(s->db, SWITCHES[i].id, SWITCHES[i].value,
		                      (int *)NULL) != SQLITE_OK)
			return fault_set(f, FAULT_STORE,
			                 "SQLite %s refuses switch %d",
			                 sqlite3_libversion(), SWITCHES[i].id);
	if (db_run(s, PRAGMAS, f) < 0)
		return -1;
	return db_run(s, s->is_writer ? WRITER_PRAGMAS : READER_PRAGMAS, f);
}

static const char *const READ_FUNCTIONS[] = {
	"closeness", "coalesce",     "count",
	"json_each", "json_extract", "json_group_array",
	"like",      "match",        "max",
	"min",       "sum",          "total",
};

static const char *const READ_PRAGMAS[] = {
	"application_id", "data_version", "integrity_check",
	"page_count",     "user_version",
};

static int is_listed(const char *const *list, size_t n, const char *name)
{
	for (size_t i = 0; name && i < n; i++)
		if (sqlite3_stricmp(list[i], name) == 0)
			return SQLITE_OK;
	return SQLITE_DENY;
}

#define LISTED(list, name) \
	is_listed(list, sizeof(list) / sizeof((list)[0]), name)

/* The list of what a reading connection may do; everything else is refused. */
static int authorize(void *context, int action, const char *first,
                     const char *second, const char *schema,
                     const char *trigger)
{
	(void)context;
	(void)schema;
	(void)trigger;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_RECURSIVE:
	case SQLITE_TRANSACTION:
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		return LISTED(READ_FUNCTIONS, second);
	case SQLITE_PRAGMA:
		/* Asking is allowed; setting has a second word. The check
		   takes the number of troubles to name. */
		return second && sqlite3_stricmp(first, "integrity_check") != 0
		               ? SQLITE_DENY
		               : LISTED(READ_PRAGMAS, first);
	default:
		return SQLITE_DENY;
	}
}

void guard_reader(struct store *s)
{
	(void)sqlite3_set_authorizer(s->db, authorize, NULL);
}
