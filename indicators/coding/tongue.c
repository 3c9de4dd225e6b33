/* SPDX-License-Identifier: Apache-2.0 */
#include "tongue.h"

#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/word.h"
#include "catalogue.h"
#include "model/commitment.h"

#include "cue.h"
#include "skip.h"

#define LEARNED_SLOTS 131072u
#define MAYBE_SHIFT   44
#define MAYBE_BITS    (UINT64_C(1) << (64 - MAYBE_SHIFT))
/* Objectives a "#" in a phrase stands for: GCM.1 to GCM.23. */
#define OBJECTIVES 23
#define WORDS_MOST 400
/* Log odds a commitment starts from when the weights say nothing of it. */
#define BIAS_UNLEARNED (-3.5)

static const struct {
	const char *language;
	enum un_language un;
} UN[] = {
	{ "en", UN_EN }, { "fr", UN_FR }, { "es", UN_ES },
	{ "ar", UN_AR }, { "ru", UN_RU }, { "zh", UN_ZH },
};

static int add_rule(struct tongue *t, const struct rule *rule, bool is_exact,
                    const char *words, struct fault *f)
{
	if (t->n_rules == t->rules_room) {
		size_t room = t->rules_room ? 2 * t->rules_room : 2048;
		struct rule *rules = realloc(t->rules, room * sizeof(*rules));

		if (!rules)
			return fault_set(f, FAULT_MEMORY,
			                 "no memory for a codebook");
		t->rules = rules;
		t->rules_room = room;
	}
	t->rules[t->n_rules] = *rule;
	if (rule->kind == TERM_CUE && rule->target == CUE_VOID)
		t->has_void = true;
	if (phrases_add(t->phrases, words, is_exact, (uint32_t)t->n_rules, f) <
	    0)
		return -1;
	t->n_rules++;
	return 0;
}

static int state_position(const struct catalogue *c, const char *iso3)
{
	const struct state *state = catalogue_state(c, iso3);
	size_t n;

	return state ? (int)(state - catalogue_states(c, &n)) : -1;
}

static int target_of(const struct catalogue *c, const struct codebook_term *t)
{
	switch (t->kind) {
	case TERM_CUE:
		return word_find(CUE_NAMES, CUE_COUNT, t->target);
	case TERM_PRINCIPLE:
		return t->target[0] - 'a';
	case TERM_STATE:
		return state_position(c, t->target);
	case TERM_FOR:
	case TERM_AGAINST:
	case TERM_GUARD:
	case TERM_NAMED:
	case TERM_HEADED:
		return catalogue_position(c, t->target);
	case TERM_SUBJECT:
	case TERM_SKIP:
	case TERM_COUNT:
	default:
		return -1;
	}
}

/* "gcm objective #" becomes one rule for each objective. */
static int add_numbered(struct tongue *t, const struct catalogue *c,
                        const struct codebook_term *term, const char *mark,
                        struct fault *f)
{
	size_t head = (size_t)(mark - term->words);
	size_t tail = strlen(mark + 1);

	if (head + tail + 3 > WORDS_MOST)
		return fault_set(f, FAULT_INPUT, "phrase \"%s\" is too long",
		                 term->words);
	for (int i = 1; i <= OBJECTIVES; i++) {
		char words[WORDS_MOST];
		char code[COMMITMENT_SIZE] = "GCM.";
		char digits[3] = { (char)('0' + i / 10), (char)('0' + i % 10),
			           '\0' };
		const char *number = i < 10 ? digits + 1 : digits;
		struct rule rule = { .kind = term->kind,
			             .words = term->words,
			             .weight = term->weight };

		memcpy(words, term->words, head);
		memcpy(words + head, number, strlen(number));
		memcpy(words + head + strlen(number), mark + 1, tail + 1);
		memcpy(code + 4, number, strlen(number) + 1);
		rule.target = catalogue_position(c, code);
		rule.note = rule.target < 0 ? "" : term->target;
		if (rule.target >= 0 && add_rule(t, &rule, true, words, f) < 0)
			return -1;
	}
	return 0;
}

static bool wants_target(enum term_kind kind)
{
	return kind == TERM_FOR || kind == TERM_AGAINST || kind == TERM_CUE ||
	       kind == TERM_STATE || kind == TERM_PRINCIPLE;
}

static int add_term(struct tongue *t, const struct catalogue *c,
                    const struct codebook_term *term, struct fault *f)
{
	const char *mark = strchr(term->words, '#');
	struct rule rule = {
		.kind = term->kind,
		.target = target_of(c, term),
		.weight = term->weight,
		.words = term->words,
		.note = term->target,
	};

	if (mark)
		return add_numbered(t, c, term, mark, f);
	if (rule.target < 0 && wants_target(term->kind))
		return fault_set(f, FAULT_INPUT,
		                 "codebook %s: %s phrase \"%s\" points to "
		                 "\"%s\", which no catalogue holds",
		                 t->book->language, TERM_NAMES[term->kind],
		                 term->words, term->target);
	return add_rule(t, &rule,
	                term->kind == TERM_CUE || term->kind == TERM_STATE,
	                term->words, f);
}

static enum un_language un_of(const char *language)
{
	for (size_t i = 0; i < sizeof(UN) / sizeof(UN[0]); i++)
		if (strcmp(UN[i].language, language) == 0)
			return UN[i].un;
	return UN_EN;
}

/* The catalogue's own name of a state, without "(the)" and "(l')". */
static int add_name(struct tongue *t, const char *name, int state,
                    struct fault *f)
{
	char words[WORDS_MOST];
	struct rule rule = {
		.kind = TERM_STATE, .target = state, .words = name, .note = ""
	};
	size_t n = 0;
	bool is_inside = false;

	for (const char *p = name; *p && n < sizeof(words) - 1; p++) {
		if (*p == '(')
			is_inside = true;
		if (!is_inside && *p != '|' && *p != '.')
			words[n++] = *p;
		if (*p == ')')
			is_inside = false;
	}
	words[n] = '\0';
	return n ? add_rule(t, &rule, true, words, f) : 0;
}

static int add_names(struct tongue *t, const struct catalogue *c,
                     struct fault *f)
{
	size_t n;
	const struct state *states = catalogue_states(c, &n);
	enum un_language un = un_of(t->book->language);

	for (size_t i = 0; i < n; i++)
		if (states[i].name[un] &&
		    add_name(t, states[i].name[un], (int)i, f) < 0)
			return -1;
	return 0;
}

/* A passage that is no more than a title says nothing of itself. */
static int add_titles(struct tongue *t, const struct catalogue *c,
                      struct fault *f)
{
	size_t n;
	const struct commitment *list = catalogue_commitments(c, &n);
	enum un_language un = un_of(t->book->language);

	for (size_t i = 0; i < n; i++) {
		const struct title *titles[] = { &list[i].title[un],
			                         &list[i].label[un] };
		struct rule rule = { .kind = TERM_SKIP,
			             .target = -1,
			             .note = SKIP_TITLE };

		for (size_t k = 0; k < 2; k++) {
			rule.words = titles[k]->text;
			if (rule.words && strlen(rule.words) < WORDS_MOST &&
			    add_rule(t, &rule, false, rule.words, f) < 0)
				return -1;
		}
	}
	return 0;
}

static int compare_learned(const void *a, const void *b)
{
	const struct learned *x = a;
	const struct learned *y = b;

	if (x->feature != y->feature)
		return x->feature < y->feature ? -1 : 1;
	return x->target - y->target;
}

static size_t slot_at(const struct tongue *t, uint64_t feature)
{
	size_t at = (feature * 0x9E3779B97F4A7C15u >> 40) & (LEARNED_SLOTS - 1);

	while (t->slots[at] && t->learned[t->slots[at] - 1].feature != feature)
		at = (at + 1) & (LEARNED_SLOTS - 1);
	return at;
}

/* The bit of FEATURE in t->maybe. */
static size_t maybe_at(uint64_t feature)
{
	return feature * 0xD6E8FEB86659FD93u >> MAYBE_SHIFT;
}

const struct learned *tongue_learned(const struct tongue *t, uint64_t feature,
                                     size_t *n)
{
	size_t bit = maybe_at(feature);
	size_t first, end;

	*n = 0;
	if (!(t->maybe[bit / 64] >> bit % 64 & 1))
		return NULL;
	first = end = t->slots[slot_at(t, feature)];
	if (first == 0)
		return NULL;
	while (end <= t->n_learned && t->learned[end - 1].feature == feature)
		end++;
	*n = end - first;
	return &t->learned[first - 1];
}

/* "consular assist": stems as the tool that learned them wrote them. */
static int feature_of(struct tongue *t, const char *text, uint64_t *out,
                      struct fault *f)
{
	size_t len = strcspn(text, " ");
	uint32_t a;
	uint32_t b = 0;

	if (lexicon_enter_stem(t->lexicon, text, len, &a, f) < 0)
		return -1;
	if (text[len] && lexicon_enter_stem(t->lexicon, text + len + 1,
	                                    strlen(text + len + 1), &b, f) < 0)
		return -1;
	*out = (uint64_t)a << 32 | b;
	return 0;
}

static int add_learned(struct tongue *t, const struct catalogue *c,
                       struct fault *f)
{
	t->learned = calloc(t->book->n_weights + 1, sizeof(*t->learned));
	t->slots = calloc(LEARNED_SLOTS, sizeof(*t->slots));
	t->maybe = calloc(MAYBE_BITS / 64, sizeof(*t->maybe));
	if (!t->learned || !t->slots || !t->maybe)
		return fault_set(f, FAULT_MEMORY, "no memory for weights");
	if (t->book->n_weights > LEARNED_SLOTS / 2)
		return fault_set(f, FAULT_LIMIT, "more than %u learned weights",
		                 LEARNED_SLOTS / 2);
	for (size_t i = 0; i < t->book->n_weights; i++) {
		const struct codebook_weight *w = &t->book->weights[i];
		struct learned *learned = &t->learned[t->n_learned];

		learned->target = catalogue_position(c, w->target);
		learned->weight = w->weight;
		if (feature_of(t, w->feature, &learned->feature, f) < 0)
			return -1;
		t->n_learned += learned->target >= 0;
	}
	qsort(t->learned, t->n_learned, sizeof(*t->learned), compare_learned);
	for (size_t i = 0; i < t->n_learned; i++) {
		size_t at = slot_at(t, t->learned[i].feature);
		size_t bit = maybe_at(t->learned[i].feature);

		t->maybe[bit / 64] |= UINT64_C(1) << bit % 64;
		if (!t->slots[at])
			t->slots[at] = (uint32_t)i + 1;
	}
	return 0;
}

static int add_biases(struct tongue *t, const struct catalogue *c,
                      struct fault *f)
{
	size_t n;

	catalogue_commitments(c, &n);
	t->biases = calloc(n + 1, sizeof(*t->biases));
	t->is_learned = calloc(n + 1, sizeof(*t->is_learned));
	if (!t->biases || !t->is_learned)
		return fault_set(f, FAULT_MEMORY, "no memory for a codebook");
	for (size_t i = 0; i < n; i++)
		t->biases[i] = BIAS_UNLEARNED;
	for (size_t i = 0; i < t->book->n_biases; i++) {
		int at = catalogue_position(c, t->book->biases[i].target);

		if (at < 0)
			continue;
		t->biases[at] = t->book->biases[i].bias;
		t->is_learned[at] = true;
	}
	return 0;
}

static const char *stemmer_of(const char *language)
{
	static const struct {
		const char *code;
		const char *name;
	} STEMMERS[] = {
		{ "en", "english" }, { "fr", "french" },  { "es", "spanish" },
		{ "ar", "arabic" },  { "ru", "russian" }, { "zh", LEXICON_HAN },
	};

	for (size_t i = 0; i < sizeof(STEMMERS) / sizeof(STEMMERS[0]); i++)
		if (strcmp(STEMMERS[i].code, language) == 0)
			return STEMMERS[i].name;
	return NULL;
}

int tongue_new(const struct catalogue *c, const struct codebook_language *book,
               struct tongue **out, struct fault *f)
{
	struct tongue *t = calloc(1, sizeof(*t));
	const char *stemmer = stemmer_of(book->language);

	if (!t)
		return fault_set(f, FAULT_MEMORY, "no memory for a codebook");
	t->book = book;
	if (!stemmer) {
		fault_set(f, FAULT_INPUT, "there is no stemmer for \"%s\"",
		          book->language);
		goto fail;
	}
	if (lexicon_new(stemmer, &t->lexicon, f) < 0 ||
	    phrases_new(t->lexicon, &t->phrases, f) < 0)
		goto fail;
	t->is_han = lexicon_is_han(t->lexicon);
	for (size_t i = 0; i < book->n_terms; i++)
		if (add_term(t, c, &book->terms[i], f) < 0)
			goto fail;
	if (add_names(t, c, f) < 0 || add_titles(t, c, f) < 0 ||
	    add_learned(t, c, f) < 0 || add_biases(t, c, f) < 0)
		goto fail;
	*out = t;
	return 0;

fail:
	tongue_free(t);
	return -1;
}

void tongue_free(struct tongue *t)
{
	if (!t)
		return;
	phrases_free(t->phrases);
	lexicon_free(t->lexicon);
	free(t->rules);
	free(t->learned);
	free(t->slots);
	free(t->maybe);
	free(t->biases);
	free(t->is_learned);
	free(t);
}
