/* SPDX-License-Identifier: Apache-2.0 */
#include "skip.h"

#include <string.h>

#include "cue.h"

/* A title fills the passage when so few words are left beside it. */
#define TITLE_REST 4
/* "GE.14-21234" and what may stand beside it in one line. */
#define FOOTER_WORDS 12
#define FOOTER_LEN   7
/* Share of symbols, pages and numbers in an endnote, per cent. */
#define CITED_SHARE 60
/* Leader dots of a table of contents. */
#define LEADERS "....."
/* From so many words on a list of names and numbers is told. */
#define LIST_WORDS 8
/* Share of capitals and numbers in a note or list of references, per cent. */
#define LIST_SHARE 75

static bool has_leaders(const struct reading *r)
{
	size_t run = 0;

	for (size_t i = 0; i < r->len; i++) {
		run = r->text[i] == '.' ? run + 1 : 0;
		if (run == sizeof(LEADERS) - 1)
			return true;
	}
	return false;
}

/* Share of small letters below which a line is set in capitals, per cent. */
#define SMALL_SHARE 10

/* In a line set in capitals a capital tells nothing. */
static bool is_in_capitals(const struct reading *r)
{
	size_t small = 0;
	size_t large = 0;

	for (size_t i = 0; i < r->len; i++) {
		uint8_t c = (uint8_t)r->text[i];
		bool is_large = lexicon_is_capital(r->text + i);

		/* From U+0400 on what is no capital is small. */
		small += (c >= 'a' && c <= 'z') || (c >= 0xD0 && !is_large);
		large += is_large;
	}
	return small * 100 < (small + large) * SMALL_SHARE;
}

static bool is_cue(const struct reading *r, size_t i, enum cue cue)
{
	const struct rule *rule = reading_rule(r, i);

	return rule->kind == TERM_CUE && rule->target == (int)cue;
}

/* Words of R that CUE's phrases cover, numbers too; *LAST: so is the last. */
static size_t cited_words(const struct reading *r, bool *last)
{
	size_t count = 0;
	size_t from = 0;

	*last = false;
	for (size_t i = 0; i < r->n; i++) {
		bool is_cited = false;

		while (from < r->n_matches && r->matches[from].first < i)
			from++;
		for (size_t k = from;
		     k < r->n_matches && r->matches[k].first == i && !is_cited;
		     k++)
			is_cited = is_cue(r, k, CUE_CITE);
		*last = is_cited;
		count += is_cited || (r->words[i].flags & WORD_NUMBER);
	}
	return count;
}

/* "JS3, p. 4; A/HRC/34/2, para. 12." and what breaks off at its "p.". */
static bool is_citation(const struct reading *r)
{
	bool is_cut;
	size_t at = 0;
	size_t cited;

	while (at < r->n_matches && !is_cue(r, at, CUE_CITE))
		at++;
	if (at == r->n_matches)
		return false;
	cited = cited_words(r, &is_cut);
	return cited > 1 && (is_cut || cited * 100 >= r->n * CITED_SHARE);
}

/* "GE.14-21234": the number of a printed document, at the foot of a page. */
static bool is_footer(const struct reading *r)
{
	static const char DIGITS[] = "0123456789";

	if (r->n > FOOTER_WORDS)
		return false;
	for (size_t i = 0; i + FOOTER_LEN <= r->len; i++)
		if (r->text[i] == 'G' && memcmp(r->text + i, "GE.", 3) == 0 &&
		    strchr(DIGITS, r->text[i + 3]) &&
		    strchr(DIGITS, r->text[i + 4]) && r->text[i + 5] == '-' &&
		    strchr(DIGITS, r->text[i + 6]))
			return true;
	return false;
}

/* What says nothing only where it fills the passage. */
static bool is_filling(const struct rule *rule)
{
	return rule->kind == TERM_SKIP &&
	       (strcmp(rule->note, SKIP_TITLE) == 0 ||
	        strcmp(rule->note, SKIP_TREATY) == 0);
}

static bool is_in_filling(const struct reading *r, size_t i)
{
	for (size_t k = 0; k < r->n_matches; k++)
		if (is_filling(reading_rule(r, k)) &&
		    r->matches[k].first <= r->matches[i].first &&
		    r->matches[k].end >= r->matches[i].end)
			return true;
	return false;
}

/* "Accede to the Convention (Portugal)": the words beside a name claim. */
static bool claims(const struct reading *r)
{
	static const enum cue CLAIMS[] = { CUE_DEMAND, CUE_ORDER, CUE_CONTINUE,
		                           CUE_DONE,   CUE_LACK,  CUE_WILL,
		                           CUE_NOT };

	for (size_t i = 0; i < r->n_matches; i++)
		for (size_t k = 0; k < sizeof(CLAIMS) / sizeof(*CLAIMS); k++)
			if (is_cue(r, i, CLAIMS[k]) && !is_in_filling(r, i))
				return true;
	return false;
}

/* The reason when titles leave few words of the passage, else NULL. */
static const char *filled_by(const struct reading *r)
{
	const char *reason = NULL;
	size_t end = 0;
	size_t rest = 0;

	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *m = &r->matches[i];

		if (!is_filling(reading_rule(r, i)) || m->end <= end)
			continue;
		for (; end < m->first; end++)
			rest += !(r->words[end].flags & WORD_NUMBER);
		end = m->end;
		reason = reading_rule(r, i)->note;
	}
	for (; end < r->n; end++)
		rest += !(r->words[end].flags & WORD_NUMBER);
	if (rest > reading_reach(r, TITLE_REST) ||
	    (reason && strcmp(reason, SKIP_TREATY) == 0 && claims(r)))
		return NULL;
	return reason;
}

/* A line of symbols, names and pages, in which nothing is asserted. */
static bool is_reference_list(const struct reading *r)
{
	size_t count = 0;

	if (r->n < LIST_WORDS)
		return false;
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct rule *rule = reading_rule(r, i);

		if (rule->kind == TERM_CUE && rule->target != CUE_PEOPLE &&
		    rule->target != CUE_AWAY && rule->target != CUE_HARM &&
		    rule->target != CUE_GOOD && rule->target != CUE_PLACE &&
		    rule->target != CUE_CITE && rule->target != CUE_NATION &&
		    rule->target != CUE_FIGURE && rule->target != CUE_MEANS)
			return false;
	}
	for (size_t i = 0; i < r->n; i++)
		if (r->words[i].flags & (WORD_CAPITAL | WORD_NUMBER))
			count++;
	return count * 100 >= r->n * LIST_SHARE && !is_in_capitals(r);
}

const char *skip_reason(const struct reading *r)
{
	const char *filled = filled_by(r);

	if (filled)
		return filled;
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct rule *rule = reading_rule(r, i);

		if (rule->kind == TERM_SKIP && !is_filling(rule))
			return rule->note;
	}
	if (has_leaders(r))
		return "a line of a table of contents";
	if (is_footer(r))
		return "the foot of a page";
	if (is_citation(r))
		return "an endnote";
	if (is_reference_list(r))
		return "a list of references";
	return "";
}
