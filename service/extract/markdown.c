/* SPDX-License-Identifier: Apache-2.0 */
#include "readers.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/span.h"

#include "blocks.h"
#include "contents.h"
#include "inline.h"
#include "number.h"
#include "pile.h"

#define VALUE_MOST   512 /* bytes of a title in the front matter */
#define LINES_MATTER 200 /* lines of front matter; else it is a rule */

struct markdown {
	struct span text;
	size_t at;
	struct blocks *blocks;
	struct pile words; /* of the paragraph being gathered */
	struct pile plain; /* the same without marks */
	enum block_kind kind;
	const char *number; /* of a note */
	uint32_t page;
	bool in_contents;
	char label[32];
};

/* The next line without its end; false after the last. */
static bool next_line(struct markdown *m, struct span *line)
{
	const char *start = m->text.at + m->at;
	size_t left = m->text.len - m->at;
	const char *end;

	if (left == 0)
		return false;
	end = memchr(start, '\n', left);
	line->at = start;
	line->len = end ? (size_t)(end - start) : left;
	m->at += line->len + (end != NULL);
	if (line->len > 0 && start[line->len - 1] == '\r')
		line->len--;
	return true;
}

static struct span trim(struct span s)
{
	while (s.len > 0 && (s.at[0] == ' ' || s.at[0] == '\t')) {
		s.at++;
		s.len--;
	}
	while (s.len > 0 && (s.at[s.len - 1] == ' ' || s.at[s.len - 1] == '\t'))
		s.len--;
	return s;
}

static bool starts(struct span s, const char *word)
{
	return s.len >= strlen(word) && memcmp(s.at, word, strlen(word)) == 0;
}

static struct span skip(struct span s, size_t n)
{
	return (struct span){ s.at + n, s.len - n };
}

/* Nothing but C, at least N times, spaces apart: a rule or an underline. */
static bool is_row_of(struct span s, char c, size_t least)
{
	size_t n = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (s.at[i] == c)
			n++;
		else if (s.at[i] != ' ' && s.at[i] != '\t')
			return false;
	}
	return n >= least;
}

static bool is_rule(struct span s)
{
	return is_row_of(s, '-', 3) || is_row_of(s, '*', 3) ||
	       is_row_of(s, '_', 3);
}

static int put(struct markdown *m, enum block_kind kind, unsigned level,
               struct span words, struct fault *f)
{
	struct block_note note = { .kind = kind,
		                   .level = level,
		                   .page = m->page,
		                   .number = m->number };

	m->plain.n = 0;
	if (inline_words(words, &m->plain, f) < 0 ||
	    blocks_open(m->blocks, &note, f) < 0 ||
	    blocks_add(m->blocks, m->plain.at, m->plain.n, f) < 0)
		return -1;
	m->number = NULL;
	return blocks_close(m->blocks, f);
}

/* Ends the paragraph, item or note that was being gathered. */
static int flush(struct markdown *m, struct fault *f)
{
	struct span words = { m->words.at, m->words.n };
	enum block_kind kind = m->kind;

	m->kind = BLOCK_PARAGRAPH;
	m->words.n = 0;
	if (words.len == 0)
		return 0;
	if (contents_has_leader(words) ||
	    (m->in_contents && kind == BLOCK_ITEM))
		kind = BLOCK_FURNITURE;
	return put(m, kind, 0, words, f);
}

static int gather(struct markdown *m, struct span words, struct fault *f)
{
	/* A stranger's "word ..... 12" lines stay apart: contents. */
	if (m->words.n > 0 &&
	    contents_has_leader((struct span){ m->words.at, m->words.n }) &&
	    flush(m, f) < 0)
		return -1;
	if (m->words.n > 0 && pile_add(&m->words, "\n", 1, f) < 0)
		return -1;
	return pile_add(&m->words, words.at, words.len, f);
}

/* "## Words ##", with the page mark some converters leave ("... page 3"). */
static int take_atx(struct markdown *m, struct span line, struct fault *f)
{
	unsigned level = 0;

	while (level < line.len && line.at[level] == '#')
		level++;
	line = trim(skip(line, level));
	while (line.len > 0 && line.at[line.len - 1] == '#')
		line.len--;
	for (size_t i = line.len; i > 9 && i + 12 > line.len; i--)
		if (memcmp(line.at + i - 9, "... page ", 9) == 0) {
			line.len = i - 9;
			break;
		}
	line = trim(line);
	if (flush(m, f) < 0)
		return -1;
	m->in_contents = contents_is_heading(line);
	return put(m, m->in_contents ? BLOCK_FURNITURE : BLOCK_HEADING,
	           m->in_contents ? 0 : level, line, f);
}

static bool is_atx(struct span line)
{
	size_t n = 0;

	while (n < line.len && line.at[n] == '#')
		n++;
	return n >= 1 && n <= 6 && (n == line.len || line.at[n] == ' ');
}

/* "<!-- page 12 -->": the page; any comment is left out. */
static void take_comment(struct markdown *m, struct span line)
{
	struct span in = trim(skip(line, 4));
	uint32_t page = 0;
	const char *end;

	if (starts(in, "page "))
		for (size_t i = 5; i < in.len && in.at[i] >= '0' &&
		                   in.at[i] <= '9' && page < 100000;
		     i++)
			page = page * 10 + (uint32_t)(in.at[i] - '0');
	if (page > 0)
		m->page = page;
	/* A comment may go on for lines; nobody sees it. */
	end = memmem(line.at, (size_t)(m->text.at + m->text.len - line.at),
	             "-->", 3);
	m->at = end ? (size_t)(end - m->text.at) + 3 : m->text.len;
	if (m->at < m->text.len && m->text.at[m->at] == '\r')
		m->at++;
	if (m->at < m->text.len && m->text.at[m->at] == '\n')
		m->at++;
}

/* "```": all up to the closing fence, line by line, as it stands. */
static int take_fence(struct markdown *m, struct span fence, struct fault *f)
{
	struct block_note note = { .kind = BLOCK_PARAGRAPH, .page = m->page };
	struct span line;
	char mark = fence.at[0];

	if (flush(m, f) < 0 || blocks_open(m->blocks, &note, f) < 0)
		return -1;
	while (next_line(m, &line)) {
		struct span t = trim(line);

		if (is_row_of(t, mark, 3))
			break;
		if (blocks_add(m->blocks, line.at, line.len, f) < 0 ||
		    blocks_add(m->blocks, "\n", 1, f) < 0)
			return -1;
	}
	return blocks_close(m->blocks, f);
}

/* "|---|:--:|": parts the head of a table from its body. */
static bool is_table_rule(struct span line)
{
	bool has_bar = false;

	for (size_t i = 0; i < line.len; i++) {
		has_bar |= line.at[i] == '|';
		if (!strchr("|-: ", line.at[i]))
			return false;
	}
	return has_bar;
}

static int take_row(struct markdown *m, struct span line, struct fault *f)
{
	size_t start = 1;

	if (flush(m, f) < 0)
		return -1;
	if (is_table_rule(line))
		return 0;
	for (size_t i = 1; i <= line.len; i++) {
		struct span cell;

		if (i < line.len &&
		    (line.at[i] != '|' || line.at[i - 1] == '\\'))
			continue;
		cell = trim((struct span){ line.at + start, i - start });
		start = i + 1;
		if (cell.len > 0 && put(m, BLOCK_CELL, 0, cell, f) < 0)
			return -1;
	}
	return 0;
}

/* "[^12]: words" opens a note. */
static int take_note(struct markdown *m, struct span line, struct fault *f)
{
	const char *end = memchr(line.at, ']', line.len);
	size_t n = (size_t)(end - line.at) - 2;

	if (flush(m, f) < 0)
		return -1;
	n = n < sizeof(m->label) ? n : sizeof(m->label) - 1;
	memcpy(m->label, line.at + 2, n);
	m->label[n] = '\0';
	m->number = m->label;
	m->kind = BLOCK_FOOTNOTE;
	end += 2;
	return gather(m,
	              trim((struct span){ end,
	                                  (size_t)(line.at + line.len - end) }),
	              f);
}

static bool is_note(struct span line)
{
	const char *end =
		starts(line, "[^") ? memchr(line.at, ']', line.len) : NULL;

	return end && end + 1 < line.at + line.len && end[1] == ':';
}

/* "[name]: target": where a link leads; nobody reads it. */
static bool is_definition(struct span line)
{
	const char *end =
		starts(line, "[") ? memchr(line.at, ']', line.len) : NULL;

	return end && end + 2 < line.at + line.len && end[1] == ':' &&
	       end[2] == ' ' &&
	       memchr(end, '/', (size_t)(line.at + line.len - end));
}

/* Whether LINE opens an item; *BODY is what stands behind its mark. */
static bool is_item(struct span line, struct span *body, bool *is_numbered)
{
	struct number number;

	if (line.len > 2 && strchr("-*+", line.at[0]) && line.at[1] == ' ') {
		*body = trim(skip(line, 2));
		*is_numbered = false;
		return true;
	}
	if (!number_find(line.at, line.len, false, &number) ||
	    number.skip >= line.len)
		return false;
	*body = line;
	*is_numbered = true;
	return true;
}

/* The word of front matter after KEY, without quotes. */
static bool value_of(struct span line, const char *key, char *out)
{
	if (!starts(line, key))
		return false;
	line = trim(skip(line, strlen(key)));
	if (line.len >= 2 && (line.at[0] == '"' || line.at[0] == '\'') &&
	    line.at[line.len - 1] == line.at[0])
		line = (struct span){ line.at + 1, line.len - 2 };
	if (line.len == 0 || line.len >= VALUE_MOST)
		return false;
	memcpy(out, line.at, line.len);
	out[line.len] = '\0';
	return true;
}

/* YAML between two "---" at the start says things of the document. */
static int take_matter(struct markdown *m, struct fault *f)
{
	char value[VALUE_MOST];
	struct span line;
	size_t was = m->at;

	if (!next_line(m, &line) || !is_row_of(line, '-', 3) || line.len != 3) {
		m->at = was;
		return 0;
	}
	for (int n = 0; n < LINES_MATTER && next_line(m, &line); n++) {
		const char *title = NULL, *language = NULL;

		if (line.len == 3 &&
		    (starts(line, "---") || starts(line, "...")))
			return 0;
		if (value_of(line, "title:", value))
			title = value;
		else if (value_of(line, "lang:", value) ||
		         value_of(line, "language:", value))
			language = value;
		if (blocks_about(m->blocks, title, language, f) < 0)
			return -1;
	}
	m->at = was; /* no end: it was a rule after all */
	return 0;
}

/* A line of words: a new item, or more of what is being gathered. */
static int take_words(struct markdown *m, struct span line, struct fault *f)
{
	struct span body = line;
	bool is_numbered = false, is_new = is_item(line, &body, &is_numbered);

	/* "2024. The" in the middle of a paragraph opens nothing. */
	if (is_new && is_numbered && m->words.n > 0 &&
	    m->kind == BLOCK_PARAGRAPH && m->words.at[m->words.n - 1] != '.' &&
	    m->words.at[m->words.n - 1] != ';' &&
	    m->words.at[m->words.n - 1] != ':')
		is_new = false;
	if (is_new) {
		if (flush(m, f) < 0)
			return -1;
		m->kind = is_numbered ? BLOCK_PARAGRAPH : BLOCK_ITEM;
		return gather(m, body, f);
	}
	return gather(m, line, f);
}

static int take_line(struct markdown *m, struct span raw, struct fault *f)
{
	struct span line = trim(raw);

	while (starts(line, ">"))
		line = trim(skip(line, 1));
	if (starts(line, "<!--")) {
		if (flush(m, f) < 0)
			return -1;
		take_comment(m, line);
		return 0;
	}
	if (line.len == 0)
		return flush(m, f);
	if (is_atx(line))
		return take_atx(m, line, f);
	if (m->words.n > 0 && m->kind == BLOCK_PARAGRAPH &&
	    (is_row_of(line, '=', 2) || is_row_of(line, '-', 2))) {
		struct span words = { m->words.at, m->words.n };

		m->words.n = 0;
		return put(m, BLOCK_HEADING, line.at[0] == '=' ? 1 : 2, words,
		           f);
	}
	if (is_rule(line))
		return flush(m, f);
	if (starts(line, "```") || starts(line, "~~~"))
		return take_fence(m, line, f);
	if (line.at[0] == '|')
		return take_row(m, line, f);
	if (is_note(line))
		return take_note(m, line, f);
	if (is_definition(line))
		return flush(m, f);
	return take_words(m, line, f);
}

int read_markdown(const char *bytes, size_t len, struct blocks *b,
                  struct fault *f)
{
	struct markdown m = { .text = { bytes, len },
		              .blocks = b,
		              .kind = BLOCK_PARAGRAPH };
	struct span line;

	pile_init(&m.words, blocks_arena(b), 1, BLOCKS_TEXT_MOST,
	          "bytes in one paragraph");
	pile_init(&m.plain, blocks_arena(b), 1, BLOCKS_TEXT_MOST,
	          "bytes in one paragraph");
	if (take_matter(&m, f) < 0)
		return -1;
	while (next_line(&m, &line))
		if (take_line(&m, line, f) < 0)
			return -1;
	return flush(&m, f);
}
