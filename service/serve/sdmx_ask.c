/* SPDX-License-Identifier: Apache-2.0 */
/* A path and query of SDMX against the tables of sdmx_resources.c. */
#include "sdmx_ask.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/fault.h"

#include "asof.h"
#include "params.h"
#include "sdmx_check.h"
#include "site.h"
#include "snapshot.h"

/* "/sdmx/v1/": what comes before the resource. */
#define PREFIX_LEN 9

const char *sdmx_value(const struct sdmx_ask *ask, const char *name,
                       const char *otherwise)
{
	for (size_t i = 0; i < ask->n_given; i++)
		if (strcmp(ask->given[i].name, name) == 0)
			return ask->given[i].value;
	return otherwise;
}

bool sdmx_flag(const struct sdmx_ask *ask, const char *name)
{
	return strcmp(sdmx_value(ask, name, "false"), "true") == 0;
}

const char *sdmx_segment(const struct sdmx_ask *ask, size_t i,
                         const char *otherwise)
{
	return i < ask->n_segments && ask->segment[i][0] ? ask->segment[i]
	                                                 : otherwise;
}

/* ---- path -------------------------------------------------------------------
 */

/* Finds the resource called NAME in the API. */
static const struct sdmx_resource *find_resource(enum sdmx_api api,
                                                 const char *name)
{
	size_t n;
	const struct sdmx_resource *all = sdmx_resources(&n);

	for (size_t i = 0; i < n; i++)
		if ((all[i].apis & (1u << (unsigned)api)) &&
		    strcmp(all[i].name, name) == 0)
			return &all[i];
	return NULL;
}

/* Says whether S has a character that no part of a path has. */
static bool is_odd(const char *s)
{
	return s[strcspn(s, "/\\\"<>")] != '\0';
}

/* Reads all parts; the first is the resource. A trailing slash adds none. */
static int read_path(struct sdmx_ask *ask, struct reply *r, struct fault *f)
{
	const char *at = ask->q->ask->path + PREFIX_LEN;
	const char *part[SDMX_SEGMENTS_MOST + 1];
	size_t n = 0;

	while (*at) {
		size_t len = strcspn(at, "/");

		if (n == SDMX_SEGMENTS_MOST + 1)
			return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
			                   "the path has more parts than any "
			                   "resource takes");
		part[n] = text_decode(ask->q->arena, at, len, false, f);
		if (!part[n])
			return -1;
		if (is_odd(part[n]))
			return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
			                   "a part of the path has a character "
			                   "that is in no id: %.60s",
			                   part[n]);
		n++;
		at += len + (at[len] == '/');
	}
	ask->resource = find_resource(ask->api, n > 0 ? part[0] : "");
	if (!ask->resource)
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "no resource is called \"%.40s\": see "
		                   "API.md for those there are",
		                   n > 0 ? part[0] : "");
	ask->n_segments = n - 1;
	memcpy(ask->segment, part + 1, ask->n_segments * sizeof(part[0]));
	if (ask->n_segments < ask->resource->least ||
	    ask->n_segments > ask->resource->most)
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "%s takes %zu to %zu parts after its name, "
		                   "and was given %zu",
		                   ask->resource->name, ask->resource->least,
		                   ask->resource->most, ask->n_segments);
	return 1;
}

/* ---- query ------------------------------------------------------------------
 */

static bool param_fits(const struct sdmx_param *p, const char *name)
{
	size_t n = strlen(name);

	if (strcmp(p->name, "c[") == 0)
		return strncmp(name, "c[", 2) == 0 && name[n - 1] == ']';
	return strcmp(p->name, name) == 0;
}

static const struct sdmx_param *find_param(const struct sdmx_resource *res,
                                           const char *name)
{
	size_t n;
	const struct sdmx_param *shared = sdmx_shared_params(&n);

	for (size_t i = 0; i < res->n_params; i++)
		if (param_fits(&res->params[i], name))
			return &res->params[i];
	for (size_t i = 0; i < n; i++)
		if (param_fits(&shared[i], name))
			return &shared[i];
	return NULL;
}

/* What the resource takes, for words. */
static const char *param_names(const struct sdmx_ask *ask, struct fault *f)
{
	const struct sdmx_resource *res = ask->resource;
	const char *all = "";

	for (size_t i = 0; all && i < res->n_params; i++)
		all = arena_print(ask->q->arena, f, "%s%s%s, ", all,
		                  res->params[i].name,
		                  res->params[i].name[1] == '[' ? "ID]" : "");
	if (all)
		all = arena_print(ask->q->arena, f,
		                  "%sformat, formatVersion, lang, release",
		                  all);
	return all ? all : "";
}

static int take_pair(struct sdmx_ask *ask, const char *raw, size_t len,
                     struct reply *r, struct fault *f)
{
	const char *equals = memchr(raw, '=', len);
	size_t name_len = equals ? (size_t)(equals - raw) : len;
	struct arena *a = ask->q->arena;
	const char *name = text_decode(a, raw, name_len, false, f);
	const char *value = equals ? text_decode(a, equals + 1,
	                                         len - name_len - 1, false, f)
	                           : "";
	const struct sdmx_param *p;

	if (!name || !value)
		return -1;
	p = find_param(ask->resource, name);
	if (!p)
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "\"%.40s\" is no parameter of %s, which "
		                   "takes: %s",
		                   name, ask->resource->name,
		                   param_names(ask, f));
	if (sdmx_value(ask, name, NULL))
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "%.40s is given twice: part its values "
		                   "with commas",
		                   name);
	if (ask->n_given == SDMX_GIVEN_MOST)
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX,
		                   "more than %d parameters", SDMX_GIVEN_MOST);
	/* An empty value is none: a client that always writes the name. */
	if (value[0] == '\0')
		return 1;
	if (!sdmx_value_fits(p, value))
		return sdmx_refuse(ask, r, SDMX_ERROR_SYNTAX, "%.40s=%.60s: %s",
		                   name, value, sdmx_value_allowed(ask, p, f));
	ask->given[ask->n_given++] = (struct sdmx_given){ name, value };
	return 1;
}

static int read_query(struct sdmx_ask *ask, struct reply *r, struct fault *f)
{
	const char *at = ask->q->ask->query ? ask->q->ask->query : "";
	int rc = 1;

	while (*at && rc == 1) {
		size_t len = strcspn(at, "&");

		if (len > 0)
			rc = take_pair(ask, at, len, r, f);
		at += len + (at[len] == '&');
	}
	return rc;
}

/* ---- form, languages, release ------------------------------------------- */

static const char *form_names(const struct sdmx_ask *ask, struct fault *f)
{
	const char *all = "";

	for (int i = 0; all && i < SDMX_FORM_COUNT; i++) {
		const struct sdmx_form_row *row =
			sdmx_form_row((enum sdmx_form)i);

		if ((row->apis & (1u << (unsigned)ask->api)) &&
		    (row->set & ask->resource->set))
			all = arena_print(ask->q->arena, f, "%s%s%s (%s)", all,
			                  all[0] ? ", " : "", row->type,
			                  row->name);
	}
	return all ? all : "";
}

static int choose_form(struct sdmx_ask *ask, struct reply *r, struct fault *f)
{
	int form = sdmx_negotiate(ask->api, ask->resource->set,
	                          ask->q->ask->accept,
	                          sdmx_value(ask, "format", NULL),
	                          sdmx_value(ask, "formatVersion", NULL));

	if (form < 0)
		return sdmx_refuse(ask, r, SDMX_ERROR_FORMAT,
		                   "ask with Accept or format= for one of: %s",
		                   form_names(ask, f));
	ask->form = (enum sdmx_form)form;
	return 1;
}

/* Languages that Accept-Language names and we have; none named is all. */
static uint32_t languages_of(const char *accept)
{
	uint32_t bits = 0;
	const char *at = accept ? accept : "";

	while (*at) {
		at += strspn(at, ", \t");
		for (int i = 0; i < UN_LANGUAGE_COUNT; i++)
			if (strncasecmp(at, UN_LANGUAGE_NAMES[i], 2) == 0 &&
			    strchr("-,; \t", at[2]))
				bits |= 1u << (unsigned)i;
		at += strcspn(at, ",");
	}
	return bits ? bits : (1u << UN_LANGUAGE_COUNT) - 1;
}

static int choose_languages(struct sdmx_ask *ask, struct reply *r)
{
	const char *lang = sdmx_value(ask, "lang", NULL);

	ask->languages = languages_of(ask->q->ask->accept_language);
	if (!lang)
		return 1;
	ask->languages = languages_of(NULL);
	if (strcmp(lang, "all") == 0)
		return 1;
	for (int i = 0; i < UN_LANGUAGE_COUNT; i++)
		if (strncasecmp(lang, UN_LANGUAGE_NAMES[i], 2) == 0 &&
		    (lang[2] == '\0' || lang[2] == '-')) {
			ask->languages = 1u << (unsigned)i;
			return 1;
		}
	return sdmx_refuse(ask, r, SDMX_ERROR_FORMAT,
	                   "lang=%.20s: names are in ar, en, es, fr, ru, zh, "
	                   "or all of them",
	                   lang);
}

static int choose_release(struct sdmx_ask *ask, struct reply *r,
                          struct fault *f)
{
	const char *word = sdmx_value(ask, "release", NULL);
	const struct snapshot *s = NULL;
	const char *release = "";

	if (!word)
		return 1;
	if (release_find(ask->q, word, &release, f) == 0 &&
	    site_snapshot(ask->q->site, release, &s, f) == 0) {
		ask->snapshot = ask->own.snapshot = r->snapshot = s;
		ask->own.release = release;
		return 1;
	}
	if (f->code != FAULT_NOTFOUND && f->code != FAULT_INPUT)
		return -1;
	return sdmx_refuse(ask, r, SDMX_ERROR_SEMANTIC, "release=%.40s: %s",
	                   word, f->text);
}

/* Until a form is chosen, trouble is told in the way asked for. */
static enum sdmx_form form_of_trouble(enum sdmx_api api, const char *accept)
{
	const unsigned any =
		SDMX_SET_STRUCTURE | SDMX_SET_DATA | SDMX_SET_SCHEMA;
	int form = sdmx_negotiate(api, any, accept, NULL, NULL);

	if (form >= 0)
		return (enum sdmx_form)form;
	return accept && strstr(accept, "json") ? SDMX_FORM_STRUCTURE_JSON_10
	                                        : SDMX_FORM_STRUCTURE_XML_21;
}

int sdmx_ask_read(const struct request *q, struct sdmx_ask *ask,
                  struct reply *r, struct fault *f)
{
	int rc;

	memset(ask, 0, sizeof(*ask));
	ask->own = *q;
	ask->q = &ask->own;
	ask->snapshot = q->snapshot;
	ask->api = q->ask->path[PREFIX_LEN - 2] == '1' ? SDMX_V1 : SDMX_V2;
	ask->form = form_of_trouble(ask->api, q->ask->accept);
	ask->languages = languages_of(NULL);
	rc = read_path(ask, r, f);
	if (rc == 1)
		rc = read_query(ask, r, f);
	if (rc == 1)
		rc = choose_form(ask, r, f);
	if (rc == 1)
		rc = choose_languages(ask, r);
	if (rc == 1)
		rc = choose_release(ask, r, f);
	return rc;
}
