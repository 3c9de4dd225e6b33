/* SPDX-License-Identifier: Apache-2.0 */
/* SDMX labels: names of a flow, its concepts and codes, for one question. */
#ifndef SERVE_SDMX_LABELS_H
#define SERVE_SDMX_LABELS_H

#include "sdmx_structure.h"

struct sdmx_labels;

/** Gathers the names of FLOW; all in the arena. */
int sdmx_labels_make(const struct sdmx_ask *ask, const struct sdmx_flow *flow,
                     const struct sdmx_labels **out, struct fault *f);

/* Names in the language that ASK wants most; NULL where there is none. */
const char *sdmx_label_flow(const struct sdmx_labels *l);
const char *sdmx_label_concept(const struct sdmx_labels *l, size_t component);
const char *sdmx_label_code(const struct sdmx_labels *l, size_t component,
                            const char *code);

/* The same in every language; NULL where there is none. */
const struct sdmx_name *sdmx_names_flow(const struct sdmx_labels *l);
const struct sdmx_name *sdmx_names_concept(const struct sdmx_labels *l,
                                           size_t component);
const struct sdmx_name *sdmx_names_code(const struct sdmx_labels *l,
                                        size_t component, const char *code);

#endif
