/* SPDX-License-Identifier: Apache-2.0 */
/*
 * METHOD.md 5.2: passages in reading order, each given to whoever it names,
 * to whom its note cites, to who spoke before it, or to the document.
 */
#include "attribution.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/fault.h"
#include "catalogue.h"
#include "genre.h"
#include "lexicon.h"
#include "list.h"
#include "model/text.h"
#include "notes.h"
#include "speech.h"

const char *attribution_version(void)
{
	return "attribution/1";
}

/* Sources cited in one note, and endorsers of one passage. */
#define CITED_MOST 16

/* A heading that lost its look: longer ones are sentences without a stop. */
#define TITLE_MOST 140

/* Claimant 0 is the document; NOBODY is no claimant at all. */
#define DOCUMENT 0u
#define NOBODY   UINT32_MAX

struct cited {
	uint32_t at[CITED_MOST];
	size_t n;
};

struct walk {
	const struct attribution_question *q;
	const struct speakers *speakers;
	struct arena *a;
	struct lexicon lexicon;
	struct list list;
	struct notes notes;
	enum genre genre;
	struct claimant *claimants;
	size_t n_claimants;
	struct attributed *out;

	enum section section;
	uint32_t own;       /* who owns the section, or NOBODY */
	uint32_t own_level; /* of the heading that gave it */
	uint32_t before;    /* who spoke before, in this paragraph */
	bool before_quoted;
	uint32_t last;   /* who spoke last in this section */
	uint32_t turn;   /* in a review: who had the floor before */
	bool is_opening; /* no sentence of the paragraph was heard yet */
	uint32_t recent[CLAIMANTS_MOST]; /* latest last, each once */
	size_t n_recent;
	size_t n_numbered;    /* paragraphs with a number */
	uint32_t note_before; /* claimant of the note cited last */
};

static int claimant_add(struct walk *w, const char *key, const char *name,
                        enum voice voice, uint32_t *out, struct fault *f)
{
	for (size_t i = 0; i < w->n_claimants; i++)
		if (w->claimants[i].voice == voice &&
		    strcmp(w->claimants[i].key, key) == 0) {
			*out = (uint32_t)i;
			return 0;
		}
	*out = DOCUMENT;
	if (w->n_claimants == CLAIMANTS_MOST)
		return 0;
	key = arena_string(w->a, key, f);
	name = arena_string(w->a, name, f);
	if (!key || !name)
		return -1;
	*out = (uint32_t)w->n_claimants++;
	w->claimants[*out] =
		(struct claimant){ .key = key, .name = name, .voice = voice };
	return 0;
}

static int of_body(struct walk *w, uint32_t body, uint32_t *out,
                   struct fault *f)
{
	const struct speaker *s = &w->speakers->at[body];
	const char *key = attribution_key(NULL, s->key, w->a, f);

	if (!key)
		return -1;
	return claimant_add(w, key, s->names[0], s->voice, out, f);
}

/* The state whose place in the lexicon is PLACE: under review, it speaks for
   itself; where it is told by others, that is remembered apart. */
static int of_state(struct walk *w, const char *iso3, uint32_t *out,
                    struct fault *f)
{
	const char *key = arena_print(w->a, f, "state:%s", iso3);
	const char *name = iso3;
	enum voice voice = VOICE_PEER_STATE;

	if (!key)
		return -1;
	for (size_t i = 0; i < w->speakers->n; i++)
		if (w->speakers->at[i].is_state &&
		    strcmp(w->speakers->at[i].key, iso3) == 0)
			name = w->speakers->at[i].names[0];
	for (size_t i = 0; i < w->q->n_states; i++)
		if (strcmp(w->q->states[i], iso3) == 0)
			voice = VOICE_STATE;
	return claimant_add(w, key, name, voice, out, f);
}

static const char *state_reviewed(const struct walk *w)
{
	return w->q->n_states > 0 ? w->q->states[0] : NULL;
}

static const char *joint_key(struct walk *w, const struct listed *e,
                             struct fault *f)
{
	const char *all = "";
	char *folded;

	for (size_t i = 0; i < e->n_members && i < 8 && all; i++)
		all = arena_print(w->a, f, "%s %s", all, e->members[i]);
	if (!all)
		return NULL;
	if (!*all)
		return arena_print(w->a, f, "joint:%u %s", (unsigned)e->joint,
		                   w->q->key);
	folded = arena_alloc(w->a, strlen(all) + 1, f);
	if (!folded)
		return NULL;
	(void)attribution_fold(all, folded);
	return arena_print(w->a, f, "joint:%s", folded);
}

static int of_listed(struct walk *w, uint32_t at, uint32_t *out,
                     struct fault *f)
{
	struct listed *e = &w->list.at[at];
	const char *key;

	if (e->claimant > 0) {
		*out = e->claimant - 1;
		return 0;
	}
	if (e->body >= 0) {
		if (of_body(w, (uint32_t)e->body, out, f) < 0)
			return -1;
	} else {
		key = e->joint > 0 ? joint_key(w, e, f)
		                   : attribution_key(NULL, e->name, w->a, f);
		if (!key || claimant_add(w, key, e->name, e->voice, out, f) < 0)
			return -1;
	}
	if (*out != DOCUMENT && e->joint > 0) {
		w->claimants[*out].members = e->members;
		w->claimants[*out].n_members = e->n_members;
	}
	e->claimant = *out + 1;
	return 0;
}

/* A title or an institution that is known by its own words alone. */
static int of_words(struct walk *w, const char *at, size_t len, uint32_t *out,
                    struct fault *f)
{
	char *name = arena_copy(w->a, at, len, f);
	const char *key;

	if (!name)
		return -1;
	for (size_t i = 0; name[i]; i++)
		if (name[i] == '\n')
			name[i] = ' ';
	key = attribution_key(NULL, name, w->a, f);
	if (!key)
		return -1;
	return claimant_add(w, key, name, VOICE_INDEPENDENT, out, f);
}

/* "Commissioner for Human Rights" is part of a longer name: V begins where
   that does. */
static const char *name_start(const struct tokens *t, const char *at)
{
	size_t i = 0, first;

	while (i < t->n && t->text + t->at[i].start < at)
		i++;
	for (first = i; i > 0 && token_runs_on(t, i - 1); i--) {
		const struct token *w = &t->at[i - 1];

		if (w->is_upper && (w->end - w->start != 3 ||
		                    strncmp(t->text + w->start, "The", 3) != 0))
			first = i - 1;
		else if (w->end - w->start > 3)
			break;
	}
	return first < t->n ? t->text + t->at[first].start : at;
}

/* The listed national institution that the word of an institution means. */
static int of_institution(struct walk *w, const struct tokens *t,
                          const struct voice_found *v, uint32_t *out,
                          struct fault *f)
{
	const char *at = t->text + v->start, *start;
	size_t len = v->end - v->start;
	struct tokens word, name;

	tokens_cut(&word, at, len);
	for (size_t i = 0; i < w->list.n; i++) {
		if (!w->list.at[i].is_institution || word.n == 0)
			continue;
		tokens_cut(&name, w->list.at[i].name,
		           strlen(w->list.at[i].name));
		for (size_t k = 0; k < name.n; k++)
			if (name.at[k].hash == word.at[0].hash)
				return of_listed(w, (uint32_t)i, out, f);
	}
	start = name_start(t, at);
	return of_words(w, start, len + (size_t)(at - start), out, f);
}

/* Who of late had NOUN in the name; else who spoke last. */
static uint32_t of_again(const struct walk *w, const char *noun, size_t len)
{
	struct tokens want, name;

	tokens_cut(&want, noun, len);
	for (size_t i = w->n_recent; i-- > 0 && want.n > 0;) {
		const struct claimant *c = &w->claimants[w->recent[i]];

		tokens_cut(&name, c->name, strlen(c->name));
		for (size_t k = 0; k + want.n <= name.n; k++) {
			size_t m = 0;

			while (m < want.n &&
			       name.at[k + m].hash == want.at[m].hash)
				m++;
			if (m == want.n)
				return w->recent[i];
		}
	}
	return w->last;
}

static int of_voice(struct walk *w, const struct tokens *t,
                    const struct voice_found *v, uint32_t *out, struct fault *f)
{
	const char *at = t->text + v->start;
	size_t len = v->end - v->start;

	switch (v->term->kind) {
	case TERM_BODY:
		return of_body(w, v->term->target, out, f);
	case TERM_STATE:
		return of_state(w, w->lexicon.states[v->term->target], out, f);
	case TERM_LISTED:
		return of_listed(w, v->term->target, out, f);
	case TERM_OF(WORD_MANDATE):
		return of_words(w, at, len, out, f);
	case TERM_OF(WORD_INSTITUTION):
		return of_institution(w, t, v, out, f);
	case TERM_OF(WORD_AGAIN):
		*out = of_again(w, at, len);
		return 0;
	default: /* the delegation */
		*out = DOCUMENT;
		if (!state_reviewed(w))
			return 0;
		return of_state(w, state_reviewed(w), out, f);
	}
}

static void remember(struct walk *w, uint32_t who)
{
	size_t n = 0;

	if (who == DOCUMENT)
		return;
	for (size_t i = 0; i < w->n_recent; i++)
		if (w->recent[i] != who)
			w->recent[n++] = w->recent[i];
	w->recent[n++] = who;
	w->n_recent = n;
}

static uint64_t names_of(const struct walk *w)
{
	static const uint64_t STATES =
		TERM_BIT(TERM_STATE) | TERM_BIT(TERM_OF(WORD_DELEGATION));
	static const uint64_t BODIES = TERM_BIT(TERM_BODY) |
	                               TERM_BIT(TERM_LISTED) |
	                               TERM_BIT(TERM_OF(WORD_MANDATE)) |
	                               TERM_BIT(TERM_OF(WORD_INSTITUTION));

	return w->genre == GENRE_REVIEW ? STATES : STATES | BODIES;
}

static void cite(struct cited *c, uint32_t who)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->at[i] == who)
			return;
	if (who != DOCUMENT && who != NOBODY && c->n < CITED_MOST)
		c->at[c->n++] = who;
}

/* A treaty body by the symbol of its document: "CERD/C/SVN/CO/6-7". */
static int cite_symbol(struct walk *w, const char *at, size_t len,
                       struct cited *c, struct fault *f)
{
	uint32_t who;

	for (size_t i = 0; i < w->speakers->n; i++)
		for (size_t k = 0; k < w->speakers->at[i].n_symbols; k++) {
			const char *symbol = w->speakers->at[i].symbols[k];
			size_t n = strlen(symbol);

			if (n >= len || memcmp(at, symbol, n) != 0 ||
			    (at[n] != '/' && at[n] != '-'))
				continue;
			if (of_body(w, (uint32_t)i, &who, f) < 0)
				return -1;
			cite(c, who);
			return 0;
		}
	return 0;
}

/* Whom note NUMBER cites, the first before the others. */
static int note_read(struct walk *w, uint32_t number, struct cited *c,
                     struct fault *f)
{
	static const uint64_t NAMES =
		TERM_BIT(TERM_BODY) | TERM_BIT(TERM_LISTED);
	struct span note = note_words(&w->notes, number);
	struct tokens t;
	uint32_t who;

	tokens_cut(&t, note.at, note.len);
	for (size_t i = 0; i < t.n; i++) {
		const struct lexicon_term *m =
			lexicon_match(&w->lexicon, &t, i, NAMES);
		const struct voice_found v = { m, t.at[i].start, t.at[i].end };

		if (i == 0 && lexicon_match(&w->lexicon, &t, i,
		                            TERM_BIT(TERM_OF(WORD_IBID))))
			cite(c, w->note_before);
		if (!m) {
			if (cite_symbol(w, note.at + t.at[i].start,
			                note.len - t.at[i].start, c, f) < 0)
				return -1;
			continue;
		}
		if (of_voice(w, &t, &v, &who, f) < 0)
			return -1;
		cite(c, who);
		i += m->n_words - 1;
	}
	if (c->n > 0)
		w->note_before = c->at[0];
	return 0;
}

/* Keeps all of C but WHO as endorsers of O. */
static int endorse(struct walk *w, struct attributed *o, const struct cited *c,
                   struct fault *f)
{
	uint32_t *list;
	size_t n = 0;

	if (c->n == 0)
		return 0;
	list = arena_array(w->a, c->n, sizeof(*list), f);
	if (!list)
		return -1;
	for (size_t i = 0; i < c->n; i++)
		if (c->at[i] != o->claimant)
			list[n++] = c->at[i];
	o->endorsers = list;
	o->n_endorsers = n;
	return 0;
}

/* The names in a bracket that ends at END: all of them states, or none. */
static int bracket_read(struct walk *w, const char *at, size_t len,
                        struct cited *c, struct fault *f)
{
	struct cited found = { .n = 0 };
	struct tokens t;
	size_t other = 0;
	uint32_t who;

	tokens_cut(&t, at, len);
	for (size_t i = 0; i < t.n;) {
		const struct lexicon_term *m =
			lexicon_match(&w->lexicon, &t, i, TERM_BIT(TERM_STATE));

		if (!m) {
			other += t.at[i++].is_upper;
			continue;
		}
		if (of_state(w, w->lexicon.states[m->target], &who, f) < 0)
			return -1;
		cite(&found, who);
		i += m->n_words;
	}
	/* "(Plurinational State of Bolivia)" may leave words over. */
	if (found.n == 0 || other > 3 * found.n)
		return 0;
	for (size_t i = 0; i < found.n; i++)
		cite(c, found.at[i]);
	return 0;
}

/* Who recommended what LEN bytes at AT say: "… (Egypt); … (Chile, Peru)". */
static int brackets_read(struct walk *w, const char *at, size_t len,
                         struct cited *c, struct fault *f)
{
	for (size_t i = 0; i < len; i++) {
		size_t depth = 0, end = i, next;

		if (at[i] != '(')
			continue;
		for (; end < len; end++) {
			depth += at[end] == '(';
			depth -= at[end] == ')';
			if (depth == 0)
				break;
		}
		if (end == len)
			return 0;
		/* Only behind a recommendation: a stop, or the end. */
		next = end + 1;
		while (next < len && (at[next] == ' ' || at[next] == '\n' ||
		                      at[next] == '*' || at[next] == '"' ||
		                      (at[next] >= '0' && at[next] <= '9') ||
		                      (unsigned char)at[next] >= 0x80))
			next++;
		if ((next == len || strchr(";.,:([", at[next])) &&
		    bracket_read(w, at + i + 1, end - i - 1, c, f) < 0)
			return -1;
		i = end;
	}
	return 0;
}

static const char *bytes_of(const struct walk *w, size_t i, size_t *len)
{
	*len = w->q->passages[i].len;
	return w->q->text->bytes + w->q->passages[i].start;
}

/* The passages of one recommendation: of its block, and of blocks without a
   number that go on with it. Gives the end. */
static size_t same_end(const struct walk *w, size_t i)
{
	const struct block *blocks = w->q->text->blocks;
	uint32_t block = w->q->passages[i].block;
	size_t len;
	const char *at;

	for (i++; i < w->q->n_passages; i++) {
		uint32_t now = w->q->passages[i].block;

		if (now == block)
			continue;
		if (blocks[now].kind == BLOCK_FURNITURE ||
		    blocks[now].kind == BLOCK_FOOTNOTE)
			continue;
		at = bytes_of(w, i - 1, &len);
		if (blocks[now].number[0] ||
		    blocks[now].kind == BLOCK_HEADING ||
		    strchr(".;)", at[len - 1]))
			break;
		block = now;
	}
	return i;
}

/* Its own brackets, or those that end the recommendation it is part of. */
static int brackets_of(struct walk *w, size_t i, struct cited *c,
                       struct fault *f)
{
	size_t end = same_end(w, i), len;
	const char *at = bytes_of(w, i, &len);

	if (brackets_read(w, at, len, c, f) < 0)
		return -1;
	for (size_t k = i + 1; k < end && c->n == 0; k++) {
		const struct block *b =
			&w->q->text->blocks[w->q->passages[k].block];

		if (b->kind == BLOCK_FURNITURE || b->kind == BLOCK_FOOTNOTE)
			continue;
		at = bytes_of(w, k, &len);
		if (brackets_read(w, at, len, c, f) < 0)
			return -1;
	}
	return 0;
}

static void give(struct walk *w, size_t i, uint32_t who, enum attribution how,
                 bool is_quoted)
{
	w->out[i].claimant = who;
	w->out[i].how = who == DOCUMENT ? ATTRIBUTED_DOCUMENT : how;
	w->out[i].is_quoted = who != DOCUMENT && is_quoted;
}

/* A state is quoted wherever the document is no record of its own words. */
static bool is_state(const struct walk *w, uint32_t who)
{
	return w->claimants[who].voice == VOICE_STATE ||
	       w->claimants[who].voice == VOICE_PEER_STATE;
}

/* Gives the passage to those who are named as speaking in it. */
static int give_speech(struct walk *w, size_t i, const struct tokens *t,
                       const struct speech *s, struct fault *f)
{
	struct cited c = { .n = 0 };
	uint32_t number, who;
	size_t len;
	const char *at = bytes_of(w, i, &len);
	bool is_quoted;

	for (size_t k = 0; k < s->n; k++) {
		if (of_voice(w, t, &s->at[k], &who, f) < 0)
			return -1;
		cite(&c, who);
	}
	who = c.n > 0 ? c.at[0] : s->is_again ? w->last : DOCUMENT;
	who = who == NOBODY ? DOCUMENT : who;
	is_quoted = w->genre != GENRE_REVIEW && is_state(w, who);
	number = note_mark(at, len);
	if (number > 0 && note_read(w, number, &c, f) < 0)
		return -1;
	give(w, i, who, s->is_again ? ATTRIBUTED_BEFORE : ATTRIBUTED_TEXT,
	     is_quoted);
	if (s->is_again && who == w->before)
		w->out[i].is_quoted |= w->before_quoted;
	for (size_t k = 0; k < c.n; k++)
		remember(w, c.at[c.n - 1 - k]);
	w->before = w->last = who;
	w->before_quoted = w->out[i].is_quoted;
	return endorse(w, &w->out[i], &c, f);
}

/* Whether a state's name in a compilation tells its claim, or is only said. */
static bool is_worth(const struct walk *w, const struct speech *s)
{
	unsigned kind;

	if (s->n == 0)
		return s->is_again;
	if (w->genre == GENRE_REVIEW)
		return true;
	kind = s->at[0].term->kind;
	return s->is_claim ||
	       (kind != TERM_STATE && kind != TERM_OF(WORD_DELEGATION));
}

/* In a review an answer goes on where the state had the floor; else a
   paragraph in which nobody is named is an answer by how it begins. */
static uint32_t floor_of(const struct walk *w, const struct tokens *t)
{
	uint32_t turn = w->turn;

	if (turn != NOBODY && turn != DOCUMENT &&
	    w->claimants[turn].voice == VOICE_STATE)
		return turn;
	if (turn == NOBODY || turn == DOCUMENT)
		return NOBODY;
	if (!lexicon_match(&w->lexicon, t, 0, TERM_BIT(TERM_OF(WORD_ANSWER))))
		return NOBODY;
	for (uint32_t i = 1; i < w->n_claimants; i++)
		if (w->claimants[i].voice == VOICE_STATE)
			return i;
	return NOBODY;
}

/* Nobody is named: goes on, stands under its note, or is the document's. */
static int give_rest(struct walk *w, size_t i, const struct tokens *t,
                     struct fault *f)
{
	struct cited c = { .n = 0 };
	size_t len;
	const char *at = bytes_of(w, i, &len);
	uint32_t number = note_mark(at, len), who;

	if (number > 0 && w->genre != GENRE_REVIEW &&
	    note_read(w, number, &c, f) < 0)
		return -1;
	if (c.n > 0) {
		give(w, i, c.at[0], ATTRIBUTED_NOTE, false);
		remember(w, c.at[0]);
		w->before = w->last = c.at[0];
		w->before_quoted = false;
		return endorse(w, &w->out[i], &c, f);
	}
	who = w->before;
	if (who == NOBODY && w->own != NOBODY) {
		give(w, i, w->own, ATTRIBUTED_SECTION, false);
		return 0;
	}
	if (who == NOBODY && w->section == SECTION_DIALOGUE) {
		who = floor_of(w, t);
		w->before = who;
	}
	give(w, i, who == NOBODY ? DOCUMENT : who, ATTRIBUTED_BEFORE,
	     w->before_quoted);
	return 0;
}

static int passage_give(struct walk *w, size_t i, struct fault *f)
{
	struct hearing h = { .lexicon = &w->lexicon,
		             .names = names_of(w),
		             .is_turn = w->section == SECTION_DIALOGUE &&
		                        w->is_opening };
	struct cited c = { .n = 0 };
	struct speech s;
	struct tokens t;
	size_t len;
	const char *at = bytes_of(w, i, &len);

	tokens_cut(&t, at, len);
	if (w->genre == GENRE_REVIEW && w->section != SECTION_DIALOGUE) {
		if (brackets_of(w, i, &c, f) < 0)
			return -1;
		if (c.n > 0) {
			give(w, i, c.at[0], ATTRIBUTED_BRACKET, false);
			return endorse(w, &w->out[i], &c, f);
		}
	}
	speech_hear(&h, &t, &s);
	w->is_opening = false;
	if (s.is_stranger && w->own == NOBODY) {
		w->before = DOCUMENT;
		w->before_quoted = false;
		give(w, i, DOCUMENT, ATTRIBUTED_DOCUMENT, false);
		return 0;
	}
	return is_worth(w, &s) ? give_speech(w, i, &t, &s, f)
	                       : give_rest(w, i, &t, f);
}

/* A block of one short sentence without a stop is a heading that lost its
   look; nobody says it. */
static bool is_title(const struct walk *w, size_t i)
{
	const struct passage *p = &w->q->passages[i];
	const struct block *b = &w->q->text->blocks[p->block];
	size_t end = p->len;
	const char *at = w->q->text->bytes + p->start;

	if (b->kind == BLOCK_HEADING)
		return true;
	if (p->start != b->start || p->len < b->len || p->len > TITLE_MOST ||
	    b->kind != BLOCK_PARAGRAPH)
		return false;
	while (end > 0 && at[end - 1] >= '0' && at[end - 1] <= '9')
		end--;
	return end > 0 && at[0] >= 'A' && at[0] <= 'Z' &&
	       !strchr(".;:?!)\"", at[end - 1]) &&
	       (unsigned char)at[end - 1] < 0x80;
}

/* The national institution that was listed as such, or the one that was not;
   sections of more than one stay to be told by the text. */
static int own_find(struct walk *w, uint32_t level, struct fault *f)
{
	size_t found = w->list.n, national = 0;

	for (size_t k = w->list.n; k-- > 0;) {
		const struct listed *e = &w->list.at[k];

		national += e->is_national;
		if (e->is_national ||
		    (e->is_institution && national == 0 && e->body < 0))
			found = k;
	}
	if (found == w->list.n || national > 1)
		return 0;
	w->own_level = level;
	return of_listed(w, (uint32_t)found, &w->own, f);
}

/* "Information provided by the national human rights institution": what
   stands under it is that institution's. */
static int section_own(struct walk *w, const struct block *b, struct fault *f)
{
	struct tokens t;
	uint32_t level = b->kind == BLOCK_HEADING ? b->level : 9;

	if (w->own != NOBODY && level <= w->own_level)
		w->own = NOBODY;
	if (w->genre != GENRE_SUMMARY || w->list.n == 0)
		return 0;
	tokens_cut(&t, w->q->text->bytes + b->start, b->len);
	for (size_t i = 1; i < t.n; i++) {
		const struct lexicon_term *m =
			lexicon_match(&w->lexicon, &t, i,
		                      TERM_BIT(TERM_OF(WORD_INDEPENDENT)));

		if (!m || strncasecmp(t.text + t.at[i].start, "n", 1) != 0 ||
		    (m->n_words > 1 && t.n < m->n_words + 3))
			continue;
		return own_find(w, level, f);
	}
	return 0;
}

/* Who owns a section of a review. */
static int section_begin(struct walk *w, enum section section, struct fault *f)
{
	w->section = section;
	w->own = NOBODY;
	if ((section == SECTION_PRESENTATION || section == SECTION_PLEDGES) &&
	    state_reviewed(w)) {
		w->own_level = 0;
		return of_state(w, state_reviewed(w), &w->own, f);
	}
	return 0;
}

static void paragraph_end(struct walk *w)
{
	w->turn = w->before;
	w->before = NOBODY;
	w->before_quoted = false;
	w->is_opening = true;
}

/* Whether B opens a paragraph, or goes on with the one before it. */
static bool is_opening(const struct walk *w, const struct block *b,
                       size_t passage)
{
	size_t len;
	const char *at;

	if (b->number[0] >= '0' && b->number[0] <= '9')
		return true;
	/* A page broke the sentence, or a list goes on with it. */
	at = bytes_of(w, passage, &len);
	if (b->kind == BLOCK_ITEM || b->number[0] || at[0] < 'A' || at[0] > 'Z')
		return false;
	return w->n_numbered < 5;
}

/* What a block changes before its first passage I is given. */
static int block_begin(struct walk *w, size_t i, struct fault *f)
{
	const struct block *b = &w->q->text->blocks[w->q->passages[i].block];
	enum section section;

	if (w->genre == GENRE_REVIEW &&
	    section_at(&w->lexicon, w->q->text, b, &section)) {
		paragraph_end(w);
		w->turn = w->last = NOBODY;
		return section_begin(w, section, f);
	}
	if (is_title(w, i)) {
		paragraph_end(w);
		w->last = w->genre == GENRE_REVIEW ? NOBODY : w->last;
		return w->genre == GENRE_REVIEW ? 0 : section_own(w, b, f);
	}
	if (is_opening(w, b, i))
		paragraph_end(w);
	return 0;
}

/* Sections in which nobody's claims stand, or only the state's. */
static bool is_settled(struct walk *w, size_t i)
{
	if (w->section == SECTION_ANNEX) {
		give(w, i, DOCUMENT, ATTRIBUTED_DOCUMENT, false);
		return true;
	}
	if (w->genre == GENRE_REVIEW && w->own != NOBODY) {
		give(w, i, w->own, ATTRIBUTED_SECTION, false);
		return true;
	}
	return false;
}

static bool is_spoken(const struct block *b)
{
	return b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_ITEM ||
	       b->kind == BLOCK_CELL;
}

static int passages_give(struct walk *w, struct fault *f)
{
	uint32_t last = UINT32_MAX;

	for (size_t i = 0; i < w->q->n_passages; i++) {
		uint32_t block = w->q->passages[i].block;
		const struct block *b = &w->q->text->blocks[block];

		if (b->kind == BLOCK_FURNITURE || b->kind == BLOCK_FOOTNOTE)
			continue;
		if (block >= w->list.first_block && block < w->list.end_block)
			continue;
		if (block != last && block_begin(w, i, f) < 0)
			return -1;
		last = block;
		if (!is_spoken(b) || is_title(w, i) || is_settled(w, i))
			continue;
		if (passage_give(w, i, f) < 0)
			return -1;
	}
	return 0;
}

/* Formats in which notes stand behind the paragraph that they are of. */
static bool has_notes_behind(const struct text *t)
{
	return t->format == FORMAT_DOCX || t->format == FORMAT_ODT ||
	       t->format == FORMAT_HTML || t->format == FORMAT_AKN;
}

/* The last note cited in the paragraph that begins with passage I, up to END:
   by its marks, or by the notes that stand behind it. */
static int last_note(struct walk *w, size_t i, size_t end, struct cited *c,
                     struct fault *f)
{
	uint32_t number = 0;
	size_t len;

	for (size_t k = i; k < end; k++) {
		const char *at = bytes_of(w, k, &len);
		const struct block *b =
			&w->q->text->blocks[w->q->passages[k].block];

		if (is_spoken(b) && note_mark(at, len) > 0)
			number = note_mark(at, len);
	}
	if (number == 0 && has_notes_behind(w->q->text)) {
		uint32_t block = w->q->passages[i].block + 1;

		while (block < w->q->text->n_blocks &&
		       w->q->text->blocks[block].kind == BLOCK_FOOTNOTE)
			number = (uint32_t)strtoul(
				w->q->text->blocks[block++].number, NULL, 10);
	}
	return number > 0 ? note_read(w, number, c, f) : 0;
}

/* Sentences nobody was named for, in a paragraph whose last note cites one
   source, are that one's. */
static int paragraphs_note(struct walk *w, struct fault *f)
{
	size_t i = 0, end;

	while (i < w->q->n_passages) {
		uint32_t block = w->q->passages[i].block;
		struct cited c = { .n = 0 };

		for (end = i; end < w->q->n_passages &&
		              w->q->passages[end].block == block;
		     end++)
			;
		if (is_spoken(&w->q->text->blocks[block]) &&
		    (block < w->list.first_block ||
		     block >= w->list.end_block) &&
		    last_note(w, i, end, &c, f) < 0)
			return -1;
		for (size_t k = i; k < end && c.n == 1; k++)
			if (w->out[k].claimant == DOCUMENT && !is_title(w, k))
				give(w, k, c.at[0], ATTRIBUTED_NOTE, false);
		i = end;
	}
	return 0;
}

static size_t numbered(const struct text *text)
{
	size_t n = 0;

	for (size_t i = 0; i < text->n_blocks; i++)
		n += text->blocks[i].kind == BLOCK_PARAGRAPH &&
		     text->blocks[i].number[0] >= '0' &&
		     text->blocks[i].number[0] <= '9';
	return n;
}

/* Where notes begin that run on in paragraphs: with the list, or below a
   heading that says so. */
static size_t notes_first(const struct walk *w)
{
	const struct text *text = w->q->text;
	struct tokens t;

	if (w->list.n > 0)
		return w->list.first_block;
	for (size_t i = text->n_blocks; i-- > 0;) {
		tokens_cut(&t, text->bytes + text->blocks[i].start,
		           text->blocks[i].len);
		if (t.n == 1 && lexicon_match(&w->lexicon, &t, 0,
		                              TERM_BIT(TERM_OF(WORD_NOTES))))
			return i + 1;
	}
	return text->n_blocks;
}

static int walk_run(struct walk *w, struct fault *f)
{
	w->own = w->before = w->turn = w->last = NOBODY;
	w->note_before = NOBODY;
	w->is_opening = true;
	w->n_numbered = numbered(w->q->text);
	if (notes_read(w->q->text, notes_first(w), w->a, &w->notes, f) < 0 ||
	    passages_give(w, f) < 0)
		return -1;
	return w->genre == GENRE_REVIEW ? 0 : paragraphs_note(w, f);
}

/* Fills what a document has that speaks for itself. */
static int walk_open(struct walk *w, struct fault *f)
{
	w->claimants =
		arena_array(w->a, CLAIMANTS_MOST, sizeof(*w->claimants), f);
	w->out = arena_array(w->a, w->q->n_passages + 1, sizeof(*w->out), f);
	if (!w->claimants || !w->out)
		return -1;
	w->claimants[0] = (struct claimant){ .key = w->q->key,
		                             .name = w->q->name,
		                             .voice = w->q->voice };
	w->n_claimants = 1;
	return 0;
}

static int walk_told(struct walk *w, const struct catalogue *c, struct fault *f)
{
	bool is_open;

	if (lexicon_init(&w->lexicon, c, w->a, f) < 0)
		return -1;
	/* States that speak in turn are listed nowhere. */
	w->list.first_block = w->list.end_block = w->q->text->n_blocks;
	if (w->genre != GENRE_REVIEW &&
	    list_read(w->q->text, w->speakers, &w->lexicon, w->a, &w->list, f) <
	            0)
		return -1;
	w->genre = genre_of(w->q, &w->lexicon, w->list.n > 0, &is_open);
	return w->genre == GENRE_PLAIN ? 0 : walk_run(w, f);
}

/* Of each claimant the passages it makes, and those it is named beside. */
static void count(struct walk *w)
{
	for (size_t i = 0; i < w->q->n_passages; i++) {
		const struct attributed *o = &w->out[i];

		w->claimants[o->claimant].passages++;
		for (size_t k = 0; k < o->n_endorsers; k++)
			w->claimants[o->endorsers[k]].endorsed++;
	}
}

int attribute(const struct catalogue *c, const struct attribution_question *q,
              struct arena *a, struct attributions *out, struct fault *f)
{
	struct walk *w = arena_alloc(a, sizeof(*w), f);
	bool is_open;

	if (!w)
		return -1;
	w->q = q;
	w->a = a;
	w->speakers = catalogue_speakers(c);
	if (walk_open(w, f) < 0)
		return -1;
	w->genre = genre_of(q, NULL, false, &is_open);
	if ((is_open || w->genre != GENRE_PLAIN) && walk_told(w, c, f) < 0)
		return -1;
	count(w);
	out->claimants = w->claimants;
	out->n_claimants = w->n_claimants;
	out->passages = w->out;
	return 0;
}
