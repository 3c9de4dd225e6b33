/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Layout: the codings as in coding_pack.c, as one string of bytes; then for
 * each of them the review, the coders and how many of them agreed.
 */
#include "verdict.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "model/coding.h"

#include "ask.h"
#include "coding_pack.h"
#include "pack.h"
#include "record.h"
#include "store.h"

static int pack_reviews(const struct coding *codings, size_t n, struct buf *b,
                        struct fault *f)
{
	for (size_t i = 0; i < n; i++)
		if (pack_uint(b, (uint64_t)codings[i].review, f) < 0 ||
		    pack_uint(b, codings[i].coders, f) < 0 ||
		    pack_uint(b, codings[i].agreed, f) < 0)
			return -1;
	return 0;
}

static int verdict_pack(const struct coding *codings, size_t n, struct buf *b,
                        struct fault *f)
{
	struct buf plain;
	int rc;

	buf_reset(b);
	buf_init(&plain, CODINGS_MOST);
	rc = codings_pack(codings, n, &plain, f);
	if (rc == 0)
		rc = pack_bytes(b, plain.at, plain.len, f);
	if (rc == 0)
		rc = pack_reviews(codings, n, b, f);
	buf_clear(&plain);
	return rc;
}

static int damaged(struct fault *f)
{
	return fault_set(f, FAULT_STORE,
	                 "a stored verdict is damaged: run gcmtrack verify");
}

int verdict_unpack(const void *bytes, size_t len, struct arena *a,
                   const struct coding **out, size_t *n, struct fault *f)
{
	struct coding *codings;
	struct unpack u;
	size_t plain;

	*out = NULL;
	*n = 0;
	unpack_init(&u, bytes, len);
	plain = (size_t)unpack_uint(&u);
	if (u.is_bad || plain > (size_t)(u.end - u.at))
		return damaged(f);
	if (codings_unpack(u.at, plain, a, out, n, f) < 0)
		return -1;
	u.at += plain;
	codings = arena_array(a, *n + 1, sizeof(*codings), f);
	if (!codings)
		return -1;
	for (size_t i = 0; i < *n; i++) {
		codings[i] = (*out)[i];
		codings[i].review = (enum review)unpack_below(&u, REVIEW_COUNT);
		codings[i].coders = unpack_below(&u, (uint64_t)UINT32_MAX + 1);
		codings[i].agreed = unpack_below(&u, (uint64_t)UINT32_MAX + 1);
	}
	if (!unpack_is_whole(&u))
		return damaged(f);
	*out = codings;
	return 0;
}

int verdict_digest(const struct verdict_record *r, struct digest *out,
                   struct fault *f)
{
	const int64_t numbers[] = { r->passage, r->level,  r->demand,
		                    r->best,    r->coders, r->decisions };
	struct buf b;
	int rc = 0;

	buf_init(&b, CODINGS_MOST * 2);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (rc == 0)
			rc = pack_uint(&b, (uint64_t)numbers[i], f);
	if (rc == 0)
		rc = pack_bytes(&b, r->codings, r->codings_len, f);
	if (rc == 0)
		digest_of(b.at, b.len, out);
	buf_clear(&b);
	return rc;
}

int verdict_record(int64_t seq, const struct verdict *v, struct buf *b,
                   struct verdict_record *out, struct fault *f)
{
	uint32_t best = 0;

	if (verdict_pack(v->codings, v->n_codings, b, f) < 0)
		return -1;
	for (size_t i = 0; i < v->n_codings; i++) {
		uint32_t now = confidence_stored(v->codings[i].confidence);

		if (now > best)
			best = now;
	}
	*out = (struct verdict_record){
		.passage = record_first(seq) + v->ordinal,
		.level = (int64_t)v->level,
		.demand = v->is_demand,
		.best = best,
		.coders = v->coders,
		.decisions = v->decisions,
		.codings = b->at,
		.codings_len = b->len,
	};
	return verdict_digest(out, &out->sha256, f);
}

void verdict_record_row(const struct ask *a, struct verdict_record *out)
{
	*out = (struct verdict_record){
		.passage = row_int(a, 0),
		.level = row_int(a, 1),
		.demand = row_int(a, 2),
		.best = row_int(a, 3),
		.coders = row_int(a, 4),
		.decisions = row_int(a, 5),
	};
	out->codings = row_blob(a, 6, &out->codings_len);
	(void)row_digest(a, 7, &out->sha256);
}
