/* SPDX-License-Identifier: Apache-2.0 */
#include "skip.h"

#include <string.h>

#include "cue.h"

/* A title fills the passage when so few words are left beside it. */
#define TITLE_REST 4
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
		    rule->target != CUE_GOOD)
			return false;
	}
	for (size_t i = 0; i < r->n; i++)
		if (r->words[i].flags & (WORD_CAPITAL | WORD_NUMBER))
			count++;
	return count * 100 >= r->n * LIST_SHARE;
}

const char *skip_reason(const struct reading *r)
{
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *m = &r->matches[i];
		const struct rule *rule = reading_rule(r, i);

		if (rule->kind != TERM_SKIP)
			continue;
		if (strcmp(rule->note, SKIP_TITLE) != 0 ||
		    r->n - (m->end - m->first) <= reading_reach(r, TITLE_REST))
			return rule->note;
	}
	if (has_leaders(r))
		return "a line of a table of contents";
	if (is_reference_list(r))
		return "a list of references";
	return "";
}
