/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints what scoring makes of a case, for test_recompute.sh: a file of
 * tab-separated lines, in which
 *   cell NAME STATE COMMITMENT ROUND VOICE      opens a cell,
 *   says SOURCE LEVEL WEIGHT CONFIDENCE         is evidence of the last one
 *        (WEIGHT: machine, accepted or demand),
 *   pair NAME NAME                              asks for two beside each other,
 *   roll NAME VERSION                           asks for all of them together,
 *        by a version of the method, or by that in use,
 *   match VOICE VOICE                           for the roll-ups of two voices,
 *   rank NAME VOICE                             for the ranks of states.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"
#include "base/word.h"
#include "scoring.h"

#define CELLS_MOST    64
#define EVIDENCE_MOST 512
#define FIELDS_MOST   8

struct named {
	char name[32];
	struct cell_key key;
	struct evidence says[EVIDENCE_MOST];
	size_t n;
	struct cell cell;
};

struct table {
	struct named *at;
	size_t n;
	struct arena *a;
	struct fault f;
};

static int die(const char *why)
{
	fprintf(stderr, "recompute: %s\n", why);
	return -1;
}

static void print_cell(const struct named *one)
{
	const struct cell *c = &one->cell;

	printf("cell\t%s\t%s\t%u\t%.4f\t%.4f\t%.4f", one->name,
	       CELL_STATUS_NAMES[c->status], c->flags, c->score, c->low,
	       c->high);
	for (size_t j = 0; j < SCALE_COUNT; j++)
		printf("\t%.6f", c->mass[j]);
	printf("\t%.6f\t%u\t%u\t%u\t%.6f\t%u\n", c->mass_demanded, c->passages,
	       c->sources, c->reviewed, c->p_regression, c->regression_sources);
	for (size_t i = 0; i < c->n_by_source; i++)
		printf("source\t%s\t%u\t%u\t%.6f\t%.4f\n", one->name,
		       c->by_source[i].source, c->by_source[i].passages,
		       c->by_source[i].mass, c->by_source[i].score);
}

static void print_robustness(const struct named *one)
{
	struct robustness r;

	cell_robustness(scoring_method(NULL), &one->cell, &r);
	printf("robust\t%s\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\n", one->name,
	       r.low_without_one, r.high_without_one, r.intention_zero,
	       r.regression_third, r.steep);
}

static void print_weights(const struct named *one)
{
	const struct cell *c = &one->cell;
	struct source_weight w[EVIDENCE_MOST];
	struct cell_weight cell;

	if (c->status != CELL_ASSESSED && c->status != CELL_THIN)
		return;
	cell_weights(scoring_method(NULL), c, w, &cell);
	printf("weigh\t%s\t%.6f\t%.6f\n", one->name, cell.prior,
	       cell.effective_sources);
	for (size_t i = 0; i < c->n_by_source; i++)
		printf("weight\t%s\t%u\t%.6f\t%.4f\n", one->name, w[i].source,
		       w[i].weight, w[i].points);
}

static struct cell *find(struct table *t, const char *name)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->at[i].name, name) == 0)
			return &t->at[i].cell;
	return NULL;
}

static int print_pair(struct table *t, char **field)
{
	struct cell *a = find(t, field[1]), *b = find(t, field[2]);
	struct cell both[2];
	struct difference d;

	if (!a || !b)
		return die("a pair of a cell that is not there");
	cell_compare(scoring_method(NULL), a, b, &d);
	both[0] = *a;
	both[1] = *b;
	printf("pair\t%s\t%s\t%.4f\t%.4f\t%.4f\t%.6f\t%.6f\t%.6f\t%d\t%s\t%s"
	       "\t%s\t%.6f\n",
	       field[1], field[2], d.value, d.low, d.high, d.p_greater,
	       d.p_less, d.p_close, d.is_any_scale,
	       ORDER_NAMES[difference_order(scoring_method(NULL), &d)],
	       RELATION_NAMES[cell_relation(scoring_method(NULL), a, b, &d)],
	       REGRESSION_NAMES[cells_regression(scoring_method(NULL), both,
	                                         2)],
	       d.p_error);
	return 0;
}

static int print_roll(struct table *t, const char *seed, const char *version)
{
	const struct method *m = scoring_method(version[0] ? version : NULL);
	struct cell *cells = calloc(t->n + 1, sizeof(*cells));
	struct rollup r;
	int rc;

	if (!cells || !m) {
		free(cells);
		return die("no memory, or no such version");
	}
	for (size_t i = 0; i < t->n; i++)
		cells[i] = t->at[i].cell;
	rc = cells_rollup(m, cells, t->n, seed, &r, &t->f);
	free(cells);
	if (rc < 0)
		return die(t->f.text);
	printf("roll\t%s\t%s\t%u\t%u\t%u\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t"
	       "%.4f\n",
	       seed, m->version, r.commitments, r.assessed, r.below_zero,
	       r.is_defined, r.mean, r.low, r.high, r.mean_silent_zero,
	       r.weights_low, r.weights_high);
	return 0;
}

/* The cells of VOICE, in the order given. */
static size_t of_voice(const struct table *t, const char *voice,
                       struct cell *out)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++)
		if (strcmp(VOICE_NAMES[t->at[i].key.voice], voice) == 0)
			out[n++] = t->at[i].cell;
	return n;
}

static int print_match(struct table *t, char **field)
{
	static struct cell a[CELLS_MOST], b[CELLS_MOST];
	const struct rollup_side left = { a, field[1] };
	const struct rollup_side right = { b, field[2] };
	struct rollup_pair p;
	size_t n = of_voice(t, field[1], a);

	if (of_voice(t, field[2], b) != n)
		return die("a match of voices with other commitments");
	if (rollups_compare(scoring_method(NULL), &left, &right, n, &p, &t->f) <
	    0)
		return die(t->f.text);
	printf("match\t%s\t%s\t%u\t%u\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t"
	       "%.6f\t%.6f\t%.6f\t%.6f\n",
	       field[1], field[2], p.commitments, p.common, p.d.is_defined,
	       p.mean_a, p.mean_b, p.d.value, p.d.low, p.d.high, p.d.p_greater,
	       p.d.p_error, p.weights_above, p.weights_below);
	return 0;
}

static int print_ranks(struct table *t, char **field)
{
	static struct cell cells[CELLS_MOST];
	static struct standing out[CELLS_MOST];
	struct standings s = { .cells = cells, .seed = field[1] };
	size_t n = of_voice(t, field[2], cells);

	while (s.n_commitments < n && strcmp(cells[s.n_commitments].key.state,
	                                     cells[0].key.state) == 0)
		s.n_commitments++;
	s.n_states = n ? n / s.n_commitments : 0;
	if (states_rank(scoring_method(NULL), &s, out, &t->f) < 0)
		return die(t->f.text);
	for (size_t i = 0; i < s.n_states; i++)
		printf("rank\t%s\t%s\t%s\t%d\t%.4f\t%.4f\t%.4f\t%u\t%u\n",
		       field[1], field[2], cells[i * s.n_commitments].key.state,
		       out[i].is_defined, out[i].mean, out[i].low, out[i].high,
		       out[i].rank_low, out[i].rank_high);
	return 0;
}

static int open_cell(struct table *t, char **field)
{
	struct named *one = &t->at[t->n];
	int voice = word_find(VOICE_NAMES, VOICE_COUNT, field[5]);

	if (t->n == CELLS_MOST || voice < 0)
		return die("too many cells, or an unknown voice");
	snprintf(one->name, sizeof(one->name), "%s", field[1]);
	snprintf(one->key.state, STATE_SIZE, "%s", field[2]);
	snprintf(one->key.commitment, COMMITMENT_SIZE, "%s", field[3]);
	snprintf(one->key.round, ROUND_SIZE, "%s", field[4]);
	one->key.voice = (enum voice)voice;
	t->n++;
	return 0;
}

static int add_evidence(struct table *t, char **field)
{
	struct named *one = t->n ? &t->at[t->n - 1] : NULL;
	int level = word_find(LEVEL_NAMES, LEVEL_COUNT, field[2]);
	struct evidence *e;

	if (!one || one->n == EVIDENCE_MOST || level < 0)
		return die("evidence of no cell, or of an unknown level");
	e = &one->says[one->n++];
	e->source = (uint32_t)strtoul(field[1], NULL, 10);
	e->level = (enum level)level;
	e->is_demand = strcmp(field[3], "demand") == 0;
	e->is_accepted = strcmp(field[3], "accepted") == 0;
	/* confidences are multiples of 1/10000: model/coding.h */
	e->confidence = (double)strtoul(field[4], NULL, 10) / 10000;
	return 0;
}

static int score_all(struct table *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct named *one = &t->at[i];

		if (cell_score(scoring_method(NULL), &one->key,
		               &(struct evidence_list){ one->says, one->n },
		               t->a, &one->cell, &t->f) < 0)
			return die(t->f.text);
		print_cell(one);
		print_robustness(one);
		print_weights(one);
	}
	return 0;
}

/* Reads cells in the first pass; answers questions in the second. */
static int take(struct table *t, char *line, int pass)
{
	char end[] = "", *field[FIELDS_MOST] = { NULL }, *rest = line;
	size_t n = 0;

	while (n < FIELDS_MOST && (field[n] = strsep(&rest, "\t\n")) != NULL)
		n++;
	for (; n < FIELDS_MOST; n++)
		field[n] = end;
	if (pass == 0 && strcmp(field[0], "cell") == 0)
		return open_cell(t, field);
	if (pass == 0 && strcmp(field[0], "says") == 0)
		return add_evidence(t, field);
	if (pass == 1 && strcmp(field[0], "pair") == 0)
		return print_pair(t, field);
	if (pass == 1 && strcmp(field[0], "roll") == 0)
		return print_roll(t, field[1], field[2]);
	if (pass == 1 && strcmp(field[0], "match") == 0)
		return print_match(t, field);
	if (pass == 1 && strcmp(field[0], "rank") == 0)
		return print_ranks(t, field);
	return 0;
}

static int run(FILE *in, struct table *t)
{
	char line[256];

	for (int pass = 0; pass < 2; pass++) {
		rewind(in);
		while (fgets(line, sizeof(line), in))
			if (take(t, line, pass) < 0)
				return -1;
		if (pass == 0 && score_all(t) < 0)
			return -1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct table t = { 0 };
	FILE *in = argc == 2 ? fopen(argv[1], "r") : NULL;
	int rc = -1;

	if (!in) {
		die("give one readable file");
		return 2;
	}
	t.at = calloc(CELLS_MOST, sizeof(*t.at));
	if (t.at && arena_new((size_t)16 << 20, &t.a, &t.f) == 0)
		rc = run(in, &t);
	arena_free(t.a);
	free(t.at);
	fclose(in);
	return rc < 0;
}
