/* SPDX-License-Identifier: Apache-2.0 */
#include "flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

void flow_init(struct flow *flow, struct blocks *b)
{
	memset(flow, 0, sizeof(*flow));
	flow->blocks = b;
	buf_init(&flow->words, BLOCKS_TEXT_MOST);
	for (size_t i = 0; i < FLOW_DEPTH_MOST; i++)
		buf_init(&flow->levels[i].words, BLOCKS_TEXT_MOST);
}

void flow_clear(struct flow *flow)
{
	for (size_t i = 0; i < FLOW_DEPTH_MOST; i++)
		buf_clear(&flow->levels[i].words);
	buf_clear(&flow->words);
	free(flow->waiting);
	flow_init(flow, NULL);
}

int flow_open(struct flow *flow, enum block_kind kind, struct fault *f)
{
	struct flow_level *level = &flow->levels[flow->depth];

	if (flow->depth == FLOW_DEPTH_MOST)
		return fault_set(f, FAULT_LIMIT,
		                 "paragraphs nested deeper than %d (notes or "
		                 "text boxes inside each other): simplify it",
		                 FLOW_DEPTH_MOST);
	flow->depth++;
	level->kind = kind;
	level->level = 0;
	level->number[0] = '\0';
	level->declared[0] = '\0';
	buf_reset(&level->words);
	return 0;
}

struct flow_level *flow_top(struct flow *flow)
{
	return flow->depth > 0 ? &flow->levels[flow->depth - 1] : NULL;
}

int flow_add(struct flow *flow, const char *bytes, size_t len, struct fault *f)
{
	if (flow->depth == 0 && flow_open(flow, BLOCK_PARAGRAPH, f) < 0)
		return -1;
	return buf_add(&flow_top(flow)->words, bytes, len, f);
}

int flow_wait(struct flow *flow, enum block_kind kind, unsigned level,
              const char *bytes, size_t len, struct fault *f)
{
	if (flow->n_waiting == flow->room) {
		size_t room = flow->room ? flow->room * 2 : 64;
		struct flow_waiting *more;

		if (room > (size_t)BLOCKS_MOST * 2)
			return fault_set(f, FAULT_LIMIT,
			                 "more than %d notes or text boxes",
			                 BLOCKS_MOST);
		more = realloc(flow->waiting, room * sizeof(*more));
		if (!more)
			return fault_set(f, FAULT_MEMORY,
			                 "no memory for notes");
		flow->waiting = more;
		flow->room = room;
	}
	flow->waiting[flow->n_waiting++] =
		(struct flow_waiting){ kind, level, flow->words.len, len };
	return buf_add(&flow->words, bytes, len, f);
}

static int put(struct blocks *b, const struct block_note *note,
               const char *bytes, size_t len, struct fault *f)
{
	if (len == 0)
		return 0;
	if (blocks_open(b, note, f) < 0 || blocks_add(b, bytes, len, f) < 0)
		return -1;
	return blocks_close(b, f);
}

/* Hands on what waited for a paragraph that is now closed. */
static int put_waiting(struct flow *flow, struct fault *f)
{
	for (size_t i = 0; i < flow->n_waiting; i++) {
		const struct flow_waiting *w = &flow->waiting[i];
		const struct block_note note = { .kind = w->kind,
			                         .level = w->level };

		if (put(flow->blocks, &note, flow->words.at + w->start, w->len,
		        f) < 0)
			return -1;
	}
	flow->n_waiting = 0;
	buf_reset(&flow->words);
	return 0;
}

int flow_close(struct flow *flow, struct fault *f)
{
	struct flow_level *level = flow_top(flow);
	struct block_note note;

	if (!level)
		return 0;
	flow->depth--;
	if (flow->depth > 0 || !flow->blocks)
		return flow_wait(flow, level->kind, level->level,
		                 level->words.at, level->words.len, f);
	note = (struct block_note){
		.kind = level->kind,
		.level = level->level,
		.number = level->number[0] != '\0' ? level->number : NULL,
		.declared = level->declared[0] != '\0' ? level->declared : NULL,
	};
	if (put(flow->blocks, &note, level->words.at, level->words.len, f) < 0)
		return -1;
	return put_waiting(flow, f);
}
