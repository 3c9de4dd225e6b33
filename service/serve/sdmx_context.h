/* SPDX-License-Identifier: Apache-2.0 */
/* SDMX context: which flow a question on data is about, by whom, and since
   when. Each gives 1; 0 when R refuses already; -1 on a fault. */
#ifndef SERVE_SDMX_CONTEXT_H
#define SERVE_SDMX_CONTEXT_H

#include "sdmx_structure.h"

/** Of v1: part 0 of the path is "AGENCY,ID,VERSION" of a dataflow. */
int sdmx_context_v1(const struct sdmx_ask *ask, const struct sdmx_flow **out,
                    struct reply *r, struct fault *f);

/** Of v2: parts 0 to 3 are the context, an agency, ids and a version. */
int sdmx_context_v2(const struct sdmx_ask *ask, const struct sdmx_flow **out,
                    struct reply *r, struct fault *f);

/** Refuses a provider in part I of a v1 path that provides nothing: "all", ID
    or AGENCY,ID, with + between several. */
int sdmx_context_provider(const struct sdmx_ask *ask, size_t i, struct reply *r,
                          struct fault *f);

/** Refuses updatedAfter= when nothing was updated since: all is computed anew
    at each publication, so that is when all was. */
int sdmx_context_updated(const struct sdmx_ask *ask, struct reply *r);

#endif
