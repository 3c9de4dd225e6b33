/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "catalogue.h"
#include "handlers.h"
#include "reply.h"
#include "shapes.h"
#include "snapshot.h"
#include "titles.h"

static const struct column LIST_COLUMNS[] = {
	{ NULL, "id", COLUMN_CODE },           { NULL, "version", COLUMN_CODE },
	{ NULL, "title", COLUMN_TEXT },        { NULL, "source", COLUMN_TEXT },
	{ NULL, "commitments", COLUMN_COUNT },
};

const struct shape SHAPE_CATALOGUE_INFO = {
	.name = "CatalogueInfo",
	.columns = LIST_COLUMNS,
	.n_columns = sizeof(LIST_COLUMNS) / sizeof(LIST_COLUMNS[0]),
	.sure = "id version title commitments",
};

static const struct column COLUMNS[] = {
	{ NULL, "code", COLUMN_CODE },
	{ NULL, "catalogue", COLUMN_CODE },
	{ NULL, "title", COLUMN_TEXT },
	{ NULL, "title_lang", COLUMN_CODE },
	{ NULL, "reference", COLUMN_TEXT },
	{ NULL, "cluster", COLUMN_COUNT },
	{ NULL, "applies", COLUMN_CODE },
	{ NULL, "principles", COLUMN_WORDS },
	{ NULL, "note", COLUMN_TEXT },
};

const struct shape SHAPE_COMMITMENT = {
	.name = "Commitment",
	.columns = COLUMNS,
	.n_columns = sizeof(COLUMNS) / sizeof(COLUMNS[0]),
	.sure = "code catalogue title applies principles",
	.members = "titles:Titles labels:Titles crosswalk:Crosswalk* "
		   "actions:Action*",
};

int answer_catalogues(const struct request *q, struct reply *r, struct fault *f)
{
	size_t n;
	const struct catalogue_info *list =
		catalogue_list(q->snapshot->catalogue, &n);
	struct grid g;

	(void)f;
	reply_table(q, r, &g, LIST_COLUMNS,
	            sizeof(LIST_COLUMNS) / sizeof(LIST_COLUMNS[0]));
	for (size_t i = 0; i < n; i++) {
		grid_row(&g);
		grid_text(&g, list[i].id);
		grid_text(&g, list[i].version);
		grid_text(&g, list[i].title);
		grid_maybe(&g, list[i].source);
		grid_count(&g, list[i].n);
		grid_end(&g);
	}
	reply_table_end(q, r);
	return 0;
}

/* "GP.a GP.g": one name per bit. */
static const char *principle_words(const struct commitment *c, struct arena *a,
                                   struct fault *f)
{
	const char *all = "";

	for (int i = 0; i < 26 && all; i++)
		if (c->principles & (1u << i))
			all = arena_print(a, f, "%s%sGP.%c", all,
			                  all[0] ? " " : "", 'a' + i);
	return all;
}

static void write_crosswalk(struct pen *p, const struct commitment *c)
{
	pen_key(p, "crosswalk");
	pen_open(p, '[');
	for (size_t i = 0; i < c->n_crosswalks; i++) {
		pen_open(p, '{');
		pen_key_text(p, "commitment", c->crosswalks[i].commitment);
		pen_key_maybe(p, "strength", c->crosswalks[i].strength);
		pen_key_maybe(p, "source", c->crosswalks[i].source);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

static void write_actions(struct pen *p, const struct commitment *c)
{
	pen_key(p, "actions");
	pen_open(p, '[');
	for (size_t i = 0; i < c->n_actions; i++) {
		pen_open(p, '{');
		pen_key_text(p, "code", c->actions[i].code);
		pen_key_text(p, "label", c->actions[i].label);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

static void write_commitment(const struct request *q, struct grid *g,
                             const struct commitment *c)
{
	struct titled title = title_of(c, q->lang);
	struct pen *p;

	grid_row(g);
	grid_text(g, c->code);
	grid_text(g, c->catalogue);
	grid_text(g, title.text);
	grid_text(g, title.lang);
	grid_maybe(g, c->reference);
	if (c->cluster > 0)
		grid_count(g, (uint64_t)c->cluster);
	else
		grid_null(g);
	grid_text(g, APPLIES_NAMES[c->applies]);
	grid_text(g, principle_words(c, q->arena, &g->pen->fault));
	grid_maybe(g, c->note);
	p = grid_nested(g);
	if (p) {
		write_titles(p, "titles", c->title);
		write_titles(p, "labels", c->label);
		write_crosswalk(p, c);
		write_actions(p, c);
	}
	grid_end(g);
}

static void write_commitments(const struct request *q, struct grid *g,
                              const struct catalogue_info *info)
{
	for (size_t i = 0; i < info->n; i++)
		write_commitment(q, g,
		                 &q->snapshot->commitments[info->first + i]);
}

static void write_clusters(const struct request *q, struct pen *p)
{
	size_t n;
	const struct cluster *list =
		catalogue_clusters(q->snapshot->catalogue, &n);

	pen_key(p, "clusters");
	pen_open(p, '[');
	for (size_t i = 0; i < n; i++) {
		pen_open(p, '{');
		pen_key_count(p, "number", (uint64_t)list[i].number);
		pen_key_maybe(p, "title", list[i].title);
		pen_key_maybe(p, "status", list[i].status);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

static void write_principles(const struct request *q, struct pen *p)
{
	size_t n;
	const struct principle *list =
		catalogue_principles(q->snapshot->catalogue, &n);

	pen_key(p, "principles");
	pen_open(p, '[');
	for (size_t i = 0; i < n; i++) {
		char code[] = { 'G', 'P', '.', list[i].letter, '\0' };

		pen_open(p, '{');
		pen_key_text(p, "code", code);
		write_titles(p, "titles", list[i].title);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

int answer_catalogue(const struct request *q, struct reply *r, struct fault *f)
{
	const struct catalogue_info *info =
		catalogue_find(q->snapshot->catalogue, q->arg[0]);
	struct pen *p = &r->pen;
	struct grid g;

	if (!info)
		return fault_set(f, FAULT_NOTFOUND,
		                 "no catalogue has the id \"%.24s\": "
		                 "/api/v1/catalogues lists them",
		                 q->arg[0]);
	if (is_flat(q)) {
		reply_table(q, r, &g, COLUMNS,
		            sizeof(COLUMNS) / sizeof(COLUMNS[0]));
		write_commitments(q, &g, info);
		reply_table_end(q, r);
		return 0;
	}
	reply_begin(q, r);
	pen_open(p, '{');
	pen_key_text(p, "id", info->id);
	pen_key_text(p, "version", info->version);
	pen_key_text(p, "title", info->title);
	pen_key_maybe(p, "source", info->source);
	write_clusters(q, p);
	write_principles(q, p);
	pen_key(p, "commitments");
	pen_open(p, '[');
	grid_open(&g, p, COLUMNS, sizeof(COLUMNS) / sizeof(COLUMNS[0]), false);
	write_commitments(q, &g, info);
	pen_close(p, ']');
	pen_close(p, '}');
	reply_end(q, r);
	return 0;
}
