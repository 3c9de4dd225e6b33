/* SPDX-License-Identifier: Apache-2.0 */
#include "audit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/fault.h"

#include "ask.h"
#include "db.h"

/* "catalogue_file 9223372036854775807 " and 64 hex digits. */
#define ENTRY_SIZE 128

/* Statements that give all of one row and what hangs on it. */
#define PARTS_MOST 3

struct kind_row {
	const char *name;
	enum query parts[PARTS_MOST];
	size_t n;
};

static const struct kind_row KINDS[AUDIT_KIND_COUNT] = {
	[AUDIT_DOCUMENT] = { "document", { QUERY_AUDIT_DOCUMENT }, 1 },
	[AUDIT_SUBMISSION] = { "submission",
	                       { QUERY_AUDIT_SUBMISSION, QUERY_AUDIT_STATES,
	                         QUERY_AUDIT_ENDORSERS },
	                       3 },
	[AUDIT_SUPERSESSION] = { "supersession",
	                         { QUERY_AUDIT_SUPERSESSION },
	                         1 },
	[AUDIT_PUBLICATION] = { "publication", { QUERY_AUDIT_PUBLICATION }, 1 },
	[AUDIT_RELEASE] = { "release", { QUERY_AUDIT_RELEASE }, 1 },
	[AUDIT_CATALOGUE_FILE] = { "catalogue_file",
	                           { QUERY_AUDIT_CATALOGUE_FILE },
	                           1 },
	[AUDIT_DECISION] = { "decision", { QUERY_AUDIT_DECISION }, 1 },
	[AUDIT_GROUNDS] = { "grounds", { QUERY_AUDIT_GROUNDS }, 1 },
};

/* Writes the entry that the row KEY of KIND must have now. */
static int make_entry(struct store *s, enum audit_kind kind, int64_t key,
                      char *entry, struct fault *f)
{
	char hex[DIGEST_HEX_SIZE];
	struct digester *d = NULL;
	struct digest digest;
	struct ask a;
	int rc = 0;

	if (digester_new(&d, f) < 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < KINDS[kind].n; i++) {
		ask_start(&a, s, KINDS[kind].parts[i]);
		ask_int(&a, ":key", key);
		rc = ask_digest_rows(&a, d, f);
		ask_end(&a);
	}
	digester_end(d, &digest);
	digester_free(d);
	digest_hex(&digest, hex);
	(void)snprintf(entry, ENTRY_SIZE, "%s %" PRId64 " %s", KINDS[kind].name,
	               key, hex);
	return rc;
}

static void make_hash(int64_t seq, const struct digest *prev, const char *entry,
                      struct digest *out)
{
	char bytes[32 + DIGEST_HEX_SIZE + ENTRY_SIZE];
	char hex[DIGEST_HEX_SIZE];
	int n;

	digest_hex(prev, hex);
	n = snprintf(bytes, sizeof(bytes), "%" PRId64 " %s %s", seq, hex,
	             entry);
	digest_of(bytes, (size_t)n, out);
}

int audit_add(struct store *s, enum audit_kind kind, int64_t key,
              struct fault *f)
{
	char entry[ENTRY_SIZE];
	struct digest prev = { { 0 } }, hash;
	int64_t seq = 1;
	struct ask a;
	int rc;

	if (make_entry(s, kind, key, entry, f) < 0)
		return -1;
	ask_start(&a, s, QUERY_AUDIT_LAST);
	rc = ask_row(&a, f);
	if (rc == 1) {
		seq = row_int(&a, 0) + 1;
		(void)row_digest(&a, 1, &prev);
	}
	ask_end(&a);
	if (rc < 0)
		return -1;
	make_hash(seq, &prev, entry, &hash);
	ask_start(&a, s, QUERY_AUDIT_ADD);
	ask_int(&a, ":seq", seq);
	ask_digest(&a, ":prev", &prev);
	ask_text(&a, ":entry", entry);
	ask_digest(&a, ":hash", &hash);
	return ask_run(&a, f);
}

/* Reads "KIND KEY …"; gives 0 when it is no entry of ours. */
static int read_entry(const char *entry, enum audit_kind *kind, int64_t *key)
{
	for (size_t i = 0; i < AUDIT_KIND_COUNT; i++) {
		size_t n = strlen(KINDS[i].name);
		char *end;

		if (strncmp(entry, KINDS[i].name, n) != 0 || entry[n] != ' ')
			continue;
		*kind = (enum audit_kind)i;
		*key = strtoll(entry + n + 1, &end, 10);
		return *end == ' ';
	}
	return 0;
}

/* Checks the link that A stands on against what came before. */
static int check_link(const struct ask *a, int64_t want, struct digest *prev,
                      struct buf *report, struct fault *f)
{
	char entry[ENTRY_SIZE], now[ENTRY_SIZE];
	struct digest said_prev, said_hash, hash;
	enum audit_kind kind = AUDIT_DOCUMENT;
	int64_t seq = row_int(a, 0), key = 0;
	const char *wrong = NULL;

	row_into(a, 2, entry, sizeof(entry));
	if (seq != want)
		return buf_addf(report, f,
		                "audit %" PRId64 ": seq: link %" PRId64
		                " is missing",
		                seq, want);
	if (!row_digest(a, 1, &said_prev) || !digest_is_equal(&said_prev, prev))
		wrong = "prev: is not the hash of the link before";
	make_hash(seq, prev, entry, &hash);
	if (!wrong && (!row_digest(a, 3, &said_hash) ||
	               !digest_is_equal(&hash, &said_hash)))
		wrong = "hash: is not that of the link";
	if (!wrong && !read_entry(entry, &kind, &key))
		wrong = "entry: cannot be read";
	if (wrong)
		return buf_addf(report, f, "audit %" PRId64 ": %s", seq, wrong);
	*prev = hash;
	if (make_entry(a->store, kind, key, now, f) < 0)
		return -1;
	if (strcmp(now, entry) != 0)
		return buf_addf(report, f,
		                "%s %" PRId64 ": is not what link %" PRId64
		                " of the audit chain recorded",
		                KINDS[kind].name, key, seq);
	return 0;
}

int audit_check(struct store *s, struct buf *report, struct fault *f)
{
	struct digest prev = { { 0 } };
	int64_t links = 0, rows = 0;
	struct ask a;
	int rc;

	ask_start(&a, s, QUERY_AUDIT_ALL);
	while ((rc = ask_row(&a, f)) == 1) {
		if (check_link(&a, ++links, &prev, report, f) < 0)
			rc = -1;
		if (rc < 0 || report->len > 0)
			break;
	}
	ask_end(&a);
	if (rc < 0 || report->len > 0)
		return rc < 0 ? -1 : 0;
	ask_start(&a, s, QUERY_AUDIT_COUNT);
	rc = ask_row(&a, f);
	if (rc == 1)
		rows = row_int(&a, 0);
	ask_end(&a);
	if (rc < 0)
		return -1;
	if (rows == links)
		return 1;
	return buf_addf(report, f,
	                "audit: %" PRId64 " links for %" PRId64
	                " rows of evidence",
	                links, rows);
}
