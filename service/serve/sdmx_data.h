/* SPDX-License-Identifier: Apache-2.0 */
/* SDMX data: what of the rows is told, and the writers of each message. */
#ifndef SERVE_SDMX_DATA_H
#define SERVE_SDMX_DATA_H

#include "sdmx_rows.h"

struct pen;

struct sdmx_telling {
	const struct sdmx_ask *ask;
	const struct sdmx_rows *rows;
	bool has_observations;           /* else series only */
	bool told[SDMX_COMPONENTS_MOST]; /* measures and attributes */
};

/** True when no dimension stands at the observation. */
bool sdmx_is_flat(const struct sdmx_rows *rows);

/** True when component I is what 2.1 calls the primary measure. */
bool sdmx_is_value(const struct sdmx_telling *t, size_t i);

/** True when component I is an attribute here that is told AT; in 2.1 measures
    beside the primary one are. */
bool sdmx_is_attribute(const struct sdmx_telling *t, size_t i,
                       enum sdmx_attached at);

/** "GCMTRACK:CELLS(1.0)", in the arena. */
const char *sdmx_flow_name(const struct sdmx_telling *t, struct fault *f);

/** The namespace of the schema that a structure-specific message of FLOW obeys,
    with OBSERVED (an id, or AllDimensions) at the observation. */
const char *sdmx_schema_space(const struct sdmx_ask *ask,
                              const struct sdmx_flow *flow,
                              const char *observed, struct fault *f);

int sdmx_write_csv(const struct sdmx_telling *t, struct pen *p,
                   struct fault *f);
int sdmx_write_generic(const struct sdmx_telling *t, struct pen *p,
                       struct fault *f);
int sdmx_write_specific(const struct sdmx_telling *t, struct pen *p,
                        struct fault *f);
int sdmx_write_data_json(const struct sdmx_telling *t, struct pen *p,
                         struct fault *f);

#endif
