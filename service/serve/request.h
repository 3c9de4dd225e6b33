/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Request: what a route takes, what a handler sees and what it gives back.
 *
 * A handler knows nothing of HTTP: it finds its values checked, writes a body
 * with a pen, or fills a fault. Everything a client may ask stands in tables
 * (routes.c, params.c), so that help, checks and API.md cannot drift apart.
 */
#ifndef SERVE_REQUEST_H
#define SERVE_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "model/commitment.h"
#include "pen.h"
#include "serve.h"

struct arena;
struct snapshot;
struct store;
struct trouble;

/* The kinds of body a route can give. */
enum form {
	FORM_JSON,
	FORM_CSV,
	FORM_HTML,
	FORM_TEXT,
	FORM_FILE,
	FORM_JSONLD,
	FORM_ATOM,
	FORM_XLSX,
	FORM_SDMX_CSV,
	FORM_JSON_STAT,
	FORM_PACKAGE, /* what describes the CSV: datapackage.json */
	FORM_ZIP,
	FORM_SDMX, /* whatever sdmx_negotiate() finds */
	FORM_COUNT
};

#define FORM_BIT(form) (1u << (unsigned)(form))

struct form_row {
	const char *name;    /* in ?format= */
	const char *range;   /* in Accept */
	const char *version; /* that Accept may ask for; NULL: no matter */
	const char *type;    /* in Content-Type */
};

/** One row per form. Static. */
const struct form_row *form_row(enum form form);

/* How a value is checked before a handler runs: params.c. */
enum value_kind {
	VALUE_STATE,
	VALUE_COMMITMENT,
	VALUE_CATALOGUE,
	VALUE_ROUND,
	VALUE_VOICE,
	VALUE_STATUS,
	VALUE_SUBMISSION_STATUS,
	VALUE_GROUP,
	VALUE_LEVEL,
	VALUE_RELATION,
	VALUE_RELEASE,
	VALUE_LIMIT,
	VALUE_CURSOR,
	VALUE_LANGUAGE,
	VALUE_FORMAT,
	VALUE_FLAG,
	VALUE_WORDS,
	VALUE_SUBMISSION,
	VALUE_SHARE,
	VALUE_CLUSTER,
	VALUE_ORDER,
	VALUE_FAMILY,
	VALUE_SERIES,
	VALUE_YEAR,
	VALUE_METHOD,
	VALUE_DATE,
	VALUE_CHANGE,
	VALUE_WHY,
	VALUE_SINCE,
	VALUE_COUNT
};

/* Longest value of any parameter, in bytes: titles of documents fit. */
#define VALUE_LEN_MOST 1000

/* Most values of one parameter; all states of a region fit. */
#define VALUES_MOST 200

/* Most parameters that a route takes, the shared ones included. */
#define PARAMS_MOST 20

struct param {
	const char *name;
	enum value_kind kind;
	uint16_t most; /* values: 1 is single-valued */
	bool is_required;
	const char *help;
};

/* A parameter as given: its values, checked, in the order given. */
struct given {
	const struct param *param;
	const char **value;
	size_t n;
};

/* Parts of a path that a route names in braces. */
#define ARGS_MOST 2

#define ROUTE_RELEASE  1u  /* takes release=, as_of=; answers from a snapshot */
#define ROUTE_LANGUAGE 2u  /* takes lang= */
#define ROUTE_PAGED    4u  /* takes limit= and cursor= */
#define ROUTE_LIVE     8u  /* reads the store: never kept in the cache */
#define ROUTE_INTAKE   16u /* exists at the intake door only, with the token */
#define ROUTE_PLAIN    32u /* health: not kept by anybody */
#define ROUTE_METHOD   64u /* takes method= */
#define ROUTE_ADMIN    (1u << 13) /* exists at the admin door only */
#define ROUTE_DOCUMENT (1u << 12) /* takes a body, as large as a document */
#define ROUTE_SDMX     128u       /* path and query are read by sdmx_ask.c */

struct request;
struct reply;

typedef int handler(const struct request *q, struct reply *r, struct fault *f);

struct route {
	const char *method; /* "GET" (HEAD and OPTIONS come with it) */
	const char *path;   /* "/api/v1/states/{iso3}/scorecard"; a last
	                       part "{path*}" takes all there is */
	handler *answer;
	unsigned forms; /* FORM_BIT(), the lowest is the default */
	unsigned flags; /* ROUTE_* */
	const struct param *params;
	size_t n_params;
	const char *help; /* one line; served at /api/v1 */
};

/** The table, sorted by path. Static. */
const struct route *routes(size_t *n);

/** Parameter I of R, its own first, then the shared; NULL past the end. */
const struct param *route_param(const struct route *r, size_t i);

/* A part of a path in braces, for help. */
struct path_part {
	const char *path; /* up to its closing brace */
	enum value_kind kind;
	const char *help;
	const char *example; /* NULL: there is none everywhere */
};

/** The part in braces that ends at LEN of PATH; NULL where nobody said. */
const struct path_part *path_part(const char *path, size_t len);

/** What a value of KIND may be, for an error and for help. */
const char *value_allowed(enum value_kind kind);

struct request {
	struct site *site;
	const struct ask *ask;
	const struct route *route;
	const struct snapshot *snapshot;
	struct store *store; /* read only */
	struct arena *arena;
	struct trouble *trouble; /* for a handler that refuses a value */
	const char *path;        /* decoded */
	const char *release;     /* resolved: a name, or "" the head */
	const char *arg[ARGS_MOST];
	struct given given[PARAMS_MOST];
	size_t n_given;
	enum un_language lang;
	enum form form;
	bool has_bom;
};

/** The values given for NAME, or NULL. */
const struct given *request_given(const struct request *q, const char *name);

/** The only value of NAME, or OTHERWISE. */
const char *request_value(const struct request *q, const char *name,
                          const char *otherwise);

/** The value of limit=, or its default. */
size_t request_limit(const struct request *q);

/** True unless VALUE is missing from the values of NAME; true when no value
    was given at all. */
bool request_wants(const struct request *q, const char *name,
                   const char *value);

/** Bits of TABLE's words given for NAME; 0 when none. */
uint32_t request_bits(const struct request *q, const char *name,
                      const char *const *table, size_t n);

/** Reads a decimal number of digits only; valid values never fail. */
uint64_t request_number(const char *text, uint64_t otherwise);

struct rows;

struct reply {
	int status;        /* 200 */
	struct rows *rows; /* owned; for reply_table() */
	struct pen pen;
	const char *body; /* instead of the pen's: lives in the arena */
	size_t body_len;
	const char *type;                /* instead of the form's */
	const char *next;                /* cursor of the next page, or NULL */
	const char *location;            /* or NULL */
	const char *link;                /* one more Link, or NULL */
	const char *disposition;         /* or NULL */
	const struct snapshot *snapshot; /* instead of the request's */
	bool is_live;      /* read the store: not kept in the cache */
	bool is_sandboxed; /* a stranger's bytes: CSP sandbox */
};

/** Starts a JSON answer: envelope and meta, up to where data comes. */
void reply_begin(const struct request *q, struct reply *r);
/** Ends it. */
void reply_end(const struct request *q, struct reply *r);

/** Starts a table in the form asked, with reply_begin() for JSON. */
void reply_table(const struct request *q, struct reply *r, struct grid *g,
                 const struct column *columns, size_t n);
void reply_table_end(const struct request *q, struct reply *r);

/** True where a table comes flat: only its rows and columns, as in CSV, without
    what JSON nests. */
bool is_flat(const struct request *q);

/** An opaque cursor that says PLAIN; and what the one given says. */
const char *cursor_write(const struct request *q, const char *plain,
                         struct fault *f);
int cursor_read(const struct request *q, const char *parameter,
                const char **plain, struct fault *f);

#endif
