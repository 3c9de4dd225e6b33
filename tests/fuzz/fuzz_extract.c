/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "base/arena.h"
#include "base/fault.h"
#include "model/text.h"

#include "extract.h"

/* Enough for any small file; a reader that wants more is refused. */
#define MEMORY_MOST ((size_t)128 << 20)

void fuzz_extract(const uint8_t *data, size_t size, enum format format)
{
	const struct passage *passages;
	struct fault f = { .code = FAULT_NONE };
	struct arena *a = NULL;
	struct text text;
	size_t n;

	if (arena_new(MEMORY_MOST, &a, &f) < 0)
		return;
	if (extract_inside((const char *)data, size, format, a, &text, &f) == 0)
		(void)extract_passages(&text, a, &passages, &n, &f);
	arena_free(a);
}
