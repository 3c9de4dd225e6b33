/* SPDX-License-Identifier: Apache-2.0 */
#include "token.h"

#include <string.h>

#include "base/utf8.h"

/* Most of what is read is ASCII. */
static uint32_t next(const char *text, size_t len, size_t *at)
{
	unsigned char c = (unsigned char)text[*at];

	if (c >= 0x80)
		return utf8_next(text, len, at);
	(*at)++;
	return c;
}

/* Letters and digits of any script; not the marks that reports quote and
   list with. */
static bool is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
		       (cp >= '0' && cp <= '9');
	if (cp < 0xc0)
		return cp == 0xaa || cp == 0xba;
	return cp != 0xd7 && cp != 0xf7 && (cp < 0x2000 || cp > 0x206f) &&
	       (cp < 0x3000 || cp > 0x303f) && cp != 0xfeff &&
	       (cp < 0xff00 || cp > 0xff0f) && (cp < 0xe000 || cp > 0xf8ff);
}

static bool is_small(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 0xdf && cp <= 0xff) ||
	       (cp > 0xff && cp < 0x180 && cp % 2 == 1);
}

static bool is_capital(uint32_t cp)
{
	return (cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde) ||
	       (cp > 0xff && cp < 0x180 && cp % 2 == 0);
}

static bool is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == 0x2019;
}

static bool is_joint(uint32_t cp)
{
	return cp == '-' || cp == '/' || cp == 0x2010 || cp == 0x2011 ||
	       is_apostrophe(cp);
}

static uint32_t fold(uint32_t cp)
{
	if ((cp >= 'A' && cp <= 'Z') || (cp >= 0xc0 && cp <= 0xde))
		return cp + 0x20;
	if (cp > 0xff && cp < 0x180 && cp % 2 == 0)
		return cp + 1;
	return cp == 0x2019 ? '\'' : cp;
}

size_t token_fold(const char *text, size_t start, size_t end, char *out)
{
	size_t n = 0;

	while (start < end) {
		uint32_t cp = fold(next(text, end, &start));

		if (is_joint(cp) && cp != '\'')
			continue;
		if (n + 4 >= FOLDED_MOST)
			break;
		if (cp < 0x80)
			out[n++] = (char)cp;
		else
			n += utf8_put(cp, out + n);
	}
	out[n] = '\0';
	return n;
}

/* Up to two letters before an apostrophe: an elided article. */
static bool is_elided(const struct token *t, size_t at)
{
	return at - t->start <= 2;
}

/* Finishes T, whose word ends at END. */
static void finish(const char *text, size_t end, struct token *t)
{
	char folded[FOLDED_MOST];
	size_t at = t->start, n, small = 0, capital = 0;
	uint64_t h = 14695981039346656037u; /* FNV-1a, 64 bits */

	t->end = end;
	t->is_upper = false;
	while (at < end) {
		bool is_first = at == t->start;
		uint32_t cp = next(text, end, &at);

		t->is_upper = is_first ? is_capital(cp) : t->is_upper;
		small += is_small(cp);
		capital += is_capital(cp);
	}
	t->is_capital = small == 0 && capital > 1;
	n = token_fold(text, t->start, end, folded);
	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)folded[i]) * 1099511628211u;
	t->hash = h;
}

/* Says whether a letter follows AT. */
static bool goes_on(const char *text, size_t len, size_t at)
{
	return at < len && is_letter(next(text, len, &at));
}

/* Does CP, before which stands byte AT and behind which AFTER, stay inside
   the word OPEN? */
static bool is_inside(const struct tokens *t, const struct token *open,
                      uint32_t cp, size_t at, size_t after)
{
	return is_joint(cp) && goes_on(t->text, t->len, after) &&
	       !(is_apostrophe(cp) && is_elided(open, at));
}

size_t tokens_cut_from(struct tokens *t, const char *text, size_t len,
                       size_t from)
{
	struct token *open = NULL;
	size_t at = from;

	t->text = text;
	t->len = len;
	t->n = 0;
	while (at < len) {
		size_t before = at;
		uint32_t cp = next(text, len, &at);

		if (open &&
		    (is_letter(cp) || is_inside(t, open, cp, before, at)))
			continue;
		if (open)
			finish(text, before, open);
		open = NULL;
		if (!is_letter(cp))
			continue;
		if (t->n == TOKENS_MOST)
			return before;
		open = &t->at[t->n++];
		open->start = before;
	}
	if (open)
		finish(text, len, open);
	return len;
}

void tokens_cut(struct tokens *t, const char *text, size_t len)
{
	(void)tokens_cut_from(t, text, len, 0);
}

char token_after(const struct tokens *t, size_t i)
{
	size_t at = t->at[i].end;

	while (at < t->len && (t->text[at] == ' ' || t->text[at] == '\n'))
		at++;
	if (at >= t->len)
		return '\0';
	return t->text[at];
}

bool token_runs_on(const struct tokens *t, size_t i)
{
	if (i + 1 >= t->n)
		return false;
	for (size_t at = t->at[i].end; at < t->at[i + 1].start; at++)
		if (t->text[at] != ' ' && t->text[at] != '\n' &&
		    t->text[at] != '\'' && (unsigned char)t->text[at] < 0x80)
			return false;
	return true;
}
