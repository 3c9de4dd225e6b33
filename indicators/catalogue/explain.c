/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A RELAX NG validator says that a file is wrong better than it says how: it
 * gives up on an element and blames its neighbours. Once a file is known to
 * be wrong, this walks it beside the schema, which is XML too, and says what
 * each element may hold. Words for a form are the schema's own
 * a:documentation.
 */
#include "parts.h"

#include <string.h>

#include <libxml/parser.h>

#include "base/buf.h"
#include "base/fault.h"
#include "pattern.h"

/* Deeper than any catalogue file. */
#define DEPTH_MOST 12

/* A list of what is allowed, cut when longer. */
#define NAMES_MOST 300

struct explaining {
	const xmlNode *grammar;
	const struct source *src;
	struct findings *fs;
};

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
	struct form form;

	form_init(e->grammar, item->def, value, &form);
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
	form_clear(&form);
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
