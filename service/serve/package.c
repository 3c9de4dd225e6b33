/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Package: a Frictionless data package that describes the CSV of the same
 * question: its columns, their types, what is missing, whose it is.
 */
#include "package.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"

#include "reply.h"
#include "rows.h"
#include "snapshot.h"

/* Which columns tell a row from all others, where some do. */
static const struct {
	const char *table, *columns;
} KEYS[] = {
	{ "catalogues", "id" },
	{ "cells", "state commitment round voice" },
	{ "commitments", "code" },
	{ "coverage", "state round voice" },
	{ "indicators", "series" },
	{ "method", "name" },
	{ "methods", "method" },
	{ "passages", "id" },
	{ "releases", "release" },
	{ "rounds", "id" },
	{ "scorecard", "state round commitment voice" },
	{ "states", "iso3" },
	{ "submissions", "id" },
};

static const char *type_of(enum column_kind kind)
{
	switch (kind) {
	case COLUMN_COUNT:
		return "integer";
	case COLUMN_SCORE:
	case COLUMN_SHARE:
	case COLUMN_FIGURE:
	case COLUMN_ERROR:
		return "number";
	case COLUMN_BOOL:
		return "boolean";
	case COLUMN_TIME:
		return "datetime";
	case COLUMN_TEXT:
	case COLUMN_CODE:
	case COLUMN_WORDS:
		break;
	}
	return "string";
}

/* What a reader cannot tell from the type alone. */
static const char *about(enum column_kind kind)
{
	switch (kind) {
	case COLUMN_SCORE:
		return "rounded to one decimal";
	case COLUMN_SHARE:
		return "rounded to three decimals";
	case COLUMN_ERROR:
		return "rounded to four decimals";
	case COLUMN_WORDS:
		return "words with blanks between them";
	case COLUMN_TEXT:
		return "an apostrophe stands before what a spreadsheet would "
		       "run as a formula";
	case COLUMN_TIME:
		return "UTC";
	case COLUMN_CODE:
	case COLUMN_COUNT:
	case COLUMN_FIGURE:
	case COLUMN_BOOL:
		break;
	}
	return NULL;
}

static void write_field(struct pen *p, const struct column *c)
{
	const char *words = about(c->kind);
	char name[COLUMN_NAME_SIZE], title[COLUMN_NAME_SIZE];

	column_name(c, name);
	for (size_t i = 0; i < sizeof(name); i++)
		title[i] = (char)(name[i] == '_' ? ' ' : name[i]);
	pen_open(p, '{');
	pen_key_text(p, "name", name);
	pen_key_text(p, "title", title);
	pen_key_text(p, "type", type_of(c->kind));
	if (c->kind == COLUMN_TIME)
		pen_key_text(p, "format", "default");
	if (words)
		pen_key_text(p, "description", words);
	pen_close(p, '}');
}

void package_schema(struct pen *p, const char *table,
                    const struct column *columns, size_t n)
{
	pen_key(p, "schema");
	pen_open(p, '{');
	pen_key(p, "fields");
	pen_open(p, '[');
	for (size_t i = 0; i < n; i++)
		write_field(p, &columns[i]);
	pen_close(p, ']');
	pen_key(p, "missingValues");
	pen_open(p, '[');
	pen_text(p, "");
	pen_close(p, ']');
	for (size_t i = 0; i < sizeof(KEYS) / sizeof(KEYS[0]); i++)
		if (strcmp(KEYS[i].table, table) == 0) {
			pen_key(p, "primaryKey");
			pen_words(p, KEYS[i].columns);
		}
	pen_close(p, '}');
}

void package_resource(struct pen *p, const struct package_resource *r)
{
	pen_open(p, '{');
	pen_key_text(p, "name", r->table);
	pen_key_text(p, "path", r->path);
	pen_key_text(p, "profile", "tabular-data-resource");
	pen_key_text(p, "description", r->help);
	pen_key_text(p, "format", "csv");
	pen_key_text(p, "mediatype", "text/csv");
	pen_key_text(p, "encoding", "utf-8");
	pen_key(p, "dialect");
	pen_open(p, '{');
	pen_key_text(p, "delimiter", ",");
	pen_key_text(p, "lineTerminator", "\r\n");
	pen_key_bool(p, "doubleQuote", true);
	pen_key_bool(p, "header", true);
	pen_close(p, '}');
	package_schema(p, r->table, r->columns, r->n);
	pen_close(p, '}');
}

/* "2026.1" as a version; names of packages take small letters only. */
void package_begin(const struct request *q, struct pen *p, const char *name,
                   const char *title)
{
	const struct publication *at = &q->snapshot->publication;
	char created[CLOCK_TEXT_SIZE];

	clock_text(at->as_of_s, created);
	pen_open(p, '{');
	pen_key_text(p, "profile", "tabular-data-package");
	pen_key_text(p, "name", name);
	pen_key_text(p, "title", title);
	pen_key_text(p, "version", at->release[0] ? at->release : "head+0");
	if (at->as_of_s > 0)
		pen_key_text(p, "created", created);
	pen_key(p, "licenses");
	pen_open(p, '[');
	pen_open(p, '{');
	pen_key_text(p, "name", "Apache-2.0");
	pen_key_text(p, "title",
	             "Apache License 2.0 for what gcmtrack makes; quotes, "
	             "titles and figures stay with those they are from, under "
	             "their licences, which /api/v1/indicators names for "
	             "series");
	pen_close(p, '}');
	pen_close(p, ']');
	pen_key(p, "sources");
	pen_open(p, '[');
	pen_open(p, '{');
	pen_key_text(p, "title",
	             "What was submitted: /api/v1/submissions lists it");
	pen_close(p, '}');
	pen_close(p, ']');
	pen_key_text(p, "release", at->release[0] ? at->release : "head+0");
	pen_key_text(p, "method", at->method);
	pen_key_text(p, "catalogue", at->catalogue);
	pen_key(p, "resources");
	pen_open(p, '[');
}

void package_end(struct pen *p)
{
	pen_close(p, ']');
	pen_close(p, '}');
}

static int open_rows(struct rows *r, struct fault *f)
{
	(void)r;
	(void)f;
	return 0;
}

/* A path of Frictionless never starts with a slash: where no public address
   is known it is relative to where the package itself was found. */
static const char *relative(const char *url)
{
	const char *end = url + strcspn(url, "?");

	if (url[0] != '/')
		return url;
	while (end > url && end[-1] != '/')
		end--;
	return end;
}

/* Only the columns are described; rows may change. */
static void write_row(struct rows *r, const struct row_value *values)
{
	(void)r;
	(void)values;
}

static int finish(struct rows *r, struct fault *f)
{
	const char *table = table_name(r->q->route, r->q->arena, f);
	const char *url = table_url(r->q, "csv", f);
	struct pen *p = &r->reply->pen;
	const struct package_resource one = { table, relative(url ? url : ""),
		                              r->q->route->help, r->columns,
		                              r->n };

	if (!table || !url)
		return -1;
	package_begin(r->q, p,
	              arena_print(r->q->arena, &p->fault, "gcmtrack-%s", table),
	              r->q->route->help);
	package_resource(p, &one);
	package_end(p);
	return 0;
}

static void clear(struct rows *r)
{
	(void)r;
}

const struct rows_back PACKAGE_BACK = { open_rows, write_row, finish, clear };
