/* SPDX-License-Identifier: Apache-2.0 */
#include "notes.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/text.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void keep(struct notes *n, uint32_t number, const char *at, size_t len)
{
	if (number > 0 && number < NOTES_MOST && !n->at[number].at)
		n->at[number] = (struct span){ at, len };
}

/* The number that stands at AT between blanks, or 0. */
static uint32_t number_at(const char *at, size_t len, size_t *end)
{
	uint32_t n = 0;
	size_t i = 0;

	while (i < len && i < 4 && is_digit(at[i]))
		n = n * 10 + (uint32_t)(at[i++] - '0');
	if (i == 0 || i >= len || at[i] != ' ')
		return 0;
	*end = i + 1;
	return n;
}

/* Notes that run on: each number is one more than the one before. */
static void run_read(struct notes *n, const char *at, size_t len,
                     uint32_t *next)
{
	size_t from = 0, end;
	uint32_t open = 0;

	for (size_t i = 0; i < len; i++) {
		uint32_t number;

		if (!is_digit(at[i]) || (i > 0 && at[i - 1] != ' '))
			continue;
		number = number_at(at + i, len - i, &end);
		if (number == 0 || (number != *next && (*next != 0 || i > 0)))
			continue;
		if (open > 0)
			keep(n, open, at + from, i - from);
		open = number;
		*next = number + 1;
		from = i + end;
	}
	if (open > 0)
		keep(n, open, at + from, len - from);
}

int notes_read(const struct text *text, size_t run_first, struct arena *a,
               struct notes *out, struct fault *f)
{
	uint32_t next = 0;

	out->at = arena_array(a, NOTES_MOST, sizeof(*out->at), f);
	if (!out->at)
		return -1;
	for (size_t i = 0; i < text->n_blocks; i++) {
		const struct block *b = &text->blocks[i];
		const char *at = text->bytes + b->start;

		if (b->kind == BLOCK_FOOTNOTE)
			keep(out, (uint32_t)strtoul(b->number, NULL, 10), at,
			     b->len);
		else if (i >= run_first && b->kind != BLOCK_FURNITURE)
			run_read(out, at, b->len, &next);
	}
	return 0;
}

uint32_t note_mark(const char *at, size_t len)
{
	size_t end = len, start;
	uint32_t n = 0;

	while (end > 0 && (at[end - 1] == ' ' || at[end - 1] == '.'))
		end--;
	start = end;
	while (start > 0 && end - start < 4 && is_digit(at[start - 1]))
		start--;
	/* "in 2010." is a year; a mark leans on the end of a word. */
	if (start == end || start == 0 || end - start > 3 ||
	    at[start - 1] == ' ' || is_digit(at[start - 1]) ||
	    strchr("-/(:", at[start - 1]))
		return 0;
	if (at[start - 1] == '.' && start > 1 && is_digit(at[start - 2]))
		return 0;
	for (size_t i = start; i < end; i++)
		n = n * 10 + (uint32_t)(at[i] - '0');
	return n;
}

struct span note_words(const struct notes *n, uint32_t number)
{
	if (number == 0 || number >= NOTES_MOST || !n->at[number].at)
		return (struct span){ "", 0 };
	return n->at[number];
}
