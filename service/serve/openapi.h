/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Openapi: the description of every route (OpenAPI 3.1), written from the
 * tables that routes are answered from, so that it cannot differ from them.
 */
#ifndef SERVE_OPENAPI_H
#define SERVE_OPENAPI_H

#include "pen.h"
#include "request.h"
#include "shapes.h"

/* A row of the table that is described here, and how. */
struct described {
	const struct request *q;
	const struct route *route;
	const struct shaped *shaped; /* NULL: nobody said */
};

/** Says whether the door that Q came through has ROUTE. */
bool route_is_shown(const struct request *q, const struct route *route);

/** Writes the parameters of ROUTE, those in its path first. */
void openapi_parameters(struct pen *p, const struct route *route);

/** Writes what POST takes as a body. */
void openapi_body(struct pen *p, const struct route *route);

/** Writes the schema of TYPE (shapes.h) that NAME has: a column of SHAPE, whose
    name may stand for a list of words, or a member (NULL). */
void openapi_type(struct pen *p, const char *shape, const char *name,
                  const char *type, size_t len);

/** Writes "components". */
void openapi_components(struct pen *p, const struct request *q);

/** Writes the responses that D can give to METHOD. */
void openapi_responses(struct pen *p, const struct described *d,
                       const char *method);

/** Writes "operationId": the method, and the words of PATH. */
void openapi_id(struct pen *p, const char *method, const char *path);

/** Writes the paths that ROUTE of SDMX stands for. */
void openapi_sdmx(struct pen *p, const struct request *q,
                  const struct route *route);

/** Writes HEADER of an answer. */
void openapi_header(struct pen *p, const char *name);

/** Writes that trouble is as with GET, but has no body. */
void openapi_bare_troubles(struct pen *p);

/** Writes {"$ref":"#/components/KIND/NAME"}. */
void openapi_ref(struct pen *p, const char *kind, const char *name);

/** Writes KEY with an array of N words. */
void openapi_words(struct pen *p, const char *key, const char *const *words,
                   size_t n);

#endif
