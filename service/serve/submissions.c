/* SPDX-License-Identifier: Apache-2.0 */
#include "submissions.h"

#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/fault.h"

#include "copy.h"
#include "handlers.h"
#include "intake.h"
#include "model/text.h"
#include "passages.h"
#include "reply.h"
#include "shapes.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

static const struct column COLUMNS[] = {
	{ NULL, "id", COLUMN_CODE },
	{ NULL, "status", COLUMN_CODE },
	{ NULL, "states", COLUMN_WORDS },
	{ NULL, "round", COLUMN_CODE },
	{ NULL, "voice", COLUMN_CODE },
	{ NULL, "kind", COLUMN_TEXT },
	{ NULL, "author", COLUMN_TEXT },
	{ NULL, "title", COLUMN_TEXT },
	{ NULL, "symbol", COLUMN_TEXT },
	{ NULL, "date", COLUMN_TEXT },
	{ NULL, "language", COLUMN_TEXT },
	{ NULL, "language_declared", COLUMN_TEXT },
	{ NULL, "received", COLUMN_TIME },
	{ NULL, "format", COLUMN_CODE },
	{ NULL, "file_name", COLUMN_TEXT },
	{ NULL, "document_sha256", COLUMN_CODE },
	{ NULL, "supersedes", COLUMN_CODE },
	{ NULL, "superseded_by", COLUMN_CODE },
	{ NULL, "reason", COLUMN_TEXT },
	{ NULL, "extractor", COLUMN_TEXT },
	{ NULL, "passages", COLUMN_COUNT },
	{ NULL, "codings", COLUMN_COUNT },
	{ NULL, "hidden_text", COLUMN_BOOL },
	{ NULL, "endorsers_count", COLUMN_COUNT },
};

#define COLUMNS_CSV  (sizeof(COLUMNS) / sizeof(COLUMNS[0]))
#define COLUMNS_JSON (COLUMNS_CSV - 1) /* endorsers are an object there */

const struct shape SHAPE_SUBMISSION = {
	.name = "Submission",
	.columns = COLUMNS,
	.n_columns = COLUMNS_JSON,
	.sure = "id status states voice received document_sha256",
	.members = "endorsers:Endorsers links:SubmissionLinks",
};

const struct shape SHAPE_SUBMISSION_WHOLE = {
	.name = "SubmissionWhole",
	.columns = COLUMNS,
	.n_columns = COLUMNS_JSON,
	.sure = "id status states voice received document_sha256",
	.members = "endorsers:Endorsers sources:Claimant* "
		   "copy_of:~text links:SubmissionLinks",
};

static const char *state_words(const struct request *q,
                               const struct submission *s, struct fault *f)
{
	const char *all = "";

	for (size_t i = 0; i < s->n_states && all; i++)
		all = arena_print(q->arena, f, "%s%s%s", all, all[0] ? " " : "",
		                  s->states[i]);
	return all;
}

static void write_numbers(struct pen *p, const struct endorser_facts *facts)
{
	pen_key_count(p, "count", facts->count);
	pen_key_count(p, "distinct", facts->distinct);
	pen_key(p, "missing_numbers");
	pen_open(p, '[');
	for (size_t i = 0; i < facts->n_missing; i++)
		pen_count(p, (uint64_t)facts->missing[i]);
	pen_close(p, ']');
	pen_key(p, "duplicates");
	pen_open(p, '[');
	for (size_t i = 0; i < facts->n_duplicates; i++)
		pen_text(p, facts->duplicates[i]);
	pen_close(p, ']');
}

/* Who signed: the list given beside a document stands before the one in it. */
struct signed_by {
	const struct endorser *at;
	size_t n;
	const char *from; /* "given", "text", or NULL for nobody */
};

static struct signed_by signed_by(const struct submission *s)
{
	if (s->n_endorsers > 0)
		return (struct signed_by){ s->endorsers, s->n_endorsers,
			                   "given" };
	return (struct signed_by){ s->signatories, s->n_signatories,
		                   s->n_signatories > 0 ? "text" : NULL };
}

static void write_endorsers(const struct request *q, struct pen *p,
                            const struct submission *s)
{
	struct signed_by by = signed_by(s);
	struct endorser_facts facts = { 0 };

	if (by.n > 0 && intake_endorser_facts(by.at, by.n, q->arena, &facts,
	                                      &p->fault) < 0) {
		p->is_bad = true;
		return;
	}
	pen_key(p, "endorsers");
	pen_open(p, '{');
	write_numbers(p, &facts);
	pen_key(p, "names");
	pen_open(p, '[');
	for (size_t i = 0; i < by.n; i++)
		pen_text(p, by.at[i].name);
	pen_close(p, ']');
	pen_key_text(p, "from", by.from);
	pen_close(p, '}');
}

static void write_links(const struct request *q, struct pen *p,
                        const struct submission *s)
{
	static const struct {
		const char *key, *fmt;
	} LINKS[] = {
		{ "self", "" },
		{ "text", "/text" },
		{ "original", "/original" },
	};

	pen_key(p, "links");
	pen_open(p, '{');
	for (size_t i = 0; i < sizeof(LINKS) / sizeof(LINKS[0]); i++)
		pen_key_text(p, LINKS[i].key,
		             arena_print(q->arena, &p->fault,
		                         "%s/api/v1/submissions/%s%s",
		                         q->site->options.public_url, s->id,
		                         LINKS[i].fmt));
	pen_key_text(p, "passages",
	             arena_print(q->arena, &p->fault,
	                         "%s/api/v1/passages?submission=%s",
	                         q->site->options.public_url, s->id));
	pen_close(p, '}');
}

/* The middle of a row: what came, and what was made of it. */
static void write_facts(struct grid *g, const struct submission *s)
{
	char hex[DIGEST_HEX_SIZE];

	digest_hex(&s->document, hex);
	grid_maybe(g, s->kind);
	grid_maybe(g, s->author);
	grid_maybe(g, s->title);
	grid_maybe(g, s->symbol);
	grid_maybe(g, s->date);
	grid_maybe(g, s->language);
	grid_maybe(g, s->language_declared);
	grid_time(g, s->received_s);
	grid_text(g,
	          s->format == FORMAT_UNKNOWN ? NULL : FORMAT_NAMES[s->format]);
	grid_maybe(g, s->file_name);
	grid_text(g, hex);
	grid_maybe(g, s->supersedes);
	grid_maybe(g, s->superseded_by);
	grid_maybe(g, s->reason);
	grid_maybe(g, s->extractor);
}

static void write_counts(struct grid *g, const struct submission *s)
{
	bool is_read = s->status == SUBMISSION_ASSESSED ||
	               s->status == SUBMISSION_NOT_ASSESSED;

	if (is_read) {
		grid_count(g, s->n_passages);
		grid_count(g, s->n_codings);
		grid_bool(g, (s->flags & SUBMISSION_FLAG_HIDDEN_TEXT) != 0);
		return;
	}
	grid_null(g);
	grid_null(g);
	grid_null(g);
}

/* Whose claims the document holds; the document itself is the first. */
static void write_claimants(const struct claimant *list, size_t n,
                            struct pen *p)
{
	pen_key(p, "sources");
	pen_open(p, '[');
	for (size_t i = 0; i < n; i++) {
		const struct claimant *c = &list[i];

		pen_open(p, '{');
		pen_key_text(p, "source", c->key);
		pen_key_maybe(p, "name", c->name);
		pen_key_text(p, "voice", VOICE_NAMES[c->voice]);
		pen_key_count(p, "passages", c->passages);
		pen_key_count(p, "endorsed", c->endorsed);
		pen_key(p, "members");
		pen_open(p, '[');
		for (size_t k = 0; k < c->n_members; k++)
			pen_text(p, c->members[k]);
		pen_close(p, ']');
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

/* Those who make claims in one submission; NULL in a list of them. */
struct claimants {
	struct claimant *at;
	size_t n;
};

/* A reader of one submission, not of a list, is told what it repeats. */
static void write_copy(const struct request *q, struct pen *p,
                       const struct submission *s)
{
	const char *of;

	if (submission_copy_of(q, s->id, &of, &p->fault) < 0)
		p->is_bad = true;
	else
		pen_key_text(p, "copy_of", of);
}

static void write_row(const struct request *q, struct grid *g,
                      const struct submission *s,
                      const struct claimants *claimants)
{
	struct pen *p;

	grid_row(g);
	grid_text(g, s->id);
	grid_text(g, SUBMISSION_STATUS_NAMES[s->status]);
	grid_text(g, state_words(q, s, &g->pen->fault));
	grid_maybe(g, s->round);
	grid_text(g, VOICE_NAMES[s->voice]);
	write_facts(g, s);
	write_counts(g, s);
	p = grid_nested(g);
	if (p) {
		write_endorsers(q, p, s);
		if (claimants) {
			write_claimants(claimants->at, claimants->n, p);
			write_copy(q, p, s);
		}
		write_links(q, p, s);
	} else {
		grid_count(g, signed_by(s).n);
	}
	grid_end(g);
}

void submission_row(const struct request *q, struct grid *g,
                    const struct submission *s)
{
	write_row(q, g, s, NULL);
}

int answer_submissions(const struct request *q, struct reply *r,
                       struct fault *f)
{
	struct reader reader = public_reader(q);
	size_t limit = request_limit(q), n = 0;
	struct submission_filter filter = { .limit = limit + 1 };
	struct submission *list = NULL;
	struct grid g;

	filter.states = filter_values(q, "state", &filter.n_states);
	filter.rounds = filter_values(q, "round", &filter.n_rounds);
	filter.voices = request_bits(q, "voice", VOICE_NAMES, VOICE_COUNT);
	filter.statuses = request_bits(q, "status", SUBMISSION_STATUS_NAMES,
	                               SUBMISSION_STATUS_COUNT);
	if (after_read(q, &filter.after, f) < 0 ||
	    store_submissions(q->store, &reader, &filter, q->arena, &list, &n,
	                      f) < 0)
		return -1;
	if (n > limit) {
		n = limit;
		r->next = cursor_write(q, list[n - 1].id, f);
		if (!r->next)
			return -1;
	}
	reply_table(q, r, &g, COLUMNS, is_flat(q) ? COLUMNS_CSV : COLUMNS_JSON);
	for (size_t i = 0; i < n; i++)
		submission_row(q, &g, &list[i]);
	reply_table_end(q, r);
	return 0;
}

static int not_found(struct fault *f)
{
	return fault_set(f, FAULT_NOTFOUND,
	                 "no submission has this id: /api/v1/submissions lists "
	                 "them");
}

int answer_submission(const struct request *q, struct reply *r, struct fault *f)
{
	struct reader reader = public_reader(q);
	struct claimants all = { 0 };
	struct submission s;
	struct grid g;
	int rc;

	rc = store_submission(q->store, &reader, q->arg[0], q->arena, &s, f);
	if (rc <= 0)
		return rc < 0 ? -1 : not_found(f);
	if (store_claimants(q->store, &reader, s.id, q->arena, &all.at, &all.n,
	                    f) < 0)
		return -1;
	reply_begin(q, r);
	grid_open(&g, &r->pen, COLUMNS, COLUMNS_JSON, false);
	write_row(q, &g, &s, &all);
	reply_end(q, r);
	return 0;
}

int answer_submission_text(const struct request *q, struct reply *r,
                           struct fault *f)
{
	struct reader reader = public_reader(q);
	struct text text;
	int rc;

	rc = store_text(q->store, &reader, q->arg[0], q->arena, &text, f);
	if (rc < 0)
		return -1;
	if (rc == 0)
		return fault_set(f, FAULT_NOTFOUND,
		                 "no text is here: the submission is unknown, "
		                 "was refused, or is not processed yet");
	r->body = text.bytes;
	r->body_len = text.len;
	return 0;
}

/* The original is a stranger's file: it is saved, never shown by us. */
int answer_submission_original(const struct request *q, struct reply *r,
                               struct fault *f)
{
	struct reader reader = public_reader(q);
	const char *bytes = NULL;
	size_t len = 0;
	int rc;

	rc = store_document(q->store, &reader, q->arg[0], q->arena, &bytes,
	                    &len, f);
	if (rc <= 0)
		return rc < 0 ? -1 : not_found(f);
	r->body = bytes;
	r->body_len = len;
	r->type = "application/octet-stream";
	r->disposition =
		arena_print(q->arena, f, "attachment; filename=\"%.28s\"",
	                    q->arg[0]);
	return r->disposition ? 0 : -1;
}
