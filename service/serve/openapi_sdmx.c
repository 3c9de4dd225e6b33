/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Openapi of SDMX: one route takes all that is below /sdmx/v1, and the table of
 * resources says what that is; so paths come from that table. Parts at the end
 * of a path may be left out, for which OpenAPI has no word: structures are
 * described at full length, data in every length that names a flow.
 */
#include "openapi.h"

#include <string.h>

#include "base/arena.h"

#include "sdmx.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* What a part or parameter means, with an example in each API. */
struct word_row {
	const char *name;
	const char *help;
	const char *example[SDMX_API_COUNT];
};

static const struct word_row PARTS[] = {
	{ "agency", "who maintains it, or any", { "all", "*" } },
	{ "component", "a dimension, or all", { "COMMITMENT", "COMMITMENT" } },
	{ "context",
	  "dataflow, datastructure or provisionagreement",
	  { "dataflow", "dataflow" } },
	{ "flow", "a dataflow: ID, or AGENCY,ID,VERSION", { "CELLS", NULL } },
	{ "id", "its id, or any", { "all", "*" } },
	{ "item", "ids of items in it, or all", { "all", "*" } },
	{ "key",
	  "a value for each dimension but the time, with dots between; "
	  "nothing (2.1) or * (3.0) is any",
	  { "A.SVN.GCM_13.", "A.SVN.GCM_13.*" } },
	{ "provider", "who provides the data, or any", { "all", NULL } },
	{ "resource", "id of what is asked for", { "CELLS", "CELLS" } },
	{ "structure",
	  "a kind of structure, such as codelist",
	  { NULL, "codelist" } },
	{ "version", "its version, or the latest", { "latest", "*" } },
};

static const struct word_row PARAMS[] = {
	{ "asOf", "as things stood then", { NULL, NULL } },
	{ "attributes", "which attributes are told", { NULL, "OBS_STATUS" } },
	{ "c",
	  "values of components: c[ID]=VALUE, or ge:VALUE and the like",
	  { NULL, "SVN" } },
	{ "detail", "how much is told", { NULL, NULL } },
	{ "dimensionAtObservation",
	  "the dimension that observations are told by, or AllDimensions",
	  { "TIME_PERIOD", "AllDimensions" } },
	{ "endPeriod", "to this time, inclusive", { "2026", NULL } },
	{ "explicitMeasure",
	  "without effect: there is no measure dimension",
	  { NULL, NULL } },
	{ "firstNObservations",
	  "at most so many of each series, from its "
	  "start",
	  { NULL, NULL } },
	{ "format",
	  "the form by its short name, instead of Accept",
	  { NULL, NULL } },
	{ "formatVersion", "the version of that form", { NULL, NULL } },
	{ "includeHistory",
	  "true is answered with 501: see release",
	  { NULL, NULL } },
	{ "lang", "one language of names, or all", { "fr", "fr" } },
	{ "lastNObservations",
	  "at most so many of each series, to its end",
	  { NULL, NULL } },
	{ "limit", "at most so many observations", { NULL, NULL } },
	{ "measures", "which measures are told", { NULL, "OBS_VALUE" } },
	{ "mode",
	  "what the query would find, or might be widened to",
	  { NULL, NULL } },
	{ "offset",
	  "without so many observations at the start",
	  { NULL, "0" } },
	{ "references", "which structures go with it", { "none", "none" } },
	{ "release", "as of that release", { NULL, NULL } },
	{ "reportingYearStartDay",
	  "without effect: years are calendar years",
	  { NULL, "--01-01" } },
	{ "sort", "the order of observations", { NULL, NULL } },
	{ "startPeriod", "from this time on", { "2022", NULL } },
	{ "updatedAfter",
	  "only what was updated since",
	  { "2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z" } },
};

/* Under way: one path. */
struct described_path {
	const struct request *q;
	const struct sdmx_resource *resource;
	enum sdmx_api api;
	const char *path;
	size_t n_parts;
};

static const struct word_row *find(const struct word_row *rows, size_t n,
                                   const char *name, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (strncmp(rows[i].name, name, len) == 0 &&
		    rows[i].name[len] == '\0')
			return &rows[i];
	return NULL;
}

/* ---- parameters ---------------------------------------------------------- */

static void open_parameter(struct pen *p, const char *in, const char *name,
                           size_t len, const struct word_row *row)
{
	pen_open(p, '{');
	pen_key(p, "name");
	pen_bytes(p, name, len);
	pen_key_text(p, "in", in);
	pen_key_bool(p, "required", strcmp(in, "path") == 0);
	pen_key_text(p, "description", row ? row->help : "as SDMX says");
}

static void write_text_schema(struct pen *p)
{
	pen_key_text(p, "type", "string");
	pen_key_count(p, "minLength", 1);
	pen_key_count(p, "maxLength", VALUE_LEN_MOST);
}

/* The names of the parts, one after another. */
static void write_parts(struct pen *p, const struct described_path *d)
{
	const char *at = d->resource->parts;

	for (size_t i = 0; i < d->n_parts; i++) {
		size_t len = strcspn(at, " ");
		const struct word_row *row = find(PARTS, COUNT(PARTS), at, len);

		open_parameter(p, "path", at, len, row);
		pen_key(p, "schema");
		pen_open(p, '{');
		write_text_schema(p);
		pen_close(p, '}');
		if (row && row->example[d->api])
			pen_key_text(p, "example", row->example[d->api]);
		pen_close(p, '}');
		at += len + (at[len] == ' ');
	}
}

static void write_words(struct pen *p, const char *const *words)
{
	pen_key_text(p, "type", "string");
	pen_key(p, "enum");
	pen_open(p, '[');
	for (; *words; words++)
		pen_text(p, *words);
	pen_close(p, ']');
}

static void write_kind(struct pen *p, const struct sdmx_param *param)
{
	static const char *const FLAGS[] = { "true", "false", NULL };

	switch (param->kind) {
	case SDMX_WORD:
		write_words(p, param->allowed);
		break;
	case SDMX_FLAG:
		write_words(p, FLAGS);
		break;
	case SDMX_COUNT:
		pen_key_text(p, "type", "integer");
		pen_key_count(p, "minimum", 1);
		pen_key_count(p, "maximum", INT32_MAX);
		break;
	case SDMX_ANY:
	case SDMX_WORDS:
	case SDMX_MOMENT:
	case SDMX_PERIOD:
		write_text_schema(p);
		break;
	}
}

/* c[ID]=VALUE: an object in the query. */
static void write_filters(struct pen *p, const struct word_row *row)
{
	pen_key_text(p, "style", "deepObject");
	pen_key_bool(p, "explode", true);
	pen_key(p, "schema");
	pen_open(p, '{');
	pen_key_text(p, "type", "object");
	pen_key(p, "additionalProperties");
	pen_open(p, '{');
	pen_key_text(p, "type", "string");
	pen_close(p, '}');
	pen_close(p, '}');
	pen_key(p, "example");
	pen_open(p, '{');
	pen_key_text(p, "REF_AREA", row->example[SDMX_V2]);
	pen_close(p, '}');
}

static void write_param(struct pen *p, const struct described_path *d,
                        const struct sdmx_param *param)
{
	size_t len = strcspn(param->name, "[");
	const struct word_row *row =
		find(PARAMS, COUNT(PARAMS), param->name, len);
	const char *example = row ? row->example[d->api] : NULL;

	open_parameter(p, "query", param->name, len, row);
	if (row && param->name[len] == '[') {
		write_filters(p, row);
	} else {
		pen_key(p, "schema");
		pen_open(p, '{');
		write_kind(p, param);
		pen_close(p, '}');
		if (example)
			pen_key_text(p, "example", example);
	}
	pen_close(p, '}');
}

static void write_parameters(struct pen *p, const struct described_path *d,
                             bool is_bare)
{
	size_t n;
	const struct sdmx_param *shared = sdmx_shared_params(&n);

	pen_key(p, "parameters");
	pen_open(p, '[');
	write_parts(p, d);
	for (size_t i = 0; !is_bare && i < d->resource->n_params; i++)
		write_param(p, d, &d->resource->params[i]);
	for (size_t i = 0; !is_bare && i < n; i++)
		write_param(p, d, &shared[i]);
	pen_close(p, ']');
}

/* ---- answers ------------------------------------------------------------- */

static void write_forms(struct pen *p, const struct described_path *d)
{
	pen_key(p, "content");
	pen_open(p, '{');
	for (int i = 0; i < SDMX_FORM_COUNT; i++) {
		const struct sdmx_form_row *row =
			sdmx_form_row((enum sdmx_form)i);

		if (!(row->apis & (1u << (unsigned)d->api)) ||
		    !(row->set & d->resource->set))
			continue;
		pen_key(p, row->type);
		pen_open(p, '{');
		pen_key(p, "schema");
		pen_open(p, '{');
		pen_key_text(p, "type", row->is_json ? "object" : "string");
		pen_close(p, '}');
		pen_close(p, '}');
	}
	pen_close(p, '}');
}

static void write_good(struct pen *p, const struct described_path *d,
                       bool has_body)
{
	static const char *const HEADERS[] = { "Cache-Control", "ETag",
		                               "Vary" };

	pen_key(p, "200");
	pen_open(p, '{');
	pen_key_text(p, "description", "what was asked for");
	pen_key(p, "headers");
	pen_open(p, '{');
	for (size_t i = 0; i < COUNT(HEADERS); i++)
		openapi_header(p, HEADERS[i]);
	pen_close(p, '}');
	if (has_body)
		write_forms(p, d);
	pen_close(p, '}');
}

/* Trouble in the words of SDMX, where the table of trouble has its own. */
static const struct {
	const char *status;
	const char *when;
	unsigned apis; /* SDMX_IN_* */
	unsigned sets; /* SDMX_SET_* */
} TROUBLES[] = {
	{ "400", "a part of the path or a parameter is not understood",
	  SDMX_IN_V1 | SDMX_IN_V2,
	  SDMX_SET_STRUCTURE | SDMX_SET_DATA | SDMX_SET_SCHEMA },
	{ "404", "there is no such thing", SDMX_IN_V1,
	  SDMX_SET_STRUCTURE | SDMX_SET_DATA | SDMX_SET_SCHEMA },
	{ "406", "no such form of this: the words list them",
	  SDMX_IN_V1 | SDMX_IN_V2,
	  SDMX_SET_STRUCTURE | SDMX_SET_DATA | SDMX_SET_SCHEMA },
	{ "501", "of the standard, but not offered here",
	  SDMX_IN_V1 | SDMX_IN_V2, SDMX_SET_DATA },
};

static void write_trouble(struct pen *p, const char *status, const char *when)
{
	pen_key(p, status);
	pen_open(p, '{');
	pen_key_text(p, "description", when);
	pen_key(p, "content");
	pen_open(p, '{');
	pen_key(p, "application/xml");
	pen_open(p, '{');
	pen_key(p, "schema");
	pen_open(p, '{');
	pen_key_text(p, "type", "string");
	pen_close(p, '}');
	pen_close(p, '}');
	pen_key(p, "application/problem+json");
	pen_open(p, '{');
	pen_key(p, "schema");
	openapi_ref(p, "schemas", "Problem");
	pen_close(p, '}');
	pen_close(p, '}');
	pen_close(p, '}');
}

static void write_troubles(struct pen *p, const struct described_path *d)
{
	/* Met before the path is read, as anywhere. */
	static const char *const BEFORE[] = { "408", "414", "417",
		                              "431", "503", "505" };

	for (size_t i = 0; i < COUNT(TROUBLES); i++)
		if ((TROUBLES[i].apis & (1u << (unsigned)d->api)) &&
		    (TROUBLES[i].sets & d->resource->set))
			write_trouble(p, TROUBLES[i].status, TROUBLES[i].when);
	write_trouble(p, "500", "trouble here: try again");
	for (size_t i = 0; i < COUNT(BEFORE); i++) {
		const char *name = arena_print(d->q->arena, &p->fault,
		                               "Problem%s", BEFORE[i]);

		p->is_bad |= !name;
		pen_key(p, BEFORE[i]);
		openapi_ref(p, "responses", name ? name : "");
	}
}

static void write_responses(struct pen *p, const struct described_path *d,
                            const char *method)
{
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
	write_good(p, d, is_get);
	if (is_get && d->api == SDMX_V2) {
		pen_key(p, "204");
		pen_open(p, '{');
		pen_key_text(p, "description", "there is no such thing");
		pen_close(p, '}');
	}
	pen_key(p, "304");
	openapi_ref(p, "responses", "NotModified");
	if (is_get)
		write_troubles(p, d);
	else
		openapi_bare_troubles(p);
	pen_close(p, '}');
}

/* ---- paths --------------------------------------------------------------- */

static void write_operation(struct pen *p, const struct described_path *d,
                            const char *method, const char *key)
{
	bool is_options = strcmp(method, "OPTIONS") == 0;
	const char *words =
		arena_print(d->q->arena, &p->fault, "SDMX %s: %s%s",
	                    d->api == SDMX_V1 ? "2.1" : "3.0",
	                    d->resource->name,
	                    is_options ? ", which methods it takes" : "");

	p->is_bad |= !words;
	pen_key(p, key);
	pen_open(p, '{');
	openapi_id(p, method, d->path);
	pen_key(p, "tags");
	pen_words(p, "sdmx");
	pen_key_text(p, "summary", words);
	pen_key_text(p, "description",
	             "Parts at the end of the path may be left out, and then "
	             "mean all. Nothing found is 404 in 2.1 and 204 in 3.0; "
	             "trouble is told in SDMX-ML, or as problem+json to who "
	             "asks for JSON.");
	write_parameters(p, d, is_options);
	write_responses(p, d, method);
	pen_close(p, '}');
}

static const char *path_of(const struct described_path *d, struct fault *f)
{
	const char *path =
		arena_print(d->q->arena, f, "/sdmx/v%d/%s",
	                    d->api == SDMX_V1 ? 1 : 2, d->resource->name);
	const char *at = d->resource->parts;

	for (size_t i = 0; path && i < d->n_parts; i++) {
		size_t len = strcspn(at, " ");

		path = arena_print(d->q->arena, f, "%s/{%.*s}", path, (int)len,
		                   at);
		at += len + (at[len] == ' ');
	}
	return path;
}

static void write_path(struct pen *p, struct described_path *d)
{
	d->path = path_of(d, &p->fault);
	if (!d->path) {
		p->is_bad = true;
		return;
	}
	pen_key(p, d->path);
	pen_open(p, '{');
	write_operation(p, d, "OPTIONS", "options");
	write_operation(p, d, "GET", "get");
	write_operation(p, d, "HEAD", "head");
	pen_close(p, '}');
}

/* Parts of the shortest path of R that is described. */
static size_t shortest(const struct sdmx_resource *r, enum sdmx_api api)
{
	size_t named = api == SDMX_V1 ? 1 : 3; /* parts that name a flow */

	if (r->answer == sdmx_answer_structures)
		return r->most;
	return r->least > named ? r->least : named;
}

void openapi_sdmx(struct pen *p, const struct request *q,
                  const struct route *route)
{
	size_t n;
	const struct sdmx_resource *all = sdmx_resources(&n);
	struct described_path d = { .q = q };

	d.api = strncmp(route->path, "/sdmx/v1", 8) == 0 ? SDMX_V1 : SDMX_V2;
	for (size_t i = 0; i < n; i++) {
		bool is_empty = all[i].answer == sdmx_answer_structures &&
		                d.api == SDMX_V1 &&
		                !sdmx_structures_hold(all[i].name);

		if (!(all[i].apis & (1u << (unsigned)d.api)) || !all[i].parts ||
		    is_empty)
			continue;
		d.resource = &all[i];
		for (d.n_parts = shortest(&all[i], d.api);
		     d.n_parts <= all[i].most; d.n_parts++)
			write_path(p, &d);
	}
}
