/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/fault.h"
#include "model/text.h"

#include "ask.h"
#include "observations.h"
#include "record.h"
#include "submission.h"

/* How much of a value is shown beside the other. */
#define SHOWN 60

/* One column of two records that should be the same. */
struct pair {
	const char *name;
	int64_t stored_number, found_number;
	const void *stored, *found; /* NULL: the numbers are meant */
	size_t stored_len, found_len;
};

static struct pair numbers(const char *name, int64_t stored, int64_t found)
{
	return (struct pair){ .name = name,
		              .stored_number = stored,
		              .found_number = found };
}

static struct pair strings(const char *name, const char *stored,
                           const char *found)
{
	return (struct pair){ .name = name,
		              .stored = stored,
		              .found = found,
		              .stored_len = strlen(stored),
		              .found_len = strlen(found) };
}

static struct pair bytes(const char *name, const void *stored,
                         size_t stored_len, const void *found, size_t found_len)
{
	return (struct pair){ .name = name,
		              .stored = stored ? stored : "",
		              .found = found ? found : "",
		              .stored_len = stored_len,
		              .found_len = found_len };
}

static bool is_same(const struct pair *p)
{
	if (!p->stored)
		return p->stored_number == p->found_number;
	return p->stored_len == p->found_len &&
	       memcmp(p->stored, p->found, p->stored_len) == 0;
}

static int shown(size_t len)
{
	return len > SHOWN ? SHOWN : (int)len;
}

/* Reports the first of N pairs that differ. WHERE names the row. */
static int compare(const char *where, const struct pair *pairs, size_t n,
                   struct buf *report, struct fault *f)
{
	for (size_t i = 0; i < n; i++) {
		const struct pair *p = &pairs[i];

		if (is_same(p))
			continue;
		if (!p->stored)
			return buf_addf(report, f,
			                "%s: %s differs: %" PRId64
			                " stored, %" PRId64 " found",
			                where, p->name, p->stored_number,
			                p->found_number);
		return buf_addf(report, f,
		                "%s: %s differs: \"%.*s\" stored, \"%.*s\" "
		                "found",
		                where, p->name, shown(p->stored_len),
		                (const char *)p->stored, shown(p->found_len),
		                (const char *)p->found);
	}
	return 0;
}

#define COMPARE(where, pairs, report, f) \
	compare(where, pairs, sizeof(pairs) / sizeof((pairs)[0]), report, f)

static int check_head(struct store *s, const char *id, int64_t seq,
                      const struct findings *found, struct buf *report,
                      struct fault *f)
{
	struct head_record is, want;
	struct digest sha256;
	struct buf packed;
	char where[64];
	struct ask a;
	int rc;

	buf_init(&packed, BLOCKS_MOST);
	if (record_head(found, &packed, &want, f) < 0) {
		buf_clear(&packed);
		return -1;
	}
	(void)snprintf(where, sizeof(where), "finding %s", id);
	ask_start(&a, s, QUERY_FINDING_ROW);
	ask_int(&a, ":submission", seq);
	rc = ask_row(&a, f);
	if (rc == 0)
		rc = buf_addf(report, f, "%s: nothing is stored", where);
	if (rc == 1) {
		record_head_row(&a, &is, &sha256);
		const struct pair pairs[] = {
			numbers("status", is.status, want.status),
			numbers("format", is.format, want.format),
			strings("language", is.language, want.language),
			strings("reason", is.reason, want.reason),
			strings("extractor", is.extractor, want.extractor),
			strings("coder", is.coder, want.coder),
			strings("catalogue", is.catalogue, want.catalogue),
			numbers("flags", is.flags, want.flags),
			numbers("passages", is.n_passages, want.n_passages),
			numbers("codings", is.n_codings, want.n_codings),
			strings("source", is.source, want.source),
			bytes("sketch", is.sketch, is.sketch_len, want.sketch,
			      want.sketch_len),
			bytes("signatories", is.signatories, is.signatories_len,
			      want.signatories, want.signatories_len),
		};
		rc = COMPARE(where, pairs, report, f);
	}
	ask_end(&a);
	buf_clear(&packed);
	return rc < 0 ? -1 : 0;
}

static int compare_text(const char *where, const struct ask *a,
                        const struct text *text, struct buf *packed,
                        struct buf *report, struct fault *f)
{
	struct text_record is, want;

	if (record_text(text, packed, &want, f) < 0)
		return -1;
	record_text_row(a, &is);
	const struct pair pairs[] = {
		bytes("bytes", is.bytes, is.len, want.bytes, want.len),
		bytes("sha256", is.sha256.bytes, DIGEST_SIZE, want.sha256.bytes,
		      DIGEST_SIZE),
		bytes("blocks", is.blocks, is.blocks_len, want.blocks,
		      want.blocks_len),
		numbers("format", is.format, want.format),
		numbers("pages", is.pages, want.pages),
		strings("language", is.language, want.language),
		strings("declared_language", is.declared_language,
		        want.declared_language),
		strings("title", is.title, want.title),
		numbers("hidden", is.has_hidden, want.has_hidden),
		numbers("footnotes", is.n_footnotes, want.n_footnotes),
	};
	return COMPARE(where, pairs, report, f);
}

static int check_text(struct store *s, const char *id, int64_t seq,
                      const struct text *text, struct buf *report,
                      struct fault *f)
{
	struct buf packed;
	char where[64];
	struct ask a;
	int rc;

	buf_init(&packed, BLOCKS_MOST);
	(void)snprintf(where, sizeof(where), "text %s", id);
	ask_start(&a, s, QUERY_TEXT_ROW);
	ask_int(&a, ":submission", seq);
	rc = ask_row(&a, f);
	if (rc == 1 && text)
		rc = compare_text(where, &a, text, &packed, report, f);
	else if (rc == 1)
		rc = buf_addf(report, f, "%s: stored, but none is found",
		              where);
	else if (rc == 0 && text)
		rc = buf_addf(report, f, "%s: nothing is stored", where);
	ask_end(&a);
	buf_clear(&packed);
	return rc < 0 ? -1 : 0;
}

static int compare_passage(const char *where, const struct ask *a,
                           const struct passage_record *want,
                           struct buf *report, struct fault *f)
{
	struct passage_record is;

	record_passage_row(a, &is);
	const struct pair pairs[] = {
		numbers("id", is.id, want->id),
		bytes("quote", is.quote, is.quote_len, want->quote,
		      want->quote_len),
		numbers("start", is.start, want->start),
		numbers("len", is.len, want->len),
		numbers("block", is.block, want->block),
		numbers("level", is.level, want->level),
		numbers("demand", is.demand, want->demand),
		numbers("best", is.best, want->best),
		strings("source", is.source, want->source),
		numbers("voice", is.voice, want->voice),
		numbers("attribution", is.attribution, want->attribution),
		numbers("quoted", is.quoted, want->quoted),
		strings("endorsers", is.endorsers, want->endorsers),
		bytes("codings", is.codings, is.codings_len, want->codings,
		      want->codings_len),
	};
	return COMPARE(where, pairs, report, f);
}

static int check_passages(struct ask *a, const char *id, int64_t seq,
                          const struct findings *found, struct buf *report,
                          struct fault *f)
{
	struct passage_record want;
	struct buf packed;
	char where[64];
	int rc = 0;

	buf_init(&packed, CODINGS_MOST);
	for (size_t i = 0; rc == 0 && i < found->n_passages; i++) {
		(void)snprintf(where, sizeof(where), "passage %s.%" PRIu32, id,
		               found->passages[i].ordinal);
		rc = record_passage(seq, found, i, &packed, &want, f);
		if (rc < 0)
			break;
		rc = ask_row(a, f);
		if (rc == 1)
			rc = compare_passage(where, a, &want, report, f);
		else if (rc == 0)
			rc = buf_addf(report, f, "%s: nothing is stored",
			              where);
		if (rc == 0 && report->len > 0)
			break;
	}
	if (rc == 0 && report->len == 0 && (rc = ask_row(a, f)) == 1)
		rc = buf_addf(report, f,
		              "passage %s.%" PRId64
		              ": stored, but none is found",
		              id, row_int(a, 0) - record_first(seq));
	buf_clear(&packed);
	return rc;
}

static int compare_claimant(const char *where, const struct ask *a,
                            const struct claimant_record *want,
                            struct buf *report, struct fault *f)
{
	struct claimant_record is;

	record_claimant_row(a, &is);
	const struct pair pairs[] = {
		strings("source", is.source, want->source),
		numbers("voice", is.voice, want->voice),
		strings("name", is.name, want->name),
		strings("members", is.members, want->members),
		numbers("passages", is.passages, want->passages),
		numbers("endorsed", is.endorsed, want->endorsed),
	};
	return COMPARE(where, pairs, report, f);
}

static int check_claimants(struct store *s, const char *id, int64_t seq,
                           const struct findings *found, struct buf *report,
                           struct fault *f)
{
	struct claimant_record want;
	struct buf packed;
	char where[64];
	struct ask a;
	size_t i = 0;
	int rc;

	buf_init(&packed, BLOCKS_MOST);
	ask_start(&a, s, QUERY_CLAIMANT_ROWS);
	ask_int(&a, ":submission", seq);
	while ((rc = ask_row(&a, f)) == 1 && i < found->n_claimants) {
		(void)snprintf(where, sizeof(where), "claimant %s %zu", id, i);
		rc = record_claimant(&found->claimants[i++], &packed, &want, f);
		if (rc == 0)
			rc = compare_claimant(where, &a, &want, report, f);
		if (rc < 0 || report->len > 0)
			break;
	}
	if (rc >= 0 && report->len == 0 && (rc == 1 || i < found->n_claimants))
		rc = buf_addf(report, f,
		              "claimants %s: not as many as %zu are stored", id,
		              found->n_claimants);
	ask_end(&a);
	buf_clear(&packed);
	return rc < 0 ? -1 : 0;
}

int store_findings_check(struct store *s, const char *id,
                         const struct findings *found, struct buf *report,
                         struct fault *f)
{
	int64_t seq;
	struct ask a;
	int rc = submission_seq(s, id, &seq, f);

	if (rc == 0)
		return fault_set(f, FAULT_NOTFOUND, "no submission %.40s", id);
	if (rc < 0)
		return -1;
	buf_reset(report);
	if (check_text(s, id, seq, found->text, report, f) < 0)
		return -1;
	if (report->len == 0 &&
	    check_claimants(s, id, seq, found, report, f) < 0)
		return -1;
	if (report->len > 0)
		return 0;
	ask_start(&a, s, QUERY_PASSAGE_ROWS);
	ask_int(&a, ":first", record_first(seq));
	ask_int(&a, ":last", record_last(seq));
	rc = check_passages(&a, id, seq, found, report, f);
	ask_end(&a);
	if (rc == 0 && report->len == 0)
		rc = observations_check(s, id, seq, found->figures, report, f);
	if (rc == 0 && report->len == 0)
		rc = check_head(s, id, seq, found, report, f);
	if (rc < 0)
		return -1;
	return report->len == 0;
}
