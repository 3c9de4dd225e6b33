/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "base/arena.h"
#include "base/fault.h"

#include "intake.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct endorser *endorsers;
	struct fault f = { .code = FAULT_NONE };
	struct endorser_facts facts;
	struct manifest_row *rows;
	struct arena *a = NULL;
	size_t n;

	if (arena_new((size_t)64 << 20, &a, &f) < 0)
		return 0;
	(void)intake_manifest((const char *)data, size, "fuzz", a, &rows, &n,
	                      &f);
	if (intake_endorsers((const char *)data, size, a, &endorsers, &n, &f) ==
	    0)
		(void)intake_endorser_facts(endorsers, n, a, &facts, &f);
	arena_free(a);
	return 0;
}
