/* SPDX-License-Identifier: Apache-2.0 */
/* Package: datapackage.json, of Frictionless Data. */
#ifndef SERVE_PACKAGE_H
#define SERVE_PACKAGE_H

#include "pen.h"
#include "request.h"

struct package_resource {
	const char *table; /* table_name() */
	const char *path;  /* of its CSV: an address, or a file beside it */
	const char *help;
	const struct column *columns;
	size_t n;
};

/** Starts a package, up to where its resources come; and ends it. */
void package_begin(const struct request *q, struct pen *p, const char *name,
                   const char *title);
void package_end(struct pen *p);

/** Writes one resource. */
void package_resource(struct pen *p, const struct package_resource *r);

/** Writes the member "schema" of TABLE. */
void package_schema(struct pen *p, const char *table,
                    const struct column *columns, size_t n);

#endif
