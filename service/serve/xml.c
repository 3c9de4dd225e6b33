/* SPDX-License-Identifier: Apache-2.0 */
#include "xml.h"

#include <assert.h>
#include <string.h>

#include "pen.h"

static void put(struct xml *x, const char *text)
{
	pen_raw(x->pen, text, strlen(text));
}

/* What stands for C, or NULL when it stands for itself. */
static const char *escape(unsigned char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\t':
		return "&#9;";
	case '\n':
		return "&#10;";
	case '\r':
		return "&#13;";
	default:
		return c < 0x20 ? "\xef\xbf\xbd" : NULL;
	}
}

static void put_escaped(struct xml *x, const char *text)
{
	const char *from = text;

	for (const char *at = text; *at; at++) {
		const char *instead = escape((unsigned char)*at);

		if (!instead)
			continue;
		pen_raw(x->pen, from, (size_t)(at - from));
		put(x, instead);
		from = at + 1;
	}
	put(x, from);
}

static void end_tag(struct xml *x)
{
	if (x->is_tag_open)
		pen_raw(x->pen, ">", 1);
	x->is_tag_open = false;
}

void xml_begin(struct xml *x, struct pen *pen)
{
	memset(x, 0, sizeof(*x));
	x->pen = pen;
	put(x, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
}

void xml_open(struct xml *x, const char *name)
{
	assert(x->n < XML_DEPTH_MOST);
	end_tag(x);
	pen_raw(x->pen, "<", 1);
	put(x, name);
	x->open[x->n++] = name;
	x->is_tag_open = true;
}

void xml_attr(struct xml *x, const char *name, const char *value)
{
	assert(x->is_tag_open);
	if (!value)
		return;
	pen_raw(x->pen, " ", 1);
	put(x, name);
	pen_raw(x->pen, "=\"", 2);
	put_escaped(x, value);
	pen_raw(x->pen, "\"", 1);
}

void xml_text(struct xml *x, const char *text)
{
	end_tag(x);
	put_escaped(x, text);
}

void xml_close(struct xml *x)
{
	assert(x->n > 0);
	x->n--;
	if (x->is_tag_open) {
		pen_raw(x->pen, "/>", 2);
		x->is_tag_open = false;
		return;
	}
	pen_raw(x->pen, "</", 2);
	put(x, x->open[x->n]);
	pen_raw(x->pen, ">", 1);
}

void xml_leaf(struct xml *x, const char *name, const char *text)
{
	xml_open(x, name);
	xml_text(x, text);
	xml_close(x);
}
