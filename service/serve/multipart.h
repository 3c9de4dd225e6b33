/* SPDX-License-Identifier: Apache-2.0 */
/* Multipart: a form with one file, as browsers and curl send it (RFC 7578). */
#ifndef SERVE_MULTIPART_H
#define SERVE_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/span.h"

struct arena;
struct fault;

/* Fields and one file; nobody sends more. */
#define PARTS_MOST 32

struct part {
	const char *name;
	const char *file_name; /* NULL: a plain field */
	const char *bytes;     /* borrowed from the body; a field's ends in NUL
	                          and lives in the arena */
	size_t len;
};

/** Says whether CONTENT_TYPE is multipart/form-data. */
bool is_multipart(const char *content_type);

struct form_parts {
	struct part at[PARTS_MOST];
	size_t n;
};

/**
 * Cuts LEN bytes of BODY into OUT.
 * Errors: FAULT_INPUT in words: no boundary, cut short, a part without a
 *         name, more than PARTS_MOST.
 */
int multipart_read(const char *content_type, const struct span *body,
                   struct arena *a, struct form_parts *out, struct fault *f);

#endif
