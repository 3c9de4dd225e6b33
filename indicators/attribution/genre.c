/* SPDX-License-Identifier: Apache-2.0 */
#include "genre.h"

#include <string.h>

#include "attribution.h"
#include "model/text.h"

/* A title stands among the first blocks, cover and contents included. */
#define TITLE_BLOCKS 40

/* A heading that lost its look is no longer than this, in bytes. */
#define HEADING_MOST ((size_t)140)

/* Words that a declared kind has, and what they mean; the first that fits.
   A kind that is none of these is a document that speaks for itself. */
static const struct {
	const char *word;
	enum genre genre;
} KINDS[] = {
	{ "national_report", GENRE_PLAIN },   { "stakeholder", GENRE_SUMMARY },
	{ "compilation", GENRE_COMPILATION }, { "working_group", GENRE_REVIEW },
	{ "peer_review", GENRE_REVIEW },
};

static bool has_phrase(const struct lexicon *l, const struct text *text,
                       const struct block *b, uint64_t kinds)
{
	struct tokens t;

	tokens_cut(&t, text->bytes + b->start, b->len);
	for (size_t i = 0; i < t.n; i++)
		if (lexicon_match(l, &t, i, kinds))
			return true;
	return false;
}

static bool has_title(const struct lexicon *l, const struct text *text,
                      enum speaker_word kind)
{
	for (size_t i = 0; i < text->n_blocks && i < TITLE_BLOCKS; i++)
		if (has_phrase(l, text, &text->blocks[i],
		               TERM_BIT(TERM_OF(kind))))
			return true;
	return false;
}

static bool has_dialogue(const struct lexicon *l, const struct text *text)
{
	enum section s;

	for (size_t i = 0; i < text->n_blocks; i++)
		if (section_at(l, text, &text->blocks[i], &s) &&
		    s == SECTION_DIALOGUE)
			return true;
	return false;
}

/* By what stands in it. A state's own document is taken for a review only. */
static enum genre genre_told(const struct attribution_question *q,
                             const struct lexicon *l, bool has_list)
{
	if (has_title(l, q->text, WORD_REVIEW) && has_dialogue(l, q->text))
		return GENRE_REVIEW;
	if (q->voice == VOICE_STATE)
		return GENRE_PLAIN;
	if (has_list && has_title(l, q->text, WORD_SUMMARY))
		return GENRE_SUMMARY;
	if (has_title(l, q->text, WORD_COMPILATION))
		return GENRE_COMPILATION;
	return GENRE_PLAIN;
}

enum genre genre_of(const struct attribution_question *q,
                    const struct lexicon *l, bool has_list, bool *is_open)
{
	*is_open = false;
	for (size_t i = 0; i < sizeof(KINDS) / sizeof(KINDS[0]); i++)
		if (strstr(q->kind, KINDS[i].word))
			return KINDS[i].genre;
	if (q->kind[0])
		return GENRE_PLAIN;
	*is_open = true;
	return l ? genre_told(q, l, has_list) : GENRE_PLAIN;
}

static const struct {
	enum speaker_word word;
	enum section section;
} SECTIONS[] = {
	{ WORD_PRESENTATION, SECTION_PRESENTATION },
	{ WORD_DIALOGUE, SECTION_DIALOGUE },
	{ WORD_CONCLUSIONS, SECTION_CONCLUSIONS },
	{ WORD_PLEDGES, SECTION_PLEDGES },
	{ WORD_ANNEX, SECTION_ANNEX },
};

/* "III." or "B.", which goes before a heading that lost its look. */
static bool is_numeral(const struct tokens *t)
{
	const struct token *w = &t->at[0];

	if (t->n == 0 || w->end - w->start > 4 || token_after(t, 0) != '.')
		return false;
	for (size_t i = w->start; i < w->end; i++)
		if (!strchr("IVXABCD", t->text[i]))
			return false;
	return true;
}

bool section_at(const struct lexicon *l, const struct text *text,
                const struct block *b, enum section *out)
{
	bool is_heading = b->kind == BLOCK_HEADING, is_numbered;
	struct tokens t;

	if (b->kind == BLOCK_FURNITURE || b->kind == BLOCK_FOOTNOTE)
		return false;
	tokens_cut(&t, text->bytes + b->start,
	           b->len < 2 * HEADING_MOST ? b->len : 2 * HEADING_MOST);
	is_numbered = is_numeral(&t);
	if (!is_heading && !is_numbered && b->len > HEADING_MOST)
		return false;
	for (size_t i = 0; i < sizeof(SECTIONS) / sizeof(SECTIONS[0]); i++) {
		const struct lexicon_term *m =
			lexicon_match(l, &t, is_numbered,
		                      TERM_BIT(TERM_OF(SECTIONS[i].word)));

		if (!m || (!is_heading && !is_numbered && m->n_words + 4 < t.n))
			continue;
		*out = SECTIONS[i].section;
		return true;
	}
	return false;
}
