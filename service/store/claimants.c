/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <string.h>

#include "base/arena.h"

#include "ask.h"
#include "list.h"
#include "visibility.h"

/* Cuts the lines of TEXT, which they then live in. */
static int cut_lines(char *text, struct arena *a, struct claimant *out,
                     struct fault *f)
{
	const char **members;
	size_t n = *text ? 1 : 0;

	for (const char *p = text; *p; p++)
		n += *p == '\n';
	members = arena_array(a, n + 1, sizeof(*members), f);
	if (!members)
		return -1;
	for (char *p = text; out->n_members < n; p += strlen(p) + 1) {
		members[out->n_members++] = p;
		p[strcspn(p, "\n")] = '\0';
	}
	out->members = members;
	return 0;
}

static int take(const struct ask *ask, struct arena *a, struct claimant *out,
                struct fault *f)
{
	char *members = arena_string(a, row_text(ask, 3), f);

	out->key = row_copy(ask, 0, a, f);
	out->voice = (enum voice)row_uint(ask, 1);
	out->name = row_copy(ask, 2, a, f);
	out->passages = row_uint(ask, 4);
	out->endorsed = row_uint(ask, 5);
	if (!out->key || !out->name || !members)
		return -1;
	return cut_lines(members, a, out, f);
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_claimants(struct store *s, const struct reader *r, const char *id,
                    struct arena *a, struct claimant **out, size_t *n,
                    struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct claimant *c;
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_CLAIMANTS);
	visibility_bind(&ask, r);
	ask_text(&ask, ":id", id);
	while ((rc = ask_row(&ask, f)) == 1) {
		c = rows_add(&rows, f);
		if (!c || take(&ask, a, c, f) < 0) {
			rc = -1;
			break;
		}
	}
	ask_end(&ask);
	if (rc < 0)
		return -1;
	*out = rows.at;
	*n = rows.n;
	return 0;
}
