/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules of METHOD.md 3, tried in order; the first that holds decides.
 * Their words are data, see cue.h.
 */
#include "level.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "cues.h"
#include "harm.h"
#include "trend.h"

/* How many words "despite" reaches over. */
#define DESPITE_REACH 8
/* A heading has so few words; of its longer ones most have a capital. */
#define TITLE_MOST  20
#define TITLE_WORD  4
#define TITLE_SHARE 80 /* of 100 */

typedef bool rule_fn(const struct cues *c, size_t *match);

struct level_rule {
	rule_fn *holds;
	enum level level;
	bool is_demand;
	bool is_silent;
	double sure;
	const char *name;
};

/* "Requested details" is a question, though "requested" alone demands. */
static bool asks(const struct cues *c, size_t *match)
{
	size_t demand = c->first[CUE_DEMAND];

	if (c->first[CUE_ORDER] != NONE)
		return false;
	*match = c->first[CUE_ASK];
	if (demand != NONE)
		return *match != NONE &&
		       cues_word(c, *match) == cues_word(c, demand);
	return c->has_question || *match != NONE;
}

/* The last byte of the passage that is no blank, quote or mark of stress. */
static char last_of(const struct reading *r)
{
	return reading_last(r, " \n\t\"*_");
}

/* "… pursues the following aims:" asserts what follows, not itself. */
static bool announces(const struct cues *c, size_t *match)
{
	*match = NONE;
	return last_of(c->r) == ':';
}

/* "Cooperation on Border Management": a heading, with no end. */
static bool entitles(const struct cues *c, size_t *match)
{
	const struct reading *r = c->r;
	size_t longer = 0;
	size_t capitals = 0;

	*match = NONE;
	if (r->n == 0 || r->n > TITLE_MOST || strchr(".!?;", last_of(r)))
		return false;
	for (size_t i = 0; i < r->n; i++) {
		if (r->words[i].len < TITLE_WORD)
			continue;
		longer++;
		capitals += (r->words[i].flags & WORD_CAPITAL) != 0;
	}
	return longer > 1 && capitals * 100 >= longer * TITLE_SHARE;
}

/* "Under the Act minors must be …": what the law demands is in force. */
static bool prescribes(const struct cues *c, size_t *match)
{
	if (!cues_has(c, CUE_LAW, match) || c->first[CUE_SAYS] != NONE ||
	    c->first[CUE_DEMAND] == NONE)
		return false;
	return cues_word(c, *match) < cues_word(c, c->first[CUE_DEMAND]);
}

static bool continues(const struct cues *c, size_t *match)
{
	return cues_has(c, CUE_CONTINUE, match);
}

/* Infinitives: French and Spanish recommendations begin with one. */
static const struct {
	const char *language;
	const char *endings; /* each between blanks */
	const char *others;  /* words that only look like one */
} INFINITIVES[] = {
	{ "fr", " er ir oir dre tre ire vre ure aire ",
	  " hier premier dernier fevrier janvier entre contre outre notre "
	  "votre autre quatre moindre naguere " },
	{ "es", " ar er ir arse erse irse ",
	  " ayer mujer mar lugar similar hogar taller tercer primer ser " },
};

#define ENDING_MOST      4
#define INFINITIVE_LEAST 5

static bool is_listed(const char *list, const char *word, size_t len)
{
	for (const char *p = list; *p; p++)
		if (*p == ' ' && strncasecmp(p + 1, word, len) == 0 &&
		    p[len + 1] == ' ')
			return true;
	return false;
}

static bool is_infinitive(const char *language, const char *word, size_t len)
{
	for (size_t i = 0; i < sizeof(INFINITIVES) / sizeof(*INFINITIVES);
	     i++) {
		if (strcmp(INFINITIVES[i].language, language) != 0 ||
		    len < INFINITIVE_LEAST ||
		    is_listed(INFINITIVES[i].others, word, len))
			continue;
		for (size_t n = 2; n <= ENDING_MOST; n++)
			if (is_listed(INFINITIVES[i].endings, word + len - n,
			              n))
				return true;
	}
	return false;
}

static bool begins_with_infinitive(const struct reading *r)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct word *w = &r->words[i];

		if ((w->flags & WORD_NUMBER) || w->len < 2)
			continue;
		return is_infinitive(r->tongue->book->language,
		                     r->text + w->start, w->len);
	}
	return false;
}

static bool is_word(const struct reading *r, size_t i, const char *word)
{
	const struct word *w = &r->words[i];

	return w->len == strlen(word) &&
	       strncasecmp(r->text + w->start, word, w->len) == 0;
}

/* "To strengthen cooperation, protocols were signed": the aim of something
   done, not a recommendation, which would begin the same way. */
static bool tells_an_aim(const struct reading *r)
{
	static const char *const PASSIVE[] = { "was", "were", "been" };

	if (r->n == 0 || !is_word(r, 0, "to"))
		return false;
	for (size_t i = 0; i < r->n_matches; i++) {
		size_t at = r->matches[i].first;

		if (at == 0 || !cues_is(r, i, CUE_DONE))
			continue;
		for (size_t k = 0; k < sizeof(PASSIVE) / sizeof(*PASSIVE); k++)
			if (is_word(r, at - 1, PASSIVE[k]))
				return true;
	}
	return false;
}

static bool orders(const struct cues *c, size_t *match)
{
	if (tells_an_aim(c->r))
		return false;
	return cues_has(c, CUE_ORDER, match) || begins_with_infinitive(c->r);
}

/* A demand made after the last thing reported governs the passage. */
static bool demands(const struct cues *c, size_t *match)
{
	return cues_has(c, CUE_DEMAND, match);
}

/* "Despite the lack of …": it reaches up to a comma, no further. */
static bool is_despite(const struct reading *r, size_t at)
{
	size_t reach = 0;

	while (reach < DESPITE_REACH && reach < at &&
	       !(r->words[at - reach].flags & WORD_COMMA))
		reach++;
	return cues_before(r, CUE_DESPITE, at, reach);
}

static bool lacks(const struct cues *c, size_t *match)
{
	for (size_t i = 0; i < c->r->n_matches; i++)
		if (cues_is(c->r, i, CUE_LACK) &&
		    !is_despite(c->r, cues_word(c, i))) {
			*match = i;
			return true;
		}
	return false;
}

/* "has not adopted", "no child was granted". */
static bool denies(const struct cues *c, size_t *match)
{
	static const enum cue VERBS[] = { CUE_DONE, CUE_OUTCOME };

	for (size_t i = 0; i < c->r->n_matches; i++)
		for (size_t k = 0; k < sizeof(VERBS) / sizeof(*VERBS); k++)
			if (cues_is(c->r, i, VERBS[k]) &&
			    cues_before(c->r, CUE_NOT, cues_word(c, i),
			                NOT_REACH)) {
				*match = i;
				return true;
			}
	return false;
}

/* Of two that begin alike the longer: "plan to … was adopted", "plan to". */
static bool stands_first(const struct cues *c, size_t one, size_t other)
{
	const struct match *a = &c->r->matches[one];
	const struct match *b = &c->r->matches[other];

	return a->first < b->first || (a->first == b->first && a->end > b->end);
}

/* Undertaken, and nothing done is told before it in the passage. */
static bool intends(const struct cues *c, size_t *match)
{
	size_t done = c->first[CUE_DONE];
	size_t outcome = c->first[CUE_OUTCOME];

	if (!cues_has(c, CUE_WILL, match))
		return false;
	if (done != NONE && stands_first(c, done, *match))
		return false;
	return outcome == NONE || cues_word(c, outcome) > cues_word(c, *match);
}

/* "Deaths fell from 212 to 148": told with its figure. */
static bool improves(const struct cues *c, size_t *match)
{
	if (trend_told(c, match) != TREND_BETTER)
		return false;
	for (size_t i = c->r->matches[*match].end; i < c->r->n; i++)
		if (cues_is_figure(c->r, i))
			return true;
	return false;
}

/* "No child has been detained since 2023": a fact that can be verified. */
static bool spares(const struct cues *c, size_t *match)
{
	size_t done = c->first[CUE_DONE];

	if (!c->has_number || !harm_is_over(c, match))
		return false;
	/* In "amended in 2023 so that …" the date is the amendment's. */
	return done == NONE || cues_word(c, done) >= cues_word(c, *match);
}

/* An effect on people, with a figure: never an activity. */
static bool results(const struct cues *c, size_t *match)
{
	if (!cues_has(c, CUE_OUTCOME, match) || c->first[CUE_ACTIVITY] != NONE)
		return false;
	return c->has_figure && c->first[CUE_PEOPLE] != NONE;
}

static bool does(const struct cues *c, size_t *match)
{
	return cues_has(c, CUE_DONE, match) ||
	       cues_has(c, CUE_OUTCOME, match) ||
	       cues_has(c, CUE_ACTIVITY, match);
}

static bool praises(const struct cues *c, size_t *match)
{
	return cues_has(c, CUE_PRAISE, match);
}

static bool runs(const struct cues *c, size_t *match)
{
	return cues_has(c, CUE_RUNNING, match);
}

static bool always(const struct cues *c, size_t *match)
{
	(void)c;
	*match = NONE;
	return true;
}

static const struct level_rule RULES[] = {
	{ continues, LEVEL_MENTION, false, false, 0.85,
	  "continue to …: a mention" },
	{ announces, LEVEL_MENTION, false, true, 0.85,
	  "ends in a colon: a mention" },
	{ entitles, LEVEL_MENTION, false, true, 0.85, "a heading: a mention" },
	{ orders, LEVEL_GAP, true, false, 0.95, "a recommendation: a demand" },
	{ prescribes, LEVEL_MEASURE, false, false, 0.75,
	  "under the law … must: a measure" },
	{ asks, LEVEL_MENTION, false, true, 0.85, "a question: a mention" },
	{ demands, LEVEL_GAP, true, false, 0.93,
	  "should, recommends: a demand" },
	{ harm_is_done, LEVEL_REGRESSION, false, false, 0.85,
	  "got worse, a violation: a regression" },
	{ improves, LEVEL_RESULT, false, false, 0.75,
	  "a harm fell, a good rose: a result" },
	{ spares, LEVEL_RESULT, false, false, 0.75,
	  "nobody suffers it, dated: a result" },
	{ harm_is_over, LEVEL_MEASURE, false, false, 0.75,
	  "nobody suffers it any more: a measure" },
	{ denies, LEVEL_GAP, false, false, 0.88, "has not + verb: a gap" },
	{ lacks, LEVEL_GAP, false, false, 0.88, "lacks, concern: a gap" },
	{ intends, LEVEL_INTENTION, false, false, 0.88,
	  "will, plans: an intention" },
	{ results, LEVEL_RESULT, false, false, 0.75,
	  "an effect on people with a figure: a result" },
	{ does, LEVEL_MEASURE, false, false, 0.9,
	  "done or running: a measure" },
	{ praises, LEVEL_MEASURE, false, false, 0.75, "welcomed: a measure" },
	{ runs, LEVEL_MEASURE, false, false, 0.7, "under way: a measure" },
	{ always, LEVEL_MENTION, false, false, 0.75,
	  "asserts nothing: a mention" },
};

void level_judge(const struct reading *r, struct verdict *out)
{
	struct cues c;
	size_t match = NONE;

	cues_find(r, &c);
	for (size_t i = 0;; i++) {
		const struct level_rule *rule = &RULES[i];

		match = NONE;
		if (!rule->holds(&c, &match))
			continue;
		*out = (struct verdict){
			.level = rule->level,
			.is_demand = rule->is_demand,
			.is_silent = rule->is_silent,
			.sure = rule->sure,
			.rule = rule->name,
			.match = match == NONE ? NULL : &r->matches[match],
		};
		return;
	}
}
