/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Record: findings as they stand in their rows, so that what is written, what
 * is checked and what is digested is the same thing.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/digest.h"

struct ask;
struct claimant;
struct digester;
struct fault;
struct findings;
struct store;
struct text;

/* A passage's id is its submission and, below these bits, its ordinal. */
#define ORDINAL_BITS 20
#define ORDINAL_MOST ((uint32_t)1 << ORDINAL_BITS)

/* Most bytes of codings in one passage, and of blocks in one text. */
#define CODINGS_MOST ((size_t)1 << 20)
#define BLOCKS_MOST  ((size_t)32 << 20)

/** First and last passage id that submission SEQ can have. */
int64_t record_first(int64_t seq);
int64_t record_last(int64_t seq);

/* One row of finding; strings borrowed. */
struct head_record {
	int64_t status;
	int64_t format;
	const char *language;
	const char *reason;
	const char *extractor;
	const char *coder;
	const char *catalogue;
	int64_t flags;
	int64_t n_passages;
	int64_t n_codings;
	const char *source;
	const void *sketch; /* packed, as are signatories */
	size_t sketch_len;
	const void *signatories;
	size_t signatories_len;
};

/* One row of text; all borrowed but the packed blocks. */
struct text_record {
	int64_t format;
	int64_t pages;
	const char *language;
	const char *declared_language;
	const char *title;
	int64_t has_hidden;
	int64_t n_footnotes;
	struct digest sha256;
	const void *blocks;
	size_t blocks_len;
	const char *bytes;
	size_t len;
};

/* One row of passage; all borrowed. */
struct passage_record {
	int64_t id;
	int64_t block;
	int64_t start;
	int64_t len;
	int64_t level;
	int64_t demand;
	int64_t best;
	const char *source;
	const void *codings;
	size_t codings_len;
	const char *quote;
	size_t quote_len;
	int64_t voice;
	int64_t attribution;
	int64_t quoted;
	const char *endorsers;
};

/* One row of claimant; strings borrowed. */
struct claimant_record {
	const char *source;
	int64_t voice;
	const char *name;
	const char *members;
	int64_t passages;
	int64_t endorsed;
};

/* From findings to records. B takes what has to be packed. */
int record_head(const struct findings *found, struct buf *b,
                struct head_record *out, struct fault *f);
int record_text(const struct text *text, struct buf *b, struct text_record *out,
                struct fault *f);
int record_passage(int64_t seq, const struct findings *found, size_t i,
                   struct buf *b, struct passage_record *out, struct fault *f);

int record_claimant(const struct claimant *c, struct buf *b,
                    struct claimant_record *out, struct fault *f);

/* From rows to records; valid until the next step of A. */
void record_head_row(const struct ask *a, struct head_record *out,
                     struct digest *sha256);
void record_text_row(const struct ask *a, struct text_record *out);
void record_passage_row(const struct ask *a, struct passage_record *out);
void record_claimant_row(const struct ask *a, struct claimant_record *out);

/* Into the digest of all findings on one submission, in this order. */
int record_digest_head(const struct head_record *r, struct buf *scratch,
                       struct digester *d, struct fault *f);
int record_digest_text(const struct text_record *r, struct buf *scratch,
                       struct digester *d, struct fault *f);
int record_digest_claimant(const struct claimant_record *r, struct buf *scratch,
                           struct digester *d, struct fault *f);
int record_digest_passage(const struct passage_record *r, struct buf *scratch,
                          struct digester *d, struct fault *f);

#endif
