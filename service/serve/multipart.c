/* SPDX-License-Identifier: Apache-2.0 */
#include "multipart.h"

#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/utf8.h"

/* RFC 2046, 5.1.1. */
#define BOUNDARY_MOST 70

/* Head of one part: a name, a file name, a type. */
#define PART_HEAD_MOST 2048

bool is_multipart(const char *content_type)
{
	static const char TYPE[] = "multipart/form-data";

	return content_type &&
	       strncasecmp(content_type, TYPE, sizeof(TYPE) - 1) == 0;
}

/* "--" and the boundary, in the arena. */
static const char *read_boundary(const char *content_type, struct arena *a,
                                 struct fault *f)
{
	const char *at = strcasestr(content_type, "boundary=");
	size_t len;

	if (!at)
		goto bad;
	at += strlen("boundary=");
	if (*at == '"') {
		at++;
		len = strcspn(at, "\"");
	} else {
		len = strcspn(at, "; \t");
	}
	if (len == 0 || len > BOUNDARY_MOST)
		goto bad;
	return arena_print(a, f, "--%.*s", (int)len, at);

bad:
	(void)fault_set(f, FAULT_INPUT,
	                "multipart/form-data without a boundary of 1 to %d "
	                "characters",
	                BOUNDARY_MOST);
	return NULL;
}

/* The value of KEY="..." in a part's head, or NULL. */
static const char *read_quoted(const char *head, const char *key,
                               struct arena *a, struct fault *f)
{
	const char *at = strcasestr(head, key);
	size_t len;

	if (!at)
		return NULL;
	at += strlen(key);
	len = strcspn(at, "\"\r\n");
	return at[len] == '"' ? arena_copy(a, at, len, f) : NULL;
}

/* What a client calls a file may hold folders: only the last part is kept. */
static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *back = strrchr(path, '\\');

	slash = back > slash ? back : slash;
	return slash ? slash + 1 : path;
}

static int read_part(const char *at, size_t len, struct arena *a,
                     struct part *out, struct fault *f)
{
	const char *end = memmem(at, len, "\r\n\r\n", 4);
	const char *head;
	size_t bad = 0;

	if (!end || end - at > PART_HEAD_MOST)
		return fault_set(f, FAULT_INPUT,
		                 "a part of the form has no head of its own");
	head = arena_copy(a, at, (size_t)(end - at), f);
	if (!head)
		return -1;
	out->name = read_quoted(head, " name=\"", a, f);
	out->file_name = read_quoted(head, "filename=\"", a, f);
	if (!out->name)
		return fault_set(f, FAULT_INPUT,
		                 "a part of the form has no name");
	out->bytes = end + 4;
	out->len = len - (size_t)(end + 4 - at);
	if (out->file_name) {
		out->file_name = base_name(out->file_name);
		return 0;
	}
	if (memchr(out->bytes, '\0', out->len) ||
	    !utf8_is_valid(out->bytes, out->len, &bad))
		return fault_set(f, FAULT_INPUT,
		                 "the field \"%.40s\" is no text in UTF-8",
		                 out->name);
	out->bytes = arena_copy(a, out->bytes, out->len, f);
	return out->bytes ? 0 : -1;
}

/* Reads parts from AT, just behind the first boundary; gives where the last
   one ends. LINE is a boundary with the line end before it. */
static int read_parts(struct span *at, const char *line, struct arena *a,
                      struct form_parts *out, struct fault *f)
{
	const char *end = at->at + at->len;
	size_t size = strlen(line);

	while (at->len >= 2 && memcmp(at->at, "\r\n", 2) == 0) {
		const char *start = at->at + 2;
		const char *stop =
			memmem(start, (size_t)(end - start), line, size);

		if (!stop)
			return 0;
		if (out->n == PARTS_MOST)
			return fault_set(f, FAULT_INPUT,
			                 "the form has more than %d parts",
			                 PARTS_MOST);
		if (read_part(start, (size_t)(stop - start), a,
		              &out->at[out->n], f) < 0)
			return -1;
		out->n++;
		at->at = stop + size;
		at->len = (size_t)(end - at->at);
	}
	return 0;
}

int multipart_read(const char *content_type, const struct span *body,
                   struct arena *a, struct form_parts *out, struct fault *f)
{
	const char *mark = read_boundary(content_type, a, f);
	const char *line = mark ? arena_print(a, f, "\r\n%s", mark) : NULL;
	size_t size = mark ? strlen(mark) : 0;
	struct span rest;

	out->n = 0;
	if (!line)
		return -1;
	if (body->len < size || memcmp(body->at, mark, size) != 0)
		return fault_set(f, FAULT_INPUT,
		                 "the form does not start with its boundary");
	rest = (struct span){ body->at + size, body->len - size };
	if (read_parts(&rest, line, a, out, f) < 0)
		return -1;
	if (rest.len < 2 || memcmp(rest.at, "--", 2) != 0)
		return fault_set(f, FAULT_INPUT,
		                 "the form is cut short: its last boundary is "
		                 "missing");
	return 0;
}
