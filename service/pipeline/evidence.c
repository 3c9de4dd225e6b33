/* SPDX-License-Identifier: Apache-2.0 */
#include "evidence.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
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

static bool is_repeat(const struct claim *a, const struct claim *b)
{
	return a->quote_len == b->quote_len &&
	       memcmp(a->quote, b->quote, a->quote_len) == 0;
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

int batch_score(const struct batch *b, struct arena *a, struct cell *out,
                struct fault *f)
{
	struct evidence *e = arena_array(a, b->n, sizeof(*e), f);
	const struct claim **kept = arena_array(a, b->n, sizeof(*kept), f);
	const char **names = arena_array(a, b->n, sizeof(*names), f);
	uint32_t n_names = 0;
	size_t n = 0, k;

	if (!e || !kept || !names)
		return -1;
	for (size_t i = 0; i < b->n; i++) {
		const struct claim *c = &b->claims[i];

		for (k = 0; k < n && !is_repeat(kept[k], c); k++)
			;
		if (k < n)
			continue;
		kept[n] = c;
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
