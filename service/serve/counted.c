/* SPDX-License-Identifier: Apache-2.0 */
#include "counted.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"

#include "passages.h"
#include "scoring.h"
#include "store.h"

/* More than one voice ever said on one commitment in one round. */
#define CELL_PASSAGES_MOST 20000

/* A passage in the order scoring reads evidence in. */
struct place {
	int64_t received_s;
	const char *submission;
	uint32_t ordinal;
	uint32_t at; /* index as fetched */
};

bool is_one_cell(const struct request *q, const struct passage_filter *filter)
{
	const struct given *voice = request_given(q, "voice");

	return filter->only_counted && filter->n_states == 1 &&
	       filter->n_commitments == 1 && filter->n_rounds == 1 && voice &&
	       voice->n == 1 && filter->levels == 0 &&
	       filter->submission[0] == '\0' && !request_given(q, "confidence");
}

static int place_compare(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	int order;

	if (a->received_s != b->received_s)
		return a->received_s < b->received_s ? -1 : 1;
	order = strcmp(a->submission, b->submission);
	if (order != 0)
		return order;
	return (a->ordinal > b->ordinal) - (a->ordinal < b->ordinal);
}

/* When the submission of each passage came; runs of one are asked once. */
static int fill_places(const struct request *q, const struct counted *c,
                       struct place *places, struct fault *f)
{
	struct reader reader = public_reader(q);
	struct submission s = { 0 };

	for (size_t i = 0; i < c->n; i++) {
		const struct passage_row *row = &c->row[i];

		if (strcmp(s.id, row->submission) != 0 &&
		    store_submission(q->store, &reader, row->submission,
		                     q->arena, &s, f) < 0)
			return -1;
		places[i] = (struct place){ s.received_s, row->submission,
			                    row->ordinal, (uint32_t)i };
	}
	qsort(places, c->n, sizeof(*places), place_compare);
	return 0;
}

/* Tells repeats in the order of receipt, as scoring does. */
static int find_repeats(const struct request *q, struct counted *c,
                        struct fault *f)
{
	struct place *places =
		arena_array(q->arena, c->n + 1, sizeof(*places), f);
	struct span *texts = arena_array(q->arena, c->n + 1, sizeof(*texts), f);
	uint32_t *first = arena_array(q->arena, c->n + 1, sizeof(*first), f);

	c->first = arena_array(q->arena, c->n + 1, sizeof(*c->first), f);
	if (!places || !texts || !first || !c->first ||
	    fill_places(q, c, places, f) < 0)
		return -1;
	for (size_t i = 0; i < c->n; i++)
		texts[i] = (struct span){ c->row[places[i].at].quote,
			                  c->row[places[i].at].quote_len };
	if (passages_similar(texts, c->n, q->arena, first, f) < 0)
		return -1;
	for (size_t i = 0; i < c->n; i++)
		c->first[places[i].at] = places[first[i]].at;
	return 0;
}

int counted_read(const struct request *q, const struct passage_filter *filter,
                 struct counted *out, struct fault *f)
{
	struct reader reader = public_reader(q);
	struct passage_filter all = *filter;

	memset(out, 0, sizeof(*out));
	all.after = "";
	all.limit = CELL_PASSAGES_MOST;
	if (store_passages(q->store, &reader, &all, q->arena, &out->row,
	                   &out->n, f) < 0)
		return -1;
	return out->n > 0 ? find_repeats(q, out, f) : 0;
}
