/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A document handed in over HTTP is recorded before it is acknowledged; to
 * read and code it is somebody else's work, shown as a job.
 */
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/span.h"

#include "catalogue.h"
#include "handlers.h"
#include "intake.h"
#include "multipart.h"
#include "params.h"
#include "reply.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

/* What one POST brings. */
struct handed {
	struct intake_fields fields;
	const char *bytes;
	size_t len;
	struct span endorsers; /* a list, one name a line; only in a form */
};

/* The part of a form that lists who signed. */
static const char ENDORSERS[] = "endorsers";

/* Every field by its name, in the query and in a form alike. */
static const struct {
	const char *name;
	size_t at; /* of the string in struct intake_fields */
} FIELDS[] = {
	{ "state", offsetof(struct intake_fields, state) },
	{ "voice", offsetof(struct intake_fields, voice) },
	{ "round", offsetof(struct intake_fields, round) },
	{ "kind", offsetof(struct intake_fields, kind) },
	{ "language", offsetof(struct intake_fields, language) },
	{ "author", offsetof(struct intake_fields, author) },
	{ "title", offsetof(struct intake_fields, title) },
	{ "date", offsetof(struct intake_fields, date) },
	{ "symbol", offsetof(struct intake_fields, symbol) },
	{ "visibility", offsetof(struct intake_fields, visibility) },
	{ "embargo", offsetof(struct intake_fields, embargo) },
	{ "supersedes", offsetof(struct intake_fields, supersedes) },
	{ "file_name", offsetof(struct intake_fields, file_name) },
};

#define FIELDS_COUNT (sizeof(FIELDS) / sizeof(FIELDS[0]))

static const char **field(struct intake_fields *fields, size_t i)
{
	return (const char **)(void *)((char *)fields + FIELDS[i].at);
}

static int is_state_known(const void *context, const char *iso3)
{
	return catalogue_state(context, iso3) != NULL;
}

static int is_round_known(const void *context, const char *id)
{
	return catalogue_round(context, id) != NULL;
}

static int fields_of_query(const struct request *q, struct handed *h,
                           struct fault *f)
{
	for (size_t i = 0; i < FIELDS_COUNT; i++) {
		const struct given *g = request_given(q, FIELDS[i].name);
		const char *all = g ? g->value[0] : NULL;

		for (size_t j = 1; g && j < g->n && all; j++)
			all = arena_print(q->arena, f, "%s,%s", all,
			                  g->value[j]);
		if (g && !all)
			return -1;
		*field(&h->fields, i) = all;
	}
	return 0;
}

static int take_field(const struct request *q, struct handed *h,
                      const struct part *part, struct fault *f)
{
	for (size_t i = 0; i < FIELDS_COUNT; i++) {
		if (strcmp(FIELDS[i].name, part->name) != 0)
			continue;
		if (*field(&h->fields, i))
			return request_refuse(q, part->name, "stands twice",
			                      "at most one value", f);
		*field(&h->fields, i) = part->len > 0 ? part->bytes : NULL;
		return 0;
	}
	return request_refuse(q, part->name, "is not a field of a submission",
	                      "the fields of POST in /api/v1, and one file", f);
}

static int take_part(const struct request *q, struct handed *h,
                     const struct part *part, struct fault *f)
{
	if (strcmp(part->name, ENDORSERS) == 0) {
		if (h->endorsers.at)
			return request_refuse(q, part->name, "stands twice",
			                      "at most one list", f);
		h->endorsers = (struct span){ part->bytes, part->len };
		return 0;
	}
	if (!part->file_name)
		return take_field(q, h, part, f);
	if (h->bytes)
		return fault_set(f, FAULT_INPUT,
		                 "the form has two files: send one document "
		                 "at a time");
	h->bytes = part->bytes;
	h->len = part->len;
	if (!h->fields.file_name && part->file_name[0])
		h->fields.file_name = part->file_name;
	return 0;
}

static int fields_of_form(const struct request *q, struct handed *h,
                          struct fault *f)
{
	struct span body = { h->bytes, h->len };
	struct form_parts parts;

	if (!body.at)
		return 0; /* refused as empty */
	h->bytes = NULL;
	h->len = 0;
	if (multipart_read(q->ask->content_type, &body, q->arena, &parts, f) <
	    0)
		return -1;
	for (size_t i = 0; i < parts.n; i++)
		if (take_part(q, h, &parts.at[i], f) < 0)
			return -1;
	return 0;
}

static int read_handed(const struct request *q, struct handed *h,
                       struct fault *f)
{
	memset(h, 0, sizeof(*h));
	h->bytes = q->ask->body;
	h->len = q->ask->body_len;
	if (fields_of_query(q, h, f) < 0)
		return -1;
	if (is_multipart(q->ask->content_type) && fields_of_form(q, h, f) < 0)
		return -1;
	if (!h->bytes || h->len == 0)
		return fault_set(f, FAULT_INPUT,
		                 "no document came: send its bytes as the "
		                 "body, or as a file of a form");
	if (h->len > q->site->options.body_most)
		return fault_set(f, FAULT_LIMIT,
		                 "the document has %zu bytes; at most %zu are "
		                 "taken",
		                 h->len, q->site->options.body_most);
	return 0;
}

/* Recorded and durable on return 0. */
static int record(const struct request *q, const struct submission *s,
                  const struct handed *h, char *id, bool *is_known,
                  struct fault *f)
{
	struct store *store = NULL;

	if (site_writing(q->site, &store, f) < 0 || store_begin(store, f) < 0)
		return -1;
	if (store_submit(store, s, h->bytes, h->len, id, is_known, f) < 0 ||
	    store_commit(store, f) < 0) {
		store_rollback(store);
		return -1;
	}
	return 0;
}

static const char *job_path(const struct request *q, const char *id,
                            struct fault *f)
{
	return arena_print(q->arena, f, "%s/api/v1/jobs/%s",
	                   q->site->options.public_url, id);
}

static void write_job(const struct request *q, struct reply *r,
                      const struct submission *s)
{
	struct pen *p = &r->pen;
	bool is_read = s->status == SUBMISSION_ASSESSED ||
	               s->status == SUBMISSION_NOT_ASSESSED;
	char hex[DIGEST_HEX_SIZE];

	digest_hex(&s->document, hex);
	reply_begin(q, r);
	pen_open(p, '{');
	pen_key_text(p, "id", s->id);
	pen_key_text(p, "submission", s->id);
	pen_key_text(p, "status", SUBMISSION_STATUS_NAMES[s->status]);
	pen_key_bool(p, "done", s->status != SUBMISSION_RECEIVED);
	pen_key_maybe(p, "reason", s->reason);
	pen_key_text(p, "document_sha256", hex);
	pen_key(p, "passages");
	is_read ? pen_count(p, s->n_passages) : pen_null(p);
	pen_key(p, "codings");
	is_read ? pen_count(p, s->n_codings) : pen_null(p);
	pen_key_text(p, "job", job_path(q, s->id, &p->fault));
	pen_key_text(p, "self",
	             arena_print(q->arena, &p->fault,
	                         "%s/api/v1/submissions/%s",
	                         q->site->options.public_url, s->id));
	pen_close(p, '}');
	reply_end(q, r);
}

/* Whoever holds the token may see the jobs of sealed documents too. */
static int find_job(const struct request *q, struct store *store,
                    const char *id, struct submission *out, struct fault *f)
{
	struct reader reader = { .audience = AUDIENCE_OPERATOR,
		                 .now_s = q->ask->now_s };

	return store_submission(store, &reader, id, q->arena, out, f);
}

int answer_post(const struct request *q, struct reply *r, struct fault *f)
{
	struct intake_names names = { q->snapshot->catalogue, is_state_known,
		                      is_round_known };
	char id[SUBMISSION_ID_SIZE];
	struct submission s = { 0 };
	struct handed h;
	bool is_known = false;
	int rc;

	if (read_handed(q, &h, f) < 0 ||
	    intake_declare(&h.fields, &names, q->arena, &s, f) < 0)
		return -1;
	if (h.endorsers.len > 0 &&
	    intake_endorsers(h.endorsers.at, h.endorsers.len, q->arena,
	                     &s.endorsers, &s.n_endorsers, f) < 0)
		return -1;
	digest_of(h.bytes, h.len, &s.document);
	s.received_s = q->ask->now_s;
	if (record(q, &s, &h, id, &is_known, f) < 0)
		return -1;
	rc = find_job(q, q->site->writing, id, &s, f);
	if (rc <= 0)
		return rc < 0 ? -1
		              : fault_set(f, FAULT_STORE,
		                          "%s was recorded and is not there",
		                          id);
	r->status = is_known ? 200 : 202;
	r->location = job_path(q, id, f);
	write_job(q, r, &s);
	return r->location ? 0 : -1;
}

int answer_job(const struct request *q, struct reply *r, struct fault *f)
{
	struct submission s;
	int rc = find_job(q, q->store, q->arg[0], &s, f);

	if (rc < 0)
		return -1;
	if (rc == 0)
		return fault_set(f, FAULT_NOTFOUND,
		                 "no job has this id: POST answers with it in "
		                 "Location");
	write_job(q, r, &s);
	return 0;
}
