/* SPDX-License-Identifier: Apache-2.0 */
/* People: what several coders said of the same units. METHOD.md 11.9. */
#include "review.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

/* A decision, and its place in the order of receipt. */
struct received {
	const struct decision *d;
	size_t at;
};

/* What one coder said of one unit. */
struct saying {
	size_t unit, coder;
	const struct decision *d; /* NULL: no, by adding nothing */
};

/* Decisions of all being turned into codes. */
struct tally {
	struct arena *arena;
	const char **coder;
	size_t n_coders;
	const struct decision **unit;
	size_t n_units;
	struct saying *sayings;
	size_t n_sayings, room;
	struct fault *fault;
};

/* Whether the decisions A and B are about the same words: below, at or above
   0. */
static int compare_passages(const struct decision *a, const struct decision *b)
{
	int rc = memcmp(&a->document, &b->document, sizeof(a->document));

	if (rc == 0)
		rc = strcmp(a->quote, b->quote);
	if (rc == 0)
		rc = strcmp(a->prefix, b->prefix);
	return rc ? rc : strcmp(a->suffix, b->suffix);
}

static int by_passage(const void *a, const void *b)
{
	const struct received *x = a, *y = b;
	int rc = compare_passages(x->d, y->d);

	return rc ? rc : (x->at > y->at) - (x->at < y->at);
}

static int coder_index(struct tally *t, const char *name, size_t *out)
{
	for (*out = 0; *out < t->n_coders; (*out)++)
		if (strcmp(t->coder[*out], name) == 0)
			return 0;
	if (t->n_coders == PEOPLE_MOST)
		return fault_set(t->fault, FAULT_LIMIT, "more than %d coders",
		                 PEOPLE_MOST);
	t->coder[t->n_coders++] = name;
	return 0;
}

static int say(struct tally *t, const char *coder, const struct decision *d)
{
	struct saying *s = &t->sayings[t->n_sayings];

	if (t->n_sayings == t->room) {
		size_t more = t->room * 2;
		struct saying *all =
			arena_array(t->arena, more, sizeof(*all), t->fault);

		if (!all)
			return -1;
		memcpy(all, t->sayings, t->n_sayings * sizeof(*all));
		t->sayings = all;
		t->room = more;
		s = &all[t->n_sayings];
	}
	s->unit = t->n_units;
	s->d = d;
	t->n_sayings++;
	return coder_index(t, coder, &s->coder);
}

/* Whether anybody ever added COMMITMENT, of N decisions that need not stand
   any more. Who adds is held against the program's codings when the decision
   is taken, so what was added is not the program's, whatever others, or who
   added it, said of it since. */
static bool was_added(const struct received *all, size_t n,
                      const char *commitment)
{
	for (size_t i = 0; i < n; i++)
		if (all[i].d->kind == DECISION_ADD &&
		    strcmp(all[i].d->commitment, commitment) == 0)
			return true;
	return false;
}

/* What every coder of the passage said of COMMITMENT. Whoever decided on
   something else in it, and did not add what another added, has said no. */
static int say_all(struct tally *t, const struct decision *const *d, size_t n,
                   const char *commitment, bool is_added)
{
	for (size_t i = 0; i < n; i++) {
		const struct decision *own = NULL;
		bool is_first = true;

		for (size_t k = 0; k < n; k++) {
			if (strcmp(d[k]->coder, d[i]->coder) != 0)
				continue;
			is_first = is_first && k >= i;
			if (strcmp(d[k]->commitment, commitment) == 0)
				own = d[k];
		}
		if (is_first && (own || is_added) &&
		    say(t, d[i]->coder, own) < 0)
			return -1;
	}
	return 0;
}

/* The N decisions of one passage, in the order of receipt. */
static int take_passage(struct tally *t, const struct received *all, size_t n)
{
	const struct decision **d =
		arena_array(t->arena, n, sizeof(struct decision *), t->fault);
	const struct decision **standing =
		arena_array(t->arena, n, sizeof(struct decision *), t->fault);

	size_t n_standing;

	if (!d || !standing)
		return -1;
	for (size_t i = 0; i < n; i++)
		d[i] = all[i].d;
	n_standing = decisions_standing(d, n, standing);
	for (size_t i = 0; i < n_standing; i++) {
		const char *commitment = standing[i]->commitment;
		size_t k = 0;

		while (strcmp(standing[k]->commitment, commitment) != 0)
			k++;
		if (k < i)
			continue;
		t->unit[t->n_units] = standing[i];
		if (say_all(t, standing, n_standing, commitment,
		            was_added(all, n, commitment)) < 0)
			return -1;
		t->n_units++;
	}
	return 0;
}

/* The scale of METHOD.md 3.1; a mention is on it nowhere. */
static int8_t scale_of(const struct decision *d)
{
	bool is_on =
		d && d->kind != DECISION_REJECT && d->level != LEVEL_MENTION;

	return (int8_t)(is_on ? (int)d->level - 1 : CODE_MISSING);
}

static int write_codes(struct tally *t, struct people *out)
{
	size_t n = t->n_units * t->n_coders;

	out->is_so = arena_alloc(t->arena, n + 1, t->fault);
	out->level = arena_alloc(t->arena, n + 1, t->fault);
	if (!out->is_so || !out->level)
		return -1;
	memset(out->is_so, CODE_MISSING, n);
	memset(out->level, CODE_MISSING, n);
	for (size_t i = 0; i < t->n_sayings; i++) {
		const struct saying *s = &t->sayings[i];
		size_t at = s->unit * t->n_coders + s->coder;

		out->is_so[at] =
			(int8_t)(s->d && s->d->kind != DECISION_REJECT);
		out->level[at] = scale_of(s->d);
	}
	out->unit = t->unit;
	out->n_units = t->n_units;
	out->n_coders = t->n_coders;
	return 0;
}

int people_codes(const struct decision *all, size_t n, struct arena *a,
                 struct people *out, struct fault *f)
{
	struct received *list = arena_array(a, n + 1, sizeof(*list), f);
	struct tally t = { .arena = a, .room = n + 1, .fault = f };
	size_t begin = 0;

	t.coder = arena_array(a, PEOPLE_MOST, sizeof(char *), f);
	t.unit = arena_array(a, n + 1, sizeof(struct decision *), f);
	t.sayings = arena_array(a, n + 1, sizeof(*t.sayings), f);
	if (!list || !t.coder || !t.unit || !t.sayings)
		return -1;
	for (size_t i = 0; i < n; i++)
		list[i] = (struct received){ &all[i], i };
	qsort(list, n, sizeof(*list), by_passage);
	for (size_t i = 1; i <= n; i++) {
		if (i < n && compare_passages(list[i].d, list[begin].d) == 0)
			continue;
		if (take_passage(&t, &list[begin], i - begin) < 0)
			return -1;
		begin = i;
	}
	return write_codes(&t, out);
}

int people_agree(const struct people *p, const bool *takes, bool is_level,
                 struct arena *a, struct alpha *out, struct fault *f)
{
	const int8_t *from = is_level ? p->level : p->is_so;
	int8_t *code = arena_alloc(a, p->n_units * p->n_coders + 1, f);
	struct codes codes = { code, 0, p->n_coders };

	if (!code)
		return -1;
	for (size_t i = 0; i < p->n_units; i++)
		if (!takes || takes[i])
			memcpy(code + codes.n_units++ * p->n_coders,
			       from + i * p->n_coders, p->n_coders);
	return alpha_compute(&codes, is_level ? METRIC_ORDINAL : METRIC_NOMINAL,
	                     PEOPLE_SEED, a, out, f);
}
