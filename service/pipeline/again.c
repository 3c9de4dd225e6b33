/* SPDX-License-Identifier: Apache-2.0 */
#include "again.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "line.h"

/* The list of all submissions, endorsers with it. */
#define RECORD_MEMORY_MOST ((size_t)1 << 30)

static const struct reader OPERATOR = { .audience = AUDIENCE_OPERATOR };

int record_open(struct pipeline *p, struct record *out, struct fault *f)
{
	const struct submission_filter filter = {
		/* What was never processed has no findings to make again. */
		.statuses = (1u << SUBMISSION_ASSESSED) |
		            (1u << SUBMISSION_NOT_ASSESSED) |
		            (1u << SUBMISSION_REFUSED),
		.after = "",
		.limit = SIZE_MAX >> 1,
	};
	struct publication head;
	int rc;

	memset(out, 0, sizeof(*out));
	if (arena_new(RECORD_MEMORY_MOST, &out->arena, f) < 0)
		return -1;
	rc = store_publication(p->store, "", out->arena, &head, f);
	if (rc == 1)
		out->as_of_s = head.as_of_s;
	if (rc >= 0)
		rc = store_submissions(p->store, &OPERATOR, &filter, out->arena,
		                       &out->at, &out->n, f);
	if (rc < 0)
		record_close(out);
	return rc < 0 ? -1 : 0;
}

void record_close(struct record *r)
{
	arena_free(r->arena);
	memset(r, 0, sizeof(*r));
}

int record_feed(struct pipeline *p, const struct record *r, size_t i,
                struct job *job, struct fault *f)
{
	int rc;

	job->submission = r->at[i];
	job->name = job->submission.id;
	rc = store_document(p->store, &OPERATOR, job->submission.id, job->arena,
	                    &job->bytes, &job->len, f);
	if (rc == 0)
		return fault_set(f, FAULT_STORE,
		                 "submission %s has no document: run verify",
		                 job->submission.id);
	return rc < 0 ? -1 : 0;
}
