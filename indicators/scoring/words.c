/* SPDX-License-Identifier: Apache-2.0 */
#include "words.h"

#include <stdbool.h>
#include <stdlib.h>

#include <unicode/uchar.h>

#include "base/arena.h"
#include "base/span.h"
#include "base/utf8.h"

#include "parameter.h"

#define ASCII_END 0x80

/* A word under way: C of word_add() is a letter, a digit or a mark. */
struct word {
	uint64_t hash;
	size_t letters;
	bool has_digit;
};

uint64_t words_join(uint64_t h, uint64_t more)
{
	h = (h ^ more) * 0x9e3779b97f4a7c15U;
	return h ^ (h >> 29);
}

static void word_add(struct word *w, UChar32 c, enum words_kind kind)
{
	w->letters++;
	w->has_digit |= c < ASCII_END ? c <= '9' : u_isdigit(c);
	if (c >= ASCII_END)
		c = u_foldCase(c, U_FOLD_CASE_DEFAULT);
	if (kind == WORDS_ALL || w->letters <= STEM_LETTERS || w->has_digit)
		w->hash = words_join(w->hash, (uint32_t)c);
}

/* Ends W, writing it to OUT unless OUT is NULL; gives the new count. */
static size_t word_end(struct word *w, enum words_kind kind, uint64_t *out,
                       size_t n)
{
	bool is_kept = w->letters > 0 && (kind == WORDS_ALL || w->has_digit ||
	                                  w->letters >= STEM_LEAST);

	if (is_kept && out)
		out[n] = w->hash;
	*w = (struct word){ 0 };
	return n + is_kept;
}

/* ASCII by itself: nearly all of most texts, at a tenth of ICU's cost. */
static bool is_letter(UChar32 c)
{
	if (c >= ASCII_END)
		return u_isalnum(c);
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static size_t walk(const struct span *text, enum words_kind kind, uint64_t *out)
{
	struct word w = { 0 };
	size_t n = 0;

	for (size_t at = 0; at < text->len;) {
		UChar32 c = (UChar32)utf8_next(text->at, text->len, &at);

		if (c >= 'A' && c <= 'Z')
			c += 'a' - 'A';
		if (c >= ASCII_END &&
		    u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC)) {
			n = word_end(&w, kind, out, n);
			w.letters = STEM_LEAST;
			w.hash = words_join(0, (uint32_t)c);
			n = word_end(&w, kind, out, n);
		} else if (is_letter(c)) {
			word_add(&w, c, kind);
		} else if (c < ASCII_END ||
		           u_charType(c) != U_NON_SPACING_MARK) {
			n = word_end(&w, kind, out, n);
		}
	}
	return word_end(&w, kind, out, n);
}

int words_of(const struct span *text, enum words_kind kind, struct arena *a,
             struct words *out, struct fault *f)
{
	out->n = walk(text, kind, NULL);
	out->at = arena_array(a, out->n + 1, sizeof(*out->at), f);
	if (!out->at)
		return -1;
	walk(text, kind, out->at);
	return 0;
}

static int compare_hashes(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

void words_to_set(struct words *w)
{
	size_t n = 0;

	qsort(w->at, w->n, sizeof(*w->at), compare_hashes);
	for (size_t i = 0; i < w->n; i++)
		if (i == 0 || w->at[i] != w->at[i - 1])
			w->at[n++] = w->at[i];
	w->n = n;
}

void words_to_shingles(struct words *w)
{
	size_t run = w->n < SHINGLE_WORDS ? w->n : SHINGLE_WORDS;
	size_t n = w->n == 0 ? 0 : w->n - run + 1;

	for (size_t i = 0; i < n; i++) {
		uint64_t h = run;

		for (size_t k = 0; k < run; k++)
			h = words_join(h, w->at[i + k]);
		w->at[i] = h;
	}
	w->n = n;
	words_to_set(w);
}

size_t words_shared(const struct words *a, const struct words *b)
{
	size_t i = 0, j = 0, n = 0;

	while (i < a->n && j < b->n) {
		uint64_t x = a->at[i], y = b->at[j];

		n += x == y;
		i += x <= y;
		j += y <= x;
	}
	return n;
}
