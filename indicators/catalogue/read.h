/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Read: what the readers of catalogue files share. A reader walks one parsed
 * file, fills its part of struct catalogue, and notes every finding, never
 * only the first; it survives files that the schema would refuse, so that the
 * first words a user reads are ours and not a parser's.
 */
#ifndef CATALOGUE_READ_H
#define CATALOGUE_READ_H

#include <stdbool.h>
#include <stddef.h>

#include <libxml/tree.h>

#include "catalogue.h"

struct arena;

/* One parsed file; its tree lives until catalogue_new() returns. */
struct source {
	const struct catalogue_file *file; /* borrowed */
	const char *name;                  /* "gcm.xml", for words */
	const char *id; /* attribute `id` of the root, "" none; in the tree */
	bool is_given;  /* not embedded: the schema has yet to see it */
	const char *sha256; /* hex, of an embedded file; else NULL */
	xmlDoc *doc;
	xmlNode *root;
};

/* More than anyone mends in one go; the rest is said to be left out. */
#define FINDINGS_MOST 200

/* What is wrong, one line "NAME:LINE: what; what to do" for each. */
struct findings {
	struct buf *report; /* borrowed */
	size_t n;
	bool is_cut;              /* there was no room for the rest */
	long line[FINDINGS_MOST]; /* of each, in the file being read */
};

/** Notes a finding about NODE of SRC; NODE may be NULL: line 1. */
void finding_add(struct findings *fs, const struct source *src,
                 const xmlNode *node, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/** Notes a finding at LINE of the file NAME. */
void finding_at(struct findings *fs, const char *name, long line,
                const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/** Value of attribute NAME, NULL when absent; lives in the tree. */
const char *node_attr(const xmlNode *node, const char *name);

/** As node_attr(), but its absence is a finding; then gives "". */
const char *node_need(struct findings *fs, const struct source *src,
                      const xmlNode *node, const char *name);

/** First child element NAME of NODE (any name when NULL), or NULL. */
const xmlNode *node_child(const xmlNode *node, const char *name);

/** Next sibling element NAME (any name when NULL), or NULL. */
const xmlNode *node_next(const xmlNode *node, const char *name);

/** Number of child elements NAME. */
size_t node_count(const xmlNode *node, const char *name);

/** Text of NODE, white space collapsed, in A; NULL with a fault in F. */
const char *node_text(const xmlNode *node, struct arena *a, struct fault *f);

/**
 * Reads N files whose root is <codebook> into one codebook, all in A; N may
 * be 0: an empty codebook. C has everything but its codebook, for checking
 * codes; it is NULL when one file is checked by itself.
 * Gives 0 also when there are findings; -1 on a fault (memory, limit).
 */
int codebook_read(const struct source *files, size_t n,
                  const struct catalogue *c, struct arena *a,
                  struct findings *fs, struct codebook **out, struct fault *f);

#endif
