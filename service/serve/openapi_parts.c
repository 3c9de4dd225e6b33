/* SPDX-License-Identifier: Apache-2.0 */
/* What the description's operations refer to: schemas, headers, responses. */
#include "openapi.h"

#include <string.h>

#include "base/arena.h"

#include "problem.h"
#include "respond.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

void openapi_ref(struct pen *p, const char *kind, const char *name)
{
	pen_open(p, '{');
	pen_key(p, "$ref");
	pen_raw(p, "\"#/components/", 14);
	pen_raw(p, kind, strlen(kind));
	pen_raw(p, "/", 1);
	pen_raw(p, name, strlen(name));
	pen_raw(p, "\"", 1);
	pen_close(p, '}');
}

/* ---- schemas ------------------------------------------------------------- */

/* JSON's word for what a table's column or a member's type is. */
static const struct {
	const char *name, *type, *format;
} TYPES[] = {
	{ "bool", "boolean", NULL },       { "count", "integer", "int64" },
	{ "number", "number", NULL },      { "text", "string", NULL },
	{ "time", "string", "date-time" },
};

static const char *const COLUMN_TYPES[] = {
	[COLUMN_TEXT] = "text",    [COLUMN_CODE] = "text",
	[COLUMN_COUNT] = "count",  [COLUMN_SCORE] = "number",
	[COLUMN_SHARE] = "number", [COLUMN_FIGURE] = "number",
	[COLUMN_ERROR] = "number", [COLUMN_BOOL] = "bool",
	[COLUMN_WORDS] = "text*",  [COLUMN_TIME] = "time",
};

static bool is_word(const char *text, size_t len, const char *word)
{
	return strlen(word) == len && strncmp(text, word, len) == 0;
}

static void write_type_name(struct pen *p, const char *type, bool is_null)
{
	pen_key(p, "type");
	if (!is_null) {
		pen_text(p, type);
		return;
	}
	pen_open(p, '[');
	pen_text(p, type);
	pen_text(p, "null");
	pen_close(p, ']');
}

void openapi_words(struct pen *p, const char *key, const char *const *words,
                   size_t n)
{
	pen_key(p, key);
	pen_open(p, '[');
	for (size_t i = 0; i < n; i++)
		pen_text(p, words[i]);
	pen_close(p, ']');
}

/* A closed list; null stands in it where it may. */
static void write_list(struct pen *p, const struct word_list *list,
                       bool is_null)
{
	write_type_name(p, "string", is_null);
	pen_key(p, "enum");
	pen_open(p, '[');
	for (size_t i = 0; i < list->n; i++)
		pen_text(p, list->words[i]);
	if (is_null)
		pen_null(p);
	pen_close(p, ']');
}

static void write_component(struct pen *p, const char *name, size_t len,
                            bool is_null)
{
	char word[64] = "";

	memcpy(word, name, len < sizeof(word) ? len : sizeof(word) - 1);
	if (!is_null) {
		pen_key(p, "$ref");
		pen_raw(p, "\"#/components/schemas/", 22);
		pen_raw(p, word, strlen(word));
		pen_raw(p, "\"", 1);
		return;
	}
	pen_key(p, "anyOf");
	pen_open(p, '[');
	openapi_ref(p, "schemas", word);
	pen_open(p, '{');
	pen_key_text(p, "type", "null");
	pen_close(p, '}');
	pen_close(p, ']');
}

/* The members of one value's schema, without braces. */
static void write_value(struct pen *p, const char *shape, const char *name,
                        const char *type, size_t len)
{
	bool is_null = len > 0 && type[0] == '~';
	const struct word_list *list;

	type += is_null;
	len -= is_null;
	for (size_t i = 0; i < COUNT(TYPES); i++) {
		if (!is_word(type, len, TYPES[i].name))
			continue;
		list = shape && strcmp(TYPES[i].name, "text") == 0
		               ? words_listed_for(shape, name)
		               : NULL;
		if (list) {
			write_list(p, list, is_null);
			return;
		}
		write_type_name(p, TYPES[i].type, is_null);
		if (TYPES[i].format)
			pen_key_text(p, "format", TYPES[i].format);
		return;
	}
	if (len > 0 && type[0] >= 'A' && type[0] <= 'Z') {
		write_component(p, type, len, is_null);
		return;
	}
	/* The name of a table of words. */
	for (size_t i = 0; (list = words_listed(i)); i++)
		if (is_word(type, len, list->name) && !list->shape) {
			write_list(p, list, is_null);
			return;
		}
}

void openapi_type(struct pen *p, const char *shape, const char *name,
                  const char *type, size_t len)
{
	const char *meaning = meaning_of(name);

	pen_open(p, '{');
	if (meaning)
		pen_key_text(p, "description", meaning);
	if (len > 1 && type[len - 1] == '*') {
		pen_key_text(p, "type", "array");
		pen_key(p, "items");
		pen_open(p, '{');
		write_value(p, shape, name, type, len - 1);
		pen_close(p, '}');
	} else if (len > 2 && strncmp(type + len - 2, "{}", 2) == 0) {
		pen_key_text(p, "type", "object");
		pen_key(p, "additionalProperties");
		pen_open(p, '{');
		write_value(p, shape, name, type, len - 2);
		pen_close(p, '}');
	} else {
		write_value(p, shape, name, type, len);
	}
	pen_close(p, '}');
}

/* Says whether [GROUP.]NAME stands in WORDS. */
static bool is_sure(const char *words, const struct column *c)
{
	size_t group = c->group ? strlen(c->group) + 1 : 0;

	while (words && *words) {
		size_t len = strcspn(words, " ");

		if (len == group + strlen(c->name) &&
		    (group == 0 || (strncmp(words, c->group, group - 1) == 0 &&
		                    words[group - 1] == '.')) &&
		    strncmp(words + group, c->name, len - group) == 0)
			return true;
		words += len;
		words += strspn(words, " ");
	}
	return false;
}

static void write_column(struct pen *p, const struct shape *s,
                         const struct column *c)
{
	char type[16] = "~";
	const char *plain = COLUMN_TYPES[c->kind];
	bool is_null = !is_sure(s->sure, c) && c->kind != COLUMN_WORDS;

	memcpy(type + is_null, plain, strlen(plain) + 1);
	pen_key(p, c->name);
	openapi_type(p, s->name, c->name, type, strlen(type));
}

static bool is_same_group(const struct column *a, const struct column *b)
{
	return a->group && b->group && strcmp(a->group, b->group) == 0;
}

/* An object of the columns from AT on that share its group. */
static void write_group(struct pen *p, const struct shape *s, size_t at)
{
	pen_key(p, s->columns[at].group);
	pen_open(p, '{');
	pen_key_text(p, "type", "object");
	pen_key(p, "required");
	pen_open(p, '[');
	for (size_t i = at; i < s->n_columns; i++)
		if (is_same_group(&s->columns[i], &s->columns[at]))
			pen_text(p, s->columns[i].name);
	pen_close(p, ']');
	pen_key(p, "properties");
	pen_open(p, '{');
	for (size_t i = at; i < s->n_columns; i++)
		if (is_same_group(&s->columns[i], &s->columns[at]))
			write_column(p, s, &s->columns[i]);
	pen_close(p, '}');
	pen_close(p, '}');
}

/* Whether an earlier column opened the group of column I. */
static bool is_written(const struct shape *s, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (is_same_group(&s->columns[k], &s->columns[i]))
			return true;
	return false;
}

/* One NAME[?]:TYPE of a list of members. */
struct member {
	const char *name, *type;
	size_t name_len, type_len;
	bool is_optional;
};

static bool next_member(const char **list, struct member *out)
{
	const char *at = *list ? *list + strspn(*list, " ") : "";
	const char *colon = strchr(at, ':');
	size_t len = strcspn(at, " ");

	if (!colon)
		return false;
	out->name = at;
	out->name_len = (size_t)(colon - at);
	out->is_optional = at[out->name_len - 1] == '?';
	out->name_len -= out->is_optional;
	out->type = colon + 1;
	out->type_len = len - (size_t)(colon + 1 - at);
	*list = at + len;
	return true;
}

static void write_required(struct pen *p, const struct shape *s)
{
	const char *list = s->members;
	struct member m;

	pen_key(p, "required");
	pen_open(p, '[');
	for (size_t i = 0; i < s->n_columns; i++) {
		const struct column *c = &s->columns[i];

		if (!is_written(s, i))
			pen_text(p, c->group ? c->group : c->name);
	}
	while (next_member(&list, &m))
		if (!m.is_optional)
			pen_bytes(p, m.name, m.name_len);
	pen_close(p, ']');
}

static void write_member(struct pen *p, const struct member *m)
{
	char name[64] = "";

	memcpy(name, m->name,
	       m->name_len < sizeof(name) ? m->name_len : sizeof(name) - 1);
	pen_key(p, name);
	openapi_type(p, NULL, name, m->type, m->type_len);
}

static void write_shape(struct pen *p, const struct shape *s)
{
	const char *list = s->members;
	struct member m;

	pen_key(p, s->name);
	pen_open(p, '{');
	pen_key_text(p, "type", "object");
	write_required(p, s);
	pen_key(p, "properties");
	pen_open(p, '{');
	for (size_t i = 0; i < s->n_columns; i++) {
		if (is_written(s, i))
			continue;
		if (s->columns[i].group)
			write_group(p, s, i);
		else
			write_column(p, s, &s->columns[i]);
	}
	while (next_member(&list, &m))
		write_member(p, &m);
	pen_close(p, '}');
	pen_close(p, '}');
}

/* The envelope's own, and what trouble looks like. */
static const struct shape FRAMES[] = {
	{ .name = "Meta",
	  .members = "release:text method:~text catalogue:text "
	             "generated:~time catalogue_in_use?:text" },
	{ .name = "PagedMeta",
	  .members = "release:text method:~text catalogue:text "
	             "generated:~time catalogue_in_use?:text "
	             "next:~text next_cursor:~text" },
	{ .name = "Problem",
	  .members = "type:text title:text status:count detail:text "
	             "errors?:ProblemError*" },
	{ .name = "ProblemError",
	  .members = "parameter:text problem:text allowed:text" },
};

/* Says whether what is shown through the door of Q leads to SHAPE. */
static bool is_used(const struct request *q, const struct shape *shape)
{
	static const char *const AT_INTAKE[] = { "Job" };

	for (size_t i = 0; i < COUNT(AT_INTAKE); i++)
		if (strcmp(AT_INTAKE[i], shape->name) == 0)
			return q->ask->is_intake_door;
	return true;
}

static void write_schemas(struct pen *p, const struct request *q)
{
	const struct shape *s;

	pen_key(p, "schemas");
	pen_open(p, '{');
	for (size_t i = 0; (s = shape_at(i)); i++)
		if (is_used(q, s))
			write_shape(p, s);
	for (size_t i = 0; i < COUNT(FRAMES); i++)
		write_shape(p, &FRAMES[i]);
	pen_close(p, '}');
}

/* ---- headers ------------------------------------------------------------- */

static const struct {
	const char *name, *help;
	bool is_number, is_intake;
} HEADERS[] = {
	{ "Allow", "the methods that this path takes", false, false },
	{ "Cache-Control", "how long it may be kept", false, false },
	{ "Content-Disposition", "attachment: to be saved, not shown", false,
	  false },
	{ "Content-Language", "language of names and titles", false, false },
	{ "ETag", "strong validator of these very bytes", false, false },
	{ "Last-Modified", "as of when was published", false, false },
	{ "Link",
	  "rel=\"next\": the page to go on with; "
	  "rel=\"alternate\": the same in another way",
	  false, false },
	{ "Location", "where the job is", false, true },
	{ "Retry-After", "seconds to wait", true, false },
	{ "Vary", "the request headers that the answer hangs on", false,
	  false },
	{ "WWW-Authenticate", "Bearer: the intake token is wanted", false,
	  true },
};

static void write_headers(struct pen *p, const struct request *q)
{
	pen_key(p, "headers");
	pen_open(p, '{');
	for (size_t i = 0; i < COUNT(HEADERS); i++) {
		if (HEADERS[i].is_intake && !q->ask->is_intake_door)
			continue;
		pen_key(p, HEADERS[i].name);
		pen_open(p, '{');
		pen_key_text(p, "description", HEADERS[i].help);
		pen_key(p, "schema");
		pen_open(p, '{');
		pen_key_text(p, "type",
		             HEADERS[i].is_number ? "integer" : "string");
		pen_close(p, '}');
		pen_close(p, '}');
	}
	pen_close(p, '}');
}

void openapi_header(struct pen *p, const char *name)
{
	pen_key(p, name);
	openapi_ref(p, "headers", name);
}

/* ---- trouble ------------------------------------------------------------- */

/* Where a problem can be met. */
#define AT_ANY    1u  /* any route, any method */
#define AT_FOUND  2u  /* where what is asked for may not be there */
#define AT_FORM   4u  /* where there is a choice of forms */
#define AT_POST   8u  /* where a body is taken */
#define AT_INTAKE 16u /* where the token is wanted */

/* A row per status, sorted. */
static const struct {
	int status;
	unsigned at;
	const char *when;
	const char *header; /* that comes with it, or NULL */
} TROUBLES[] = {
	{ 400, AT_ANY,
	  "a parameter or the request itself is not understood; errors names "
	  "each",
	  NULL },
	{ 401, AT_INTAKE, "the intake door wants its token",
	  "WWW-Authenticate" },
	{ 404, AT_FOUND, "nothing is here, or nothing for you", NULL },
	{ 406, AT_FORM, "no such format of this: detail lists them", NULL },
	{ 408, AT_ANY, "the request came too slowly", NULL },
	{ 409, AT_POST,
	  "it contradicts what is recorded, such as a second successor", NULL },
	{ 411, AT_POST, "a body without Content-Length", NULL },
	{ 413, AT_POST, "the document is too large", NULL },
	{ 414, AT_ANY, "the address is too long", NULL },
	{ 417, AT_ANY, "an expectation that is not met", NULL },
	{ 431, AT_ANY, "the headers are too large", NULL },
	{ 500, AT_ANY, "trouble here: try again", NULL },
	{ 503, AT_ANY, "too busy: try again", "Retry-After" },
	{ 505, AT_ANY, "a version of HTTP that is not spoken", NULL },
};

/* What is a file comes as it is, whatever Accept says. */
#define FILES \
	(FORM_BIT(FORM_FILE) | FORM_BIT(FORM_PACKAGE) | FORM_BIT(FORM_ZIP))

static unsigned places_of(const struct route *r)
{
	bool has_choice = (r->forms & ~FILES) != 0;
	unsigned at = AT_ANY;

	if (strchr(r->path, '{') || (r->flags & ROUTE_RELEASE))
		at |= AT_FOUND;
	if (has_choice)
		at |= AT_FORM;
	if (strcmp(r->method, "POST") == 0)
		at |= AT_POST;
	if (r->flags & ROUTE_INTAKE)
		at |= AT_INTAKE;
	return at;
}

static void name_trouble(char out[16], int status)
{
	memcpy(out, "Problem000", 11);
	out[7] = (char)('0' + status / 100);
	out[8] = (char)('0' + status / 10 % 10);
	out[9] = (char)('0' + status % 10);
}

/* An example of every problem that has STATUS, from the table of them. */
static void write_problems(struct pen *p, int status)
{
	pen_key(p, "examples");
	pen_open(p, '{');
	for (int i = 0; i < PROBLEM_COUNT; i++) {
		enum problem which = (enum problem)i;

		if (problem_status(which) != status)
			continue;
		pen_key(p, problem_name(which));
		pen_open(p, '{');
		pen_key(p, "value");
		pen_open(p, '{');
		pen_key(p, "type");
		pen_raw(p, "\"urn:gcmtrack:problem:", 22);
		pen_raw(p, problem_name(which), strlen(problem_name(which)));
		pen_raw(p, "\"", 1);
		pen_key_text(p, "title", problem_title(which));
		pen_key_count(p, "status", (uint64_t)status);
		pen_key_text(p, "detail", "what was wrong, and what to do");
		pen_close(p, '}');
		pen_close(p, '}');
	}
	pen_close(p, '}');
}

static void write_problem_content(struct pen *p, int status)
{
	pen_key(p, "application/problem+json");
	pen_open(p, '{');
	pen_key(p, "schema");
	openapi_ref(p, "schemas", "Problem");
	write_problems(p, status);
	pen_close(p, '}');
}

static void write_trouble(struct pen *p, size_t i)
{
	char name[16];

	name_trouble(name, TROUBLES[i].status);
	pen_key(p, name);
	pen_open(p, '{');
	pen_key_text(p, "description", TROUBLES[i].when);
	if (TROUBLES[i].header) {
		pen_key(p, "headers");
		pen_open(p, '{');
		openapi_header(p, TROUBLES[i].header);
		pen_close(p, '}');
	}
	pen_key(p, "content");
	pen_open(p, '{');
	write_problem_content(p, TROUBLES[i].status);
	pen_close(p, '}');
	pen_close(p, '}');
}

static const char *const COMMON[] = { "Cache-Control", "ETag", "Vary" };

static void write_unchanged(struct pen *p)
{
	pen_key(p, "NotModified");
	pen_open(p, '{');
	pen_key_text(p, "description",
	             "what If-None-Match or If-Modified-Since tells of is "
	             "still so");
	pen_key(p, "headers");
	pen_open(p, '{');
	for (size_t i = 0; i < COUNT(COMMON); i++)
		openapi_header(p, COMMON[i]);
	pen_close(p, '}');
	pen_close(p, '}');
	pen_key(p, "Options");
	pen_open(p, '{');
	pen_key_text(p, "description", "what this path takes");
	pen_key(p, "headers");
	pen_open(p, '{');
	openapi_header(p, "Allow");
	pen_close(p, '}');
	pen_close(p, '}');
}

void openapi_components(struct pen *p, const struct request *q)
{
	pen_key(p, "components");
	pen_open(p, '{');
	write_schemas(p, q);
	write_headers(p, q);
	pen_key(p, "responses");
	pen_open(p, '{');
	write_unchanged(p);
	for (size_t i = 0; i < COUNT(TROUBLES); i++)
		if (q->ask->is_intake_door ||
		    !(TROUBLES[i].at & (AT_POST | AT_INTAKE)))
			write_trouble(p, i);
	pen_close(p, '}');
	if (q->ask->is_intake_door) {
		pen_key(p, "securitySchemes");
		pen_open(p, '{');
		pen_key(p, "intake");
		pen_open(p, '{');
		pen_key_text(p, "type", "http");
		pen_key_text(p, "scheme", "bearer");
		pen_key_text(p, "description",
		             "the token that the operator gives out");
		pen_close(p, '}');
		pen_close(p, '}');
	}
	pen_close(p, '}');
}

/* ---- what an operation answers ------------------------------------------- */

/* The envelope around the data that D's handler writes. */
static void write_json(struct pen *p, const struct described *d)
{
	bool is_paged = (d->route->flags & ROUTE_PAGED) != 0;
	const char *type = d->shaped->data;

	if (d->shaped->is_bare) {
		openapi_type(p, NULL, "", type, strlen(type));
		return;
	}
	pen_open(p, '{');
	pen_key_text(p, "type", "object");
	pen_key(p, "required");
	pen_words(p, "meta data");
	pen_key(p, "properties");
	pen_open(p, '{');
	pen_key(p, "meta");
	openapi_ref(p, "schemas", is_paged ? "PagedMeta" : "Meta");
	pen_key(p, "data");
	openapi_type(p, NULL, "", type, strlen(type));
	pen_close(p, '}');
	pen_close(p, '}');
}

static bool ends_in(const char *text, const char *end)
{
	size_t len = strlen(text), n = strlen(end);

	return len >= n && strcmp(text + len - n, end) == 0;
}

/* Another form: what its name says, by its standard. */
static void write_foreign(struct pen *p, enum form form)
{
	const char *range = form_row(form)->range;

	pen_open(p, '{');
	if (strstr(range, "json")) {
		pen_key_text(p, "type", "object");
	} else if (strncmp(range, "text/", 5) == 0 || ends_in(range, "csv") ||
	           ends_in(range, "+xml") || ends_in(range, "/xml")) {
		pen_key_text(p, "type", "string");
	} else {
		pen_key_text(p, "contentMediaType", range);
	}
	pen_close(p, '}');
}

/* The media type of FORM where a description wants one. */
static const char *media_of(enum form form)
{
	const char *range = form_row(form)->range;

	return range[0] ? range : "*/*";
}

/* Whether an earlier form of R goes by the media type of FORM. */
static bool is_said(const struct route *r, enum form form)
{
	for (int i = 0; i < (int)form; i++)
		if ((r->forms & FORM_BIT(i)) &&
		    strcmp(media_of((enum form)i), media_of(form)) == 0)
			return true;
	return false;
}

static void write_form(struct pen *p, const struct described *d, enum form form)
{
	pen_key(p, media_of(form));
	pen_open(p, '{');
	pen_key(p, "schema");
	if (form == FORM_JSON && d->shaped && d->shaped->data)
		write_json(p, d);
	else
		write_foreign(p, form);
	pen_close(p, '}');
}

/* What ends in +json comes first: prism takes it for application/json if that
   is listed before, and holds it to the wrong schema. */
static void write_content(struct pen *p, const struct described *d)
{
	pen_key(p, "content");
	pen_open(p, '{');
	for (int turn = 0; turn < 2; turn++)
		for (int i = 0; i < FORM_COUNT; i++) {
			enum form form = (enum form)i;
			bool is_late = !ends_in(media_of(form), "+json");

			if ((d->route->forms & FORM_BIT(i)) &&
			    !is_said(d->route, form) && is_late == (turn == 1))
				write_form(p, d, form);
		}
	pen_close(p, '}');
}

static void write_good_headers(struct pen *p, const struct route *r)
{
	pen_key(p, "headers");
	pen_open(p, '{');
	if (r->flags & ROUTE_INTAKE) {
		openapi_header(p, "Cache-Control");
		if (strcmp(r->method, "POST") == 0)
			openapi_header(p, "Location");
		pen_close(p, '}');
		return;
	}
	for (size_t i = 0; i < COUNT(COMMON); i++)
		openapi_header(p, COMMON[i]);
	if (!(r->flags & (ROUTE_LIVE | ROUTE_PLAIN)))
		openapi_header(p, "Last-Modified");
	if ((r->flags & ROUTE_LANGUAGE) ||
	    (r->forms & FORM_BIT(FORM_JSON_STAT)))
		openapi_header(p, "Content-Language");
	if (r->flags & ROUTE_PAGED)
		openapi_header(p, "Link");
	if (r->forms &
	    (FORM_BIT(FORM_FILE) | FORM_BIT(FORM_XLSX) | FORM_BIT(FORM_ZIP)))
		openapi_header(p, "Content-Disposition");
	pen_close(p, '}');
}

static void write_good(struct pen *p, const struct described *d,
                       const char *status, const char *words, bool has_body)
{
	pen_key(p, status);
	pen_open(p, '{');
	pen_key_text(p, "description", words);
	write_good_headers(p, d->route);
	if (has_body)
		write_content(p, d);
	pen_close(p, '}');
}

/* 503 of /readyz says what is not ready; a full house says a problem. */
static void write_unready(struct pen *p, const struct described *d)
{
	pen_key(p, "503");
	pen_open(p, '{');
	pen_key_text(p, "description",
	             "not ready, and why; or too busy: try again");
	pen_key(p, "headers");
	pen_open(p, '{');
	openapi_header(p, "Retry-After");
	pen_close(p, '}');
	pen_key(p, "content");
	pen_open(p, '{');
	pen_key(p, "application/json");
	pen_open(p, '{');
	pen_key(p, "schema");
	openapi_type(p, NULL, "", d->shaped->data, strlen(d->shaped->data));
	pen_close(p, '}');
	write_problem_content(p, 503);
	pen_close(p, '}');
	pen_close(p, '}');
}

static void write_troubles(struct pen *p, const struct described *d)
{
	unsigned places = places_of(d->route);
	bool is_ready = (d->route->flags & ROUTE_PLAIN) && d->shaped &&
	                d->shaped->can_fail;
	char name[16];

	for (size_t i = 0; i < COUNT(TROUBLES); i++) {
		if (!(TROUBLES[i].at & places))
			continue;
		if (TROUBLES[i].status == 503 && is_ready) {
			write_unready(p, d);
			continue;
		}
		name_trouble(name, TROUBLES[i].status);
		pen_key(p, name + strlen("Problem"));
		openapi_ref(p, "responses", name);
	}
}

/* HEAD is as GET, but has no body to describe. */
void openapi_bare_troubles(struct pen *p)
{
	static const char *const CLASSES[] = { "4XX", "5XX" };

	for (size_t i = 0; i < COUNT(CLASSES); i++) {
		pen_key(p, CLASSES[i]);
		pen_open(p, '{');
		pen_key_text(p, "description",
		             "as GET says, without the words");
		pen_close(p, '}');
	}
}

void openapi_responses(struct pen *p, const struct described *d,
                       const char *method)
{
	bool is_post = strcmp(method, "POST") == 0;
	bool is_get = strcmp(method, "GET") == 0;

	pen_key(p, "responses");
	pen_open(p, '{');
	if (strcmp(method, "OPTIONS") == 0) {
		pen_key(p, "204");
		openapi_ref(p, "responses", "Options");
		openapi_bare_troubles(p);
		pen_close(p, '}');
		return;
	}
	write_good(p, d, "200",
	           is_post ? "recognised: it was here already"
	                   : "what was asked for",
	           is_get || is_post);
	if (is_post)
		write_good(p, d, "202",
		           "taken: it is on disk, and Location says how far it "
		           "has come",
		           true);
	if (!is_post && !(d->route->flags & (ROUTE_INTAKE | ROUTE_PLAIN))) {
		pen_key(p, "304");
		openapi_ref(p, "responses", "NotModified");
	}
	if (is_get || is_post)
		write_troubles(p, d);
	else
		openapi_bare_troubles(p);
	pen_close(p, '}');
}
