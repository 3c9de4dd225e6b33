/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/utf8.h"
#include "model/text.h"

#include "ask.h"
#include "coding_pack.h"
#include "db.h"
#include "marks.h"
#include "observations.h"
#include "record.h"
#include "store.h"
#include "verdict.h"

/* Memory for one text with its blocks, or one passage with its codings. */
#define TEXT_MEMORY    ((size_t)256 << 20)
#define PASSAGE_MEMORY ((size_t)16 << 20)

/* One submission being checked. */
struct checking {
	struct store *s;
	int64_t seq;
	char id[SUBMISSION_ID_SIZE];
	struct arena *text_arena;    /* holds text and blocks */
	struct arena *passage_arena; /* holds the codings of one passage */
	struct digester *digester;
	struct buf scratch;
	const char *bytes;
	size_t len;
	struct block *blocks;
	size_t n_blocks;
	int64_t n_passages;
	int64_t n_codings;
	int64_t n_marks; /* over all submissions */
	int64_t n_verdicts;
	struct buf *report;
};

static int check_blocks(struct checking *c, struct fault *f)
{
	for (size_t i = 0; i < c->n_blocks; i++) {
		const struct block *b = &c->blocks[i];

		if (b->start > c->len || b->len > c->len - b->start)
			return buf_addf(c->report, f,
			                "text %s: blocks: block %zu lies "
			                "outside the text",
			                c->id, i);
		if (b->heading != BLOCK_NO_HEADING && b->heading >= i)
			return buf_addf(c->report, f,
			                "text %s: blocks: block %zu stands "
			                "under no heading before it",
			                c->id, i);
	}
	return 0;
}

/* Takes up the text that A stands on. */
static int take_text(struct checking *c, const struct ask *a, struct fault *f)
{
	struct text_record r;
	struct digest is;
	size_t bad;

	record_text_row(a, &r);
	digest_of(r.bytes, r.len, &is);
	if (!digest_is_equal(&is, &r.sha256))
		return buf_addf(c->report, f,
		                "text %s: bytes: are not those of its sha256",
		                c->id);
	if (!utf8_is_valid(r.bytes, r.len, &bad))
		return buf_addf(c->report, f,
		                "text %s: bytes: not UTF-8 at %zu", c->id, bad);
	c->bytes = arena_copy(c->text_arena, r.bytes, r.len, f);
	if (!c->bytes ||
	    record_digest_text(&r, &c->scratch, c->digester, f) < 0)
		return -1;
	c->len = r.len;
	if (blocks_unpack(r.blocks, r.blocks_len, c->text_arena, &c->blocks,
	                  &c->n_blocks, f) < 0)
		return -1;
	return check_blocks(c, f);
}

static int check_text(struct checking *c, struct fault *f)
{
	struct ask a;
	int rc;

	arena_reset(c->text_arena);
	c->bytes = "";
	c->len = c->n_blocks = 0;
	ask_start(&a, c->s, QUERY_TEXT_ROW);
	ask_int(&a, ":submission", c->seq);
	rc = ask_row(&a, f);
	if (rc == 1)
		rc = take_text(c, &a, f);
	ask_end(&a);
	return rc;
}

/* The anchor: a range inside its block whose bytes are the quote. */
static const char *anchor_trouble(const struct checking *c,
                                  const struct passage_record *r)
{
	size_t start = (size_t)r->start, len = (size_t)r->len;
	const struct block *b;

	if (r->start < 0 || r->len <= 0 || start > c->len ||
	    len > c->len - start)
		return "start: the range lies outside the text";
	if (r->block < 0 || (size_t)r->block >= c->n_blocks)
		return "block: there is no such block";
	b = &c->blocks[r->block];
	if (start < b->start || len > b->len || start - b->start > b->len - len)
		return "start: the range lies outside its block";
	if (r->quote_len != len || memcmp(r->quote, c->bytes + start, len) != 0)
		return "quote: is not what the text says there";
	return NULL;
}

static int check_mark(struct checking *c, const struct mark *m, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, c->s, QUERY_MARK_ONE);
	ask_text(&a, ":commitment", m->commitment);
	ask_text(&a, ":state", m->state);
	ask_int(&a, ":passage", m->passage);
	ask_int(&a, ":place", m->place);
	rc = ask_row(&a, f);
	if (rc == 0 || (rc == 1 && (row_int(&a, 0) != (int64_t)m->level ||
	                            row_int(&a, 1) != m->is_demand ||
	                            row_int(&a, 2) != m->confidence ||
	                            row_int(&a, 3) != (int64_t)m->voice ||
	                            row_int(&a, 4) != m->is_quoted ||
	                            row_int(&a, 5) != (int64_t)m->review)))
		rc = buf_addf(c->report, f,
		              "mark %s %s %s.%" PRId64
		              ": is not what the passage's codings say",
		              m->commitment, m->state, c->id,
		              m->passage - record_first(c->seq));
	ask_end(&a);
	return rc < 0 ? -1 : 0;
}

/* What was decided on the passage R, if anything, in place of CODINGS. */
static int check_verdict(struct checking *c, const struct passage_record *r,
                         const struct coding **codings, size_t *n,
                         struct fault *f)
{
	struct verdict_record is;
	struct digest sha256;
	struct ask a;
	int rc;

	ask_start(&a, c->s, QUERY_VERDICT_ROWS);
	ask_int(&a, ":first", r->id);
	ask_int(&a, ":last", r->id);
	rc = ask_row(&a, f);
	if (rc == 1) {
		c->n_verdicts++;
		verdict_record_row(&a, &is);
		rc = verdict_digest(&is, &sha256, f);
		if (rc == 0 && !digest_is_equal(&sha256, &is.sha256))
			rc = buf_addf(c->report, f,
			              "verdict %s.%" PRId64
			              ": sha256: is not that of its row",
			              c->id, r->id - record_first(c->seq));
		else if (rc == 0)
			rc = verdict_unpack(is.codings, is.codings_len,
			                    c->passage_arena, codings, n, f);
	}
	ask_end(&a);
	return rc;
}

static int check_codings(struct checking *c, const struct passage_record *r,
                         struct fault *f)
{
	const struct coding *codings;
	struct mark *marks;
	size_t n, n_marks;

	arena_reset(c->passage_arena);
	if (codings_unpack(r->codings, r->codings_len, c->passage_arena,
	                   &codings, &n, f) < 0)
		return -1;
	c->n_codings += (int64_t)n;
	if (check_verdict(c, r, &codings, &n, f) < 0 || c->report->len > 0)
		return c->report->len > 0 ? 0 : -1;
	n_marks = marks_count(codings, n);
	marks = arena_array(c->passage_arena, n_marks, sizeof(*marks), f);
	if (!marks)
		return -1;
	marks_make(&(struct marked){ r->id, (enum voice)r->voice,
	                             r->quoted != 0 },
	           codings, n, marks);
	for (size_t i = 0; i < n_marks && c->report->len == 0; i++)
		if (check_mark(c, &marks[i], f) < 0)
			return -1;
	c->n_marks += (int64_t)n_marks;
	return 0;
}

static int check_passage(struct checking *c, const struct ask *a,
                         struct fault *f)
{
	struct passage_record r;
	const char *trouble;

	record_passage_row(a, &r);
	trouble = anchor_trouble(c, &r);
	if (trouble)
		return buf_addf(c->report, f, "passage %s.%" PRId64 ": %s",
		                c->id, r.id - record_first(c->seq), trouble);
	if (record_digest_passage(&r, &c->scratch, c->digester, f) < 0)
		return -1;
	c->n_passages++;
	return check_codings(c, &r, f);
}

static int check_passages(struct checking *c, struct fault *f)
{
	struct ask a;
	int rc;

	c->n_passages = c->n_codings = 0;
	ask_start(&a, c->s, QUERY_PASSAGE_ROWS);
	ask_int(&a, ":first", record_first(c->seq));
	ask_int(&a, ":last", record_last(c->seq));
	while ((rc = ask_row(&a, f)) == 1) {
		rc = check_passage(c, &a, f);
		if (rc < 0 || c->report->len > 0)
			break;
	}
	ask_end(&a);
	return rc < 0 ? -1 : 0;
}

static int check_head(struct checking *c, struct fault *f)
{
	struct digest said, is;
	struct head_record r;
	struct ask a;
	int rc;

	ask_start(&a, c->s, QUERY_FINDING_ROW);
	ask_int(&a, ":submission", c->seq);
	rc = ask_row(&a, f);
	if (rc == 1) {
		record_head_row(&a, &r, &said);
		rc = record_digest_head(&r, &c->scratch, c->digester, f);
		digester_end(c->digester, &is);
		if (rc == 0 && r.n_passages != c->n_passages)
			rc = buf_addf(c->report, f,
			              "finding %s: passages: %" PRId64
			              " are counted, %" PRId64 " are there",
			              c->id, r.n_passages, c->n_passages);
		else if (rc == 0 && r.n_codings != c->n_codings)
			rc = buf_addf(c->report, f,
			              "finding %s: codings: %" PRId64
			              " are counted, %" PRId64 " are there",
			              c->id, r.n_codings, c->n_codings);
		else if (rc == 0 && !digest_is_equal(&said, &is))
			rc = buf_addf(c->report, f,
			              "finding %s: sha256: is not that of its "
			              "text, passages and codings",
			              c->id);
	}
	ask_end(&a);
	return rc < 0 ? -1 : 0;
}

/* They have no place in the text: only the digest tells of a change. */
static int digest_claimants(struct checking *c, struct fault *f)
{
	struct claimant_record r;
	struct ask a;
	int rc;

	ask_start(&a, c->s, QUERY_CLAIMANT_ROWS);
	ask_int(&a, ":submission", c->seq);
	while ((rc = ask_row(&a, f)) == 1) {
		record_claimant_row(&a, &r);
		if (record_digest_claimant(&r, &c->scratch, c->digester, f) <
		    0) {
			rc = -1;
			break;
		}
	}
	ask_end(&a);
	return rc;
}

static int check_one(struct checking *c, struct fault *f)
{
	if (check_text(c, f) < 0 || digest_claimants(c, f) < 0)
		return -1;
	if (c->report->len == 0 && check_passages(c, f) < 0)
		return -1;
	if (c->report->len > 0)
		return 0;
	if (observations_digest(c->s, c->seq, c->digester, f) < 0)
		return -1;
	return check_head(c, f);
}

static int check_all(struct checking *c, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, c->s, QUERY_FINDING_ALL);
	while ((rc = ask_row(&a, f)) == 1) {
		c->seq = row_int(&a, 0);
		row_into(&a, 1, c->id, sizeof(c->id));
		rc = c->id[0] ? check_one(c, f)
		              : buf_addf(c->report, f,
		                         "finding %" PRId64
		                         ": submission: is not there",
		                         c->seq);
		if (rc < 0 || c->report->len > 0)
			break;
	}
	ask_end(&a);
	return rc < 0 ? -1 : 0;
}

/* Rows that belong to nothing. Asked when all that belong were seen. */
static int check_orphans(struct checking *c, struct fault *f)
{
	static const struct {
		const char *words;
		const char *sql;
	} ORPHANS[] = {
		{ "text: of a submission without findings",
		  "SELECT count(*) FROM text WHERE submission NOT IN"
		  " (SELECT submission FROM finding)" },
		{ "claimant: of a submission without findings",
		  "SELECT count(*) FROM claimant WHERE submission NOT IN"
		  " (SELECT submission FROM finding)" },
		{ "passage: of a submission without text",
		  "SELECT count(*) FROM passage WHERE id >> 20 NOT IN"
		  " (SELECT submission FROM text)" },
		{ "figures: of a submission without findings",
		  "SELECT count(*) FROM figures WHERE submission NOT IN"
		  " (SELECT submission FROM finding)" },
		{ "observation: of a submission without figures",
		  "SELECT count(*) FROM observation WHERE id >> 20 NOT IN"
		  " (SELECT submission FROM figures)" },
		{ "edition: lacks a year of its figures",
		  "SELECT count(*) FROM (SELECT g.series, g.scope, o.year,"
		  "   g.submission FROM figures AS g JOIN observation AS o"
		  "   ON o.id BETWEEN g.submission << 20"
		  "      AND (g.submission << 20) + 1048575"
		  "  EXCEPT SELECT series, scope, year, submission"
		  "   FROM edition)" },
		{ "edition: has a year that its figures lack",
		  "SELECT count(*) FROM (SELECT series, scope, year, submission"
		  "   FROM edition EXCEPT SELECT g.series, g.scope, o.year,"
		  "   g.submission FROM figures AS g JOIN observation AS o"
		  "   ON o.id BETWEEN g.submission << 20"
		  "      AND (g.submission << 20) + 1048575)" },
	};
	int64_t n;

	for (size_t i = 0; i < sizeof(ORPHANS) / sizeof(ORPHANS[0]); i++) {
		if (db_int(c->s, ORPHANS[i].sql, &n, f) < 0)
			return -1;
		if (n > 0)
			return buf_addf(c->report, f, "%s: %" PRId64 " rows",
			                ORPHANS[i].words, n);
	}
	if (db_int(c->s, "SELECT count(*) FROM verdict", &n, f) < 0)
		return -1;
	if (n != c->n_verdicts)
		return buf_addf(c->report, f,
		                "verdict: on a passage that is not there");
	if (db_int(c->s, "SELECT count(*) FROM mark", &n, f) < 0)
		return -1;
	if (n != c->n_marks)
		return buf_addf(c->report, f,
		                "mark: %" PRId64 " rows for %" PRId64
		                " codings and states",
		                n, c->n_marks);
	return 0;
}

int check_every_finding(struct store *s, struct buf *report, struct fault *f)
{
	struct checking c = { .s = s, .report = report };
	int rc = -1;

	buf_init(&c.scratch, BLOCKS_MOST);
	if (arena_new(TEXT_MEMORY, &c.text_arena, f) == 0 &&
	    arena_new(PASSAGE_MEMORY, &c.passage_arena, f) == 0 &&
	    digester_new(&c.digester, f) == 0)
		rc = check_all(&c, f);
	if (rc == 0 && report->len == 0)
		rc = check_orphans(&c, f);
	arena_free(c.text_arena);
	arena_free(c.passage_arena);
	digester_free(c.digester);
	buf_clear(&c.scratch);
	return rc;
}
