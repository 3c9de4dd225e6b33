/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Agreement: how far the people who decided on codings agree, by catalogue and
 * language. METHOD.md 11.9 and 11.10. Who they are is told to nobody (11.8).
 * An answer is kept until the next publication, as any: decisions are taken
 * and published in one transaction.
 */
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "review.h"

#include "handlers.h"
#include "passages.h"
#include "reply.h"
#include "shapes.h"
#include "snapshot.h"
#include "store.h"
#include "words.h"

static const struct column COLUMNS[] = {
	{ NULL, "catalogue", COLUMN_CODE }, { NULL, "language", COLUMN_CODE },
	{ NULL, "of", COLUMN_CODE },        { NULL, "metric", COLUMN_CODE },
	{ NULL, "coders", COLUMN_COUNT },   { NULL, "units", COLUMN_COUNT },
	{ NULL, "codes", COLUMN_COUNT },    { NULL, "alpha", COLUMN_SHARE },
	{ NULL, "low", COLUMN_SHARE },      { NULL, "high", COLUMN_SHARE },
	{ NULL, "status", COLUMN_CODE },    { NULL, "why", COLUMN_TEXT },
};

#define COLUMNS_COUNT (sizeof(COLUMNS) / sizeof(COLUMNS[0]))

const struct shape SHAPE_AGREEMENT = {
	.name = "Agreement",
	.columns = COLUMNS,
	.n_columns = COLUMNS_COUNT,
	.sure = "of metric coders units codes status",
};

/* Catalogues times languages that people have decided in. */
#define GROUPS_MOST 256

/* Units that a number is made of. */
struct group {
	const char *catalogue;
	const char *language;
};

struct agreeing {
	const struct request *q;
	struct people people;
	struct group *of; /* by unit; both "" of what is in no catalogue */
	struct group groups[GROUPS_MOST];
	size_t n_groups;
	struct fault *fault;
};

/* The language of the documents with these bytes. */
static const char *language_of(const struct agreeing *a,
                               const struct digest *document)
{
	const struct submission_filter filter = { .document = document,
		                                  .after = "",
		                                  .limit = 1 };
	struct reader reader = public_reader(a->q);
	struct submission *list;
	size_t n;

	if (store_submissions(a->q->store, &reader, &filter, a->q->arena, &list,
	                      &n, a->fault) < 0)
		return NULL;
	return n > 0 ? list[0].language : "";
}

static bool is_group(const struct group *a, const struct group *b)
{
	return strcmp(a->catalogue, b->catalogue) == 0 &&
	       strcmp(a->language, b->language) == 0;
}

static int add_group(struct agreeing *a, const struct group *one)
{
	size_t at = 0;

	while (at < a->n_groups && !is_group(&a->groups[at], one))
		at++;
	if (at == GROUPS_MOST)
		return fault_set(a->fault, FAULT_LIMIT,
		                 "more than %d catalogues and languages",
		                 GROUPS_MOST);
	if (at == a->n_groups)
		a->groups[a->n_groups++] = *one;
	return 0;
}

/* Units stand by document, so a language is asked for once each. */
static int find_groups(struct agreeing *a)
{
	const struct snapshot *s = a->q->snapshot;
	const struct digest *document = NULL;
	const char *language = "";

	a->of = arena_array(a->q->arena, a->people.n_units + 1, sizeof(*a->of),
	                    a->fault);
	for (size_t i = 0; a->of && i < a->people.n_units; i++) {
		const struct decision *d = a->people.unit[i];
		int at = snapshot_commitment(s, d->commitment);

		if (!document ||
		    memcmp(document, &d->document, sizeof(*document)) != 0)
			language = language_of(a, &d->document);
		if (!language)
			return -1;
		document = &d->document;
		a->of[i] = (struct group){
			at < 0 ? "" : s->commitments[at].catalogue, language
		};
		if (add_group(a, &a->of[i]) < 0)
			return -1;
	}
	return a->of ? 0 : -1;
}

static void put_share(struct grid *g, bool has, double value)
{
	if (has)
		grid_number(g, value);
	else
		grid_null(g);
}

static void put_alpha(struct grid *g, const struct alpha *x)
{
	bool has = x->is_computable && x->has_interval;
	enum alpha_word status =
		x->is_computable ? ALPHA_NO_INTERVAL : ALPHA_NOT_COMPUTABLE;

	grid_count(g, x->coders);
	grid_count(g, x->units);
	grid_count(g, x->values);
	put_share(g, x->is_computable, x->value);
	put_share(g, has, x->low);
	put_share(g, has, x->high);
	grid_text(g, ALPHA_WORDS[has ? ALPHA_COMPUTED : status]);
	grid_maybe(g, x->is_computable && !has ? "too few of them differ"
	                                       : x->why);
}

/* The two rows of GROUP; of all units when it is NULL. */
static int put_group(struct agreeing *a, struct grid *g,
                     const struct group *group)
{
	size_t n = a->people.n_units;
	bool *takes = arena_alloc(a->q->arena, n + 1, a->fault);
	struct alpha x;

	if (!takes)
		return -1;
	for (size_t i = 0; i < n; i++)
		takes[i] = !group || is_group(&a->of[i], group);
	for (int is_level = 0; is_level < 2; is_level++) {
		if (people_agree(&a->people, takes, is_level, a->q->arena, &x,
		                 a->fault) < 0)
			return -1;
		grid_row(g);
		grid_maybe(g, group ? group->catalogue : "");
		grid_maybe(g, group ? group->language : "");
		grid_text(g, is_level ? "level" : "commitment");
		grid_text(g, METRIC_NAMES[is_level ? METRIC_ORDINAL
		                                   : METRIC_NOMINAL]);
		put_alpha(g, &x);
		grid_end(g);
	}
	return 0;
}

int answer_agreement(const struct request *q, struct reply *r, struct fault *f)
{
	struct agreeing *a = arena_alloc(q->arena, sizeof(*a), f);
	struct reader reader = public_reader(q);
	struct decision *decisions = NULL;
	struct grid g;
	size_t n = 0;

	if (!a)
		return -1;
	a->q = q;
	a->fault = f;
	if (store_decisions(q->store, &reader, NULL, q->arena, &decisions, &n,
	                    f) < 0 ||
	    people_codes(decisions, n, q->arena, &a->people, f) < 0 ||
	    find_groups(a) < 0)
		return -1;
	reply_table(q, r, &g, COLUMNS, COLUMNS_COUNT);
	if (put_group(a, &g, NULL) < 0)
		return -1;
	for (size_t i = 0; i < a->n_groups; i++)
		if (put_group(a, &g, &a->groups[i]) < 0)
			return -1;
	reply_table_end(q, r);
	return 0;
}
