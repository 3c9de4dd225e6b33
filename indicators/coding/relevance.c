/* SPDX-License-Identifier: Apache-2.0 */
#include "relevance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A second term tells less than the first, a third less again. */
#define FADE 0.5
/* All terms of one text together say no more than this for a commitment. */
#define SUM_MOST 6.0
/* A term this strong shows by itself that people on the move are meant. */
#define STRONG 2.0
/* What headings and the sentence before weigh beside the passage. */
#define TRAIL_SHARE   0.5
#define CONTEXT_SHARE 0.3
/* Weights in the files were written a little low: by cross-validation. */
#define WRITTEN 1.5
/* Log odds taken off where nothing says that migrants are meant. */
#define NO_SUBJECT 2.5
/* Distinct hits of one text that are summed. */
#define HITS_MOST 256
/* Longer passages say each word with less force. */
#define LEARNED_WORDS 24
/* Distinct learned words and pairs of one passage that are weighed. */
#define RUNS_MOST 1024
/* Distinct learned features of one passage. */
#define FEATURES_MOST 4096

struct hit {
	int target;
	double weight;
};

static int compare_hits(const void *a, const void *b)
{
	const struct hit *x = a;
	const struct hit *y = b;

	if (x->target != y->target)
		return x->target - y->target;
	return (x->weight < y->weight) - (x->weight > y->weight);
}

/* Was the phrase of match I counted already? */
static bool is_repeated(const struct reading *r, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (r->matches[k].term == r->matches[i].term &&
		    !reading_is_inside(r, k))
			return true;
	return false;
}

static size_t gather(const struct reading *r, bool is_heading,
                     struct evidence_sum *out, struct hit *hits)
{
	size_t n = 0;

	for (size_t i = 0; i < r->n_matches && n < HITS_MOST; i++) {
		const struct rule *rule = reading_rule(r, i);

		if (rule->kind == TERM_SUBJECT && !reading_is_guarded(r, i))
			out->has_subject = true;
		if (rule->kind == TERM_NAMED ||
		    (rule->kind == TERM_HEADED && is_heading)) {
			out->named[rule->target] = true;
			out->has_subject = true;
			out->has_any = true;
		}
		if (rule->kind == TERM_GUARD && rule->target >= 0 &&
		    !is_repeated(r, i))
			hits[n++] = (struct hit){ rule->target, rule->weight };
		if (rule->kind != TERM_FOR && rule->kind != TERM_AGAINST)
			continue;
		if (is_repeated(r, i) || reading_is_guarded(r, i) ||
		    reading_is_inside(r, i))
			continue;
		hits[n++] = (struct hit){ rule->target, rule->weight };
		out->has_any = true;
		if (rule->weight >= STRONG)
			out->has_subject = true;
		if (rule->kind == TERM_AGAINST)
			out->against[rule->target] = true;
	}
	return n;
}

bool relevance_is_any(const struct reading *r)
{
	for (size_t i = 0; i < r->n_matches; i++)
		if (reading_rule(r, i)->kind <= TERM_HEADED)
			return true;
	return false;
}

void relevance_sum(const struct reading *r, size_t n, bool is_heading,
                   struct evidence_sum *out)
{
	struct hit hits[HITS_MOST];
	size_t n_hits;
	double share = 1;

	memset(out->terms, 0, n * sizeof(*out->terms));
	memset(out->against, 0, n * sizeof(*out->against));
	memset(out->named, 0, n * sizeof(*out->named));
	out->has_subject = false;
	out->has_any = false;
	n_hits = gather(r, is_heading, out, hits);
	qsort(hits, n_hits, sizeof(*hits), compare_hits);
	for (size_t i = 0; i < n_hits; i++) {
		double *sum = &out->terms[hits[i].target];

		share = i && hits[i - 1].target == hits[i].target ? share * FADE
		                                                  : 1;
		*sum += hits[i].weight > 0 ? share * hits[i].weight
		                           : hits[i].weight;
		if (*sum > SUM_MOST)
			*sum = SUM_MOST;
	}
}

static int compare_features(const void *a, const void *b)
{
	const uint64_t *x = a;
	const uint64_t *y = b;

	return (*x > *y) - (*x < *y);
}

void relevance_features(const struct reading *r, wants_fn *wants,
                        feature_fn *fn, void *data)
{
	uint64_t features[FEATURES_MOST];
	size_t n = 0;
	uint32_t before = 0;

	for (size_t i = 0; i < r->n && n + 2 <= FEATURES_MOST; i++) {
		const struct word *w = &r->words[i];
		uint64_t one, two;

		if (w->flags & WORD_BREAK)
			before = 0;
		/* A Chinese character alone says too little, and explains
		 * nothing to who reads why. */
		one = (uint64_t)w->stem << 32;
		if (w->stem && !r->tongue->is_han &&
		    (!wants || wants(data, one)))
			features[n++] = one;
		two = (uint64_t)before << 32 | w->stem;
		if (w->stem && before && (!wants || wants(data, two)))
			features[n++] = two;
		before = w->stem;
	}
	qsort(features, n, sizeof(*features), compare_features);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || features[i] != features[i - 1])
			fn(data, features[i]);
}

double relevance_scale(const struct reading *r)
{
	double n = (double)r->n;
	double most = (double)reading_reach(r, LEARNED_WORDS);

	return n <= most ? 1 : sqrt(most / n);
}

/* Runs of learned weights of one passage, each once. */
struct learning {
	const struct tongue *tongue;
	const struct learned *runs[RUNS_MOST];
	size_t n;
	double scale;
	double *out;
};

static void add_run(struct learning *l, uint64_t feature)
{
	size_t n;
	const struct learned *run = tongue_learned(l->tongue, feature, &n);

	if (!run || l->n == RUNS_MOST)
		return;
	for (size_t i = 0; i < l->n; i++)
		if (l->runs[i] == run)
			return;
	l->runs[l->n++] = run;
	for (size_t i = 0; i < n; i++)
		l->out[run[i].target] += l->scale * run[i].weight;
}

/* It is written through L: NOLINTNEXTLINE(readability-non-const-parameter) */
void relevance_learned(const struct reading *r, double *out)
{
	struct learning l = { .tongue = r->tongue,
		              .scale = relevance_scale(r),
		              .out = out };
	uint32_t before = 0;

	for (size_t i = 0; i < r->n; i++) {
		const struct word *w = &r->words[i];

		if (w->flags & WORD_BREAK)
			before = 0;
		if (w->stem && !r->tongue->is_han)
			add_run(&l, (uint64_t)w->stem << 32);
		if (w->stem && before)
			add_run(&l, (uint64_t)before << 32 | w->stem);
		before = w->stem;
	}
}

double relevance_written(const struct tally *t, bool is_about_people)
{
	double sum = t->said + TRAIL_SHARE * t->trail;

	/* The sentence before may strengthen, it never makes a coding. */
	if (t->said > 0 || t->trail > 0)
		sum += CONTEXT_SHARE * t->context;
	sum *= WRITTEN;
	return is_about_people ? sum : sum - NO_SUBJECT;
}
