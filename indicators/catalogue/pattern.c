/* SPDX-License-Identifier: Apache-2.0 */
#include "pattern.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/xmlregexp.h>

#include "base/fault.h"

/* References inside references; deeper would be a loop. */
#define DEPTH_MOST 12

/* A list of allowed values, cut when longer. */
#define ALLOWED_MOST 300

static bool is_pattern(const xmlNode *node, const char *name)
{
	return strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *define_of(const xmlNode *grammar, const xmlNode *ref)
{
	const char *name = node_attr(ref, "name");
	const xmlNode *d = node_child(grammar, "define");

	for (; d && name; d = node_next(d, "define")) {
		const char *other = node_attr(d, "name");

		if (other && strcmp(other, name) == 0)
			return d;
	}
	return NULL;
}

static void items_add(struct items *items, const struct item *item)
{
	if (items->n < ITEMS_MOST)
		items->list[items->n++] = *item;
}

/* A walk through a pattern, references followed, to what it comes down to. */
struct walk {
	const xmlNode *grammar;
	struct item stack[DEPTH_MOST]; /* def: the next to look at */
	size_t depth;
};

static void walk_into(struct walk *w, const xmlNode *pattern, bool is_needed,
                      bool is_free)
{
	if (pattern && w->depth < DEPTH_MOST)
		w->stack[w->depth++] = (struct item){ node_child(pattern, NULL),
			                              is_needed, is_free };
}

static bool is_leaf(const xmlNode *node)
{
	static const char *const LEAVES[] = {
		"attribute", "element", "data", "text", "value", "list",
	};

	for (size_t i = 0; i < sizeof(LEAVES) / sizeof(LEAVES[0]); i++)
		if (is_pattern(node, LEAVES[i]))
			return true;
	return false;
}

/* Gives the next leaf in *OUT, or false at the end. */
static bool walk_next(struct walk *w, struct item *out)
{
	while (w->depth > 0) {
		struct item *at = &w->stack[w->depth - 1];
		const xmlNode *c = at->def;

		if (!c) {
			w->depth--;
			continue;
		}
		at->def = node_next(c, NULL);
		*out = (struct item){ c, at->is_needed, at->is_free };
		if (is_leaf(c))
			return true;
		if (is_pattern(c, "optional") || is_pattern(c, "zeroOrMore") ||
		    is_pattern(c, "choice"))
			out->is_needed = false;
		if (is_pattern(c, "choice") || is_pattern(c, "interleave"))
			out->is_free = true;
		walk_into(w,
		          is_pattern(c, "ref") ? define_of(w->grammar, c) : c,
		          out->is_needed, out->is_free);
	}
	return false;
}

void shape_fill(const xmlNode *grammar, const xmlNode *def, struct shape *shape)
{
	struct walk w = { .grammar = grammar };
	struct item item;

	memset(shape, 0, sizeof(*shape));
	walk_into(&w, def, true, false);
	while (walk_next(&w, &item)) {
		if (is_pattern(item.def, "attribute"))
			items_add(&shape->attrs, &item);
		else if (is_pattern(item.def, "element"))
			items_add(&shape->kids, &item);
		else
			shape->has_words = true;
	}
}

const struct item *item_find(const struct items *items, const char *name)
{
	for (size_t i = 0; i < items->n; i++) {
		const char *other = node_attr(items->list[i].def, "name");

		if (other && strcmp(other, name) == 0)
			return &items->list[i];
	}
	return NULL;
}

/* Says whether VALUE has the form of <data> DEF. */
static bool is_data(const xmlNode *def, const char *value)
{
	bool fits = true;

	for (const xmlNode *p = node_child(def, "param"); p && fits;
	     p = node_next(p, "param")) {
		const char *name = node_attr(p, "name");
		const char *param =
			p->children ? (const char *)p->children->content : "";

		if (name && strcmp(name, "pattern") == 0) {
			xmlRegexp *re =
				xmlRegexpCompile((const xmlChar *)param);

			fits = !re ||
			       xmlRegexpExec(re, (const xmlChar *)value) == 1;
			xmlRegFreeRegexp(re);
		} else if (name && strcmp(name, "maxLength") == 0) {
			fits = strlen(value) <= strtoul(param, NULL, 10);
		}
	}
	return fits;
}

static const char *first_text(const xmlNode *node)
{
	return node && node->children ? (const char *)node->children->content
	                              : NULL;
}

static void form_data(const xmlNode *c, const char *value, struct form *form)
{
	if (is_data(c, value))
		form->fits = true;
	form->words = first_text(node_child(c, "documentation"));
	form->pattern = first_text(node_child(c, "param"));
}

static void form_value(const xmlNode *c, const char *value, struct form *form)
{
	const char *one = first_text(c);
	struct fault f; /* a list too long is cut */

	form->is_closed = true;
	if (!one)
		one = "";
	if (strcmp(one, value) == 0)
		form->fits = true;
	(void)buf_addf(&form->allowed, &f, "%s%s", form->allowed.len ? " " : "",
	               one);
}

void form_init(const xmlNode *grammar, const xmlNode *def, const char *value,
               struct form *form)
{
	struct walk w = { .grammar = grammar };
	struct item item;

	memset(form, 0, sizeof(*form));
	buf_init(&form->allowed, ALLOWED_MOST);
	walk_into(&w, def, true, false);
	while (walk_next(&w, &item)) {
		if (is_pattern(item.def, "data"))
			form_data(item.def, value, form);
		else if (is_pattern(item.def, "value"))
			form_value(item.def, value, form);
		else
			form->fits = true; /* left to the validator */
	}
}

void form_clear(struct form *form)
{
	buf_clear(&form->allowed);
}
