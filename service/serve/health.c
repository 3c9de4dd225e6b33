/* SPDX-License-Identifier: Apache-2.0 */
/* Health: whether this process answers, and whether it should be asked. */
#include <inttypes.h>
#include <sys/statvfs.h>

#include "base/arena.h"
#include "base/fault.h"

#include "handlers.h"
#include "meter.h"
#include "reply.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

/* What was looked at, as it will be told. */
struct check {
	const char *name;
	bool is_good;
	bool is_needed; /* at this door: else it is told and no more */
	const char *says;
};

enum check_name {
	CHECK_STORE,
	CHECK_SCHEMA,
	CHECK_SNAPSHOT,
	CHECK_DISK,
	CHECK_COUNT
};

struct health {
	const struct request *q;
	struct check check[CHECK_COUNT];
	int64_t published; /* newest publication in the store */
	int64_t schema;
	bool has_store;
};

int answer_health(const struct request *q, struct reply *r, struct fault *f)
{
	(void)q;
	(void)f;
	pen_open(&r->pen, '{');
	pen_key_text(&r->pen, "status", "ok");
	pen_close(&r->pen, '}');
	return 0;
}

/* Where the database lies is for the log, not for a stranger. */
static void check_store(struct health *h)
{
	struct fault why = { 0 };

	h->has_store =
		store_publication_number(h->q->store, &h->published, &why) == 0;
	if (!h->has_store)
		meter_store_error(h->q->site->options.meter);
	h->check[CHECK_STORE] = (struct check){
		"store", h->has_store, true,
		h->has_store ? "the database answers"
			     : "the database does not answer: run gcmtrack "
			       "verify, and see the log"
	};
}

static int check_schema(struct health *h, struct fault *f)
{
	struct fault why = { 0 };
	int64_t wants = 0;
	bool is_read = store_schema(h->q->store, &h->schema, &wants, &why) == 0;
	bool is_good = is_read && h->schema == wants;
	const char *says = "the schema cannot be read";

	h->has_store &= is_read;
	if (is_read)
		says = arena_print(
			h->q->arena, f,
			is_good ? "schema %" PRId64 ", as this program makes it"
				: "schema %" PRId64 " is not the one of this "
				  "program: start the gcmtrack that made it",
			h->schema);
	h->check[CHECK_SCHEMA] =
		(struct check){ "schema", is_good, true, says };
	return says ? 0 : -1;
}

/* Behind by a publication is how it should be for a moment. */
static int check_snapshot(struct health *h, struct fault *f)
{
	int64_t here = h->q->snapshot->publication.number;
	const char *says;

	if (!h->has_store || here == h->published)
		says = arena_print(h->q->arena, f,
		                   "publication %" PRId64 " is loaded", here);
	else
		says = arena_print(h->q->arena, f,
		                   "publication %" PRId64 " is loaded, %" PRId64
		                   " is to be",
		                   here, h->published);
	h->check[CHECK_SNAPSHOT] =
		(struct check){ "snapshot", true, true, says };
	return says ? 0 : -1;
}

/*
 * Readers can be answered from a full disk; documents cannot be taken. How
 * much is free is told where it matters, not to strangers.
 */
static int check_disk(struct health *h, struct fault *f)
{
	const struct site_options *o = &h->q->site->options;
	bool is_needed = h->q->ask->is_intake_door || h->q->ask->is_admin_door;
	struct statvfs fs;
	bool is_read = statvfs(o->db, &fs) == 0;
	uint64_t free_bytes =
		is_read ? (uint64_t)fs.f_bavail * (uint64_t)fs.f_frsize : 0;
	bool is_good = is_read && free_bytes >= o->disk_least;
	const char *says = is_good ? "there is room" : "there is little room";

	if (is_needed && is_read)
		says = arena_print(h->q->arena, f, "%" PRIu64 " MiB free%s",
		                   free_bytes >> 20,
		                   is_good ? ""
		                           : ", fewer than disk-least wants: "
		                             "make room");
	h->check[CHECK_DISK] =
		(struct check){ "disk", is_good, is_needed, says };
	return says ? 0 : -1;
}

static bool is_ready(const struct health *h)
{
	for (int i = 0; i < CHECK_COUNT; i++)
		if (!h->check[i].is_good && h->check[i].is_needed)
			return false;
	return true;
}

static void write_checks(const struct health *h, struct pen *p)
{
	pen_key(p, "checks");
	pen_open(p, '[');
	for (int i = 0; i < CHECK_COUNT; i++) {
		pen_open(p, '{');
		pen_key_text(p, "name", h->check[i].name);
		pen_key_bool(p, "ok", h->check[i].is_good);
		pen_key_text(p, "says", h->check[i].says);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

int answer_ready(const struct request *q, struct reply *r, struct fault *f)
{
	struct health h = { .q = q };
	int64_t here = q->snapshot->publication.number;

	check_store(&h);
	if (check_schema(&h, f) < 0 || check_snapshot(&h, f) < 0 ||
	    check_disk(&h, f) < 0)
		return -1;
	r->status = is_ready(&h) ? 200 : 503;
	pen_open(&r->pen, '{');
	pen_key_text(&r->pen, "status",
	             r->status == 200 ? "ready" : "not ready");
	pen_key_text(&r->pen, "store", h.has_store ? "ok" : "not readable");
	pen_key_count(&r->pen, "publication", (uint64_t)here);
	pen_key_bool(&r->pen, "current", h.has_store && h.published == here);
	pen_key(&r->pen, "schema");
	h.has_store ? pen_count(&r->pen, (uint64_t)h.schema)
		    : pen_null(&r->pen);
	write_checks(&h, &r->pen);
	pen_close(&r->pen, '}');
	return 0;
}
