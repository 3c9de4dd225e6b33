/* SPDX-License-Identifier: Apache-2.0 */
#include <stdbool.h>
#include <string.h>

#include "attribution.h"
#include "base/arena.h"
#include "catalogue.h"
#include "model/speaker.h"

static bool is_mark(unsigned char c)
{
	return c <= ' ' || (c < 0x80 && strchr(".,;:'\"()[]/-_*", c));
}

/*
 * "UNHCR,  Ljubljana" and "unhcr ljubljana" are one name. Only ASCII case is
 * folded: other letters are written one way by an organisation.
 */
size_t attribution_fold(const char *name, char *out)
{
	size_t n = 0;
	bool is_gap = false;

	for (; *name; name++) {
		unsigned char c = (unsigned char)*name;

		if (is_mark(c)) {
			is_gap = n > 0;
			continue;
		}
		if (is_gap)
			out[n++] = ' ';
		is_gap = false;
		out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
	}
	out[n] = '\0';
	return n;
}

/* An article says nothing of who it is. */
static const char *without_article(const char *folded)
{
	return strncmp(folded, "the ", 4) == 0 ? folded + 4 : folded;
}

/* The known body that goes by exactly FOLDED, or NULL. */
static const struct speaker *body_called(const struct speakers *s,
                                         const char *folded, char *room,
                                         size_t size)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->at[i].n_names; k++) {
			const char *name = s->at[i].names[k];

			if (s->at[i].is_state || strlen(name) >= size)
				continue;
			(void)attribution_fold(name, room);
			if (strcmp(without_article(room), folded) == 0)
				return &s->at[i];
		}
	return NULL;
}

const char *attribution_key(const struct catalogue *c, const char *name,
                            struct arena *a, struct fault *f)
{
	char room[512];
	const struct speaker *body = NULL;
	char *folded = arena_alloc(a, strlen(name) + 1, f);

	if (!folded)
		return NULL;
	(void)attribution_fold(name, folded);
	if (c)
		body = body_called(catalogue_speakers(c),
		                   without_article(folded), room, sizeof(room));
	if (body)
		(void)attribution_fold(body->key, room);
	return arena_print(a, f, "author:%s",
	                   body ? room : without_article(folded));
}
