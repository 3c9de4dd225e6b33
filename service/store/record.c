/* SPDX-License-Identifier: Apache-2.0 */
#include "record.h"

#include <string.h>

#include "base/fault.h"
#include "model/text.h"

#include "ask.h"
#include "coding_pack.h"
#include "pack.h"
#include "store.h"

int64_t record_first(int64_t seq)
{
	return seq * ORDINAL_MOST;
}

int64_t record_last(int64_t seq)
{
	return record_first(seq) + (ORDINAL_MOST - 1);
}

static const char *word(const char *text)
{
	return text ? text : "";
}

static int pack_signatories(struct buf *b, const struct findings *found,
                            struct fault *f)
{
	for (size_t i = 0; i < found->n_signatories; i++)
		if (pack_string(b, found->signatories[i].name, f) < 0 ||
		    pack_uint(b, (uint64_t)found->signatories[i].number, f) < 0)
			return -1;
	return 0;
}

int record_head(const struct findings *found, struct buf *b,
                struct head_record *out, struct fault *f)
{
	int64_t n = 0;
	size_t sketch_len;

	buf_reset(b);
	for (size_t i = 0; i < found->n_sketch; i++)
		if (pack_fixed(b, found->sketch[i], f) < 0)
			return -1;
	sketch_len = b->len;
	if (pack_signatories(b, found, f) < 0)
		return -1;
	for (size_t i = 0; i < found->n_passages; i++)
		n += (int64_t)found->coded[i].n_codings;
	*out = (struct head_record){
		.status = (int64_t)found->status,
		.format = (int64_t)found->format,
		.language = word(found->language),
		.reason = word(found->reason),
		.extractor = word(found->extractor),
		.coder = word(found->coder),
		.catalogue = word(found->catalogue),
		.flags = found->flags,
		.n_passages = (int64_t)found->n_passages,
		.n_codings = n,
		.source = word(found->source),
		.sketch = b->at,
		.sketch_len = sketch_len,
		.signatories = b->at ? b->at + sketch_len : NULL,
		.signatories_len = b->len - sketch_len,
	};
	return 0;
}

int record_text(const struct text *text, struct buf *b, struct text_record *out,
                struct fault *f)
{
	buf_reset(b);
	if (blocks_pack(text->blocks, text->n_blocks, b, f) < 0)
		return -1;
	*out = (struct text_record){
		.format = (int64_t)text->format,
		.pages = text->pages,
		.language = text->language,
		.declared_language = text->declared_language,
		.title = word(text->title),
		.has_hidden = text->has_hidden,
		.n_footnotes = text->n_footnotes,
		.blocks = b->at,
		.blocks_len = b->len,
		.bytes = text->bytes,
		.len = text->len,
	};
	digest_of(text->bytes, text->len, &out->sha256);
	return 0;
}

int record_passage(int64_t seq, const struct findings *found, size_t i,
                   struct buf *b, struct passage_record *out, struct fault *f)
{
	const struct passage *p = &found->passages[i];
	const struct passage_finding *c = &found->coded[i];
	uint32_t best = 0;

	if (!found->text || p->len == 0 || p->start > found->text->len ||
	    p->len > found->text->len - p->start || p->ordinal >= ORDINAL_MOST)
		return fault_set(f, FAULT_INPUT,
		                 "passage %zu lies outside its text", i);
	buf_reset(b);
	if (c->n_codings > 0 &&
	    codings_pack(c->codings, c->n_codings, b, f) < 0)
		return -1;
	for (size_t k = 0; k < c->n_codings; k++) {
		uint32_t now = confidence_stored(c->codings[k].confidence);

		if (now > best)
			best = now;
	}
	*out = (struct passage_record){
		.id = record_first(seq) + p->ordinal,
		.block = p->block,
		.start = (int64_t)p->start,
		.len = (int64_t)p->len,
		.level = (int64_t)c->level,
		.demand = c->is_demand,
		.best = best,
		.source = word(c->source),
		.codings = b->at,
		.codings_len = b->len,
		.quote = found->text->bytes + p->start,
		.quote_len = p->len,
		.voice = (int64_t)c->voice,
		.attribution = (int64_t)c->attribution,
		.quoted = c->is_quoted,
		.endorsers = word(c->endorsers),
	};
	return 0;
}

void record_head_row(const struct ask *a, struct head_record *out,
                     struct digest *sha256)
{
	*out = (struct head_record){
		.status = row_int(a, 0),
		.format = row_int(a, 1),
		.language = row_text(a, 2),
		.reason = row_text(a, 3),
		.extractor = row_text(a, 4),
		.coder = row_text(a, 5),
		.catalogue = row_text(a, 6),
		.flags = row_int(a, 7),
		.n_passages = row_int(a, 8),
		.n_codings = row_int(a, 9),
		.source = row_text(a, 11),
	};
	(void)row_digest(a, 10, sha256);
	out->sketch = row_blob(a, 12, &out->sketch_len);
	out->signatories = row_blob(a, 13, &out->signatories_len);
}

void record_text_row(const struct ask *a, struct text_record *out)
{
	*out = (struct text_record){
		.format = row_int(a, 0),
		.pages = row_int(a, 1),
		.language = row_text(a, 2),
		.declared_language = row_text(a, 3),
		.title = row_text(a, 4),
		.has_hidden = row_int(a, 5),
		.n_footnotes = row_int(a, 6),
	};
	(void)row_digest(a, 7, &out->sha256);
	out->blocks = row_blob(a, 8, &out->blocks_len);
	out->bytes = row_blob(a, 9, &out->len);
}

void record_passage_row(const struct ask *a, struct passage_record *out)
{
	*out = (struct passage_record){
		.id = row_int(a, 0),
		.block = row_int(a, 1),
		.start = row_int(a, 2),
		.len = row_int(a, 3),
		.level = row_int(a, 4),
		.demand = row_int(a, 5),
		.best = row_int(a, 6),
		.source = row_text(a, 7),
	};
	out->codings = row_blob(a, 8, &out->codings_len);
	out->quote = row_blob(a, 9, &out->quote_len);
	out->voice = row_int(a, 10);
	out->attribution = row_int(a, 11);
	out->quoted = row_int(a, 12);
	out->endorsers = row_text(a, 13);
}

int record_claimant(const struct claimant *c, struct buf *b,
                    struct claimant_record *out, struct fault *f)
{
	buf_reset(b);
	for (size_t i = 0; i < c->n_members; i++)
		if (buf_addf(b, f, "%s%s", i > 0 ? "\n" : "", c->members[i]) <
		    0)
			return -1;
	*out = (struct claimant_record){
		.source = c->key,
		.voice = (int64_t)c->voice,
		.name = word(c->name),
		.members = word(b->at),
		.passages = c->passages,
		.endorsed = c->endorsed,
	};
	return 0;
}

void record_claimant_row(const struct ask *a, struct claimant_record *out)
{
	*out = (struct claimant_record){
		.source = row_text(a, 0),
		.voice = row_int(a, 1),
		.name = row_text(a, 2),
		.members = row_text(a, 3),
		.passages = row_int(a, 4),
		.endorsed = row_int(a, 5),
	};
}

/* Packs N numbers and M strings behind each other. */
static int pack_all(struct buf *b, const int64_t *numbers, size_t n,
                    const char *const *strings, size_t m, struct fault *f)
{
	for (size_t i = 0; i < n; i++)
		if (pack_uint(b, (uint64_t)numbers[i], f) < 0)
			return -1;
	for (size_t i = 0; i < m; i++)
		if (pack_string(b, strings[i], f) < 0)
			return -1;
	return 0;
}

int record_digest_head(const struct head_record *r, struct buf *scratch,
                       struct digester *d, struct fault *f)
{
	const int64_t numbers[] = { r->status, r->format, r->flags,
		                    r->n_passages, r->n_codings };
	const char *const strings[] = { r->language, r->reason,    r->extractor,
		                        r->coder,    r->catalogue, r->source };

	buf_reset(scratch);
	if (pack_all(scratch, numbers, sizeof(numbers) / sizeof(numbers[0]),
	             strings, sizeof(strings) / sizeof(strings[0]), f) < 0)
		return -1;
	digester_add_field(d, scratch->at, scratch->len);
	digester_add_field(d, r->sketch, r->sketch_len);
	digester_add_field(d, r->signatories, r->signatories_len);
	return 0;
}

int record_digest_text(const struct text_record *r, struct buf *scratch,
                       struct digester *d, struct fault *f)
{
	const int64_t numbers[] = { r->format, r->pages, r->has_hidden,
		                    r->n_footnotes };
	const char *const strings[] = { r->language, r->declared_language,
		                        r->title };

	buf_reset(scratch);
	if (pack_all(scratch, numbers, sizeof(numbers) / sizeof(numbers[0]),
	             strings, sizeof(strings) / sizeof(strings[0]), f) < 0)
		return -1;
	digester_add_field(d, scratch->at, scratch->len);
	digester_add_field(d, r->sha256.bytes, sizeof(r->sha256.bytes));
	digester_add_field(d, r->blocks, r->blocks_len);
	return 0;
}

int record_digest_claimant(const struct claimant_record *r, struct buf *scratch,
                           struct digester *d, struct fault *f)
{
	const int64_t numbers[] = { r->voice, r->passages, r->endorsed };
	const char *const strings[] = { r->source, r->name, r->members };

	buf_reset(scratch);
	if (pack_all(scratch, numbers, sizeof(numbers) / sizeof(numbers[0]),
	             strings, sizeof(strings) / sizeof(strings[0]), f) < 0)
		return -1;
	digester_add_field(d, scratch->at, scratch->len);
	return 0;
}

/* The quote is left out: it is held against the text, which is in. */
int record_digest_passage(const struct passage_record *r, struct buf *scratch,
                          struct digester *d, struct fault *f)
{
	const int64_t numbers[] = { r->id,    r->block, r->start,
		                    r->len,   r->level, r->demand,
		                    r->best,  r->voice, r->attribution,
		                    r->quoted };
	const char *const strings[] = { r->source, r->endorsers };

	buf_reset(scratch);
	if (pack_all(scratch, numbers, sizeof(numbers) / sizeof(numbers[0]),
	             strings, sizeof(strings) / sizeof(strings[0]), f) < 0 ||
	    pack_bytes(scratch, r->codings, r->codings_len, f) < 0)
		return -1;
	digester_add(d, scratch->at, scratch->len);
	return 0;
}
