/* SPDX-License-Identifier: Apache-2.0 */
#include "anchor.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"
#include "model/decision.h"
#include "scoring.h"
#include "store.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip(const char *text, size_t len, size_t at)
{
	while (at < len && is_blank(text[at]))
		at++;
	return at;
}

/* A spreadsheet may have turned a line end into a blank, or doubled it. */
static bool is_same_words(const char *a, size_t a_len, const char *b,
                          size_t b_len)
{
	size_t i = skip(a, a_len, 0), k = skip(b, b_len, 0);

	while (i < a_len && k < b_len) {
		if (is_blank(a[i]) != is_blank(b[k]))
			break;
		if (is_blank(a[i])) {
			i = skip(a, a_len, i);
			k = skip(b, b_len, k);
		} else if (a[i++] != b[k++]) {
			return false;
		}
	}
	return skip(a, a_len, i) == a_len && skip(b, b_len, k) == b_len;
}

/* Bytes that both end in, or begin with. */
static size_t common_end(const char *a, const char *b)
{
	size_t i = strlen(a), k = strlen(b), n = 0;

	while (n < i && n < k && a[i - n - 1] == b[k - n - 1])
		n++;
	return n;
}

static size_t common_start(const char *a, const char *b)
{
	size_t n = 0;

	while (a[n] && a[n] == b[n])
		n++;
	return n;
}

/* Of those that SAYS marks, the one whose surroundings are most alike. */
struct choice {
	size_t at;
	size_t alike;
	bool is_tied;
	bool is_any;
};

static void choose(struct choice *c, const struct decision *d,
                   const struct passage_row *row, size_t at)
{
	size_t alike = common_end(d->prefix, row->prefix) +
	               common_start(d->suffix, row->suffix);

	if (c->is_any && alike <= c->alike) {
		c->is_tied = c->is_tied || alike == c->alike;
		return;
	}
	*c = (struct choice){ .at = at, .alike = alike, .is_any = true };
}

static enum anchor chosen(const struct choice *c, size_t *at)
{
	if (!c->is_any)
		return ANCHOR_NONE;
	*at = c->at;
	return c->is_tied ? ANCHOR_MANY : ANCHOR_ONE;
}

enum anchor anchor_find(const struct decision *d,
                        const struct passage_row *rows, size_t n, size_t *at)
{
	size_t len = strlen(d->quote);
	struct choice c = { 0 };

	for (size_t i = 0; i < n; i++)
		if (is_same_words(d->quote, len, rows[i].quote,
		                  rows[i].quote_len))
			choose(&c, d, &rows[i], i);
	return chosen(&c, at);
}

/* The door says so: NOLINTNEXTLINE(readability-function-size) */
int anchor_find_again(const struct decision *d, const struct passage_row *rows,
                      size_t n, struct arena *scratch, enum anchor *out,
                      size_t *at, struct fault *f)
{
	struct choice c = { 0 };

	*out = anchor_find(d, rows, n, at);
	for (size_t i = 0; *out == ANCHOR_NONE && i < n; i++) {
		const struct span pair[] = {
			{ d->quote, strlen(d->quote) },
			{ rows[i].quote, rows[i].quote_len },
		};
		uint32_t first[2];

		arena_reset(scratch);
		if (passages_similar(pair, 2, scratch, first, f) < 0)
			return -1;
		if (first[1] == 0)
			choose(&c, d, &rows[i], i);
	}
	if (*out == ANCHOR_NONE)
		*out = chosen(&c, at);
	return 0;
}
