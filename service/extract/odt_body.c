/* SPDX-License-Identifier: Apache-2.0 */
#include "odt.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

#include "flow.h"
#include "readers.h"
#include "sax.h"

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

struct walk {
	struct odt_styles *styles;
	struct blocks *blocks;
	struct flow flow;
	size_t tables;  /* open table:table */
	size_t lists;   /* open text:list */
	size_t notes;   /* open text:note-body */
	size_t boxes;   /* open draw:text-box */
	size_t indexes; /* open tables of contents and the like */
	size_t depth;   /* open elements */
	size_t hidden;  /* depth of the element that hides all in it, or 0 */
	bool is_shaded[READERS_DEPTH_MOST + 1]; /* something lies behind */
	bool is_white[READERS_DEPTH_MOST + 1];  /* the words are white */
};

typedef int start_rule(struct walk *w, const struct sax_element *e,
                       struct fault *f);

struct rule {
	const char *name;
	start_rule *start;
	size_t counter; /* of struct walk, raised while it is open; 0 none */
};

#define COUNTS(member) offsetof(struct walk, member)

static int leave_out(struct walk *w, const struct sax_element *e,
                     struct fault *f)
{
	(void)w;
	(void)e;
	(void)f;
	return 1;
}

static int add_space(struct walk *w, const struct sax_element *e,
                     struct fault *f)
{
	(void)e;
	return w->flow.depth > 0 ? flow_add(&w->flow, " ", 1, f) : 0;
}

/* Takes the look of style NAME in FAMILY for the element just opened. */
static void take_look(struct walk *w, char family, const char *name)
{
	const struct odt_style *s = odt_styles_find(w->styles, family, name);

	if (!s)
		return;
	if (w->hidden == 0 && (s->is_hidden || s->is_tiny))
		w->hidden = w->depth;
	w->is_white[w->depth] |= s->is_white;
	w->is_shaded[w->depth] |= s->is_shaded;
}

static enum block_kind kind_now(const struct walk *w)
{
	if (w->notes > 0)
		return BLOCK_FOOTNOTE;
	if (w->indexes > 0)
		return BLOCK_FURNITURE;
	if (w->tables > 0)
		return BLOCK_CELL;
	return w->lists > 0 ? BLOCK_ITEM : BLOCK_PARAGRAPH;
}

static int on_p(struct walk *w, const struct sax_element *e, struct fault *f)
{
	const struct odt_style *s;
	char name[ODT_NAME_SIZE];

	if (flow_open(&w->flow, kind_now(w), f) < 0)
		return -1;
	(void)sax_attribute(e, "style-name", name, sizeof(name));
	take_look(w, 'p', name);
	s = odt_styles_find(w->styles, 'p', name);
	if (s && s->level > 0 && kind_now(w) == BLOCK_PARAGRAPH) {
		flow_top(&w->flow)->kind = BLOCK_HEADING;
		flow_top(&w->flow)->level = (unsigned)s->level;
	}
	return 0;
}

static int on_h(struct walk *w, const struct sax_element *e, struct fault *f)
{
	char level[8];

	if (on_p(w, e, f) < 0)
		return -1;
	if (w->notes > 0 || w->indexes > 0)
		return 0;
	(void)sax_attribute(e, "outline-level", level, sizeof(level));
	flow_top(&w->flow)->kind = BLOCK_HEADING;
	flow_top(&w->flow)->level =
		level[0] >= '1' && level[0] <= '9' && level[1] == '\0'
			? (unsigned)(level[0] - '0')
			: 1;
	return 0;
}

static int on_span(struct walk *w, const struct sax_element *e, struct fault *f)
{
	char name[ODT_NAME_SIZE];

	(void)f;
	(void)sax_attribute(e, "style-name", name, sizeof(name));
	take_look(w, 't', name);
	return 0;
}

static int on_cell(struct walk *w, const struct sax_element *e, struct fault *f)
{
	const struct odt_style *s;
	char name[ODT_NAME_SIZE];

	(void)f;
	(void)sax_attribute(e, "style-name", name, sizeof(name));
	s = odt_styles_find(w->styles, 't', name);
	w->is_shaded[w->depth] |= s && s->is_shaded;
	return 0;
}

/* Whether the attribute NAME of E has the value WANTED. */
static bool has_value(const struct sax_element *e, const char *name,
                      const char *wanted)
{
	char value[16];

	return sax_attribute(e, name, value, sizeof(value)) &&
	       strcmp(value, wanted) == 0;
}

/* Sections and rows may say themselves that they are not shown. */
static int on_shown(struct walk *w, const struct sax_element *e,
                    struct fault *f)
{
	(void)f;
	if (w->hidden == 0 && (has_value(e, "display", "none") ||
	                       has_value(e, "display", "false") ||
	                       has_value(e, "is-hidden", "true") ||
	                       has_value(e, "visibility", "collapse") ||
	                       has_value(e, "visibility", "filter")))
		w->hidden = w->depth;
	return 0;
}

/* A field that hides the paragraph it stands in. */
static int on_hidden_paragraph(struct walk *w, const struct sax_element *e,
                               struct fault *f)
{
	struct flow_level *level = flow_top(&w->flow);

	(void)f;
	if (!level || !has_value(e, "is-hidden", "true"))
		return 0;
	buf_reset(&level->words);
	blocks_hidden(w->blocks);
	if (w->hidden == 0)
		w->hidden = w->depth - 1;
	return 0;
}

static int on_other_body(struct walk *w, const struct sax_element *e,
                         struct fault *f)
{
	(void)w;
	return fault_set(f, FAULT_UNSUPPORTED,
	                 "the file holds a %s, not a text: save the report as "
	                 "a text document (.odt) or PDF",
	                 e->name);
}

/* Sorted by name; what is not here is looked through for what is. */
static const struct rule RULES[] = {
	{ "draw:object", leave_out, 0 },
	{ "draw:object-ole", leave_out, 0 },
	{ "draw:text-box", NULL, COUNTS(boxes) },
	{ "office:annotation", leave_out, 0 },
	{ "office:drawing", on_other_body, 0 },
	{ "office:forms", leave_out, 0 },
	{ "office:presentation", on_other_body, 0 },
	{ "office:scripts", leave_out, 0 },
	{ "office:spreadsheet", on_other_body, 0 },
	{ "svg-compatible:desc", leave_out, 0 },
	{ "svg-compatible:title", leave_out, 0 },
	{ "table:covered-table-cell", leave_out, 0 },
	{ "table:table", on_shown, COUNTS(tables) },
	{ "table:table-cell", on_cell, 0 },
	{ "table:table-column", on_shown, 0 },
	{ "table:table-row", on_shown, 0 },
	{ "text:a", on_span, 0 },
	{ "text:alphabetical-index", NULL, COUNTS(indexes) },
	{ "text:alphabetical-index-source", leave_out, 0 },
	{ "text:bibliography-source", leave_out, 0 },
	{ "text:h", on_h, 0 },
	{ "text:hidden-paragraph", on_hidden_paragraph, 0 },
	{ "text:hidden-text", on_shown, 0 },
	{ "text:illustration-index", NULL, COUNTS(indexes) },
	{ "text:illustration-index-source", leave_out, 0 },
	{ "text:line-break", add_space, 0 },
	{ "text:list", NULL, COUNTS(lists) },
	{ "text:note-body", NULL, COUNTS(notes) },
	{ "text:note-citation", leave_out, 0 },
	{ "text:number", leave_out, 0 },
	{ "text:object-index", NULL, COUNTS(indexes) },
	{ "text:object-index-source", leave_out, 0 },
	{ "text:p", on_p, 0 },
	{ "text:placeholder", leave_out, 0 },
	{ "text:ruby-text", leave_out, 0 },
	{ "text:s", add_space, 0 },
	{ "text:script", leave_out, 0 },
	{ "text:section", on_shown, 0 },
	{ "text:span", on_span, 0 },
	{ "text:tab", add_space, 0 },
	{ "text:table-index", NULL, COUNTS(indexes) },
	{ "text:table-index-source", leave_out, 0 },
	{ "text:table-of-content", NULL, COUNTS(indexes) },
	{ "text:table-of-content-source", leave_out, 0 },
	{ "text:tracked-changes", leave_out, 0 },
	{ "text:user-index", NULL, COUNTS(indexes) },
	{ "text:user-index-source", leave_out, 0 },
};

static int compare_rules(const void *name, const void *rule)
{
	const struct rule *r = rule;

	return strcmp(name, r->name);
}

static const struct rule *find_rule(const char *key)
{
	return bsearch(key, RULES, COUNT_OF(RULES), sizeof(RULES[0]),
	               compare_rules);
}

/* The counter that RULE raises, or NULL. */
static size_t *counter_of(struct walk *w, const struct rule *rule)
{
	return rule && rule->counter > 0
	               ? (size_t *)(void *)((char *)w + rule->counter)
	               : NULL;
}

static int on_start(void *context, const struct sax_element *e, struct fault *f)
{
	struct walk *w = context;
	const struct rule *rule;
	char key[ODT_KEY_SIZE];
	size_t *counter;
	int rc = 0;

	w->depth++;
	w->is_white[w->depth] = w->is_white[w->depth - 1];
	w->is_shaded[w->depth] = w->is_shaded[w->depth - 1];
	odt_key(e->name_space, e->name, key);
	if (strcmp(key, "office:body") == 0)
		odt_styles_settle(w->styles);
	rule = find_rule(key);
	if (rule && rule->start)
		rc = rule->start(w, e, f);
	else if (!w->styles->is_sorted)
		rc = odt_styles_take(w->styles, key, e, f);
	counter = counter_of(w, rule);
	if (rc == 0 && counter)
		*counter += 1;
	if (rc != 0) {
		/* No end will be told of what is left out. */
		if (w->hidden == w->depth)
			w->hidden = 0;
		w->depth--;
	}
	return rc;
}

static int on_end(void *context, const char *name_space, const char *name,
                  struct fault *f)
{
	struct walk *w = context;
	const struct rule *rule;
	char key[ODT_KEY_SIZE];
	size_t *counter;

	odt_key(name_space, name, key);
	rule = find_rule(key);
	counter = counter_of(w, rule);
	if (counter && *counter > 0)
		*counter -= 1;
	if (w->hidden == w->depth)
		w->hidden = 0;
	w->depth--;
	if (rule && (rule->start == on_p || rule->start == on_h))
		return flow_close(&w->flow, f);
	return 0;
}

static int on_text(void *context, const char *bytes, size_t len,
                   struct fault *f)
{
	struct walk *w = context;
	bool is_hidden =
		w->hidden > 0 || (w->is_white[w->depth] &&
	                          !w->is_shaded[w->depth] && w->boxes == 0);

	if (w->flow.depth == 0)
		return 0; /* white space between elements */
	if (!is_hidden)
		return flow_add(&w->flow, bytes, len, f);
	if (strspn(bytes, " \t\r\n") < len)
		blocks_hidden(w->blocks);
	return 0;
}

int odt_body_read(const struct buf *part, struct odt_styles *styles,
                  struct blocks *b, struct fault *f)
{
	static const struct sax_events EVENTS = { on_start, on_end, on_text };
	struct walk *w = calloc(1, sizeof(*w));
	int rc;

	if (!w)
		return fault_set(f, FAULT_MEMORY, "no memory for a text");
	w->styles = styles;
	w->blocks = b;
	flow_init(&w->flow, b);
	rc = sax_read(part->at, part->len, "content.xml, ", &EVENTS, w, f);
	flow_clear(&w->flow);
	free(w);
	return rc;
}
