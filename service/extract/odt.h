/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Odt: what the readers of an OpenDocument package share (OASIS ODF 1.3).
 */
#ifndef EXTRACT_ODT_H
#define EXTRACT_ODT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct blocks;
struct fault;
struct sax_element;

#define ODT_NAME_SIZE 96

/* "text:p" for whatever prefix the file uses. */
#define ODT_KEY_SIZE 96

struct odt_style {
	char name[ODT_NAME_SIZE]; /* first letter of its family, ':', name */
	char parent[ODT_NAME_SIZE];
	int level;      /* of a title, 1; else 0 */
	bool is_hidden; /* text:display="none" */
	bool is_white;
	bool is_tiny;
	bool is_shaded;
};

struct odt_styles {
	struct odt_style *list; /* later ones hide earlier ones */
	size_t n, room;
	bool is_sorted;
};

/** Writes the name of an element with the prefix that ODF gives it. */
void odt_key(const char *name_space, const char *name, char *out);

/** Takes what E says of a style; others are passed over. */
int odt_styles_take(struct odt_styles *styles, const char *key,
                    const struct sax_element *e, struct fault *f);

/** Reads styles.xml. Owns: odt_styles_clear(). */
int odt_styles_read(const struct buf *part, struct odt_styles *styles,
                    struct fault *f);

/** Sorts and fills in what styles inherit; needed before odt_styles_find. */
void odt_styles_settle(struct odt_styles *styles);

/** The style NAME of the family that begins with FAMILY, or NULL. */
const struct odt_style *odt_styles_find(const struct odt_styles *styles,
                                        char family, const char *name);

/** Releases what STYLES hold. */
void odt_styles_clear(struct odt_styles *styles);

/** Reads content.xml into B. */
int odt_body_read(const struct buf *part, struct odt_styles *styles,
                  struct blocks *b, struct fault *f);

#endif
