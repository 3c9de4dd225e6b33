/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Verdicts, written, forgotten and checked. The marks of a passage are those
 * of its verdict where it has one, so that whatever is found by what it is
 * coded to, cells too, goes by what people decided.
 */
#include "store.h"

#include <inttypes.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"

#include "ask.h"
#include "coding_pack.h"
#include "db.h"
#include "marks.h"
#include "record.h"
#include "stale.h"
#include "submission.h"
#include "verdict.h"

/* What is needed to decode the codings of one passage, twice. */
#define PASSAGE_MEMORY ((size_t)32 << 20)

/* Verdicts on one submission under way. */
struct ruling {
	struct store *s;
	int64_t seq;
	struct arena *arena; /* of one passage */
	struct buf packed;
};

static int ruling_open(struct ruling *r, struct store *s, int64_t seq,
                       struct fault *f)
{
	*r = (struct ruling){ .s = s, .seq = seq };
	buf_init(&r->packed, CODINGS_MOST * 2);
	return arena_new(PASSAGE_MEMORY, &r->arena, f);
}

static void ruling_close(struct ruling *r)
{
	arena_free(r->arena);
	buf_clear(&r->packed);
}

/* Writes the marks of N codings, or takes them away. */
static int set_marks(struct ruling *r, const struct marked *of,
                     const struct coding *codings, size_t n, bool is_put,
                     struct fault *f)
{
	size_t n_marks = marks_count(codings, n);
	struct mark *marks =
		arena_array(r->arena, n_marks + 1, sizeof(*marks), f);

	if (!marks)
		return -1;
	marks_make(of, codings, n, marks);
	if (stale_marks(r->s, marks, n_marks, f) < 0)
		return -1;
	return is_put ? marks_put(r->s, marks, n_marks, f)
	              : marks_delete(r->s, marks, n_marks, f);
}

/* Puts what the program found in place of the verdict that A stands on. */
static int undo_one(struct ruling *r, const struct ask *a, struct fault *f)
{
	const struct coding *codings;
	struct verdict_record is;
	const void *machine;
	struct marked of;
	size_t n, len;

	arena_reset(r->arena);
	verdict_record_row(a, &is);
	machine = row_blob(a, 8, &len);
	of = (struct marked){ is.passage, (enum voice)row_uint(a, 9),
		              row_int(a, 10) != 0 };
	if (verdict_unpack(is.codings, is.codings_len, r->arena, &codings, &n,
	                   f) < 0 ||
	    set_marks(r, &of, codings, n, false, f) < 0)
		return -1;
	if (codings_unpack(machine, len, r->arena, &codings, &n, f) < 0)
		return -1;
	return set_marks(r, &of, codings, n, true, f);
}

static int undo_all(struct ruling *r, struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, r->s, QUERY_VERDICT_ROWS);
	ask_int(&a, ":first", record_first(r->seq));
	ask_int(&a, ":last", record_last(r->seq));
	while ((rc = ask_row(&a, f)) == 1) {
		rc = undo_one(r, &a, f);
		if (rc < 0)
			break;
	}
	ask_end(&a);
	if (rc < 0)
		return -1;
	ask_start(&a, r->s, QUERY_VERDICT_DELETE);
	ask_int(&a, ":first", record_first(r->seq));
	ask_int(&a, ":last", record_last(r->seq));
	return ask_run(&a, f);
}

int verdicts_clear(struct store *s, int64_t seq, struct fault *f)
{
	struct ruling r;
	int rc = ruling_open(&r, s, seq, f);

	if (rc == 0)
		rc = undo_all(&r, f);
	ruling_close(&r);
	return rc;
}

/* The program's codings of PASSAGE. Gives 1, 0 no such passage, -1. */
static int machine_codings(struct ruling *r, int64_t passage, struct marked *of,
                           const struct coding **out, size_t *n,
                           struct fault *f)
{
	struct passage_record is;
	struct ask a;
	int rc;

	ask_start(&a, r->s, QUERY_PASSAGE_ROWS);
	ask_int(&a, ":first", passage);
	ask_int(&a, ":last", passage);
	rc = ask_row(&a, f);
	if (rc == 1) {
		record_passage_row(&a, &is);
		*of = (struct marked){ is.id, (enum voice)is.voice,
			               is.quoted != 0 };
		if (codings_unpack(is.codings, is.codings_len, r->arena, out, n,
		                   f) < 0)
			rc = -1;
	}
	ask_end(&a);
	return rc;
}

static int put_row(struct store *s, const struct verdict_record *row,
                   struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_VERDICT_ADD);
	ask_int(&a, ":passage", row->passage);
	ask_int(&a, ":level", row->level);
	ask_int(&a, ":demand", row->demand);
	ask_int(&a, ":best", row->best);
	ask_int(&a, ":coders", row->coders);
	ask_int(&a, ":decisions", row->decisions);
	ask_blob(&a, ":codings", row->codings, row->codings_len);
	ask_digest(&a, ":sha256", &row->sha256);
	return ask_run(&a, f);
}

static int put_one(struct ruling *r, const struct verdict *v, struct fault *f)
{
	const struct coding *machine = NULL;
	struct verdict_record row;
	struct marked of;
	size_t n = 0;
	int rc;

	arena_reset(r->arena);
	if (verdict_record(r->seq, v, &r->packed, &row, f) < 0)
		return -1;
	rc = machine_codings(r, row.passage, &of, &machine, &n, f);
	if (rc == 0)
		return fault_set(f, FAULT_NOTFOUND,
		                 "a verdict on a passage that is not there");
	if (rc < 0 || set_marks(r, &of, machine, n, false, f) < 0 ||
	    set_marks(r, &of, v->codings, v->n_codings, true, f) < 0)
		return -1;
	return put_row(r->s, &row, f);
}

int store_verdicts_put(struct store *s, const char *id,
                       const struct verdict *verdicts, size_t n,
                       struct fault *f)
{
	struct ruling r;
	int64_t seq;
	int rc;

	if (db_need_begun(s, f) < 0)
		return -1;
	rc = submission_seq(s, id, &seq, f);
	if (rc == 0)
		return fault_set(f, FAULT_NOTFOUND, "no submission %.40s", id);
	if (rc < 0)
		return -1;
	rc = ruling_open(&r, s, seq, f);
	if (rc == 0)
		rc = undo_all(&r, f);
	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = put_one(&r, &verdicts[i], f);
	ruling_close(&r);
	return rc;
}

/* Holds one stored row against the one found. */
static int compare_row(const char *id, const struct verdict_record *is,
                       const struct verdict_record *want, struct buf *report,
                       struct fault *f)
{
	const struct {
		const char *name;
		int64_t is, want;
	} numbers[] = {
		{ "passage", is->passage, want->passage },
		{ "level", is->level, want->level },
		{ "demand", is->demand, want->demand },
		{ "best", is->best, want->best },
		{ "coders", is->coders, want->coders },
		{ "decisions", is->decisions, want->decisions },
	};
	const char *wrong = NULL;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (!wrong && numbers[i].is != numbers[i].want)
			wrong = numbers[i].name;
	if (!wrong &&
	    (is->codings_len != want->codings_len ||
	     memcmp(is->codings, want->codings, is->codings_len) != 0))
		wrong = "codings";
	if (!wrong && !digest_is_equal(&is->sha256, &want->sha256))
		wrong = "sha256";
	if (!wrong)
		return 0;
	return buf_addf(report, f,
	                "verdict %s.%" PRId64
	                ": %s differs from what the decisions give",
	                id, want->passage & (ORDINAL_MOST - 1), wrong);
}

static int check_rows(struct ruling *r, struct ask *a, const char *id,
                      const struct verdict *v, struct buf *report,
                      struct fault *f)
{
	struct verdict_record is = { 0 }, want;
	int rc = ask_row(a, f);

	if (rc < 0 || (rc == 0 && !v))
		return rc;
	if (rc == 1)
		verdict_record_row(a, &is);
	if (!v)
		return buf_addf(report, f,
		                "verdict %s.%" PRId64
		                ": stored, but no decision gives it",
		                id, is.passage & (ORDINAL_MOST - 1));
	if (verdict_record(r->seq, v, &r->packed, &want, f) < 0)
		return -1;
	if (rc == 0)
		return buf_addf(report, f, "verdict %s.%u: nothing is stored",
		                id, (unsigned)v->ordinal);
	return compare_row(id, &is, &want, report, f);
}

int store_verdicts_check(struct store *s, const char *id,
                         const struct verdict *verdicts, size_t n,
                         struct buf *report, struct fault *f)
{
	struct ruling r;
	struct ask a;
	int64_t seq;
	int rc = submission_seq(s, id, &seq, f);

	if (rc == 0)
		return fault_set(f, FAULT_NOTFOUND, "no submission %.40s", id);
	if (rc < 0 || ruling_open(&r, s, seq, f) < 0)
		return -1;
	buf_reset(report);
	ask_start(&a, s, QUERY_VERDICT_ROWS);
	ask_int(&a, ":first", record_first(seq));
	ask_int(&a, ":last", record_last(seq));
	rc = 0;
	for (size_t i = 0; rc == 0 && report->len == 0 && i <= n; i++)
		rc = check_rows(&r, &a, id, i < n ? &verdicts[i] : NULL, report,
		                f);
	ask_end(&a);
	ruling_close(&r);
	return rc < 0 ? -1 : report->len == 0;
}
