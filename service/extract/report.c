/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Our own structured report, as report.rng has it. The grammar is small enough
 * to be checked while reading, so that a refusal can name the line.
 */
#include "readers.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

#include "flow.h"
#include "sax.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

#define NAMESPACE     "urn:gcmtrack:report:1"
#define XML_NAMESPACE "http://www.w3.org/XML/1998/namespace"

enum part {
	PART_REPORT,
	PART_SECTION,
	PART_HEADING,
	PART_PARAGRAPH,
	PART_LIST,
	PART_ITEM,
	PART_TABLE,
	PART_ROW,
	PART_CELL,
	PART_NOTE,
	PART_COUNT,
	PART_NONE = PART_COUNT /* above the root */
};

#define IN(part) (1u << (part))

#define HAS_LANG        1u
#define HAS_TITLE       2u
#define HAS_NUMBER      4u
#define HAS_COMMITMENTS 8u

/* Each element: where it may stand, what it may say, what becomes of it. */
static const struct {
	const char *name;
	uint32_t parents;
	unsigned attributes;
	bool has_words;
	enum block_kind kind;
} PARTS[PART_COUNT] = {
	[PART_REPORT] = { "report", IN(PART_NONE), HAS_LANG | HAS_TITLE, false,
	                  BLOCK_PARAGRAPH },
	[PART_SECTION] = { "section", IN(PART_REPORT) | IN(PART_SECTION), 0,
	                   false, BLOCK_PARAGRAPH },
	[PART_HEADING] = { "heading", IN(PART_SECTION), HAS_NUMBER, true,
	                   BLOCK_HEADING },
	[PART_PARAGRAPH] = { "paragraph", IN(PART_REPORT) | IN(PART_SECTION),
	                     HAS_NUMBER | HAS_COMMITMENTS, true,
	                     BLOCK_PARAGRAPH },
	[PART_LIST] = { "list",
	                IN(PART_REPORT) | IN(PART_SECTION) | IN(PART_ITEM), 0,
	                false, BLOCK_ITEM },
	[PART_ITEM] = { "item", IN(PART_LIST), HAS_NUMBER | HAS_COMMITMENTS,
	                true, BLOCK_ITEM },
	[PART_TABLE] = { "table", IN(PART_REPORT) | IN(PART_SECTION), 0, false,
	                 BLOCK_CELL },
	[PART_ROW] = { "row", IN(PART_TABLE), 0, false, BLOCK_CELL },
	[PART_CELL] = { "cell", IN(PART_ROW), HAS_COMMITMENTS, true,
	                BLOCK_CELL },
	[PART_NOTE] = { "note",
	                IN(PART_HEADING) | IN(PART_PARAGRAPH) | IN(PART_ITEM) |
	                        IN(PART_CELL),
	                0, true, BLOCK_FOOTNOTE },
};

static const struct {
	const char *name;
	const char *space; /* "" none */
	unsigned bit;
} ATTRIBUTES[] = {
	{ "lang", "", HAS_LANG },
	{ "lang", XML_NAMESPACE, HAS_LANG },
	{ "title", "", HAS_TITLE },
	{ "number", "", HAS_NUMBER },
	{ "commitments", "", HAS_COMMITMENTS },
};

struct walk {
	struct blocks *blocks;
	struct flow flow;
	enum part open[READERS_DEPTH_MOST + 1];
	size_t depth;
	unsigned sections; /* open ones */
	int line;          /* of the last tag */
	bool is_first;     /* nothing yet in the section just opened */
};

static enum part part_now(const struct walk *w)
{
	return w->depth > 0 ? w->open[w->depth - 1] : PART_NONE;
}

static enum part find_part(const struct sax_element *e)
{
	if (strcmp(e->name_space, NAMESPACE) != 0)
		return PART_NONE;
	for (size_t i = 0; i < PART_COUNT; i++)
		if (strcmp(PARTS[i].name, e->name) == 0)
			return (enum part)i;
	return PART_NONE;
}

static int check_attributes(const struct sax_element *e, enum part part,
                            struct fault *f)
{
	for (size_t i = 0; i < e->n_attributes; i++) {
		const char *name = sax_attribute_name(e, i);
		const char *space = sax_attribute_space(e, i);
		unsigned bit = 0;

		for (size_t k = 0; k < COUNT_OF(ATTRIBUTES); k++)
			if (strcmp(ATTRIBUTES[k].name, name) == 0 &&
			    strcmp(ATTRIBUTES[k].space, space) == 0)
				bit = ATTRIBUTES[k].bit;
		/* Where the schema lies is nobody's business here. */
		if (strstr(space, "XMLSchema-instance"))
			continue;
		if ((PARTS[part].attributes & bit) == 0)
			return fault_set(f, FAULT_INPUT,
			                 "line %d: <%s> has no attribute "
			                 "\"%.40s\" (see report.rng)",
			                 e->line, e->name, name);
	}
	return 0;
}

static bool is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9');
}

/* "GCM.8 CTA26.4b": catalogue, full stop, item, parted by blanks. */
static bool is_commitments(const char *list)
{
	while (*list != '\0') {
		size_t before = 0, after = 0;

		while (is_word_char(list[before]))
			before++;
		if (before == 0 || list[before] != '.')
			return false;
		list += before + 1;
		while (is_word_char(list[after]))
			after++;
		if (after == 0)
			return false;
		list += after;
		if (*list != '\0' && *list != ' ')
			return false;
		list += strspn(list, " ");
	}
	return true;
}

static int open_words(struct walk *w, const struct sax_element *e,
                      enum part part, struct fault *f)
{
	struct flow_level *level;

	if (flow_open(&w->flow, PARTS[part].kind, f) < 0)
		return -1;
	level = flow_top(&w->flow);
	if (part == PART_HEADING)
		level->level = w->sections < 9 ? w->sections : 9;
	(void)sax_attribute(e, "number", level->number, FLOW_NUMBER_SIZE);
	(void)sax_attribute(e, "commitments", level->declared,
	                    FLOW_DECLARED_SIZE);
	if (!is_commitments(level->declared))
		return fault_set(f, FAULT_INPUT,
		                 "line %d: commitments=\"%.60s\" is not a list "
		                 "such as \"GCM.8 GCM.11\"",
		                 e->line, level->declared);
	return 0;
}

static int read_about(struct walk *w, const struct sax_element *e,
                      struct fault *f)
{
	char title[1024], lang[32];

	(void)sax_attribute(e, "title", title, sizeof(title));
	(void)sax_attribute(e, "lang", lang, sizeof(lang));
	return blocks_about(w->blocks, title[0] ? title : NULL,
	                    lang[0] ? lang : NULL, f);
}

static int on_start(void *context, const struct sax_element *e, struct fault *f)
{
	struct walk *w = context;
	enum part part = find_part(e), parent = part_now(w);

	w->line = e->line;
	if (part == PART_NONE)
		return fault_set(f, FAULT_INPUT,
		                 "line %d: <%.60s> is no element of a report "
		                 "(see report.rng)",
		                 e->line, e->name);
	if ((PARTS[part].parents & IN(parent)) == 0)
		return fault_set(f, FAULT_INPUT,
		                 "line %d: <%s> may not stand in %s%s%s",
		                 e->line, e->name,
		                 parent == PART_NONE ? "the top" : "<",
		                 parent == PART_NONE ? "" : PARTS[parent].name,
		                 parent == PART_NONE ? "" : ">");
	if (check_attributes(e, part, f) < 0)
		return -1;
	if (part == PART_HEADING && !w->is_first)
		return fault_set(f, FAULT_INPUT,
		                 "line %d: a <heading> comes first in its "
		                 "<section>, and once",
		                 e->line);
	w->is_first = part == PART_SECTION;
	w->sections += part == PART_SECTION;
	w->open[w->depth++] = part;
	if (part == PART_REPORT)
		return read_about(w, e, f);
	return PARTS[part].has_words ? open_words(w, e, part, f) : 0;
}

static int on_end(void *context, const char *name_space, const char *name,
                  struct fault *f)
{
	struct walk *w = context;
	enum part part = part_now(w);

	(void)name_space;
	(void)name;
	w->depth--;
	w->is_first = false;
	w->sections -= part == PART_SECTION;
	return PARTS[part].has_words ? flow_close(&w->flow, f) : 0;
}

static int on_text(void *context, const char *bytes, size_t len,
                   struct fault *f)
{
	struct walk *w = context;
	enum part part = part_now(w);
	size_t blank = 0;

	if (part != PART_NONE && PARTS[part].has_words)
		return flow_add(&w->flow, bytes, len, f);
	while (blank < len && strchr(" \t\r\n", bytes[blank]))
		blank++;
	if (blank == len)
		return 0;
	return fault_set(f, FAULT_INPUT,
	                 "line %d: words may not stand in <%s> itself: put "
	                 "them in a <paragraph>",
	                 w->line, part == PART_NONE ? "?" : PARTS[part].name);
}

int read_report(const char *bytes, size_t len, struct blocks *b,
                struct fault *f)
{
	static const struct sax_events EVENTS = { on_start, on_end, on_text };
	struct walk *w = calloc(1, sizeof(*w));
	int rc;

	if (!w)
		return fault_set(f, FAULT_MEMORY, "no memory for a report");
	w->blocks = b;
	flow_init(&w->flow, b);
	rc = sax_read(bytes, len, "", &EVENTS, w, f);
	flow_clear(&w->flow);
	free(w);
	return rc;
}
