/* SPDX-License-Identifier: Apache-2.0 */
#include "stale.h"

#include <string.h>

#include "base/fault.h"

#include "ask.h"
#include "list.h"
#include "marks.h"
#include "store.h"

static int stale_add(struct store *s, const struct mark *m, struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_STALE_ADD);
	ask_text(&a, ":state", m->state);
	ask_int(&a, ":voice", (int64_t)m->voice);
	return ask_run(&a, f);
}

int stale_marks(struct store *s, const struct mark *marks, size_t n,
                struct fault *f)
{
	const struct mark *last = NULL;

	/* Runs of one state and voice are the rule. */
	for (size_t i = 0; i < n; i++) {
		const struct mark *m = &marks[i];

		if (!m->state[0] || (last && last->voice == m->voice &&
		                     strcmp(last->state, m->state) == 0))
			continue;
		last = m;
		if (stale_add(s, m, f) < 0)
			return -1;
	}
	return 0;
}

int stale_sent(struct store *s, int64_t seq, struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_STALE_SENT);
	ask_int(&a, ":submission", seq);
	return ask_run(&a, f);
}

int stale_all(struct store *s, struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_STALE_ALL);
	return ask_run(&a, f);
}

int stale_empty(struct store *s, struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_STALE_EMPTY);
	return ask_run(&a, f);
}

int store_stale(struct store *s, struct arena *a, struct stale_line **out,
                size_t *n, bool *is_all, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct stale_line *line;
	struct ask ask;
	int rc;

	*is_all = false;
	ask_start(&ask, s, QUERY_STALE);
	while ((rc = ask_row(&ask, f)) == 1) {
		line = rows_add(&rows, f);
		if (!line) {
			rc = -1;
			break;
		}
		row_into(&ask, 0, line->state, sizeof(line->state));
		line->voice = (enum voice)row_uint(&ask, 1);
		*is_all = *is_all || !line->state[0];
	}
	ask_end(&ask);
	if (rc < 0)
		return -1;
	*out = rows.at;
	*n = rows.n;
	return 0;
}

int store_embargo_next(struct store *s, int64_t after_s, int64_t *out,
                       struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_EMBARGO_NEXT);
	ask_int(&a, ":after", after_s);
	rc = ask_row(&a, f);
	if (rc == 1)
		*out = row_int(&a, 0);
	ask_end(&a);
	return rc;
}
