/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lists come in columns and lose them on the way: abbreviations may stand
 * before their names, after them, or in a heap of their own. So the list is
 * read as one run of words, cut at semicolons and at its own headings.
 */
#include "list.h"

#include <string.h>
#include <strings.h>

#include "attribution.h"
#include "base/arena.h"
#include "base/fault.h"
#include "model/text.h"

/* A list goes on over at most this many blocks, notes of others included. */
#define BLOCKS_AHEAD 200

/* Pieces of one list: entries, members of joint submissions, attachments. */
#define PIECES_MOST 4096

/* A name longer than this is a sentence. */
#define NAME_MOST 300

struct reading {
	const struct speakers *speakers;
	struct lexicon *l;
	struct arena *a;
	struct list *list;
	enum voice voice;     /* of the heading passed last */
	bool is_institution;  /* under that of national institutions */
	bool is_attached;     /* among the texts of a body */
	struct listed *joint; /* the last, whose members may follow */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* Trims blanks and marks that lists put around names. */
static void trim(const char **at, size_t *len)
{
	while (*len > 0 && (is_blank(**at) || strchr(",.;:*-)", **at))) {
		(*at)++;
		(*len)--;
	}
	while (*len > 2 && memcmp(*at, "\xe2\x80\x93", 3) == 0) {
		*at += 3;
		*len -= 3;
		while (*len > 0 && is_blank(**at)) {
			(*at)++;
			(*len)--;
		}
	}
	while (*len > 0 && (is_blank((*at)[*len - 1]) ||
	                    strchr(",.;:*-(", (*at)[*len - 1])))
		(*len)--;
}

/* "Amnesty International, London, United Kingdom" without its place. */
static size_t without_place(const char *at, size_t len)
{
	size_t comma[2] = { len, len }, n = 0;
	bool has_country = len > 0 && at[len - 1] == ')';
	size_t end = len, depth = 0;

	if (has_country) {
		while (end > 0 && at[end - 1] != '(')
			end--;
		if (end < 3)
			return len;
		end--;
	}
	for (size_t i = 0; i < end; i++) {
		depth += at[i] == '(';
		depth -= at[i] == ')' && depth > 0;
		if (at[i] == ',' && depth == 0) {
			comma[0] = comma[1];
			comma[1] = i;
			n++;
		}
	}
	if (n == 0)
		return end;
	return has_country || n == 1 ? comma[1] : comma[0];
}

/* Names by which institutions of a state are told from its civil society. */
static bool has_institution(const struct reading *r, const char *name,
                            size_t len)
{
	struct tokens t;

	tokens_cut(&t, name, len);
	for (size_t i = 0; i < t.n; i++)
		if (lexicon_match(r->l, &t, i,
		                  TERM_BIT(TERM_OF(WORD_INSTITUTION))))
			return true;
	return false;
}

/* The known body that NAME names, or -1. */
static int32_t body_of(const struct reading *r, const char *name, size_t len)
{
	struct tokens t;
	int32_t body = -1;
	size_t longest = 0;

	tokens_cut(&t, name, len);
	for (size_t i = 0; i < t.n; i++) {
		const struct lexicon_term *m =
			lexicon_match(r->l, &t, i, TERM_BIT(TERM_BODY));

		if (m && m->n_words > longest) {
			longest = m->n_words;
			body = (int32_t)m->target;
		}
	}
	return body;
}

/* The number in "JS12" or "PTPR/JS3", or 0. */
static uint32_t joint_number(const char *at, size_t len)
{
	const char *slash = memchr(at, '/', len);
	uint32_t n = 0;

	if (slash) {
		len -= (size_t)(slash + 1 - at);
		at = slash + 1;
	}
	if (len < 3 || len > 5 || at[0] != 'J' || at[1] != 'S')
		return 0;
	for (size_t i = 2; i < len; i++) {
		if (at[i] < '0' || at[i] > '9')
			return 0;
		n = n * 10 + (uint32_t)(at[i] - '0');
	}
	return n;
}

static int add_alias(struct reading *r, uint32_t target, const char *at,
                     size_t len, struct fault *f)
{
	const char *slash = memchr(at, '/', len);

	if (lexicon_add(r->l, TERM_LISTED, target, at, len, f) < 0)
		return -1;
	if (!slash)
		return 0;
	/* "PTPR/JS3" goes by either half. */
	if (lexicon_add(r->l, TERM_LISTED, target, at, (size_t)(slash - at),
	                f) < 0)
		return -1;
	return lexicon_add(r->l, TERM_LISTED, target, slash + 1,
	                   len - (size_t)(slash + 1 - at), f);
}

/* The entry of joint submission NUMBER, made if it is new; NULL no room. */
static struct listed *joint_entry(struct reading *r, uint32_t number,
                                  struct fault *f)
{
	struct list *list = r->list;
	struct listed *e;

	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].joint == number)
			return &list->at[i];
	if (list->n == CLAIMANTS_MOST)
		return NULL;
	e = &list->at[list->n];
	*e = (struct listed){ .voice = VOICE_CIVIL_SOCIETY,
		              .body = -1,
		              .joint = number };
	e->name = arena_print(r->a, f, "Joint submission %u", (unsigned)number);
	if (!e->name || lexicon_add(r->l, TERM_LISTED, (uint32_t)list->n,
	                            e->name, strlen(e->name), f) < 0)
		return NULL;
	list->n++;
	return e;
}

static int add_member(struct reading *r, struct listed *e, const char *at,
                      size_t len, struct fault *f)
{
	const char **members;

	trim(&at, &len);
	if (len > 4 && strncmp(at, "and ", 4) == 0) {
		at += 4;
		len -= 4;
	}
	len = without_place(at, len);
	if (len == 0 || len > NAME_MOST || e->n_members >= 256)
		return 0;
	members = arena_array(r->a, e->n_members + 1, sizeof(*members), f);
	if (!members)
		return -1;
	for (size_t i = 0; i < e->n_members; i++)
		members[i] = e->members[i];
	members[e->n_members] = arena_copy(r->a, at, len, f);
	e->members = members;
	return members[e->n_members++] ? 0 : -1;
}

/* Members may be parted by commas where no semicolon parts them. */
static int add_members(struct reading *r, struct listed *e, const char *at,
                       size_t len, struct fault *f)
{
	size_t depth = 0, from = 0;

	if (len > 0 && at[len - 1] == ')') /* a country ends it */
		return add_member(r, e, at, len, f);
	for (size_t i = 0; i < len; i++) {
		depth += at[i] == '(';
		depth -= at[i] == ')' && depth > 0;
		if (at[i] != ',' || depth > 0)
			continue;
		if (add_member(r, e, at + from, i - from, f) < 0)
			return -1;
		from = i + 1;
	}
	return add_member(r, e, at + from, len - from, f);
}

/* "Joint submission 3 submitted by: …" at AT: gives 1 when it was one. */
static int take_joint(struct reading *r, const char *at, size_t len,
                      struct fault *f)
{
	const struct lexicon_term *m;
	struct listed *e;
	struct tokens t;
	uint32_t number = 0;
	size_t i, p;

	tokens_cut(&t, at, len);
	m = lexicon_match(r->l, &t, 0, TERM_BIT(TERM_OF(WORD_JOINT)));
	if (!m || m->n_words >= t.n)
		return 0;
	i = m->n_words;
	for (p = t.at[i].start; p < t.at[i].end; p++) {
		if (at[p] < '0' || at[p] > '9' || number > 999)
			return 0;
		number = number * 10 + (uint32_t)(at[p] - '0');
	}
	e = number > 0 ? joint_entry(r, number, f) : NULL;
	if (!e)
		return f->code ? -1 : 0;
	r->joint = e;
	m = lexicon_match(r->l, &t, i + 1, TERM_BIT(TERM_OF(WORD_MEMBERS)));
	p = t.at[m ? i + m->n_words : i].end;
	return add_members(r, e, at + p, len - p, f) < 0 ? -1 : 1;
}

/* Adds an entry called NAME, LEN bytes, or finds the one there is. */
static struct listed *entry(struct reading *r, const char *name, size_t len,
                            struct fault *f)
{
	struct list *list = r->list;
	struct listed *e;

	for (size_t i = 0; i < list->n; i++)
		if (strlen(list->at[i].name) == len &&
		    memcmp(list->at[i].name, name, len) == 0)
			return &list->at[i];
	if (list->n == CLAIMANTS_MOST)
		return NULL;
	e = &list->at[list->n];
	*e = (struct listed){ .voice = r->voice, .body = -1 };
	e->name = arena_copy(r->a, name, len, f);
	if (!e->name)
		return NULL;
	e->is_institution = r->is_institution || has_institution(r, name, len);
	e->is_national = r->is_institution;
	if (e->is_institution)
		e->voice = VOICE_INDEPENDENT;
	if (r->voice == VOICE_INDEPENDENT)
		e->body = body_of(r, name, len);
	if (lexicon_add(r->l, TERM_LISTED, (uint32_t)list->n, name, len, f) < 0)
		return NULL;
	list->n++;
	return e;
}

/* An abbreviation of two capitals or more, or with digits and a capital. */
static bool is_short(const char *at, const struct token *t)
{
	size_t capitals = 0, digits = 0, len = t->end - t->start;

	for (size_t i = t->start; i < t->end; i++) {
		capitals += at[i] >= 'A' && at[i] <= 'Z';
		digits += at[i] >= '0' && at[i] <= '9';
	}
	return len <= 24 && capitals > 0 && capitals + digits > 1;
}

/* "Broken Chalk The Broken Chalk": words said twice. */
static size_t said_twice(const struct tokens *t)
{
	for (size_t k = 1; k <= 4 && 2 * k <= t->n; k++) {
		size_t skip = k < t->n && t->at[k].end - t->at[k].start == 3 &&
		              strncmp(t->text + t->at[k].start, "The", 3) == 0;
		size_t i = 0;

		while (i < k && k + skip + i < t->n &&
		       t->at[i].hash == t->at[k + skip + i].hash)
			i++;
		if (i == k)
			return k;
	}
	return 0;
}

/* Parts a piece into abbreviation and name; gives bytes of the former, with
 *NAME where the latter begins. */
static size_t short_length(const char *at, size_t len, const struct tokens *t,
                           size_t *name)
{
	const char *dash = NULL;
	size_t k, end;

	if (len > 0 && at[0] == '(' && memchr(at, ')', len)) {
		end = (size_t)((const char *)memchr(at, ')', len) - at);
		*name = end + 1;
		return end;
	}
	for (size_t i = 0; i + 4 < len && i < 60 && !dash; i++)
		if (memcmp(at + i, " \xe2\x80\x93 ", 5 <= len - i ? 5 : 1) ==
		            0 ||
		    (i + 3 < len && memcmp(at + i, " - ", 3) == 0))
			dash = at + i;
	if (dash) {
		*name = (size_t)(dash - at) + 1;
		return (size_t)(dash - at);
	}
	k = said_twice(t);
	if (k == 0 && t->n > 1 &&
	    (is_short(at, &t->at[0]) || memchr(at, '/', t->at[0].end) != NULL))
		k = 1;
	if (k == 0) {
		*name = 0;
		return 0;
	}
	end = t->at[k - 1].end;
	*name = end;
	return end;
}

/* "CoE-CM: Resolution" and "CoE-ECRI Conclusions" go by their first word. */
static int add_short(struct reading *r, uint32_t target, const char *at,
                     size_t len, struct fault *f)
{
	struct tokens t;

	trim(&at, &len);
	if (len > 0 && at[0] == '(') {
		at++;
		len--;
	}
	tokens_cut(&t, at, len);
	if (t.n == 0)
		return 0;
	if (t.n > 1 && is_short(at, &t.at[0]) &&
	    add_alias(r, target, at + t.at[0].start,
	              t.at[0].end - t.at[0].start, f) < 0)
		return -1;
	return add_alias(r, target, at, len, f);
}

/* An abbreviation that a body known to us goes by. */
static int32_t short_body(const struct reading *r, const char *at, size_t len)
{
	const struct lexicon_term *m;
	struct tokens t;

	tokens_cut(&t, at, len);
	m = lexicon_match(r->l, &t, 0, TERM_BIT(TERM_BODY));
	return m ? (int32_t)m->target : -1;
}

/* Abbreviations of joint submissions that lost their places stand first. */
static int take_heap(struct reading *r, const char **at, size_t *len,
                     struct fault *f)
{
	for (;;) {
		struct listed *e;
		struct tokens t;
		uint32_t number;

		tokens_cut(&t, *at, *len);
		if (t.n == 0)
			return 0;
		number = joint_number(*at + t.at[0].start,
		                      t.at[0].end - t.at[0].start);
		if (number == 0)
			return 0;
		e = joint_entry(r, number, f);
		if (!e)
			return f->code ? -1 : 0;
		if (add_alias(r, (uint32_t)(e - r->list->at),
		              *at + t.at[0].start, t.at[0].end - t.at[0].start,
		              f) < 0)
			return -1;
		*at += t.at[0].end;
		*len -= t.at[0].end;
		trim(at, len);
	}
}

/* A name of a known body that stands in a piece without an abbreviation. */
static int take_nameless(struct reading *r, const char *at, size_t len,
                         struct fault *f)
{
	struct listed *e;

	if (r->joint)
		return add_members(r, r->joint, at, len, f);
	if (r->is_attached)
		return 0;
	len = without_place(at, len);
	if (len == 0 || len > NAME_MOST)
		return 0;
	e = entry(r, at, len, f);
	return e || !f->code ? 0 : -1;
}

static int take_named(struct reading *r, const char *at, size_t len,
                      size_t n_short, size_t name, struct fault *f)
{
	const char *full = at + name, *brief = at;
	size_t n_full = len - name, n_brief = n_short;
	int32_t body;
	struct listed *e;

	trim(&full, &n_full);
	trim(&brief, &n_brief);
	if (n_brief > 0 && brief[0] == '(') {
		brief++;
		n_brief--;
	}
	body = short_body(r, brief, n_brief);
	n_full = without_place(full, n_full);
	if (n_full == 0 || n_full > NAME_MOST)
		return 0;
	/* Of a known body its texts' titles are listed, not its name. */
	e = entry(r, full, n_full, f);
	if (!e)
		return f->code ? -1 : 0;
	if (body >= 0 && (r->voice == VOICE_INDEPENDENT || r->is_attached))
		e->body = body;
	r->joint = NULL;
	return add_short(r, (uint32_t)(e - r->list->at), brief, n_brief, f);
}

static int take_piece(struct reading *r, const char *at, size_t len,
                      struct fault *f)
{
	struct tokens t;
	size_t name, n_short;
	int rc;

	while (len > 0 && (is_blank(*at) || strchr(",.;:*", *at))) {
		at++;
		len--;
	}
	if (len > 0 && at[0] != '(')
		trim(&at, &len);
	if (take_heap(r, &at, &len, f) < 0)
		return -1;
	rc = take_joint(r, at, len, f);
	if (rc != 0)
		return rc < 0 ? -1 : 0;
	tokens_cut(&t, at, len);
	if (t.n == 0)
		return 0;
	n_short = short_length(at, len, &t, &name);
	return n_short > 0 ? take_named(r, at, len, n_short, name, f)
	                   : take_nameless(r, at, len, f);
}

/* A heading stands at the start, or behind the end of an entry. */
static bool begins_here(const char *at, size_t pos)
{
	while (pos > 0 && is_blank(at[pos - 1]))
		pos--;
	return pos == 0 || strchr(".;:)*\"", at[pos - 1]) ||
	       (unsigned char)at[pos - 1] >= 0x80;
}

/* A heading of the list, and whom it is about. */
struct heading {
	enum speaker_word kind;
	bool is_national;
	size_t end; /* byte behind it */
};

/* "National human rights institution", in whichever language. */
static bool is_national(const struct tokens *t, size_t first, size_t last)
{
	for (size_t k = first; k <= last; k++)
		if (strncasecmp(t->text + t->at[k].start, "nati", 4) == 0 ||
		    strncasecmp(t->text + t->at[k].start, "naci", 4) == 0)
			return true;
	return false;
}

/* Says whether token I of T begins a heading. */
static bool heading_at(const struct reading *r, const struct tokens *t,
                       size_t i, bool is_after, struct heading *out)
{
	static const uint64_t KINDS = TERM_BIT(TERM_OF(WORD_CIVIL)) |
	                              TERM_BIT(TERM_OF(WORD_INDEPENDENT)) |
	                              TERM_BIT(TERM_OF(WORD_ATTACHED));
	const struct lexicon_term *m = lexicon_match(r->l, t, i, KINDS);
	size_t last;

	if (!m || !t->at[i].is_upper)
		return false;
	last = i + m->n_words - 1;
	if (!is_after && !begins_here(t->text, t->at[i].start) &&
	    token_after(t, last) != ':')
		return false;
	out->kind = (enum speaker_word)(m->kind - TERM_PHRASE);
	out->is_national = is_national(t, i, last);
	out->end = t->at[last].end;
	/* "organization(s):" */
	if (out->end + 3 <= t->len &&
	    strncmp(t->text + out->end, "(s)", 3) == 0)
		out->end += 3;
	return true;
}

/* What stands below H is read as H says. */
static void heading_take(struct reading *r, const struct heading *h)
{
	r->is_attached = h->kind == WORD_ATTACHED;
	if (r->is_attached)
		return;
	r->joint = NULL;
	r->voice =
		h->kind == WORD_CIVIL ? VOICE_CIVIL_SOCIETY : VOICE_INDEPENDENT;
	r->is_institution = h->kind == WORD_INDEPENDENT && h->is_national;
}

/* The run of the list, cut at semicolons and headings. */
struct run {
	const char *at;
	size_t len;
	size_t from;    /* where the piece under way begins */
	size_t skip_to; /* behind the heading taken last */
	size_t pieces;
	bool is_after; /* a heading was just taken */
};

/* Takes the piece that a semicolon before byte START ends. */
static int run_stop(struct reading *r, struct run *run, size_t start,
                    struct fault *f)
{
	const char *stop = start > run->from ? memchr(run->at + run->from, ';',
	                                              start - run->from)
	                                     : NULL;
	size_t from = run->from;

	if (!stop || run->pieces == PIECES_MOST)
		return 0;
	run->pieces++;
	run->from = (size_t)(stop + 1 - run->at);
	return take_piece(r, run->at + from, (size_t)(stop - run->at) - from,
	                  f);
}

/* Goes on with token I of T. */
static int run_token(struct reading *r, struct run *run, const struct tokens *t,
                     size_t i, struct fault *f)
{
	size_t start = t->at[i].start;
	struct heading h;

	if (start < run->skip_to)
		return 0;
	if (run_stop(r, run, start, f) < 0)
		return -1;
	if (!heading_at(r, t, i, run->is_after, &h)) {
		run->is_after = false;
		return 0;
	}
	if (start > run->from &&
	    take_piece(r, run->at + run->from, start - run->from, f) < 0)
		return -1;
	heading_take(r, &h);
	run->from = run->skip_to = h.end;
	run->is_after = true;
	return 0;
}

/* Reads the run of LEN bytes at AT: pieces between semicolons and headings. */
static int take_run(struct reading *r, const char *at, size_t len,
                    struct fault *f)
{
	struct run run = { .at = at, .len = len, .is_after = true };
	size_t cut = 0;

	while (cut < len) {
		struct tokens t;

		cut = tokens_cut_from(&t, at, len, cut);
		for (size_t i = 0; i < t.n; i++)
			if (run_token(r, &run, &t, i, f) < 0)
				return -1;
	}
	return run.from < len ? take_piece(r, at + run.from, len - run.from, f)
	                      : 0;
}

/* Where the notes begin that cite what was listed: "3 AI, p. 2." */
static size_t run_end(const struct reading *r, const char *at, size_t len)
{
	size_t cut = 0;

	while (cut < len) {
		struct tokens t;

		cut = tokens_cut_from(&t, at, len, cut);
		for (size_t i = 0; i + 1 < t.n; i++) {
			char after = token_after(&t, i);
			size_t k = i + 1;

			if (after != ',' ||
			    !lexicon_match(r->l, &t, k,
			                   TERM_BIT(TERM_OF(WORD_PAGE))) ||
			    token_after(&t, k) != '.')
				continue;
			/* Back to the number of the note. */
			while (k-- > 0 && i - k < 8)
				if (at[t.at[k].start] >= '0' &&
				    at[t.at[k].start] <= '9')
					return t.at[k].start;
			return t.at[0].start;
		}
	}
	return len;
}

/* Where the words that open a list stand in B, or its length. */
static size_t list_start(const struct lexicon *l, const struct text *text,
                         const struct block *b)
{
	size_t cut = 0;

	while (cut < b->len) {
		struct tokens t;

		cut = tokens_cut_from(&t, text->bytes + b->start, b->len, cut);
		for (size_t i = 0; i < t.n; i++) {
			const struct lexicon_term *m =
				lexicon_match(l, &t, i,
			                      TERM_BIT(TERM_OF(WORD_LIST)));

			if (m)
				return t.at[i + m->n_words - 1].end;
		}
	}
	return b->len;
}

/* Skips the sentence that opens the list: to the first heading. */
static size_t opening_end(const struct reading *r, const char *at, size_t len)
{
	struct tokens t;
	struct heading h;

	tokens_cut(&t, at, len);
	for (size_t i = 0; i < t.n; i++)
		if (heading_at(r, &t, i, false, &h))
			return t.at[i].start;
	return len;
}

/* One run of all blocks of the list, from byte FROM of the first. */
static int run_make(struct reading *r, const struct text *text, size_t from,
                    const char **run, size_t *len, struct fault *f)
{
	size_t first = r->list->first_block, room = 0, n = 0;
	size_t last = first + BLOCKS_AHEAD < text->n_blocks
	                      ? first + BLOCKS_AHEAD
	                      : text->n_blocks;
	char *out;

	for (size_t i = first; i < last; i++)
		room += text->blocks[i].len + 1;
	out = arena_alloc(r->a, room + 1, f);
	if (!out)
		return -1;
	for (size_t i = first; i < last; i++) {
		const struct block *b = &text->blocks[i];
		const char *at = text->bytes + b->start;
		size_t skip = i == first ? from : 0, end;

		r->list->end_block = i + 1;
		if (b->kind == BLOCK_FURNITURE)
			continue;
		end = run_end(r, at + skip, b->len - skip);
		memcpy(out + n, at + skip, end);
		n += end;
		out[n++] = ' ';
		/* A note of its own, or the first that cites. */
		if (end < b->len - skip)
			break;
		if (i + 1 < last && text->blocks[i + 1].number[0] &&
		    text->blocks[i + 1].kind == BLOCK_FOOTNOTE && n > 200)
			break;
		if (i + 1 < last && text->blocks[i + 1].kind == BLOCK_HEADING)
			break;
	}
	*run = out;
	*len = n;
	return 0;
}

int list_read(const struct text *text, const struct speakers *speakers,
              struct lexicon *l, struct arena *a, struct list *out,
              struct fault *f)
{
	struct reading r = { .speakers = speakers,
		             .l = l,
		             .a = a,
		             .list = out,
		             .voice = VOICE_CIVIL_SOCIETY };
	const char *run;
	size_t len, from = 0;

	memset(out, 0, sizeof(*out));
	f->code = FAULT_NONE;
	out->first_block = out->end_block = text->n_blocks;
	for (size_t i = text->n_blocks; i-- > 0;) {
		from = list_start(l, text, &text->blocks[i]);
		if (from == text->blocks[i].len)
			continue;
		out->first_block = i;
		break;
	}
	if (out->first_block == text->n_blocks)
		return 0;
	out->at = arena_array(a, CLAIMANTS_MOST, sizeof(*out->at), f);
	if (!out->at || run_make(&r, text, from, &run, &len, f) < 0)
		return -1;
	from = opening_end(&r, run, len);
	return take_run(&r, run + from, len - from, f);
}
