/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings, written and emptied. The digest in a row of finding is over the
 * head, the text and every passage in order (record.c), so that no stored
 * byte of them can change unnoticed.
 */
#include "store.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "model/text.h"

#include "ask.h"
#include "coding_pack.h"
#include "db.h"
#include "marks.h"
#include "observations.h"
#include "record.h"
#include "stale.h"
#include "submission.h"
#include "verdict.h"

/* What is needed to decode the codings of one passage. */
#define PASSAGE_MEMORY ((size_t)16 << 20)

/* Findings under way into the store. */
struct putting {
	struct store *s;
	const struct findings *found;
	int64_t seq;
	struct digester *digester;
	struct buf packed;  /* codings of one passage, blocks of the text */
	struct buf scratch; /* bytes to be digested */
	struct mark *marks;
	size_t n_marks;
};

static int delete_by(struct store *s, enum query query, const char *name,
                     int64_t value, struct fault *f)
{
	struct ask a;

	ask_start(&a, s, query);
	ask_int(&a, name, value);
	return ask_run(&a, f);
}

/* Takes away what hangs on the passage that ROW holds, and the row. */
static int delete_passage(struct store *s, const struct passage_record *row,
                          struct arena *arena, struct fault *f)
{
	const struct coding *codings;
	struct mark *marks;
	struct ask a;
	size_t n, n_marks;

	arena_reset(arena);
	if (codings_unpack(row->codings, row->codings_len, arena, &codings, &n,
	                   f) < 0)
		return -1;
	n_marks = marks_count(codings, n);
	marks = arena_array(arena, n_marks, sizeof(*marks), f);
	if (!marks)
		return -1;
	marks_make(&(struct marked){ row->id, (enum voice)row->voice,
	                             row->quoted != 0 },
	           codings, n, marks);
	if (stale_marks(s, marks, n_marks, f) < 0 ||
	    marks_delete(s, marks, n_marks, f) < 0)
		return -1;
	ask_start(&a, s, QUERY_WORD_DELETE);
	ask_int(&a, ":id", row->id);
	ask_chars(&a, ":quote", row->quote, row->quote_len);
	return ask_run(&a, f);
}

static int delete_passages(struct store *s, int64_t seq, struct fault *f)
{
	struct passage_record row;
	struct arena *arena;
	struct ask a;
	int rc;

	if (arena_new(PASSAGE_MEMORY, &arena, f) < 0)
		return -1;
	ask_start(&a, s, QUERY_PASSAGE_ROWS);
	ask_int(&a, ":first", record_first(seq));
	ask_int(&a, ":last", record_last(seq));
	while ((rc = ask_row(&a, f)) == 1) {
		record_passage_row(&a, &row);
		rc = delete_passage(s, &row, arena, f);
		if (rc < 0)
			break;
	}
	ask_end(&a);
	arena_free(arena);
	if (rc < 0)
		return -1;
	ask_start(&a, s, QUERY_PASSAGE_DELETE);
	ask_int(&a, ":first", record_first(seq));
	ask_int(&a, ":last", record_last(seq));
	return ask_run(&a, f);
}

static int has_finding(struct store *s, int64_t seq, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_FINDING_ROW);
	ask_int(&a, ":submission", seq);
	rc = ask_row(&a, f);
	ask_end(&a);
	return rc;
}

static int delete_old(struct store *s, int64_t seq, struct fault *f)
{
	int rc = has_finding(s, seq, f);

	if (rc <= 0)
		return rc;
	if (verdicts_clear(s, seq, f) < 0 || delete_passages(s, seq, f) < 0 ||
	    observations_delete(s, seq, f) < 0 ||
	    delete_by(s, QUERY_TEXT_DELETE, ":submission", seq, f) < 0 ||
	    delete_by(s, QUERY_CLAIMANT_DELETE, ":submission", seq, f) < 0 ||
	    delete_by(s, QUERY_FINDING_DELETE, ":submission", seq, f) < 0)
		return -1;
	return 0;
}

static int put_text(struct putting *p, struct fault *f)
{
	struct text_record r;
	struct ask a;

	if (!p->found->text)
		return 0;
	if (record_text(p->found->text, &p->packed, &r, f) < 0 ||
	    record_digest_text(&r, &p->scratch, p->digester, f) < 0)
		return -1;
	ask_start(&a, p->s, QUERY_TEXT_ADD);
	ask_int(&a, ":submission", p->seq);
	ask_int(&a, ":format", r.format);
	ask_int(&a, ":pages", r.pages);
	ask_text(&a, ":language", r.language);
	ask_text(&a, ":declared_language", r.declared_language);
	ask_text(&a, ":title", r.title);
	ask_int(&a, ":hidden", r.has_hidden);
	ask_int(&a, ":footnotes", r.n_footnotes);
	ask_digest(&a, ":sha256", &r.sha256);
	ask_blob(&a, ":blocks", r.blocks, r.blocks_len);
	ask_chars(&a, ":bytes", r.bytes, r.len);
	return ask_run(&a, f);
}

static int put_passage(struct putting *p, size_t i, struct fault *f)
{
	const struct passage_finding *c = &p->found->coded[i];
	struct passage_record r;
	struct ask a;

	if (record_passage(p->seq, p->found, i, &p->packed, &r, f) < 0 ||
	    record_digest_passage(&r, &p->scratch, p->digester, f) < 0)
		return -1;
	ask_start(&a, p->s, QUERY_PASSAGE_ADD);
	ask_int(&a, ":id", r.id);
	ask_int(&a, ":block", r.block);
	ask_int(&a, ":start", r.start);
	ask_int(&a, ":len", r.len);
	ask_int(&a, ":level", r.level);
	ask_int(&a, ":demand", r.demand);
	ask_int(&a, ":best", r.best);
	ask_text(&a, ":source", r.source);
	ask_int(&a, ":voice", r.voice);
	ask_int(&a, ":attribution", r.attribution);
	ask_int(&a, ":quoted", r.quoted);
	ask_text(&a, ":endorsers", r.endorsers);
	if (r.codings_len > 0) /* unbound is NULL: not coded */
		ask_blob(&a, ":codings", r.codings, r.codings_len);
	ask_chars(&a, ":quote", r.quote, r.quote_len);
	if (ask_run(&a, f) < 0)
		return -1;
	ask_start(&a, p->s, QUERY_WORD_ADD);
	ask_int(&a, ":id", r.id);
	ask_chars(&a, ":quote", r.quote, r.quote_len);
	if (ask_run(&a, f) < 0)
		return -1;
	marks_make(&(struct marked){ r.id, c->voice, c->is_quoted }, c->codings,
	           c->n_codings, p->marks + p->n_marks);
	p->n_marks += marks_count(c->codings, c->n_codings);
	return 0;
}

static int put_claimant(struct putting *p, size_t i, struct fault *f)
{
	struct claimant_record r;
	struct ask a;

	if (record_claimant(&p->found->claimants[i], &p->packed, &r, f) < 0 ||
	    record_digest_claimant(&r, &p->scratch, p->digester, f) < 0)
		return -1;
	ask_start(&a, p->s, QUERY_CLAIMANT_ADD);
	ask_int(&a, ":submission", p->seq);
	ask_int(&a, ":ordinal", (int64_t)i);
	ask_text(&a, ":source", r.source);
	ask_int(&a, ":voice", r.voice);
	ask_text(&a, ":name", r.name);
	ask_text(&a, ":members", r.members);
	ask_int(&a, ":passages", r.passages);
	ask_int(&a, ":endorsed", r.endorsed);
	return ask_run(&a, f);
}

static int put_head(struct putting *p, struct fault *f)
{
	struct digest sha256;
	struct head_record r;
	struct ask a;

	if (record_head(p->found, &p->packed, &r, f) < 0 ||
	    record_digest_head(&r, &p->scratch, p->digester, f) < 0)
		return -1;
	digester_end(p->digester, &sha256);
	ask_start(&a, p->s, QUERY_FINDING_ADD);
	ask_int(&a, ":submission", p->seq);
	ask_int(&a, ":status", r.status);
	ask_int(&a, ":format", r.format);
	ask_text(&a, ":language", r.language);
	ask_text(&a, ":reason", r.reason);
	ask_text(&a, ":extractor", r.extractor);
	ask_text(&a, ":coder", r.coder);
	ask_text(&a, ":catalogue", r.catalogue);
	ask_int(&a, ":flags", r.flags);
	ask_int(&a, ":passages", r.n_passages);
	ask_int(&a, ":codings", r.n_codings);
	ask_digest(&a, ":sha256", &sha256);
	ask_text(&a, ":source", r.source);
	ask_blob(&a, ":sketch", r.sketch, r.sketch_len);
	ask_blob(&a, ":signatories", r.signatories, r.signatories_len);
	return ask_run(&a, f);
}

static int put_all(struct putting *p, struct fault *f)
{
	size_t n = 0;

	for (size_t i = 0; i < p->found->n_passages; i++)
		n += marks_count(p->found->coded[i].codings,
		                 p->found->coded[i].n_codings);
	p->marks = calloc(n + 1, sizeof(*p->marks));
	if (!p->marks)
		return fault_set(f, FAULT_MEMORY, "no memory for codings");
	if (put_text(p, f) < 0)
		return -1;
	for (size_t i = 0; i < p->found->n_claimants; i++)
		if (put_claimant(p, i, f) < 0)
			return -1;
	for (size_t i = 0; i < p->found->n_passages; i++)
		if (put_passage(p, i, f) < 0)
			return -1;
	if (observations_put(p->s, p->seq, p->found->figures, p->digester, f) <
	            0 ||
	    stale_sent(p->s, p->seq, f) < 0 ||
	    stale_marks(p->s, p->marks, p->n_marks, f) < 0 ||
	    marks_put(p->s, p->marks, p->n_marks, f) < 0)
		return -1;
	return put_head(p, f);
}

int store_findings_put(struct store *s, const char *id,
                       const struct findings *found, struct fault *f)
{
	struct putting p = { .s = s, .found = found };
	int rc;

	if (db_need_begun(s, f) < 0)
		return -1;
	rc = submission_seq(s, id, &p.seq, f);
	if (rc == 0)
		return fault_set(f, FAULT_NOTFOUND, "no submission %.40s", id);
	if (rc < 0 || delete_old(s, p.seq, f) < 0 ||
	    digester_new(&p.digester, f) < 0)
		return -1;
	buf_init(&p.packed, BLOCKS_MOST);
	buf_init(&p.scratch, BLOCKS_MOST);
	rc = put_all(&p, f);
	free(p.marks);
	buf_clear(&p.packed);
	buf_clear(&p.scratch);
	digester_free(p.digester);
	return rc;
}

int store_findings_empty(struct store *s, struct fault *f)
{
	static const enum query EMPTY[] = {
		QUERY_MARK_EMPTY,        QUERY_PASSAGE_EMPTY,
		QUERY_TEXT_EMPTY,        QUERY_FINDING_EMPTY,
		QUERY_CELL_EMPTY,        QUERY_FIGURES_EMPTY,
		QUERY_OBSERVATION_EMPTY, QUERY_EDITION_EMPTY,
		QUERY_CLAIMANT_EMPTY,    QUERY_VERDICT_EMPTY,
	};
	struct ask a;

	if (db_need_begun(s, f) < 0)
		return -1;
	ask_start(&a, s, QUERY_WORD_COMMAND);
	ask_text(&a, ":command", "delete-all");
	if (ask_run(&a, f) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(EMPTY) / sizeof(EMPTY[0]); i++) {
		ask_start(&a, s, EMPTY[i]);
		if (ask_run(&a, f) < 0)
			return -1;
	}
	return stale_all(s, f);
}
