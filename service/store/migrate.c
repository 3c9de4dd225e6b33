/* SPDX-License-Identifier: Apache-2.0 */
#include "migrate.h"

#include <stdio.h>

#include "base/fault.h"

#include "db.h"

#include "service/store/migrations.inc"

#define MIGRATIONS_COUNT (sizeof(MIGRATIONS) / sizeof(MIGRATIONS[0]))

int migrate_version(void)
{
	return (int)MIGRATIONS_COUNT;
}

const struct migration *migrate_table(void)
{
	return MIGRATIONS;
}

int migrate_check(struct store *s, struct fault *f)
{
	int64_t id, version;

	if (db_int(s, "PRAGMA application_id", &id, f) < 0 ||
	    db_int(s, "PRAGMA user_version", &version, f) < 0)
		return -1;
	if (id != APPLICATION_ID)
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "%s: not a gcmtrack database", s->path);
	if (version > migrate_version())
		return fault_set(
			f, FAULT_UNSUPPORTED,
			"%s: made by a newer gcmtrack (schema %d, this "
			"program knows %d): upgrade the program",
			s->path, (int)version, migrate_version());
	if (version < migrate_version())
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "%s: made by an older gcmtrack (schema %d of "
		                 "%d): open it once for writing",
		                 s->path, (int)version, migrate_version());
	return 0;
}

/* Applies number I (0-based) and records it, or does neither. */
static int migrate_one(struct store *s, size_t i, struct fault *f)
{
	char mark[48];
	int64_t version;

	(void)snprintf(mark, sizeof(mark), "PRAGMA user_version = %d",
	               (int)(i + 1));
	if (db_run(s, "BEGIN IMMEDIATE", f) < 0)
		return -1;
	/* Another process may have been here while we waited. */
	if (db_int(s, "PRAGMA user_version", &version, f) < 0)
		goto undo;
	if (version > (int64_t)i)
		return db_run(s, "ROLLBACK", f);
	if (db_run(s, MIGRATIONS[i].sql, f) < 0 || db_run(s, mark, f) < 0 ||
	    db_run(s, "COMMIT", f) < 0)
		goto undo;
	return 0;

undo:
	(void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	return -1;
}

int migrate(struct store *s, struct fault *f)
{
	int64_t id, version, tables;

	if (db_int(s, "PRAGMA application_id", &id, f) < 0 ||
	    db_int(s, "PRAGMA user_version", &version, f) < 0 ||
	    db_int(s, "SELECT count(*) FROM sqlite_schema", &tables, f) < 0)
		return -1;
	if (id != APPLICATION_ID && tables > 0)
		return fault_set(f, FAULT_UNSUPPORTED,
		                 "%s: not a gcmtrack database", s->path);
	for (size_t i = (size_t)version; i < MIGRATIONS_COUNT; i++)
		if (migrate_one(s, i, f) < 0)
			return -1;
	return migrate_check(s, f);
}
