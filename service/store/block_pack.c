/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Layout: count, then for each block: kind, level, heading + 1 (0 none), page,
 * bytes since the block before, length, number, declared.
 */
#include "coding_pack.h"

#include "base/arena.h"
#include "base/fault.h"
#include "model/text.h"

#include "pack.h"

int blocks_pack(const struct block *blocks, size_t n, struct buf *b,
                struct fault *f)
{
	size_t end = 0;

	if (pack_uint(b, n, f) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct block *k = &blocks[i];

		if (k->start < end)
			return fault_set(f, FAULT_INPUT,
			                 "block %zu starts inside the one "
			                 "before it",
			                 i);
		if (pack_uint(b, (uint64_t)k->kind, f) < 0 ||
		    pack_uint(b, k->level, f) < 0 ||
		    pack_uint(b,
		              k->heading == BLOCK_NO_HEADING
		                      ? 0
		                      : (uint64_t)k->heading + 1,
		              f) < 0 ||
		    pack_uint(b, k->page, f) < 0 ||
		    pack_uint(b, k->start - end, f) < 0 ||
		    pack_uint(b, k->len, f) < 0 ||
		    pack_string(b, k->number, f) < 0 ||
		    pack_string(b, k->declared, f) < 0)
			return -1;
		end = k->start + k->len;
	}
	return 0;
}

static int unpack_block(struct unpack *u, struct arena *a, size_t *end,
                        struct block *k, struct fault *f)
{
	uint32_t heading;

	k->kind = (enum block_kind)unpack_below(u, BLOCK_COUNT);
	k->level = (uint8_t)unpack_below(u, UINT8_MAX + 1);
	heading = unpack_below(u, UINT32_MAX);
	k->heading = heading == 0 ? BLOCK_NO_HEADING : heading - 1;
	k->page = unpack_below(u, (uint64_t)UINT32_MAX + 1);
	k->start = *end + unpack_below(u, (uint64_t)UINT32_MAX + 1);
	k->len = unpack_below(u, (uint64_t)UINT32_MAX + 1);
	*end = k->start + k->len;
	k->number = unpack_string(u, a, f);
	k->declared = k->number ? unpack_string(u, a, f) : NULL;
	return k->declared ? 0 : -1;
}

int blocks_unpack(const void *bytes, size_t len, struct arena *a,
                  struct block **out, size_t *n, struct fault *f)
{
	struct block *blocks;
	struct unpack u;
	size_t end = 0;

	unpack_init(&u, bytes, len);
	*n = unpack_count(&u);
	blocks = arena_array(a, *n, sizeof(*blocks), f);
	if (!blocks)
		return -1;
	for (size_t i = 0; i < *n; i++)
		if (unpack_block(&u, a, &end, &blocks[i], f) < 0)
			return -1;
	if (!unpack_is_whole(&u))
		return fault_set(f, FAULT_STORE,
		                 "stored blocks are damaged: run gcmtrack "
		                 "verify");
	*out = blocks;
	return 0;
}
