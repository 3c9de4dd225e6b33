/* SPDX-License-Identifier: Apache-2.0 */
/* Genre: which documents quote others, and the sections they have. */
#ifndef ATTRIBUTION_GENRE_H
#define ATTRIBUTION_GENRE_H

#include <stdbool.h>
#include <stddef.h>

#include "lexicon.h"

struct attribution_question;
struct block;
struct text;

enum genre {
	GENRE_PLAIN,       /* speaks for itself */
	GENRE_SUMMARY,     /* of what stakeholders sent */
	GENRE_COMPILATION, /* of what United Nations bodies said */
	GENRE_REVIEW       /* of states by states */
};

enum section {
	SECTION_NONE, /* who speaks is told sentence by sentence */
	SECTION_PRESENTATION,
	SECTION_DIALOGUE,
	SECTION_CONCLUSIONS,
	SECTION_PLEDGES,
	SECTION_ANNEX
};

/**
 * The genre of the document of Q: by its declared kind, or, where none is
 * declared, by its title and its own list. L may be NULL to ask by kind alone;
 * *IS_OPEN then says that the text has to be asked.
 */
enum genre genre_of(const struct attribution_question *q,
                    const struct lexicon *l, bool has_list, bool *is_open);

/** Says whether B begins a section of a review, and which. */
bool section_at(const struct lexicon *l, const struct text *text,
                const struct block *b, enum section *out);

#endif
