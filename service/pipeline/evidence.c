/* SPDX-License-Identifier: Apache-2.0 */
#include "evidence.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"
#include "scoring.h"
#include "store.h"

static int batch_grow(struct batch *b, struct fault *f)
{
	size_t room = b->room ? b->room * 2 : 8;
	struct claim *claims;

	if (b->n < b->room)
		return 0;
	claims = realloc(b->claims, room * sizeof(*claims));
	if (!claims)
		return fault_set(f, FAULT_MEMORY, "no memory for %zu codings",
		                 room);
	b->claims = claims;
	b->room = room;
	return 0;
}

/* All organs of a state are one source: METHOD.md 5. */
static const char *source_in(const struct evidence_row *row, struct arena *a,
                             struct fault *f)
{
	if (row->key.voice == VOICE_STATE)
		return arena_print(a, f, "state:%s", row->key.state);
	return arena_string(a, row->source, f);
}

int batch_add(struct batch *b, const struct evidence_row *row, struct arena *a,
              struct fault *f)
{
	struct claim *c;

	if (batch_grow(b, f) < 0)
		return -1;
	c = &b->claims[b->n];
	c->source = source_in(row, a, f);
	c->quote = arena_copy(a, row->quote, row->quote_len, f);
	if (!c->source || !c->quote)
		return -1;
	c->quote_len = row->quote_len;
	c->level = row->level;
	c->is_demand = row->is_demand;
	c->confidence = row->confidence;
	if (row->flags & SUBMISSION_FLAG_HIDDEN_TEXT)
		b->flags |= CELL_FLAG_HIDDEN;
	b->n++;
	return 0;
}

/* Index of the source NAME among the first N of NAMES, which may grow. */
static uint32_t source_index(const char **names, uint32_t *n, const char *name)
{
	for (uint32_t i = 0; i < *n; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	names[*n] = name;
	return (*n)++;
}

/*
 * Which claims repeat an earlier one: METHOD.md 5.3. Claims stand in order of
 * receipt, so that the earliest source keeps the passage.
 */
static uint32_t *repeats_find(const struct batch *b, struct arena *scratch,
                              struct fault *f)
{
	struct span *texts = arena_array(scratch, b->n, sizeof(*texts), f);
	uint32_t *first = arena_array(scratch, b->n, sizeof(*first), f);

	if (!texts || !first)
		return NULL;
	for (size_t i = 0; i < b->n; i++)
		texts[i] = (struct span){ b->claims[i].quote,
			                  b->claims[i].quote_len };
	if (passages_similar(texts, b->n, scratch, first, f) < 0)
		return NULL;
	return first;
}

int batch_score(const struct batch *b, struct arena *scratch, struct arena *a,
                struct cell *out, struct fault *f)
{
	struct evidence *e = arena_array(scratch, b->n, sizeof(*e), f);
	const char **names = arena_array(scratch, b->n, sizeof(*names), f);
	uint32_t *first = repeats_find(b, scratch, f);
	uint32_t n_names = 0;
	size_t n = 0;

	if (!e || !names || !first)
		return -1;
	for (size_t i = 0; i < b->n; i++) {
		const struct claim *c = &b->claims[i];

		if (first[i] != i)
			continue;
		e[n].source = source_index(names, &n_names, c->source);
		e[n].level = c->level;
		e[n].is_demand = c->is_demand;
		e[n].confidence = c->confidence;
		n++;
	}
	memset(out, 0, sizeof(*out));
	if (cell_score(&b->key, e, n, a, out, f) < 0)
		return -1;
	out->flags |= b->flags;
	return 0;
}
