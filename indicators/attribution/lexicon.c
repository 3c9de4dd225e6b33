/* SPDX-License-Identifier: Apache-2.0 */
#include "lexicon.h"

#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "catalogue.h"
#include "model/commitment.h"

/* Names and phrases of all speaker files, of states in six languages, and of
   a document's list. */
#define TERMS_MOST 16384

/* Words by which someone is spoken of again. */
static const char *const PRONOUNS[] = {
	"it",
	"he",
	"she",
	"they",
	"the organization",
	"il",
	"elle",
	"ils",
	"elles",
	"the organizations",
	"these organizations",
	"the organisation",
};

/* "EU-FRA" is met as "EUFRA" and "Eu-FRA"; "AI" is not "ai". */
static bool is_all_capitals(const struct tokens *t)
{
	const struct token *w = &t->at[0];

	return t->n == 1 && w->is_capital &&
	       !memchr(t->text + w->start, '-', w->end - w->start) &&
	       !memchr(t->text + w->start, '/', w->end - w->start);
}

/* Fills the words of TERM from T. */
static int words_fill(struct lexicon *l, const struct tokens *t,
                      struct lexicon_term *term, struct fault *f)
{
	uint64_t *words = arena_array(l->arena, t->n, sizeof(*words), f);

	if (!words)
		return -1;
	for (size_t i = 0; i < t->n; i++)
		words[i] = t->at[i].hash;
	term->words = words;
	term->n_words = t->n;
	if (!is_all_capitals(t))
		return 0;
	term->exact = arena_copy(l->arena, t->text + t->at[0].start,
	                         t->at[0].end - t->at[0].start, f);
	return term->exact ? 0 : -1;
}

int lexicon_add(struct lexicon *l, unsigned kind, uint32_t target,
                const char *name, size_t len, struct fault *f)
{
	struct lexicon_term *term;
	struct tokens t;
	size_t slot;

	tokens_cut(&t, name, len);
	/* "The Peace Institute" is met as "the Peace Institute" too. */
	if (kind == TERM_LISTED && t.n > 1 &&
	    t.at[0].end - t.at[0].start == 3 &&
	    strncmp(name + t.at[0].start, "The", 3) == 0)
		memmove(t.at, t.at + 1, --t.n * sizeof(t.at[0]));
	if (t.n == 0 || t.n == TOKENS_MOST || l->n == l->room)
		return 0;
	term = &l->terms[l->n];
	memset(term, 0, sizeof(*term));
	term->kind = kind;
	term->target = target;
	term->is_proper = t.n == 1 && t.at[0].is_upper && kind < TERM_PRONOUN;
	if (words_fill(l, &t, term, f) < 0)
		return -1;
	slot = t.at[0].hash & l->mask;
	term->next = l->slots[slot];
	l->slots[slot] = (uint32_t)++l->n;
	return 0;
}

static int add_states(struct lexicon *l, const struct catalogue *c,
                      struct fault *f)
{
	size_t n;
	const struct state *states = catalogue_states(c, &n);

	for (size_t i = 0; i < n; i++) {
		uint32_t at = (uint32_t)l->n_states++;

		memcpy(l->states[at], states[i].iso3, STATE_SIZE);
		for (int u = 0; u < UN_LANGUAGE_COUNT; u++) {
			const char *name = states[i].name[u];

			if (name && lexicon_add(l, TERM_STATE, at, name,
			                        strlen(name), f) < 0)
				return -1;
		}
	}
	return 0;
}

/* The place of the state KEY, which a speaker file may be the first to name. */
static uint32_t state_place(struct lexicon *l, const char *key)
{
	for (uint32_t i = 0; i < l->n_states; i++)
		if (strcmp(l->states[i], key) == 0)
			return i;
	memcpy(l->states[l->n_states], key, STATE_SIZE);
	return (uint32_t)l->n_states++;
}

static int add_speakers(struct lexicon *l, const struct speakers *s,
                        struct fault *f)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct speaker *who = &s->at[i];
		unsigned kind = who->is_state ? TERM_STATE : TERM_BODY;
		uint32_t target =
			who->is_state ? state_place(l, who->key) : (uint32_t)i;

		for (size_t k = 0; k < who->n_names; k++)
			if (lexicon_add(l, kind, target, who->names[k],
			                strlen(who->names[k]), f) < 0)
				return -1;
	}
	for (size_t i = 0; i < s->n_phrases; i++)
		if (lexicon_add(l, TERM_OF(s->phrases[i].kind), (uint32_t)i,
		                s->phrases[i].words,
		                strlen(s->phrases[i].words), f) < 0)
			return -1;
	return 0;
}

int lexicon_init(struct lexicon *l, const struct catalogue *c, struct arena *a,
                 struct fault *f)
{
	const struct speakers *s = catalogue_speakers(c);
	size_t n;

	memset(l, 0, sizeof(*l));
	(void)catalogue_states(c, &n);
	l->arena = a;
	l->room = TERMS_MOST;
	l->mask = TERMS_MOST / 2 - 1;
	l->terms = arena_array(a, TERMS_MOST, sizeof(*l->terms), f);
	l->slots = arena_array(a, l->mask + 1, sizeof(*l->slots), f);
	l->states = arena_array(a, n + s->n + 1, sizeof(*l->states), f);
	if (!l->terms || !l->slots || !l->states || add_states(l, c, f) < 0 ||
	    add_speakers(l, s, f) < 0)
		return -1;
	for (size_t i = 0; i < sizeof(PRONOUNS) / sizeof(PRONOUNS[0]); i++)
		if (lexicon_add(l, TERM_PRONOUN, 0, PRONOUNS[i],
		                strlen(PRONOUNS[i]), f) < 0)
			return -1;
	return 0;
}

static bool is_written(const struct tokens *t, size_t at, const char *exact)
{
	size_t len = t->at[at].end - t->at[at].start;

	return strlen(exact) == len &&
	       memcmp(t->text + t->at[at].start, exact, len) == 0;
}

static bool fits(const struct lexicon_term *term, const struct tokens *t,
                 size_t at)
{
	if (term->n_words > t->n - at)
		return false;
	for (size_t i = 0; i < term->n_words; i++)
		if (t->at[at + i].hash != term->words[i])
			return false;
	if (term->exact)
		return is_written(t, at, term->exact);
	return !term->is_proper || t->at[at].is_upper;
}

const struct lexicon_term *lexicon_match(const struct lexicon *l,
                                         const struct tokens *t, size_t at,
                                         uint64_t kinds)
{
	const struct lexicon_term *best = NULL;
	uint32_t next;

	if (at >= t->n)
		return NULL;
	next = l->slots[t->at[at].hash & l->mask];
	while (next > 0) {
		const struct lexicon_term *term = &l->terms[next - 1];

		next = term->next;
		if ((kinds & TERM_BIT(term->kind)) &&
		    (!best || term->n_words > best->n_words) &&
		    fits(term, t, at))
			best = term;
	}
	return best;
}
