/* SPDX-License-Identifier: Apache-2.0 */
#include "result.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/utf8.h"

#include "blocks.h"

/* Marks the first bytes of a result: "GCM" and the version of this layout. */
#define MAGIC 0x4d434731u

/* Longest printed number, list of commitments and title that are taken. */
#define WORDS_MOST ((size_t)4096)

enum result_kind {
	RESULT_TEXT = 1,
	RESULT_FAULT
};

/* Both ends are one program on one machine: numbers go in its own order. */
struct head {
	uint32_t magic;
	uint32_t kind;
	uint64_t len; /* bytes after the head */
};

struct text_record {
	uint64_t len;
	uint32_t n_blocks;
	uint32_t pages;
	uint32_t n_footnotes;
	uint32_t title_len;
	uint32_t has_hidden;
	char language[LANGUAGE_SIZE];
	char declared_language[LANGUAGE_SIZE];
};

struct block_record {
	uint64_t start;
	uint64_t len;
	uint32_t kind;
	uint32_t level;
	uint32_t heading;
	uint32_t page;
	uint32_t number_len;
	uint32_t declared_len;
};

/* Where taking has come to. */
struct cursor {
	const char *at;
	size_t left;
};

static int put_head(struct buf *out, enum result_kind kind, size_t len,
                    struct fault *f)
{
	const struct head head = { MAGIC, kind, len };

	return buf_add(out, &head, sizeof(head), f);
}

/* At most WORDS_MOST bytes of WORDS, cut between characters. */
static uint32_t words_len(const char *words)
{
	size_t len = words ? strlen(words) : 0;

	return (uint32_t)(len <= WORDS_MOST
	                          ? len
	                          : utf8_floor(words, len, WORDS_MOST));
}

/* Puts words as one line: whoever takes them refuses any other. */
static int put_words(struct buf *out, const char *words, size_t len,
                     struct fault *f)
{
	size_t start = out->len;
	bool is_utf8;

	if (buf_add(out, words, len, f) < 0)
		return -1;
	is_utf8 = utf8_is_valid(out->at + start, len, NULL);
	for (size_t i = start; i < out->len; i++) {
		unsigned char c = (unsigned char)out->at[i];

		if (c < 0x20)
			out->at[i] = ' ';
		else if (c >= 0x80 && !is_utf8)
			out->at[i] = '?';
	}
	return 0;
}

static int put_block(struct buf *out, const struct block *block,
                     struct fault *f)
{
	struct block_record r = {
		.start = block->start,
		.len = block->len,
		.kind = block->kind,
		.level = block->level,
		.heading = block->heading,
		.page = block->page,
		.number_len = words_len(block->number),
		.declared_len = words_len(block->declared),
	};

	if (buf_add(out, &r, sizeof(r), f) < 0 ||
	    put_words(out, block->number, r.number_len, f) < 0)
		return -1;
	return put_words(out, block->declared, r.declared_len, f);
}

int result_put_text(struct buf *out, const struct text *text, struct fault *f)
{
	struct text_record r = {
		.len = text->len,
		.n_blocks = (uint32_t)text->n_blocks,
		.pages = text->pages,
		.n_footnotes = text->n_footnotes,
		.title_len = words_len(text->title),
		.has_hidden = text->has_hidden,
	};
	struct head head;

	memcpy(r.language, text->language, sizeof(r.language));
	memcpy(r.declared_language, text->declared_language,
	       sizeof(r.declared_language));
	if (put_head(out, RESULT_TEXT, 0, f) < 0 ||
	    buf_add(out, &r, sizeof(r), f) < 0 ||
	    put_words(out, text->title, r.title_len, f) < 0 ||
	    buf_add(out, text->bytes, text->len, f) < 0)
		return -1;
	for (size_t i = 0; i < text->n_blocks; i++)
		if (put_block(out, &text->blocks[i], f) < 0)
			return -1;
	head = (struct head){ MAGIC, RESULT_TEXT, out->len - sizeof(head) };
	memcpy(out->at, &head, sizeof(head));
	return 0;
}

int result_put_fault(struct buf *out, const struct fault *why, struct fault *f)
{
	uint32_t code = why->code;
	size_t len = strlen(why->text);

	if (put_head(out, RESULT_FAULT, sizeof(code) + len, f) < 0 ||
	    buf_add(out, &code, sizeof(code), f) < 0)
		return -1;
	return put_words(out, why->text, len, f);
}

static int nonsense(struct fault *f, const char *what)
{
	return fault_set(f, FAULT_INPUT,
	                 "its reader handed back nonsense (%s): the file may "
	                 "be made to do harm",
	                 what);
}

/* Takes SIZE bytes into OUT. */
static int take(struct cursor *c, void *out, size_t size, struct fault *f)
{
	if (c->left < size)
		return nonsense(f, "cut short");
	memcpy(out, c->at, size);
	c->at += size;
	c->left -= size;
	return 0;
}

/* Takes LEN bytes of words without control characters. */
static const char *take_words(struct cursor *c, size_t len, struct arena *a,
                              struct fault *f)
{
	const char *words = c->at;

	if (len > WORDS_MOST || c->left < len ||
	    !utf8_is_valid(words, len, NULL)) {
		(void)nonsense(f, "words");
		return NULL;
	}
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)words[i] < 0x20) {
			(void)nonsense(f, "a control character");
			return NULL;
		}
	c->at += len;
	c->left -= len;
	return arena_copy(a, words, len, f);
}

static int take_fault(struct cursor *c, struct fault *f)
{
	uint32_t code = 0;

	if (take(c, &code, sizeof(code), f) < 0)
		return -1;
	if (code == FAULT_NONE || code >= FAULT_COUNT || c->left == 0 ||
	    c->left >= FAULT_TEXT_SIZE || !utf8_is_valid(c->at, c->left, NULL))
		return nonsense(f, "a refusal");
	for (size_t i = 0; i < c->left; i++)
		if ((unsigned char)c->at[i] < 0x20)
			return nonsense(f, "a refusal");
	return fault_set(f, (enum fault_code)code, "%.*s", (int)c->left, c->at);
}

static bool is_language(const char *name)
{
	const char *end = memchr(name, '\0', LANGUAGE_SIZE);

	if (!end)
		return false;
	for (const char *c = name; c < end; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
		      (*c >= '0' && *c <= '9') || *c == '-'))
			return false;
	return true;
}

/* Whether a character begins at AT, or the text ends there. */
static bool is_boundary(const struct text *t, size_t at)
{
	return at == t->len || ((unsigned char)t->bytes[at] & 0xc0) != 0x80;
}

/* Whether R may follow what ends at END as block number I of T. */
static bool is_block(const struct text *t, const struct block *blocks, size_t i,
                     size_t end, const struct block_record *r)
{
	if (r->kind >= BLOCK_COUNT || r->level > 9 ||
	    (r->kind == BLOCK_HEADING) != (r->level > 0))
		return false;
	if (r->heading != BLOCK_NO_HEADING &&
	    (r->heading >= i || blocks[r->heading].kind != BLOCK_HEADING))
		return false;
	if (r->page > t->pages)
		return false;
	return r->len > 0 && r->start >= end && r->start <= t->len &&
	       r->len <= t->len - r->start && is_boundary(t, r->start) &&
	       is_boundary(t, r->start + r->len);
}

static int take_blocks(struct cursor *c, struct arena *a, struct text *t,
                       struct fault *f)
{
	struct block *blocks = arena_array(a, t->n_blocks, sizeof(*blocks), f);
	uint32_t notes = 0;
	size_t end = 0;

	if (!blocks)
		return -1;
	for (size_t i = 0; i < t->n_blocks; i++) {
		struct block_record r = { .start = 0 };

		if (take(c, &r, sizeof(r), f) < 0)
			return -1;
		if (!is_block(t, blocks, i, end, &r))
			return nonsense(f, "a block");
		blocks[i] = (struct block){
			.kind = (enum block_kind)r.kind,
			.level = (uint8_t)r.level,
			.heading = r.heading,
			.page = r.page,
			.start = r.start,
			.len = r.len,
			.number = take_words(c, r.number_len, a, f),
		};
		if (!blocks[i].number)
			return -1;
		blocks[i].declared = take_words(c, r.declared_len, a, f);
		if (!blocks[i].declared)
			return -1;
		end = r.start + r.len;
		notes += r.kind == BLOCK_FOOTNOTE;
	}
	if (c->left > 0 || notes != t->n_footnotes)
		return nonsense(f, "a number");
	t->blocks = blocks;
	return 0;
}

static int take_text(struct cursor *c, enum format format, struct arena *a,
                     struct text *out, struct fault *f)
{
	struct text_record r = { .len = 0 };
	struct text t = { .format = format };

	if (take(c, &r, sizeof(r), f) < 0)
		return -1;
	if (r.n_blocks == 0 || r.n_blocks > BLOCKS_MOST || r.len == 0 ||
	    r.len > BLOCKS_TEXT_MOST || r.has_hidden > 1 ||
	    !is_language(r.language) || !is_language(r.declared_language))
		return nonsense(f, "a number");
	t.title = take_words(c, r.title_len, a, f);
	if (!t.title)
		return -1;
	if (c->left < r.len || !utf8_is_valid(c->at, r.len, NULL) ||
	    memchr(c->at, '\0', r.len))
		return nonsense(f, "the text");
	t.bytes = arena_copy(a, c->at, r.len, f);
	if (!t.bytes)
		return -1;
	c->at += r.len;
	c->left -= r.len;
	t.len = r.len;
	t.n_blocks = r.n_blocks;
	t.pages = r.pages;
	t.n_footnotes = r.n_footnotes;
	t.has_hidden = r.has_hidden == 1;
	memcpy(t.language, r.language, sizeof(t.language));
	memcpy(t.declared_language, r.declared_language,
	       sizeof(t.declared_language));
	if (take_blocks(c, a, &t, f) < 0)
		return -1;
	*out = t;
	return 0;
}

int result_take(const char *bytes, size_t len, enum format format,
                struct arena *a, struct text *out, struct fault *f)
{
	struct cursor c = { bytes, len };
	struct head head = { .magic = 0 };

	if (take(&c, &head, sizeof(head), f) < 0)
		return -1;
	if (head.magic != MAGIC || head.len != c.left)
		return nonsense(f, "cut short");
	if (head.kind == RESULT_TEXT)
		return take_text(&c, format, a, out, f);
	if (head.kind == RESULT_FAULT)
		return take_fault(&c, f);
	return nonsense(f, "its kind");
}
