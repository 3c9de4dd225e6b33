/* SPDX-License-Identifier: Apache-2.0 */
/* SDMX check: whether a parameter's value is one; and lists and versions. */
#ifndef SERVE_SDMX_CHECK_H
#define SERVE_SDMX_CHECK_H

#include "sdmx.h"

bool sdmx_value_fits(const struct sdmx_param *p, const char *value);

/** What P takes, for words. */
const char *sdmx_value_allowed(const struct sdmx_ask *ask,
                               const struct sdmx_param *p, struct fault *f);

#endif
