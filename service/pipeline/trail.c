/* SPDX-License-Identifier: Apache-2.0 */
#include "trail.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "model/text.h"

/* Deeper than any report nests, so that a loop of headings ends. */
#define TRAIL_DEPTH_MOST 16

int trails_init(struct trails *t, const struct text *text, struct arena *a,
                struct fault *f)
{
	t->text = text;
	t->arena = a;
	t->of = arena_array(a, text->n_blocks, sizeof(*t->of), f);
	return t->of ? 0 : -1;
}

/* Writes the trail that ends with heading number AT. */
static const char *trail_make(const struct trails *t, uint32_t at,
                              struct fault *f)
{
	const struct block *path[TRAIL_DEPTH_MOST];
	size_t n = 0, len = 0;
	char *out, *to;

	while (at < t->text->n_blocks && n < TRAIL_DEPTH_MOST) {
		path[n] = &t->text->blocks[at];
		len += path[n]->len + 1;
		at = path[n++]->heading;
	}
	out = arena_alloc(t->arena, len + 1, f);
	if (!out)
		return NULL;
	to = out;
	while (n-- > 0) {
		memcpy(to, t->text->bytes + path[n]->start, path[n]->len);
		to += path[n]->len;
		if (n > 0)
			*to++ = '\n';
	}
	*to = '\0';
	return out;
}

const char *trails_above(struct trails *t, const struct block *block,
                         struct fault *f)
{
	uint32_t at = block->heading;

	if (at >= t->text->n_blocks)
		return "";
	if (!t->of[at])
		t->of[at] = trail_make(t, at, f);
	return t->of[at];
}
