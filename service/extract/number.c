/* SPDX-License-Identifier: Apache-2.0 */
#include "number.h"

#include <stdint.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/utf8.h"

#define DIGITS_MOST 3 /* "12." is a paragraph, "2019." a year */
#define ROMAN_MOST  7 /* XXXVIII */

/* A place in the text and what is still to be read. */
struct cursor {
	const char *text;
	size_t len;
	size_t at;
};

static const char *const BULLETS[] = {
	"•", "‣", "◦", "▪", "▫", "■", "□", "●", "○", "➢", "➤", "⮚", "❖",
	"✓", "✔", "◆", "►", "▶", "·", "–", "—", "-", "*", "→", "⁃",   "∙",
};

/* Chinese numerals of chapters and lists. */
static const char *const CJK_NUMERALS[] = {
	"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百",
};

static char peek(const struct cursor *c)
{
	if (c->at >= c->len)
		return '\0';
	return c->text[c->at];
}

static bool take(struct cursor *c, const char *word)
{
	size_t n = strlen(word);

	if (c->len - c->at < n || memcmp(c->text + c->at, word, n) != 0)
		return false;
	c->at += n;
	return true;
}

/* One decimal digit of any script. */
static bool take_digit(struct cursor *c)
{
	size_t next = c->at;

	if (c->at >= c->len)
		return false;
	if (!u_isdigit((UChar32)utf8_next(c->text, c->len, &next)))
		return false;
	c->at = next;
	return true;
}

static size_t take_digits(struct cursor *c)
{
	size_t n = 0;

	while (take_digit(c))
		n++;
	return n;
}

static bool is_roman(char c, bool is_upper)
{
	return c && strchr(is_upper ? "IVXLC" : "ivxlc", c) != NULL;
}

static size_t take_roman(struct cursor *c, bool is_upper)
{
	size_t start = c->at;

	while (is_roman(peek(c), is_upper))
		c->at++;
	if (c->at - start > ROMAN_MOST)
		c->at = start;
	return c->at - start;
}

/* One letter alone: "a", "б", "أ". */
static bool take_letter(struct cursor *c)
{
	size_t next = c->at;

	if (c->at >= c->len ||
	    !u_isalpha((UChar32)utf8_next(c->text, c->len, &next)))
		return false;
	c->at = next;
	return true;
}

static size_t take_cjk(struct cursor *c)
{
	size_t n = 0;

	for (size_t i = 0; i < sizeof(CJK_NUMERALS) / sizeof(*CJK_NUMERALS);
	     i++)
		if (take(c, CJK_NUMERALS[i])) {
			n++;
			i = (size_t)-1;
		}
	return n;
}

/* What may stand between brackets: a letter, a roman or a decimal number. */
static bool take_label(struct cursor *c)
{
	struct cursor was = *c;
	size_t n = take_digits(c);

	if (n > 0)
		return n <= 3;
	if (take_roman(c, false) > 1 || take_roman(c, true) > 1)
		return true;
	*c = was;
	if (take_cjk(c) > 0)
		return true;
	if (!take_letter(c))
		return false;
	/* "(bis)" and "(aa)" are labels too, "(UN)" is not. */
	if (peek(c) == was.text[was.at] && peek(c) >= 'a' && peek(c) <= 'z')
		c->at++;
	return true;
}

/* "(a)", "(iv)", "（一）". */
static bool take_bracketed(struct cursor *c)
{
	struct cursor was = *c;

	if ((take(c, "(") || take(c, "（")) && take_label(c) &&
	    (take(c, ")") || take(c, "）")))
		return true;
	*c = was;
	return false;
}

/* Whether what follows can be the first word of a paragraph. */
static bool at_words(struct cursor *c, bool is_space_needed)
{
	if (c->at >= c->len)
		return true;
	if (peek(c) == ' ') {
		c->at++;
		return true;
	}
	return !is_space_needed;
}

static bool is_lower_next(const struct cursor *c)
{
	size_t at = c->at;

	if (at >= c->len)
		return false;
	return u_islower((UChar32)utf8_next(c->text, c->len, &at)) ||
	       peek(c) == '%';
}

static void give(struct number *out, enum number_kind kind,
                 const struct cursor *c, size_t label_len)
{
	out->kind = kind;
	out->label = (struct span){ c->text, label_len };
	out->skip = c->at;
}

static bool find_bullet(struct cursor c, struct number *out)
{
	for (size_t i = 0; i < sizeof(BULLETS) / sizeof(*BULLETS); i++) {
		struct cursor t = c;

		if (!take(&t, BULLETS[i]))
			continue;
		/* "-5" is a number and "*word*" emphasis. */
		if (!at_words(&t, strlen(BULLETS[i]) < 3 ||
		                          BULLETS[i][0] == '\xe2'))
			continue;
		give(out, NUMBER_BULLET, &t, 0);
		return true;
	}
	return false;
}

static bool find_letter(struct cursor c, struct number *out)
{
	struct cursor t = c;
	size_t end;

	if (take_bracketed(&t)) {
		end = t.at;
		(void)take(&t, ".");
		if (!at_words(&t, (unsigned char)c.text[0] < 0x80))
			return false;
		give(out, NUMBER_LETTER, &t, end);
		return true;
	}
	t = c;
	if (!take_label(&t) || !(take(&t, ")") || take(&t, "）")))
		return false;
	end = t.at;
	if (!at_words(&t, true))
		return false;
	give(out, NUMBER_LETTER, &t, end);
	return true;
}

/* "12.", "12-" (Arabic), "12(a)", "3.2", "115.23.", "١٢-". */
static bool find_digits(struct cursor c, struct number *out)
{
	struct cursor t = c, dot;
	size_t end, n = take_digits(&t), dots = 0;

	if (n == 0 || n > DIGITS_MOST)
		return false;
	for (dot = t; take(&dot, ".") && take_digits(&dot) > 0; t = dot)
		dots++;
	end = t.at;
	dot = t;
	(void)take(&dot, " ");
	if (take_bracketed(&dot)) {
		end = dot.at;
		(void)take(&dot, ".");
		if (!at_words(&dot, true))
			return false;
		give(out, NUMBER_MIXED, &dot, end);
		return true;
	}
	if (take(&t, ".") || take(&t, "．") || take(&t, "、")) {
		if (!at_words(&t, t.text[t.at - 1] == '.'))
			return false;
	} else if (take(&t, "-") || take(&t, " -") || take(&t, "–")) {
		/* "12- " numbers Arabic paragraphs; "12-14 years" does not */
		if (!at_words(&t, true) || is_lower_next(&t))
			return false;
	} else if (dots == 0 || !at_words(&t, true) || is_lower_next(&t)) {
		return false;
	}
	give(out, dots ? NUMBER_DOTTED : NUMBER_PLAIN, &t, end);
	out->depth = (unsigned)dots + 1;
	return true;
}

/* "IV." and "B." of headings. */
static bool find_capital(struct cursor c, struct number *out)
{
	struct cursor t = c;
	size_t n = take_roman(&t, true), end;
	enum number_kind kind = NUMBER_ROMAN;

	/* "C." and "L." are letters unless they stand among romans. */
	if (n == 0 || (n == 1 && c.text[0] != 'I' && c.text[0] != 'V' &&
	               c.text[0] != 'X')) {
		t = c;
		kind = NUMBER_CAPITAL;
		if (!take_letter(&t) || !u_isupper((UChar32)c.text[0]))
			return false;
	}
	end = t.at;
	if (!take(&t, ".") || !at_words(&t, true))
		return false;
	give(out, kind, &t, end);
	return true;
}

static bool find_cjk(struct cursor c, struct number *out)
{
	struct cursor t = c;
	size_t end;

	if (take_cjk(&t) == 0)
		return false;
	end = t.at;
	if (!take(&t, "、") && !take(&t, "．"))
		return false;
	(void)at_words(&t, false);
	give(out, NUMBER_CJK, &t, end);
	return true;
}

bool number_find(const char *text, size_t len, bool is_heading,
                 struct number *out)
{
	struct cursor c = { .text = text, .len = len };

	*out = (struct number){ .depth = 1 };
	if (len == 0)
		return false;
	return find_digits(c, out) || find_letter(c, out) ||
	       (is_heading && find_capital(c, out)) || find_cjk(c, out) ||
	       find_bullet(c, out);
}

void number_in_sequence(struct number *n, char *last)
{
	if (n->kind == NUMBER_ROMAN && n->label.len == 1 &&
	    n->label.at[0] == *last + 1)
		n->kind = NUMBER_CAPITAL;
	if (n->kind == NUMBER_CAPITAL && n->label.len == 1)
		*last = n->label.at[0];
	else if (n->kind == NUMBER_ROMAN)
		*last = '\0';
}

unsigned number_level(const struct number *n)
{
	switch (n->kind) {
	case NUMBER_ROMAN:
	case NUMBER_CJK:
		return 1;
	case NUMBER_CAPITAL:
		return 2;
	case NUMBER_PLAIN:
		return 3;
	case NUMBER_DOTTED:
		return n->depth;
	case NUMBER_LETTER:
		return 4;
	case NUMBER_NONE:
	case NUMBER_BULLET:
	case NUMBER_MIXED:
	default:
		return 0;
	}
}
