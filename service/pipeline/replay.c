/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "base/fault.h"
#include "cells.h"
#include "line.h"
#include "model/cell.h"
#include "pipeline.h"
#include "store.h"

/* The record of a publication, and nothing else. */
#define HEAD_MEMORY_MOST ((size_t)1 << 20)

/* When the head was published: cells are replayed as of then. */
static int head_time(struct pipeline *p, int64_t *as_of_s, struct fault *f)
{
	struct publication head = { 0 };
	struct arena *a;
	int rc;

	if (arena_new(HEAD_MEMORY_MOST, &a, f) < 0)
		return -1;
	rc = store_publication(p->store, "", a, &head, f);
	*as_of_s = head.as_of_s;
	arena_free(a);
	if (rc == 0)
		return fault_set(f, FAULT_NOTFOUND,
		                 "nothing is published yet: ingest a document "
		                 "first");
	return rc < 0 ? -1 : 0;
}

int pipeline_replay(struct pipeline *p, const struct method *a,
                    const struct method *b, replay_take *take, void *context,
                    struct fault *f)
{
	struct cells_of how = { .method = a };
	struct cells before = { 0 }, after = { 0 };
	int rc = head_time(p, &how.as_of_s, f);

	if (rc == 0)
		rc = cells_make(p, &how, &before, f);
	how.method = b;
	if (rc == 0)
		rc = cells_make(p, &how, &after, f);
	/* Equal evidence, equal cells: only what they say can differ. */
	if (rc == 0)
		rc = take(context, before.at, after.at, before.n, f);
	cells_clear(&before);
	cells_clear(&after);
	return rc;
}
