/* SPDX-License-Identifier: Apache-2.0 */
#include "inline.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "base/fault.h"
#include "base/utf8.h"

#include "pile.h"

/* Nested brackets looked through for the end of a link; then it is text. */
#define LINK_MOST   2048
#define ENTITY_MOST 32

struct scanner {
	const char *text;
	size_t len;
	size_t at;
	size_t words_end; /* bracket that ends the words of a link, or 0 */
	size_t link_end;  /* where the text goes on behind its target */
	struct pile *out;
};

static char peek(const struct scanner *s, size_t ahead)
{
	if (s->at + ahead >= s->len)
		return '\0';
	return s->text[s->at + ahead];
}

static bool is_punct(char c)
{
	return c && strchr("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", c) != NULL;
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Offset of the bracket that closes the one at AT, or 0. */
static size_t closing(const struct scanner *s, size_t at, char open, char close)
{
	size_t end = s->len - at > LINK_MOST ? at + LINK_MOST : s->len;
	int depth = 0;

	for (size_t i = at; i < end; i++) {
		if (s->text[i] == '\\')
			i++;
		else if (s->text[i] == open)
			depth++;
		else if (s->text[i] == close && --depth == 0)
			return i;
	}
	return 0;
}

/* "&amp;", "&#233;": the character, or as it stands. */
static int take_entity(struct scanner *s, struct fault *f)
{
	const htmlEntityDesc *known;
	char name[ENTITY_MOST], bytes[4];
	size_t n = 0;
	uint32_t cp = 0;

	while (n + 1 < sizeof(name) && is_word(peek(s, n + 1)))
		n++;
	if (n > 0 && peek(s, n + 1) == ';') {
		memcpy(name, s->text + s->at + 1, n);
		name[n] = '\0';
		known = htmlEntityLookup((const xmlChar *)name);
		cp = known ? known->value : 0;
	} else if (peek(s, 1) == '#') {
		for (n = 1; peek(s, n + 1) >= '0' && peek(s, n + 1) <= '9' &&
		            cp < 0x110000;
		     n++)
			cp = cp * 10 + (uint32_t)(peek(s, n + 1) - '0');
		if (peek(s, n + 1) != ';' || cp > 0x10ffff ||
		    (cp >= 0xd800 && cp < 0xe000))
			cp = 0;
	}
	if (cp == 0) {
		s->at++;
		return pile_add(s->out, "&", 1, f);
	}
	s->at += n + 2;
	return pile_add(s->out, bytes, utf8_put(cp, bytes), f);
}

/* Code keeps its words and loses its ticks. */
static int take_code(struct scanner *s, struct fault *f)
{
	size_t ticks = 0, end;

	while (peek(s, ticks) == '`')
		ticks++;
	for (end = s->at + ticks; end + ticks <= s->len; end++)
		if (memcmp(s->text + end, s->text + s->at, ticks) == 0) {
			size_t start = s->at + ticks;

			s->at = end + ticks;
			return pile_add(s->out, s->text + start, end - start,
			                f);
		}
	s->at += ticks;
	return 0;
}

/* "[words](target)", "[words][ref]", "[^1]", "[x]" as it stands. */
static int take_link(struct scanner *s, bool is_image, struct fault *f)
{
	size_t open = s->at + is_image;
	size_t end = closing(s, open, '[', ']'), target;

	if (end == 0) {
		s->at = open + 1;
		return pile_add(s->out, s->text + s->at - 1, 1, f);
	}
	if (s->text[open + 1] == '^') {
		s->at = end + 1;
		return 0;
	}
	s->at = end;
	target = peek(s, 1) == '(' ? closing(s, end + 1, '(', ')') : 0;
	if (target == 0 && peek(s, 1) == '[')
		target = closing(s, end + 1, '[', ']');
	if (target == 0) {
		/* Brackets of the text itself: "[sic]", "[A/RES/73/195]". */
		s->at = open + 1;
		return is_image ? 0 : pile_add(s->out, "[", 1, f);
	}
	/* Links do not nest: one inside another loses its target alone. */
	if (is_image || s->words_end > 0) {
		s->at = is_image ? target + 1 : open + 1;
		return 0;
	}
	s->words_end = end;
	s->link_end = target + 1;
	s->at = open + 1;
	return 0;
}

/* "<br>", "</b>", "<https://…>": tags go, addresses stay. */
static int take_angle(struct scanner *s, struct fault *f)
{
	size_t end = closing(s, s->at, '<', '>');
	struct span in = { s->text + s->at + 1, 0 };
	char first = peek(s, 1);
	bool is_break;

	if (end == 0 || !(is_word(first) || first == '/' || first == '!')) {
		s->at++;
		return pile_add(s->out, "<", 1, f);
	}
	in.len = end - s->at - 1;
	s->at = end + 1;
	if (memchr(in.at, ':', in.len) && !memchr(in.at, ' ', in.len))
		return pile_add(s->out, in.at, in.len, f);
	is_break =
		in.len >= 2 && (in.at[0] | 32) == 'b' && (in.at[1] | 32) == 'r';
	return is_break ? pile_add(s->out, " ", 1, f) : 0;
}

/* Emphasis marks go; "_" within a word and " * " alone stay. */
static int take_mark(struct scanner *s, struct fault *f)
{
	char mark = peek(s, 0), before = ' ', after = ' ';
	size_t n = 0;
	bool is_kept;

	if (s->at > 0)
		before = s->text[s->at - 1];
	while (peek(s, n) == mark)
		n++;
	if (peek(s, n))
		after = peek(s, n);
	is_kept = (before == ' ' && after == ' ') ||
	          (mark == '_' && is_word(before) && is_word(after)) ||
	          (mark == '~' && n < 2);
	s->at += n;
	return is_kept ? pile_add(s->out, s->text + s->at - n, n, f) : 0;
}

/* The end of a link's words, or a bracket of the text. */
static int take_bracket(struct scanner *s, struct fault *f)
{
	if (s->words_end > 0 && s->at == s->words_end) {
		s->at = s->link_end;
		s->words_end = 0;
		return 0;
	}
	s->at++;
	return pile_add(s->out, "]", 1, f);
}

static int take_one(struct scanner *s, struct fault *f)
{
	char c = peek(s, 0);

	switch (c) {
	case '\\':
		if (is_punct(peek(s, 1)))
			s->at++;
		s->at++;
		return pile_add(s->out, s->text + s->at - 1, 1, f);
	case '`':
		return take_code(s, f);
	case '*':
	case '_':
	case '~':
		return take_mark(s, f);
	case '!':
		if (peek(s, 1) == '[')
			return take_link(s, true, f);
		s->at++;
		return pile_add(s->out, "!", 1, f);
	case '[':
		return take_link(s, false, f);
	case ']':
		return take_bracket(s, f);
	case '<':
		return take_angle(s, f);
	case '&':
		return take_entity(s, f);
	default:
		s->at++;
		return pile_add(s->out, &c, 1, f);
	}
}

int inline_words(struct span text, struct pile *out, struct fault *f)
{
	struct scanner s = { .text = text.at, .len = text.len, .out = out };

	while (s.at < s.len) {
		size_t plain = s.at;

		/* Code or a tag may run past the end of a link's words. */
		if (s.at > s.words_end)
			s.words_end = 0;

		while (plain < s.len && !strchr("\\`*_~![]<&", s.text[plain]))
			plain++;
		if (pile_add(out, s.text + s.at, plain - s.at, f) < 0)
			return -1;
		s.at = plain;
		if (s.at < s.len && take_one(&s, f) < 0)
			return -1;
	}
	return 0;
}
