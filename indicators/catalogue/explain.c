/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A RELAX NG validator says that a file is wrong better than it says how: it
 * gives up on an element and blames its neighbours. Once a file is known to
 * be wrong, this walks it beside the schema, which is XML too, and says what
 * each element may hold. Words for a form are the schema's own
 * a:documentation.
 */
#include "parts.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/xmlregexp.h>

#include "base/buf.h"
#include "base/fault.h"

/* More than any element of the schema has. */
#define ITEMS_MOST 48

/* References inside references; deeper would be a loop. */
#define DEPTH_MOST 12

/* A list of what is allowed, cut when longer. */
#define NAMES_MOST 300

/* One attribute or element that a pattern allows. */
struct item {
	const xmlNode *def;
	bool is_needed;
	bool is_free; /* in a choice or interleave: any order */
};

struct items {
	struct item list[ITEMS_MOST];
	size_t n;
};

/* What an element may hold. */
struct shape {
	struct items attrs;
	struct items kids;
	bool has_words;
};

struct explaining {
	const xmlNode *grammar;
	const struct source *src;
	struct findings *fs;
};

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

/* Collects what pattern DEF allows into SHAPE. */
static void shape_fill(const xmlNode *grammar, const xmlNode *def,
                       struct shape *shape)
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

static const struct item *item_find(const struct items *items, const char *name)
{
	for (size_t i = 0; i < items->n; i++) {
		const char *other = node_attr(items->list[i].def, "name");

		if (other && strcmp(other, name) == 0)
			return &items->list[i];
	}
	return NULL;
}

/* Lists the names of ITEMS, parted by blanks, into OUT. */
static const char *names_of(const struct items *items, struct buf *out)
{
	struct fault f; /* a list too long is cut */

	for (size_t i = 0; i < items->n; i++) {
		const char *name = node_attr(items->list[i].def, "name");

		if (name &&
		    buf_addf(out, &f, "%s%s", out->len ? " " : "", name) < 0)
			break;
	}
	return out->at ? out->at : "nothing";
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

/* What an attribute's pattern comes down to, for checking and for words. */
struct form {
	bool fits;
	bool is_closed;      /* a list of values; they are in `allowed` */
	const char *words;   /* documentation of a <data>, or NULL */
	const char *pattern; /* its regular expression, or NULL */
	struct buf allowed;
};

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

/* Holds VALUE against the alternatives inside DEF. */
static void form_fill(const xmlNode *grammar, const xmlNode *def,
                      const char *value, struct form *form)
{
	struct walk w = { .grammar = grammar };
	struct item item;

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

/* Says whether the line has a finding already, in better words. */
static bool is_noted(const struct findings *fs, const xmlNode *node)
{
	for (size_t i = 0; i < fs->n; i++)
		if (fs->line[i] == xmlGetLineNo(node))
			return true;
	return false;
}

static void explain_value(const struct explaining *e, const xmlNode *node,
                          const struct item *item, const char *value)
{
	const char *name = node_attr(item->def, "name");
	struct form form = { 0 };

	buf_init(&form.allowed, NAMES_MOST);
	form_fill(e->grammar, item->def, value, &form);
	if (form.fits || is_noted(e->fs, node))
		;
	else if (form.is_closed)
		finding_add(e->fs, e->src, node,
		            "%s=\"%s\" is not one of: %s; correct it", name,
		            value, form.allowed.at ? form.allowed.at : "");
	else
		finding_add(e->fs, e->src, node,
		            "%s=\"%s\" should be %s; correct it", name, value,
		            form.words     ? form.words
		            : form.pattern ? form.pattern
		                           : "something else");
	buf_clear(&form.allowed);
}

static void explain_attrs(const struct explaining *e, const xmlNode *node,
                          const struct shape *shape)
{
	const char *element = (const char *)node->name;
	struct buf names;

	for (const xmlAttr *a = node->properties; a; a = a->next) {
		const char *name = (const char *)a->name;
		const struct item *item = item_find(&shape->attrs, name);

		if (item) {
			explain_value(e, node, item, node_attr(node, name));
			continue;
		}
		buf_init(&names, NAMES_MOST);
		finding_add(e->fs, e->src, node,
		            "<%s> may not have %s=\"...\"; remove it, or use "
		            "one of: %s",
		            element, name, names_of(&shape->attrs, &names));
		buf_clear(&names);
	}
	for (size_t i = 0; i < shape->attrs.n; i++) {
		const struct item *item = &shape->attrs.list[i];
		const char *name = node_attr(item->def, "name");

		if (item->is_needed && name && !node_attr(node, name) &&
		    !is_noted(e->fs, node))
			finding_add(e->fs, e->src, node,
			            "<%s> has no %s; give it %s=\"...\"",
			            element, name, name);
	}
}

/* Words directly inside NODE: there when due, and only then. */
static void explain_text(const struct explaining *e, const xmlNode *node,
                         const struct shape *shape)
{
	bool has_words = false;

	for (const xmlNode *c = node->children; c; c = c->next)
		if (c->type == XML_TEXT_NODE && !xmlIsBlankNode(c))
			has_words = true;
	if (has_words && !shape->has_words)
		finding_add(e->fs, e->src, node,
		            "<%s> holds stray words; remove them, or put them "
		            "into an element of their own",
		            (const char *)node->name);
	if (!has_words && shape->has_words && shape->kids.n == 0 &&
	    !is_noted(e->fs, node))
		finding_add(e->fs, e->src, node,
		            "<%s> is empty; write its words or remove it",
		            (const char *)node->name);
}

/* Notes a child that the shape does not know, or that comes too late. */
static void explain_child(const struct explaining *e, const xmlNode *child,
                          const struct shape *shape, const struct item **latest)
{
	const char *name = (const char *)child->name;
	const struct item *item = item_find(&shape->kids, name);
	struct buf names;

	if (!item) {
		buf_init(&names, NAMES_MOST);
		finding_add(e->fs, e->src, child,
		            "<%s> may not stand in <%s>; remove it, or use one "
		            "of: %s",
		            name, (const char *)child->parent->name,
		            names_of(&shape->kids, &names));
		buf_clear(&names);
		return;
	}
	if (*latest && item < *latest && !item->is_free && !(*latest)->is_free)
		finding_add(e->fs, e->src, child,
		            "<%s> comes after <%s>; move it before", name,
		            node_attr((*latest)->def, "name"));
	else
		*latest = item;
}

static void explain_missing(const struct explaining *e, const xmlNode *node,
                            const struct shape *shape)
{
	for (size_t i = 0; i < shape->kids.n; i++) {
		const struct item *item = &shape->kids.list[i];
		const char *name = node_attr(item->def, "name");

		if (item->is_needed && name && !node_child(node, name) &&
		    !is_noted(e->fs, node))
			finding_add(e->fs, e->src, node,
			            "<%s> has no <%s>; give it one",
			            (const char *)node->name, name);
	}
}

/* One element, and which children it has, beside the pattern DEF of it. */
static void explain_element(const struct explaining *e, const xmlNode *node,
                            const xmlNode *def)
{
	struct shape shape;
	const struct item *latest = NULL;

	shape_fill(e->grammar, def, &shape);
	explain_attrs(e, node, &shape);
	explain_text(e, node, &shape);
	explain_missing(e, node, &shape);
	for (const xmlNode *c = node_child(node, NULL); c;
	     c = node_next(c, NULL))
		explain_child(e, c, &shape, &latest);
}

/* The pattern of NODE by its path from the root, NULL where none knows it. */
static const xmlNode *pattern_of(const struct explaining *e,
                                 const xmlNode *node)
{
	const xmlNode *path[DEPTH_MOST];
	const xmlNode *def = node_child(e->grammar, "start");
	const struct item *item;
	struct shape shape;
	size_t n = 0;

	for (; node->type == XML_ELEMENT_NODE; node = node->parent) {
		if (n == DEPTH_MOST)
			return NULL;
		path[n++] = node;
	}
	while (n > 0 && def) {
		shape_fill(e->grammar, def, &shape);
		item = item_find(&shape.kids, (const char *)path[--n]->name);
		def = item ? item->def : NULL;
	}
	return def;
}

/* The element after NODE in the order of the file, or NULL. */
static const xmlNode *next_element(const xmlNode *node)
{
	const xmlNode *next = node_child(node, NULL);

	while (!next && node->type == XML_ELEMENT_NODE) {
		next = node_next(node, NULL);
		node = node->parent;
	}
	return next;
}

int explain(const struct source *src, struct findings *fs, struct fault *f)
{
	const struct catalogue_file *file = catalogue_schema();
	xmlDoc *doc = xmlReadMemory(file->bytes, (int)file->len, file->name,
	                            NULL, XML_PARSE_NONET | XML_PARSE_NOERROR);
	struct explaining e = { NULL, src, fs };

	if (!doc)
		return fault_set(f, FAULT_MEMORY, "no memory for the schema");
	e.grammar = xmlDocGetRootElement(doc);
	for (const xmlNode *n = src->root; n; n = next_element(n)) {
		const xmlNode *def = pattern_of(&e, n);

		if (def)
			explain_element(&e, n, def);
	}
	xmlFreeDoc(doc);
	return 0;
}
