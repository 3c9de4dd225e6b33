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
#include "verb.h"

/* How many words "despite" reaches over. */
#define DESPITE_REACH 8
/* A heading has so few words; of its longer ones most have a capital. */
#define TITLE_MOST  20
#define TITLE_WORD  4
#define TITLE_SHARE 80 /* of 100 */

typedef bool rule_fn(const struct cues *c, size_t *match);

struct row {
	rule_fn *holds;
	enum level level;
	bool is_demand;
	bool is_silent;
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

/* "term Report (see 14). 16 Further information is in the": cut twice. */
static bool is_cut(const struct cues *c, size_t *match)
{
	const struct reading *r = c->r;

	*match = NONE;
	if (r->n == 0 || (r->words[0].flags & (WORD_CAPITAL | WORD_NUMBER)) ||
	    strchr(".!?;:)", last_of(r)))
		return false;
	for (size_t i = 1; i < r->n; i++)
		if ((r->words[i].flags & WORD_NUMBER) &&
		    (r->words[i].flags & WORD_BREAK) && i + 1 < r->n &&
		    (r->words[i + 1].flags & WORD_CAPITAL))
			return true;
	return false;
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

/*
 * "Under the Act minors must be …": what the law demands is in force. Behind
 * the demand the law may be what is to be changed, so there only "must" does.
 */
static bool prescribes(const struct cues *c, size_t *match)
{
	size_t demand = c->first[CUE_DEMAND];
	size_t duty = c->first[CUE_DUTY];

	if (!cues_has(c, CUE_LAW, match) || c->first[CUE_SAYS] != NONE ||
	    demand == NONE || c->first[CUE_ORDER] != NONE)
		return false;
	return cues_word(c, *match) < cues_word(c, demand) ||
	       (duty != NONE && cues_word(c, duty) == cues_word(c, demand));
}

/* "Continue efforts and adopt a plan" asks for something new as well. */
static bool continues(const struct cues *c, size_t *match)
{
	return cues_has(c, CUE_CONTINUE, match) && c->first[CUE_ANEW] == NONE;
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

/* "… (Peru, Togo);": who recommends stands behind, as in no report. */
static bool is_recommended(const struct reading *r)
{
	size_t close = r->len;
	size_t last = r->n;

	if (reading_last(r, " \n\t.;:,0123456789") != ')')
		return false;
	while (close > 0 && reading_sign(r, close - 1) != ')')
		close--;
	while (last > 0 && r->words[last - 1].start >= close)
		last--;
	for (size_t i = r->n_matches; i-- > 0;)
		if (r->matches[i].end == last &&
		    reading_rule(r, i)->kind == TERM_STATE)
			return true;
	return false;
}

static bool orders(const struct cues *c, size_t *match)
{
	if (tells_an_aim(c->r))
		return false;
	if (c->first[CUE_ORDER] == NONE && c->first[CUE_SAYS] == NONE &&
	    is_recommended(c->r)) {
		*match = NONE;
		return true;
	}
	return cues_has(c, CUE_ORDER, match) ||
	       cues_has(c, CUE_CONTINUE, match) || verb_orders(c->r);
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
		if (cues_hold(c, i, CUE_LACK) &&
		    !is_despite(c->r, cues_word(c, i))) {
			*match = i;
			return true;
		}
	return false;
}

static bool is_denied(const struct cues *c, size_t i)
{
	return cues_hold(c, i, CUE_DONE) || cues_hold(c, i, CUE_OUTCOME);
}

/* Does a negation reach word AT? "Without papers" denies no verb. */
static bool is_negated(const struct reading *r, size_t at)
{
	for (size_t i = 0; i < r->n_matches; i++) {
		const struct match *m = &r->matches[i];

		if (m->first >= at)
			break;
		if (cues_is(r, i, CUE_BARE) && m->end + NOT_REACH > at)
			return false;
	}
	return cues_before(r, CUE_NOT, at, NOT_REACH);
}

/* "has not adopted", "no child was granted", "was never heard". */
static bool denies(const struct cues *c, size_t *match)
{
	const struct reading *r = c->r;

	if (c->first[CUE_NOT] == NONE)
		return false;
	for (size_t i = 0; i < r->n_matches; i++)
		if (is_denied(c, i) && is_negated(r, cues_word(c, i))) {
			*match = i;
			return true;
		}
	for (size_t i = 0; i < r->n; i++)
		if (verb_is_done(r, i) && is_negated(r, i)) {
			*match = c->first[CUE_NOT];
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

/* "Given the number received, …": a participle that a comma follows. */
static bool is_aside(const struct reading *r, size_t i)
{
	size_t end = r->matches[i].end;

	return end < r->n && r->words[end].flags & WORD_COMMA;
}

/* Undertaken, and nothing done is told before it in the passage. */
static bool intends(const struct cues *c, size_t *match)
{
	size_t outcome = c->first[CUE_OUTCOME];

	if (!cues_has(c, CUE_WILL, match))
		return false;
	for (size_t i = 0; i < c->r->n_matches; i++)
		if (cues_is(c->r, i, CUE_DONE) && !is_aside(c->r, i) &&
		    stands_first(c, i, *match))
			return false;
	return outcome == NONE || cues_word(c, outcome) > cues_word(c, *match);
}

/* "Deaths fell from 212 to 148": told with its figure. */
static bool improves(const struct cues *c, size_t *match)
{
	if (trend_told(c, match) != TREND_BETTER ||
	    trend_is_of_means(c, *match))
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

	/* What the law forbids has not therefore stopped. */
	if (!c->has_number || !harm_is_over(c, match) ||
	    c->first[CUE_LAW] != NONE)
		return false;
	/* In "amended in 2023 so that …" the date is the amendment's. */
	return done == NONE || cues_word(c, done) >= cues_word(c, *match);
}

/* Does an activity follow match I in its clause? */
static bool is_trained(const struct cues *c, size_t i)
{
	const struct reading *r = c->r;
	size_t end = r->matches[i].end;

	while (end < r->n && !(r->words[end].flags & WORD_BREAK))
		end++;
	for (size_t k = 0; k < r->n_matches; k++)
		if (cues_is(r, k, CUE_ACTIVITY) &&
		    r->matches[k].end > r->matches[i].first &&
		    r->matches[k].first < end)
			return true;
	return false;
}

/*
 * An effect on people, with a figure. An activity behind it is what people
 * got ("obtained training"); before it, what it came of.
 */
static bool results(const struct cues *c, size_t *match)
{
	const struct reading *r = c->r;

	if (!c->has_figure || c->first[CUE_PEOPLE] == NONE)
		return false;
	for (size_t i = 0; i < r->n_matches; i++) {
		if (!cues_hold(c, i, CUE_OUTCOME) || is_trained(c, i))
			continue;
		*match = i;
		return true;
	}
	return false;
}

static bool does(const struct cues *c, size_t *match)
{
	/* "Funding rose": what improves() leaves is a measure. */
	return cues_has(c, CUE_DONE, match) ||
	       cues_has(c, CUE_OUTCOME, match) ||
	       cues_has(c, CUE_ACTIVITY, match) ||
	       trend_told(c, match) == TREND_BETTER;
}

static bool praises(const struct cues *c, size_t *match)
{
	return cues_has(c, CUE_PRAISE, match);
}

/* "Made a statement" runs nothing. */
static bool runs(const struct cues *c, size_t *match)
{
	for (size_t i = 0; i < c->r->n_matches; i++)
		if (cues_is(c->r, i, CUE_RUNNING) &&
		    !cues_over(c->r, CUE_SAYS, &c->r->matches[i])) {
			*match = i;
			return true;
		}
	return false;
}

/* A verb in the past that no list holds, and that only reports no words. */
static bool acts(const struct cues *c, size_t *match)
{
	const struct reading *r = c->r;

	*match = NONE;
	for (size_t i = 0; i < r->n; i++) {
		const struct match word = { 0, (uint32_t)i, (uint32_t)i + 1 };

		if (verb_is_done(r, i) && !cues_over(r, CUE_SAYS, &word) &&
		    !cues_over(r, CUE_ASK, &word))
			return true;
	}
	return false;
}

static bool always(const struct cues *c, size_t *match)
{
	(void)c;
	*match = NONE;
	return true;
}

/* Behind the last rule that always holds: tried by none. */
static bool never(const struct cues *c, size_t *match)
{
	(void)c;
	*match = NONE;
	return false;
}

static const struct row RULES[LEVEL_RULES] = {
	[RULE_CONTINUES] = { continues, LEVEL_MENTION, false, false,
	                     "continue to …: a mention" },
	[RULE_ANNOUNCES] = { announces, LEVEL_MENTION, false, true,
	                     "ends in a colon: a mention" },
	[RULE_CUT] = { is_cut, LEVEL_MENTION, false, true,
	               "cut at both ends: a mention" },
	[RULE_ENTITLES] = { entitles, LEVEL_MENTION, false, true,
	                    "a heading: a mention" },
	[RULE_ORDERS] = { orders, LEVEL_GAP, true, false,
	                  "a recommendation: a demand" },
	[RULE_PRESCRIBES] = { prescribes, LEVEL_MEASURE, false, false,
	                      "under the law … must: a measure" },
	[RULE_ASKS] = { asks, LEVEL_MENTION, false, true,
	                "a question: a mention" },
	[RULE_DEMANDS] = { demands, LEVEL_GAP, true, false,
	                   "should, recommends: a demand" },
	[RULE_HARMS] = { harm_is_done, LEVEL_REGRESSION, false, false,
	                 "got worse, a violation: a regression" },
	[RULE_IMPROVES] = { improves, LEVEL_RESULT, false, false,
	                    "a harm fell, a good rose: a result" },
	[RULE_SPARES] = { spares, LEVEL_RESULT, false, false,
	                  "nobody suffers it, dated: a result" },
	[RULE_ENDS] = { harm_is_over, LEVEL_MEASURE, false, false,
	                "nobody suffers it any more: a measure" },
	[RULE_DENIES] = { denies, LEVEL_GAP, false, false,
	                  "has not + verb: a gap" },
	[RULE_LACKS] = { lacks, LEVEL_GAP, false, false,
	                 "lacks, concern: a gap" },
	[RULE_INTENDS] = { intends, LEVEL_INTENTION, false, false,
	                   "will, plans: an intention" },
	[RULE_RESULTS] = { results, LEVEL_RESULT, false, false,
	                   "an effect on people with a figure: a result" },
	[RULE_DOES] = { does, LEVEL_MEASURE, false, false,
	                "done or running: a measure" },
	[RULE_PRAISES] = { praises, LEVEL_MEASURE, false, false,
	                   "welcomed: a measure" },
	[RULE_RUNS] = { runs, LEVEL_MEASURE, false, false,
	                "under way: a measure" },
	[RULE_ACTS] = { acts, LEVEL_MEASURE, false, false,
	                "something was done: a measure" },
	[RULE_NOTHING] = { always, LEVEL_MENTION, false, false,
	                   "asserts nothing: a mention" },
	[RULE_AGAINST] = { never, LEVEL_REGRESSION, false, false,
	                   "against the commitment: a regression" },
};

const char *level_rule_name(enum level_rule rule)
{
	return RULES[rule].name;
}

void level_judge(const struct reading *r, struct verdict *out)
{
	struct cues c;
	size_t match = NONE;

	cues_find(r, &c);
	for (size_t i = 0;; i++) {
		const struct row *rule = &RULES[i];

		match = NONE;
		if (!rule->holds(&c, &match))
			continue;
		*out = (struct verdict){
			.level = rule->level,
			.number = (enum level_rule)i,
			.is_demand = rule->is_demand,
			.is_silent = rule->is_silent,
			.sure = level_sure((enum level_rule)i),
			.rule = rule->name,
			.match = match == NONE ? NULL : &r->matches[match],
		};
		return;
	}
}
