/* SPDX-License-Identifier: Apache-2.0 */
#include "request.h"

#include <string.h>

#include <sodium.h>

#include "base/arena.h"
#include "base/clock.h"

#include "catalogue.h"
#include "reply.h"
#include "rows.h"
#include "site.h"
#include "snapshot.h"

#define CURSOR_MOST 160

/* Appends LEN raw bytes of a query, safe inside a header; gives the end.
   A comma may stand between the brackets of a Link (RFC 8288, 3), but clients
   (httr2 0.2) cut the header at every comma; %2C means the same to us. */
static char *put_safely(char *out, const char *raw, size_t len)
{
	static const char HEX[] = "0123456789ABCDEF";
	static const char PLAIN[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789"
				    "-._~:*";

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)raw[i];

		if (strchr(PLAIN, c)) {
			*out++ = (char)c;
			continue;
		}
		*out++ = '%';
		*out++ = HEX[c >> 4];
		*out++ = HEX[c & 15];
	}
	return out;
}

/* Most bytes that query_for_next() writes of what was given for P. */
static size_t room_for(const struct param *p, const struct given *g)
{
	size_t room = strlen(p->name) + 2;

	for (size_t i = 0; i < g->n; i++)
		room += strlen(g->value[i]) * 3 + 3;
	return room;
}

static char *put_given(char *out, const struct param *p, const struct given *g)
{
	out = put_safely(out, p->name, strlen(p->name));
	*out++ = '=';
	for (size_t i = 0; i < g->n; i++) {
		if (i > 0)
			out = put_safely(out, ",", 1);
		out = put_safely(out, g->value[i], strlen(g->value[i]));
	}
	return out;
}

/* What was asked for, without its cursor, in the order of the route: however
   it was written, equal questions have equal answers, and one of them is
   kept. */
static const char *query_for_next(const struct request *q, struct fault *f)
{
	const struct given *g;
	const struct param *p;
	size_t room = 1;
	char *out, *at;

	for (size_t i = 0; (p = route_param(q->route, i)); i++)
		if ((g = request_given(q, p->name)))
			room += room_for(p, g);
	at = out = arena_alloc(q->arena, room, f);
	for (size_t i = 0; out && (p = route_param(q->route, i)); i++) {
		g = request_given(q, p->name);
		if (!g || p->kind == VALUE_CURSOR)
			continue;
		if (at > out)
			*at++ = '&';
		at = put_given(at, p, g);
	}
	return out;
}

const char *reply_next_url(const struct request *q, const char *next,
                           struct fault *f)
{
	const char *query = query_for_next(q, f);

	if (!query)
		return NULL;
	return arena_print(q->arena, f, "%s%s?%s%scursor=%s",
	                   q->site->options.public_url, q->path, query,
	                   query[0] ? "&" : "", next);
}

const char *cursor_write(const struct request *q, const char *plain,
                         struct fault *f)
{
	size_t len = strlen(plain);
	size_t size = sodium_base64_ENCODED_LEN(
		len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	char *out = arena_alloc(q->arena, size, f);

	if (!out)
		return NULL;
	return sodium_bin2base64(out, size, (const unsigned char *)plain, len,
	                         sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

int cursor_read(const struct request *q, const char *parameter,
                const char **plain, struct fault *f)
{
	const char *given = request_value(q, parameter, "");
	unsigned char *out = arena_alloc(q->arena, CURSOR_MOST + 1, f);
	size_t len = 0;

	if (!out)
		return -1;
	if (sodium_base642bin(out, CURSOR_MOST, given, strlen(given), NULL,
	                      &len, NULL,
	                      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
	    memchr(out, '\0', len))
		return request_refuse(q, parameter, "is not one of ours",
		                      value_allowed(VALUE_CURSOR), f);
	out[len] = '\0';
	*plain = (const char *)out;
	return 0;
}

int request_refuse(const struct request *q, const char *parameter,
                   const char *problem, const char *allowed, struct fault *f)
{
	trouble_add(q->trouble, parameter, problem, allowed);
	return fault_set(f, FAULT_INPUT, "%s %s: %s", parameter, problem,
	                 allowed);
}

/* Titles, names and rounds are of the catalogues in use: said where those are
   not the ones that made the numbers. */
static void write_in_use(const struct request *q, struct pen *p)
{
	const char *now = catalogue_version(q->site->catalogue);

	if (q->release[0] &&
	    strcmp(now, q->snapshot->publication.catalogue) != 0)
		pen_key_text(p, "catalogue_in_use", now);
}

void reply_meta(const struct request *q, struct reply *r)
{
	const struct publication *at = &q->snapshot->publication;
	struct pen *p = &r->pen;
	char generated[CLOCK_TEXT_SIZE];
	const char *url = NULL;

	clock_text(at->as_of_s, generated);
	pen_key(p, "meta");
	pen_open(p, '{');
	pen_key_text(p, "release", at->release[0] ? at->release : "head+0");
	pen_key_text(p, "method",
	             at->number || at->method[0] ? at->method : NULL);
	pen_key_text(p, "catalogue", at->catalogue);
	pen_key_text(p, "generated", at->as_of_s ? generated : NULL);
	write_in_use(q, p);
	if (q->route->flags & ROUTE_PAGED) {
		if (r->next) {
			url = reply_next_url(q, r->next, &p->fault);
			p->is_bad |= !url;
		}
		pen_key_text(p, "next", url);
		pen_key_text(p, "next_cursor", r->next);
	}
	pen_close(p, '}');
}

void reply_begin(const struct request *q, struct reply *r)
{
	pen_open(&r->pen, '{');
	reply_meta(q, r);
	pen_key(&r->pen, "data");
}

void reply_end(const struct request *q, struct reply *r)
{
	(void)q;
	pen_close(&r->pen, '}');
}

bool is_flat(const struct request *q)
{
	return q->form == FORM_CSV || rows_back_of(q->form) != NULL;
}

void reply_table(const struct request *q, struct reply *r, struct grid *g,
                 const struct column *columns, size_t n)
{
	bool is_csv = q->form == FORM_CSV;

	if (rows_back_of(q->form)) {
		if (rows_open(q, r, columns, n, &r->pen.fault) < 0)
			r->pen.is_bad = true;
		grid_open_rows(g, &r->pen, r->rows, columns, n);
		return;
	}
	if (is_csv) {
		if (q->has_bom)
			pen_raw(&r->pen, "\xef\xbb\xbf", 3);
	} else {
		reply_begin(q, r);
		pen_open(&r->pen, '[');
	}
	grid_open(g, &r->pen, columns, n, is_csv);
}

void reply_table_end(const struct request *q, struct reply *r)
{
	if (q->form == FORM_CSV)
		return;
	if (rows_back_of(q->form)) {
		if (r->rows && rows_finish(r->rows, &r->pen.fault) < 0)
			r->pen.is_bad = true;
		return;
	}
	pen_close(&r->pen, ']');
	reply_end(q, r);
}
