/* SPDX-License-Identifier: Apache-2.0 */
#include "coverage.h"

#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/fault.h"
#include "model/cell.h"
#include "model/submission.h"

#include "ask.h"
#include "list.h"
#include "pack.h"
#include "store.h"
#include "visibility.h"

#define UINT32_END ((uint64_t)UINT32_MAX + 1)

int store_coverage(struct store *s, const struct reader *r, struct arena *a,
                   struct coverage **out, size_t *n, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct coverage *c;
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_COVERAGE);
	visibility_bind(&ask, r);
	while ((rc = ask_row(&ask, f)) == 1) {
		c = rows_add(&rows, f);
		if (!c) {
			rc = -1;
			break;
		}
		row_into(&ask, 0, c->state, sizeof(c->state));
		row_into(&ask, 1, c->round, sizeof(c->round));
		c->voice = (enum voice)row_uint(&ask, 2);
		c->submissions = row_uint(&ask, 3);
		c->assessed = row_uint(&ask, 4);
		c->not_assessed = row_uint(&ask, 5);
		c->refused = row_uint(&ask, 6);
	}
	ask_end(&ask);
	if (rc < 0)
		return -1;
	*out = rows.at;
	*n = rows.n;
	return 0;
}

int coverage_public(struct store *s, int64_t as_of_s, struct arena *a,
                    struct coverage **out, size_t *n, struct fault *f)
{
	const struct reader reader = { .audience = AUDIENCE_PUBLIC,
		                       .now_s = as_of_s };

	return store_coverage(s, &reader, a, out, n, f);
}

static int pack_one(const struct coverage *c, struct buf *b, struct fault *f)
{
	if (pack_string(b, c->state, f) < 0 || pack_string(b, c->round, f) < 0)
		return -1;
	if (pack_uint(b, (uint64_t)c->voice, f) < 0 ||
	    pack_uint(b, c->submissions, f) < 0 ||
	    pack_uint(b, c->assessed, f) < 0 ||
	    pack_uint(b, c->not_assessed, f) < 0)
		return -1;
	return pack_uint(b, c->refused, f);
}

int coverage_digest(const struct coverage *c, size_t n, struct buf *b,
                    struct digest *out, struct fault *f)
{
	buf_reset(b);
	for (size_t i = 0; i < n; i++)
		if (pack_one(&c[i], b, f) < 0)
			return -1;
	digest_of(b->at ? b->at : "", b->len, out);
	return 0;
}

static void unpack_one(struct unpack *u, struct coverage *out)
{
	unpack_into(u, out->state, sizeof(out->state));
	unpack_into(u, out->round, sizeof(out->round));
	out->voice = (enum voice)unpack_below(u, VOICE_COUNT);
	out->submissions = unpack_below(u, UINT32_END);
	out->assessed = unpack_below(u, UINT32_END);
	out->not_assessed = unpack_below(u, UINT32_END);
	out->refused = unpack_below(u, UINT32_END);
}

int coverage_unpack(const void *bytes, size_t len, struct arena *a,
                    struct coverage **out, size_t *n, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct unpack u;

	unpack_init(&u, bytes, len);
	while (!u.is_bad && u.at < u.end) {
		struct coverage *c = rows_add(&rows, f);

		if (!c)
			return -1;
		unpack_one(&u, c);
	}
	if (u.is_bad)
		return fault_set(f, FAULT_STORE,
		                 "a release's coverage is damaged: run "
		                 "gcmtrack verify");
	*out = rows.at;
	*n = rows.n;
	return 0;
}
