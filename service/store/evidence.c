/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <string.h>

#include "base/fault.h"

#include "ask.h"
#include "coding_pack.h"
#include "record.h"
#include "visibility.h"

static void evidence_row(const struct ask *a, struct evidence_row *out)
{
	memset(out, 0, sizeof(*out));
	row_into(a, 0, out->key.state, sizeof(out->key.state));
	row_into(a, 1, out->key.commitment, sizeof(out->key.commitment));
	row_into(a, 2, out->key.round, sizeof(out->key.round));
	out->key.voice = (enum voice)row_uint(a, 3);
	row_into(a, 4, out->submission, sizeof(out->submission));
	out->seq = row_int(a, 5) >> ORDINAL_BITS;
	out->ordinal = (uint32_t)(row_int(a, 5) & (ORDINAL_MOST - 1));
	out->received_s = row_int(a, 6);
	out->level = (enum level)row_uint(a, 7);
	out->is_demand = row_int(a, 8) != 0;
	out->confidence = row_double(a, 9) / CONFIDENCE_PARTS;
	out->flags = row_uint(a, 10);
	out->is_accepted = row_int(a, 11) == REVIEW_ACCEPTED;
}

/* The quote is looked up after sorting: the sorter stays small. */
static int give_row(const struct ask *a, const struct reader *r,
                    int (*each)(void *context, const struct evidence_row *row,
                                struct fault *f),
                    void *context, struct fault *f)
{
	struct evidence_row row;
	struct ask quote;
	int rc;

	evidence_row(a, &row);
	ask_start(&quote, a->store, QUERY_QUOTE);
	visibility_bind(&quote, r);
	ask_int(&quote, ":id", row_int(a, 5));
	rc = ask_row(&quote, f);
	if (rc == 0)
		rc = fault_set(f, FAULT_STORE,
		               "passage %s.%u is missing: run gcmtrack verify",
		               row.submission, (unsigned)row.ordinal);
	if (rc == 1) {
		row.source = row_text(&quote, 0);
		row.quote = row_text(&quote, 1);
		(void)row_blob(&quote, 1, &row.quote_len);
		rc = each(context, &row, f);
	}
	ask_end(&quote);
	return rc;
}

static int give_rows(struct ask *a, const struct reader *r,
                     int (*each)(void *context, const struct evidence_row *row,
                                 struct fault *f),
                     void *context, struct fault *f)
{
	int rc;

	visibility_bind(a, r);
	while ((rc = ask_row(a, f)) == 1) {
		rc = give_row(a, r, each, context, f);
		if (rc < 0)
			break;
	}
	ask_end(a);
	return rc;
}

int store_evidence(struct store *s, const struct reader *r,
                   int (*each)(void *context, const struct evidence_row *row,
                               struct fault *f),
                   void *context, struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_EVIDENCE);
	return give_rows(&a, r, each, context, f);
}

int store_evidence_of(struct store *s, const struct reader *r,
                      const struct stale_line *of,
                      int (*each)(void *context, const struct evidence_row *row,
                                  struct fault *f),
                      void *context, struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_EVIDENCE_OF);
	ask_text(&a, ":state", of->state);
	ask_int(&a, ":voice", (int64_t)of->voice);
	return give_rows(&a, r, each, context, f);
}
