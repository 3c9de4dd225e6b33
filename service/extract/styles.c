/* SPDX-License-Identifier: Apache-2.0 */
#include "styles.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

/* A plain document has some forty styles. */
#define ROOM_FIRST 64

void *styles_grow(void *list, size_t n, size_t *room, size_t size, size_t most,
                  struct fault *f)
{
	size_t wider = *room ? *room * 2 : ROOM_FIRST;

	if (n == *room) {
		if (wider > most) {
			(void)fault_set(f, FAULT_LIMIT,
			                "more than %zu styles: save it anew",
			                most);
			return NULL;
		}
		list = realloc(list, wider * size);
		if (!list) {
			(void)fault_set(f, FAULT_MEMORY,
			                "no memory for styles");
			return NULL;
		}
		*room = wider;
	}
	memset((char *)list + n * size, 0, size);
	return list;
}
