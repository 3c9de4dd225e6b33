/* SPDX-License-Identifier: Apache-2.0 */
/* A form: its first line is what follows multipart/form-data. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "../../service/serve/multipart.h"
#include "base/arena.h"
#include "base/fault.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	const char *end = memchr(data, '\n', size);
	struct fault f = { .code = FAULT_NONE };
	struct form_parts parts;
	struct arena *a = NULL;
	const char *type;
	struct span body;

	if (!end || arena_new((size_t)16 << 20, &a, &f) < 0)
		return 0;
	type = arena_print(a, &f, "multipart/form-data%.*s", (int)(end - bytes),
	                   bytes);
	body = (struct span){ end + 1, size - (size_t)(end + 1 - bytes) };
	if (type && multipart_read(type, &body, a, &parts, &f) == 0)
		for (size_t i = 0; i < parts.n; i++)
			if (!parts.at[i].name ||
			    (parts.at[i].file_name &&
			     strpbrk(parts.at[i].file_name, "/\\")))
				abort();
	arena_free(a);
	return 0;
}
