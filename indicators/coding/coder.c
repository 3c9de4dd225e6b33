/* SPDX-License-Identifier: Apache-2.0 */
#include "coding.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "catalogue.h"
#include "model/codebook.h"
#include "model/commitment.h"

#include "coder.h"
#include "language.h"
#include "number.h"
#include "skip.h"

/* Codings below CODING_LEAST are given only while there are no more than so
   many, better ones counted. */
#define LISTED_MOST 8
/* Words of one go of coder_count_terms(). */
#define COUNT_WORDS 1024

/* In the order of the codebooks: the first of those that find as much wins. */
static const char *const SPOKEN[] = { "en", "es", "fr", "ar", "ru" };
/* Told by their letters: no word of theirs is looked for elsewhere. */
static const char *const SPOKEN_APART[] = { "zh" };

/* Is SPOKEN ("en") the language that LANGUAGE ("en-GB") is of? */
static bool is_of(const char *language, const char *spoken)
{
	return strncmp(spoken, language, 2) == 0 &&
	       (language[2] == '\0' || language[2] == '-');
}

const char *coding_version(void)
{
	return "coding/2";
}

bool coding_speaks(const char *language)
{
	for (size_t i = 0; i < sizeof(SPOKEN) / sizeof(SPOKEN[0]); i++)
		if (is_of(language, SPOKEN[i]))
			return true;
	for (size_t i = 0; i < sizeof(SPOKEN_APART) / sizeof(*SPOKEN_APART);
	     i++)
		if (is_of(language, SPOKEN_APART[i]))
			return true;
	return false;
}

static int sum_new(struct evidence_sum *s, size_t n, struct fault *f)
{
	s->terms = calloc(n + 1, sizeof(*s->terms));
	s->against = calloc(n + 1, sizeof(*s->against));
	s->named = calloc(n + 1, sizeof(*s->named));
	if (!s->terms || !s->against || !s->named)
		return fault_set(f, FAULT_MEMORY, "no memory for a coder");
	return 0;
}

static void sum_free(struct evidence_sum *s)
{
	free(s->terms);
	free(s->against);
	free(s->named);
}

static int scratch_new(struct coder *c, struct fault *f)
{
	if (reading_init(&c->said, f) < 0 || reading_init(&c->context, f) < 0 ||
	    reading_init(&c->trail, f) < 0 ||
	    sum_new(&c->said_sum, c->n, f) < 0 ||
	    sum_new(&c->context_sum, c->n, f) < 0 ||
	    sum_new(&c->trail_sum, c->n, f) < 0)
		return -1;
	c->learned = calloc(c->n + 1, sizeof(*c->learned));
	c->tallies = calloc(c->n + 1, sizeof(*c->tallies));
	if (!c->learned || !c->tallies)
		return fault_set(f, FAULT_MEMORY, "no memory for a coder");
	return 0;
}

int coder_new(const struct catalogue *catalogue, struct coder **out,
              struct fault *f)
{
	const struct codebook *book = catalogue_codebook(catalogue);
	struct coder *c = calloc(1, sizeof(*c));

	if (!c)
		return fault_set(f, FAULT_MEMORY, "no memory for a coder");
	c->catalogue = catalogue;
	c->least = CODING_LEAST;
	catalogue_commitments(catalogue, &c->n);
	if (scratch_new(c, f) < 0)
		goto fail;
	c->tongues = calloc(book->n_languages + 1, sizeof(struct tongue *));
	if (!c->tongues) {
		fault_set(f, FAULT_MEMORY, "no memory for a coder");
		goto fail;
	}
	c->n_tongues = book->n_languages;
	*out = c;
	return 0;

fail:
	coder_free(c);
	return -1;
}

void coder_give_from(struct coder *c, double least)
{
	c->least = least;
}

void coder_free(struct coder *c)
{
	if (!c)
		return;
	for (size_t i = 0; c->tongues && i < c->n_tongues; i++)
		tongue_free(c->tongues[i]);
	free(c->tongues);
	reading_clear(&c->said);
	reading_clear(&c->context);
	reading_clear(&c->trail);
	sum_free(&c->said_sum);
	sum_free(&c->context_sum);
	sum_free(&c->trail_sum);
	free(c->learned);
	free(c->tallies);
	free(c);
}

/* Compiles book I at its first use: most documents need one of six. */
static int tongue_at(struct coder *c, size_t i, const struct tongue **out,
                     struct fault *f)
{
	const struct codebook *book = catalogue_codebook(c->catalogue);

	if (!c->tongues[i] && tongue_new(c->catalogue, &book->languages[i],
	                                 &c->tongues[i], f) < 0)
		return -1;
	*out = c->tongues[i];
	return 0;
}

/* Gives the rules of LANGUAGE, or NULL where none are spoken. */
static int tongue_of(struct coder *c, const char *language,
                     const struct tongue **out, struct fault *f)
{
	const struct codebook *book = catalogue_codebook(c->catalogue);

	*out = NULL;
	if (!coding_speaks(language))
		return 0;
	for (size_t i = 0; i < c->n_tongues; i++)
		if (is_of(language, book->languages[i].language))
			return tongue_at(c, i, out, f);
	return 0;
}

int coder_learn(struct coder *c, const char *language, struct fault *f)
{
	const struct tongue *tongue;

	return tongue_of(c, language, &tongue, f);
}

static uint32_t principles_of(const struct reading *r)
{
	uint32_t mask = 0;

	for (size_t i = 0; i < r->n_matches; i++) {
		const struct rule *rule = reading_rule(r, i);

		if (rule->kind == TERM_PRINCIPLE && rule->target >= 0 &&
		    rule->target < 32)
			mask |= UINT32_C(1) << rule->target;
	}
	return mask;
}

/* What one commitment is coded as, without states and reasons yet. */
static void rate(const struct coder *c, size_t at, struct coding *out)
{
	const struct tally *t = &c->tallies[at];
	const struct match *match = NULL;
	double sure = c->verdict.sure;

	out->level = c->verdict.level;
	out->is_demand = c->verdict.is_demand;
	if (t->is_against && !c->verdict.is_silent &&
	    harm_is_against(&c->said, (int)at, &match)) {
		out->level = LEVEL_REGRESSION;
		out->is_demand = false;
		sure = level_sure(RULE_AGAINST);
	}
	out->confidence = number_quantise(t->p * sure);
	out->principles = c->principles;
}

/* Confidence first, then the order of the catalogue. */
static void sort_in(struct coding *list, size_t n, const struct coding *one)
{
	while (n > 0 && list[n - 1].confidence < one->confidence) {
		list[n] = list[n - 1];
		n--;
	}
	list[n] = *one;
}

/* Can any commitment come to a confidence that is given? */
static bool is_promising(const struct coder *c)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->tallies[i].p >= c->least)
			return true;
	return false;
}

static int collect(struct coder *c, const struct utterance *u, struct arena *a,
                   struct passage_coding *out, struct fault *f)
{
	size_t n;
	const struct commitment *lines =
		catalogue_commitments(c->catalogue, &n);
	struct coding *list = NULL;

	for (size_t i = 0; i < c->n; i++) {
		struct coding one = { 0 };

		if (c->tallies[i].p < c->least)
			continue;
		rate(c, i, &one);
		if (one.confidence < c->least)
			continue;
		memcpy(one.commitment, lines[i].code, COMMITMENT_SIZE);
		if (!list)
			list = arena_array(a, c->n, sizeof(*list), f);
		if (!list || coder_locate(c, u, i, a, &one, f) < 0 ||
		    coder_explain(c, u, i, a, &one, f) < 0)
			return -1;
		/* A mere candidate does not say what the passage says. */
		if (one.level == LEVEL_REGRESSION &&
		    one.confidence >= CODING_LEAST) {
			out->level = LEVEL_REGRESSION;
			out->is_demand = false;
		}
		sort_in(list, out->n, &one);
		out->n++;
	}
	while (list && out->n > LISTED_MOST &&
	       list[out->n - 1].confidence < CODING_LEAST)
		out->n--;
	out->codings = list;
	return 0;
}

/*
 * A short passage may hold no function word that tells its language; the
 * language whose codebook finds most in it then is its language.
 */
static int tell(struct coder *c, const struct utterance *u, const char **out,
                struct fault *f)
{
	size_t most = 0;

	*out = language_tell(u->text, u->len);
	if (strcmp(*out, "und") != 0)
		return 0;
	for (size_t i = 0; i < sizeof(SPOKEN) / sizeof(SPOKEN[0]); i++) {
		size_t n;

		if (coder_count_terms(c, SPOKEN[i], u->text, u->len, &n, f) < 0)
			return -1;
		if (n > most)
			*out = SPOKEN[i];
		most = n > most ? n : most;
	}
	return 0;
}

static int name_language(struct coder *c, const struct utterance *u,
                         struct passage_coding *out, struct fault *f)
{
	const char *language = u->language;
	size_t len;

	if (!*language && tell(c, u, &language, f) < 0)
		return -1;
	len = strlen(language);
	if (len >= LANGUAGE_SIZE)
		len = LANGUAGE_SIZE - 1;
	memcpy(out->language, language, len);
	return 0;
}

int coder_code(struct coder *c, const struct utterance *u, struct arena *a,
               struct passage_coding *out, struct fault *f)
{
	const struct tongue *tongue;

	*out = (struct passage_coding){ .skipped = "" };
	if (name_language(c, u, out, f) < 0 ||
	    tongue_of(c, out->language, &tongue, f) < 0)
		return -1;
	if (!tongue)
		return 0;
	out->is_assessed = true;
	reading_take(&c->said, tongue, u->text, u->len);
	level_judge(&c->said, &c->verdict);
	out->level = c->verdict.level;
	out->is_demand = c->verdict.is_demand;
	out->skipped = skip_reason(&c->said);
	if (*out->skipped) {
		out->level = LEVEL_MENTION;
		out->is_demand = false;
		return 0;
	}
	if (!coder_weigh(c, u) || !is_promising(c))
		return 0;
	c->principles = principles_of(&c->said);
	state_find(&c->said, c->catalogue, u, &c->whereabouts);
	return collect(c, u, a, out, f);
}

/* The door has these parameters: NOLINTNEXTLINE(readability-function-size) */
int coder_count_terms(struct coder *c, const char *language, const char *text,
                      size_t len, size_t *out, struct fault *f)
{
	const struct tongue *tongue;
	struct word words[COUNT_WORDS];
	size_t at = 0;
	size_t found = 0;

	if (tongue_of(c, language, &tongue, f) < 0)
		return -1;
	while (tongue && at < len) {
		size_t n = lexicon_read(tongue->lexicon, text, len, &at, words,
		                        COUNT_WORDS);

		found += phrases_find(tongue->phrases, words, n, NULL, 0);
	}
	*out = found;
	return 0;
}
