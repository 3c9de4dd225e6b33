/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rules of METHOD.md 3, tried in order; the first that holds decides.
 * Their words are data, see cue.h.
 */
#include "level.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "cue.h"

/* How many words a negation reaches over: "has not so far been able to". */
#define NOT_REACH 6
/* How many words a negation reaches over that begins the passage. */
#define FIRST_REACH 14
/* How many words "will" may stand before the verb it puts off. */
#define WILL_REACH 40
/* How many words "despite" reaches over. */
#define DESPITE_REACH 8
#define NONE          SIZE_MAX

/* Where each kind of cue first stands; NONE where it does not. */
struct cues {
	const struct reading *r;
	size_t first[CUE_COUNT]; /* index of a match */
	bool has_figure;
	bool has_question;
};

typedef bool rule_fn(const struct cues *c, size_t *match);

struct level_rule {
	rule_fn *holds;
	enum level level;
	bool is_demand;
	double sure;
	const char *name;
};

static size_t word_of(const struct cues *c, size_t match)
{
	return c->r->matches[match].first;
}

static bool is_cue(const struct reading *r, size_t i, enum cue cue)
{
	const struct rule *rule = reading_rule(r, i);

	return rule->kind == TERM_CUE && rule->target == (int)cue;
}

/* Is there a CUE that ends within REACH words before word AT? */
static bool stands_before(const struct reading *r, enum cue cue, size_t at,
                          size_t reach)
{
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *m = &r->matches[i];

		if (m->first >= at)
			break;
		/* "No service …, …, has been set up": the first word reaches
		 * over the whole passage. */
		if (is_cue(r, i, cue) && m->end <= at &&
		    (m->end + reach > at ||
		     (m->first == 0 && m->end + FIRST_REACH > at)))
			return true;
	}
	return false;
}

static bool has(const struct cues *c, enum cue cue, size_t *match)
{
	*match = c->first[cue];
	return *match != NONE;
}

static bool asks(const struct cues *c, size_t *match)
{
	if (c->first[CUE_DEMAND] != NONE || c->first[CUE_ORDER] != NONE)
		return false;
	*match = c->first[CUE_ASK];
	return c->has_question || *match != NONE;
}

static bool continues(const struct cues *c, size_t *match)
{
	return has(c, CUE_CONTINUE, match);
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

static bool orders(const struct cues *c, size_t *match)
{
	return has(c, CUE_ORDER, match) || begins_with_infinitive(c->r);
}

/* A demand made after the last thing reported governs the passage. */
static bool demands(const struct cues *c, size_t *match)
{
	return has(c, CUE_DEMAND, match);
}

static bool worsens(const struct cues *c, size_t *match)
{
	if (!has(c, CUE_WORSE, match))
		return false;
	return !stands_before(c->r, CUE_NOT, word_of(c, *match), NOT_REACH) &&
	       !stands_before(c->r, CUE_STOP, word_of(c, *match), NOT_REACH);
}

static bool lacks(const struct cues *c, size_t *match)
{
	if (!has(c, CUE_LACK, match))
		return false;
	return !stands_before(c->r, CUE_DESPITE, word_of(c, *match),
	                      DESPITE_REACH);
}

/* "has not adopted", "no child was granted". */
static bool denies(const struct cues *c, size_t *match)
{
	static const enum cue VERBS[] = { CUE_DONE, CUE_OUTCOME };

	for (size_t i = 0; i < c->r->n_matches; i++)
		for (size_t k = 0; k < sizeof(VERBS) / sizeof(*VERBS); k++)
			if (is_cue(c->r, i, VERBS[k]) &&
			    stands_before(c->r, CUE_NOT, word_of(c, i),
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

	if (!has(c, CUE_WILL, match))
		return false;
	if (done != NONE && stands_first(c, done, *match))
		return false;
	return outcome == NONE || word_of(c, outcome) > word_of(c, *match);
}

/* An effect that needs no figure beside it: "no child was detained". */
static bool effects(const struct cues *c, size_t *match)
{
	if (!has(c, CUE_EFFECT, match) || c->first[CUE_ACTIVITY] != NONE)
		return false;
	return !stands_before(c->r, CUE_NOT, word_of(c, *match), NOT_REACH) &&
	       c->first[CUE_WILL] == NONE;
}

/* An effect on people, with a figure: never an activity. */
static bool results(const struct cues *c, size_t *match)
{
	if (!has(c, CUE_OUTCOME, match) || c->first[CUE_ACTIVITY] != NONE)
		return false;
	return c->has_figure && c->first[CUE_PEOPLE] != NONE;
}

static bool does(const struct cues *c, size_t *match)
{
	return has(c, CUE_DONE, match) || has(c, CUE_OUTCOME, match) ||
	       has(c, CUE_ACTIVITY, match);
}

static bool praises(const struct cues *c, size_t *match)
{
	return has(c, CUE_PRAISE, match);
}

static bool runs(const struct cues *c, size_t *match)
{
	return has(c, CUE_RUNNING, match);
}

static bool always(const struct cues *c, size_t *match)
{
	(void)c;
	*match = NONE;
	return true;
}

static const struct level_rule RULES[] = {
	{ continues, LEVEL_MENTION, false, 0.85, "continue to …: a mention" },
	{ orders, LEVEL_GAP, true, 0.95, "a recommendation: a demand" },
	{ demands, LEVEL_GAP, true, 0.93, "should, recommends: a demand" },
	{ asks, LEVEL_MENTION, false, 0.85, "a question: a mention" },
	{ worsens, LEVEL_REGRESSION, false, 0.75, "got worse: a regression" },
	{ effects, LEVEL_RESULT, false, 0.75,
	  "from … to …, nobody left: a result" },
	{ denies, LEVEL_GAP, false, 0.88, "has not + verb: a gap" },
	{ lacks, LEVEL_GAP, false, 0.88, "lacks, concern: a gap" },
	{ intends, LEVEL_INTENTION, false, 0.88, "will, plans: an intention" },
	{ results, LEVEL_RESULT, false, 0.75,
	  "an effect on people with a figure: a result" },
	{ does, LEVEL_MEASURE, false, 0.9, "done or running: a measure" },
	{ praises, LEVEL_MEASURE, false, 0.75, "welcomed: a measure" },
	{ runs, LEVEL_MEASURE, false, 0.7, "under way: a measure" },
	{ always, LEVEL_MENTION, false, 0.75, "asserts nothing: a mention" },
};

/* A year or a paragraph number is no figure; 12,000 and 40 % are. */
static bool is_figure(const struct reading *r, size_t i)
{
	const struct word *w = &r->words[i];
	const char *t = r->text + w->start;

	if (!(w->flags & WORD_NUMBER))
		return false;
	if (w->len == 4 &&
	    ((t[0] == '1' && t[1] == '9') || (t[0] == '2' && t[1] == '0')))
		return false;
	return i > 0 && w->len >= 2;
}

static void find_cues(const struct reading *r, struct cues *c)
{
	c->r = r;
	for (size_t i = 0; i < CUE_COUNT; i++)
		c->first[i] = NONE;
	for (size_t i = r->n_matches; i-- > 0;) {
		const struct rule *rule = reading_rule(r, i);

		if (rule->kind == TERM_CUE)
			c->first[rule->target] = i;
	}
	c->has_figure = false;
	for (size_t i = 0; i < r->n; i++)
		if (is_figure(r, i))
			c->has_figure = true;
	c->has_question = false;
	for (size_t i = r->len; i-- > 0;) {
		if (r->text[i] == ' ' || r->text[i] == '"' ||
		    r->text[i] == '\n')
			continue;
		c->has_question = r->text[i] == '?';
		break;
	}
}

void level_judge(const struct reading *r, struct verdict *out)
{
	struct cues c;
	size_t match = NONE;

	find_cues(r, &c);
	for (size_t i = 0;; i++) {
		const struct level_rule *rule = &RULES[i];

		match = NONE;
		if (!rule->holds(&c, &match))
			continue;
		*out = (struct verdict){
			.level = rule->level,
			.is_demand = rule->is_demand,
			.sure = rule->sure,
			.rule = rule->name,
			.match = match == NONE ? NULL : &r->matches[match],
		};
		return;
	}
}

bool level_is_against(const struct reading *r, int target,
                      const struct match **match)
{
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *m = &r->matches[i];
		const struct rule *rule = reading_rule(r, i);

		if (rule->kind != TERM_AGAINST || rule->target != target ||
		    reading_is_guarded(r, i))
			continue;
		if (stands_before(r, CUE_NOT, m->first, NOT_REACH) ||
		    stands_before(r, CUE_STOP, m->first, NOT_REACH) ||
		    stands_before(r, CUE_DEMAND, m->first, WILL_REACH) ||
		    stands_before(r, CUE_ORDER, m->first, WILL_REACH))
			continue;
		*match = m;
		return true;
	}
	return false;
}
