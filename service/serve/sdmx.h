/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SDMX: /sdmx/v1 is the REST API 1.5 of SDMX 2.1, /sdmx/v2 the REST API 2.x of
 * SDMX 3.0. This header is what every SDMX file shares: a question as it was
 * understood, the forms of an answer, and trouble as the standard words it.
 *
 * One route of routes.c brings everything below /sdmx/v1 here, so that paths
 * and parameters obey the tables of the standard (sdmx_resources.c), which
 * are not those of /api. To add a resource: a row there and its handler.
 */
#ifndef SERVE_SDMX_H
#define SERVE_SDMX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "model/commitment.h"
#include "request.h"

struct snapshot;
struct xml;

#define SDMX_AGENCY   "GCMTRACK" /* maintains all but the agency scheme */
#define SDMX_PROVIDER "GCMTRACK" /* the only data provider */

enum sdmx_api {
	SDMX_V1, /* SDMX 2.1 */
	SDMX_V2, /* SDMX 3.0 */
	SDMX_API_COUNT
};

#define SDMX_IN_V1 1u
#define SDMX_IN_V2 2u

/** What every artefact is versioned: "1.0" in 2.1, "1.0.0" in 3.0, where only
    three parts are a stable semantic version. Either is found by either. */
const char *sdmx_version(enum sdmx_api api);

/* ---- forms ----------------------------------------------------------------
 */

/* Messages, in order of preference within an API and a set. */
enum sdmx_form {
	SDMX_FORM_STRUCTURE_XML_21,
	SDMX_FORM_STRUCTURE_JSON_10,
	SDMX_FORM_STRUCTURE_JSON_20,
	SDMX_FORM_STRUCTURE_JSON_21,
	SDMX_FORM_STRUCTURE_XML_30,
	SDMX_FORM_GENERIC_21,
	SDMX_FORM_SPECIFIC_21,
	SDMX_FORM_GENERIC_TIME_21,
	SDMX_FORM_SPECIFIC_TIME_21,
	SDMX_FORM_DATA_JSON_10,
	SDMX_FORM_CSV_10,
	SDMX_FORM_DATA_JSON_20,
	SDMX_FORM_DATA_XML_30,
	SDMX_FORM_CSV_20,
	SDMX_FORM_SCHEMA_21,
	SDMX_FORM_SCHEMA_30,
	SDMX_FORM_COUNT
};

/* Sets of forms that a resource answers in. */
#define SDMX_SET_STRUCTURE 1u
#define SDMX_SET_DATA      2u
#define SDMX_SET_SCHEMA    4u

struct sdmx_form_row {
	unsigned apis;       /* SDMX_IN_V1, SDMX_IN_V2 */
	unsigned set;        /* SDMX_SET_* */
	const char *name;    /* in ?format= */
	const char *range;   /* in Accept, without parameters */
	const char *version; /* in Accept and ?formatVersion= */
	const char *type;    /* in Content-Type */
	bool is_json;
};

const struct sdmx_form_row *sdmx_form_row(enum sdmx_form form);

/**
 * The form of SET that ACCEPT (NULL: any) or NAME and VERSION (of format= and
 * formatVersion=, NULL: not given) wants most; -1 when there is none.
 */
int sdmx_negotiate(enum sdmx_api api, unsigned set, const char *accept,
                   const char *name, const char *version);

/** The value of parameter NAME ("labels", "timeFormat", "keys") of the Accept
    range that chose FORM, copied into OUT; "" when it is not there. */
void sdmx_accept_parameter(const char *accept, enum sdmx_form form,
                           const char *name, char *out, size_t size);

/* ---- a question -----------------------------------------------------------
 */

/* Parts of a path after /sdmx/v1; the longest of the standard has 7. */
#define SDMX_SEGMENTS_MOST 8

/* Values of one list, such as states of a key; all states twice. */
#define SDMX_LIST_MOST 400

/* Parameters of one question; c[] may name every component. */
#define SDMX_GIVEN_MOST 32

/* Values as they stand in a path or parameter, in the order given. Empty: the
   client left it open ("all", "*", or nothing), which is any. */
struct sdmx_list {
	const char **value;
	size_t n;
};

/* How the value of a parameter is checked before a handler runs. */
enum sdmx_value {
	SDMX_ANY,    /* text that the handler judges */
	SDMX_WORD,   /* one of `allowed` */
	SDMX_WORDS,  /* several of `allowed`, with commas */
	SDMX_COUNT,  /* a whole number from 1 */
	SDMX_FLAG,   /* true, false */
	SDMX_MOMENT, /* xs:dateTime, or what begins one */
	SDMX_PERIOD, /* 2024, 2024-Q1, 2024-05, 2024-W05, a day, a moment */
};

struct sdmx_param {
	const char *name; /* "c[" stands for c[ANYTHING] */
	enum sdmx_value kind;
	const char *const *allowed; /* NULL-ended, of SDMX_WORD(S) */
};

struct sdmx_given {
	const char *name;
	const char *value; /* decoded; a + is a +, as the standard wants it */
};

struct sdmx_ask;

/** Writes the answer, or refuses: sdmx_refuse(). -1 only for own trouble. */
typedef int sdmx_handler(const struct sdmx_ask *ask, struct reply *r,
                         struct fault *f);

struct sdmx_resource {
	const char *name; /* first part of the path */
	unsigned apis;    /* SDMX_IN_V1, SDMX_IN_V2 */
	unsigned set;     /* SDMX_SET_* it answers in */
	sdmx_handler *answer;
	size_t least, most; /* parts after the name */
	const struct sdmx_param *params;
	size_t n_params;
	const char *parts; /* names of its parts, blanks between; NULL: none of
	                      it is described */
};

/** What every resource takes beside its own parameters; *N of them. */
const struct sdmx_param *sdmx_shared_params(size_t *n);

/** Whether structures that WORD of a v1 path means can be here at all. */
bool sdmx_structures_hold(const char *word);

/** The table; *N rows. Static. */
const struct sdmx_resource *sdmx_resources(size_t *n);

struct sdmx_ask {
	const struct request *q; /* arena, site, store, snapshot */
	const struct snapshot
		*snapshot;  /* of release=, else the head; q's too */
	struct request own; /* what q points to */
	enum sdmx_api api;
	const struct sdmx_resource *resource;
	const char *segment[SDMX_SEGMENTS_MOST]; /* after the resource's name,
	                                            decoded; "" left out */
	size_t n_segments;
	struct sdmx_given given[SDMX_GIVEN_MOST];
	size_t n_given;
	enum sdmx_form form;
	uint32_t languages; /* bit per un_language that names are wanted in:
	                       all, unless lang= or Accept-Language chose */
};

/** The value of parameter NAME, or OTHERWISE. */
const char *sdmx_value(const struct sdmx_ask *ask, const char *name,
                       const char *otherwise);

/** Says whether parameter NAME is "true". */
bool sdmx_flag(const struct sdmx_ask *ask, const char *name);

/** Part I of the path, or OTHERWISE where it is not there or empty. */
const char *sdmx_segment(const struct sdmx_ask *ask, size_t i,
                         const char *otherwise);

/**
 * Splits TEXT at any of the characters in BREAKS into OUT (in the arena).
 * "", "all" and "*" as the only value give an empty list.
 * Errors: FAULT_INPUT for more than SDMX_LIST_MOST, FAULT_MEMORY.
 */
int sdmx_split(const struct sdmx_ask *ask, const char *text, const char *breaks,
               struct sdmx_list *out, struct fault *f);

/** True when LIST is open or holds VALUE. */
bool sdmx_list_has(const struct sdmx_list *list, const char *value);

/** True when VERSION as asked ("latest", "all", "1.0", "1.0.0", "+", "~",
    "*", "1.0+.0", several with breaks) takes the only one there is. */
bool sdmx_version_fits(const char *version);

/* A reference to a flow: "AGENCY,ID,VERSION" of v1 in one part of the path,
   ("ID" or "AGENCY,ID" too), three parts in v2. */
struct sdmx_ref {
	struct sdmx_list agency;
	struct sdmx_list id;
	const char *version;
};

/** Reads part I of a v1 path. Gives 0, or -1 for more than three words. */
int sdmx_ref_read(const struct sdmx_ask *ask, size_t i, struct sdmx_ref *out,
                  struct fault *f);

/** True when REF takes artefact ID of SDMX_AGENCY in its only version. */
bool sdmx_ref_fits(const struct sdmx_ref *ref, const char *id);

/* ---- trouble ---------------------------------------------------------------
 */

/* Codes of the standard (SDMX 2.1, section 7, 6), with their HTTP status. */
enum sdmx_error {
	SDMX_ERROR_NONE,       /* 100: no results; 404, in v2 204 */
	SDMX_ERROR_SIGNED_OUT, /* 110: 401 */
	SDMX_ERROR_TOO_LARGE,  /* 130: 413 */
	SDMX_ERROR_SYNTAX,     /* 140: 400 */
	SDMX_ERROR_SEMANTIC,   /* 150: 400; in v2 422 */
	SDMX_ERROR_FORMAT,     /* 140 as 406 */
	SDMX_ERROR_INTERNAL,   /* 500 */
	SDMX_ERROR_NOT_DONE,   /* 501 */
	SDMX_ERROR_BUSY,       /* 503 */
	SDMX_ERROR_COUNT
};

/**
 * Makes R an error answer: an SDMX 2.1 Error message, or problem+json for who
 * asked for JSON. Always 0, so that a handler may `return sdmx_refuse(...)`;
 * the words may name what was asked, and say what to do.
 */
int sdmx_refuse(const struct sdmx_ask *ask, struct reply *r,
                enum sdmx_error error, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* ---- what opens a message --------------------------------------------------
 */

/** Opens <mes:Header> and writes ID, Test, Prepared, Sender (id GCMTRACK);
    the caller adds what its message has and xml_close()s it. The prefix of
    the message namespace is "mes" everywhere. */
void sdmx_header_open(const struct sdmx_ask *ask, struct xml *x);

/** Writes "meta": {…} of an SDMX-JSON message whose schema is SCHEMA. */
void sdmx_meta(const struct sdmx_ask *ask, struct pen *p, const char *schema);

/* Handlers: sdmx_structures.c; sdmx_data.c, sdmx_available.c, sdmx_schema.c. */
sdmx_handler sdmx_answer_structures;
sdmx_handler sdmx_answer_data;
sdmx_handler sdmx_answer_data_v2;
sdmx_handler sdmx_answer_available;
sdmx_handler sdmx_answer_available_v2;
sdmx_handler sdmx_answer_schema;
sdmx_handler sdmx_answer_schema_v2;
sdmx_handler sdmx_answer_not_done;

#endif
