/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/fault.h"

#include "asof.h"
#include "diff.h"
#include "feed.h"
#include "handlers.h"
#include "reply.h"
#include "shapes.h"
#include "site.h"
#include "snapshot.h"
#include "store.h"

/* Different versions of one kind in one release: one is the rule. */
#define VERSIONS_MOST 64

static const struct column RELEASE_COLUMNS[] = {
	{ NULL, "release", COLUMN_CODE },
	{ NULL, "publication", COLUMN_COUNT },
	{ NULL, "as_of", COLUMN_TIME },
	{ NULL, "method", COLUMN_CODE },
	{ NULL, "catalogue", COLUMN_TEXT },
	{ NULL, "cells_sha256", COLUMN_CODE },
	{ NULL, "coverage_sha256", COLUMN_CODE },
	{ NULL, "made", COLUMN_TIME },
};

#define RELEASE_COLUMNS_COUNT \
	(sizeof(RELEASE_COLUMNS) / sizeof(RELEASE_COLUMNS[0]))

const struct shape SHAPE_RELEASE = {
	.name = "Release",
	.columns = RELEASE_COLUMNS,
	.n_columns = RELEASE_COLUMNS_COUNT,
	.sure = "release publication method catalogue cells_sha256 "
		"coverage_sha256",
};

const struct shape SHAPE_RELEASE_WHOLE = {
	.name = "ReleaseWhole",
	.columns = RELEASE_COLUMNS,
	.n_columns = RELEASE_COLUMNS_COUNT,
	.sure = "release publication method catalogue cells_sha256 "
		"coverage_sha256",
	.members = "recorded:bool cells:ReleaseCells "
		   "submissions:ReleaseSubmissions codings_counted:~count "
		   "extractors:VersionCount* coders:VersionCount* "
		   "catalogues:VersionCount* since_previous:~ReleaseSince "
		   "download:~text",
};

static void write_release(struct grid *g, const struct publication *at)
{
	char hex[DIGEST_HEX_SIZE];

	grid_row(g);
	grid_text(g, at->release);
	grid_count(g, (uint64_t)at->number);
	grid_time(g, at->as_of_s);
	grid_text(g, at->method);
	grid_text(g, at->catalogue);
	digest_hex(&at->cells, hex);
	grid_text(g, hex);
	digest_hex(&at->coverage, hex);
	grid_text(g, hex);
	grid_time(g, at->made_s);
}

int answer_releases(const struct request *q, struct reply *r, struct fault *f)
{
	struct publication *list = NULL;
	struct grid g;
	size_t n = 0;

	if (store_releases(q->store, q->arena, &list, &n, f) < 0)
		return -1;
	r->link = feed_link(q, f);
	if (!r->link)
		return -1;
	if (q->form == FORM_ATOM)
		return feed_write(q, list, n, &r->pen);
	reply_table(q, r, &g, RELEASE_COLUMNS, RELEASE_COLUMNS_COUNT);
	for (size_t i = 0; i < n; i++) {
		write_release(&g, &list[i]);
		grid_end(&g);
	}
	if (q->snapshot->publication.number > 0) {
		write_release(&g, &q->snapshot->publication);
		grid_end(&g);
	}
	reply_table_end(q, r);
	return 0;
}

/* ---- one ------------------------------------------------------------------
 */

/* The release that was made before NAME ("" the head), or NULL. */
static int find_previous(const struct request *q, const char *name,
                         const char **out, struct fault *f)
{
	struct publication *list = NULL;
	size_t n = 0;

	*out = NULL;
	if (store_releases(q->store, q->arena, &list, &n, f) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (strcmp(list[i].release, name) == 0)
			break;
		*out = list[i].release;
	}
	return 0;
}

static void write_cells(struct pen *p, const struct snapshot *s)
{
	size_t status[CELL_STATUS_COUNT] = { 0 }, voice[VOICE_COUNT] = { 0 };

	for (size_t i = 0; i < s->n_cells; i++) {
		status[s->cells[i].status]++;
		voice[s->cells[i].key.voice]++;
	}
	pen_key(p, "cells");
	pen_open(p, '{');
	pen_key_count(p, "stored", s->n_cells);
	pen_key(p, "by_status");
	pen_open(p, '{');
	for (size_t i = 0; i < CELL_STATUS_COUNT; i++)
		if (status[i] > 0)
			pen_key_count(p, CELL_STATUS_NAMES[i], status[i]);
	pen_close(p, '}');
	pen_key(p, "by_voice");
	pen_open(p, '{');
	for (size_t i = 0; i < VOICE_COUNT; i++)
		pen_key_count(p, VOICE_NAMES[i], voice[i]);
	pen_close(p, '}');
	pen_close(p, '}');
}

static void write_submissions(struct pen *p, const struct grounds *g)
{
	size_t status[SUBMISSION_STATUS_COUNT] = { 0 };
	size_t voice[VOICE_COUNT] = { 0 }, superseded = 0;

	for (size_t i = 0; i < g->n_submissions; i++) {
		status[g->submissions[i].status]++;
		voice[g->submissions[i].voice]++;
		superseded += g->submissions[i].superseded_by[0] != '\0';
	}
	pen_key(p, "submissions");
	pen_open(p, '{');
	pen_key_count(p, "known", g->n_submissions);
	pen_key_count(p, "superseded", superseded);
	pen_key(p, "by_status");
	pen_open(p, '{');
	for (size_t i = 0; i < SUBMISSION_STATUS_COUNT; i++)
		pen_key_count(p, SUBMISSION_STATUS_NAMES[i], status[i]);
	pen_close(p, '}');
	pen_key(p, "by_voice");
	pen_open(p, '{');
	for (size_t i = 0; i < VOICE_COUNT; i++)
		pen_key_count(p, VOICE_NAMES[i], voice[i]);
	pen_close(p, '}');
	pen_close(p, '}');
	if (g->is_recorded)
		pen_key_count(p, "codings_counted", g->n_codings);
	else
		pen_key_text(p, "codings_counted", NULL);
}

static const char *version_in(const struct ground *g, int kind)
{
	return kind == 0 ? g->extractor : kind == 1 ? g->coder : g->catalogue;
}

/* By which versions its submissions were read, and how many by each. */
static void write_versions(struct pen *p, const struct grounds *g)
{
	static const char *const KINDS[] = { "extractors", "coders",
		                             "catalogues" };

	for (int kind = 0; kind < 3; kind++) {
		const char *version[VERSIONS_MOST];
		size_t count[VERSIONS_MOST] = { 0 }, n = 0;

		for (size_t i = 0; i < g->n_submissions; i++) {
			const char *v = version_in(&g->submissions[i], kind);
			size_t k = 0;

			while (k < n && strcmp(version[k], v) != 0)
				k++;
			if (v[0] == '\0' || k == VERSIONS_MOST)
				continue;
			version[k] = v;
			n += k == n;
			count[k]++;
		}
		pen_key(p, KINDS[kind]);
		pen_open(p, '[');
		for (size_t i = 0; i < n; i++) {
			pen_open(p, '{');
			pen_key_text(p, "version", version[i]);
			pen_key_count(p, "submissions", count[i]);
			pen_close(p, '}');
		}
		pen_close(p, ']');
	}
}

/* Which submissions came, went and were read anew since the one before. */
static void write_since(const struct request *q, struct pen *p,
                        const struct diff *d)
{
	size_t came = 0, superseded = 0;

	for (size_t i = 0; i < d->n_moved; i++) {
		came += !d->moved[i].before;
		superseded += d->moved[i].before &&
		              !d->moved[i].before->superseded_by[0] &&
		              d->moved[i].after->superseded_by[0];
	}
	pen_key(p, "since_previous");
	pen_open(p, '{');
	pen_key_text(p, "release", d->a.name);
	pen_key_count(p, "submissions_came", came);
	pen_key_count(p, "submissions_superseded", superseded);
	pen_key_count(p, "submissions_read_anew",
	              d->n_moved - came - superseded);
	pen_key_bool(p, "method_changed",
	             strcmp(d->a.snapshot->publication.method,
	                    d->b.snapshot->publication.method) != 0);
	pen_key_bool(p, "catalogue_changed",
	             strcmp(d->a.snapshot->publication.catalogue,
	                    d->b.snapshot->publication.catalogue) != 0);
	pen_key_bool(p, "decided_on", d->n_decided > 0);
	pen_key_text(p, "diff",
	             arena_print(q->arena, &p->fault,
	                         "%s/api/v1/releases/%s/diff/%s",
	                         q->site->options.public_url, d->a.name,
	                         feed_word(&d->b.snapshot->publication)));
	pen_close(p, '}');
}

int answer_release(const struct request *q, struct reply *r, struct fault *f)
{
	const char *word = q->arg[0], *name, *previous;
	struct request as_b = *q;
	struct pen *p = &r->pen;
	struct diff d;
	struct grid g;

	if (release_find(q, word, &name, f) < 0 ||
	    find_previous(q, name, &previous, f) < 0 ||
	    diff_open(q, previous ? previous : word, word, &d, f) < 0)
		return -1;
	as_b.snapshot = d.b.snapshot;
	reply_begin(&as_b, r);
	grid_open(&g, p, RELEASE_COLUMNS, RELEASE_COLUMNS_COUNT, false);
	write_release(&g, &d.b.snapshot->publication);
	(void)grid_nested(&g);
	pen_key_bool(p, "recorded", d.b.grounds.is_recorded);
	write_cells(p, d.b.snapshot);
	write_submissions(p, &d.b.grounds);
	write_versions(p, &d.b.grounds);
	if (previous)
		write_since(q, p, &d);
	else
		pen_key_text(p, "since_previous", NULL);
	pen_key_text(p, "download",
	             feed_zip(q, &d.b.snapshot->publication, &p->fault));
	grid_end(&g);
	reply_end(&as_b, r);
	return 0;
}
