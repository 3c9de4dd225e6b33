/* SPDX-License-Identifier: Apache-2.0 */
#include "read.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

/* XML white space: XML 1.0, production 3. */
static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
	       (!name || strcmp((const char *)node->name, name) == 0);
}

const char *node_attr(const xmlNode *node, const char *name)
{
	const xmlAttr *a;

	for (a = node->properties; a; a = a->next) {
		if (strcmp((const char *)a->name, name) != 0)
			continue;
		/* Without a DTD a value is one text node, or none: "". */
		return a->children && a->children->content
		               ? (const char *)a->children->content
		               : "";
	}
	return NULL;
}

const char *node_need(struct findings *fs, const struct source *src,
                      const xmlNode *node, const char *name)
{
	const char *value = node_attr(node, name);

	if (value && *value)
		return value;
	finding_add(fs, src, node, "<%s> has no %s; give it %s=\"...\"",
	            (const char *)node->name, name, name);
	return "";
}

const xmlNode *node_child(const xmlNode *node, const char *name)
{
	const xmlNode *child = node->children;

	while (child && !is_named(child, name))
		child = child->next;
	return child;
}

const xmlNode *node_next(const xmlNode *node, const char *name)
{
	const xmlNode *next = node->next;

	while (next && !is_named(next, name))
		next = next->next;
	return next;
}

size_t node_count(const xmlNode *node, const char *name)
{
	size_t n = 0;

	for (const xmlNode *c = node_child(node, name); c;
	     c = node_next(c, name))
		n++;
	return n;
}

/* Bytes of the text directly inside NODE. */
static size_t text_length(const xmlNode *node)
{
	size_t len = 0;

	for (const xmlNode *c = node->children; c; c = c->next)
		if (c->type == XML_TEXT_NODE ||
		    c->type == XML_CDATA_SECTION_NODE)
			len += strlen((const char *)c->content);
	return len;
}

/* Appends BYTES at OUT[AT], runs of white space as one blank. */
static size_t squeeze(char *out, size_t at, const char *bytes)
{
	for (; *bytes; bytes++) {
		if (!is_space(*bytes))
			out[at++] = *bytes;
		else if (at > 0 && out[at - 1] != ' ')
			out[at++] = ' ';
	}
	return at;
}

const char *node_text(const xmlNode *node, struct arena *a, struct fault *f)
{
	char *out = arena_alloc(a, text_length(node) + 1, f);
	size_t at = 0;

	if (!out)
		return NULL;
	for (const xmlNode *c = node->children; c; c = c->next)
		if (c->type == XML_TEXT_NODE ||
		    c->type == XML_CDATA_SECTION_NODE)
			at = squeeze(out, at, (const char *)c->content);
	if (at > 0 && out[at - 1] == ' ')
		at--;
	out[at] = '\0';
	return out;
}
