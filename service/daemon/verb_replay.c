/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Replay: the same evidence by two versions of the method, side by side.
 * METHOD.md 9.15.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "cli.h"
#include "desk.h"
#include "model/commitment.h"
#include "pipeline.h"
#include "scoring.h"
#include "table.h"
#include "verb.h"

/* All rows of the three tables. */
#define TABLE_MEMORY_MOST ((size_t)256 << 20)

/* A step of what is stored: less is no difference. */
#define STEP 1e-9

struct replay_options {
	struct cli_list catalogues;
	struct cli_list methods;
	struct cli_list set;
	const char *db;
};

static const struct cli_option OPTIONS[] = {
	{ "catalogue", "FILE", CLI_LIST,
	  offsetof(struct replay_options, catalogues),
	  "a catalogue file beside or instead of an embedded one" },
	{ "db", "FILE", CLI_TEXT, offsetof(struct replay_options, db),
	  "the database" },
	{ "method", "VERSION", CLI_LIST,
	  offsetof(struct replay_options, methods),
	  "a version of the method, such as 1.0; given once, it is set beside "
	  "the one in use, given twice, beside the other" },
	{ "set", "NAME=VALUE", CLI_LIST, offsetof(struct replay_options, set),
	  "another value of a parameter in the second: a draft" },
};

static const struct cli CLI = {
	.verb = "replay",
	.operands = "",
	.what = "Scores all public evidence by two versions of the method, or "
		"by a version and a\ndraft of it, and prints the cells, the "
		"relations and the roll-ups that differ.\nStores nothing.",
	.options = OPTIONS,
	.n_options = sizeof(OPTIONS) / sizeof(OPTIONS[0]),
};

static const struct table_column CELL_COLUMNS[] = {
	{ "state", false },  { "commitment", false }, { "round", false },
	{ "voice", false },  { "status a", false },   { "score a", true },
	{ "a: 90 %", true }, { "status b", false },   { "score b", true },
	{ "b: 90 %", true },
};

static const struct table_column RELATION_COLUMNS[] = {
	{ "state", false },        { "commitment", false },
	{ "round", false },        { "voices", false },
	{ "relation a", false },   { "relation b", false },
	{ "regression a", false }, { "regression b", false },
};

static const struct table_column ROLLUP_COLUMNS[] = {
	{ "state", false },     { "round", false },  { "voice", false },
	{ "catalogue", false }, { "mean a", true },  { "a: 90 %", true },
	{ "mean b", true },     { "b: 90 %", true },
};

struct replay {
	const struct catalogue *catalogue;
	const struct method *a, *b;
	struct arena *arena;
	const struct cell *cells_a, *cells_b;
	size_t n;
	struct table cells, relations, rollups;
	size_t n_relations, n_rollups; /* looked at */
};

static bool is_off(double a, double b)
{
	return a - b > STEP || b - a > STEP;
}

static const char *interval(struct replay *r, double low, double high,
                            struct fault *f)
{
	return arena_print(r->arena, f, "%.1f .. %.1f", low, high);
}

/* ---- cells -----------------------------------------------------------------
 */

static bool has_score(const struct cell *c)
{
	return c->status == CELL_ASSESSED;
}

static int cell_side(struct replay *r, const struct cell *c, const char **row,
                     struct fault *f)
{
	row[0] = CELL_STATUS_NAMES[c->status];
	if (!has_score(c))
		return 0;
	row[1] = arena_print(r->arena, f, "%.1f%s", c->score,
	                     c->flags & CELL_FLAG_SPLIT ? " split" : "");
	row[2] = interval(r, c->low, c->high, f);
	return row[1] && row[2] ? 0 : -1;
}

static int list_cell(struct replay *r, const struct cell *a,
                     const struct cell *b, struct fault *f)
{
	const char **row;
	bool is_shown = has_score(a) && has_score(b);
	bool is_same = a->status == b->status && a->flags == b->flags &&
	               !(is_shown &&
	                 (is_off(a->score, b->score) ||
	                  is_off(a->low, b->low) || is_off(a->high, b->high)));

	if (is_same)
		return 0;
	row = table_row(&r->cells, f);
	if (!row)
		return -1;
	row[0] = a->key.state;
	row[1] = a->key.commitment;
	row[2] = a->key.round;
	row[3] = VOICE_NAMES[a->key.voice];
	return cell_side(r, a, row + 4, f) < 0 ||
	                       cell_side(r, b, row + 7, f) < 0
	               ? -1
	               : 0;
}

/* ---- relations -------------------------------------------------------------
 */

/* The voices of one state, round and commitment, by both methods. */
struct ledger {
	struct cell a[VOICE_COUNT], b[VOICE_COUNT];
	size_t n;
};

static int list_pair(struct replay *r, const struct ledger *l, size_t i,
                     size_t j, struct fault *f)
{
	struct difference da, db;
	enum relation ra, rb;
	enum regression_alleged ga = cells_regression(r->a, l->a, l->n);
	enum regression_alleged gb = cells_regression(r->b, l->b, l->n);
	const char **row;

	cell_compare(r->a, &l->a[i], &l->a[j], &da);
	cell_compare(r->b, &l->b[i], &l->b[j], &db);
	ra = cell_relation(r->a, &l->a[i], &l->a[j], &da);
	rb = cell_relation(r->b, &l->b[i], &l->b[j], &db);
	r->n_relations++;
	if (ra == rb && ga == gb)
		return 0;
	row = table_row(&r->relations, f);
	if (!row)
		return -1;
	row[0] = arena_string(r->arena, l->a[i].key.state, f);
	row[1] = arena_string(r->arena, l->a[i].key.commitment, f);
	row[2] = arena_string(r->arena, l->a[i].key.round, f);
	row[3] = arena_print(r->arena, f, "%s, %s",
	                     VOICE_NAMES[l->a[i].key.voice],
	                     VOICE_NAMES[l->a[j].key.voice]);
	row[4] = RELATION_NAMES[ra];
	row[5] = RELATION_NAMES[rb];
	row[6] = REGRESSION_NAMES[ga];
	row[7] = REGRESSION_NAMES[gb];
	return row[0] && row[1] && row[2] && row[3] ? 0 : -1;
}

/* Cells of one place stand together once they are in this order. */
static int compare_places(const void *left, const void *right)
{
	const struct cell *const *a = left, *const *b = right;
	int rc = strcmp((*a)->key.state, (*b)->key.state);

	if (rc == 0)
		rc = strcmp((*a)->key.round, (*b)->key.round);
	if (rc == 0)
		rc = strcmp((*a)->key.commitment, (*b)->key.commitment);
	if (rc == 0)
		rc = (int)(*a)->key.voice - (int)(*b)->key.voice;
	return rc;
}

static bool is_same_place(const struct cell *a, const struct cell *b)
{
	return strcmp(a->key.state, b->key.state) == 0 &&
	       strcmp(a->key.round, b->key.round) == 0 &&
	       strcmp(a->key.commitment, b->key.commitment) == 0;
}

static int list_relations(struct replay *r, struct fault *f)
{
	const struct cell **order;
	struct ledger l = { .n = 0 };

	/* A list of pointers is meant:
	 * NOLINTNEXTLINE(bugprone-sizeof-expression) */
	order = arena_array(r->arena, r->n + 1, sizeof(*order), f);
	if (!order)
		return -1;
	for (size_t i = 0; i < r->n; i++)
		order[i] = &r->cells_a[i];
	if (r->n > 1) /* NOLINTNEXTLINE(bugprone-sizeof-expression) */
		qsort(order, r->n, sizeof(*order), compare_places);
	for (size_t i = 0; i < r->n; i++) {
		bool is_new = i > 0 && !is_same_place(order[i - 1], order[i]);

		l.n = is_new ? 0 : l.n;
		l.a[l.n] = *order[i];
		l.b[l.n++] = r->cells_b[order[i] - r->cells_a];
		if (i + 1 < r->n && is_same_place(order[i], order[i + 1]))
			continue;
		for (size_t j = 0; j < l.n; j++)
			for (size_t k = j + 1; k < l.n; k++)
				if (list_pair(r, &l, j, k, f) < 0)
					return -1;
	}
	return 0;
}

/* ---- roll-ups --------------------------------------------------------------
 */

/* Cells of one state, round and voice are FIRST to END of either list. */
struct stretch {
	size_t first, end;
};

/* Fills OUT with a cell per commitment of CATALOGUE put to the state: that of
   CELLS, or one without evidence. Gives how many. */
static size_t gather(const struct replay *r, const struct stretch *s,
                     const struct cell *cells, const char *catalogue,
                     struct cell *out)
{
	size_t n, found = 0;
	const struct commitment *all = catalogue_commitments(r->catalogue, &n);
	const struct state *state =
		catalogue_state(r->catalogue, cells[s->first].key.state);

	for (size_t i = 0; state && i < n; i++) {
		if (strcmp(all[i].catalogue, catalogue) != 0 ||
		    !commitment_applies(&all[i], state))
			continue;
		memset(&out[found], 0, sizeof(out[found]));
		for (size_t k = s->first; k < s->end; k++)
			if (strcmp(cells[k].key.commitment, all[i].code) == 0)
				out[found] = cells[k];
		found++;
	}
	return found;
}

static int rollup_side(struct replay *r, const struct rollup *u,
                       const char **row, struct fault *f)
{
	if (!u->is_defined)
		return 0;
	row[0] = arena_print(r->arena, f, "%.1f", u->mean);
	row[1] = interval(r, u->low, u->high, f);
	return row[0] && row[1] ? 0 : -1;
}

static int list_rollup(struct replay *r, const struct stretch *s,
                       const char *catalogue, struct cell *room,
                       struct fault *f)
{
	const struct cell_key *key = &r->cells_a[s->first].key;
	struct rollup a, b;
	const char *seed, **row;
	size_t n;

	/* As serve names it, so that the intervals are those it gives. */
	seed = arena_print(r->arena, f, "%s/0 %s %s %s", catalogue, key->state,
	                   key->round, VOICE_NAMES[key->voice]);
	n = gather(r, s, r->cells_a, catalogue, room);
	if (!seed || cells_rollup(r->a, room, n, seed, &a, f) < 0)
		return -1;
	n = gather(r, s, r->cells_b, catalogue, room);
	if (cells_rollup(r->b, room, n, seed, &b, f) < 0)
		return -1;
	r->n_rollups += a.is_defined || b.is_defined;
	if (a.is_defined == b.is_defined && !is_off(a.mean, b.mean) &&
	    !is_off(a.low, b.low) && !is_off(a.high, b.high))
		return 0;
	row = table_row(&r->rollups, f);
	if (!row)
		return -1;
	row[0] = key->state;
	row[1] = key->round;
	row[2] = VOICE_NAMES[key->voice];
	row[3] = catalogue;
	return rollup_side(r, &a, row + 4, f) < 0 ||
	                       rollup_side(r, &b, row + 6, f) < 0
	               ? -1
	               : 0;
}

static int list_stretch(struct replay *r, const struct stretch *s,
                        struct cell *room, struct fault *f)
{
	size_t n;
	const struct commitment *all = catalogue_commitments(r->catalogue, &n);

	for (size_t i = 0; i < n; i++)
		if ((i == 0 ||
		     strcmp(all[i].catalogue, all[i - 1].catalogue) != 0) &&
		    list_rollup(r, s, all[i].catalogue, room, f) < 0)
			return -1;
	return 0;
}

static int list_rollups(struct replay *r, struct fault *f)
{
	struct stretch s = { 0, 0 };
	struct cell *room;
	size_t n;

	(void)catalogue_commitments(r->catalogue, &n);
	room = arena_array(r->arena, n + 1, sizeof(*room), f);
	if (!room)
		return -1;
	for (size_t i = 0; i < r->n; i++) {
		const struct cell_key *a = &r->cells_a[i].key, *b = a + 1;

		if (i + 1 < r->n)
			b = &r->cells_a[i + 1].key;
		if (i + 1 < r->n && a->voice == b->voice &&
		    strcmp(a->state, b->state) == 0 &&
		    strcmp(a->round, b->round) == 0)
			continue;
		s.end = i + 1;
		if (list_stretch(r, &s, room, f) < 0)
			return -1;
		s.first = i + 1;
	}
	return 0;
}

/* ---- all of it -------------------------------------------------------------
 */

static void show(const struct table *t, size_t of, const char *what)
{
	printf("\n%zu of %zu %s differ\n", t->n_rows, of, what);
	if (t->n_rows > 0)
		table_print(t);
}

static int take(void *context, const struct cell *a, const struct cell *b,
                size_t n, struct fault *f)
{
	struct replay *r = context;

	r->cells_a = a;
	r->cells_b = b;
	r->n = n;
	for (size_t i = 0; i < n; i++)
		if (list_cell(r, &a[i], &b[i], f) < 0)
			return -1;
	if (list_relations(r, f) < 0 || list_rollups(r, f) < 0)
		return -1;
	printf("a: method %s\nb: method %s\n", r->a->version, r->b->version);
	show(&r->cells, n, "cells");
	show(&r->relations, r->n_relations, "relations");
	show(&r->rollups, r->n_rollups, "roll-ups");
	return 0;
}

/* Sets "NAME=VALUE" in M. */
static int set(struct method *m, const char *text, struct fault *f)
{
	const char *mark = strchr(text, '=');
	char name[48];

	if (!mark || (size_t)(mark - text) >= sizeof(name))
		return fault_set(f, FAULT_INPUT,
		                 "\"%.60s\" is not NAME=VALUE, such as "
		                 "thin_below=2",
		                 text);
	(void)snprintf(name, sizeof(name), "%.*s", (int)(mark - text), text);
	return method_set(m, name, mark + 1, f);
}

/* The two that are meant: a version beside the one in use, or beside another,
   the second with what is set otherwise. */
static int choose(const struct replay_options *o, const struct method **a,
                  struct method *b, struct fault *f)
{
	const struct method *found[2] = { scoring_method(NULL),
		                          scoring_method(NULL) };

	for (size_t i = 0; i < o->methods.n && i < 2; i++) {
		found[i] = scoring_method(o->methods.at[i]);
		if (!found[i])
			return fault_set(f, FAULT_INPUT,
			                 "there is no version %.40s of the "
			                 "method: METHOD.md 9.15 lists them",
			                 o->methods.at[i]);
	}
	/* A draft of one version stands beside that version. */
	if (o->methods.n == 1 && o->set.n > 0)
		found[1] = found[0];
	*a = found[0];
	*b = *found[1];
	for (size_t i = 0; i < o->set.n; i++)
		if (set(b, o->set.at[i], f) < 0)
			return -1;
	return 0;
}

static int replay(struct desk *d, const struct method *a,
                  const struct method *b, struct fault *f)
{
	struct replay r = { .catalogue = d->catalogue, .a = a, .b = b };
	int rc;

	if (arena_new(TABLE_MEMORY_MOST, &r.arena, f) < 0)
		return -1;
	table_init(&r.cells, r.arena, CELL_COLUMNS,
	           sizeof(CELL_COLUMNS) / sizeof(CELL_COLUMNS[0]));
	table_init(&r.relations, r.arena, RELATION_COLUMNS,
	           sizeof(RELATION_COLUMNS) / sizeof(RELATION_COLUMNS[0]));
	table_init(&r.rollups, r.arena, ROLLUP_COLUMNS,
	           sizeof(ROLLUP_COLUMNS) / sizeof(ROLLUP_COLUMNS[0]));
	rc = pipeline_replay(d->pipeline, a, b, take, &r, f);
	arena_free(r.arena);
	return rc;
}

int verb_replay(int argc, char **argv)
{
	struct replay_options o = { 0 };
	const struct method *a = NULL;
	struct method b;
	struct fault f = { 0 };
	struct desk d;
	int first, status;

	if (!cli_parse(&CLI, argc, argv, &o, &first, &status))
		return status;
	if (!o.db)
		return cli_usage(&CLI, "say which database: --db FILE");
	if (o.methods.n > 2 || o.methods.n + o.set.n == 0)
		return cli_usage(&CLI, "say which: --method VERSION once or "
		                       "twice, or --set NAME=VALUE");
	if (choose(&o, &a, &b, &f) < 0)
		return cli_usage(&CLI, "%s", f.text);
	desk_init(&d);
	if (desk_nursery(&d, false, &f) < 0 ||
	    desk_store(&d, o.db, STORE_READ, &f) < 0 ||
	    desk_catalogue(&d, &o.catalogues, &f) < 0 ||
	    desk_pipeline(&d, false, 0, &f) < 0 || replay(&d, a, &b, &f) < 0)
		status = desk_fail(CLI.verb, &f);
	desk_close(&d);
	return status;
}
