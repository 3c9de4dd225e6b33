/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pattern: what a RELAX NG schema, read as the XML it is, allows an element
 * to hold and a value to be. Enough for words; who decides is libxml2.
 */
#ifndef CATALOGUE_PATTERN_H
#define CATALOGUE_PATTERN_H

#include "read.h"

#include "base/buf.h"

/* More than any element of the schema has. */
#define ITEMS_MOST 48

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

/* What a pattern of values says of one value. */
struct form {
	bool fits;
	bool is_closed;      /* a list of values; they are in `allowed` */
	const char *words;   /* documentation of a <data>, or NULL */
	const char *pattern; /* its regular expression, or NULL */
	struct buf allowed;  /* parted by blanks */
};

/** What pattern DEF of GRAMMAR allows inside it. */
void shape_fill(const xmlNode *grammar, const xmlNode *def,
                struct shape *shape);

/** The item called NAME, or NULL. */
const struct item *item_find(const struct items *items, const char *name);

/** Holds VALUE against pattern DEF. Owns: form_clear(). */
void form_init(const xmlNode *grammar, const xmlNode *def, const char *value,
               struct form *form);

/** Releases what FORM holds. */
void form_clear(struct form *form);

#endif
