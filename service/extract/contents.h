/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Contents: lines that name the document instead of saying something.
 *
 * Tables of contents with their dot leaders, the head of a United Nations
 * document, its job number: shared by the readers of plain text and of PDF.
 */
#ifndef EXTRACT_CONTENTS_H
#define EXTRACT_CONTENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

/** "Contents", "Table des matières", "Índice": opens a list of contents. */
bool contents_is_heading(struct span line);

/** "I. Background ........ 3": a dot leader. */
bool contents_has_leader(struct span line);

/** "Distr.: General", which only title pages have. */
bool contents_is_distribution(struct span line);

/** "GE.24-19950 (E)", "*1413493*", "24-19950": a job number. */
bool contents_is_imprint(struct span line);

/** "A/HRC/WG.6/48/SVN/1" alone on a line. */
bool contents_is_symbol(struct span line);

/** "3", "- 3 -", "3/12", "Page 3 of 12". */
bool contents_is_page_number(struct span line);

/**
 * A hash (never 0) that is the same for "page 3" and "page 12": digits are
 * taken as equal and spaces left out.
 */
uint64_t contents_masked(struct span line);

/** "Annex", "Anexo II": opens an annex. */
bool contents_is_annex(struct span line);

/** "Notes", "Notas": notes follow to the end. */
bool contents_is_notes(struct span line);

#endif
