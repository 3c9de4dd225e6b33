/* SPDX-License-Identifier: Apache-2.0 */
/*
 * METHOD.md 5.2: a name speaks when a word of saying follows it, or "according
 * to" goes before it. What may stand between the two is little: brackets, an
 * apposition between commas, other names, a few small words.
 */
#include "speech.h"

#include <string.h>
#include <strings.h>

/* Words of saying are looked for this far behind a title: "the Special
   Rapporteur on the situation of human rights defenders recommended". */
#define TITLE_REACH 26

/* An apposition between commas, in words. */
#define APPOSITION_REACH 16

/* Small words between a name and its word of saying. */
#define BETWEEN_REACH 5

static const struct lexicon_term *word(const struct hearing *h,
                                       const struct tokens *t, size_t at,
                                       enum speaker_word kind)
{
	return lexicon_match(h->lexicon, t, at, TERM_BIT(TERM_OF(kind)));
}

/* The first byte between token AT - 1 and token AT that is no blank. */
static char mark_before(const struct tokens *t, size_t at)
{
	if (at == 0)
		return '\0';
	return token_after(t, at - 1);
}

/* Is a bracket open before token AT that begins behind token FROM - 1? */
static size_t behind_bracket(const struct tokens *t, size_t at)
{
	const char *close;

	if (at == 0 || at >= t->n || mark_before(t, at) != '(')
		return at;
	close = memchr(t->text + t->at[at].start, ')',
	               t->len - t->at[at].start);
	if (!close)
		return at;
	while (at < t->n && t->text + t->at[at].start < close)
		at++;
	return at;
}

/* Steps over ", speaking for others," behind token AT - 1. */
static size_t behind_apposition(const struct tokens *t, size_t at)
{
	if (at == 0 || mark_before(t, at) != ',')
		return at;
	for (size_t i = at; i < t->n && i < at + APPOSITION_REACH; i++)
		if (token_after(t, i) == ',')
			return i + 1;
	return at;
}

/* The word of saying at AT, small words before it left out; 0 if none. */
static size_t says_at(const struct hearing *h, const struct tokens *t,
                      size_t at)
{
	for (int i = 0; i < BETWEEN_REACH && at < t->n; i++) {
		const struct lexicon_term *m = word(h, t, at, WORD_SAYS);

		if (m)
			return at + m->n_words;
		m = word(h, t, at, WORD_BETWEEN);
		if (!m)
			return 0;
		at += m->n_words;
		/* ", inter alia," and the like */
	}
	return 0;
}

/* As says_at(), also behind brackets and an apposition. */
static size_t says_behind(const struct hearing *h, const struct tokens *t,
                          size_t at)
{
	size_t end, bracket = behind_bracket(t, at);

	end = says_at(h, t, bracket);
	if (end > 0)
		return end;
	return says_at(h, t, behind_apposition(t, bracket));
}

/* Where the title that begins at AT ends: before a word of saying. */
static size_t title_end(const struct hearing *h, const struct tokens *t,
                        size_t at)
{
	for (size_t i = at; i < t->n && i < at + TITLE_REACH; i++) {
		if (says_at(h, t, i) > 0)
			return i;
		if (word(h, t, i, WORD_AND) && i + 1 < t->n &&
		    t->at[i + 1].end - t->at[i + 1].start == 3 &&
		    strncasecmp(t->text + t->at[i + 1].start, "the", 3) == 0 &&
		    i + 2 < t->n && t->at[i + 2].is_upper)
			return i;
		if (strchr(".;:,", token_after(t, i)))
			return i + 1;
	}
	return at;
}

/* A name at AT; gives the token behind it, or AT when there is none. */
static size_t name_at(const struct hearing *h, const struct tokens *t,
                      size_t at, struct voice_found *out)
{
	const struct lexicon_term *m =
		lexicon_match(h->lexicon, t, at, h->names);
	size_t end;

	if (!m)
		return at;
	end = at + m->n_words;
	if (m->kind == TERM_OF(WORD_MANDATE))
		end = title_end(h, t, end);
	if (end > t->n)
		end = t->n;
	*out = (struct voice_found){ m, t->at[at].start, t->at[end - 1].end };
	return end;
}

static bool is_article(const struct tokens *t, size_t at)
{
	static const char *const ARTICLES[] = { "the", "le", "la",  "l",
		                                "les", "el", "los", "las" };
	char folded[FOLDED_MOST];

	if (at >= t->n)
		return false;
	(void)token_fold(t->text, t->at[at].start, t->at[at].end, folded);
	for (size_t i = 0; i < sizeof(ARTICLES) / sizeof(ARTICLES[0]); i++)
		if (strcmp(folded, ARTICLES[i]) == 0)
			return true;
	return false;
}

/* "the same", "la même": then the noun. */
static bool is_same(const struct tokens *t, size_t at)
{
	static const char *const SAME[] = { "same", "même", "mismo", "misma" };
	char folded[FOLDED_MOST];

	if (at >= t->n)
		return false;
	(void)token_fold(t->text, t->at[at].start, t->at[at].end, folded);
	for (size_t i = 0; i < sizeof(SAME) / sizeof(SAME[0]); i++)
		if (strcmp(folded, SAME[i]) == 0)
			return true;
	return false;
}

static void add(struct speech *s, const struct voice_found *v)
{
	if (s->n < SPEAKERS_MOST)
		s->at[s->n++] = *v;
}

/* "The Council of Europe's Commissioner (CoE-Commissioner)": what is in the
   brackets behind a name says more exactly whose it is. */
static void bracket_name(const struct hearing *h, const struct tokens *t,
                         size_t at, struct voice_found *v)
{
	struct voice_found inner;
	size_t end = behind_bracket(t, at);

	if (end > at && name_at(h, t, at, &inner) == end)
		v->term = inner.term;
}

/* More names behind the first: ", JS2 and the Ombudsman". Gives the token
   behind the last. */
static size_t more_names(const struct hearing *h, const struct tokens *t,
                         size_t at, struct speech *s)
{
	bool is_joined = false;

	for (;;) {
		const struct lexicon_term *join = word(h, t, at, WORD_AND);
		struct voice_found v;
		size_t next = at, end;

		if (join)
			next += join->n_words;
		else if (mark_before(t, at) != ',')
			break;
		if (is_article(t, next))
			next++;
		end = name_at(h, t, next, &v);
		/* "A and B and recommended" */
		if (end == next && join &&
		    says_at(h, t, at + join->n_words) > 0)
			at += join->n_words;
		if (end == next)
			break;
		is_joined = is_joined || join;
		bracket_name(h, t, end, &v);
		add(s, &v);
		at = behind_bracket(t, end);
	}
	/* "Regarding the Ombudsman, AI stated": a comma alone joins nobody. */
	if (s->n > 1 && !is_joined) {
		s->at[0] = s->at[s->n - 1];
		s->n = 1;
	}
	return at;
}

/* "stated, inter alia, that": a claim is told. */
static bool is_claim(const struct tokens *t, size_t at)
{
	char folded[FOLDED_MOST];

	for (size_t i = at; i < t->n && i < at + 4; i++) {
		(void)token_fold(t->text, t->at[i].start, t->at[i].end, folded);
		if (strcmp(folded, "that") == 0 || strcmp(folded, "que") == 0)
			return true;
	}
	return false;
}

/* A word of doing: "AI conducted a survey", not "AI systems". */
static bool is_doing(const struct hearing *h, const struct tokens *t, size_t at)
{
	const struct token *w;

	at = behind_bracket(t, at);
	if (at >= t->n || t->at[at].is_upper || mark_before(t, at) == ',')
		return false;
	w = &t->at[at];
	if (w->end - w->start > 4 &&
	    strncmp(t->text + w->end - 2, "ed", 2) == 0)
		return true;
	return word(h, t, at, WORD_BETWEEN) != NULL;
}

/* Has the name of token AT the floor, being the first of its turn? */
static bool has_floor(const struct hearing *h, const struct tokens *t,
                      size_t at, size_t end, const struct voice_found *v)
{
	bool is_first = at == 0 || (at == 1 && is_article(t, 0));

	if (!is_first || end >= t->n)
		return false;
	if (h->is_turn && v->term->kind == TERM_STATE)
		return !t->at[behind_bracket(t, end)].is_upper &&
		       token_after(t, end - 1) != ',';
	return v->term->kind == TERM_LISTED && is_doing(h, t, end);
}

/* "Harbour Watch Norway" is no state. */
static bool is_surname(const struct tokens *t, size_t at,
                       const struct voice_found *v)
{
	return v->term->kind == TERM_STATE && at > 0 &&
	       t->at[at - 1].is_upper && token_runs_on(t, at - 1) &&
	       !is_article(t, at - 1);
}

/* Hears the name at AT, if it speaks: gives true. */
static bool hear_name(const struct hearing *h, const struct tokens *t,
                      size_t at, bool is_according, struct speech *s)
{
	struct voice_found v;
	size_t end = name_at(h, t, at, &v), last, says;

	if (end == at || is_surname(t, at, &v))
		return false;
	s->n = 0;
	bracket_name(h, t, end, &v);
	add(s, &v);
	last = more_names(h, t, behind_bracket(t, end), s);
	if (is_according)
		return true;
	says = says_behind(h, t, last);
	if (says == 0 && s->n > 1) {
		s->n = 1;
		says = says_behind(h, t, end);
	}
	s->is_claim = says > 0 && is_claim(t, says);
	if (says > 0 || has_floor(h, t, at, end, &v))
		return true;
	s->n = 0;
	return false;
}

/* "Asimismo recomendó": Spanish needs no subject; END is behind the verb. */
static bool is_subjectless(const struct tokens *t, size_t end)
{
	static const char *const ENDINGS[] = { "\xc3\xb3", "aron", "ieron" };
	const struct token *w = &t->at[end - 1];

	for (size_t i = 0; i < sizeof(ENDINGS) / sizeof(ENDINGS[0]); i++) {
		size_t len = strlen(ENDINGS[i]);

		if (w->end - w->start > len &&
		    memcmp(t->text + w->end - len, ENDINGS[i], len) == 0)
			return true;
	}
	return false;
}

/* "it recommended", "the same Committee noted", or no subject at all. */
static bool hear_again(const struct hearing *h, const struct tokens *t,
                       size_t at, struct speech *s)
{
	const struct lexicon_term *m =
		lexicon_match(h->lexicon, t, at, TERM_BIT(TERM_PRONOUN));
	size_t noun = at;

	if (m && says_behind(h, t, at + m->n_words) > 0)
		return s->is_again = true;
	if (at == 0 && says_at(h, t, 0) > 0 &&
	    is_subjectless(t, says_at(h, t, 0)))
		return s->is_again = true;
	if (!is_article(t, at))
		return false;
	noun += 1 + is_same(t, at + 1);
	m = word(h, t, noun, WORD_AGAIN);
	if (!m && noun > at + 1 && says_behind(h, t, noun + 1) > 0)
		return s->is_again = true;
	if (!m || says_behind(h, t, noun + m->n_words) == 0)
		return false;
	add(s, &(struct voice_found){ m, t->at[noun].start,
	                              t->at[noun + m->n_words - 1].end });
	return s->is_again = true;
}

/* "EUAFR stated": capitals that no list explains. */
static bool is_stranger(const struct hearing *h, const struct tokens *t)
{
	size_t at = is_article(t, 0) ? 1 : 0;
	struct voice_found v;

	return at < t->n && t->at[at].is_capital &&
	       name_at(h, t, at, &v) == at && says_behind(h, t, at + 1) > 0;
}

void speech_hear(const struct hearing *h, const struct tokens *t,
                 struct speech *out)
{
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < t->n; i++) {
		const struct lexicon_term *m = word(h, t, i, WORD_ACCORDING);
		size_t at = m ? i + m->n_words : i;

		if (m && is_article(t, at))
			at++;
		if (hear_name(h, t, at, m != NULL, out) ||
		    hear_again(h, t, i, out))
			return;
		if (i == 0 && is_stranger(h, t)) {
			out->is_stranger = true;
			return;
		}
	}
}
