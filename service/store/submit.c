/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"

#include "ask.h"
#include "audit.h"
#include "db.h"
#include "stale.h"
#include "submission.h"

/* Hex digits of a document's digest that open a submission's id. */
#define PREFIX_HEX 16

int submission_seq(struct store *s, const char *id, int64_t *seq,
                   struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_SEQ);
	ask_text(&a, ":id", id);
	rc = ask_row(&a, f);
	if (rc == 1)
		*seq = row_int(&a, 0);
	ask_end(&a);
	return rc;
}

/* The document of these bytes: found, or recorded. */
static int put_document(struct store *s, const struct submission *sub,
                        const char *bytes, size_t len, int64_t *id,
                        struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_DOCUMENT_FIND);
	ask_digest(&a, ":sha256", &sub->document);
	rc = ask_row(&a, f);
	if (rc == 1)
		*id = row_int(&a, 0);
	ask_end(&a);
	if (rc != 0)
		return rc;
	ask_start(&a, s, QUERY_DOCUMENT_ADD);
	ask_digest(&a, ":sha256", &sub->document);
	ask_int(&a, ":received", sub->received_s);
	ask_blob(&a, ":bytes", bytes, len);
	if (ask_run(&a, f) < 0)
		return -1;
	*id = sqlite3_last_insert_rowid(s->db);
	return audit_add(s, AUDIT_DOCUMENT, *id, f);
}

/* Says whether the submission SEQ is about exactly the states of SUB. */
static int has_states(struct store *s, int64_t seq,
                      const struct submission *sub, struct fault *f)
{
	struct ask a;
	size_t n = 0;
	int rc, same = 1;

	ask_start(&a, s, QUERY_AUDIT_STATES);
	ask_int(&a, ":key", seq);
	while ((rc = ask_row(&a, f)) == 1) {
		same = same && n < sub->n_states &&
		       strcmp(row_text(&a, 1), sub->states[n]) == 0;
		n++;
	}
	ask_end(&a);
	return rc < 0 ? -1 : same && n == sub->n_states;
}

/* Finds the submission of the same bytes, states, round and voice. */
static int find_same(struct store *s, const struct submission *sub,
                     int64_t document, char *out_id, struct fault *f)
{
	struct ask a;
	int rc, same = 0;

	ask_start(&a, s, QUERY_SUBMISSION_SAME);
	ask_int(&a, ":document", document);
	ask_int(&a, ":voice", (int64_t)sub->voice);
	ask_text(&a, ":round", sub->round);
	ask_text(&a, ":kind", sub->kind);
	while (same == 0 && (rc = ask_row(&a, f)) != 0) {
		if (rc == 1)
			same = has_states(s, row_int(&a, 0), sub, f);
		if (rc < 0 || same < 0) {
			ask_end(&a);
			return -1;
		}
		if (same == 1)
			row_into(&a, 1, out_id, SUBMISSION_ID_SIZE);
	}
	ask_end(&a);
	return same;
}

static int make_id(struct store *s, const struct submission *sub, char *out,
                   struct fault *f)
{
	char hex[DIGEST_HEX_SIZE];
	int64_t n = 0;
	struct ask a;
	int rc;

	digest_hex(&sub->document, hex);
	ask_start(&a, s, QUERY_SUBMISSION_COUNT_PREFIX);
	ask_chars(&a, ":prefix", hex, PREFIX_HEX);
	rc = ask_row(&a, f);
	if (rc == 1)
		n = row_int(&a, 0);
	ask_end(&a);
	if (rc < 0)
		return -1;
	if (snprintf(out, SUBMISSION_ID_SIZE, "%.*s-%" PRId64, PREFIX_HEX, hex,
	             n + 1) >= SUBMISSION_ID_SIZE)
		return fault_set(f, FAULT_LIMIT, "%.16s: submitted too often",
		                 hex);
	return 0;
}

static int put_row(struct store *s, const struct submission *sub,
                   int64_t document, const char *id, struct fault *f)
{
	struct ask a;

	ask_start(&a, s, QUERY_SUBMISSION_ADD);
	ask_text(&a, ":id", id);
	ask_int(&a, ":document", document);
	ask_int(&a, ":voice", (int64_t)sub->voice);
	ask_text(&a, ":round", sub->round);
	ask_text(&a, ":kind", sub->kind);
	ask_text(&a, ":language", sub->language_declared);
	ask_text(&a, ":author", sub->author);
	ask_text(&a, ":title", sub->title);
	ask_text(&a, ":date", sub->date);
	ask_text(&a, ":symbol", sub->symbol);
	ask_text(&a, ":file_name", sub->file_name);
	ask_int(&a, ":visibility", (int64_t)sub->visibility);
	ask_int(&a, ":embargo", sub->embargo_s);
	ask_int(&a, ":received", sub->received_s);
	return ask_run(&a, f);
}

static int put_lists(struct store *s, const struct submission *sub, int64_t seq,
                     struct fault *f)
{
	struct ask a;

	for (size_t i = 0; i < sub->n_states; i++) {
		ask_start(&a, s, QUERY_STATE_ADD);
		ask_int(&a, ":submission", seq);
		ask_text(&a, ":state", sub->states[i]);
		if (ask_run(&a, f) < 0)
			return -1;
	}
	for (size_t i = 0; i < sub->n_endorsers; i++) {
		ask_start(&a, s, QUERY_ENDORSER_ADD);
		ask_int(&a, ":submission", seq);
		ask_int(&a, ":ordinal", (int64_t)i);
		ask_text(&a, ":name", sub->endorsers[i].name);
		ask_int(&a, ":number", sub->endorsers[i].number);
		if (ask_run(&a, f) < 0)
			return -1;
	}
	return 0;
}

/* Looks for what SUB supersedes; 0 in *OLDER when it supersedes nothing. */
static int find_older(struct store *s, const struct submission *sub,
                      int64_t *older, struct fault *f)
{
	struct ask a;
	int rc;

	*older = 0;
	if (!sub->supersedes || !*sub->supersedes)
		return 0;
	rc = submission_seq(s, sub->supersedes, older, f);
	if (rc == 0)
		return fault_set(f, FAULT_NOTFOUND,
		                 "supersedes %.40s, which is not here",
		                 sub->supersedes);
	if (rc < 0)
		return -1;
	ask_start(&a, s, QUERY_SUPERSESSION_FIND);
	ask_int(&a, ":older", *older);
	rc = ask_row(&a, f);
	ask_end(&a);
	if (rc == 1)
		return fault_set(f, FAULT_CONFLICT,
		                 "%s is superseded already: name the newest "
		                 "version",
		                 sub->supersedes);
	return rc;
}

static int put_supersession(struct store *s, const struct submission *sub,
                            int64_t older, int64_t newer, struct fault *f)
{
	struct ask a;

	if (older == 0)
		return 0;
	ask_start(&a, s, QUERY_SUPERSESSION_ADD);
	ask_int(&a, ":older", older);
	ask_int(&a, ":newer", newer);
	ask_int(&a, ":received", sub->received_s);
	/* What the older one said of any state leaves the score. */
	if (ask_run(&a, f) < 0 || stale_all(s, f) < 0)
		return -1;
	return audit_add(s, AUDIT_SUPERSESSION, older, f);
}

static int put_new(struct store *s, const struct submission *sub,
                   int64_t document, char *out_id, struct fault *f)
{
	char id[SUBMISSION_ID_SIZE];
	int64_t seq, older = 0;

	if (find_older(s, sub, &older, f) < 0 || make_id(s, sub, id, f) < 0 ||
	    put_row(s, sub, document, id, f) < 0)
		return -1;
	seq = sqlite3_last_insert_rowid(s->db);
	if (put_lists(s, sub, seq, f) < 0 ||
	    audit_add(s, AUDIT_SUBMISSION, seq, f) < 0 ||
	    put_supersession(s, sub, older, seq, f) < 0)
		return -1;
	memcpy(out_id, id, sizeof(id));
	return 0;
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_submit(struct store *s, const struct submission *sub,
                 const char *bytes, size_t len, char *out_id, bool *is_known,
                 struct fault *f)
{
	struct submission mine = *sub;
	int64_t document = 0;
	int rc;

	if (db_need_begun(s, f) < 0)
		return -1;
	if (len > VALUE_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "a document of %zu MiB is larger than the "
		                 "%zu MiB that are stored",
		                 len >> 20, VALUE_MOST >> 20);
	/* The digest is taken here, so that no caller can misname bytes. */
	digest_of(bytes, len, &mine.document);
	if (put_document(s, &mine, bytes, len, &document, f) < 0)
		return -1;
	rc = find_same(s, &mine, document, out_id, f);
	if (rc < 0)
		return -1;
	*is_known = rc == 1;
	return *is_known ? 0 : put_new(s, &mine, document, out_id, f);
}

int store_pending(struct store *s, const char *after, char *out_id,
                  struct fault *f)
{
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_PENDING);
	ask_text(&a, ":after", after);
	rc = ask_row(&a, f);
	if (rc == 1)
		row_into(&a, 0, out_id, SUBMISSION_ID_SIZE);
	ask_end(&a);
	return rc;
}
