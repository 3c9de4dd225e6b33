/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Decide: decisions as somebody sent them, held against the passages they
 * speak of, recorded and replayed, all or none. METHOD.md 11.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "anchor.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/fault.h"
#include "catalogue.h"
#include "line.h"
#include "model/decision.h"
#include "publish.h"
#include "review.h"
#include "store.h"
#include "verdicts.h"

/* Passages of one document with their codings, and what was decided on it. */
#define DOCUMENT_DECISIONS_MOST ((size_t)1 << 30)

/* Refusals of one file that are told; a wrong file has one per row. */
#define REFUSALS_MOST 100

static const struct reader OPERATOR = { .audience = AUDIENCE_OPERATOR };

/* A decision with the passage that it is about. */
struct placed {
	struct decision decision;
	size_t at;   /* index of the passage; n_rows: none of today's */
	size_t line; /* in this file; 0: kept before */
	bool has_time;
};

struct desk_of_decisions {
	struct pipeline *p;
	const char *name;
	const struct decision_given *given;
	size_t n;
	int64_t now_s;
	struct decided *out;
	struct buf *report;
	size_t refusals;
	struct arena *arena; /* of one document */
	struct passage_row *rows;
	size_t n_rows;
	struct placed *placed; /* kept before, then taken now */
	size_t n_placed;
	bool *is_touched; /* by passage */
};

/* Says why line LINE cannot be taken; gives 0. */
__attribute__((format(printf, 5, 6))) static int refuse(
	struct desk_of_decisions *d, size_t line, const char *column,
	struct fault *f, const char *fmt, ...)
{
	char words[FAULT_TEXT_SIZE];
	va_list args;

	if (++d->refusals > REFUSALS_MOST)
		return 0;
	va_start(args, fmt);
	(void)vsnprintf(words, sizeof(words), fmt, args);
	va_end(args);
	return buf_addf(d->report, f, "%s:%zu: %s: %s\n", d->name, line, column,
	                words);
}

/* ---- one document ---------------------------------------------------------
 */

/* The passages of DOCUMENT, of the first submission that has any. */
static int read_rows(struct desk_of_decisions *d, const struct digest *document,
                     struct fault *f)
{
	struct submission_filter which = { .document = document,
		                           .after = "",
		                           .limit = SIZE_MAX >> 1 };
	struct passage_filter all = { .after = "", .limit = SIZE_MAX >> 1 };
	struct submission *subs;
	size_t n;

	d->n_rows = 0;
	if (store_submissions(d->p->store, &OPERATOR, &which, d->arena, &subs,
	                      &n, f) < 0)
		return -1;
	for (size_t i = 0; i < n && d->n_rows == 0; i++) {
		all.submission = subs[i].id;
		if (store_passages(d->p->store, &OPERATOR, &all, d->arena,
		                   &d->rows, &d->n_rows, f) < 0)
			return -1;
	}
	return n > 0;
}

/* What was decided on DOCUMENT before; room for MORE beside it. */
static int read_placed(struct desk_of_decisions *d,
                       const struct digest *document, size_t more,
                       struct fault *f)
{
	struct decision *kept;
	size_t n;

	if (store_decisions(d->p->store, &OPERATOR, document, d->arena, &kept,
	                    &n, f) < 0)
		return -1;
	d->placed = arena_array(d->arena, n + more, sizeof(*d->placed), f);
	d->is_touched = arena_array(d->arena, d->n_rows + 1, sizeof(bool), f);
	if (!d->placed || !d->is_touched)
		return -1;
	for (d->n_placed = 0; d->n_placed < n; d->n_placed++) {
		struct placed *p = &d->placed[d->n_placed];

		p->decision = kept[d->n_placed];
		if (anchor_find(&p->decision, d->rows, d->n_rows, &p->at) !=
		    ANCHOR_ONE)
			p->at = d->n_rows;
	}
	return 0;
}

/* ---- one decision ---------------------------------------------------------
 */

static bool is_of(const struct placed *p, size_t at, const char *commitment)
{
	return p->at == at && strcmp(p->decision.commitment, commitment) == 0;
}

static const struct coding *machine_coding(const struct passage_row *row,
                                           const char *commitment)
{
	for (size_t i = 0; i < row->n_machine; i++)
		if (strcmp(row->machine[i].commitment, commitment) == 0)
			return &row->machine[i];
	return NULL;
}

/* What somebody says is coded there, the last to say so; NULL nobody. */
static const struct decision *asserted_before(const struct desk_of_decisions *d,
                                              size_t at, const char *commitment)
{
	for (size_t i = d->n_placed; i > 0; i--)
		if (is_of(&d->placed[i - 1], at, commitment) &&
		    d->placed[i - 1].decision.kind != DECISION_REJECT)
			return &d->placed[i - 1].decision;
	return NULL;
}

static bool is_same_states(const struct decision *a, const struct decision *b)
{
	return a->has_states == b->has_states && a->n_states == b->n_states &&
	       (a->n_states == 0 ||
	        memcmp(a->states, b->states, a->n_states * STATE_SIZE) == 0);
}

static bool is_same(const struct decision *a, const struct decision *b)
{
	return a->kind == b->kind && a->level == b->level &&
	       a->is_demand == b->is_demand && is_same_states(a, b) &&
	       strcmp(a->note, b->note) == 0;
}

/* Whether D is kept already: at its own time; or, where the file gives none,
   as the last word of its coder. */
static bool is_known(const struct desk_of_decisions *d, const struct placed *p)
{
	const struct placed *last = NULL;

	for (size_t i = 0; i < d->n_placed; i++) {
		const struct placed *k = &d->placed[i];

		if (k->line > 0 || !is_of(k, p->at, p->decision.commitment) ||
		    strcmp(k->decision.coder, p->decision.coder) != 0)
			continue;
		if (p->has_time &&
		    k->decision.decided_s == p->decision.decided_s &&
		    is_same(&k->decision, &p->decision))
			return true;
		if (!last || k->decision.decided_s >= last->decision.decided_s)
			last = k;
	}
	return !p->has_time && last && is_same(&last->decision, &p->decision);
}

/* The line of this file in which the same coder decided the same thing at the
   same time; 0 none. */
static const struct placed *find_twin(const struct desk_of_decisions *d,
                                      const struct placed *p)
{
	for (size_t i = 0; i < d->n_placed; i++) {
		const struct placed *k = &d->placed[i];

		if (k->line > 0 && is_of(k, p->at, p->decision.commitment) &&
		    k->decision.decided_s == p->decision.decided_s &&
		    strcmp(k->decision.coder, p->decision.coder) == 0)
			return k;
	}
	return NULL;
}

/* Finds the passage of G. Gives 1, 0 refused, -1. */
static int place(struct desk_of_decisions *d, const struct decision_given *g,
                 struct placed *out, struct fault *f)
{
	enum anchor found =
		anchor_find(&g->decision, d->rows, d->n_rows, &out->at);

	*out = (struct placed){ .decision = g->decision,
		                .at = out->at,
		                .line = g->line,
		                .has_time = g->has_time };
	if (found == ANCHOR_ONE) {
		const struct passage_row *row = &d->rows[out->at];

		/* As the text has them, whatever a spreadsheet made of them. */
		out->decision.quote = row->quote;
		out->decision.prefix = row->prefix;
		out->decision.suffix = row->suffix;
		if (!g->has_time)
			out->decision.decided_s = d->now_s;
		return 1;
	}
	if (found == ANCHOR_NONE)
		return refuse(d, g->line, "quote", f,
		              "no passage of this document has these words: "
		              "give the passage anew and copy its quote whole");
	return refuse(d, g->line, "quote", f,
	              "several passages of this document have these words: "
	              "copy prefix and suffix too, which tell them apart");
}

/* An accept takes level and demand of what it accepts. Gives 1, 0, -1. */
static int take_level(struct desk_of_decisions *d,
                      const struct decision_given *g, struct placed *p,
                      struct fault *f)
{
	const struct coding *machine =
		machine_coding(&d->rows[p->at], p->decision.commitment);
	const struct decision *other =
		asserted_before(d, p->at, p->decision.commitment);

	if (p->decision.kind != DECISION_ACCEPT)
		return 1;
	p->decision.level = machine ? machine->level : other->level;
	p->decision.is_demand = machine ? machine->is_demand : other->is_demand;
	if (g->has_seen && g->seen != p->decision.level)
		return refuse(d, g->line, "level", f,
		              "\"%s\" was accepted, but it is coded as \"%s\" "
		              "now: look again, then accept or relevel",
		              LEVEL_NAMES[g->seen],
		              LEVEL_NAMES[p->decision.level]);
	return 1;
}

/* Holds the word of P against what is coded there. Gives 1, 0, -1. */
static int hold(struct desk_of_decisions *d, const struct decision_given *g,
                struct placed *p, struct fault *f)
{
	const char *commitment = p->decision.commitment;
	const struct coding *machine =
		machine_coding(&d->rows[p->at], commitment);
	bool is_coded = machine || asserted_before(d, p->at, commitment);

	if (p->decision.kind == DECISION_ADD && machine)
		return refuse(d, g->line, "decision", f,
		              "the passage is coded to %s already, as \"%s\": "
		              "accept, reject or relevel that",
		              commitment, LEVEL_NAMES[machine->level]);
	if (p->decision.kind != DECISION_ADD && !is_coded)
		return refuse(d, g->line, "commitment", f,
		              "the passage is not coded to %s: to say that it "
		              "should be, write add",
		              commitment);
	if (p->decision.kind == DECISION_RELEVEL && machine &&
	    machine->level == p->decision.level &&
	    machine->is_demand == p->decision.is_demand &&
	    !p->decision.has_states)
		return refuse(d, g->line, "decided_level", f,
		              "is the level it has: write accept");
	return take_level(d, g, p, f);
}

static int record(struct desk_of_decisions *d, const struct placed *p,
                  struct fault *f)
{
	const struct placed *twin = find_twin(d, p);

	if (twin)
		return refuse(d, p->line, "decision", f,
		              "%s of the same coder in line %zu: leave one",
		              is_same(&twin->decision, &p->decision)
		                      ? "stands twice, as that"
		                      : "contradicts that",
		              twin->line);
	if (is_known(d, p)) {
		d->out->known++;
		d->placed[d->n_placed++] = *p;
		return 0;
	}
	if (store_decide(d->p->store, &p->decision, d->now_s, f) < 0)
		return -1;
	d->placed[d->n_placed++] = *p;
	d->out->taken++;
	d->out->passages += !d->is_touched[p->at];
	d->is_touched[p->at] = true;
	return 0;
}

/* Whether G is kept already, though the coding it was about may be gone or
   another by now; P takes the level that was accepted then. */
static bool is_kept(const struct desk_of_decisions *d,
                    const struct decision_given *g, struct placed *p)
{
	if (p->decision.kind != DECISION_ACCEPT)
		return is_known(d, p);
	if (!g->has_seen)
		return false;
	p->decision.level = g->seen;
	for (int demand = 0; demand < 2; demand++) {
		p->decision.is_demand = demand == 1;
		if (is_known(d, p))
			return true;
	}
	return false;
}

static int take_one(struct desk_of_decisions *d, const struct decision_given *g,
                    struct fault *f)
{
	struct placed p = { 0 };
	int rc;

	if (!catalogue_commitment(d->p->catalogue, g->decision.commitment))
		/* take_all() filled every place of what it sorted:
		   NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
		return refuse(d, g->line, "commitment", f,
		              "no commitment is called \"%s\": see gcmtrack "
		              "catalogue list",
		              g->decision.commitment);
	rc = place(d, g, &p, f);
	if (rc == 1 && is_kept(d, g, &p))
		return record(d, &p, f);
	if (rc == 1)
		rc = hold(d, g, &p, f);
	return rc == 1 ? record(d, &p, f) : rc;
}

static int refuse_document(struct desk_of_decisions *d,
                           const struct decision_given *g, struct fault *f)
{
	/* take_all() filled every place of what it sorted:
	   NOLINTNEXTLINE(clang-analyzer-core.NullDereference) */
	return refuse(d, g->line, "document", f,
	              "no document with this SHA-256 is in the database: it is "
	              "the 64 digits that gcmtrack review --give writes");
}

static int take_document(struct desk_of_decisions *d,
                         const struct decision_given *const *g, size_t n,
                         struct fault *f)
{
	const struct digest *document = &g[0]->decision.document;
	size_t taken = d->out->taken, adrift = 0;
	int rc;

	arena_reset(d->arena);
	rc = read_rows(d, document, f);
	if (rc < 0 || (rc == 1 && read_placed(d, document, n, f) < 0))
		return -1;
	for (size_t i = 0; i < n; i++)
		if ((rc == 0 ? refuse_document(d, g[i], f)
		             : take_one(d, g[i], f)) < 0)
			return -1;
	if (d->refusals > 0 || d->out->taken == taken)
		return 0;
	return verdicts_refresh(d->p, document, &adrift, f);
}

/* ---- the file -------------------------------------------------------------
 */

static int compare_given(const void *left, const void *right)
{
	const struct decision_given *a =
		*(const struct decision_given *const *)left;
	const struct decision_given *b =
		*(const struct decision_given *const *)right;
	int order = memcmp(&a->decision.document, &b->decision.document,
	                   sizeof(a->decision.document));

	if (order != 0)
		return order;
	return (a->line > b->line) - (a->line < b->line);
}

static int take_all(struct desk_of_decisions *d, struct fault *f)
{
	const struct decision_given **sorted = calloc(d->n + 1, sizeof(void *));
	size_t end;
	int rc = 0;

	if (!sorted)
		return fault_set(f, FAULT_MEMORY, "no memory for decisions");
	for (size_t i = 0; i < d->n; i++)
		sorted[i] = &d->given[i];
	if (d->n > 1)
		qsort(sorted, d->n, sizeof(void *), compare_given);
	for (size_t at = 0; rc == 0 && at < d->n; at = end) {
		for (end = at + 1; end < d->n; end++)
			if (!digest_is_equal(&sorted[at]->decision.document,
			                     &sorted[end]->decision.document))
				break;
		rc = take_document(d, sorted + at, end - at, f);
	}
	free(sorted);
	if (rc == 0 && d->refusals > REFUSALS_MOST)
		rc = buf_addf(d->report, f, "%s: %zu more\n", d->name,
		              d->refusals - REFUSALS_MOST);
	return rc;
}

static int take_file(struct desk_of_decisions *d, struct fault *f)
{
	struct store *s = d->p->store;
	int rc;

	if (store_begin(s, f) < 0)
		return -1;
	rc = take_all(d, f);
	if (rc == 0 && d->refusals == 0 && d->out->taken > 0)
		rc = publish_here(d->p, d->now_s, f);
	if (rc == 0 && d->refusals == 0)
		rc = store_commit(s, f) < 0 ? -1 : 1;
	if (rc != 1)
		store_rollback(s);
	return rc;
}

/* The door has these parameters: NOLINTNEXTLINE(readability-function-size) */
int pipeline_decide(struct pipeline *p, const char *name,
                    const struct decision_given *given, size_t n, int64_t now_s,
                    struct decided *out, struct buf *report, struct fault *f)
{
	struct desk_of_decisions d = {
		.p = p,
		.name = name,
		.given = given,
		.n = n,
		.now_s = now_s,
		.out = out,
		.report = report,
	};
	int rc;

	memset(out, 0, sizeof(*out));
	buf_reset(report);
	if (arena_new(DOCUMENT_DECISIONS_MOST, &d.arena, f) < 0)
		return -1;
	rc = take_file(&d, f);
	arena_free(d.arena);
	return rc;
}
