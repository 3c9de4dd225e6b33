/* SPDX-License-Identifier: Apache-2.0 */
#include "cell_pack.h"

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "model/cell.h"

#include "list.h"
#include "pack.h"

#define UINT32_END ((uint64_t)UINT32_MAX + 1)

int cell_key_compare(const struct cell *a, const struct cell *b)
{
	int rc = strcmp(a->key.state, b->key.state);

	if (rc == 0)
		rc = strcmp(a->key.commitment, b->key.commitment);
	if (rc == 0)
		rc = strcmp(a->key.round, b->key.round);
	if (rc == 0)
		rc = (int)a->key.voice - (int)b->key.voice;
	return rc;
}

static int pack_source(const struct source_score *s, struct buf *b,
                       struct fault *f)
{
	if (pack_uint(b, s->source, f) < 0 ||
	    pack_uint(b, s->passages, f) < 0 || pack_double(b, s->mass, f) < 0)
		return -1;
	return pack_double(b, s->score, f);
}

int cell_pack_facts(const struct cell *c, struct buf *b, struct fault *f)
{
	const uint32_t numbers[] = {
		c->flags,
		c->n_demands,
		c->passages,
		c->sources,
		c->reviewed,
		c->regression_sources,
		c->regression_accepted,
	};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		if (pack_uint(b, numbers[i], f) < 0)
			return -1;
	for (size_t i = 0; i < LEVEL_COUNT; i++)
		if (pack_uint(b, c->counts[i], f) < 0)
			return -1;
	for (size_t i = 0; i < SCALE_COUNT; i++)
		if (pack_double(b, c->mass[i], f) < 0)
			return -1;
	if (pack_double(b, c->mass_demanded, f) < 0 ||
	    pack_double(b, c->p_regression, f) < 0 ||
	    pack_uint(b, c->by_source ? c->n_by_source : 0, f) < 0)
		return -1;
	for (size_t i = 0; c->by_source && i < c->n_by_source; i++)
		if (pack_source(&c->by_source[i], b, f) < 0)
			return -1;
	return 0;
}

static void unpack_sources(struct unpack *u, struct source_score *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		s[i].source = unpack_below(u, UINT32_END);
		s[i].passages = unpack_below(u, UINT32_END);
		s[i].mass = unpack_double(u);
		s[i].score = unpack_double(u);
	}
}

int cell_unpack_facts(struct unpack *u, struct arena *a, struct cell *out,
                      struct fault *f)
{
	struct source_score *sources = NULL;
	uint32_t *const numbers[] = {
		&out->flags,   &out->n_demands, &out->passages,
		&out->sources, &out->reviewed,  &out->regression_sources,
	};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		*numbers[i] = unpack_below(u, UINT32_END);
	out->regression_accepted = unpack_below(u, 2) == 1;
	for (size_t i = 0; i < LEVEL_COUNT; i++)
		out->counts[i] = unpack_below(u, UINT32_END);
	for (size_t i = 0; i < SCALE_COUNT; i++)
		out->mass[i] = unpack_double(u);
	out->mass_demanded = unpack_double(u);
	out->p_regression = unpack_double(u);
	out->n_by_source = unpack_count(u);
	if (out->n_by_source > 0) {
		sources = arena_array(a, out->n_by_source, sizeof(*sources), f);
		if (!sources)
			return -1;
		unpack_sources(u, sources, out->n_by_source);
	}
	out->by_source = sources;
	return 0;
}

int cell_pack(const struct cell *c, struct buf *b, struct fault *f)
{
	if (pack_string(b, c->key.state, f) < 0 ||
	    pack_string(b, c->key.commitment, f) < 0 ||
	    pack_string(b, c->key.round, f) < 0 ||
	    pack_uint(b, (uint64_t)c->key.voice, f) < 0 ||
	    pack_uint(b, (uint64_t)c->status, f) < 0 ||
	    pack_double(b, c->score, f) < 0 || pack_double(b, c->low, f) < 0 ||
	    pack_double(b, c->high, f) < 0)
		return -1;
	return cell_pack_facts(c, b, f);
}

static int unpack_cell(struct unpack *u, struct arena *a, struct cell *out,
                       struct fault *f)
{
	memset(out, 0, sizeof(*out));
	unpack_into(u, out->key.state, sizeof(out->key.state));
	unpack_into(u, out->key.commitment, sizeof(out->key.commitment));
	unpack_into(u, out->key.round, sizeof(out->key.round));
	out->key.voice = (enum voice)unpack_below(u, VOICE_COUNT);
	out->status = (enum cell_status)unpack_below(u, CELL_STATUS_COUNT);
	out->score = unpack_double(u);
	out->low = unpack_double(u);
	out->high = unpack_double(u);
	return cell_unpack_facts(u, a, out, f);
}

int cells_unpack(const void *bytes, size_t len, struct arena *a,
                 struct cell **out, size_t *n, struct fault *f)
{
	struct rows rows = { .arena = a, .size = sizeof(**out) };
	struct unpack u;

	unpack_init(&u, bytes, len);
	while (!u.is_bad && u.at < u.end) {
		struct cell *c = rows_add(&rows, f);

		if (!c || unpack_cell(&u, a, c, f) < 0)
			return -1;
	}
	if (u.is_bad)
		return fault_set(f, FAULT_STORE,
		                 "stored cells are damaged: run gcmtrack "
		                 "verify");
	*out = rows.at;
	*n = rows.n;
	return 0;
}
