/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Akoma Ntoso: laws, resolutions, debates and judgments, as OASIS LegalDocML
 * 1.0 has them and as its drafts had them. Names mean the same in all.
 */
#include "readers.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

#include "flow.h"
#include "sax.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

#define TITLE_MOST 4096

struct walk {
	struct blocks *blocks;
	struct flow flow;
	struct buf number; /* of the block that comes next */
	struct buf title;  /* the first docTitle */
	char language[16];
	size_t levels;    /* open parts that may have headings */
	size_t items;     /* open items of lists */
	size_t cells;     /* open cells of tables */
	size_t furniture; /* open title pages and contents */
	size_t nums;      /* open num */
	size_t titles;    /* open docTitle */
	bool is_implied;  /* the open paragraph has no element of its own */
};

enum act {
	ACT_BLOCK,   /* holds words: a paragraph, or what its place makes it */
	ACT_HEADING, /* holds words: a heading */
	ACT_NOTE,    /* holds words: a note, kept apart */
	ACT_HOLDER,  /* holds blocks; a counter may tell where they are */
	ACT_INLINE,  /* a counter only */
	ACT_SPACE,
	ACT_SKIP,
	ACT_LANGUAGE
};

struct rule {
	const char *name;
	enum act act;
	size_t counter; /* of struct walk, raised while it is open; 0 none */
};

#define COUNTS(member) offsetof(struct walk, member)
#define LEVEL(name)                              \
	{                                        \
		name, ACT_HOLDER, COUNTS(levels) \
	}
#define ITEM(name)                              \
	{                                       \
		name, ACT_HOLDER, COUNTS(items) \
	}

/* Sorted by name (capitals first). What is not here stands inside a line. */
static const struct rule RULES[] = {
	{ "FRBRlanguage", ACT_LANGUAGE, 0 },
	LEVEL("alinea"),
	LEVEL("article"),
	{ "authorialNote", ACT_NOTE, 0 },
	{ "block", ACT_BLOCK, 0 },
	{ "blockList", ACT_HOLDER, 0 },
	{ "body", ACT_HOLDER, 0 },
	LEVEL("book"),
	{ "br", ACT_SPACE, 0 },
	LEVEL("chapter"),
	{ "citation", ACT_HOLDER, 0 },
	LEVEL("clause"),
	{ "content", ACT_HOLDER, 0 },
	{ "coverPage", ACT_HOLDER, COUNTS(furniture) },
	{ "crossHeading", ACT_HEADING, 0 },
	{ "del", ACT_SKIP, 0 },
	LEVEL("division"),
	{ "docTitle", ACT_INLINE, COUNTS(titles) },
	{ "eol", ACT_SPACE, 0 },
	{ "eop", ACT_SPACE, 0 },
	{ "foreign", ACT_SKIP, 0 },
	{ "from", ACT_BLOCK, 0 },
	{ "heading", ACT_HEADING, 0 },
	{ "indent", ACT_HOLDER, COUNTS(items) },
	ITEM("item"),
	{ "li", ACT_BLOCK, COUNTS(items) },
	LEVEL("list"),
	{ "listConclusion", ACT_BLOCK, 0 },
	{ "listIntroduction", ACT_BLOCK, 0 },
	{ "listWrapUp", ACT_BLOCK, 0 },
	{ "meta", ACT_HOLDER, 0 },
	{ "narrative", ACT_BLOCK, 0 },
	{ "num", ACT_INLINE, COUNTS(nums) },
	{ "ol", ACT_HOLDER, 0 },
	{ "p", ACT_BLOCK, 0 },
	LEVEL("paragraph"),
	LEVEL("part"),
	ITEM("point"),
	{ "preamble", ACT_HOLDER, 0 },
	{ "preface", ACT_HOLDER, COUNTS(furniture) },
	LEVEL("proviso"),
	{ "recital", ACT_HOLDER, 0 },
	{ "remark", ACT_INLINE, 0 },
	LEVEL("rule"),
	{ "scene", ACT_BLOCK, 0 },
	LEVEL("section"),
	LEVEL("subchapter"),
	LEVEL("subclause"),
	LEVEL("subdivision"),
	{ "subheading", ACT_HEADING, 0 },
	LEVEL("sublist"),
	LEVEL("subparagraph"),
	LEVEL("subpart"),
	LEVEL("subrule"),
	LEVEL("subsection"),
	LEVEL("subtitle"),
	{ "summary", ACT_BLOCK, 0 },
	{ "table", ACT_HOLDER, 0 },
	{ "td", ACT_HOLDER, COUNTS(cells) },
	{ "th", ACT_HOLDER, COUNTS(cells) },
	LEVEL("title"),
	{ "toc", ACT_HOLDER, COUNTS(furniture) },
	{ "tocItem", ACT_BLOCK, COUNTS(furniture) },
	LEVEL("tome"),
	LEVEL("transitional"),
	{ "ul", ACT_HOLDER, 0 },
};

/* The drafts and this standard name languages by three letters. */
static const char *const LANGUAGES[][2] = {
	{ "eng", "en" }, { "esp", "es" }, { "fra", "fr" }, { "fre", "fr" },
	{ "spa", "es" }, { "ara", "ar" }, { "rus", "ru" }, { "zho", "zh" },
	{ "chi", "zh" }, { "por", "pt" }, { "ita", "it" }, { "deu", "de" },
	{ "ger", "de" },
};

static int compare_rules(const void *name, const void *rule)
{
	const struct rule *r = rule;

	return strcmp(name, r->name);
}

static const struct rule *find_rule(const char *name)
{
	return bsearch(name, RULES, COUNT_OF(RULES), sizeof(RULES[0]),
	               compare_rules);
}

static size_t *counter_of(struct walk *w, const struct rule *rule)
{
	return rule->counter > 0 ? (size_t *)(void *)((char *)w + rule->counter)
	                         : NULL;
}

static bool is_blank(const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!strchr(" \t\r\n", bytes[i]))
			return false;
	return true;
}

/* Adds words with white space folded to single blanks. */
static int add_folded(struct buf *to, const char *bytes, size_t len,
                      struct fault *f)
{
	for (size_t i = 0; i < len; i++) {
		bool is_space = strchr(" \t\r\n", bytes[i]) != NULL;

		if (is_space && (to->len == 0 || to->at[to->len - 1] == ' '))
			continue;
		if (buf_add_char(to, bytes[i], f) < 0)
			return -1;
		if (is_space)
			to->at[to->len - 1] = ' ';
	}
	return 0;
}

/* Gives the open block the number that came before it, without its full stop
   and its white space. */
static void take_number(struct walk *w)
{
	struct flow_level *level = flow_top(&w->flow);
	const char *at = w->number.at;
	size_t len = w->number.len;

	while (len > 0 && strchr(" \t\r\n", at[0])) {
		at++;
		len--;
	}
	while (len > 0 && strchr(" \t\r\n.", at[len - 1]))
		len--;
	if (len > 0 && len < FLOW_NUMBER_SIZE) {
		memcpy(level->number, at, len);
		level->number[len] = '\0';
	}
	buf_reset(&w->number);
}

static enum block_kind kind_now(const struct walk *w)
{
	if (w->furniture > 0)
		return BLOCK_FURNITURE;
	if (w->cells > 0)
		return BLOCK_CELL;
	return w->items > 0 ? BLOCK_ITEM : BLOCK_PARAGRAPH;
}

static int close_implied(struct walk *w, struct fault *f)
{
	if (!w->is_implied)
		return 0;
	w->is_implied = false;
	return flow_close(&w->flow, f);
}

static int open_block(struct walk *w, enum act act, struct fault *f)
{
	enum block_kind kind = act == ACT_NOTE      ? BLOCK_FOOTNOTE
	                       : act == ACT_HEADING ? BLOCK_HEADING
	                                            : kind_now(w);

	/* A paragraph in a note, or in an item with words of its own, is part
	   of it. */
	if (act == ACT_BLOCK && flow_top(&w->flow) &&
	    flow_top(&w->flow)->kind == BLOCK_FOOTNOTE)
		kind = BLOCK_FOOTNOTE;
	if (flow_open(&w->flow, kind, f) < 0)
		return -1;
	if (act == ACT_HEADING)
		flow_top(&w->flow)->level = w->levels == 0 ? 1
		                            : w->levels > 9
		                                    ? 9
		                                    : (unsigned)w->levels;
	if (kind != BLOCK_FOOTNOTE)
		take_number(w);
	return 0;
}

static void take_language(struct walk *w, const struct sax_element *e)
{
	if (w->language[0] != '\0')
		return;
	(void)sax_attribute(e, "language", w->language, sizeof(w->language));
	for (size_t i = 0; i < COUNT_OF(LANGUAGES); i++)
		if (strcmp(w->language, LANGUAGES[i][0]) == 0)
			memcpy(w->language, LANGUAGES[i][1], 3);
}

static int on_start(void *context, const struct sax_element *e, struct fault *f)
{
	struct walk *w = context;
	const struct rule *rule = find_rule(e->name);
	size_t *counter;

	if (!rule)
		return 0;
	if (rule->act == ACT_SKIP)
		return 1;
	if (rule->act == ACT_LANGUAGE)
		take_language(w, e);
	if (rule->act == ACT_SPACE)
		return flow_top(&w->flow) ? flow_add(&w->flow, " ", 1, f) : 0;
	if (rule->act != ACT_INLINE && rule->act != ACT_NOTE &&
	    close_implied(w, f) < 0)
		return -1;
	counter = counter_of(w, rule);
	if (counter)
		*counter += 1;
	if (rule->act == ACT_BLOCK || rule->act == ACT_HEADING ||
	    rule->act == ACT_NOTE)
		return open_block(w, rule->act, f);
	return 0;
}

static int on_end(void *context, const char *name_space, const char *name,
                  struct fault *f)
{
	struct walk *w = context;
	const struct rule *rule = find_rule(name);
	size_t *counter;

	(void)name_space;
	if (!rule)
		return 0;
	if (rule->act != ACT_INLINE && rule->act != ACT_NOTE &&
	    rule->act != ACT_SPACE && close_implied(w, f) < 0)
		return -1;
	counter = counter_of(w, rule);
	if (counter && *counter > 0)
		*counter -= 1;
	if (rule->act == ACT_BLOCK || rule->act == ACT_HEADING ||
	    rule->act == ACT_NOTE)
		return flow_close(&w->flow, f);
	return 0;
}

static int on_text(void *context, const char *bytes, size_t len,
                   struct fault *f)
{
	struct walk *w = context;

	if (w->nums > 0)
		return w->number.len + len <= FLOW_NUMBER_SIZE
		               ? add_folded(&w->number, bytes, len, f)
		               : 0;
	if (w->titles > 0 && w->title.len + len <= TITLE_MOST &&
	    add_folded(&w->title, bytes, len, f) < 0)
		return -1;
	if (!flow_top(&w->flow)) {
		if (is_blank(bytes, len))
			return 0;
		if (open_block(w, ACT_BLOCK, f) < 0)
			return -1;
		w->is_implied = true;
	}
	return flow_add(&w->flow, bytes, len, f);
}

int read_akn(const char *bytes, size_t len, struct blocks *b, struct fault *f)
{
	static const struct sax_events EVENTS = { on_start, on_end, on_text };
	struct walk w = { .blocks = b };
	int rc;

	flow_init(&w.flow, b);
	buf_init(&w.number, FLOW_NUMBER_SIZE);
	buf_init(&w.title, TITLE_MOST);
	rc = sax_read(bytes, len, "", &EVENTS, &w, f);
	if (rc == 0)
		rc = close_implied(&w, f);
	if (rc == 0)
		rc = blocks_about(b, w.title.len > 0 ? w.title.at : NULL,
		                  w.language[0] != '\0' ? w.language : NULL, f);
	flow_clear(&w.flow);
	buf_clear(&w.number);
	buf_clear(&w.title);
	return rc;
}
