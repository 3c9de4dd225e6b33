/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/fault.h"

#include "cells.h"
#include "diff.h"
#include "handlers.h"
#include "passages.h"
#include "reply.h"
#include "scoring.h"
#include "shapes.h"
#include "site.h"

#define BIT(i) (1u << (unsigned)(i))

/* Bytes of the values of two cells, as /cells writes them. */
#define SHOWN_MOST 4096

/* First column of CELL_COLUMNS that says what a cell is worth. */
#define VALUES_AT 4

/* What of a cell each of its values belongs to. */
static const enum diff_change PART[CELL_VALUES_COUNT] = {
	DIFF_STATUS, DIFF_SCORE,  DIFF_INTERVAL, DIFF_INTERVAL, DIFF_COUNTS,
	DIFF_FLAGS,  DIFF_COUNTS, DIFF_COUNTS,   DIFF_COUNTS,   DIFF_COUNTS,
	DIFF_COUNTS, DIFF_COUNTS, DIFF_COUNTS,   DIFF_COUNTS,   DIFF_COUNTS,
};

/* The columns that cell_values() fills, of one side. */
#define VALUES(side)                                                           \
	{ side, "status", COLUMN_CODE }, { side, "score", COLUMN_SCORE },      \
		{ side, "low", COLUMN_SCORE }, { side, "high", COLUMN_SCORE }, \
		{ side, "evidence_mass", COLUMN_SCORE },                       \
		{ side, "flags", COLUMN_WORDS },                               \
		{ side, "sources", COLUMN_COUNT },                             \
		{ side, "effective_sources", COLUMN_SCORE },                   \
		{ side, "passages", COLUMN_COUNT },                            \
		{ side, "reviewed_share", COLUMN_SHARE },                      \
		{ side, "levels_regression", COLUMN_COUNT },                   \
		{ side, "levels_gap", COLUMN_COUNT },                          \
		{ side, "levels_intention", COLUMN_COUNT },                    \
		{ side, "levels_measure", COLUMN_COUNT },                      \
	{                                                                      \
		side, "levels_result", COLUMN_COUNT                            \
	}

static const struct column COLUMNS[] = {
	{ NULL, "state", COLUMN_CODE },
	{ NULL, "commitment", COLUMN_CODE },
	{ NULL, "round", COLUMN_CODE },
	{ NULL, "voice", COLUMN_CODE },
	{ NULL, "changed", COLUMN_WORDS },
	{ NULL, "why", COLUMN_WORDS },
	{ NULL, "submissions", COLUMN_WORDS },
	VALUES("before"),
	VALUES("after"),
};

#define COLUMNS_COUNT (sizeof(COLUMNS) / sizeof(COLUMNS[0]))

_Static_assert(COLUMNS_COUNT == 7 + 2 * CELL_VALUES_COUNT,
               "what cell_values() writes has its columns");

const struct shape SHAPE_CELL_CHANGE = {
	.name = "CellChange",
	.columns = COLUMNS,
	.n_columns = COLUMNS_COUNT,
	.sure = "state commitment round voice before.status before.flags "
		"after.status after.flags",
	.members = "reasons:ChangeReason*",
};

/* One cell that changed. */
struct delta {
	struct spot at;
	uint32_t change; /* bits of enum diff_change */
	uint32_t why;    /* bits of enum diff_why */
};

struct listing {
	const struct request *q;
	struct diff diff;
	struct pen pen; /* for comparing */
	struct delta *at;
	size_t n, room;
	size_t n_before, n_after; /* cells that either lists */
	size_t changes[DIFF_CHANGE_COUNT];
	size_t whys[WHY_COUNT];
};

/* ---- finding ---------------------------------------------------------------
 */

static bool is_listed(const struct snapshot *s, const struct spot *at)
{
	return snapshot_stored(s, at) ||
	       is_heard(s, at->state, at->round, at->voice);
}

static bool same(double a, double b)
{
	return !(a < b) && !(a > b);
}

/* Cheap: what is the same here is shown the same. */
static bool is_alike(const struct cell *a, const struct cell *b)
{
	bool is_same = a->status == b->status && a->flags == b->flags &&
	               same(a->score, b->score) && same(a->low, b->low) &&
	               same(a->high, b->high) && a->passages == b->passages &&
	               a->sources == b->sources && a->reviewed == b->reviewed &&
	               a->n_by_source == b->n_by_source &&
	               memcmp(a->counts, b->counts, sizeof(a->counts)) == 0;

	for (size_t i = 0; is_same && i < SCALE_COUNT; i++)
		is_same = same(a->mass[i], b->mass[i]);
	for (size_t i = 0; is_same && i < a->n_by_source; i++)
		is_same = same(a->by_source[i].mass, b->by_source[i].mass) &&
		          a->by_source[i].passages == b->by_source[i].passages;
	return is_same;
}

static void show(struct pen *p, const struct cell *c)
{
	struct grid g;

	grid_open(&g, p, CELL_COLUMNS + VALUES_AT, CELL_VALUES_COUNT, true);
	buf_reset(&p->out);
	grid_row(&g);
	cell_values(&g, c);
	grid_end(&g);
}

/* Holds two lines of values against each other, field by field. */
static uint32_t differing(const char *a, const char *b)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < CELL_VALUES_COUNT; i++) {
		size_t n = strcspn(a, ",\r"), m = strcspn(b, ",\r");

		if (n != m || strncmp(a, b, n) != 0)
			bits |= BIT(PART[i]);
		a += n + (a[n] == ',');
		b += m + (b[m] == ',');
	}
	return bits;
}

static uint32_t changes_of(struct listing *l, const struct cell *a,
                           const struct cell *b)
{
	char shown[SHOWN_MOST];

	if (is_alike(a, b))
		return 0;
	show(&l->pen, a);
	if (l->pen.is_bad || l->pen.out.len >= sizeof(shown))
		return 0;
	memcpy(shown, l->pen.out.at, l->pen.out.len);
	shown[l->pen.out.len] = '\0';
	show(&l->pen, b);
	if (l->pen.is_bad || buf_add(&l->pen.out, "", 1, &l->pen.fault) < 0)
		return 0;
	return differing(shown, l->pen.out.at);
}

static uint32_t bits_given(const struct request *q, const char *name,
                           const char *const *words, size_t n)
{
	uint32_t bits = request_bits(q, name, words, n);

	return bits ? bits : UINT32_MAX;
}

static struct delta *room_for(struct listing *l, struct fault *f)
{
	size_t more = l->room ? l->room * 2 : 256;
	struct delta *at;

	if (l->n < l->room)
		return &l->at[l->n];
	at = arena_array(l->q->arena, more, sizeof(*at), f);
	if (!at)
		return NULL;
	if (l->n > 0)
		memcpy(at, l->at, l->n * sizeof(*at));
	l->at = at;
	l->room = more;
	return &l->at[l->n];
}

/* What decides whether a changed cell is listed. */
struct asked {
	uint32_t voices, changes, whys;
	bool *commitment;
};

static int asked_read(const struct listing *l, struct asked *out,
                      struct fault *f)
{
	const struct request *q = l->q;
	const struct snapshot *s = l->diff.b.snapshot;

	out->voices = bits_given(q, "voice", VOICE_NAMES, VOICE_COUNT);
	out->changes =
		bits_given(q, "change", DIFF_CHANGE_WORDS, DIFF_CHANGE_COUNT);
	out->whys = bits_given(q, "why", DIFF_WHY_WORDS, WHY_COUNT);
	out->commitment = arena_array(q->arena, s->n_commitments + 1,
	                              sizeof(*out->commitment), f);
	if (!out->commitment)
		return -1;
	for (size_t i = 0; i < s->n_commitments; i++)
		out->commitment[i] = request_wants(q, "commitment",
		                                   s->commitments[i].code) &&
		                     request_wants(q, "catalogue",
		                                   s->commitments[i].catalogue);
	return 0;
}

static void tally(struct listing *l, const struct delta *d)
{
	for (size_t i = 0; i < DIFF_CHANGE_COUNT; i++)
		l->changes[i] += (d->change >> i) & 1;
	for (size_t i = 0; i < WHY_COUNT; i++)
		l->whys[i] += (d->why >> i) & 1;
}

static int take(struct listing *l, const struct asked *asked,
                const struct spot *at, struct fault *f)
{
	bool was = is_listed(l->diff.a.snapshot, at);
	bool is = is_listed(l->diff.b.snapshot, at);
	struct cell before, after;
	struct delta *d;
	struct why why;

	l->n_before += was;
	l->n_after += is;
	if (!was && !is)
		return 0;
	snapshot_cell(l->diff.a.snapshot, at, &before);
	snapshot_cell(l->diff.b.snapshot, at, &after);
	d = room_for(l, f);
	if (!d)
		return -1;
	d->at = *at;
	d->change = changes_of(l, &before, &after);
	if (was != is)
		d->change |= BIT(is ? DIFF_APPEARED : DIFF_VANISHED);
	if (!(d->change & asked->changes))
		return 0;
	diff_explain(&l->diff, &before, &after, &why);
	d->why = why.bits;
	if (!(d->why & asked->whys))
		return 0;
	tally(l, d);
	l->n++;
	return 0;
}

static int collect(struct listing *l, struct fault *f)
{
	const struct snapshot *s = l->diff.b.snapshot;
	struct asked asked;
	struct spot at = { 0 };
	bool is_more =
		s->n_states > 0 && s->n_rounds > 0 && s->n_commitments > 0;

	if (asked_read(l, &asked, f) < 0)
		return -1;
	for (; is_more; is_more = spot_next(s, &at)) {
		if (at.commitment == 0 && at.voice == 0 &&
		    (!request_wants(l->q, "state", s->states[at.state].iso3) ||
		     !request_wants(l->q, "round", s->rounds[at.round].id))) {
			at.commitment = s->n_commitments - 1;
			at.voice = (enum voice)(VOICE_COUNT - 1);
			continue;
		}
		if (asked.commitment[at.commitment] &&
		    (asked.voices & BIT(at.voice)) &&
		    take(l, &asked, &at, f) < 0)
			return -1;
	}
	return pen_check(&l->pen, f);
}

/* ---- classes ---------------------------------------------------------------
 */

static bool speaks(const struct ground *g)
{
	return g->voice == VOICE_STATISTICS && g->series[0] &&
	       !g->superseded_by[0] && g->status == SUBMISSION_ASSESSED;
}

static size_t files_of(const struct grounds *g, const char *series)
{
	size_t n = 0;

	for (size_t i = 0; i < g->n_submissions; i++)
		n += speaks(&g->submissions[i]) &&
		     strcmp(g->submissions[i].series, series) == 0;
	return n;
}

static void write_class(struct pen *p, const char *kind, const char *name,
                        size_t before, size_t after)
{
	pen_open(p, '{');
	pen_key_text(p, "kind", kind);
	pen_key_text(p, "name", name);
	pen_key_count(p, "before", before);
	pen_key_count(p, "after", after);
	pen_close(p, '}');
}

/* Series that had a file on one side and have none on the other. */
static void write_series(struct pen *p, const struct grounds *had,
                         const struct grounds *has, bool is_gone)
{
	for (size_t i = 0; i < had->n_submissions; i++) {
		const struct ground *g = &had->submissions[i];
		bool is_told = false;
		size_t n;

		for (size_t k = 0; k < i && !is_told; k++)
			is_told = speaks(&had->submissions[k]) &&
			          strcmp(had->submissions[k].series,
			                 g->series) == 0;
		if (is_told || !speaks(g) || files_of(has, g->series) > 0)
			continue;
		n = files_of(had, g->series);
		write_class(p, CLASS_KIND_NAMES[CLASS_SERIES], g->series,
		            is_gone ? n : 0, is_gone ? 0 : n);
	}
}

static void write_classes(const struct listing *l, struct pen *p,
                          const struct cell_class *all, size_t n, bool is_gone)
{
	const struct grounds *a = &l->diff.a.grounds, *b = &l->diff.b.grounds;

	pen_key(p, is_gone ? "vanished" : "appeared");
	pen_open(p, '[');
	for (size_t i = 0; i < n; i++)
		if (is_gone ? all[i].before > 0 && all[i].after == 0
		            : all[i].before == 0 && all[i].after > 0)
			write_class(p, CLASS_KIND_NAMES[all[i].kind],
			            all[i].name, all[i].before, all[i].after);
	write_series(p, is_gone ? a : b, is_gone ? b : a, is_gone);
	pen_close(p, ']');
}

/* ---- writing ---------------------------------------------------------------
 */

static const char *words_of(const struct request *q, uint32_t bits,
                            const char *const *words, size_t n, struct fault *f)
{
	const char *all = "";

	for (size_t i = 0; i < n && all; i++)
		if (bits & BIT(i))
			all = arena_print(q->arena, f, "%s%s%s", all,
			                  all[0] ? " " : "", words[i]);
	return all;
}

/* Every submission that any reason names, once, in order of receipt. */
static const char *submissions_of(const struct listing *l, const struct why *w,
                                  struct fault *f)
{
	const char *all = "";
	int64_t last = 0;

	while (all) {
		const struct ground *g;
		int64_t next = INT64_MAX;

		for (size_t k = 0; k < WHY_COUNT; k++)
			for (size_t i = 0; i < w->named[k].n && i < NAMED_MOST;
			     i++)
				if (w->named[k].seq[i] > last &&
				    w->named[k].seq[i] < next)
					next = w->named[k].seq[i];
		if (next == INT64_MAX)
			return all;
		last = next;
		g = diff_ground(&l->diff, next);
		if (g)
			all = arena_print(l->q->arena, f, "%s%s%s", all,
			                  all[0] ? " " : "", g->submission);
	}
	return NULL;
}

static void write_ids(const struct listing *l, struct pen *p,
                      const struct named *n)
{
	pen_key_count(p, "count", n->n);
	pen_key(p, "submissions");
	pen_open(p, '[');
	for (size_t i = 0; i < n->n && i < NAMED_MOST; i++) {
		const struct ground *g = diff_ground(&l->diff, n->seq[i]);

		if (g)
			pen_text(p, g->submission);
	}
	pen_close(p, ']');
}

/* What took the place of those that went. */
static void write_newer(const struct listing *l, struct pen *p,
                        const struct named *n)
{
	pen_key(p, "superseded_by");
	pen_open(p, '[');
	for (size_t i = 0; i < n->n && i < NAMED_MOST; i++) {
		const struct ground *g = diff_ground(&l->diff, n->seq[i]);

		if (g)
			pen_text(p, g->superseded_by);
	}
	pen_close(p, ']');
}

static void write_passages(const struct listing *l, struct pen *p,
                           const struct why *w)
{
	pen_key(p, "passages");
	pen_open(p, '[');
	for (size_t i = 0; i < w->n_passages && i < NAMED_MOST; i++) {
		const struct ground *g =
			diff_ground(&l->diff, w->passage_seq[i]);

		if (g)
			pen_text(p, arena_print(l->q->arena, &p->fault, "%s.%u",
			                        g->submission,
			                        w->passage_ordinal[i]));
	}
	pen_close(p, ']');
}

/* The version of what WHY is about, of one submission or of the whole. */
static const char *version_of(const struct side *side, enum diff_why why,
                              int64_t seq)
{
	const struct publication *p = &side->snapshot->publication;
	const struct grounds *g = &side->grounds;

	if (why == WHY_METHOD)
		return p->method;
	for (size_t i = 0; seq > 0 && i < g->n_submissions; i++)
		if (g->submissions[i].seq == seq)
			return why == WHY_EXTRACTOR
			               ? g->submissions[i].extractor
			       : why == WHY_CODER ? g->submissions[i].coder
			                          : g->submissions[i].catalogue;
	return p->catalogue;
}

static void write_from_to(const struct listing *l, struct pen *p,
                          enum diff_why why, const struct named *n)
{
	char from[CLOCK_TEXT_SIZE], to[CLOCK_TEXT_SIZE];
	int64_t seq = n->n > 0 ? n->seq[0] : 0;

	if (why == WHY_AS_OF) {
		clock_text(l->diff.a.snapshot->publication.as_of_s, from);
		clock_text(l->diff.b.snapshot->publication.as_of_s, to);
		pen_key_text(p, "from", from);
		pen_key_text(p, "to", to);
	} else if (why == WHY_METHOD || why == WHY_EXTRACTOR ||
	           why == WHY_CODER || why == WHY_CATALOGUE) {
		pen_key_text(p, "from", version_of(&l->diff.a, why, seq));
		pen_key_text(p, "to", version_of(&l->diff.b, why, seq));
	}
}

static void write_reasons(const struct listing *l, struct pen *p,
                          const struct why *w)
{
	pen_key(p, "reasons");
	pen_open(p, '[');
	for (size_t i = 0; i < WHY_COUNT; i++) {
		if (!(w->bits & BIT(i)))
			continue;
		pen_open(p, '{');
		pen_key_text(p, "reason", DIFF_WHY_WORDS[i]);
		write_from_to(l, p, (enum diff_why)i, &w->named[i]);
		write_ids(l, p, &w->named[i]);
		if (i == WHY_DOCUMENT_SUPERSEDED)
			write_newer(l, p, &w->named[i]);
		if (i == WHY_DECISIONS)
			write_passages(l, p, w);
		pen_close(p, '}');
	}
	pen_close(p, ']');
}

static void write_delta(const struct listing *l, struct grid *g,
                        const struct delta *d)
{
	struct fault *f = &g->pen->fault;
	struct cell before, after;
	struct why why;
	struct pen *p;

	snapshot_cell(l->diff.a.snapshot, &d->at, &before);
	snapshot_cell(l->diff.b.snapshot, &d->at, &after);
	diff_explain(&l->diff, &before, &after, &why);
	grid_row(g);
	grid_text(g, after.key.state);
	grid_text(g, after.key.commitment);
	grid_text(g, after.key.round);
	grid_text(g, VOICE_NAMES[after.key.voice]);
	grid_text(g, words_of(l->q, d->change, DIFF_CHANGE_WORDS,
	                      DIFF_CHANGE_COUNT, f));
	grid_text(g, words_of(l->q, why.bits, DIFF_WHY_WORDS, WHY_COUNT, f));
	grid_text(g, submissions_of(l, &why, f));
	cell_values(g, &before);
	cell_values(g, &after);
	p = grid_nested(g);
	if (p)
		write_reasons(l, p, &why);
	grid_end(g);
}

static void write_side(struct pen *p, const char *key, const struct side *side,
                       size_t n_cells)
{
	const struct publication *at = &side->snapshot->publication;
	char text[CLOCK_TEXT_SIZE];

	clock_text(at->as_of_s, text);
	pen_key(p, key);
	pen_open(p, '{');
	pen_key_text(p, "release", side->name);
	pen_key_text(p, "as_of", at->as_of_s ? text : NULL);
	pen_key_maybe(p, "method", at->method);
	pen_key_maybe(p, "catalogue", at->catalogue);
	pen_key_count(p, "cells", n_cells);
	pen_key_count(p, "submissions", side->grounds.n_submissions);
	pen_key_bool(p, "recorded", side->grounds.is_recorded);
	pen_close(p, '}');
}

static void write_summary(const struct listing *l, struct pen *p)
{
	pen_key(p, "summary");
	pen_open(p, '{');
	pen_key_count(p, "cells_changed", l->n);
	pen_key(p, "changed");
	pen_open(p, '{');
	for (size_t i = 0; i < DIFF_CHANGE_COUNT; i++)
		pen_key_count(p, DIFF_CHANGE_WORDS[i], l->changes[i]);
	pen_close(p, '}');
	pen_key(p, "why");
	pen_open(p, '{');
	for (size_t i = 0; i < WHY_COUNT; i++)
		pen_key_count(p, DIFF_WHY_WORDS[i], l->whys[i]);
	pen_close(p, '}');
	pen_close(p, '}');
}

static int write_head(const struct listing *l, struct pen *p, struct fault *f)
{
	const struct snapshot *a = l->diff.a.snapshot, *b = l->diff.b.snapshot;
	const struct cell_list before = { a->cells, a->n_cells };
	const struct cell_list after = { b->cells, b->n_cells };
	struct cell_class *classes;
	size_t n;

	if (cell_classes(b->catalogue, &before, &after, l->q->arena, &classes,
	                 &n, f) < 0)
		return -1;
	write_side(p, "a", &l->diff.a, l->n_before);
	write_side(p, "b", &l->diff.b, l->n_after);
	write_summary(l, p);
	write_classes(l, p, classes, n, true);
	write_classes(l, p, classes, n, false);
	pen_key(p, "cells");
	pen_open(p, '[');
	return 0;
}

static uint64_t place_of(const struct snapshot *s, const struct spot *at)
{
	return ((at->state * s->n_rounds + at->round) * s->n_commitments +
	        at->commitment) *
	               VOICE_COUNT +
	       (uint64_t)at->voice;
}

/* Which of the changed cells are on the page asked for. */
static int find_page(const struct listing *l, struct reply *r, size_t *first,
                     size_t *end, struct fault *f)
{
	const struct snapshot *s = l->diff.b.snapshot;
	size_t limit = request_limit(l->q);
	struct spot start;
	struct cell last;

	if (spot_start(l->q, &start, f) < 0)
		return -1;
	*first = 0;
	while (*first < l->n &&
	       place_of(s, &l->at[*first].at) < place_of(s, &start))
		(*first)++;
	*end = l->n - *first > limit ? *first + limit : l->n;
	if (*end == l->n)
		return 0;
	snapshot_cell(s, &l->at[*end - 1].at, &last);
	r->next = spot_cursor(l->q, &last.key, f);
	return r->next ? 0 : -1;
}

static int write(struct listing *l, struct reply *r, struct fault *f)
{
	struct request as_b = *l->q;
	size_t first, end;
	struct grid g;

	/* The envelope names the later of the two. */
	as_b.snapshot = l->diff.b.snapshot;
	if (find_page(l, r, &first, &end, f) < 0)
		return -1;
	if (is_flat(l->q)) {
		reply_table(&as_b, r, &g, COLUMNS, COLUMNS_COUNT);
	} else {
		reply_begin(&as_b, r);
		pen_open(&r->pen, '{');
		if (write_head(l, &r->pen, f) < 0)
			return -1;
		grid_open(&g, &r->pen, COLUMNS, COLUMNS_COUNT, false);
	}
	for (; first < end; first++)
		write_delta(l, &g, &l->at[first]);
	if (is_flat(l->q)) {
		reply_table_end(&as_b, r);
		return 0;
	}
	pen_close(&r->pen, ']');
	pen_close(&r->pen, '}');
	reply_end(&as_b, r);
	return 0;
}

int answer_diff(const struct request *q, struct reply *r, struct fault *f)
{
	struct listing l = { .q = q };
	int rc;

	if (diff_open(q, q->arg[0], q->arg[1], &l.diff, f) < 0)
		return -1;
	pen_init(&l.pen, SHOWN_MOST);
	rc = collect(&l, f);
	pen_clear(&l.pen);
	return rc < 0 ? -1 : write(&l, r, f);
}
