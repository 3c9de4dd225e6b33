/* SPDX-License-Identifier: Apache-2.0 */
#include "list.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/json.h"

#include "ask.h"

#define ROWS_FIRST 16

int list_json(struct buf *b, const char *const *names, size_t n,
              struct fault *f)
{
	if (buf_add_char(b, '[', f) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if ((i > 0 && buf_add_char(b, ',', f) < 0) ||
		    json_add_str(b, names[i], f) < 0)
			return -1;
	return buf_add_char(b, ']', f);
}

int list_bind(struct ask *a, const char *name, const char *const *names,
              size_t n, struct buf *b, struct fault *f)
{
	if (!names || n == 0)
		return 0; /* unbound is NULL: any */
	if (list_json(b, names, n, f) < 0)
		return -1;
	ask_chars(a, name, b->at, b->len);
	return 0;
}

int rows_expect(struct rows *r, size_t n, struct fault *f)
{
	if (n > LIST_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "more than %zu rows in one answer", LIST_MOST);
	if (r->at || n == 0)
		return 0;
	r->at = arena_array(r->arena, n, r->size, f);
	if (!r->at)
		return -1;
	r->room = n;
	return 0;
}

void *rows_add(struct rows *r, struct fault *f)
{
	if (r->n == r->room) {
		size_t room = r->room ? r->room * 2 : ROWS_FIRST;
		void *at;

		if (room > LIST_MOST) {
			(void)fault_set(f, FAULT_LIMIT,
			                "more than %zu rows in one answer",
			                LIST_MOST);
			return NULL;
		}
		at = arena_array(r->arena, room, r->size, f);
		if (!at)
			return NULL;
		if (r->n > 0)
			memcpy(at, r->at, r->n * r->size);
		r->at = at;
		r->room = room;
	}
	return (char *)r->at + r->size * r->n++;
}
