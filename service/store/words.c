/* SPDX-License-Identifier: Apache-2.0 */
#include "words.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>
#include <unicode/utf16.h>

#include "base/fault.h"
#include "base/utf8.h"

/* Latin, Greek, Cyrillic, Hebrew and Arabic are folded by table. */
#define TABLE_SIZE 0x800

/* What a code point does to a word; anything above is the folded letter. */
#define FOLD_END  0u          /* ends it */
#define FOLD_SKIP 1u          /* belongs to it, is not kept */
#define FOLD_SLOW 0xffffffffu /* several letters: ask fold_slow() */
#define FOLD_DICT 0xfffffffeu /* of a script written without spaces */

/* The longest decomposition Unicode has (U+FDFA) is 18. */
#define DECOMPOSED_MOST 32

/* Hangul syllables stay whole: their parts are no letters to a reader. */
#define HANGUL_FIRST 0xac00u
#define HANGUL_LAST  0xd7a3u

struct words {
	const UNormalizer2 *nfkd; /* ICU's own */
	UBreakIterator *breaks;   /* opened at the first need */
	uint32_t fold[TABLE_SIZE];
};

/* A run of text under way to becoming a word. */
struct run {
	words_each *each;
	void *context;
	size_t start;
	size_t end;
	size_t len;
	bool is_open;
	char folded[WORD_MOST];
};

static bool is_dict(uint32_t cp)
{
	UErrorCode rc = U_ZERO_ERROR;

	if (cp < 0x0e00)
		return false;
	switch ((int)uscript_getScript((UChar32)cp, &rc)) {
	case USCRIPT_HAN:
	case USCRIPT_HIRAGANA:
	case USCRIPT_KATAKANA:
	case USCRIPT_THAI:
	case USCRIPT_LAO:
	case USCRIPT_KHMER:
	case USCRIPT_MYANMAR:
		return true;
	default:
		return cp == 0x30fc; /* the long mark of Katakana */
	}
}

static bool is_letter(uint32_t cp)
{
	return (U_GET_GC_MASK((UChar32)cp) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

static bool is_skipped(uint32_t cp)
{
	if (cp == 0x0640) /* tatweel only stretches */
		return true;
	if (cp == 0x200b) /* a zero width space parts words */
		return false;
	return (U_GET_GC_MASK((UChar32)cp) & (U_GC_M_MASK | U_GC_CF_MASK)) != 0;
}

/* One letter without its marks: what Arabic writers use for one another. */
static uint32_t fold_letter(uint32_t cp)
{
	if (cp == 0x0649) /* alef maksura */
		return 0x064a;
	if (cp == 0x0629) /* teh marbuta */
		return 0x0647;
	if (cp == 0x0671) /* alef wasla */
		return 0x0627;
	return (uint32_t)u_foldCase((UChar32)cp, U_FOLD_CASE_DEFAULT);
}

/* ICU's macro nests deeper than we do. */
/* NOLINTNEXTLINE(readability-function-size) */
static uint32_t next_part(const UChar *parts, int32_t *at, int32_t n)
{
	UChar32 part;

	U16_NEXT(parts, *at, n, part);
	return (uint32_t)part;
}

/* Folds CP into OUT (room for DECOMPOSED_MOST); gives the number, 0 skip. */
static size_t fold_slow(const struct words *w, uint32_t cp, uint32_t *out)
{
	UErrorCode rc = U_ZERO_ERROR;
	UChar parts[DECOMPOSED_MOST];
	int32_t n = -1;
	size_t kept = 0;

	if (cp < HANGUL_FIRST || cp > HANGUL_LAST)
		n = unorm2_getDecomposition(w->nfkd, (UChar32)cp, parts,
		                            DECOMPOSED_MOST, &rc);
	if (n < 0 || U_FAILURE(rc)) {
		out[0] = fold_letter(cp);
		return 1;
	}
	for (int32_t i = 0; i < n;) {
		uint32_t part = next_part(parts, &i, n);

		if (is_letter(part) && !is_skipped(part))
			out[kept++] = fold_letter(part);
	}
	return kept;
}

static uint32_t fold_class(const struct words *w, uint32_t cp)
{
	uint32_t out[DECOMPOSED_MOST];
	size_t n;

	if (is_dict(cp))
		return FOLD_DICT;
	if (is_skipped(cp))
		return FOLD_SKIP;
	if (!is_letter(cp))
		return FOLD_END;
	n = fold_slow(w, cp, out);
	if (n == 0)
		return FOLD_SKIP;
	return n == 1 ? out[0] : FOLD_SLOW;
}

int words_new(struct words **out, struct fault *f)
{
	UErrorCode rc = U_ZERO_ERROR;
	struct words *w = calloc(1, sizeof(*w));

	if (!w)
		return fault_set(f, FAULT_MEMORY, "no memory for words");
	w->nfkd = unorm2_getNFKDInstance(&rc);
	if (U_FAILURE(rc)) {
		words_free(w);
		return fault_set(f, FAULT_SYSTEM,
		                 "ICU has no normalisation data: %s",
		                 u_errorName(rc));
	}
	for (uint32_t cp = 0; cp < TABLE_SIZE; cp++)
		w->fold[cp] = fold_class(w, cp);
	*out = w;
	return 0;
}

void words_free(struct words *w)
{
	if (!w)
		return;
	ubrk_close(w->breaks);
	free(w);
}

static void run_add(struct run *r, uint32_t cp)
{
	char bytes[4];
	size_t n;

	if (cp < 0x80) {
		if (r->len < sizeof(r->folded))
			r->folded[r->len++] = (char)cp;
		return;
	}
	n = utf8_put(cp, bytes);
	if (r->len + n > sizeof(r->folded))
		return;
	memcpy(r->folded + r->len, bytes, n);
	r->len += n;
}

static void run_add_slow(const struct words *w, struct run *r, uint32_t cp)
{
	uint32_t out[DECOMPOSED_MOST];
	size_t n = fold_slow(w, cp, out);

	for (size_t i = 0; i < n; i++)
		run_add(r, out[i]);
}

static int run_close(struct run *r)
{
	int rc = 0;

	if (r->is_open && r->len > 0)
		rc = r->each(r->context, r->folded, r->len, r->start, r->end);
	r->is_open = false;
	r->len = 0;
	return rc;
}

/* Takes CP, whose class is FOLD and whose bytes are FROM to TO. */
static int run_take(const struct words *w, struct run *r, uint32_t cp,
                    uint32_t fold, const size_t *range)
{
	if (fold == FOLD_END)
		return run_close(r);
	if (!r->is_open) {
		if (fold == FOLD_SKIP)
			return 0;
		r->is_open = true;
		r->start = range[0];
	}
	r->end = range[1];
	if (fold == FOLD_SLOW)
		run_add_slow(w, r, cp);
	else if (fold != FOLD_SKIP)
		run_add(r, fold);
	return 0;
}

/* Gives one word that ICU found at START to END of TEXT. */
static int dict_word(const struct words *w, const char *text, size_t start,
                     size_t end, struct run *r)
{
	bool has_letter = false;

	for (size_t at = start; at < end;) {
		uint32_t cp = utf8_next(text, end, &at);

		if (!is_letter(cp) && !is_dict(cp))
			continue;
		has_letter = true;
		run_add_slow(w, r, cp);
	}
	r->is_open = has_letter;
	r->start = start;
	r->end = end;
	return run_close(r);
}

/* Cuts the run of dictionary script at START to END of TEXT by ICU. */
static int dict_cut(struct words *w, const char *text, size_t start, size_t end,
                    struct run *r)
{
	UErrorCode rc = U_ZERO_ERROR;
	UText *run = NULL;
	int32_t from, to;
	int stop = 0;

	if (!w->breaks)
		w->breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &rc);
	run = utext_openUTF8(NULL, text + start, (int64_t)(end - start), &rc);
	ubrk_setUText(w->breaks, run, &rc);
	if (U_FAILURE(rc)) {
		utext_close(run);
		return -1;
	}
	from = ubrk_first(w->breaks);
	while (stop == 0 && (to = ubrk_next(w->breaks)) != UBRK_DONE) {
		stop = dict_word(w, text, start + (size_t)from,
		                 start + (size_t)to, r);
		from = to;
	}
	utext_close(run);
	return stop;
}

/* Where the run of dictionary script that begins at AT ends. */
static size_t dict_end(const char *text, size_t len, size_t at)
{
	size_t end = at;

	while (at < len) {
		uint32_t cp = utf8_next(text, len, &at);

		if (!is_dict(cp) && !is_skipped(cp))
			break;
		end = at;
	}
	return end;
}

/* Takes ASCII from *AT on, which is most of most texts; no ICU, no decoding.
   Stops at anything else. */
static int ascii_cut(const struct words *w, const char *text, size_t len,
                     size_t *at, struct run *r)
{
	int rc = 0;

	while (rc == 0 && *at < len && (unsigned char)text[*at] < 0x80) {
		uint32_t fold = w->fold[(unsigned char)text[*at]];

		if (fold == FOLD_END) {
			rc = run_close(r);
			++*at;
			continue;
		}
		if (!r->is_open) {
			r->is_open = true;
			r->start = *at;
		}
		if (r->len < sizeof(r->folded))
			r->folded[r->len++] = (char)fold;
		r->end = ++*at;
	}
	return rc;
}

/* Takes the character at *AT, or the run of dictionary script it begins. */
static int other_cut(struct words *w, const char *text, size_t len, size_t *at,
                     struct run *r)
{
	size_t range[2] = { *at, 0 };
	uint32_t cp = utf8_next(text, len, at);
	uint32_t fold = cp < TABLE_SIZE ? w->fold[cp] : fold_class(w, cp);
	int rc;

	range[1] = *at;
	if (fold != FOLD_DICT)
		return run_take(w, r, cp, fold, range);
	rc = run_close(r);
	*at = dict_end(text, len, range[0]);
	return rc == 0 ? dict_cut(w, text, range[0], *at, r) : rc;
}

int words_cut(struct words *w, const char *text, size_t len, words_each *each,
              void *context)
{
	struct run r = { .each = each, .context = context };
	size_t at = 0;
	int rc = 0;

	while (rc == 0 && at < len) {
		rc = ascii_cut(w, text, len, &at, &r);
		if (rc == 0 && at < len)
			rc = other_cut(w, text, len, &at, &r);
	}
	return rc == 0 ? run_close(&r) : rc;
}
