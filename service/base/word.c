/* SPDX-License-Identifier: Apache-2.0 */
#include "base/word.h"

#include <string.h>

#include "base/buf.h"
#include "base/fault.h"

/* Longest list of allowed names that fits in a fault. */
#define ALLOWED_MOST 300

int word_find(const char *const *table, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (table[i] && strcmp(table[i], name) == 0)
			return (int)i;
	return -1;
}

int word_need(const char *const *table, size_t n, const char *what,
              const char *name, int *out, struct fault *f)
{
	struct buf allowed;
	int i = word_find(table, n, name);

	if (i >= 0) {
		*out = i;
		return 0;
	}
	buf_init(&allowed, ALLOWED_MOST);
	for (size_t k = 0; k < n; k++)
		if (table[k])
			(void)buf_addf(&allowed, f, "%s%s",
			               allowed.len ? ", " : "", table[k]);
	(void)fault_set(f, FAULT_INPUT, "%s \"%.40s\" is not one of: %s", what,
	                name, allowed.at ? allowed.at : "");
	buf_clear(&allowed);
	return -1;
}
