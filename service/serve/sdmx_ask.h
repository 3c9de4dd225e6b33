/* SPDX-License-Identifier: Apache-2.0 */
/* SDMX ask: reads the path and query of a request, as sdmx.h has them. */
#ifndef SERVE_SDMX_ASK_H
#define SERVE_SDMX_ASK_H

#include "sdmx.h"

/**
 * Fills ASK from Q. Gives 1; 0 when R refuses it already; -1 on a fault.
 */
int sdmx_ask_read(const struct request *q, struct sdmx_ask *ask,
                  struct reply *r, struct fault *f);

#endif
