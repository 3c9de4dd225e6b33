/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"

#include "ask.h"
#include "db.h"
#include "list.h"
#include "pack.h"
#include "submission.h"
#include "visibility.h"

/* Names in one filter, as JSON: far more than there are states. */
#define FILTER_MOST ((size_t)64 << 10)

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_document(struct store *s, const struct reader *r, const char *id,
                   struct arena *a, const char **bytes, size_t *len,
                   struct fault *f)
{
	struct ask ask;
	const void *at;
	char *copy;
	int rc;

	ask_start(&ask, s, QUERY_DOCUMENT_BYTES);
	visibility_bind(&ask, r);
	ask_text(&ask, ":id", id);
	rc = ask_row(&ask, f);
	if (rc == 1) {
		at = row_blob(&ask, 0, len);
		copy = arena_copy(a, at, *len, f);
		*bytes = copy;
		rc = copy ? 1 : -1;
	}
	ask_end(&ask);
	return rc;
}

/* The columns that are strings, in the order of SUBMISSION_COLUMNS. */
static int copy_strings(const struct ask *ask, struct arena *a,
                        struct submission *out, struct fault *f)
{
	const struct {
		const char **to;
		int column;
	} strings[] = {
		{ &out->kind, 5 },           { &out->language_declared, 6 },
		{ &out->author, 7 },         { &out->title, 8 },
		{ &out->date, 9 },           { &out->symbol, 10 },
		{ &out->file_name, 11 },     { &out->supersedes, 15 },
		{ &out->superseded_by, 16 }, { &out->language, 19 },
		{ &out->reason, 20 },        { &out->extractor, 21 },
	};

	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		*strings[i].to = row_copy(ask, strings[i].column, a, f);
		if (!*strings[i].to)
			return -1;
	}
	return 0;
}

static int submission_row(const struct ask *ask, struct arena *a,
                          struct submission *out, struct fault *f)
{
	memset(out, 0, sizeof(*out));
	row_into(ask, 1, out->id, sizeof(out->id));
	(void)row_digest(ask, 2, &out->document);
	out->voice = (enum voice)row_uint(ask, 3);
	row_into(ask, 4, out->round, sizeof(out->round));
	out->visibility = (enum visibility)row_uint(ask, 12);
	out->embargo_s = row_int(ask, 13);
	out->received_s = row_int(ask, 14);
	out->status = (enum submission_status)row_uint(ask, 17);
	out->format = (enum format)row_uint(ask, 18);
	out->n_passages = row_uint(ask, 22);
	out->n_codings = row_uint(ask, 23);
	out->flags = row_uint(ask, 24);
	if (copy_strings(ask, a, out, f) < 0)
		return -1;
	/* Found, else declared, else unknown. */
	if (!*out->language)
		out->language = *out->language_declared ? out->language_declared
		                                        : "und";
	return 0;
}

static int read_states(struct store *s, const struct reader *r, int64_t seq,
                       struct arena *a, struct submission *out, struct fault *f)
{
	struct rows rows = { .arena = a, .size = STATE_SIZE };
	struct ask ask;
	char *state;
	int rc;

	ask_start(&ask, s, QUERY_STATES);
	visibility_bind(&ask, r);
	ask_int(&ask, ":submission", seq);
	while ((rc = ask_row(&ask, f)) == 1) {
		state = rows_add(&rows, f);
		if (!state) {
			rc = -1;
			break;
		}
		row_into(&ask, 0, state, STATE_SIZE);
	}
	ask_end(&ask);
	out->states = rows.at;
	out->n_states = rows.n;
	return rc;
}

static int read_endorsers(struct store *s, const struct reader *r, int64_t seq,
                          struct arena *a, struct submission *out,
                          struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(struct endorser) };
	struct endorser *e;
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_ENDORSERS);
	visibility_bind(&ask, r);
	ask_int(&ask, ":submission", seq);
	while ((rc = ask_row(&ask, f)) == 1) {
		e = rows_add(&rows, f);
		if (e)
			e->name = row_copy(&ask, 0, a, f);
		if (!e || !e->name) {
			rc = -1;
			break;
		}
		e->number = (int)row_int(&ask, 1);
	}
	ask_end(&ask);
	out->endorsers = rows.at;
	out->n_endorsers = rows.n;
	return rc;
}

static int unpack_signatories(const struct ask *ask, struct arena *a,
                              struct submission *out, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(struct endorser) };
	struct endorser *e;
	struct unpack u;
	size_t len;
	const void *bytes = row_blob(ask, 0, &len);

	unpack_init(&u, bytes, len);
	while (u.at < u.end && !u.is_bad) {
		e = rows_add(&rows, f);
		if (e)
			e->name = unpack_string(&u, a, f);
		if (!e || !e->name)
			return -1;
		e->number = (int)unpack_below(&u, INT32_MAX);
	}
	out->signatories = rows.at;
	out->n_signatories = rows.n;
	return 0;
}

static int read_signatories(struct store *s, const struct reader *r,
                            int64_t seq, struct arena *a,
                            struct submission *out, struct fault *f)
{
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_SIGNATORIES);
	visibility_bind(&ask, r);
	ask_int(&ask, ":submission", seq);
	rc = ask_row(&ask, f);
	if (rc == 1)
		rc = unpack_signatories(&ask, a, out, f);
	ask_end(&ask);
	return rc < 0 ? -1 : 0;
}

/* Reads the rows of ASK and what hangs on each. */
static int take_all(struct ask *ask, const struct reader *r, struct rows *rows,
                    struct fault *f)
{
	struct store *s = ask->store;
	struct submission *sub;
	int64_t seq;
	int rc;

	while ((rc = ask_row(ask, f)) == 1) {
		seq = row_int(ask, 0);
		sub = rows_add(rows, f);
		if (!sub || submission_row(ask, rows->arena, sub, f) < 0 ||
		    read_states(s, r, seq, rows->arena, sub, f) < 0 ||
		    read_endorsers(s, r, seq, rows->arena, sub, f) < 0 ||
		    read_signatories(s, r, seq, rows->arena, sub, f) < 0)
			return -1;
	}
	return rc;
}

int store_submission(struct store *s, const struct reader *r, const char *id,
                     struct arena *a, struct submission *out, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(*out) };
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_SUBMISSION_ONE);
	visibility_bind(&ask, r);
	ask_text(&ask, ":id", id);
	rc = take_all(&ask, r, &rows, f);
	ask_end(&ask);
	if (rc < 0)
		return -1;
	if (rows.n == 1)
		memcpy(out, rows.at, sizeof(*out));
	return (int)rows.n;
}

/* When the last one seen was received: what comes after is after that. */
static int cursor_received(struct store *s, const char *after, int64_t *out,
                           struct fault *f)
{
	struct ask a;
	int rc;

	*out = INT64_MIN;
	if (!after || !*after)
		return 0;
	ask_start(&a, s, QUERY_SEQ);
	ask_text(&a, ":id", after);
	rc = ask_row(&a, f);
	if (rc == 1)
		*out = row_int(&a, 1);
	ask_end(&a);
	if (rc == 0)
		return fault_set(f, FAULT_INPUT,
		                 "no page starts after \"%.40s\"", after);
	return rc < 0 ? -1 : 0;
}

/* By what is asked for first. */
static enum query choose(const struct submission_filter *filter)
{
	if (filter->document)
		return QUERY_SUBMISSION_LIST_DOCUMENT;
	return filter->states && filter->n_states > 0
	               ? QUERY_SUBMISSION_LIST_STATES
	               : QUERY_SUBMISSION_LIST;
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int store_submissions(struct store *s, const struct reader *r,
                      const struct submission_filter *filter, struct arena *a,
                      struct submission **out, size_t *n, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	bool has_states = choose(filter) == QUERY_SUBMISSION_LIST_STATES;
	struct buf states, rounds;
	struct ask ask;
	int64_t received;
	int rc;

	if (cursor_received(s, filter->after, &received, f) < 0)
		return -1;
	buf_init(&states, FILTER_MOST);
	buf_init(&rounds, FILTER_MOST);
	ask_start(&ask, s, choose(filter));
	visibility_bind(&ask, r);
	if (filter->document)
		ask_digest(&ask, ":document", filter->document);
	ask_int(&ask, ":received", received);
	ask_text(&ask, ":after", filter->after);
	ask_int(&ask, ":voices", filter->voices);
	ask_int(&ask, ":statuses", filter->statuses);
	ask_int(&ask, ":limit", (int64_t)filter->limit);
	rc = list_bind(&ask, ":rounds", filter->rounds, filter->n_rounds,
	               &rounds, f);
	if (rc == 0 && has_states)
		rc = list_bind(&ask, ":states", filter->states,
		               filter->n_states, &states, f);
	if (rc == 0)
		rc = take_all(&ask, r, &rows, f);
	ask_end(&ask);
	buf_clear(&states);
	buf_clear(&rounds);
	if (rc < 0)
		return -1;
	*out = rows.at;
	*n = rows.n;
	return 0;
}
