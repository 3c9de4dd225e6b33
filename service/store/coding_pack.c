/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Layout: count, then for each coding: commitment, level, demand, confidence
 * in 1/10000, principles, count and states, count and reasons (kind, text,
 * weight).
 */
#include "coding_pack.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "model/coding.h"

#include "pack.h"

uint32_t confidence_stored(double confidence)
{
	if (!(confidence > 0))
		return 0;
	if (confidence >= 1)
		return CONFIDENCE_PARTS;
	return (uint32_t)(confidence * CONFIDENCE_PARTS + 0.5);
}

static int pack_one(const struct coding *c, struct buf *b, struct fault *f)
{
	if (pack_string(b, c->commitment, f) < 0 ||
	    pack_uint(b, (uint64_t)c->level, f) < 0 ||
	    pack_uint(b, c->is_demand, f) < 0 ||
	    pack_uint(b, confidence_stored(c->confidence), f) < 0 ||
	    pack_uint(b, c->principles, f) < 0 ||
	    pack_uint(b, c->n_states, f) < 0)
		return -1;
	for (size_t i = 0; i < c->n_states; i++)
		if (pack_string(b, c->states[i], f) < 0)
			return -1;
	if (pack_uint(b, c->n_why, f) < 0)
		return -1;
	for (size_t i = 0; i < c->n_why; i++)
		if (pack_uint(b, (uint64_t)c->why[i].kind, f) < 0 ||
		    pack_string(b, c->why[i].text, f) < 0 ||
		    pack_double(b, c->why[i].weight, f) < 0)
			return -1;
	return 0;
}

int codings_pack(const struct coding *codings, size_t n, struct buf *b,
                 struct fault *f)
{
	if (pack_uint(b, n, f) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (pack_one(&codings[i], b, f) < 0)
			return -1;
	return 0;
}

static int unpack_why(struct unpack *u, struct arena *a, struct coding *c,
                      struct fault *f)
{
	struct reason *why;

	c->n_why = unpack_count(u);
	why = arena_array(a, c->n_why, sizeof(*why), f);
	if (!why)
		return -1;
	for (size_t i = 0; i < c->n_why; i++) {
		why[i].kind = (enum reason_kind)unpack_below(u, REASON_COUNT);
		why[i].text = unpack_string(u, a, f);
		if (!why[i].text)
			return -1;
		why[i].weight = unpack_double(u);
	}
	c->why = why;
	return 0;
}

static int unpack_one(struct unpack *u, struct arena *a, struct coding *c,
                      struct fault *f)
{
	char(*states)[STATE_SIZE];

	unpack_into(u, c->commitment, sizeof(c->commitment));
	c->level = (enum level)unpack_below(u, LEVEL_COUNT);
	c->is_demand = unpack_below(u, 2) == 1;
	c->confidence = (double)unpack_below(u, CONFIDENCE_PARTS + 1) /
	                CONFIDENCE_PARTS;
	c->principles = unpack_below(u, (uint64_t)UINT32_MAX + 1);
	c->n_states = unpack_count(u);
	states = arena_array(a, c->n_states, sizeof(*states), f);
	if (!states)
		return -1;
	for (size_t i = 0; i < c->n_states; i++)
		unpack_into(u, states[i], sizeof(states[i]));
	c->states = (const char(*)[STATE_SIZE])states;
	return unpack_why(u, a, c, f);
}

int codings_unpack(const void *bytes, size_t len, struct arena *a,
                   const struct coding **out, size_t *n, struct fault *f)
{
	struct coding *codings;
	struct unpack u;

	*out = NULL;
	*n = 0;
	if (len == 0)
		return 0;
	unpack_init(&u, bytes, len);
	*n = unpack_count(&u);
	codings = arena_array(a, *n, sizeof(*codings), f);
	if (!codings)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (unpack_one(&u, a, &codings[i], f) < 0)
			return -1;
	if (!unpack_is_whole(&u))
		return fault_set(f, FAULT_STORE,
		                 "stored codings are damaged: run gcmtrack "
		                 "verify");
	*out = codings;
	return 0;
}
