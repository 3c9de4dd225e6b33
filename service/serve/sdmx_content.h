/* SPDX-License-Identifier: Apache-2.0 */
/* SDMX content: the codes that a flow may have, or has, dimension by dimension.
 */
#ifndef SERVE_SDMX_CONTENT_H
#define SERVE_SDMX_CONTENT_H

#include "sdmx_structure.h"

/* Dimensions of one flow; both have 5. */
#define SDMX_DIMENSIONS_MOST 8

struct sdmx_content {
	struct sdmx_list codes[SDMX_DIMENSIONS_MOST]; /* by dimension, in order
	                                                 of the codelist; time
	                                                 is empty */
	const char *first; /* periods; NULL when there is nothing */
	const char *last;
};

/** Fills OUT: IS_ACTUAL what FLOW holds, else what it may hold. */
int sdmx_content(const struct sdmx_ask *ask, const struct sdmx_flow *flow,
                 bool is_actual, struct sdmx_content *out, struct fault *f);

/* What kinds of words occur in figures, for the codelists. */
struct facet;
int sdmx_facets(const struct sdmx_ask *ask, struct facet **out, size_t *n,
                struct fault *f);

#endif
