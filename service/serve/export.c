/* SPDX-License-Identifier: Apache-2.0 */
#include "export.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "catalogue.h"
#include "model/submission.h"

#include "rows.h"
#include "snapshot.h"

/* What one page is made with: a thousand passages with all that is theirs. */
#define PAGE_ARENA_MOST ((size_t)256 << 20)

static const struct export_table TABLES[] = {
	{ "catalogues", "/api/v1/catalogues", NULL, NULL, false, false },
	{ "cells", "/api/v1/cells", NULL, NULL, false, false },
	{ "codings", "/api/v1/codings",
	  "Codings of the passages: commitment, level, confidence, review",
	  export_codings, false, false },
	{ "commitments", "/api/v1/catalogues/{id}",
	  "Commitments of all catalogues", NULL, true, false },
	{ "coverage", "/api/v1/coverage",
	  "What each voice sent on each state in each round", export_coverage,
	  false, false },
	{ "indicators", "/api/v1/indicators", NULL, NULL, false, false },
	{ "method", "/api/v1/method", NULL, NULL, false, false },
	{ "observations", "/api/v1/observations", NULL, NULL, false, false },
	{ "passages", "/api/v1/passages",
	  "Passages that count in a cell, with their anchors", NULL, false,
	  false },
	{ "releases", "/api/v1/releases", "Releases up to this one",
	  export_releases, false, false },
	{ "rounds", "/api/v1/rounds", NULL, NULL, false, false },
	{ "states", "/api/v1/states", NULL, NULL, false, false },
	{ "submissions", "/api/v1/submissions",
	  "What was received, public and read", NULL, false, true },
};

/* A received document that nobody has read yet changes no finding; left out,
   a publication has the same export however often it is asked for. */
static const enum submission_status READ[] = { SUBMISSION_ASSESSED,
	                                       SUBMISSION_NOT_ASSESSED,
	                                       SUBMISSION_REFUSED };

static const struct param LIMIT = { "limit", VALUE_LIMIT, 1, false, "" };
static const struct param CURSOR = { "cursor", VALUE_CURSOR, 1, false, "" };
static const struct param RELEASE = { "release", VALUE_RELEASE, 1, false, "" };
static const struct param STATUS = { "status", VALUE_SUBMISSION_STATUS, 3,
	                             false, "" };

const struct export_table *export_tables(size_t *n)
{
	*n = sizeof(TABLES) / sizeof(TABLES[0]);
	return TABLES;
}

const struct route *export_route(const struct export_table *t)
{
	size_t n;
	const struct route *all = routes(&n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(all[i].path, t->path) == 0 &&
		    strcmp(all[i].method, "GET") == 0)
			return &all[i];
	return NULL;
}

const char *export_help(const struct export_table *t)
{
	const struct route *route = export_route(t);

	return t->help ? t->help : route ? route->help : t->name;
}

int export_open(struct export_feed *e, const struct request *q,
                const char *release, const struct export_table *t,
                struct fault *f)
{
	memset(e, 0, sizeof(*e));
	buf_init(&e->page, EXPORT_PAGE_MOST);
	e->q = q;
	e->release = release;
	e->table = t;
	return arena_new(PAGE_ARENA_MOST, &e->arena, f);
}

void export_clear(struct export_feed *e)
{
	buf_clear(&e->page);
	arena_free(e->arena);
	e->arena = NULL;
}

static void give(struct request *q, const struct param *p, const char **value,
                 size_t n)
{
	q->given[q->n_given++] =
		(struct given){ .param = p, .value = value, .n = n };
}

/* Which catalogue a page is of; false past the last. */
static bool catalogue_at(const struct export_feed *e, const char **id)
{
	size_t n;
	const struct catalogue_info *all =
		catalogue_list(e->q->snapshot->catalogue, &n);

	*id = e->n_pages < n ? all[e->n_pages].id : NULL;
	return e->n_pages + 1 < n;
}

/* Answers for the next page in FORM, as a client would be answered; a table
   without a route stands in the place of one. */
static int run(struct export_feed *e, enum form form, struct reply *r,
               struct fault *f)
{
	const struct route *route = export_route(e->table);
	const struct route own = {
		"GET", e->table->path, e->table->answer, 0, 0, NULL, 0, ""
	};
	const char *limit = EXPORT_PAGE, *cursor = e->cursor;
	const char *read[] = { SUBMISSION_STATUS_NAMES[READ[0]],
		               SUBMISSION_STATUS_NAMES[READ[1]],
		               SUBMISSION_STATUS_NAMES[READ[2]] };
	handler *answer = e->table->answer;
	struct request q = *e->q;

	if (!answer && route)
		answer = route->answer;
	*r = (struct reply){ .status = 200 };
	pen_init(&r->pen, EXPORT_PAGE_MOST);
	if (!answer)
		return fault_set(f, FAULT_SYSTEM, "nobody answers for %s",
		                 e->table->name);
	q.release = e->release;
	q.route = route ? route : &own;
	q.arena = e->arena;
	q.form = form;
	q.lang = UN_EN;
	q.has_bom = false;
	q.n_given = 0;
	give(&q, &LIMIT, &limit, 1);
	if (cursor[0])
		give(&q, &CURSOR, &cursor, 1);
	if (e->release[0])
		give(&q, &RELEASE, &e->release, 1);
	if (e->table->is_read)
		give(&q, &STATUS, read, 3);
	if (e->table->by_catalogue)
		(void)catalogue_at(e, &q.arg[0]);
	if (answer(&q, r, f) < 0)
		return -1;
	return pen_check(&r->pen, f);
}

/* Takes the rows of R; those after the first page leave the head out. */
static int take(struct export_feed *e, const struct reply *r, struct fault *f)
{
	const struct buf *out = &r->pen.out;
	const char *from = out->at ? out->at : "";
	size_t len = out->len;
	const char *head = memchr(from, '\n', len);

	if (e->n_pages > 0 && head) {
		len -= (size_t)(head + 1 - from);
		from = head + 1;
	}
	buf_reset(&e->page);
	return buf_add(&e->page, from, len, f);
}

static void go_on(struct export_feed *e, const struct reply *r)
{
	const char *id;

	e->is_done = e->table->by_catalogue ? !catalogue_at(e, &id) : !r->next;
	if (r->next)
		(void)snprintf(e->cursor, sizeof(e->cursor), "%s", r->next);
	e->n_pages++;
}

int export_page(struct export_feed *e, struct fault *f)
{
	struct reply r;
	int rc;

	if (e->is_done)
		return 0;
	arena_reset(e->arena);
	rc = run(e, FORM_CSV, &r, f);
	if (rc == 0)
		rc = take(e, &r, f);
	if (rc == 0)
		go_on(e, &r);
	pen_clear(&r.pen);
	rows_free(r.rows);
	return rc < 0 ? -1 : 1;
}

int export_columns(struct export_feed *e, const struct column **out, size_t *n,
                   struct fault *f)
{
	struct reply r;
	int rc;

	rc = run(e, FORM_PACKAGE, &r, f);
	if (rc == 0 && r.rows) {
		*out = r.rows->columns;
		*n = r.rows->n;
	} else if (rc == 0) {
		rc = fault_set(f, FAULT_SYSTEM, "%s is no table",
		               e->table->name);
	}
	pen_clear(&r.pen);
	rows_free(r.rows);
	return rc;
}
