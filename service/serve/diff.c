/* SPDX-License-Identifier: Apache-2.0 */
#include "diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "asof.h"
#include "request.h"
#include "site.h"

/* What two releases rest on: the largest takes 40 MiB. */
#define KEPT_MOST ((size_t)512 << 20)

#define RELEASE_SIZE sizeof(((struct publication *)0)->release)

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

/* Everything of a diff but its snapshots, for its next page: reading what the
   head rests on takes longer than all the rest. */
struct diff_kept {
	struct arena *arena;
	char a[RELEASE_SIZE], b[RELEASE_SIZE];
	struct diff diff;
};

void diff_forget(struct site *s)
{
	if (!s->diff)
		return;
	arena_free(s->diff->arena);
	free(s->diff);
	s->diff = NULL;
}

static int side_open(const struct request *q, const char *word,
                     struct side *out, struct fault *f)
{
	const char *name;

	if (release_find(q, word, &name, f) < 0 ||
	    site_snapshot(q->site, name, &out->snapshot, f) < 0)
		return -1;
	out->name = out->snapshot->publication.release[0]
	                    ? out->snapshot->publication.release
	                    : "head+0";
	return 0;
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
static int find_moved(struct arena *arena, struct diff *d, struct fault *f)
{
	const struct grounds *a = &d->a.grounds, *b = &d->b.grounds;
	size_t i = 0, k = 0;

	d->moved = arena_array(arena, a->n_submissions + b->n_submissions + 1,
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

/* What both sides rest on, as of one moment. */
static int read_both(struct store *s, struct arena *arena, struct diff *d,
                     struct fault *f)
{
	const struct publication *a = &d->a.snapshot->publication;
	const struct publication *b = &d->b.snapshot->publication;

	if (store_grounds(s, a, arena, &d->a.grounds, f) < 0 ||
	    store_grounds(s, b, arena, &d->b.grounds, f) < 0 ||
	    find_moved(arena, d, f) < 0)
		return -1;
	if (!d->a.grounds.is_recorded || !d->b.grounds.is_recorded)
		return 0;
	return store_decided(s, b, d->a.grounds.decision, d->b.grounds.decision,
	                     arena, &d->decided, &d->n_decided, f);
}

static int keep(const struct request *q, struct diff *d, struct fault *f)
{
	struct diff_kept *k = calloc(1, sizeof(*k));
	int rc;

	if (!k)
		return fault_set(f, FAULT_MEMORY, "no memory for a diff");
	rc = arena_new(KEPT_MOST, &k->arena, f);
	if (rc == 0)
		rc = store_read_begin(q->store, f);
	if (rc == 0) {
		rc = read_both(q->store, k->arena, d, f);
		store_rollback(q->store);
	}
	if (rc < 0) {
		arena_free(k->arena);
		free(k);
		return -1;
	}
	memcpy(k->a, d->a.name, strlen(d->a.name) + 1);
	memcpy(k->b, d->b.name, strlen(d->b.name) + 1);
	k->diff = *d;
	diff_forget(q->site);
	q->site->diff = k;
	return 0;
}

static bool is_kept(const struct diff_kept *k, const struct diff *d)
{
	return k && strcmp(k->a, d->a.name) == 0 &&
	       strcmp(k->b, d->b.name) == 0;
}

int diff_open(const struct request *q, const char *from, const char *to,
              struct diff *out, struct fault *f)
{
	const struct diff_kept *k = q->site->diff;
	struct side a = { 0 }, b = { 0 };

	memset(out, 0, sizeof(*out));
	if (side_open(q, from, &a, f) < 0 || side_open(q, to, &b, f) < 0)
		return -1;
	if (a.snapshot->publication.number > b.snapshot->publication.number)
		return fault_set(f, FAULT_INPUT,
		                 "%s is newer than %s: name the older one "
		                 "first",
		                 a.name, b.name);
	out->a = a;
	out->b = b;
	if (!is_kept(k, out))
		return keep(q, out, f);
	*out = k->diff;
	/* Snapshots come and go by themselves. */
	out->a.snapshot = a.snapshot;
	out->a.name = a.name;
	out->b.snapshot = b.snapshot;
	out->b.name = b.name;
	return 0;
}
