/* SPDX-License-Identifier: Apache-2.0 */
#include "openapi.h"

#include <string.h>

#include "base/arena.h"

#include "handlers.h"
#include "site.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Rooms of the interface, by how their paths start: the first that fits. */
static const struct {
	const char *start, *tag;
} ROOMS[] = {
	{ "/api/v1/agreement", "reference" },
	{ "/api/v1/catalogues", "reference" },
	{ "/api/v1/cells", "comparison" },
	{ "/api/v1/compare", "comparison" },
	{ "/api/v1/divergence", "comparison" },
	{ "/api/v1/indicators", "reference" },
	{ "/api/v1/jobs", "intake" },
	{ "/api/v1/method", "reference" },
	{ "/api/v1/observations", "evidence" },
	{ "/api/v1/passages", "evidence" },
	{ "/api/v1/releases", "releases" },
	{ "/api/v1/changes", "releases" },
	{ "/api/v1/feed", "releases" },
	{ "/api/v1/robustness", "comparison" },
	{ "/api/v1/rollup", "comparison" },
	{ "/api/v1/rounds", "reference" },
	{ "/api/v1/search", "evidence" },
	{ "/api/v1/states", "reference" },
	{ "/api/v1/submissions", "evidence" },
	{ "/api/v1/trend", "comparison" },
	{ "/sdmx", "sdmx" },
	{ "", "service" },
};

static const struct {
	const char *name, *help;
} TAGS[] = {
	{ "comparison", "cells and what is made of them, side by side" },
	{ "evidence", "what was received, its passages, and statistics" },
	{ "reference",
	  "states, rounds, catalogues of commitments, the method" },
	{ "releases", "frozen states of all findings, and what changed" },
	{ "sdmx", "the same cells by the standards of statistics" },
	{ "intake", "documents handed in, with a token" },
	{ "service", "the way in, descriptions, health" },
};

static const char *tag_of(const struct route *r)
{
	size_t i = 0;

	while (strncmp(r->path, ROOMS[i].start, strlen(ROOMS[i].start)) != 0)
		i++;
	/* Handing in is another room than reading. */
	return r->flags & ROUTE_INTAKE ? "intake" : ROOMS[i].tag;
}

bool route_is_shown(const struct request *q, const struct route *route)
{
	if (q->ask->is_admin_door)
		return (route->flags & ROUTE_PLAIN) != 0;
	if (route->flags & ROUTE_ADMIN)
		return false;
	return !(route->flags & ROUTE_INTAKE) || q->ask->is_intake_door;
}

static bool is_tag_used(const struct request *q, const char *tag)
{
	size_t n;
	const struct route *all = routes(&n);

	for (size_t i = 0; i < n; i++)
		if (route_is_shown(q, &all[i]) &&
		    strcmp(tag_of(&all[i]), tag) == 0)
			return true;
	return false;
}

static void write_info(struct pen *p)
{
	pen_key(p, "info");
	pen_open(p, '{');
	pen_key_text(p, "title", "gcmtrack");
	pen_key_text(p, "version", PACKAGE_VERSION);
	pen_key_text(p, "summary",
	             "Progress on the Global Compact for Migration, state by "
	             "state, from what states report and what others say");
	pen_key_text(
		p, "description",
		"A field never changes its meaning and never disappears "
		"inside v1; new fields may come. What is missing is null "
		"beside a status that says why. A filter that is not "
		"understood is refused by name, with 400; another method than "
		"those of a path with 405 and Allow. Lists of values may be "
		"repeated, parted by commas, or both.");
	pen_key(p, "contact");
	pen_open(p, '{');
	pen_key_text(p, "name", "the operator of this service");
	pen_close(p, '}');
	pen_key(p, "license");
	pen_open(p, '{');
	pen_key_text(p, "name", "Apache License 2.0");
	pen_key_text(p, "identifier", "Apache-2.0");
	pen_close(p, '}');
	pen_close(p, '}');
}

static void write_servers(struct pen *p, const struct request *q)
{
	const char *url = q->site->options.public_url;

	pen_key(p, "servers");
	pen_open(p, '[');
	pen_open(p, '{');
	pen_key_text(p, "url", url[0] ? url : "/");
	pen_key_text(p, "description", "where this description came from");
	pen_close(p, '}');
	pen_close(p, ']');
}

static void write_tags(struct pen *p, const struct request *q)
{
	pen_key(p, "tags");
	pen_open(p, '[');
	for (size_t i = 0; i < COUNT(TAGS); i++) {
		if (!is_tag_used(q, TAGS[i].name))
			continue;
		pen_open(p, '{');
		pen_key_text(p, "name", TAGS[i].name);
		pen_key_text(p, "description", TAGS[i].help);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

/* "get_states_iso3_scorecard" */
void openapi_id(struct pen *p, const char *method, const char *path)
{
	static const char COMMON[] = "/api/v1/";
	char id[160];
	size_t n = 0;

	for (; method[n]; n++)
		id[n] = (char)(method[n] - 'A' + 'a');
	if (strncmp(path, COMMON, sizeof(COMMON) - 1) == 0)
		path += sizeof(COMMON) - 2;
	if (strcmp(path, "/") == 0)
		path = "/root";
	for (; *path && n < sizeof(id) - 1; path++) {
		bool is_word = (*path >= 'a' && *path <= 'z') ||
		               (*path >= '0' && *path <= '9');

		if (is_word)
			id[n++] = *path;
		else if (id[n - 1] != '_')
			id[n++] = '_';
	}
	while (id[n - 1] == '_')
		n--;
	pen_key(p, "operationId");
	pen_bytes(p, id, n);
}

/* What a route's flags promise, beside its help. */
static const struct {
	unsigned flag;
	const char *words;
} PROMISES[] = {
	{ ROUTE_RELEASE, " Under release= it is answered from that release." },
	{ ROUTE_METHOD, " Under method= its numbers are replayed." },
	{ ROUTE_PAGED, " In pages: meta.next and Link lead on." },
	{ ROUTE_LANGUAGE,
	  " Names and titles in the language of lang= or Accept-Language, else "
	  "in English." },
	{ ROUTE_LIVE, " Read anew on every request." },
	{ ROUTE_PLAIN, " Kept by no cache." },
	{ ROUTE_INTAKE, " At the intake door only." },
};

static void write_words(struct pen *p, const struct request *q,
                        const struct route *r, const char *method)
{
	const char *words = arena_print(q->arena, &p->fault, "%s.", r->help);

	for (size_t i = 0; words && i < COUNT(PROMISES); i++)
		if (r->flags & PROMISES[i].flag)
			words = arena_print(q->arena, &p->fault, "%s%s", words,
			                    PROMISES[i].words);
	p->is_bad |= !words;
	if (strcmp(method, "OPTIONS") == 0) {
		pen_key_text(p, "summary", "Which methods this path takes");
		pen_key_text(p, "description",
		             "Which methods this path takes, for anybody's web "
		             "page too.");
	} else if (strcmp(method, "HEAD") == 0) {
		pen_key_text(p, "summary", "As GET, without the body");
		pen_key_text(p, "description", words);
	} else {
		pen_key_text(p, "summary", r->help);
		pen_key_text(p, "description", words);
	}
}

static const char *const KEYS[][2] = {
	{ "GET", "get" },
	{ "HEAD", "head" },
	{ "OPTIONS", "options" },
	{ "POST", "post" },
};

static const char *key_of(const char *method)
{
	for (size_t i = 0; i < COUNT(KEYS); i++)
		if (strcmp(KEYS[i][0], method) == 0)
			return KEYS[i][1];
	return "";
}

/* The parts of a path, which every method of it needs. */
static void write_bare_parameters(struct pen *p, const struct route *r)
{
	struct route bare = *r;

	bare.params = NULL;
	bare.n_params = 0;
	bare.flags = 0;
	bare.forms = 0;
	openapi_parameters(p, &bare);
}

static void write_operation(struct pen *p, const struct described *d,
                            const char *method)
{
	const struct route *r = d->route;

	pen_key(p, key_of(method));
	pen_open(p, '{');
	openapi_id(p, method, r->path);
	pen_key(p, "tags");
	pen_open(p, '[');
	pen_text(p, tag_of(r));
	pen_close(p, ']');
	write_words(p, d->q, r, method);
	if ((r->flags & ROUTE_INTAKE) && strcmp(method, "OPTIONS") != 0) {
		pen_key(p, "security");
		pen_raw(p, "[{\"intake\":[]}]", 15);
	}
	if (strcmp(method, "OPTIONS") == 0)
		write_bare_parameters(p, r);
	else
		openapi_parameters(p, r);
	if (strcmp(method, "POST") == 0)
		openapi_body(p, r);
	openapi_responses(p, d, method);
	pen_close(p, '}');
}

static void write_route(struct pen *p, const struct described *d)
{
	write_operation(p, d, d->route->method);
	if (strcmp(d->route->method, "GET") == 0)
		write_operation(p, d, "HEAD");
}

static void write_paths(struct pen *p, const struct request *q)
{
	const struct route *before = NULL;
	size_t n;
	const struct route *all = routes(&n);
	struct described d = { .q = q };

	pen_key(p, "paths");
	pen_open(p, '{');
	for (size_t i = 0; i < n; i++) {
		bool is_new = !before || strcmp(before->path, all[i].path) != 0;

		if (!route_is_shown(q, &all[i]))
			continue;
		if (all[i].flags & ROUTE_SDMX) {
			if (before)
				pen_close(p, '}');
			before = NULL;
			openapi_sdmx(p, q, &all[i]);
			continue;
		}
		d.route = &all[i];
		d.shaped = shaped_by(all[i].answer);
		if (is_new) {
			if (before)
				pen_close(p, '}');
			pen_key(p, all[i].path);
			pen_open(p, '{');
			write_operation(p, &d, "OPTIONS");
		}
		write_route(p, &d);
		before = &all[i];
	}
	if (before)
		pen_close(p, '}');
	pen_close(p, '}');
}

int answer_openapi(const struct request *q, struct reply *r, struct fault *f)
{
	struct pen *p = &r->pen;

	(void)f;
	pen_open(p, '{');
	pen_key_text(p, "openapi", "3.1.0");
	write_info(p);
	write_servers(p, q);
	/* Reading needs nothing; what does says so. */
	pen_key(p, "security");
	pen_open(p, '[');
	pen_close(p, ']');
	write_tags(p, q);
	write_paths(p, q);
	openapi_components(p, q);
	pen_close(p, '}');
	return 0;
}
