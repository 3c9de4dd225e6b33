/* SPDX-License-Identifier: Apache-2.0 */
/* Agreement: how far the coders agree with one another, and, apart from that,
   how often people upheld the program. METHOD.md 11.9 to 11.12. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "catalogue.h"
#include "model/commitment.h"
#include "pipeline.h"
#include "review.h"
#include "reviewing.h"

/* More coders than any review had. */
#define CODERS_MOST 256

/* What is read of one passage, and what is kept of all. */
#define PASSAGE_MEMORY ((size_t)64 << 20)

/* CODE_MISSING as it is kept. */
#define MISSING ((int8_t)CODE_MISSING)

/* One unit: a passage and a commitment. */
struct unit {
	int commitment; /* index in the catalogue */
	/* the program and, if settled, the people; MISSING */
	int8_t machine;
	int8_t people;
	int8_t machine_level;
	int8_t people_level;
	double confidence; /* of the program, 0 it has no coding */
	bool is_exact;     /* level and demand are upheld, too */
	enum level found;  /* by the program */
};

/* What one coder said of one unit. */
struct saying {
	uint32_t unit;
	uint32_t coder;
	int8_t is_so;
	int8_t level;
};

struct table {
	const struct review_desk *r;
	const char *coder[CODERS_MOST];
	size_t n_coders;
	struct unit *units;
	size_t n_units, room_units;
	struct saying *sayings;
	size_t n_sayings, room_sayings;
	size_t n_passages;
	struct arena *arena;   /* names */
	struct arena *passage; /* of one passage */
};

static int grow(void **at, size_t n, size_t *room, size_t size, struct fault *f)
{
	size_t more = *room ? *room * 2 : 256;
	void *now;

	if (n < *room)
		return 0;
	now = realloc(*at, more * size);
	if (!now)
		return fault_set(f, FAULT_MEMORY, "no memory for %zu units",
		                 more);
	*at = now;
	*room = more;
	return 0;
}

/* The scale of METHOD.md 3.1; a mention is on it nowhere. */
static int8_t scale_of(enum level level)
{
	return (int8_t)(level == LEVEL_MENTION ? MISSING : (int)level - 1);
}

static int coder_index(struct table *t, const char *name, uint32_t *out,
                       struct fault *f)
{
	for (size_t i = 0; i < t->n_coders; i++)
		if (strcmp(t->coder[i], name) == 0) {
			*out = (uint32_t)i;
			return 0;
		}
	if (t->n_coders == CODERS_MOST)
		return fault_set(f, FAULT_LIMIT, "more than %d coders",
		                 CODERS_MOST);
	t->coder[t->n_coders] = arena_string(t->arena, name, f);
	if (!t->coder[t->n_coders])
		return -1;
	*out = (uint32_t)t->n_coders++;
	return 0;
}

static int say(struct table *t, const char *coder, const struct decision *d,
               struct fault *f)
{
	void *at = t->sayings;
	struct saying s = { .unit = (uint32_t)t->n_units };

	if (coder_index(t, coder, &s.coder, f) < 0 ||
	    grow(&at, t->n_sayings, &t->room_sayings, sizeof(s), f) < 0)
		return -1;
	t->sayings = at;
	s.is_so = (int8_t)(d && d->kind != DECISION_REJECT);
	s.level = MISSING;
	if (s.is_so)
		s.level = scale_of(d->level);
	t->sayings[t->n_sayings++] = s;
	return 0;
}

static const struct coding *find(const struct coding *c, size_t n,
                                 const char *commitment)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(c[i].commitment, commitment) == 0)
			return &c[i];
	return NULL;
}

/* Who decided on something in the passage and did not add what another added
   has said no: METHOD.md 11.9. */
static int say_all(struct table *t, const struct decision *const *d, size_t n,
                   const char *commitment, bool is_machine, struct fault *f)
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
		if (is_first && (own || !is_machine) &&
		    say(t, d[i]->coder, own, f) < 0)
			return -1;
	}
	return 0;
}

static int add_unit(struct table *t, const struct passage_row *row,
                    const struct coding *c, struct fault *f)
{
	const struct coding *machine =
		find(row->machine, row->n_machine, c->commitment);
	void *at = t->units;
	struct unit u = {
		.commitment = catalogue_position(t->r->desk->catalogue,
		                                 c->commitment),
		.machine = (int8_t)(machine != NULL),
		.people = MISSING,
		.machine_level = MISSING,
		.people_level = MISSING,
		.confidence = machine ? machine->confidence : 0.0,
		.found = machine ? machine->level : LEVEL_MENTION,
	};

	if (machine)
		u.machine_level = scale_of(machine->level);
	if (grow(&at, t->n_units, &t->room_units, sizeof(u), f) < 0)
		return -1;
	t->units = at;
	if (c->review == REVIEW_ACCEPTED) {
		u.people = 1;
		u.people_level = scale_of(c->level);
		u.is_exact = machine && machine->level == c->level &&
		             machine->is_demand == c->is_demand;
	} else if (c->review == REVIEW_REJECTED) {
		u.people = 0;
	}
	t->units[t->n_units] = u;
	return 0;
}

static bool is_asked(const struct table *t, const struct passage_row *row)
{
	const struct review_options *o = t->r->options;

	return review_has(&o->rounds, row->round) &&
	       (t->r->voices == 0 || (t->r->voices >> row->voice) & 1);
}

static bool is_about(const struct table *t, const struct coding *c)
{
	const struct review_options *o = t->r->options;

	if (!review_has(&o->commitments, c->commitment))
		return false;
	for (size_t i = 0; i < c->n_states; i++)
		if (review_has(&o->states, c->states[i]))
			return true;
	return o->states.n == 0;
}

static int take_passage(void *context, const struct passage_row *row,
                        const struct decision *const *decisions, size_t n,
                        struct fault *f)
{
	struct table *t = context;
	const struct settling in = { .machine = row->machine,
		                     .n_machine = row->n_machine,
		                     .decisions = decisions,
		                     .n_decisions = n };
	const struct decision **standing;
	struct settled out;

	if (!is_asked(t, row))
		return 0;
	arena_reset(t->passage);
	standing = arena_array(t->passage, n + 1, sizeof(struct decision *), f);
	if (!standing || codings_settle(&in, t->passage, &out, f) < 0)
		return -1;
	n = decisions_standing(decisions, n, standing);
	t->n_passages++;
	for (size_t i = 0; i < out.n; i++) {
		const struct coding *c = &out.codings[i];
		bool is_machine =
			find(row->machine, row->n_machine, c->commitment);

		if (c->coders == 0 || !is_about(t, c))
			continue;
		if (add_unit(t, row, c, f) < 0 ||
		    say_all(t, standing, n, c->commitment, is_machine, f) < 0)
			return -1;
		t->n_units++;
	}
	return 0;
}

/* ---- what is printed ------------------------------------------------------
 */

static void print_alpha(const char *what, enum metric metric,
                        const struct alpha *a)
{
	printf("  %-11s%-9s", what, METRIC_NAMES[metric]);
	if (!a->is_computable)
		printf("not computable: %s", a->why);
	else if (a->has_interval)
		printf("%6.3f  %6.3f to %.3f", a->value, a->low, a->high);
	else
		printf("%6.3f  no interval: too few differ", a->value);
	printf("  (%zu units, %zu coders, %zu codes)\n", a->units, a->coders,
	       a->values);
}

static int print_codes(struct table *t, const int8_t *code, size_t n_coders,
                       const char *what, enum metric metric, struct fault *f)
{
	const struct codes codes = { code, t->n_units, n_coders };
	struct alpha a;

	if (alpha_compute(&codes, metric, 11, t->arena, &a, f) < 0)
		return -1;
	print_alpha(what, metric, &a);
	return 0;
}

static int print_people(struct table *t, struct fault *f)
{
	size_t n = t->n_units * t->n_coders;
	int8_t *is_so = arena_alloc(t->arena, n + 1, f);
	int8_t *level = arena_alloc(t->arena, n + 1, f);

	if (!is_so || !level)
		return -1;
	memset(is_so, MISSING, n);
	memset(level, MISSING, n);
	for (size_t i = 0; i < t->n_sayings; i++) {
		const struct saying *s = &t->sayings[i];
		size_t at = s->unit * t->n_coders + s->coder;

		is_so[at] = s->is_so;
		level[at] = s->level;
	}
	printf("Among people, Krippendorff's alpha with its 95 %% interval:\n");
	if (print_codes(t, is_so, t->n_coders, "commitment", METRIC_NOMINAL,
	                f) < 0)
		return -1;
	return print_codes(t, level, t->n_coders, "level", METRIC_ORDINAL, f);
}

static int print_machine(struct table *t, struct fault *f)
{
	int8_t *is_so = arena_alloc(t->arena, 2 * t->n_units + 2, f);
	int8_t *level = arena_alloc(t->arena, 2 * t->n_units + 2, f);

	if (!is_so || !level)
		return -1;
	for (size_t i = 0; i < t->n_units; i++) {
		is_so[2 * i] = t->units[i].machine;
		is_so[2 * i + 1] = t->units[i].people;
		level[2 * i] = t->units[i].machine_level;
		level[2 * i + 1] = t->units[i].people_level;
	}
	printf("The program beside what people settled:\n");
	if (print_codes(t, is_so, 2, "commitment", METRIC_NOMINAL, f) < 0)
		return -1;
	return print_codes(t, level, 2, "level", METRIC_ORDINAL, f);
}

struct share {
	size_t n, right, exact;
	double confidence;
};

static void share_add(struct share *s, const struct unit *u)
{
	if (u->machine != 1 || u->people == MISSING)
		return;
	s->n++;
	s->right += u->people == 1;
	s->exact += u->is_exact;
	s->confidence += u->confidence;
}

static void share_print(const char *name, const struct share *s)
{
	if (s->n > 0)
		printf("  %-14s %7zu %11.3f %11.3f %11.3f\n", name, s->n,
		       (double)s->right / (double)s->n,
		       (double)s->exact / (double)s->n,
		       s->confidence / (double)s->n);
}

static int print_shares(struct table *t, struct fault *f)
{
	struct share levels[LEVEL_COUNT] = { 0 }, all = { 0 }, *by;
	const struct commitment *commitments;
	size_t n;

	commitments = catalogue_commitments(t->r->desk->catalogue, &n);
	by = arena_array(t->arena, n + 1, sizeof(*by), f);
	if (!by)
		return -1;
	for (size_t i = 0; i < t->n_units; i++) {
		const struct unit *u = &t->units[i];

		share_add(&all, u);
		share_add(&levels[u->found], u);
		if (u->commitment >= 0 && (size_t)u->commitment < n)
			share_add(&by[u->commitment], u);
	}
	printf("How often people upheld its codings, where they settled it:\n"
	       "  %-14s %7s %11s %11s %11s\n",
	       "", "settled", "commitment", "and level", "confidence");
	share_print("all", &all);
	for (int i = 0; i < LEVEL_COUNT; i++)
		share_print(LEVEL_NAMES[i], &levels[i]);
	for (size_t i = 0; i < n; i++)
		share_print(commitments[i].code, &by[i]);
	return 0;
}

static int print_all(struct table *t, struct fault *f)
{
	size_t open = 0, missed = 0;

	if (t->n_units == 0) {
		printf("nothing was decided on yet\n");
		return 0;
	}
	for (size_t i = 0; i < t->n_units; i++) {
		open += t->units[i].people == MISSING;
		missed += t->units[i].machine == 0 && t->units[i].people == 1;
	}
	printf("%zu coders decided on %zu codings of %zu passages; %zu are "
	       "disputed, %zu were added.\n\n",
	       t->n_coders, t->n_units, t->n_passages, open, missed);
	if (print_people(t, f) < 0)
		return -1;
	printf("\n");
	if (print_machine(t, f) < 0)
		return -1;
	printf("\n");
	return print_shares(t, f);
}

int review_agreement(const struct review_desk *r, struct fault *f)
{
	struct table t = { .r = r };
	int rc = arena_new(REVIEW_MEMORY_MOST, &t.arena, f);

	if (rc == 0)
		rc = arena_new(PASSAGE_MEMORY, &t.passage, f);
	if (rc == 0)
		rc = pipeline_decided(r->desk->pipeline, take_passage, &t, f);
	if (rc == 0)
		rc = print_all(&t, f);
	free(t.units);
	free(t.sayings);
	arena_free(t.arena);
	arena_free(t.passage);
	return rc;
}
