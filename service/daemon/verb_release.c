/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"
#include "catalogue.h"
#include "cli.h"
#include "desk.h"
#include "scoring.h"
#include "store.h"
#include "verb.h"

struct release_options {
	const char *db;
};

static const struct cli_option OPTIONS[] = {
	{ "db", "FILE", CLI_TEXT, offsetof(struct release_options, db),
	  "the database" },
};

static const struct cli CLI = {
	.verb = "release",
	.operands = "NAME",
	.what = "Freezes the published findings under NAME (2026.1), for "
		"ever.",
	.options = OPTIONS,
	.n_options = 1,
	.operands_least = 1,
	.operands_most = 1,
};

/* Two releases at once, with all that hangs on their cells. */
#define MEMORY_MOST ((size_t)2 << 30)

/* What one of the two releases holds. */
struct held {
	struct publication at;
	struct cell_list cells;
	struct grounds grounds;
};

static int hold(struct store *s, const char *name, struct arena *a,
                struct held *out, struct fault *f)
{
	struct cell *cells;

	if (store_publication(s, name, a, &out->at, f) < 0 ||
	    store_cells(s, name, a, &cells, &out->cells.n, f) < 0)
		return -1;
	out->cells.at = cells;
	return store_grounds(s, &out->at, a, &out->grounds, f);
}

static bool speaks(const struct ground *g)
{
	return g->voice == VOICE_STATISTICS && g->series[0] &&
	       !g->superseded_by[0] && g->status == SUBMISSION_ASSESSED;
}

static size_t files_of(const struct grounds *g, size_t from, const char *series)
{
	size_t n = 0;

	for (size_t i = from; i < g->n_submissions; i++)
		n += speaks(&g->submissions[i]) &&
		     strcmp(g->submissions[i].series, series) == 0;
	return n;
}

static void tell_series(const struct held *before, const struct held *after)
{
	const struct grounds *g = &before->grounds;

	for (size_t i = 0; i < g->n_submissions; i++) {
		const char *series = g->submissions[i].series;

		/* The last file of a series speaks for all of them. */
		if (speaks(&g->submissions[i]) &&
		    files_of(g, i + 1, series) == 0 &&
		    files_of(&after->grounds, 0, series) == 0)
			printf("vanished since %s: series %s (%zu files)\n",
			       before->at.release, series,
			       files_of(g, 0, series));
	}
}

/* A class that falls out whole is easily lost among single cells. */
static int tell_vanished(const struct desk *d, const char *old,
                         const char *name, struct arena *a, struct fault *f)
{
	struct held before = { 0 }, after = { 0 };
	struct cell_class *all;
	size_t n;

	if (hold(d->store, old, a, &before, f) < 0 ||
	    hold(d->store, name, a, &after, f) < 0 ||
	    cell_classes(d->catalogue, &before.cells, &after.cells, a, &all, &n,
	                 f) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (all[i].after == 0)
			printf("vanished since %s: %s %s (%zu cells)\n", old,
			       CLASS_KIND_NAMES[all[i].kind], all[i].name,
			       all[i].before);
	tell_series(&before, &after);
	return 0;
}

/* Compares with the release made before NAME, if there is one. */
static int tell(const struct desk *d, const char *name, struct fault *f)
{
	struct publication *all;
	struct arena *a = NULL;
	size_t n = 0;
	int rc = arena_new(MEMORY_MOST, &a, f);

	if (rc == 0)
		rc = store_releases(d->store, a, &all, &n, f);
	if (rc == 0 && n > 1)
		rc = tell_vanished(d, all[n - 2].release, name, a, f);
	arena_free(a);
	return rc;
}

static int freeze(struct store *s, const char *name, struct fault *f)
{
	if (store_begin(s, f) < 0)
		return -1;
	if (store_release(s, name, clock_now_s(), f) == 0 &&
	    store_commit(s, f) == 0)
		return 0;
	store_rollback(s);
	return -1;
}

int verb_release(int argc, char **argv)
{
	struct release_options o = { 0 };
	const struct cli_list none = { 0 };
	struct fault f = { 0 };
	struct desk d;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	if (!o.db)
		return cli_usage(&CLI, "say which database: --db FILE");
	desk_init(&d);
	if (desk_store(&d, o.db, STORE_WRITE, &f) < 0 ||
	    freeze(d.store, argv[first], &f) < 0)
		status = desk_fail(CLI.verb, &f);
	else
		printf("released %s\n", argv[first]);
	if (status == 0 && (desk_catalogue(&d, &none, &f) < 0 ||
	                    tell(&d, argv[first], &f) < 0))
		status = desk_fail(CLI.verb, &f);
	desk_close(&d);
	return status;
}
