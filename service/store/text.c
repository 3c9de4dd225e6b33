/* SPDX-License-Identifier: Apache-2.0 */
#include "store.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "model/text.h"

#include "ask.h"
#include "coding_pack.h"
#include "record.h"
#include "visibility.h"

static int text_row(const struct ask *ask, struct arena *a, struct text *out,
                    struct fault *f)
{
	struct text_record r;
	struct block *blocks;

	record_text_row(ask, &r);
	memset(out, 0, sizeof(*out));
	out->bytes = arena_copy(a, r.bytes, r.len, f);
	out->title = arena_string(a, r.title, f);
	if (!out->bytes || !out->title ||
	    blocks_unpack(r.blocks, r.blocks_len, a, &blocks, &out->n_blocks,
	                  f) < 0)
		return -1;
	out->len = r.len;
	out->blocks = blocks;
	out->format = (enum format)r.format;
	out->pages = (uint32_t)r.pages;
	(void)snprintf(out->language, sizeof(out->language), "%s", r.language);
	(void)snprintf(out->declared_language, sizeof(out->declared_language),
	               "%s", r.declared_language);
	out->has_hidden = r.has_hidden != 0;
	out->n_footnotes = (uint32_t)r.n_footnotes;
	return 0;
}

int store_text(struct store *s, const struct reader *r, const char *id,
               struct arena *a, struct text *out, struct fault *f)
{
	struct ask ask;
	int rc;

	ask_start(&ask, s, QUERY_TEXT);
	visibility_bind(&ask, r);
	ask_text(&ask, ":id", id);
	rc = ask_row(&ask, f);
	if (rc == 1 && text_row(&ask, a, out, f) < 0)
		rc = -1;
	ask_end(&ask);
	return rc;
}
