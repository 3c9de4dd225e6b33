/* SPDX-License-Identifier: Apache-2.0 */
#include "diff.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "asof.h"
#include "request.h"
#include "site.h"

const char *const DIFF_CHANGE_WORDS[DIFF_CHANGE_COUNT] = {
	[DIFF_APPEARED] = "appeared", [DIFF_VANISHED] = "vanished",
	[DIFF_STATUS] = "status",     [DIFF_SCORE] = "score",
	[DIFF_INTERVAL] = "interval", [DIFF_COUNTS] = "counts",
	[DIFF_FLAGS] = "flags",
};

const char *const DIFF_WHY_WORDS[WHY_COUNT] = {
	[WHY_DOCUMENT_CAME] = "document_came",
	[WHY_DOCUMENT_SUPERSEDED] = "document_superseded",
	[WHY_DECISIONS] = "decisions",
	[WHY_EXTRACTOR] = "extractor",
	[WHY_CODER] = "coder",
	[WHY_CATALOGUE] = "catalogue",
	[WHY_READING] = "reading",
	[WHY_OBSERVATIONS] = "observations",
	[WHY_METHOD] = "method",
	[WHY_AS_OF] = "as_of",
	[WHY_REPEATS] = "repeats",
	[WHY_NOT_RECORDED] = "not_recorded",
	[WHY_UNEXPLAINED] = "unexplained",
};

static int side_open(const struct request *q, const char *word,
                     struct side *out, struct fault *f)
{
	const char *name;
	int rc;

	if (release_find(q, word, &name, f) < 0 ||
	    site_snapshot(q->site, name, &out->snapshot, f) < 0)
		return -1;
	out->name = out->snapshot->publication.release[0]
	                    ? out->snapshot->publication.release
	                    : "head+0";
	if (store_read_begin(q->store, f) < 0)
		return -1;
	rc = store_grounds(q->store, &out->snapshot->publication, q->arena,
	                   &out->grounds, f);
	store_rollback(q->store);
	return rc;
}

static bool is_moved(const struct grounds *a, const struct ground *before,
                     const struct ground *after)
{
	if (!before)
		return true;
	if (!before->superseded_by[0] && after->superseded_by[0])
		return true;
	return a->is_recorded &&
	       !digest_is_equal(&before->findings, &after->findings);
}

/* Both lists are in order of receipt, and B, the later one, has all of A. */
static int find_moved(const struct request *q, struct diff *d, struct fault *f)
{
	const struct grounds *a = &d->a.grounds, *b = &d->b.grounds;
	size_t i = 0, k = 0;

	d->moved =
		arena_array(q->arena, a->n_submissions + b->n_submissions + 1,
	                    sizeof(*d->moved), f);
	if (!d->moved)
		return -1;
	while (i < a->n_submissions || k < b->n_submissions) {
		const struct ground *left =
			i < a->n_submissions ? &a->submissions[i] : NULL;
		const struct ground *right =
			k < b->n_submissions ? &b->submissions[k] : NULL;

		if (left && right && left->seq != right->seq) {
			if (left->seq < right->seq)
				right = NULL;
			else
				left = NULL;
		}
		i += left != NULL;
		k += right != NULL;
		if (right && is_moved(a, left, right))
			d->moved[d->n_moved++] = (struct moved){ left, right };
	}
	return 0;
}

int diff_open(const struct request *q, const char *from, const char *to,
              struct diff *out, struct fault *f)
{
	const struct publication *b;

	memset(out, 0, sizeof(*out));
	if (side_open(q, from, &out->a, f) < 0 ||
	    side_open(q, to, &out->b, f) < 0)
		return -1;
	b = &out->b.snapshot->publication;
	if (out->a.snapshot->publication.number > b->number)
		return fault_set(f, FAULT_INPUT,
		                 "%s is newer than %s: name the older one "
		                 "first",
		                 out->a.name, out->b.name);
	if (find_moved(q, out, f) < 0)
		return -1;
	if (!out->a.grounds.is_recorded || !out->b.grounds.is_recorded)
		return 0;
	return store_decided(q->store, b, out->a.grounds.decision,
	                     out->b.grounds.decision, q->arena, &out->decided,
	                     &out->n_decided, f);
}
