/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The way of a request: gate, route, parameters, form, snapshot, handler,
 * encoding, validators. No socket is known here.
 */
#include "serve.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"

#include "asof.h"
#include "cache.h"
#include "etag.h"
#include "gzip.h"
#include "meter.h"
#include "negotiate.h"
#include "params.h"
#include "problem.h"
#include "reply.h"
#include "request.h"
#include "rows.h"
#include "scoring.h"
#include "site.h"
#include "snapshot.h"

/* Largest body a handler writes; a thousand passages with every reason. */
#define BODY_MOST ((size_t)32 << 20)

/* A form is larger than the document in it by its other fields. */
#define FORM_BYTES_MOST ((size_t)64 << 10)

/* Longest question that is found again by its raw bytes. */
#define ALIAS_MOST 1024

#define DATE_SIZE 30

/* All of one request on its way. */
struct turn {
	struct site *site;
	struct arena *arena;
	struct answer *out;
	struct request q;
	struct trouble trouble;
	struct fault fault;
	bool is_gzip;
	bool is_kept; /* may be, in the cache */
};

static int refuse(struct turn *t, enum problem p, const char *detail)
{
	meter_refused(t->site->options.meter, p);
	problem_answer(p, detail, &t->trouble, t->arena, t->out);
	return -1;
}

static int refuse_fault(struct turn *t)
{
	enum problem p = problem_of(t->fault.code);

	if (t->fault.code == FAULT_STORE)
		meter_store_error(t->site->options.meter);
	/* What went wrong inside is for the log, not for a stranger. */
	if (problem_status(p) >= 500)
		return refuse(t, p,
		              "the answer could not be made: try again, "
		              "and tell the operator if it stays");
	return refuse(t, p, t->fault.text);
}

/* ---- routing ----------------------------------------------------------------
 */

/* Matches PATH against PATTERN; fills the parts in braces. */
static bool route_fits(struct turn *t, const char *pattern, const char *path)
{
	size_t n = 0;

	memset(t->q.arg, 0, sizeof(t->q.arg));
	while (*pattern && *path) {
		const char *end;
		size_t len = strcspn(path, "/"), after;

		if (*pattern != '{') {
			if (*pattern++ != *path++)
				return false;
			continue;
		}
		if (pattern[strcspn(pattern, "}") - 1] == '*')
			return true;
		end = pattern + strcspn(pattern, "}") + 1;
		after = strcspn(end, "/");
		/* "{id}.zip" takes what stands before its own end. */
		if (len <= after || n == ARGS_MOST ||
		    strncmp(path + len - after, end, after) != 0)
			return false;
		len -= after;
		t->q.arg[n] = arena_copy(t->arena, path, len, &t->fault);
		if (!t->q.arg[n++])
			return false;
		path += len;
		pattern = end;
	}
	return *pattern == '\0' && *path == '\0';
}

static bool is_open(const struct turn *t, const struct route *r)
{
	if (t->q.ask->is_admin_door)
		return (r->flags & ROUTE_PLAIN) != 0;
	if (r->flags & ROUTE_ADMIN)
		return false;
	if (!(r->flags & ROUTE_INTAKE))
		return true;
	return t->q.ask->is_intake_door && t->site->options.token_digest;
}

/* What Allow says of a path: bit 0 GET, bit 1 POST. */
static const char *const ALLOW[] = { "OPTIONS", "GET, HEAD, OPTIONS",
	                             "POST, OPTIONS",
	                             "GET, HEAD, OPTIONS, POST" };

/* Says whether METHOD is one of HTTP's at all. */
static bool is_method(const char *method)
{
	static const char *const KNOWN[] = { "GET",   "HEAD",  "OPTIONS",
		                             "POST",  "PUT",   "DELETE",
		                             "PATCH", "TRACE", "CONNECT" };

	for (size_t i = 0; i < sizeof(KNOWN) / sizeof(KNOWN[0]); i++)
		if (strcmp(KNOWN[i], method) == 0)
			return true;
	return false;
}

/* Of two that fit one path, "{id}.zip" says more than "{id}". */
static bool is_narrower(const struct route *a, const struct route *b)
{
	return !b || strlen(a->path) > strlen(b->path);
}

/* Finds the route of path and method; OPTIONS is answered at once. */
static int find_route(struct turn *t)
{
	const char *method = t->q.ask->method;
	unsigned allowed = 0;
	size_t n;
	const struct route *all = routes(&n);

	if (!is_method(method))
		return refuse(t, PROBLEM_UNKNOWN_METHOD,
		              "no such method: use GET, HEAD or OPTIONS");
	t->out->is_head = strcmp(method, "HEAD") == 0;
	if (t->out->is_head)
		method = "GET";
	for (size_t i = 0; i < n; i++) {
		if (!is_open(t, &all[i]) ||
		    !route_fits(t, all[i].path, t->q.path))
			continue;
		allowed |= strcmp(all[i].method, "GET") == 0 ? 1 : 2;
		if (strcmp(all[i].method, method) == 0 &&
		    is_narrower(&all[i], t->q.route))
			t->q.route = &all[i];
	}
	if (t->q.route && route_fits(t, t->q.route->path, t->q.path)) {
		t->out->route = (unsigned)(t->q.route - all) + 1;
		return 0;
	}
	if (allowed == 0)
		return refuse(t, PROBLEM_NOT_FOUND,
		              "nothing is here: GET /api/v1 lists every "
		              "route");
	answer_header(t->out, "Allow", ALLOW[allowed]);
	if (strcmp(method, "OPTIONS") != 0)
		return refuse(t, PROBLEM_METHOD,
		              "this path takes the methods named in Allow");
	t->out->status = 204;
	return -1;
}

/* RFC 9110, 9.3.7: OPTIONS of "*" asks what the server can do at all. */
static int answer_options(struct turn *t)
{
	answer_header(t->out, "Allow", ALLOW[t->q.ask->is_intake_door ? 3 : 1]);
	t->out->status = 204;
	return -1;
}

/* RFC 3986, 2.2: an encoded slash parts nothing, but whoever decodes first
   takes it for one; then a proxy and this table see two paths. */
static bool has_encoded_slash(const char *raw)
{
	return strcasestr(raw, "%2f") != NULL;
}

static int read_path(struct turn *t)
{
	const char *raw = t->q.ask->path;

	if (strcmp(raw, "*") == 0 && strcmp(t->q.ask->method, "OPTIONS") == 0)
		return answer_options(t);
	if (raw[0] != '/')
		return refuse(t, PROBLEM_REQUEST, "a path starts with a slash");
	if (has_encoded_slash(raw))
		return refuse(t, PROBLEM_REQUEST,
		              "the path has an encoded slash (%2F), which can "
		              "be read in two ways: no name here has a slash");
	t->q.path = text_decode(t->arena, raw, strlen(raw), false, &t->fault);
	if (!t->q.path)
		return refuse(t, PROBLEM_REQUEST,
		              "the path has a % that starts no two hex "
		              "digits, a control character, or is no UTF-8");
	return 0;
}

static int check_token(struct turn *t)
{
	if (!(t->q.route->flags & ROUTE_INTAKE) ||
	    site_token_fits(t->site, t->q.ask->authorization))
		return 0;
	answer_header(t->out, "WWW-Authenticate",
	              "Bearer realm=\"gcmtrack intake\"");
	return refuse(t, PROBLEM_TOKEN,
	              "send the intake token as Authorization: Bearer TOKEN; "
	              "the operator of this service gives it out");
}

/* ---- form, language, snapshot
 * ------------------------------------------------ */

static const char *forms_of(struct turn *t)
{
	const char *all = "";

	for (int i = 0; i < FORM_COUNT && all; i++)
		if (t->q.route->forms & FORM_BIT(i))
			all = arena_print(t->arena, &t->fault, "%s%s%s (%s)",
			                  all, all[0] ? ", " : "",
			                  form_row((enum form)i)->name,
			                  form_row((enum form)i)->range);
	return all ? all : "";
}

static int choose_form(struct turn *t)
{
	static const enum form FILES[] = { FORM_FILE, FORM_PACKAGE, FORM_ZIP };
	const char *name = request_value(&t->q, "format", NULL);
	int form = -1;

	for (int i = 0; name && i < FORM_COUNT; i++)
		if (strcmp(form_row((enum form)i)->name, name) == 0 &&
		    (t->q.route->forms & FORM_BIT(i)))
			form = i;
	if (!name)
		form = negotiate_form(t->q.ask->accept, t->q.route->forms);
	/* A file is what it is; Accept cannot know its type beforehand. */
	for (size_t i = 0; i < sizeof(FILES) / sizeof(FILES[0]); i++)
		if (!name && form < 0 &&
		    t->q.route->forms == FORM_BIT(FILES[i]))
			form = FILES[i];
	if (form < 0)
		return refuse(t, PROBLEM_FORMAT,
		              arena_print(t->arena, &t->fault,
		                          "ask with Accept or format= for one "
		                          "of: %s",
		                          forms_of(t)));
	t->q.form = (enum form)form;
	t->q.has_bom = strcmp(request_value(&t->q, "bom", "0"), "1") == 0;
	return 0;
}

/* Puts the method asked for in place of the one that published. */
static int choose_method(struct turn *t)
{
	const char *version = request_value(&t->q, "method", NULL);
	struct snapshot *replay;

	if (!version)
		return 0;
	replay = arena_alloc(t->arena, sizeof(*replay), &t->fault);
	if (!replay)
		return refuse_fault(t);
	if (!snapshot_replay(t->q.snapshot, scoring_method(version), replay)) {
		trouble_add(
			&t->trouble, "method",
			"weighs evidence in another way than the method "
			"that published",
			"gcmtrack replay makes its cells from the evidence");
		return refuse(t, PROBLEM_PARAMETERS,
		              "this method cannot be replayed from cells: use "
		              "gcmtrack replay");
	}
	t->q.snapshot = replay;
	return 0;
}

static int choose(struct turn *t)
{
	const char *lang = request_value(&t->q, "lang", NULL);

	/* SDMX has its own forms, and names them in its own trouble. */
	if (t->q.route->flags & ROUTE_SDMX)
		t->q.form = FORM_SDMX;
	else if (choose_form(t) < 0)
		return -1;
	t->q.lang = negotiate_language(t->q.ask->accept_language);
	for (int i = 0; lang && i < UN_LANGUAGE_COUNT; i++)
		if (strcmp(UN_LANGUAGE_NAMES[i], lang) == 0)
			t->q.lang = (enum un_language)i;
	t->is_gzip = negotiate_gzip(t->q.ask->accept_encoding);
	if (release_choose(&t->q, &t->fault) < 0 ||
	    site_snapshot(t->site, t->q.release, &t->q.snapshot, &t->fault) < 0)
		return refuse_fault(t);
	return choose_method(t);
}

/* ---- headers
 * ------------------------------------------------------------------ */

/* On every answer, whatever its status. */
static void add_common(struct turn *t)
{
	bool is_file = answer_find(t->out, "Content-Disposition") != NULL;
	bool is_intake = t->q.route && (t->q.route->flags & ROUTE_INTAKE);

	answer_header(t->out, "X-Content-Type-Options", "nosniff");
	answer_header(t->out, "Content-Security-Policy",
	              is_file ? "sandbox; default-src 'none'"
	                      : "default-src 'none'; "
	                        "frame-ancestors 'none'");
	if (t->q.ask->is_intake_door || t->q.ask->is_admin_door || is_intake)
		return;
	answer_header(t->out, "Access-Control-Allow-Origin", "*");
	if (strcmp(t->q.ask->method, "OPTIONS") == 0) {
		answer_header(t->out, "Access-Control-Allow-Methods",
		              "GET, HEAD, OPTIONS");
		answer_header(t->out, "Access-Control-Allow-Headers",
		              "Accept, Accept-Language, If-None-Match, "
		              "If-Modified-Since");
		answer_header(t->out, "Access-Control-Max-Age", "86400");
	} else {
		answer_header(t->out, "Access-Control-Expose-Headers",
		              "ETag, Link, Last-Modified, Content-Language");
	}
}

static const char *cache_control(const struct turn *t)
{
	unsigned flags = t->q.route->flags;

	if (flags & (ROUTE_INTAKE | ROUTE_PLAIN))
		return "no-store";
	/* `latest` and a date mean another release one day; passages of a
	   release are read again when rules are. */
	if ((flags & (ROUTE_RELEASE | ROUTE_LIVE)) == ROUTE_RELEASE &&
	    t->q.release[0] &&
	    strcmp(request_value(&t->q, "release", ""), t->q.release) == 0)
		return "public, max-age=3600";
	return "public, no-cache";
}

static void add_validators(struct turn *t, const struct snapshot *s)
{
	char *etag = arena_alloc(t->arena, ETAG_SIZE, &t->fault);
	char *date = arena_alloc(t->arena, DATE_SIZE, &t->fault);
	int64_t as_of = s->publication.as_of_s;

	if (etag) {
		etag_of(t->out->body, t->out->len, etag);
		answer_header(t->out, "ETag", etag);
	}
	if (date && as_of > 0 &&
	    !(t->q.route->flags & (ROUTE_LIVE | ROUTE_PLAIN))) {
		clock_http(as_of, date);
		answer_header(t->out, "Last-Modified", date);
	}
}

static void add_headers(struct turn *t, const struct reply *r)
{
	const char *url;

	answer_header(t->out, "Content-Type",
	              r->type ? r->type : form_row(t->q.form)->type);
	if ((t->q.route->flags & ROUTE_LANGUAGE) || t->q.form == FORM_JSON_STAT)
		answer_header(t->out, "Content-Language",
		              UN_LANGUAGE_NAMES[t->q.lang]);
	answer_header(t->out, "Cache-Control",
	              r->status >= 400 ? "no-store" : cache_control(t));
	answer_header(t->out, "Vary",
	              t->q.route->flags & (ROUTE_LANGUAGE | ROUTE_SDMX)
	                      ? "Accept, Accept-Language, Accept-Encoding"
	                      : "Accept, Accept-Encoding");
	if (r->location)
		answer_header(t->out, "Location", r->location);
	if (r->link)
		answer_header(t->out, "Link", r->link);
	if (r->disposition)
		answer_header(t->out, "Content-Disposition", r->disposition);
	url = r->next ? reply_next_url(&t->q, r->next, &t->fault) : NULL;
	url = url ? arena_print(t->arena, &t->fault, "<%s>; rel=\"next\"", url)
	          : NULL;
	if (url)
		answer_header(t->out, "Link", url);
}

/* ---- making an answer
 * ---------------------------------------------------------- */

static void encode(struct turn *t)
{
	const char *small;
	size_t len = 0;

	/* A zip is packed already. */
	if (!t->is_gzip || t->out->len < GZIP_LEAST || t->q.form == FORM_XLSX ||
	    t->q.form == FORM_ZIP)
		return;
	small = gzip_of(t->out->body, t->out->len, t->arena, &len);
	if (!small)
		return;
	t->out->body = small;
	t->out->len = len;
	answer_header(t->out, "Content-Encoding", "gzip");
}

static int take_body(struct turn *t, struct reply *r)
{
	if (r->body) {
		t->out->body = r->body;
		t->out->len = r->body_len;
		return 0;
	}
	t->out->len = r->pen.out.len;
	t->out->body = arena_copy(t->arena, r->pen.out.at ? r->pen.out.at : "",
	                          r->pen.out.len, &t->fault);
	return t->out->body ? 0 : -1;
}

static int make(struct turn *t)
{
	struct reply r = { .status = 200 };
	int rc;

	pen_init(&r.pen, BODY_MOST);
	rc = t->q.route->answer(&t->q, &r, &t->fault);
	if (rc == 0)
		rc = pen_check(&r.pen, &t->fault);
	if (rc == 0)
		rc = take_body(t, &r);
	pen_clear(&r.pen);
	rows_free(r.rows);
	if (rc < 0)
		return refuse_fault(t);
	t->out->status = r.status;
	add_headers(t, &r);
	encode(t);
	if (strcmp(t->q.route->method, "GET") == 0)
		add_validators(t, r.snapshot ? r.snapshot : t->q.snapshot);
	t->is_kept = !r.is_live && r.status == 200;
	return 0;
}

/* Whether the language asked for shows in the answer. */
static bool is_worded(const struct request *q)
{
	return (q->route->flags & ROUTE_LANGUAGE) || q->form == FORM_XLSX ||
	       q->form == FORM_JSON_STAT;
}

/* What was asked, however it was written: equal keys, equal answers. */
static const char *question_key(struct turn *t)
{
	const struct request *q = &t->q;
	const struct param *p;
	const char *key;

	key = arena_print(t->arena, &t->fault, "N%d%d%d%d%d%s",
	                  (int)q->ask->is_intake_door, (int)q->form,
	                  is_worded(q) ? (int)q->lang : 0, (int)t->is_gzip,
	                  (int)q->has_bom, q->path);
	for (size_t i = 0; key && (p = route_param(q->route, i)); i++) {
		const struct given *g = request_given(q, p->name);

		/* No value holds a control character: params.c. */
		for (size_t j = 0; g && key && j < g->n; j++)
			key = arena_print(t->arena, &t->fault, "%s\x1f%s\x1e%s",
			                  key, p->name, g->value[j]);
	}
	return key;
}

/* The raw bytes of a question; gives how many, or 0 when they are too many. */
static size_t raw_key(const struct ask *ask, char *out)
{
	const char *part[] = { ask->is_intake_door  ? "I"
		               : ask->is_admin_door ? "A"
		                                    : "R",
		               ask->path,
		               ask->query ? ask->query : "",
		               ask->accept ? ask->accept : "",
		               ask->accept_language ? ask->accept_language : "",
		               ask->accept_encoding ? ask->accept_encoding
		                                    : "" };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++) {
		size_t len = strlen(part[i]);

		if (n + len + 1 > ALIAS_MOST)
			return 0;
		memcpy(out + n, part[i], len);
		n += len;
		out[n++] = '\x1f';
	}
	return n;
}

/* Under overload what is kept is still given, and health still told; what
   would have to be made is refused, so that the queue gets shorter. */
static int refuse_late(struct turn *t)
{
	if (!t->q.ask->is_late || (t->q.route->flags & ROUTE_PLAIN))
		return 0;
	return refuse(t, PROBLEM_BUSY,
	              "too many requests came at once: try again in a second");
}

/* Finds the answer kept, or makes it and keeps it. */
static int find_or_make(struct turn *t, const char *alias, size_t alias_len)
{
	bool is_head = t->out->is_head;
	struct kept *kept;
	const char *key;
	size_t len;

	if (t->q.route->flags & (ROUTE_LIVE | ROUTE_INTAKE | ROUTE_PLAIN)) {
		if (refuse_late(t) < 0 || make(t) < 0)
			return -1;
		add_common(t);
		return 0;
	}
	/* What sdmx_ask.c reads is known by its raw bytes alone. */
	key = t->q.route->flags & ROUTE_SDMX ? alias : question_key(t);
	len = t->q.route->flags & ROUTE_SDMX ? alias_len
	      : key                          ? strlen(key)
	                                     : 0;
	kept = len > 0 ? cache_find(t->site->cache, key, len) : NULL;
	meter_kept(t->site->options.meter, kept != NULL);
	if (kept) {
		kept_answer(kept, t->out);
	} else {
		if (refuse_late(t) < 0 || make(t) < 0)
			return -1;
		add_common(t);
		t->out->is_head = false;
		kept = len > 0 && t->is_kept
		               ? cache_put(t->site->cache, key, len, t->out)
		               : NULL;
		if (kept)
			kept_answer(kept, t->out);
	}
	if (kept && alias_len > 0 && key != alias)
		cache_alias(t->site->cache, alias, alias_len, kept);
	t->out->is_head = is_head;
	return 0;
}

static int prepare(struct turn *t)
{
	int rc;

	if (read_path(t) < 0 || find_route(t) < 0 || check_token(t) < 0)
		return -1;
	if (t->q.route->flags & ROUTE_SDMX)
		return 0;
	rc = params_read(&t->q, t->site->catalogue, &t->trouble, &t->fault);
	if (rc < 0)
		return refuse_fault(t);
	if (t->trouble.n > 0)
		return refuse(t, PROBLEM_PARAMETERS,
		              arena_print(t->arena, &t->fault, "%s %s: %s",
		                          t->trouble.row[0].parameter,
		                          t->trouble.row[0].problem,
		                          t->trouble.row[0].allowed));
	return 0;
}

/* ---- conditions
 * ------------------------------------------------------------------ */

static bool is_unchanged(const struct ask *ask, const struct answer *out)
{
	const char *etag, *date;
	int64_t since = 0, modified = 0;

	if ((!ask->if_none_match && !ask->if_modified_since) ||
	    out->status != 200)
		return false;
	etag = answer_find(out, "ETag");
	if (!etag)
		return false;
	/* RFC 9110, 13.2.2: the tag goes before the date. */
	if (ask->if_none_match)
		return etag_is_listed(ask->if_none_match, etag);
	date = answer_find(out, "Last-Modified");
	return date && http_date_read(ask->if_modified_since, &since) &&
	       http_date_read(date, &modified) && modified <= since;
}

static void apply_conditions(const struct ask *ask, struct answer *out)
{
	bool is_head = out->is_head;

	if (!is_unchanged(ask, out))
		return;
	if (out->kept) {
		kept_unchanged(out->kept, out);
		out->is_head = is_head;
	} else {
		answer_spare(out);
	}
}

/* ---- the door of this file
 * --------------------------------------------------------- */

static void turn_init(struct turn *t, struct site *s, const struct ask *ask,
                      struct arena *a, struct answer *out)
{
	memset(t, 0, sizeof(*t));
	memset(out, 0, sizeof(*out));
	out->body = "";
	t->site = s;
	t->arena = a;
	t->out = out;
	t->q.site = s;
	t->q.ask = ask;
	t->q.arena = a;
	t->q.store = s->reading;
	t->q.snapshot = s->head;
	t->q.release = "";
	t->q.trouble = &t->trouble;
}

void site_answer(struct site *s, const struct ask *ask, struct arena *a,
                 struct answer *out)
{
	bool is_get = strcmp(ask->method, "GET") == 0;
	char raw[ALIAS_MOST];
	size_t len = is_get || strcmp(ask->method, "HEAD") == 0
	                     ? raw_key(ask, raw)
	                     : 0;
	struct kept *kept = len > 0 ? cache_find(s->cache, raw, len) : NULL;
	struct turn t;

	if (kept) {
		meter_kept(s->options.meter, true);
		kept_answer(kept, out);
		out->is_head = !is_get;
	} else {
		turn_init(&t, s, ask, a, out);
		if (prepare(&t) < 0 || choose(&t) < 0 ||
		    find_or_make(&t, raw, len) < 0)
			add_common(&t);
	}
	apply_conditions(ask, out);
}

/* The largest body that the route found takes; 0 is none. */
static uint64_t body_most(const struct turn *t)
{
	return t->q.route->flags & ROUTE_DOCUMENT
	               ? t->site->options.body_most + FORM_BYTES_MOST
	               : 0;
}

bool site_refuses(struct site *s, const struct ask *ask, uint64_t len,
                  struct arena *a, struct answer *out)
{
	struct turn t;

	turn_init(&t, s, ask, a, out);
	if (prepare(&t) == 0) {
		uint64_t most = body_most(&t);

		if (len <= most)
			return false;
		if (most == 0)
			(void)refuse(&t, PROBLEM_REQUEST,
			             "this path takes no body: send none");
		else
			(void)refuse(&t, PROBLEM_TOO_LARGE,
			             arena_print(a, &t.fault,
			                         "the body has %llu bytes; at "
			                         "most %llu are taken here",
			                         (unsigned long long)len,
			                         (unsigned long long)most));
	} else if (out->status < 400) {
		/* OPTIONS was answered; its body cannot be. */
		memset(out, 0, sizeof(*out));
		(void)refuse(&t, PROBLEM_REQUEST,
		             "this method takes no body here: send none");
	}
	add_common(&t);
	return true;
}
