/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text: the frozen, normalised words of one document, in blocks.
 *
 * Takes:  what extraction read.
 * Gives:  plain structs and the table of their words.
 * Never:  has functions.
 */
#ifndef MODEL_TEXT_H
#define MODEL_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/submission.h"

enum block_kind {
	BLOCK_HEADING, /* opens a section; level 1..9 */
	BLOCK_PARAGRAPH,
	BLOCK_ITEM,      /* one item of a list */
	BLOCK_CELL,      /* one cell of a table */
	BLOCK_FOOTNOTE,  /* kept apart: anchored, searchable, not coded */
	BLOCK_FURNITURE, /* title page, contents, running heads: not coded */
	BLOCK_COUNT
};

static const char *const BLOCK_NAMES[BLOCK_COUNT] = {
	[BLOCK_HEADING] = "heading",   [BLOCK_PARAGRAPH] = "paragraph",
	[BLOCK_ITEM] = "item",         [BLOCK_CELL] = "cell",
	[BLOCK_FOOTNOTE] = "footnote", [BLOCK_FURNITURE] = "furniture",
};

#define BLOCK_NO_HEADING UINT32_MAX

struct block {
	enum block_kind kind;
	uint8_t level;    /* of a heading, 1 outermost; else 0 */
	uint32_t heading; /* index of the heading block above it, or
	                     BLOCK_NO_HEADING; headings nest through it */
	uint32_t page;    /* 1-based, 0 where the format has none */
	size_t start;     /* byte range in text.bytes */
	size_t len;
	const char *number;   /* paragraph number as printed, "12", "(a)"; "" */
	const char *declared; /* commitments the document itself declares for
	                        this block, "GCM.8 GCM.11"; "" */
};

struct text {
	const char *bytes; /* NFC UTF-8; blocks parted by one newline */
	size_t len;
	const struct block *blocks; /* in reading order, never overlapping */
	size_t n_blocks;
	enum format format;
	uint32_t pages;               /* 0 where the format has none */
	char language[LANGUAGE_SIZE]; /* BCP 47 as found, "und" unknown */
	char declared_language[LANGUAGE_SIZE]; /* by the document, or "" */
	const char *title; /* by the document's own metadata, "" */
	bool has_hidden;   /* text was left out as not visible */
	uint32_t n_footnotes;
};

/* The coding unit: one sentence (METHOD.md 1). Ranges are in text.bytes. */
struct passage {
	uint32_t ordinal; /* 0-based in reading order under one extractor */
	uint32_t block;   /* index in text.blocks */
	size_t start;
	size_t len;
};

#endif
