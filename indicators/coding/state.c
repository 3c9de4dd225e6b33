/* SPDX-License-Identifier: Apache-2.0 */
#include "state.h"

#include <string.h>

#include "catalogue.h"
#include "model/commitment.h"

#include "cue.h"
#include "verb.h"

/* "Syrian asylum-seeking women": words between a people and its noun. */
#define PEOPLE_REACH 3
/* "the Republic of": words between a preposition and a name. */
#define AWAY_REACH 4
/* "Italy, Spain and the Netherlands noted". */
#define LIST_REACH 3

/* Latin, Chinese or Arabic; the text goes on behind it, a word follows. */
static bool is_semicolon(const struct reading *r, size_t at)
{
	uint8_t c = (uint8_t)r->text[at];

	if (c < 0x80)
		return c == ';';
	return reading_sign(r, at) == ';' ||
	       (c == 0xD8 && (uint8_t)r->text[at + 1] == 0x9B);
}

unsigned state_clause(const struct reading *r, size_t at)
{
	const size_t end = r->words[at].start;
	unsigned clause = 0;

	/* Most passages have none, and this is the quickest way to know: both
	   semicolons beyond ASCII end in the byte 9B. */
	if (!memchr(r->text, ';', end) && !memchr(r->text, 0x9B, end))
		return 0;
	for (size_t i = 0; i < end; i++)
		if (is_semicolon(r, i) && clause + 1 < CLAUSES_MOST)
			clause++;
	return clause;
}

static bool is_kind(const struct reading *r, size_t i, enum term_kind kind,
                    int target)
{
	const struct rule *rule = reading_rule(r, i);

	return rule->kind == kind && (target < 0 || rule->target == target);
}

/* Do words FROM to END run on, without a stop or bracket between? */
static bool runs_on(const struct reading *r, size_t from, size_t end)
{
	for (size_t i = from; i < end; i++)
		if (r->words[i].flags & WORD_BREAK)
			return false;
	return true;
}

static bool cue_after(const struct reading *r, enum cue cue, size_t at,
                      size_t reach)
{
	reach = reading_reach(r, reach);
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *m = &r->matches[i];

		if (m->first >= at && m->first < at + reach &&
		    is_kind(r, i, TERM_CUE, (int)cue) &&
		    runs_on(r, at, m->first + 1))
			return true;
	}
	return false;
}

static bool cue_before(const struct reading *r, enum cue cue, size_t at,
                       size_t reach)
{
	reach = reading_reach(r, reach);
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *m = &r->matches[i];

		if (m->end <= at && m->end + reach > at &&
		    is_kind(r, i, TERM_CUE, (int)cue) &&
		    runs_on(r, m->end, at + 1))
			return true;
	}
	return false;
}

/* Another state's name that begins at most LIST_REACH words past END. */
static const struct match *next_name(const struct reading *r, size_t end)
{
	size_t reach = reading_reach(r, LIST_REACH);

	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *m = &r->matches[i];

		if (m->first >= end && m->first < end + reach &&
		    is_kind(r, i, TERM_STATE, -1) &&
		    runs_on(r, end, m->first + 1))
			return m;
	}
	return NULL;
}

/* "Italy noted", and "Italy, Spain and Malta noted". */
static bool is_speaker(const struct reading *r, const struct match *m)
{
	while (m) {
		if (cue_after(r, CUE_SAYS, m->end, 2))
			return true;
		m = next_name(r, m->end);
	}
	return false;
}

/* Opens a bracket before M that is not closed before it? */
static bool is_bracketed(const struct reading *r, const struct match *m)
{
	size_t start = r->words[m->first].start;

	while (start-- > 0) {
		char sign = reading_sign(r, start);

		if (sign == ')' || sign == ']')
			return false;
		if (sign == '(' || sign == '[')
			return true;
	}
	return false;
}

static bool is_subject(const struct catalogue *c, const struct utterance *u,
                       int state)
{
	size_t n;
	const struct state *states = catalogue_states(c, &n);

	for (size_t i = 0; i < u->n_states; i++)
		if (strcmp(u->states[i], states[state].iso3) == 0)
			return true;
	return false;
}

/* "Congo" inside "the Democratic Republic of the Congo". */
static bool is_part_of_name(const struct reading *r, const struct match *m)
{
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *o = &r->matches[i];

		if (is_kind(r, i, TERM_STATE, -1) && o->first <= m->first &&
		    o->end >= m->end && o->end - o->first > m->end - m->first)
			return true;
	}
	return false;
}

/* Does CUE share a word with M? */
static bool is_over(const struct reading *r, enum cue cue,
                    const struct match *m)
{
	for (size_t i = 0; i < r->n_matches; i++)
		if (r->matches[i].first < m->end &&
		    m->first < r->matches[i].end &&
		    is_kind(r, i, TERM_CUE, (int)cue))
			return true;
	return false;
}

/* Who speaks, asks or recommends, with or without a document's state. */
static bool is_voice(const struct reading *r, const struct match *m)
{
	/* "(Portugal)" is who recommends or where to read, not of whom. */
	return is_bracketed(r, m) || is_speaker(r, m) ||
	       cue_before(r, CUE_ASKED_BY, m->first, 40);
}

/* "Funded schools in Chad": told of whoever did it, not of where. */
static bool is_abroad(const struct reading *r, const struct match *m,
                      bool has_own)
{
	bool is_place = cue_before(r, CUE_PLACE, m->first, AWAY_REACH);

	for (size_t i = 0; i < r->n_matches; i++)
		if (is_kind(r, i, TERM_CUE, CUE_ABROAD) &&
		    (is_place || r->matches[i].end <= m->first))
			return true;
	return has_own && is_place;
}

/* "Syrian asylum-seeking women": no verb or place parts them. */
static bool is_before_people(const struct reading *r, const struct match *m)
{
	static const enum cue PARTS[] = { CUE_DONE, CUE_OUTCOME, CUE_RUNNING,
		                          CUE_PLACE, CUE_AWAY };

	size_t reach = reading_reach(r, PEOPLE_REACH);

	for (size_t at = m->end; at < m->end + reach && at < r->n; at++) {
		if ((r->words[at].flags & (WORD_BREAK | WORD_COMMA)))
			return false;
		if (cue_after(r, CUE_PEOPLE, at, 1))
			return true;
		if (verb_is_done(r, at))
			return false;
		for (size_t k = 0; k < sizeof(PARTS) / sizeof(*PARTS); k++)
			if (cue_after(r, PARTS[k], at, 1))
				return false;
	}
	return false;
}

/* "From the Republic of Chad", but not "from Chad in Mali". */
static bool is_away(const struct reading *r, const struct match *m)
{
	size_t most = reading_reach(r, AWAY_REACH);

	for (size_t reach = 1; reach <= most && reach <= m->first; reach++) {
		if (cue_before(r, CUE_AWAY, m->first, reach))
			return true;
		if (cue_after(r, CUE_PLACE, m->first - reach, 1))
			return false;
	}
	return false;
}

/* Is the state at M somebody else than whom the passage is about? */
static bool is_other(const struct reading *r, const struct match *m,
                     bool has_own)
{
	if (is_over(r, CUE_NATION, m) || is_abroad(r, m, has_own))
		return true;
	if (is_before_people(r, m) || cue_before(r, CUE_PEOPLE, m->first, 1))
		return true;
	return is_away(r, m);
}

void state_find(const struct reading *r, const struct catalogue *c,
                const struct utterance *u, struct whereabouts *out)
{
	bool has_own = false;

	out->n = 0;
	out->is_general = false;
	for (size_t i = 0; i < r->n_matches && out->n < ABOUT_MOST; i++) {
		const struct match *m = &r->matches[i];
		const struct rule *rule = reading_rule(r, i);
		bool is_own;

		if (is_kind(r, i, TERM_CUE, CUE_GENERAL))
			out->is_general = true;
		if (rule->kind != TERM_STATE || reading_is_guarded(r, i) ||
		    is_part_of_name(r, m))
			continue;
		is_own = is_subject(c, u, rule->target);
		if (!is_own && (is_voice(r, m) ||
		                (u->n_states > 0 && is_other(r, m, has_own))))
			continue;
		has_own = has_own || is_own;
		out->about[out->n++] = (struct about){
			.state = rule->target,
			.clause = state_clause(r, m->first),
			.match = m,
		};
	}
}
