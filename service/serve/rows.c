/* SPDX-License-Identifier: Apache-2.0 */
#include "rows.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#include "site.h"

const struct rows_back *rows_back_of(enum form form)
{
	static const struct rows_back *const BACKS[FORM_COUNT] = {
		[FORM_XLSX] = &XLSX_BACK,
		[FORM_SDMX_CSV] = &SDMX_CSV_BACK,
		[FORM_JSON_STAT] = &JSON_STAT_BACK,
		[FORM_PACKAGE] = &PACKAGE_BACK,
	};

	return BACKS[form];
}

int rows_open(const struct request *q, struct reply *r,
              const struct column *columns, size_t n, struct fault *f)
{
	struct rows *rows = calloc(1, sizeof(*rows));

	if (!rows)
		return fault_set(f, FAULT_MEMORY, "no memory for a table");
	if (n > COLUMNS_MOST) {
		free(rows);
		return fault_set(f, FAULT_LIMIT, "more than %d columns",
		                 COLUMNS_MOST);
	}
	rows_free(r->rows);
	r->rows = rows;
	rows->back = rows_back_of(q->form);
	rows->q = q;
	rows->reply = r;
	rows->columns = columns;
	rows->n = n;
	buf_init(&rows->text, ROW_MOST);
	return rows->back->open(rows, f);
}

void rows_value(struct rows *r, const char *text, size_t len)
{
	struct pen *p = &r->reply->pen;
	size_t at = r->at++;

	r->start[at] = r->text.len;
	r->len[at] = len;
	r->has[at] = text != NULL;
	if (text && !p->is_bad &&
	    (buf_add(&r->text, text, len, &p->fault) < 0 ||
	     buf_add_char(&r->text, '\0', &p->fault) < 0))
		p->is_bad = true;
}

void rows_end(struct rows *r)
{
	struct row_value values[COLUMNS_MOST] = { { NULL, 0 } };

	for (size_t i = 0; i < r->n && !r->reply->pen.is_bad; i++)
		if (r->has[i])
			values[i] =
				(struct row_value){ r->text.at + r->start[i],
				                    r->len[i] };
	if (!r->reply->pen.is_bad)
		r->back->row(r, values);
	r->n_rows++;
	r->at = 0;
	buf_reset(&r->text);
}

int rows_finish(struct rows *r, struct fault *f)
{
	if (r->reply->pen.is_bad)
		return -1; /* pen_check() tells why */
	return r->back->finish(r, f);
}

void rows_free(struct rows *r)
{
	if (!r)
		return;
	r->back->clear(r);
	buf_clear(&r->text);
	free(r);
}

void column_name(const struct column *c, char out[COLUMN_NAME_SIZE])
{
	const char *parts[] = { c->group ? c->group : "", c->group ? "_" : "",
		                c->name };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		for (const char *at = parts[i]; *at && n + 1 < COLUMN_NAME_SIZE;
		     at++)
			out[n++] = *at;
	out[n] = '\0';
}

int rows_column(const struct rows *r, const char *name)
{
	char mine[COLUMN_NAME_SIZE];

	for (size_t i = 0; i < r->n; i++) {
		column_name(&r->columns[i], mine);
		if (strcmp(mine, name) == 0)
			return (int)i;
	}
	return -1;
}

const char *table_name(const struct route *route, struct arena *a,
                       struct fault *f)
{
	static const struct {
		const char *path, *name;
	} NAMES[] = {
		{ "/api/v1/catalogues/{id}", "commitments" },
		{ "/api/v1/states/{iso3}/scorecard", "scorecard" },
	};
	char *out;

	for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++)
		if (strcmp(route->path, NAMES[i].path) == 0)
			return NAMES[i].name;
	out = arena_string(a, route->path + strlen("/api/v1/"), f);
	for (char *at = out; at && *at; at++)
		if (!((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9')))
			*at = '_';
	return out;
}

/* Parameters that say how a table comes, not what is in it. */
static bool is_about_form(const char *raw, size_t len)
{
	static const char *const NAMES[] = { "format", "bom" };

	for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
		size_t n = strlen(NAMES[i]);

		if (len >= n && strncmp(raw, NAMES[i], n) == 0 &&
		    (len == n || raw[n] == '='))
			return true;
	}
	return false;
}

const char *table_url(const struct request *q, const char *format,
                      struct fault *f)
{
	const char *raw = q->ask->query ? q->ask->query : "";
	const char *out =
		arena_print(q->arena, f, "%s%s?", q->site->options.public_url,
	                    q->ask->path);

	while (out && *raw) {
		size_t len = strcspn(raw, "&");

		if (len > 0 && !is_about_form(raw, len))
			out = arena_print(q->arena, f, "%s%.*s&", out, (int)len,
			                  raw);
		raw += len;
		raw += *raw == '&';
	}
	return out ? arena_print(q->arena, f, "%sformat=%s", out, format)
	           : NULL;
}
