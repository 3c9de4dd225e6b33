/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

/* Smallest allocation; most answers and lines fit. */
#define ROOM_FIRST 256

void buf_init(struct buf *b, size_t most)
{
	memset(b, 0, sizeof(*b));
	b->most = most;
}

void buf_clear(struct buf *b)
{
	free(b->at);
	buf_init(b, b->most);
}

void buf_reset(struct buf *b)
{
	b->len = 0;
	if (b->at)
		b->at[0] = '\0';
}

/* Makes room for MORE bytes and a NUL. */
static int grow(struct buf *b, size_t more, struct fault *f)
{
	size_t want, room;
	char *at;

	if (more > b->most - b->len)
		return fault_set(f, FAULT_LIMIT,
		                 "more than %zu bytes where no more are taken",
		                 b->most);
	want = b->len + more + 1;
	if (want <= b->room)
		return 0;
	/* Whoever begins with much is likely to know how much. */
	room = b->room ? b->room : want > ROOM_FIRST ? want : ROOM_FIRST;
	while (room < want)
		room += room / 2 + 1;
	at = realloc(b->at, room);
	if (!at)
		return fault_set(f, FAULT_MEMORY, "no memory for %zu bytes",
		                 room);
	b->at = at;
	b->room = room;
	return 0;
}

int buf_add(struct buf *b, const void *bytes, size_t len, struct fault *f)
{
	if (grow(b, len, f) < 0)
		return -1;
	if (len > 0)
		memcpy(b->at + b->len, bytes, len);
	b->len += len;
	b->at[b->len] = '\0';
	return 0;
}

int buf_add_str(struct buf *b, const char *text, struct fault *f)
{
	return buf_add(b, text, strlen(text), f);
}

int buf_add_char(struct buf *b, char c, struct fault *f)
{
	return buf_add(b, &c, 1, f);
}

int buf_addf(struct buf *b, struct fault *f, const char *fmt, ...)
{
	va_list args;
	int n;

	va_start(args, fmt);
	n = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	if (n < 0)
		return fault_set(f, FAULT_SYSTEM, "printf refused \"%s\"", fmt);
	if (grow(b, (size_t)n, f) < 0)
		return -1;
	va_start(args, fmt);
	(void)vsnprintf(b->at + b->len, (size_t)n + 1, fmt, args);
	va_end(args);
	b->len += (size_t)n;
	return 0;
}

char *buf_room(struct buf *b, size_t len, struct fault *f)
{
	if (grow(b, len, f) < 0)
		return NULL;
	b->at[b->len] = '\0';
	b->at[b->len + len] = '\0';
	return b->at + b->len;
}

char *buf_take(struct buf *b, size_t *len)
{
	char *at = b->at;

	if (len)
		*len = b->len;
	buf_init(b, b->most);
	return at;
}
