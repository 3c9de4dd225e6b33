/* SPDX-License-Identifier: Apache-2.0 */
#include "blocks.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

#include "language.h"
#include "normalise.h"
#include "number.h"
#include "pile.h"

#define LEVEL_MOST 9

struct blocks {
	struct arena *arena;                      /* borrowed */
	const struct language_detector *detector; /* borrowed, or NULL */
	struct pile text;                         /* bytes, frozen */
	struct pile kept;                         /* struct block */
	struct pile words;      /* bytes of the open block, as they came */
	struct block_note note; /* of the open block; its strings are copies */
	bool is_open;
	bool has_hidden;
	char last_letter; /* of a heading "H."; see number_in_sequence() */
	uint32_t pages;
	uint32_t n_footnotes;
	const char *title;    /* "" unknown */
	const char *language; /* as declared; "" */
};

int blocks_new(struct arena *a, struct blocks **out, struct fault *f)
{
	struct blocks *b = arena_alloc(a, sizeof(*b), f);

	if (!b)
		return -1;
	b->arena = a;
	b->title = "";
	b->language = "";
	pile_init(&b->text, a, 1, BLOCKS_TEXT_MOST, "bytes of text");
	pile_init(&b->kept, a, sizeof(struct block), BLOCKS_MOST, "paragraphs");
	pile_init(&b->words, a, 1, BLOCKS_TEXT_MOST,
	          "bytes of text in one paragraph");
	*out = b;
	return 0;
}

void blocks_detector(struct blocks *b, const struct language_detector *d)
{
	b->detector = d;
}

struct arena *blocks_arena(const struct blocks *b)
{
	return b->arena;
}

/* Copies what the note borrows; *AT is never NULL afterwards. */
static int keep_string(struct blocks *b, const char **at, struct fault *f)
{
	if (!*at || !**at) {
		*at = "";
		return 0;
	}
	*at = arena_string(b->arena, *at, f);
	return *at ? 0 : -1;
}

int blocks_open(struct blocks *b, const struct block_note *note,
                struct fault *f)
{
	if (b->is_open && blocks_close(b, f) < 0)
		return -1;
	b->note = *note;
	if (keep_string(b, &b->note.number, f) < 0 ||
	    keep_string(b, &b->note.declared, f) < 0)
		return -1;
	b->words.n = 0;
	b->is_open = true;
	return 0;
}

bool blocks_is_open(const struct blocks *b)
{
	return b->is_open;
}

int blocks_add(struct blocks *b, const char *bytes, size_t len, struct fault *f)
{
	static const struct block_note PARAGRAPH = { .kind = BLOCK_PARAGRAPH };

	if (!b->is_open && blocks_open(b, &PARAGRAPH, f) < 0)
		return -1;
	return pile_add(&b->words, bytes, len, f);
}

void blocks_hidden(struct blocks *b)
{
	b->has_hidden = true;
}

/* Moves a printed number from the words at START into BLOCK. */
static int take_number(struct blocks *b, struct block *block, size_t start,
                       struct fault *f)
{
	char *text = (char *)b->text.at + start;
	size_t len = b->text.n - start;
	struct number number;

	if (block->kind == BLOCK_CELL || block->kind == BLOCK_FURNITURE)
		return 0;
	if (!number_find(text, len, block->kind == BLOCK_HEADING, &number) ||
	    number.skip >= len)
		return 0;
	if (number.kind == NUMBER_BULLET && block->kind == BLOCK_HEADING)
		return 0;
	if (block->kind == BLOCK_HEADING)
		number_in_sequence(&number, &b->last_letter);
	if (block->kind == BLOCK_HEADING && block->level == 0)
		block->level = (uint8_t)number_level(&number);
	if (number.label.len > 0 && !*block->number) {
		block->number = arena_copy(b->arena, number.label.at,
		                           number.label.len, f);
		if (!block->number)
			return -1;
	}
	if (block->kind == BLOCK_PARAGRAPH &&
	    (number.kind == NUMBER_BULLET || number.kind == NUMBER_LETTER))
		block->kind = BLOCK_ITEM;
	memmove(text, text + number.skip, len - number.skip);
	b->text.n -= number.skip;
	return 0;
}

int blocks_close(struct blocks *b, struct fault *f)
{
	size_t was = b->text.n, start;
	struct block *block;

	if (!b->is_open)
		return 0;
	b->is_open = false;
	if (was > 0 && pile_add(&b->text, "\n", 1, f) < 0)
		return -1;
	start = b->text.n;
	if (normalise(b->words.at, b->words.n, &b->text, f) < 0)
		return -1;
	if (b->text.n == start) {
		b->text.n = was;
		return 0;
	}
	block = pile_next(&b->kept, f);
	if (!block)
		return -1;
	block->kind = b->note.kind;
	block->level = (uint8_t)(b->note.level > LEVEL_MOST ? LEVEL_MOST
	                                                    : b->note.level);
	block->page = b->note.page;
	block->number = b->note.number;
	block->declared = b->note.declared;
	block->start = start;
	if (take_number(b, block, start, f) < 0)
		return -1;
	block->len = b->text.n - start;
	b->n_footnotes += block->kind == BLOCK_FOOTNOTE;
	if (block->page > b->pages)
		b->pages = block->page;
	return 0;
}

int blocks_about(struct blocks *b, const char *title, const char *language,
                 struct fault *f)
{
	if (title) {
		b->title = title;
		if (keep_string(b, &b->title, f) < 0)
			return -1;
	}
	if (language) {
		b->language = language;
		if (keep_string(b, &b->language, f) < 0)
			return -1;
	}
	return 0;
}

/* The nearest heading from AT upwards that is above LEVEL. */
static uint32_t parent_of(const struct block *blocks, uint32_t at,
                          unsigned level)
{
	while (at != BLOCK_NO_HEADING && blocks[at].level >= level)
		at = blocks[at].heading;
	return at;
}

/*
 * A heading without level or number: a sister of the last such one, else one
 * below the numbered heading it follows.
 */
static uint8_t guess_level(const struct block *blocks, uint32_t above)
{
	if (above == BLOCK_NO_HEADING)
		return 1;
	if (!*blocks[above].number)
		return blocks[above].level;
	return (uint8_t)(blocks[above].level < LEVEL_MOST
	                         ? blocks[above].level + 1
	                         : LEVEL_MOST);
}

/* METHOD.md 2: a heading is evidence for what stands below it. */
static void nest(struct block *blocks, size_t n)
{
	uint32_t above = BLOCK_NO_HEADING;

	for (size_t i = 0; i < n; i++) {
		struct block *block = &blocks[i];

		if (block->kind != BLOCK_HEADING) {
			block->level = 0;
			block->heading = above;
			continue;
		}
		if (block->level == 0)
			block->level = guess_level(blocks, above);
		block->heading = parent_of(blocks, above, block->level);
		above = (uint32_t)i;
	}
}

int blocks_finish(struct blocks *b, enum format format, struct text *out,
                  struct fault *f)
{
	if (blocks_close(b, f) < 0)
		return -1;
	if (b->kept.n == 0)
		return fault_set(f, FAULT_INPUT,
		                 "the document holds no text, only pictures, "
		                 "frames or nothing: send the one with the "
		                 "words in it");
	if (pile_add(&b->text, "", 1, f) < 0)
		return -1;
	b->text.n--;
	nest((struct block *)(void *)b->kept.at, b->kept.n);
	*out = (struct text){
		.bytes = b->text.at,
		.len = b->text.n,
		.blocks = (const struct block *)(const void *)b->kept.at,
		.n_blocks = b->kept.n,
		.format = format,
		.pages = b->pages,
		.title = b->title,
		.has_hidden = b->has_hidden,
		.n_footnotes = b->n_footnotes,
	};
	if (strlen(b->language) < sizeof(out->declared_language))
		memcpy(out->declared_language, b->language,
		       strlen(b->language) + 1);
	language_detect(b->detector, out->bytes, out->len, out->language);
	return 0;
}
