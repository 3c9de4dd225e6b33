/* SPDX-License-Identifier: Apache-2.0 */
#include "diff.h"

#include <string.h>

#include "catalogue.h"
#include "model/series.h"

#define BIT(why) (1u << (unsigned)(why))

/* The codings of one side that a question is about. */
struct span_of {
	const struct grounding *at;
	size_t n;
};

/* ---- submissions -----------------------------------------------------------
 */

static const struct ground *find(const struct grounds *g, int64_t seq)
{
	size_t low = 0, high = g->n_submissions;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (g->submissions[middle].seq == seq)
			return &g->submissions[middle];
		if (g->submissions[middle].seq < seq)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct ground *diff_ground(const struct diff *d, int64_t seq)
{
	const struct ground *g = find(&d->b.grounds, seq);

	return g ? g : find(&d->a.grounds, seq);
}

static void add(struct why *w, enum diff_why why, int64_t seq)
{
	struct named *n = &w->named[why];
	size_t shown = n->n < NAMED_MOST ? n->n : NAMED_MOST;

	w->bits |= BIT(why);
	if (seq < 0)
		return;
	for (size_t i = 0; i < shown; i++)
		if (n->seq[i] == seq)
			return;
	if (n->n < NAMED_MOST)
		n->seq[n->n] = seq;
	n->n++;
}

static bool is_decided(const struct diff *d, int64_t seq,
                       const char *commitment)
{
	for (size_t i = 0; i < d->n_decided; i++)
		if (d->decided[i].seq == seq &&
		    strcmp(d->decided[i].commitment, commitment) == 0)
			return true;
	return false;
}

/* By which versions M was read otherwise. */
static void add_versions(const struct moved *m, int64_t seq, struct why *w)
{
	const struct ground *a = m->before, *b = m->after;
	bool is_extractor = strcmp(a->extractor, b->extractor) != 0;
	bool is_coder = strcmp(a->coder, b->coder) != 0;
	bool is_catalogue = strcmp(a->catalogue, b->catalogue) != 0;

	if (is_extractor)
		add(w, WHY_EXTRACTOR, seq);
	if (is_coder)
		add(w, WHY_CODER, seq);
	if (is_catalogue)
		add(w, WHY_CATALOGUE, seq);
	if (!is_extractor && !is_coder && !is_catalogue)
		add(w, WHY_READING, seq);
}

static bool is_read_anew(const struct ground *a, const struct ground *b)
{
	return !digest_is_equal(&a->findings, &b->findings);
}

static bool is_superseded(const struct moved *m)
{
	return m->before && m->after && !m->before->superseded_by[0] &&
	       m->after->superseded_by[0];
}

/* What became of M as a whole; false when nothing did. */
static bool add_moved(const struct moved *m, struct why *w)
{
	if (!m->before && m->after) {
		add(w, WHY_DOCUMENT_CAME, m->after->seq);
		return true;
	}
	if (!m->before || !m->after)
		return false;
	if (is_superseded(m)) {
		add(w, WHY_DOCUMENT_SUPERSEDED, m->after->seq);
		return true;
	}
	if (!is_read_anew(m->before, m->after))
		return false;
	add_versions(m, m->after->seq, w);
	return true;
}

/* ---- codings ---------------------------------------------------------------
 */

static struct span_of codings_of(const struct grounds *g,
                                 const struct cell_key *key)
{
	size_t low = 0, high = g->n_codings, end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (grounding_compare(&g->codings[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < g->n_codings; end++)
		if (grounding_compare(&g->codings[end].key, key) != 0)
			break;
	return (struct span_of){ g->codings ? g->codings + low : NULL,
		                 end - low };
}

static int order(const struct grounding *a, const struct grounding *b)
{
	int rc = (a->seq > b->seq) - (a->seq < b->seq);

	return rc ? rc : (a->ordinal > b->ordinal) - (a->ordinal < b->ordinal);
}

static bool is_same(const struct grounding *a, const struct grounding *b)
{
	return a->level == b->level && a->confidence == b->confidence &&
	       a->is_demand == b->is_demand && a->is_accepted == b->is_accepted;
}

static void add_passage(struct why *w, const struct grounding *c)
{
	size_t n = w->n_passages < NAMED_MOST ? w->n_passages : NAMED_MOST;

	for (size_t i = 0; i < n; i++)
		if (w->passage_seq[i] == c->seq &&
		    w->passage_ordinal[i] == c->ordinal)
			return;
	if (w->n_passages < NAMED_MOST) {
		w->passage_seq[n] = c->seq;
		w->passage_ordinal[n] = c->ordinal;
	}
	w->n_passages++;
}

/* C counts on one side only, or otherwise. */
static void add_coding(const struct diff *d, const struct grounding *c,
                       struct why *w)
{
	const struct moved m = { find(&d->a.grounds, c->seq),
		                 find(&d->b.grounds, c->seq) };
	bool is_told = add_moved(&m, w);

	if (!m.before || !is_decided(d, c->seq, c->key.commitment))
		return;
	/* A whole document that went takes its decisions with it. */
	if (is_told && is_superseded(&m))
		return;
	add(w, WHY_DECISIONS, c->seq);
	add_passage(w, c);
}

/* Walks both lists side by side. */
static void add_codings(const struct diff *d, const struct span_of *a,
                        const struct span_of *b, struct why *w)
{
	size_t i = 0, k = 0;

	while (i < a->n || k < b->n) {
		int rc = i == a->n   ? 1
		         : k == b->n ? -1
		                     : order(&a->at[i], &b->at[k]);

		if (rc < 0)
			add_coding(d, &a->at[i++], w);
		else if (rc > 0)
			add_coding(d, &b->at[k++], w);
		else if (is_same(&a->at[i++], &b->at[k++]))
			continue;
		else
			add_coding(d, &b->at[k - 1], w);
	}
}

/* The codings are the same, but a document of theirs was read otherwise: its
   likeness to others weighs too (METHOD.md 5.3, 5.4). */
static void add_readings(const struct diff *d, const struct span_of *b,
                         struct why *w)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct moved m = { find(&d->a.grounds, b->at[i].seq),
			                 find(&d->b.grounds, b->at[i].seq) };

		if (i == 0 || b->at[i].seq != b->at[i - 1].seq)
			(void)add_moved(&m, w);
	}
}

/* ---- what is beside codings ------------------------------------------------
 */

static bool holds_state(const char *list, const char *state)
{
	const char *at = strstr(list, state);

	/* ["HRV","SVN"]: codes of three capitals, each in quotes. */
	return at && at > list && at[-1] == '"';
}

/* Silence is told from what was sent: METHOD.md 7. */
static void add_coverage(const struct diff *d, const struct cell_key *key,
                         struct why *w)
{
	for (size_t i = 0; i < d->n_moved; i++) {
		const struct moved *m = &d->moved[i];
		const struct ground *g = m->after ? m->after : m->before;

		if (g->voice == key->voice &&
		    strcmp(g->round, key->round) == 0 &&
		    holds_state(g->states, key->state))
			(void)add_moved(m, w);
	}
}

static bool bears_on(const struct catalogue *c, const char *series,
                     const char *commitment)
{
	const struct series *s = catalogue_series_find(c, series);

	for (size_t i = 0; s && i < s->n_bearings; i++)
		if (strcmp(s->bearings[i].commitment, commitment) == 0)
			return true;
	return false;
}

static void add_statistics(const struct diff *d, const struct cell_key *key,
                           struct why *w)
{
	const struct catalogue *c = d->b.snapshot->catalogue;

	for (size_t i = 0; i < d->n_moved; i++) {
		const struct moved *m = &d->moved[i];
		const struct ground *g = m->after ? m->after : m->before;

		if (g->voice == VOICE_STATISTICS &&
		    bears_on(c, g->series, key->commitment) &&
		    holds_state(g->counted_states, key->state))
			add(w, WHY_OBSERVATIONS, g->seq);
	}
}

static bool is_silence(enum cell_status status)
{
	return status != CELL_MENTIONED && status != CELL_DEMANDED &&
	       status != CELL_THIN && status != CELL_ASSESSED;
}

static void add_versions_of_all(const struct diff *d, const struct cell *before,
                                const struct cell *after, struct why *w)
{
	const struct publication *a = &d->a.snapshot->publication;
	const struct publication *b = &d->b.snapshot->publication;

	if (strcmp(a->method, b->method) != 0 &&
	    !(is_silence(before->status) && is_silence(after->status)))
		add(w, WHY_METHOD, -1);
	if (strcmp(a->catalogue, b->catalogue) != 0 &&
	    (w->bits == 0 || before->status == CELL_NOT_APPLICABLE ||
	     after->status == CELL_NOT_APPLICABLE))
		add(w, WHY_CATALOGUE, -1);
	if (a->as_of_s != b->as_of_s && before->status != after->status &&
	    (before->status == CELL_NOT_DUE || after->status == CELL_NOT_DUE))
		add(w, WHY_AS_OF, -1);
}

/* An intention that repeats an earlier round's is weighed by both: 6. */
static void add_repeats(const struct diff *d, const struct cell_key *key,
                        struct why *w)
{
	const struct snapshot *s = d->b.snapshot;
	struct cell_key other = *key;
	struct why elsewhere;

	for (size_t i = 0; i < s->n_rounds; i++) {
		struct span_of a, b;

		memcpy(other.round, s->rounds[i].id, sizeof(other.round));
		if (strcmp(other.round, key->round) == 0)
			continue;
		memset(&elsewhere, 0, sizeof(elsewhere));
		a = codings_of(&d->a.grounds, &other);
		b = codings_of(&d->b.grounds, &other);
		add_codings(d, &a, &b, &elsewhere);
		for (size_t k = 0; k < WHY_COUNT; k++)
			for (size_t j = 0;
			     j < elsewhere.named[k].n && j < NAMED_MOST; j++)
				add(w, WHY_REPEATS, elsewhere.named[k].seq[j]);
	}
}

void diff_explain(const struct diff *d, const struct cell *before,
                  const struct cell *after, struct why *out)
{
	const struct cell_key *key = &after->key;
	bool is_known = d->a.grounds.is_recorded && d->b.grounds.is_recorded;
	struct span_of a = codings_of(&d->a.grounds, key);
	struct span_of b = codings_of(&d->b.grounds, key);

	memset(out, 0, sizeof(*out));
	if (is_known) {
		add_codings(d, &a, &b, out);
		if (out->bits == 0)
			add_readings(d, &b, out);
	}
	if (key->voice == VOICE_STATISTICS)
		add_statistics(d, key, out);
	else if (!is_known || is_silence(before->status) ||
	         is_silence(after->status))
		add_coverage(d, key, out);
	add_versions_of_all(d, before, after, out);
	if (out->bits == 0 && is_known)
		add_repeats(d, key, out);
	if (!is_known)
		add(out, WHY_NOT_RECORDED, -1);
	else if (out->bits == 0)
		add(out, WHY_UNEXPLAINED, -1);
}
