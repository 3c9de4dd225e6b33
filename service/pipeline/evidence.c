/* SPDX-License-Identifier: Apache-2.0 */
#include "evidence.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"
#include "kinship.h"
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

static int speakers_grow(struct batch *b, struct fault *f)
{
	size_t room = b->speakers_room ? b->speakers_room * 2 : 4;
	struct speaker *speakers;

	if (b->n_speakers < b->speakers_room)
		return 0;
	speakers = realloc(b->speakers, room * sizeof(*speakers));
	if (!speakers)
		return fault_set(f, FAULT_MEMORY,
		                 "no memory for %zu submissions", room);
	b->speakers = speakers;
	b->speakers_room = room;
	return 0;
}

/* The speaker of KIN, who is the last one or new: claims of one submission
   stand together, the earliest received first. */
static int speaker_of(struct batch *b, const struct kin *kin,
                      struct speaker **out, struct fault *f)
{
	struct speaker *s;

	if (b->n_speakers > 0 && b->speakers[b->n_speakers - 1].kin == kin) {
		*out = &b->speakers[b->n_speakers - 1];
		return 0;
	}
	if (speakers_grow(b, f) < 0)
		return -1;
	s = &b->speakers[b->n_speakers];
	*s = (struct speaker){ .kin = kin, .source = kin->source };
	for (size_t i = 0; i < b->n_speakers && !s->is_copy; i++) {
		const struct speaker *first = &b->speakers[i];

		if (first->is_copy || !kin_is_alike(first->kin, kin))
			continue;
		s->source = first->source;
		s->is_copy = true;
	}
	b->n_speakers++;
	*out = s;
	return 0;
}

/* Who says ROW: what is attributed is its author's, the rest the speaker's. */
static const char *said_by(struct batch *b, const struct evidence_row *row,
                           const struct kin *kin, struct fault *f)
{
	struct speaker *s;

	if (!kin)
		return row->source;
	if (speaker_of(b, kin, &s, f) < 0)
		return NULL;
	return strcmp(row->source, kin->source) == 0 ? s->source : row->source;
}

/* All organs of a state are one source: METHOD.md 5. LAST is that of the claim
   before, or NULL; runs of one source are the rule. */
static const char *source_in(const struct cell_key *key, const char *source,
                             const char *last, struct arena *a, struct fault *f)
{
	if (last && strcmp(last, source) == 0)
		return last;
	if (key->voice == VOICE_STATE)
		return last ? last : arena_print(a, f, "state:%s", key->state);
	return arena_string(a, source, f);
}

void batch_reset(struct batch *b)
{
	b->n = 0;
	b->n_speakers = 0;
	b->flags = 0;
}

void batch_clear(struct batch *b)
{
	free(b->claims);
	free(b->speakers);
	memset(b, 0, sizeof(*b));
}

int batch_add(struct batch *b, const struct evidence_row *row,
              const struct kin *kin, struct arena *a, struct fault *f)
{
	const char *last = b->n > 0 ? b->claims[b->n - 1].source : NULL;
	const char *source = said_by(b, row, kin, f);
	struct claim *c;

	if (!source || batch_grow(b, f) < 0)
		return -1;
	c = &b->claims[b->n];
	c->source = source_in(&row->key, source, last, a, f);
	c->quote = arena_copy(a, row->quote, row->quote_len, f);
	if (!c->source || !c->quote)
		return -1;
	c->quote_len = row->quote_len;
	c->level = row->level;
	c->is_demand = row->is_demand;
	c->is_accepted = row->is_accepted;
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

/* Word for word the same, by a table of the first of each: most repeats are,
   and looking for likeness costs a hundred times more. */
struct same {
	uint32_t *slot; /* index of a claim plus one; 0 free */
	size_t mask;
};

static uint64_t quote_hash(const struct claim *c)
{
	uint64_t h = 14695981039346656037u; /* FNV-1a, 64 bits */

	for (size_t i = 0; i < c->quote_len; i++)
		h = (h ^ (unsigned char)c->quote[i]) * 1099511628211u;
	return h ^ h >> 32;
}

/* The first claim whose quote is that of claim I, which may be I itself. */
static uint32_t same_first(struct same *s, const struct batch *b, uint32_t i)
{
	const struct claim *c = &b->claims[i], *other;
	size_t at = quote_hash(c) & s->mask;

	for (; s->slot[at]; at = (at + 1) & s->mask) {
		other = &b->claims[s->slot[at] - 1];
		if (other->quote_len == c->quote_len &&
		    memcmp(other->quote, c->quote, c->quote_len) == 0)
			return s->slot[at] - 1;
	}
	s->slot[at] = i + 1;
	return i;
}

static int same_open(struct same *s, size_t n, struct arena *a, struct fault *f)
{
	size_t size = 16;

	while (size < 2 * n)
		size *= 2;
	s->mask = size - 1;
	s->slot = arena_array(a, size, sizeof(*s->slot), f);
	return s->slot ? 0 : -1;
}

/* Claims by what they say: each text once, and whose it was first. */
struct distinct {
	struct span *texts;
	uint32_t *claim; /* of each text */
	uint32_t *first; /* text that it nearly repeats, or itself */
	size_t n;
};

static int distinct_find(const struct batch *b, struct arena *a,
                         struct distinct *d, struct fault *f)
{
	struct same same;

	d->texts = arena_array(a, b->n, sizeof(*d->texts), f);
	d->claim = arena_array(a, b->n, sizeof(*d->claim), f);
	d->first = arena_array(a, b->n, sizeof(*d->first), f);
	if (!d->texts || !d->claim || !d->first ||
	    same_open(&same, b->n, a, f) < 0)
		return -1;
	for (uint32_t i = 0; i < b->n; i++) {
		if (same_first(&same, b, i) != i)
			continue;
		d->texts[d->n] = (struct span){ b->claims[i].quote,
			                        b->claims[i].quote_len };
		d->claim[d->n++] = i;
	}
	return passages_similar(d->texts, d->n, a, d->first, f);
}

int batch_score(const struct method *m, const struct batch *b,
                struct arena *scratch, struct arena *a, struct cell *out,
                struct fault *f)
{
	struct evidence_list list;
	struct evidence *e = arena_array(scratch, b->n, sizeof(*e), f);
	const char **names = arena_array(scratch, b->n, sizeof(*names), f);
	struct distinct d = { 0 };
	uint32_t n_names = 0;
	size_t n = 0;

	if (!e || !names || distinct_find(b, scratch, &d, f) < 0)
		return -1;
	/* Claims stand in order of receipt: the earliest source keeps what
	   others repeat (METHOD.md 5.3). */
	for (size_t i = 0; i < d.n; i++) {
		const struct claim *c = &b->claims[d.claim[i]];

		if (d.first[i] != i || c->confidence < m->confidence_least)
			continue;
		e[n].source = source_index(names, &n_names, c->source);
		e[n].level = c->level;
		e[n].is_demand = c->is_demand;
		e[n].is_accepted = c->is_accepted;
		e[n].confidence = c->confidence;
		n++;
	}
	list = (struct evidence_list){ e, n };
	memset(out, 0, sizeof(*out));
	if (cell_score(m, &b->key, &list, a, out, f) < 0)
		return -1;
	out->flags |= b->flags;
	return 0;
}
