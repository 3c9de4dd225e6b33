/* SPDX-License-Identifier: Apache-2.0 */
/*
 * XML: writes elements through a pen. Escapes, closes what was opened, and
 * knows nothing else; names come from our own tables and are not checked.
 */
#ifndef SERVE_XML_H
#define SERVE_XML_H

#include <stdbool.h>
#include <stddef.h>

struct pen;

/* Elements inside each other; a structure message has 12. */
#define XML_DEPTH_MOST 24

struct xml {
	struct pen *pen;
	const char *open[XML_DEPTH_MOST]; /* names, borrowed */
	size_t n;
	bool is_tag_open; /* attributes may follow */
};

/** Starts a document: writes its declaration. */
void xml_begin(struct xml *x, struct pen *pen);

/** Opens <NAME; NAME must live until it is closed. */
void xml_open(struct xml *x, const char *name);

/** Adds NAME="VALUE" to the element just opened; NULL adds nothing. */
void xml_attr(struct xml *x, const char *name, const char *value);

/** Adds text to the open element; characters XML 1.0 cannot hold become
    U+FFFD. */
void xml_text(struct xml *x, const char *text);

/** Closes the innermost element; an empty one becomes <NAME/>. */
void xml_close(struct xml *x);

/** <NAME>TEXT</NAME>. */
void xml_leaf(struct xml *x, const char *name, const char *text);

#endif
