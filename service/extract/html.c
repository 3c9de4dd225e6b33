/* SPDX-License-Identifier: Apache-2.0 */
#include "readers.h"

#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include "base/buf.h"
#include "base/fault.h"
#include "base/utf8.h"

#include "blocks.h"
#include "charset.h"
#include "html_look.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

#define TITLE_MOST 4096

#define HTML_OPTIONS                                                    \
	(HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | \
	 HTML_PARSE_IGNORE_ENC)

enum act {
	ACT_BLOCK,   /* begins and ends a paragraph */
	ACT_HEADING, /* the same, and is one; level is in the name */
	ACT_ITEM,
	ACT_CELL,
	ACT_FURNITURE, /* not what the page says, but how to get about */
	ACT_FOOTER,    /* the same, unless it is that of an article */
	ACT_ARTICLE,
	ACT_SKIP, /* its text is not for reading */
	ACT_SPACE,
	ACT_SUP,
	ACT_LINK,
	ACT_TITLE
};

/* Sorted by name; what is not here stands inside a line. */
static const struct rule {
	const char *name;
	enum act act;
} RULES[] = {
	{ "a", ACT_LINK },
	{ "address", ACT_BLOCK },
	{ "article", ACT_ARTICLE },
	{ "aside", ACT_BLOCK },
	{ "audio", ACT_SKIP },
	{ "blockquote", ACT_BLOCK },
	{ "body", ACT_BLOCK },
	{ "br", ACT_SPACE },
	{ "button", ACT_FURNITURE },
	{ "canvas", ACT_SKIP },
	{ "caption", ACT_BLOCK },
	{ "center", ACT_BLOCK },
	{ "datalist", ACT_SKIP },
	{ "dd", ACT_BLOCK },
	{ "del", ACT_SKIP },
	{ "details", ACT_BLOCK },
	{ "dialog", ACT_BLOCK },
	{ "dir", ACT_BLOCK },
	{ "div", ACT_BLOCK },
	{ "dl", ACT_BLOCK },
	{ "dt", ACT_BLOCK },
	{ "embed", ACT_SKIP },
	{ "fieldset", ACT_BLOCK },
	{ "figcaption", ACT_BLOCK },
	{ "figure", ACT_BLOCK },
	{ "footer", ACT_FOOTER },
	{ "form", ACT_BLOCK },
	{ "h1", ACT_HEADING },
	{ "h2", ACT_HEADING },
	{ "h3", ACT_HEADING },
	{ "h4", ACT_HEADING },
	{ "h5", ACT_HEADING },
	{ "h6", ACT_HEADING },
	{ "head", ACT_BLOCK },
	{ "header", ACT_BLOCK },
	{ "hr", ACT_BLOCK },
	{ "iframe", ACT_SKIP },
	{ "legend", ACT_BLOCK },
	{ "li", ACT_ITEM },
	{ "main", ACT_ARTICLE },
	{ "menu", ACT_BLOCK },
	{ "nav", ACT_FURNITURE },
	{ "noframes", ACT_SKIP },
	{ "noscript", ACT_SKIP },
	{ "object", ACT_SKIP },
	{ "ol", ACT_BLOCK },
	{ "optgroup", ACT_FURNITURE },
	{ "option", ACT_FURNITURE },
	{ "p", ACT_BLOCK },
	{ "pre", ACT_BLOCK },
	{ "rp", ACT_SKIP },
	{ "rt", ACT_SKIP },
	{ "script", ACT_SKIP },
	{ "section", ACT_BLOCK },
	{ "select", ACT_FURNITURE },
	{ "style", ACT_SKIP },
	{ "summary", ACT_BLOCK },
	{ "sup", ACT_SUP },
	{ "svg", ACT_SKIP },
	{ "table", ACT_BLOCK },
	{ "tbody", ACT_BLOCK },
	{ "td", ACT_CELL },
	{ "template", ACT_SKIP },
	{ "textarea", ACT_SKIP },
	{ "tfoot", ACT_BLOCK },
	{ "th", ACT_CELL },
	{ "thead", ACT_BLOCK },
	{ "title", ACT_TITLE },
	{ "tr", ACT_BLOCK },
	{ "ul", ACT_BLOCK },
	{ "video", ACT_SKIP },
};

/* What is known of an element, and handed down to those inside. */
struct state {
	unsigned heading; /* 1..6 */
	bool is_item;
	bool is_cell;
	bool is_note;
	bool is_furniture;
	bool is_article;
	bool is_hidden;
	bool is_white;
	bool is_shaded; /* something may lie behind the words */
	bool is_sup;
	bool is_local_link; /* to elsewhere on the page */
	bool is_note_link;  /* to a note, by its name */
	bool is_block;      /* begins and ends a paragraph */
	bool is_title;
};

struct walk {
	struct blocks *blocks;
	struct fault *fault;
	htmlParserCtxtPtr parser;
	struct state states[READERS_DEPTH_MOST + 1];
	size_t depth;
	size_t skipped; /* depth of the element being left out, or 0 */
	struct buf title;
	char language[32];
	bool is_stopped;
};

static int compare_rules(const void *name, const void *rule)
{
	const struct rule *r = rule;

	return strcmp(name, r->name);
}

static void stop(struct walk *w)
{
	w->is_stopped = true;
	xmlStopParser(w->parser);
}

/* Takes what the element NAME is by itself into S. */
static void take_act(struct state *s, const struct rule *rule)
{
	s->is_block = rule->act <= ACT_ARTICLE;
	switch (rule->act) {
	case ACT_HEADING:
		s->heading = (unsigned)(rule->name[1] - '0');
		break;
	case ACT_ITEM:
		s->is_item = true;
		break;
	case ACT_CELL:
		s->is_cell = true;
		break;
	case ACT_FURNITURE:
		s->is_furniture = true;
		break;
	case ACT_FOOTER:
		s->is_furniture |= !s->is_article;
		break;
	case ACT_ARTICLE:
		s->is_article = true;
		break;
	case ACT_SUP:
		s->is_sup = true;
		break;
	case ACT_TITLE:
		s->is_title = true;
		break;
	case ACT_BLOCK:
	case ACT_SKIP:
	case ACT_SPACE:
	case ACT_LINK:
		break;
	}
}

static void take_look(struct state *s, const struct html_look *look,
                      bool is_link)
{
	s->is_hidden |= look->is_hidden;
	s->is_shaded |= look->is_shaded;
	if (look->is_coloured)
		s->is_white = look->is_white;
	s->is_note |= look->is_note;
	s->is_furniture |= look->is_furniture;
	if (is_link) {
		s->is_local_link = look->is_local_link;
		s->is_note_link = look->is_note_link;
	}
}

static void close_block(struct walk *w)
{
	if (blocks_close(w->blocks, w->fault) < 0)
		stop(w);
}

static void on_start(void *context, const xmlChar *xml_name,
                     const xmlChar **attributes)
{
	struct walk *w = context;
	const char *name = (const char *)xml_name;
	const struct rule *rule;
	struct html_look look;
	struct state *s;

	if (w->is_stopped)
		return;
	if (++w->depth > READERS_DEPTH_MOST) {
		(void)fault_set(w->fault, FAULT_LIMIT,
		                "line %d: nested too deep, more than %d "
		                "elements: simplify the page",
		                w->parser->input ? w->parser->input->line : 0,
		                READERS_DEPTH_MOST);
		stop(w);
		return;
	}
	if (w->skipped > 0)
		return;
	rule = bsearch(name, RULES, COUNT_OF(RULES), sizeof(RULES[0]),
	               compare_rules);
	if (rule && rule->act == ACT_SKIP) {
		w->skipped = w->depth;
		return;
	}
	s = &w->states[w->depth];
	*s = w->states[w->depth - 1];
	s->is_block = false;
	if (rule)
		take_act(s, rule);
	html_look_read((const char *const *)attributes, &look);
	take_look(s, &look, rule && rule->act == ACT_LINK);
	if (strcmp(name, "html") == 0)
		memcpy(w->language, look.language, sizeof(w->language));
	if (s->is_block)
		close_block(w);
	else if (rule && rule->act == ACT_SPACE && blocks_is_open(w->blocks) &&
	         blocks_add(w->blocks, " ", 1, w->fault) < 0)
		stop(w);
}

static void on_end(void *context, const xmlChar *name)
{
	struct walk *w = context;
	size_t depth = w->depth;

	(void)name;
	if (w->is_stopped || depth == 0)
		return;
	w->depth--;
	if (w->skipped > 0) {
		if (w->skipped == depth)
			w->skipped = 0;
		return;
	}
	if (w->states[depth].is_block)
		close_block(w);
}

/* What the block that opens in the state S is. */
static struct block_note note_of(const struct state *s)
{
	struct block_note note = { .kind = BLOCK_PARAGRAPH };

	if (s->is_note) {
		note.kind = BLOCK_FOOTNOTE;
	} else if (s->is_furniture) {
		note.kind = BLOCK_FURNITURE;
	} else if (s->heading > 0) {
		note.kind = BLOCK_HEADING;
		note.level = s->heading;
	} else if (s->is_cell) {
		note.kind = BLOCK_CELL;
	} else if (s->is_item) {
		note.kind = BLOCK_ITEM;
	}
	return note;
}

static bool is_blank(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!strchr(" \t\r\n\f", bytes[i]))
			return false;
	return true;
}

/* Whether a link to elsewhere on the page only marks a note, or the way back
   from it: "[12]", "iv", "*", an arrow. */
static bool is_mark(const struct state *s, const char *bytes, size_t len)
{
	size_t signs = 0;

	if (!s->is_note_link && !(s->is_sup && s->is_local_link))
		return false;
	for (size_t i = 0; i < len;) {
		uint32_t cp = utf8_next(bytes, len, &i);

		if (cp == ' ' || cp == '\n' || cp == '\t')
			continue;
		signs++;
		if (cp < 0x80 && !strchr("0123456789[]()*ivxcl.^", (int)cp))
			return false;
	}
	return signs <= 8;
}

static void on_text(void *context, const xmlChar *xml_bytes, int xml_len)
{
	struct walk *w = context;
	const char *bytes = (const char *)xml_bytes;
	size_t len = (size_t)xml_len;
	const struct state *s = &w->states[w->depth];
	struct block_note note;

	if (w->is_stopped || w->skipped > 0)
		return;
	if (s->is_title) {
		if (w->title.len + len <= TITLE_MOST)
			(void)buf_add(&w->title, bytes, len, w->fault);
		return;
	}
	if (s->is_hidden || (s->is_white && !s->is_shaded)) {
		if (!is_blank(bytes, len))
			blocks_hidden(w->blocks);
		return;
	}
	if (is_mark(s, bytes, len))
		return;
	if (!blocks_is_open(w->blocks)) {
		if (is_blank(bytes, len))
			return;
		note = note_of(s);
		if (blocks_open(w->blocks, &note, w->fault) < 0) {
			stop(w);
			return;
		}
	}
	if (blocks_add(w->blocks, bytes, len, w->fault) < 0)
		stop(w);
}

/* Reads UTF-8. */
static int parse(struct walk *w, const char *bytes, size_t len)
{
	struct fault *f = w->fault;
	int rc;

	if (len == 0 || len > INT_MAX)
		return fault_set(f, FAULT_INPUT, "no HTML in it");
	w->parser = htmlCreateMemoryParserCtxt(bytes, (int)len);
	if (!w->parser)
		return fault_set(f, FAULT_MEMORY, "no memory to read HTML");
	(void)htmlCtxtUseOptions(w->parser, HTML_OPTIONS);
	(void)xmlSwitchEncoding(w->parser, XML_CHAR_ENCODING_UTF8);
	*w->parser->sax = (htmlSAXHandler){
		.startElement = on_start,
		.endElement = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
	};
	w->parser->userData = w;
	(void)htmlParseDocument(w->parser);
	rc = w->is_stopped ? -1 : 0;
	htmlFreeParserCtxt(w->parser);
	if (rc == 0)
		rc = blocks_about(w->blocks,
		                  w->title.len > 0 ? w->title.at : NULL,
		                  w->language[0] != '\0' ? w->language : NULL,
		                  f);
	return rc;
}

int read_html(const char *bytes, size_t len, struct blocks *b, struct fault *f)
{
	struct walk *w = calloc(1, sizeof(*w));
	struct buf utf8;
	int rc;

	if (!w)
		return fault_set(f, FAULT_MEMORY, "no memory to read HTML");
	w->blocks = b;
	w->fault = f;
	buf_init(&w->title, TITLE_MOST);
	buf_init(&utf8, CHARSET_MOST);
	rc = charset_html(&bytes, &len, &utf8, f);
	if (rc == 0)
		rc = parse(w, bytes, len);
	buf_clear(&utf8);
	buf_clear(&w->title);
	free(w);
	return rc;
}
