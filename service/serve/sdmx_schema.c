/* SPDX-License-Identifier: Apache-2.0 */
#include "sdmx.h"

int sdmx_answer_schema(const struct sdmx_ask *ask, struct reply *r,
                       struct fault *f)
{
	return sdmx_answer_not_done(ask, r, f);
}

int sdmx_answer_schema_v2(const struct sdmx_ask *ask, struct reply *r,
                          struct fault *f)
{
	return sdmx_answer_not_done(ask, r, f);
}
