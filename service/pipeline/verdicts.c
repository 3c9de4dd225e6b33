/* SPDX-License-Identifier: Apache-2.0 */
#include "verdicts.h"

#include <stdlib.h>
#include <string.h>

#include "again.h"
#include "anchor.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "line.h"
#include "review.h"
#include "store.h"

/* Passages of one document with their codings, twice over; the words of two
   passages; all decisions there are. */
#define DOCUMENT_VERDICTS_MOST ((size_t)1 << 30)
#define PAIR_MEMORY_MOST       ((size_t)64 << 20)
#define DECISIONS_MEMORY_MOST  ((size_t)1 << 30)

static const struct reader OPERATOR = { .audience = AUDIENCE_OPERATOR };

/* One submission whose passages were decided on. */
struct sitting {
	struct pipeline *p;
	const struct submission *submission;
	const struct decision *decisions; /* on its document */
	size_t n_decisions;
	struct arena *arena;
	struct arena *scratch;
	struct passage_row *rows;
	size_t n_rows;
	/* decisions by passage: those of row i stand from first[i] on */
	const struct decision **sorted;
	size_t *first; /* n_rows + 1 */
	struct verdict *verdicts;
	size_t n;
	size_t adrift;
};

static int read_rows(struct sitting *s, struct fault *f)
{
	const struct passage_filter filter = {
		.submission = s->submission->id,
		.after = "",
		.limit = SIZE_MAX >> 1,
	};

	return store_passages(s->p->store, &OPERATOR, &filter, s->arena,
	                      &s->rows, &s->n_rows, f);
}

/* Puts the decisions under the passages that they are about. */
static int place_all(struct sitting *s, struct fault *f)
{
	size_t *at = arena_array(s->arena, s->n_decisions + 1, sizeof(*at), f);
	size_t *next = arena_array(s->arena, s->n_rows + 1, sizeof(*next), f);

	s->first = arena_array(s->arena, s->n_rows + 2, sizeof(*s->first), f);
	s->sorted = arena_array(s->arena, s->n_decisions + 1,
	                        sizeof(struct decision *), f);
	if (!at || !next || !s->first || !s->sorted)
		return -1;
	for (size_t i = 0; i < s->n_decisions; i++) {
		enum anchor found;

		if (anchor_find_again(&s->decisions[i], s->rows, s->n_rows,
		                      s->scratch, &found, &at[i], f) < 0)
			return -1;
		if (found == ANCHOR_ONE) {
			s->first[at[i] + 1]++;
		} else {
			at[i] = s->n_rows;
			s->adrift++;
		}
	}
	for (size_t i = 0; i < s->n_rows; i++) {
		s->first[i + 1] += s->first[i];
		next[i] = s->first[i];
	}
	for (size_t i = 0; i < s->n_decisions; i++)
		if (at[i] < s->n_rows)
			s->sorted[next[at[i]]++] = &s->decisions[i];
	return 0;
}

static int settle_one(struct sitting *s, size_t i, struct fault *f)
{
	const struct passage_row *row = &s->rows[i];
	const struct settling in = {
		.machine = row->machine,
		.n_machine = row->n_machine,
		.decisions = s->sorted + s->first[i],
		.n_decisions = s->first[i + 1] - s->first[i],
		.states = s->submission->states,
		.n_states = s->submission->n_states,
		.level = row->machine_level,
		.is_demand = row->machine_demand,
	};
	struct settled out;

	if (in.n_decisions == 0)
		return 0;
	if (codings_settle(&in, s->arena, &out, f) < 0)
		return -1;
	s->verdicts[s->n++] = (struct verdict){
		.ordinal = row->ordinal,
		.level = out.level,
		.is_demand = out.is_demand,
		.codings = out.codings,
		.n_codings = out.n,
		.coders = out.coders,
		.decisions = out.decisions,
	};
	return 0;
}

static int sit(struct sitting *s, struct fault *f)
{
	if (s->n_decisions == 0)
		return 0;
	if (read_rows(s, f) < 0 || place_all(s, f) < 0)
		return -1;
	s->verdicts =
		arena_array(s->arena, s->n_rows + 1, sizeof(*s->verdicts), f);
	if (!s->verdicts)
		return -1;
	for (size_t i = 0; i < s->n_rows; i++)
		if (settle_one(s, i, f) < 0)
			return -1;
	return 0;
}

static int sitting_open(struct sitting *s, struct pipeline *p, struct fault *f)
{
	memset(s, 0, sizeof(*s));
	s->p = p;
	if (arena_new(DOCUMENT_VERDICTS_MOST, &s->arena, f) < 0)
		return -1;
	return arena_new(PAIR_MEMORY_MOST, &s->scratch, f);
}

static void sitting_close(struct sitting *s)
{
	arena_free(s->arena);
	arena_free(s->scratch);
}

/* The verdicts on every submission of the document that D[0] is about. */
static int refresh(struct pipeline *p, const struct decision *d, size_t n,
                   size_t *adrift, struct fault *f)
{
	const struct submission_filter filter = {
		.document = &d[0].document,
		.after = "",
		.limit = SIZE_MAX >> 1,
	};
	struct submission *subs = NULL;
	size_t n_subs = 0, most = 0;
	struct arena *list = NULL;
	struct sitting s;
	int rc = sitting_open(&s, p, f);

	if (rc == 0)
		rc = arena_new(DECISIONS_MEMORY_MOST, &list, f);
	if (rc == 0)
		rc = store_submissions(p->store, &OPERATOR, &filter, list,
		                       &subs, &n_subs, f);
	for (size_t i = 0; rc == 0 && i < n_subs; i++) {
		arena_reset(s.arena);
		s.submission = &subs[i];
		s.decisions = d;
		s.n_decisions = n;
		s.n = s.n_rows = s.adrift = 0;
		rc = sit(&s, f);
		if (rc == 0)
			rc = store_verdicts_put(p->store, subs[i].id,
			                        s.verdicts, s.n, f);
		most = s.adrift > most ? s.adrift : most;
	}
	*adrift += most;
	arena_free(list);
	sitting_close(&s);
	return rc;
}

/* Decisions of one run of equal documents. */
static size_t run_of(const struct decision *d, size_t n)
{
	size_t end = 1;

	while (end < n && memcmp(&d[end].document, &d[0].document,
	                         sizeof(d[0].document)) == 0)
		end++;
	return end;
}

static int refresh_runs(struct pipeline *p, const struct digest *document,
                        size_t *adrift, struct fault *f)
{
	struct decision *d;
	struct arena *a;
	size_t n = 0, run;
	int rc;

	if (arena_new(DECISIONS_MEMORY_MOST, &a, f) < 0)
		return -1;
	rc = store_decisions(p->store, &OPERATOR, document, a, &d, &n, f);
	for (size_t at = 0; rc == 0 && at < n; at += run) {
		run = run_of(d + at, n - at);
		rc = refresh(p, d + at, run, adrift, f);
	}
	arena_free(a);
	return rc;
}

int verdicts_refresh(struct pipeline *p, const struct digest *document,
                     size_t *adrift, struct fault *f)
{
	return refresh_runs(p, document, adrift, f);
}

int verdicts_refresh_all(struct pipeline *p, size_t *adrift, struct fault *f)
{
	return refresh_runs(p, NULL, adrift, f);
}

/* Verifies one submission whose decisions are at S. Gives 1, 0, -1. */
static int verify_one(struct sitting *s, struct buf *report, struct fault *f)
{
	struct decision *d;

	arena_reset(s->arena);
	s->n = s->n_rows = s->adrift = 0;
	if (store_decisions(s->p->store, &OPERATOR, &s->submission->document,
	                    s->arena, &d, &s->n_decisions, f) < 0)
		return -1;
	s->decisions = d;
	if (sit(s, f) < 0)
		return -1;
	return store_verdicts_check(s->p->store, s->submission->id, s->verdicts,
	                            s->n, report, f);
}

int verdicts_verify(struct pipeline *p, const struct record *r,
                    struct buf *report, struct fault *f)
{
	struct sitting s;
	int rc = sitting_open(&s, p, f) < 0 ? -1 : 1;

	for (size_t i = 0; rc == 1 && i < r->n; i++) {
		s.submission = &r->at[i];
		rc = verify_one(&s, report, f);
	}
	sitting_close(&s);
	return rc;
}

/* Gives each passage of the sitting that was decided on. */
static int give_rows(const struct sitting *s,
                     int (*each)(void *context, const struct passage_row *row,
                                 const struct decision *const *decisions,
                                 size_t n, struct fault *f),
                     void *context, struct fault *f)
{
	for (size_t i = 0; i < s->n_rows; i++) {
		size_t n = s->first[i + 1] - s->first[i];

		if (n > 0 && each(context, &s->rows[i], s->sorted + s->first[i],
		                  n, f) < 0)
			return -1;
	}
	return 0;
}

/* The decisions D[0..n) on one document, on its first submission. */
static int give_document(struct sitting *s, const struct decision *d, size_t n,
                         int (*each)(void *context,
                                     const struct passage_row *row,
                                     const struct decision *const *decisions,
                                     size_t n, struct fault *f),
                         void *context, struct fault *f)
{
	const struct submission_filter filter = { .document = &d[0].document,
		                                  .after = "",
		                                  .limit = 1 };
	struct submission *sub;
	size_t n_subs;

	arena_reset(s->arena);
	s->n = s->n_rows = s->adrift = 0;
	if (store_submissions(s->p->store, &OPERATOR, &filter, s->arena, &sub,
	                      &n_subs, f) < 0)
		return -1;
	if (n_subs == 0)
		return 0;
	s->submission = sub;
	s->decisions = d;
	s->n_decisions = n;
	if (read_rows(s, f) < 0 || place_all(s, f) < 0)
		return -1;
	return give_rows(s, each, context, f);
}

int pipeline_decided(struct pipeline *p,
                     int (*each)(void *context, const struct passage_row *row,
                                 const struct decision *const *decisions,
                                 size_t n, struct fault *f),
                     void *context, struct fault *f)
{
	struct arena *list = NULL;
	struct decision *d = NULL;
	struct sitting s;
	size_t n = 0, run;
	int rc = sitting_open(&s, p, f);

	if (rc == 0)
		rc = arena_new(DECISIONS_MEMORY_MOST, &list, f);
	if (rc == 0)
		rc = store_decisions(p->store, &OPERATOR, NULL, list, &d, &n,
		                     f);
	for (size_t at = 0; rc == 0 && at < n; at += run) {
		run = run_of(d + at, n - at);
		rc = give_document(&s, d + at, run, each, context, f);
	}
	arena_free(list);
	sitting_close(&s);
	return rc;
}
