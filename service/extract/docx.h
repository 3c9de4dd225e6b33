/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Docx: the parts of a WordprocessingML package that its readers share
 * (ECMA-376 part 1; the namespaces of its strict and transitional forms).
 */
#ifndef EXTRACT_DOCX_H
#define EXTRACT_DOCX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

#include "flow.h"

struct fault;
struct sax_element;

#define DOCX_ID_SIZE 96

/* Of toggles: an element may say yes, no or nothing. */
enum docx_said {
	DOCX_UNSAID,
	DOCX_NO,
	DOCX_YES
};

/* How words look, as far as it decides whether anyone sees them. */
struct docx_look {
	enum docx_said is_vanished; /* w:vanish */
	enum docx_said is_white;    /* w:color */
	enum docx_said is_tiny;     /* w:sz of a point or less */
	enum docx_said is_shaded;   /* something dark may lie behind */
};

struct docx_style {
	char id[DOCX_ID_SIZE];
	char base[DOCX_ID_SIZE]; /* w:basedOn */
	int level;               /* heading 1..9; 0 none; -1 not said */
	enum docx_said is_item;  /* has w:numPr */
	bool is_contents;        /* "toc 1" and the like */
	struct docx_look look;
};

struct docx_styles {
	struct docx_style *list; /* sorted by id */
	size_t n, room;
};

/* Notes by id: what of FLOW belongs to which. */
struct docx_note {
	char id[16];
	bool is_end; /* an endnote */
	size_t first, n;
};

struct docx_notes {
	struct flow flow; /* keeps all their paragraphs waiting */
	struct docx_note *list;
	size_t n, room;
};

/** Says whether NAME_SPACE is that of w: elements. */
bool docx_is_w(const char *name_space);

/** Reads w:val as a toggle: absent, "1", "true", "on" are yes. */
enum docx_said docx_toggle(const struct sax_element *e);

/** Takes into LOOK what one element of w:rPr says. */
void docx_look_take(struct docx_look *look, const struct sax_element *e);

/** Lays OVER on BASE: what it says wins. */
void docx_look_lay(struct docx_look *base, const struct docx_look *over);

/** Reads styles.xml. Owns: docx_styles_clear(). */
int docx_styles_read(const struct buf *part, struct docx_styles *out,
                     struct fault *f);

/** The style ID with all it inherits, or NULL. */
const struct docx_style *docx_styles_find(const struct docx_styles *styles,
                                          const char *id);

/** Releases what STYLES hold. */
void docx_styles_clear(struct docx_styles *styles);

/** Reads document.xml into B. */
int docx_body_read(const struct buf *part, const struct docx_styles *styles,
                   const struct docx_notes *notes, struct blocks *b,
                   struct fault *f);

/** Reads footnotes.xml or endnotes.xml into NOTES. */
int docx_notes_read(const struct buf *part, bool is_end,
                    const struct docx_styles *styles, struct docx_notes *notes,
                    struct blocks *b, struct fault *f);

#endif
