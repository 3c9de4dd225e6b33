/* SPDX-License-Identifier: Apache-2.0 */
#include "visibility.h"

#include <stdint.h>

#include "ask.h"
#include "store.h"

/* SEEN compares these numbers with each other. */
_Static_assert((int)AUDIENCE_PUBLIC == (int)VISIBILITY_PUBLIC, "one ladder");
_Static_assert((int)AUDIENCE_NETWORK == (int)VISIBILITY_NETWORK, "one ladder");
_Static_assert((int)AUDIENCE_OPERATOR == (int)VISIBILITY_SEALED, "one ladder");
_Static_assert(AUDIENCE_OPERATOR == 2, "SEEN names the operator by number");

void visibility_bind(struct ask *a, const struct reader *r)
{
	ask_int(a, ":audience", (int64_t)r->audience);
	ask_int(a, ":now", r->now_s);
	ask_int(a, ":known", r->last != 0 ? r->last : INT64_MAX);
}
