/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From words to a probability for each commitment, METHOD.md 2.
 */
#include "coder.h"

#include <string.h>

#include "catalogue.h"
#include "model/codebook.h"
#include "model/commitment.h"

#include "number.h"

/*
 * The least a coding is trusted by where it comes from. Authors' headings and
 * declarations were right on nearly every passage of the labelled set.
 */
static const double FLOOR[ORIGIN_COUNT] = {
	[ORIGIN_TERMS] = 0,
	[ORIGIN_NAMED] = 0.96,
	[ORIGIN_HEADED] = 0.9,
	[ORIGIN_DECLARED] = 0.98,
};

/* A commitment without own terms in the passage is far from it. */
#define LOGIT_NONE (-12.0)
/* What the objectives a line corresponds to say for it, and at most. */
#define CROSSWALK_SHARE 0.3
#define CROSSWALK_MOST  4.0

/* From so much on written terms stand, and learned words take off no more. */
#define STRONG_SUM 2.4
#define VETO_MOST  (-1.0)

/* Log odds so low that no coding can come of them, listed (0.025) or stored. */
#define NEGLIGIBLE        (-3.66)
#define NEGLIGIBLE_STORED (-2.0)
/* Below this the rank makes no difference any more. */
#define LOGIT_LOW (-5.0)

static void read_trail(struct coder *c, const struct utterance *u)
{
	size_t len = strlen(u->trail);
	const char *trail = u->trail;

	if (len > TRAIL_MOST) {
		trail += len - TRAIL_MOST;
		len = TRAIL_MOST;
		while (len && ((unsigned char)*trail & 0xC0u) == 0x80u) {
			trail++;
			len--;
		}
	}
	if (c->trail.tongue == c->said.tongue && len == c->trail_len &&
	    memcmp(trail, c->trail_text, len) == 0)
		return;
	memcpy(c->trail_text, trail, len);
	c->trail_len = len;
	reading_take(&c->trail, c->said.tongue, c->trail_text, len);
	relevance_sum(&c->trail, c->n, true, &c->trail_sum);
}

static void read_context(struct coder *c, const struct utterance *u)
{
	reading_take(&c->context, c->said.tongue, u->context,
	             strlen(u->context));
	relevance_sum(&c->context, c->n, false, &c->context_sum);
}

/* Does DECLARED, codes parted by blanks or commas, hold CODE? */
static bool declares(const char *declared, const char *code)
{
	size_t len = strlen(code);

	for (const char *p = strstr(declared, code); p;
	     p = strstr(p + 1, code)) {
		bool is_start = p == declared || strchr(" ,;\n", p[-1]);

		if (is_start && (!p[len] || strchr(" ,;\n", p[len])))
			return true;
	}
	return false;
}

static void weigh_terms(struct coder *c, size_t at, bool is_about_people)
{
	const struct tongue *tongue = c->said.tongue;
	struct tally *t = &c->tallies[at];
	double learned = c->learned[at];

	/* What the labelled passages happen not to hold is no veto. */
	if (c->said_sum.terms[at] >= STRONG_SUM && learned < VETO_MOST)
		learned = VETO_MOST;
	t->said = c->said_sum.terms[at];
	t->trail = c->trail_sum.terms[at];
	t->context = c->context_sum.terms[at];
	t->learned = learned;
	t->is_against = c->said_sum.against[at];
	t->logit = tongue->biases[at] + learned +
	           relevance_written(t, is_about_people);
}

/* A line without learned weights leans on those it corresponds to. */
static void lean(struct coder *c, size_t at, const struct commitment *line)
{
	struct tally *t = &c->tallies[at];
	double best = -CROSSWALK_MOST;

	if (t->said <= 0) {
		t->logit = LOGIT_NONE;
		return;
	}
	for (size_t i = 0; i < line->n_crosswalks; i++) {
		const struct crosswalk *x = &line->crosswalks[i];
		int target = catalogue_position(c->catalogue, x->commitment);

		if (target >= 0 && c->tallies[target].is_ranked &&
		    strcmp(x->strength, "primary") == 0 &&
		    c->tallies[target].logit > best)
			best = c->tallies[target].logit;
	}
	if (best > CROSSWALK_MOST)
		best = CROSSWALK_MOST;
	t->logit += CROSSWALK_SHARE * best;
}

/* Bit I: clause I has a term of commitment AT. */
static unsigned clauses_of(const struct coder *c, size_t at)
{
	const struct reading *r = &c->said;
	unsigned mask = 0;

	for (size_t i = 0; i < r->n_matches; i++) {
		const struct rule *rule = reading_rule(r, i);

		if ((rule->kind == TERM_FOR || rule->kind == TERM_AGAINST) &&
		    rule->target == (int)at)
			mask |= 1u << state_clause(r, r->matches[i].first);
	}
	return mask;
}

/* Do two commitments speak in one clause, as far as can be told? */
static bool is_rival(const struct tally *a, const struct tally *b)
{
	return !a->clauses || !b->clauses || (a->clauses & b->clauses);
}

/*
 * The objective that leads is likelier right than its odds alone say, and the
 * others in its clause less: the curves are fitted by rank. A line without
 * learned weights stands beside its objectives, so it counts as a second.
 */
static size_t rank_of(const struct coder *c, size_t at)
{
	size_t rank = 0;

	if (!c->tallies[at].is_ranked)
		return 1;
	if (c->tallies[at].logit < LOGIT_LOW)
		return CODEBOOK_RANKS - 1;
	for (size_t i = 0; i < c->n && rank + 1 < CODEBOOK_RANKS; i++)
		if (c->tallies[i].is_ranked &&
		    c->tallies[i].logit > c->tallies[at].logit &&
		    is_rival(&c->tallies[i], &c->tallies[at]))
			rank++;
	return rank;
}

static void settle(struct coder *c, const struct utterance *u, size_t at,
                   const struct commitment *line)
{
	const struct codebook_curve *curve =
		&c->said.tongue->book->curves[rank_of(c, at)];
	struct tally *t = &c->tallies[at];
	double x;

	t->origin = ORIGIN_TERMS;
	if (c->said_sum.named[at])
		t->origin = ORIGIN_NAMED;
	else if (c->trail_sum.named[at])
		t->origin = ORIGIN_HEADED;
	if (*u->declared && declares(u->declared, line->code))
		t->origin = ORIGIN_DECLARED;
	x = curve->slope * t->logit + curve->shift;
	t->p = x < c->negligible ? 0 : number_probability(x);
	if (t->p < FLOOR[t->origin])
		t->p = FLOOR[t->origin];
}

bool coder_weigh(struct coder *c, const struct utterance *u)
{
	size_t n;
	const struct commitment *lines =
		catalogue_commitments(c->catalogue, &n);
	bool is_about_people;

	read_trail(c, u);
	if (!relevance_is_any(&c->said) && !c->trail_sum.has_any &&
	    !*u->declared)
		return false;
	relevance_sum(&c->said, c->n, false, &c->said_sum);
	if (!c->said_sum.has_any && !c->said_sum.has_subject &&
	    !c->trail_sum.has_any && !*u->declared)
		return false;
	memset(c->tallies, 0, c->n * sizeof(*c->tallies));
	read_context(c, u);
	memset(c->learned, 0, c->n * sizeof(*c->learned));
	relevance_learned(&c->said, c->learned);
	is_about_people = c->said_sum.has_subject || c->trail_sum.has_subject;
	for (size_t i = 0; i < c->n; i++) {
		weigh_terms(c, i, is_about_people);
		c->tallies[i].is_ranked = c->said.tongue->is_learned[i];
		if (c->tallies[i].said > 0)
			c->tallies[i].clauses = clauses_of(c, i);
	}
	for (size_t i = 0; i < c->n; i++)
		if (!c->tallies[i].is_ranked)
			lean(c, i, &lines[i]);
	c->negligible =
		c->least < CODING_LEAST ? NEGLIGIBLE : NEGLIGIBLE_STORED;
	for (size_t i = 0; i < c->n; i++)
		settle(c, u, i, &lines[i]);
	return true;
}
