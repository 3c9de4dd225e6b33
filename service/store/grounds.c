/* SPDX-License-Identifier: Apache-2.0 */
#include "grounds.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"

#include "ask.h"
#include "audit.h"
#include "list.h"
#include "pack.h"
#include "record.h"
#include "store.h"
#include "visibility.h"

/* Confidence is stored in these parts: coding_pack.h. */
#define PARTS_END 10001

#define SEQ_END ((uint64_t)UINT32_MAX + 1)

/* ---- as they stand ---------------------------------------------------------
 */

static int roster_row(const struct ask *ask, struct arena *a,
                      struct ground *out, struct fault *f)
{
	memset(out, 0, sizeof(*out));
	out->seq = row_int(ask, 0);
	row_into(ask, 1, out->submission, sizeof(out->submission));
	out->voice = (enum voice)row_uint(ask, 2);
	row_into(ask, 3, out->round, sizeof(out->round));
	out->states = row_copy(ask, 4, a, f);
	row_into(ask, 5, out->superseded_by, sizeof(out->superseded_by));
	out->series = row_copy(ask, 6, a, f);
	out->status = (enum submission_status)row_uint(ask, 7);
	(void)row_digest(ask, 8, &out->findings);
	out->extractor = row_copy(ask, 9, a, f);
	out->coder = row_copy(ask, 10, a, f);
	out->catalogue = row_copy(ask, 11, a, f);
	out->counted_states = row_copy(ask, 12, a, f);
	return out->counted_states && out->states && out->series &&
	                       out->extractor && out->coder && out->catalogue
	               ? 0
	               : -1;
}

static int read_roster(struct store *s, const struct reader *r, struct arena *a,
                       struct grounds *out, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(struct ground) };
	struct ground *g;
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_ROSTER);
	visibility_bind(&ask, r);
	while ((rc = ask_row(&ask, f)) == 1) {
		g = rows_add(&rows, f);
		if (!g || roster_row(&ask, a, g, f) < 0) {
			rc = -1;
			break;
		}
	}
	ask_end(&ask);
	out->submissions = rows.at;
	out->n_submissions = rows.n;
	return rc < 0 ? -1 : 0;
}

static int by_cell(const void *left, const void *right)
{
	const struct grounding *a = left, *b = right;
	int rc = grounding_compare(&a->key, &b->key);

	if (rc == 0)
		rc = (a->seq > b->seq) - (a->seq < b->seq);
	if (rc == 0)
		rc = (a->ordinal > b->ordinal) - (a->ordinal < b->ordinal);
	if (rc == 0)
		rc = (int)a->level - (int)b->level;
	return rc;
}

int grounding_compare(const struct cell_key *a, const struct cell_key *b)
{
	int rc = strcmp(a->state, b->state);

	if (rc == 0)
		rc = strcmp(a->commitment, b->commitment);
	if (rc == 0)
		rc = strcmp(a->round, b->round);
	if (rc == 0)
		rc = (int)a->voice - (int)b->voice;
	return rc;
}

static void coding_row(const struct ask *ask, struct grounding *out)
{
	int64_t passage = row_int(ask, 5);

	memset(out, 0, sizeof(*out));
	row_into(ask, 0, out->key.state, sizeof(out->key.state));
	row_into(ask, 1, out->key.commitment, sizeof(out->key.commitment));
	row_into(ask, 2, out->key.round, sizeof(out->key.round));
	out->key.voice = (enum voice)row_uint(ask, 3);
	out->seq = passage >> ORDINAL_BITS;
	out->ordinal = (uint32_t)(passage & (ORDINAL_MOST - 1));
	out->level = (enum level)row_uint(ask, 7);
	out->is_demand = row_int(ask, 8) != 0;
	out->confidence = row_uint(ask, 9);
	out->is_accepted = row_int(ask, 11) == REVIEW_ACCEPTED;
}

static int read_codings(struct store *s, const struct reader *r,
                        struct arena *a, struct grounds *out, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(struct grounding) };
	struct grounding *c;
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_GROUNDINGS);
	visibility_bind(&ask, r);
	while ((rc = ask_row(&ask, f)) == 1) {
		c = rows_add(&rows, f);
		if (!c) {
			rc = -1;
			break;
		}
		coding_row(&ask, c);
	}
	ask_end(&ask);
	if (rc < 0)
		return -1;
	if (rows.n > 1)
		qsort(rows.at, rows.n, sizeof(struct grounding), by_cell);
	out->codings = rows.at;
	out->n_codings = rows.n;
	return 0;
}

static int read_decision(struct store *s, int64_t *out, struct fault *f)
{
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_DECISION_LAST);
	rc = ask_row(&ask, f);
	if (rc == 1)
		*out = row_int(&ask, 0);
	ask_end(&ask);
	return rc < 0 ? -1 : 0;
}

static int read_now(struct store *s, const struct reader *r, struct arena *a,
                    struct grounds *out, struct fault *f)
{
	if (read_roster(s, r, a, out, f) < 0 ||
	    read_codings(s, r, a, out, f) < 0 ||
	    read_decision(s, &out->decision, f) < 0)
		return -1;
	out->is_recorded = true;
	return 0;
}

/* ---- packed ----------------------------------------------------------------
 */

static int pack_finding(const struct ground *g, struct buf *b, struct fault *f)
{
	if (pack_uint(b, (uint64_t)g->seq, f) < 0 ||
	    pack_uint(b, (uint64_t)g->status, f) < 0 ||
	    pack_bytes(b, (const char *)g->findings.bytes,
	               sizeof(g->findings.bytes), f) < 0 ||
	    pack_string(b, g->extractor, f) < 0 ||
	    pack_string(b, g->coder, f) < 0)
		return -1;
	return pack_string(b, g->catalogue, f);
}

static int pack_findings(const struct grounds *g, struct buf *b,
                         struct fault *f)
{
	for (size_t i = 0; i < g->n_submissions; i++)
		if (pack_finding(&g->submissions[i], b, f) < 0)
			return -1;
	return 0;
}

static int pack_key(const struct cell_key *key, size_t n, struct buf *b,
                    struct fault *f)
{
	if (pack_string(b, key->state, f) < 0 ||
	    pack_string(b, key->commitment, f) < 0 ||
	    pack_string(b, key->round, f) < 0 ||
	    pack_uint(b, (uint64_t)key->voice, f) < 0)
		return -1;
	return pack_uint(b, n, f);
}

static int pack_coding(const struct grounding *c, struct buf *b,
                       struct fault *f)
{
	uint64_t what = (uint64_t)c->level << 2 | (uint64_t)c->is_demand << 1 |
	                (uint64_t)c->is_accepted;

	if (pack_uint(b, (uint64_t)c->seq, f) < 0 ||
	    pack_uint(b, c->ordinal, f) < 0 || pack_uint(b, what, f) < 0)
		return -1;
	return pack_uint(b, c->confidence, f);
}

static int pack_codings(const struct grounds *g, struct buf *b, struct fault *f)
{
	size_t i = 0;

	while (i < g->n_codings) {
		size_t end = i;

		while (end < g->n_codings &&
		       grounding_compare(&g->codings[i].key,
		                         &g->codings[end].key) == 0)
			end++;
		if (pack_key(&g->codings[i].key, end - i, b, f) < 0)
			return -1;
		for (; i < end; i++)
			if (pack_coding(&g->codings[i], b, f) < 0)
				return -1;
	}
	return 0;
}

static int damaged(struct fault *f)
{
	return fault_set(f, FAULT_STORE,
	                 "a release's grounds are damaged: run gcmtrack "
	                 "verify");
}

static struct ground *ground_at(struct grounds *g, int64_t seq)
{
	for (size_t low = 0, high = g->n_submissions; low < high;) {
		size_t middle = low + (high - low) / 2;

		if (g->submissions[middle].seq == seq)
			return &g->submissions[middle];
		if (g->submissions[middle].seq < seq)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Puts the reading that was frozen in place of the one of today. */
static int unpack_findings(const void *bytes, size_t len, struct arena *a,
                           struct grounds *out, struct fault *f)
{
	struct unpack u;

	unpack_init(&u, bytes, len);
	while (!u.is_bad && u.at < u.end) {
		int64_t seq = (int64_t)unpack_uint(&u);
		struct ground frozen = { 0 };
		struct ground *g = ground_at(out, seq);

		frozen.status = (enum submission_status)
			unpack_below(&u, SUBMISSION_STATUS_COUNT);
		if (unpack_count(&u) != sizeof(frozen.findings.bytes) ||
		    u.end - u.at < (ptrdiff_t)sizeof(frozen.findings.bytes))
			return damaged(f);
		memcpy(frozen.findings.bytes, u.at,
		       sizeof(frozen.findings.bytes));
		u.at += sizeof(frozen.findings.bytes);
		frozen.extractor = unpack_string(&u, a, f);
		frozen.coder = unpack_string(&u, a, f);
		frozen.catalogue = unpack_string(&u, a, f);
		if (!frozen.extractor || !frozen.coder || !frozen.catalogue)
			return -1;
		if (!g)
			return damaged(f);
		g->status = frozen.status;
		g->findings = frozen.findings;
		g->extractor = frozen.extractor;
		g->coder = frozen.coder;
		g->catalogue = frozen.catalogue;
	}
	return u.is_bad ? damaged(f) : 0;
}

static void unpack_coding(struct unpack *u, struct grounding *out)
{
	uint32_t what;

	out->seq = (int64_t)unpack_below(u, SEQ_END);
	out->ordinal = unpack_below(u, ORDINAL_MOST);
	what = unpack_below(u, (uint64_t)LEVEL_COUNT << 2);
	out->level = (enum level)(what >> 2);
	out->is_demand = (what & 2) != 0;
	out->is_accepted = (what & 1) != 0;
	out->confidence = unpack_below(u, PARTS_END);
}

static int unpack_codings(const void *bytes, size_t len, struct arena *a,
                          struct grounds *out, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(struct grounding) };
	struct unpack u;

	unpack_init(&u, bytes, len);
	while (!u.is_bad && u.at < u.end) {
		struct cell_key key = { 0 };
		size_t n;

		unpack_into(&u, key.state, sizeof(key.state));
		unpack_into(&u, key.commitment, sizeof(key.commitment));
		unpack_into(&u, key.round, sizeof(key.round));
		key.voice = (enum voice)unpack_below(&u, VOICE_COUNT);
		n = unpack_count(&u);
		for (size_t i = 0; i < n && !u.is_bad; i++) {
			struct grounding *c = rows_add(&rows, f);

			if (!c)
				return -1;
			c->key = key;
			unpack_coding(&u, c);
		}
	}
	out->codings = rows.at;
	out->n_codings = rows.n;
	return u.is_bad ? damaged(f) : 0;
}

/* ---- doors -----------------------------------------------------------------
 */

static int put(struct store *s, int64_t release, const struct grounds *g,
               const struct buf *findings, const struct buf *codings,
               struct fault *f)
{
	struct ask ask;

	ask_start(&ask, s, QUERY_GROUNDS_ADD);
	ask_int(&ask, ":release", release);
	ask_int(&ask, ":decision", g->decision);
	ask_blob(&ask, ":findings", findings->at, findings->len);
	ask_blob(&ask, ":codings", codings->at, codings->len);
	if (ask_run(&ask, f) < 0)
		return -1;
	return audit_add(s, AUDIT_GROUNDS, release, f);
}

int grounds_freeze(struct store *s, int64_t release,
                   const struct publication *head, struct arena *a,
                   struct fault *f)
{
	const struct reader public = { .audience = AUDIENCE_PUBLIC,
		                       .now_s = head->as_of_s };
	struct grounds g = { 0 };
	struct buf findings, codings;
	int rc;

	buf_init(&findings, GROUNDS_MOST);
	buf_init(&codings, GROUNDS_MOST);
	rc = read_now(s, &public, a, &g, f);
	if (rc == 0)
		rc = pack_findings(&g, &findings, f);
	if (rc == 0)
		rc = pack_codings(&g, &codings, f);
	if (rc == 0)
		rc = put(s, release, &g, &findings, &codings, f);
	buf_clear(&findings);
	buf_clear(&codings);
	return rc;
}

/* What was frozen with RELEASE, over the list of its submissions. */
static int read_frozen(struct store *s, const char *release,
                       const struct reader *r, struct arena *a,
                       struct grounds *out, struct fault *f)
{
	const void *bytes;
	struct ask ask;
	size_t len;
	int rc;

	if (read_roster(s, r, a, out, f) < 0)
		return -1;
	ask_start(&ask, s, QUERY_GROUNDS);
	ask_text(&ask, ":name", release);
	rc = ask_row(&ask, f);
	if (rc == 1) {
		out->is_recorded = true;
		out->decision = row_int(&ask, 0);
		bytes = row_blob(&ask, 1, &len);
		rc = unpack_findings(bytes, len, a, out, f);
		bytes = row_blob(&ask, 2, &len);
		if (rc == 0)
			rc = unpack_codings(bytes, len, a, out, f);
	}
	ask_end(&ask);
	return rc < 0 ? -1 : 0;
}

int store_grounds(struct store *s, const struct publication *of,
                  struct arena *a, struct grounds *out, struct fault *f)
{
	const struct reader public = { .audience = AUDIENCE_PUBLIC,
		                       .now_s = of->as_of_s,
		                       .last = of->last };

	memset(out, 0, sizeof(*out));
	/* Only a release ends with a submission that it knows last. */
	if (of->last == 0)
		return read_now(s, &public, a, out, f);
	return read_frozen(s, of->release, &public, a, out, f);
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_decided(struct store *s, const struct publication *as, int64_t from,
                  int64_t to, struct arena *a, struct decided_on **out,
                  size_t *n, struct fault *f)
{
	const struct reader public = { .audience = AUDIENCE_PUBLIC,
		                       .now_s = as->as_of_s,
		                       .last = as->last };
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct decided_on *d;
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_DECIDED);
	visibility_bind(&ask, &public);
	ask_int(&ask, ":from", from);
	ask_int(&ask, ":to", to);
	while ((rc = ask_row(&ask, f)) == 1) {
		d = rows_add(&rows, f);
		if (!d) {
			rc = -1;
			break;
		}
		d->seq = row_int(&ask, 0);
		row_into(&ask, 1, d->commitment, sizeof(d->commitment));
	}
	ask_end(&ask);
	*out = rows.at;
	*n = rows.n;
	return rc < 0 ? -1 : 0;
}
