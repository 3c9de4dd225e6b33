/* SPDX-License-Identifier: Apache-2.0 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/fault.h"

#include "handlers.h"
#include "passages.h"
#include "reply.h"
#include "shapes.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

/* Hex digits of a change in a cursor: enough to know it again. */
#define MARK_DIGITS 12

#define PLAIN_MOST 64

/* What every cursor of this route says first. */
#define START "changes "

static const struct column COLUMNS[] = {
	{ NULL, "sequence", COLUMN_COUNT },
	{ NULL, "kind", COLUMN_CODE },
	{ NULL, "as_of", COLUMN_TIME },
	{ NULL, "submission", COLUMN_CODE },
	{ NULL, "status", COLUMN_CODE },
	{ NULL, "superseded_by", COLUMN_CODE },
	{ NULL, "release", COLUMN_CODE },
	{ NULL, "href", COLUMN_CODE },
};

const struct shape SHAPE_CHANGE = {
	.name = "Change",
	.columns = COLUMNS,
	.n_columns = sizeof(COLUMNS) / sizeof(COLUMNS[0]),
	.sure = "sequence kind as_of href",
};

/* A database put back from a copy may count on in another way: a place is
   known again by what was told there. */
static void mark_of(const struct change *c, char *out)
{
	char text[256], hex[DIGEST_HEX_SIZE];
	struct digest d;
	int n = snprintf(text, sizeof(text),
	                 "%" PRId64 " %d %" PRId64 " %s %s %" PRId64 " %s",
	                 c->seq, (int)c->kind, c->at_s, c->submission, c->other,
	                 c->number, c->name);

	digest_of(text, (size_t)n, &d);
	digest_hex(&d, hex);
	(void)snprintf(out, MARK_DIGITS + 1, "%.12s", hex);
}

static int refuse(const struct request *q, const char *parameter,
                  struct fault *f)
{
	return request_refuse(q, parameter,
	                      "is not a cursor of this log: it is another's, "
	                      "or this one was put back from a copy",
	                      "start again without it, or from a time", f);
}

/* What stands at place SEQ; false when nothing does. */
static int change_at(const struct request *q, int64_t seq, struct change *out,
                     bool *is_there, struct fault *f)
{
	struct reader reader = public_reader(q);
	struct change *list;
	size_t n = 0;

	/* A cursor may come from a door that saw more; nothing is shown. */
	reader.now_s = INT64_MAX;
	if (store_changes(q->store, &reader, seq - 1, 1, q->arena, &list, &n,
	                  f) < 0)
		return -1;
	*is_there = n == 1 && list[0].seq == seq;
	if (*is_there)
		*out = list[0];
	return 0;
}

static int read_place(const struct request *q, const char *parameter,
                      const char *plain, int64_t *out, struct fault *f)
{
	char want[MARK_DIGITS + 1], *mark;
	bool is_there = false;
	struct change c;

	if (strcmp(plain, START "0") == 0) {
		*out = 0;
		return 0;
	}
	if (strncmp(plain, START, strlen(START)) != 0)
		return refuse(q, parameter, f);
	*out = strtoll(plain + strlen(START), &mark, 10);
	if (*out <= 0 || *mark++ != ' ')
		return refuse(q, parameter, f);
	if (change_at(q, *out, &c, &is_there, f) < 0)
		return -1;
	if (is_there) {
		mark_of(&c, want);
		is_there = strcmp(mark, want) == 0;
	}
	return is_there ? 0 : refuse(q, parameter, f);
}

/* Where the answer starts: behind the cursor, or at a time. */
static int find_start(const struct request *q, int64_t *out, struct fault *f)
{
	const char *since = request_value(q, "since", "");
	struct fault why = { 0 };
	const char *plain = NULL;
	int64_t t_s = 0;

	*out = 0;
	if (request_given(q, "cursor")) {
		if (cursor_read(q, "cursor", &plain, f) < 0)
			return -1;
		return read_place(q, "cursor", plain, out, f);
	}
	if (since[0] == '\0')
		return 0;
	if (clock_parse(since, &t_s, &why) == 0)
		return store_changes_before(q->store, t_s, out, f);
	if (cursor_read(q, "since", &plain, f) < 0)
		return -1;
	return read_place(q, "since", plain, out, f);
}

/* What the head does not show yet is told when it does. */
static size_t known(const struct request *q, const struct change *list,
                    size_t n)
{
	size_t i = 0;

	while (i < n && list[i].at_s <= q->snapshot->publication.as_of_s)
		i++;
	return i;
}

static const char *href_of(const struct request *q, const struct change *c,
                           struct fault *f)
{
	static const char *const WHERE[CHANGE_KIND_COUNT] = {
		[CHANGE_RECEIVED] = "/api/v1/submissions/",
		[CHANGE_ASSESSED] = "/api/v1/submissions/",
		[CHANGE_SUPERSEDED] = "/api/v1/submissions/",
		[CHANGE_DECIDED] = "/api/v1/passages?submission=",
		[CHANGE_PUBLISHED] = "/api/v1/releases/head",
		[CHANGE_RELEASED] = "/api/v1/releases/",
	};

	return arena_print(q->arena, f, "%s%s%s", q->site->options.public_url,
	                   WHERE[c->kind],
	                   c->kind == CHANGE_RELEASED    ? c->name
	                   : c->kind == CHANGE_PUBLISHED ? ""
	                                                 : c->submission);
}

static void write_change(const struct request *q, struct grid *g,
                         const struct change *c)
{
	const char *release = NULL;

	if (c->kind == CHANGE_PUBLISHED)
		release = arena_print(q->arena, &g->pen->fault, "head+%" PRId64,
		                      c->number);
	else if (c->kind == CHANGE_RELEASED)
		release = c->name;
	grid_row(g);
	grid_count(g, (uint64_t)c->seq);
	grid_text(g, CHANGE_KIND_NAMES[c->kind]);
	grid_time(g, c->at_s);
	grid_maybe(g, c->submission);
	grid_text(g, c->kind == CHANGE_ASSESSED ? c->name : NULL);
	grid_maybe(g, c->other);
	grid_text(g, release);
	grid_text(g, href_of(q, c, &g->pen->fault));
	grid_end(g);
}

/* A cursor there always is: who asks again with it goes on from here. */
static int set_next(const struct request *q, struct reply *r,
                    const struct change *last, int64_t start, struct fault *f)
{
	char mark[MARK_DIGITS + 1], plain[PLAIN_MOST];
	bool is_there = false;
	struct change at;

	if (!last && start > 0) {
		if (change_at(q, start, &at, &is_there, f) < 0)
			return -1;
		last = is_there ? &at : NULL;
	}
	(void)snprintf(plain, sizeof(plain), START "0");
	if (last) {
		mark_of(last, mark);
		(void)snprintf(plain, sizeof(plain), START "%" PRId64 " %s",
		               last->seq, mark);
	}
	r->next = cursor_write(q, plain, f);
	return r->next ? 0 : -1;
}

int answer_changes(const struct request *q, struct reply *r, struct fault *f)
{
	const struct reader reader = public_reader(q);
	struct change *list = NULL;
	int64_t start = 0;
	struct grid g;
	size_t n = 0;

	if (find_start(q, &start, f) < 0 ||
	    store_changes(q->store, &reader, start, request_limit(q), q->arena,
	                  &list, &n, f) < 0)
		return -1;
	n = known(q, list, n);
	if (set_next(q, r, n > 0 ? &list[n - 1] : NULL, start, f) < 0)
		return -1;
	reply_table(q, r, &g, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]));
	for (size_t i = 0; i < n; i++)
		write_change(q, &g, &list[i]);
	reply_table_end(q, r);
	return 0;
}
