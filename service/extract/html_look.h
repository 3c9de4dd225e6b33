/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Html_look: what the attributes of an HTML element say of whether its words
 * are seen, and of what they are for.
 */
#ifndef EXTRACT_HTML_LOOK_H
#define EXTRACT_HTML_LOOK_H

#include <stdbool.h>

struct html_look {
	bool is_hidden;
	bool is_coloured; /* says a colour of the words */
	bool is_white;    /* and it is white */
	bool is_shaded;   /* a background, or a class that may bring one */
	bool is_note;     /* holds a footnote */
	bool is_furniture;
	bool is_local_link;
	bool is_note_link;
	char language[32];
};

/** Reads the names and values of ATTRIBUTES, which end at NULL (or are). */
void html_look_read(const char *const *attributes, struct html_look *out);

#endif
