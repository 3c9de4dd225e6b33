/* SPDX-License-Identifier: Apache-2.0 */
#include "changes.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "ask.h"
#include "list.h"
#include "store.h"
#include "visibility.h"

int changes_tell(struct store *s, int64_t as_of_s, struct fault *f)
{
	/* In the order in which a mirror has to hear of them. */
	static const enum query TELL[] = {
		QUERY_CHANGE_RECEIVED,
		QUERY_CHANGE_SUPERSEDED,
		QUERY_CHANGE_ASSESSED,
		QUERY_CHANGE_DECIDED,
	};
	const struct reader public = { .audience = AUDIENCE_PUBLIC,
		                       .now_s = as_of_s };
	struct ask a;

	for (size_t i = 0; i < sizeof(TELL) / sizeof(TELL[0]); i++) {
		ask_start(&a, s, TELL[i]);
		visibility_bind(&a, &public);
		if (ask_run(&a, f) < 0)
			return -1;
	}
	return 0;
}

static int add(struct store *s, enum change_kind kind, int64_t at_s,
               int64_t number, const char *name, struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_CHANGE_ADD);
	ask_int(&a, ":kind", (int64_t)kind);
	ask_int(&a, ":at", at_s);
	ask_int(&a, ":number", number);
	ask_text(&a, ":name", name);
	return ask_run(&a, f);
}

int changes_published(struct store *s, int64_t as_of_s, int64_t number,
                      struct fault *f)
{
	return add(s, CHANGE_PUBLISHED, as_of_s, number, "", f);
}

int changes_released(struct store *s, int64_t as_of_s, int64_t number,
                     const char *name, struct fault *f)
{
	return add(s, CHANGE_RELEASED, as_of_s, number, name, f);
}

static int change_row(const struct ask *ask, struct arena *a,
                      struct change *out, struct fault *f)
{
	memset(out, 0, sizeof(*out));
	out->seq = row_int(ask, 0);
	out->kind = (enum change_kind)row_uint(ask, 1);
	out->at_s = row_int(ask, 2);
	row_into(ask, 3, out->submission, sizeof(out->submission));
	row_into(ask, 4, out->other, sizeof(out->other));
	out->number = row_int(ask, 5);
	out->name = row_copy(ask, 6, a, f);
	return out->name ? 0 : -1;
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_changes(struct store *s, const struct reader *r, int64_t after,
                  size_t limit, struct arena *a, struct change **out, size_t *n,
                  struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct change *c;
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_CHANGES);
	visibility_bind(&ask, r);
	ask_int(&ask, ":after", after);
	ask_int(&ask, ":limit", (int64_t)limit);
	while ((rc = ask_row(&ask, f)) == 1) {
		c = rows_add(&rows, f);
		if (!c || change_row(&ask, a, c, f) < 0) {
			rc = -1;
			break;
		}
	}
	ask_end(&ask);
	*out = rows.at;
	*n = rows.n;
	return rc < 0 ? -1 : 0;
}

int store_changes_before(struct store *s, int64_t at_s, int64_t *out,
                         struct fault *f)
{
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_CHANGES_BEFORE);
	ask_int(&ask, ":at", at_s);
	rc = ask_row(&ask, f);
	if (rc == 1)
		*out = row_int(&ask, 0);
	ask_end(&ask);
	return rc < 0 ? -1 : 0;
}
