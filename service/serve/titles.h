/* SPDX-License-Identifier: Apache-2.0 */
/* Titles: names in the language asked, or in English and saying so. */
#ifndef SERVE_TITLES_H
#define SERVE_TITLES_H

#include "model/commitment.h"
#include "pen.h"

struct titled {
	const char *text;
	const char *lang; /* of the text */
};

/** The title of C in LANG, else English; the label where no title is. */
struct titled title_of(const struct commitment *c, enum un_language lang);

/** The name of S in LANG, else English. */
struct titled state_name(const struct state *s, enum un_language lang);

/** Writes an object of TITLES by language, with their status. */
void write_titles(struct pen *p, const char *key,
                  const struct title titles[UN_LANGUAGE_COUNT]);

#endif
