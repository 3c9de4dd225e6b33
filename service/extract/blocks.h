/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Blocks: where every reader of a format puts what it reads, so that the same
 * document gives the same blocks whatever it was saved as.
 *
 * A reader opens a block, adds its words as they come, and closes it. All
 * normalising is done here, once, at closing: NFC, white space folded, soft
 * hyphens and invisible marks dropped, Arabic repaired, a printed paragraph
 * number or list mark moved from the words into block.number.
 */
#ifndef EXTRACT_BLOCKS_H
#define EXTRACT_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/text.h"

struct arena;
struct blocks;
struct fault;
struct language_detector;

/* What a reader knows of the block it opens; copied. */
struct block_note {
	enum block_kind kind;
	unsigned level;       /* of a heading, 1..9 */
	uint32_t page;        /* 0 where the format has none */
	const char *number;   /* printed number if the format keeps it apart */
	const char *declared; /* commitments declared for it, or NULL */
};

/* Most blocks, and most bytes of text, that one document may have. */
#define BLOCKS_MOST      200000
#define BLOCKS_TEXT_MOST ((size_t)32 << 20)

/** Starts an empty document in A. */
int blocks_new(struct arena *a, struct blocks **out, struct fault *f);

/**
 * Hands over the language detector (borrowed; language.h), which must have
 * been made before the child was confined. Without one the language is told
 * by script alone.
 */
void blocks_detector(struct blocks *b, const struct language_detector *d);

/** The arena that lives as long as the document: for what readers build. */
struct arena *blocks_arena(const struct blocks *b);

/** Opens a block; the one still open is closed first. */
int blocks_open(struct blocks *b, const struct block_note *note,
                struct fault *f);

/** Says whether a block is open. */
bool blocks_is_open(const struct blocks *b);

/** Adds words (UTF-8) to the open block; opens a paragraph when none is. */
int blocks_add(struct blocks *b, const char *bytes, size_t len,
               struct fault *f);

/** Normalises and keeps the open block; one without words is dropped. */
int blocks_close(struct blocks *b, struct fault *f);

/** Notes that text was left out which a reader of the page cannot see. */
void blocks_hidden(struct blocks *b);

/** Notes what the document says of itself; NULL where it does not. */
int blocks_about(struct blocks *b, const char *title, const char *language,
                 struct fault *f);

/**
 * Closes, nests headings, tells the language, and gives the text (in A).
 * Errors: FAULT_INPUT when there is no text at all.
 */
int blocks_finish(struct blocks *b, enum format format, struct text *out,
                  struct fault *f);

#endif
