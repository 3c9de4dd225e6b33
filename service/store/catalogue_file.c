/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "ask.h"
#include "audit.h"
#include "db.h"

/* Says whether the newest file called NAME holds just these bytes: 1, 0, -1. */
static int is_newest(struct store *s, const char *name, const char *bytes,
                     size_t len, struct fault *f)
{
	const void *kept;
	size_t n = 0;
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_CATALOGUE_FILE_NEWEST);
	ask_text(&a, ":name", name);
	rc = ask_row(&a, f);
	if (rc == 1) {
		kept = row_blob(&a, 0, &n);
		rc = n == len && (len == 0 || memcmp(kept, bytes, len) == 0);
	}
	ask_end(&a);
	return rc;
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_catalogue_keep(struct store *s, const char *name, const char *bytes,
                         size_t len, int64_t now_s, bool *is_known,
                         struct fault *f)
{
	struct ask a;
	int rc;

	if (db_need_begun(s, f) < 0)
		return -1;
	rc = is_newest(s, name, bytes, len, f);
	if (rc < 0)
		return -1;
	*is_known = rc == 1;
	if (rc == 1)
		return 0;
	ask_start(&a, s, QUERY_CATALOGUE_FILE_ADD);
	ask_text(&a, ":name", name);
	ask_int(&a, ":received", now_s);
	ask_blob(&a, ":bytes", bytes, len);
	if (ask_run(&a, f) < 0)
		return -1;
	return audit_add(s, AUDIT_CATALOGUE_FILE,
	                 sqlite3_last_insert_rowid(s->db), f);
}

int store_catalogue_files(struct store *s, struct arena *a,
                          struct kept_file **out, size_t *n, struct fault *f)
{
	struct kept_file *list = NULL;
	size_t count = 0;
	struct ask ask;
	int rc;

	list = arena_array(a, STORE_CATALOGUE_FILES_MOST, sizeof(*list), f);
	if (!list)
		return -1;
	ask_start(&ask, s, QUERY_CATALOGUE_FILE_LIST);
	while ((rc = ask_row(&ask, f)) == 1) {
		const void *bytes;
		size_t len = 0;

		if (count == STORE_CATALOGUE_FILES_MOST) {
			rc = fault_set(f, FAULT_LIMIT,
			               "more than %d catalogue files in one "
			               "database",
			               STORE_CATALOGUE_FILES_MOST);
			break;
		}
		bytes = row_blob(&ask, 1, &len);
		list[count].name = row_copy(&ask, 0, a, f);
		list[count].bytes = arena_copy(a, bytes, len, f);
		list[count].len = len;
		if (!list[count].name || !list[count].bytes) {
			rc = -1;
			break;
		}
		count++;
	}
	ask_end(&ask);
	if (rc < 0)
		return -1;
	*out = list;
	*n = count;
	return 0;
}
