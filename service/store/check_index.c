/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include "base/buf.h"
#include "base/fault.h"

#include "db.h"

/*
 * FTS5 compares its index with the quotes word by word, but only on a
 * connection that may write.
 */
int check_index(struct store *s, struct buf *report, struct fault *f)
{
	int rc;

	if (!s->is_writer)
		return 0;
	rc = sqlite3_exec(s->db,
	                  "INSERT INTO word (word, rank)"
	                  " VALUES ('integrity-check', 1)",
	                  NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		return 0;
	if ((rc & 0xff) == SQLITE_CORRUPT)
		return buf_add_str(report,
		                   "word: the search index is not that of the "
		                   "quotes: run gcmtrack rebuild",
		                   f);
	return db_fault(s, rc, f);
}
