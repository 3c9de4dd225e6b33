/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Export: whole tables, page after page through the handlers that answer for
 * them, so that an export can hold nothing that a route would not show.
 */
#ifndef SERVE_EXPORT_H
#define SERVE_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "request.h"

/* Rows of one page: as many as a route gives at most. */
#define EXPORT_PAGE "1000"

/* Bytes of one page; a thousand of the longest quotes. */
#define EXPORT_PAGE_MOST ((size_t)32 << 20)

struct export_table {
	const char *name;  /* of the file, without .csv */
	const char *path;  /* of the route; of none: where it would be */
	const char *help;  /* NULL: the route's */
	handler *answer;   /* NULL: the route's */
	bool by_catalogue; /* one page per catalogue, its id in the path */
	bool is_read;      /* status= all but received */
};

/** All tables of a release, by name. Static. */
const struct export_table *export_tables(size_t *n);

/** The route of T, or NULL for a table that has none. */
const struct route *export_route(const struct export_table *t);

/** What T is, in words. */
const char *export_help(const struct export_table *t);

/* One table on its way. */
struct export_feed {
	const struct request *q; /* who asks, as of which snapshot */
	const char *release;     /* "" the head */
	const struct export_table *table;
	struct arena *arena; /* of one page: reset by each */
	struct buf page;     /* CSV; the first with its head */
	char cursor[200];
	size_t n_pages;
	bool is_done;
};

/** Starts F; export_clear() ends it. */
int export_open(struct export_feed *e, const struct request *q,
                const char *release, const struct export_table *t,
                struct fault *f);
void export_clear(struct export_feed *e);

/** Fills e->page with the next page; gives 1, 0 past the last, -1. */
int export_page(struct export_feed *e, struct fault *f);

/** The columns of E's table. */
int export_columns(struct export_feed *e, const struct column **out, size_t *n,
                   struct fault *f);

/* Tables that have no route of their own. */
handler export_coverage;
handler export_codings;
handler export_releases;

#endif
