/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Prints a SHA-256 over what scoring makes of thousands of invented cells, by
 * each version of the method: for test_same_bytes.sh, which builds it in
 * several ways. usage: same_bytes THREADS
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/fault.h"
#include "invented.h"
#include "scoring.h"

#define BATCHES      48
#define CELLS        24 /* of a batch: a roll-up of each of two states */
#define EVIDENCE     12
#define THREADS_MOST 8
#define RANKED       20

/* Numbers of one batch, in order; written by one thread alone. */
struct made {
	double x[4096];
	size_t n;
};

struct work {
	struct made made[BATCHES];
	atomic_size_t next;
	atomic_int failed;
};

static void put(struct made *m, double x)
{
	if (m->n < sizeof(m->x) / sizeof(m->x[0]))
		m->x[m->n++] = x;
}

static void put_difference(struct made *m, const struct difference *d)
{
	put(m, d->value);
	put(m, d->low);
	put(m, d->high);
	put(m, d->p_greater);
	put(m, d->p_less);
	put(m, d->p_close);
	put(m, d->p_error);
	put(m, d->is_any_scale);
}

static int score(const struct method *m, struct invented *v, size_t batch,
                 size_t i, struct arena *a, struct cell *out)
{
	struct evidence e[EVIDENCE];
	struct evidence_list list = { e, 1 + invented_below(v, EVIDENCE) };
	struct cell_key key = { .round = "IMRF2026" };
	struct fault f;

	for (size_t k = 0; k < list.n; k++) {
		e[k].source = invented_below(v, 4);
		e[k].level = (enum level)invented_below(v, LEVEL_COUNT);
		e[k].is_demand = e[k].level == LEVEL_GAP && k % 3 == 0;
		e[k].is_accepted = invented_below(v, 10) == 0;
		e[k].confidence = (5000 + invented_below(v, 5001)) / 10000.0;
	}
	(void)snprintf(key.state, STATE_SIZE, "%c%c%c", (int)('A' + batch / 26),
	               (int)('A' + batch % 26), i < CELLS / 2 ? 'A' : 'B');
	(void)snprintf(key.commitment, COMMITMENT_SIZE, "GCM.%zu",
	               i % (CELLS / 2) + 1);
	key.voice = i % 2 ? VOICE_STATE : VOICE_CIVIL_SOCIETY;
	return cell_score(m, &key, &list, a, out, &f);
}

static void put_cell(const struct method *m, struct made *out,
                     const struct cell *c)
{
	struct robustness r;

	cell_robustness(m, c, &r);
	put(out, c->status);
	put(out, c->flags);
	put(out, c->score);
	put(out, c->low);
	put(out, c->high);
	put(out, c->p_regression);
	for (size_t j = 0; j < SCALE_COUNT; j++)
		put(out, c->mass[j]);
	put(out, r.low_without_one);
	put(out, r.high_without_one);
	put(out, r.steep);
}

static int put_sums(const struct method *m, struct made *out,
                    const struct cell *cells)
{
	const struct rollup_side a = { cells, "A" };
	const struct rollup_side b = { cells + CELLS / 2, "B" };
	struct commitment_weight w[CELLS / 2];
	struct rollup_pair pair;
	struct rollup r;
	struct fault f;

	if (cells_rollup(m, cells, CELLS / 2, "A", &r, &f) < 0 ||
	    rollups_compare(m, &a, &b, CELLS / 2, &pair, &f) < 0 ||
	    rollup_weights(m, cells, CELLS / 2, "A", w, &f) < 0)
		return -1;
	put(out, r.mean);
	put(out, r.low);
	put(out, r.high);
	put(out, r.weights_low);
	put(out, r.weights_high);
	put_difference(out, &pair.d);
	put(out, pair.weights_above);
	for (size_t i = 0; i < CELLS / 2; i++)
		put(out, w[i].spread);
	return 0;
}

static int put_ranks(const struct method *m, struct made *out,
                     struct invented *v, bool is_under_weights)
{
	struct cell *cells = calloc((size_t)RANKED * 15, sizeof(*cells));
	const struct standings s = { cells, RANKED, 15, "gcm",
		                     is_under_weights };
	struct standing at[RANKED];
	struct fault f;
	int rc = -1;

	if (cells) {
		invented_cells(v, "IMRF2026", RANKED, 15, 10, cells);
		rc = states_rank(m, &s, at, &f);
	}
	for (size_t i = 0; rc == 0 && i < RANKED; i++) {
		put(out, at[i].low);
		put(out, at[i].median);
		put(out, at[i].high);
		put(out, at[i].rank_low);
		put(out, at[i].rank_high);
	}
	free(cells);
	return rc;
}

static int batch(size_t number, struct made *out)
{
	struct invented v = { number << 32 };
	const struct method *m = scoring_method(number % 2 ? "1.0" : "1.1");
	struct cell cells[CELLS];
	struct arena *a;
	struct fault f;
	int rc = arena_new(1 << 20, &a, &f);

	for (size_t i = 0; rc == 0 && i < CELLS; i++) {
		rc = score(m, &v, number, i, a, &cells[i]);
		if (rc == 0)
			put_cell(m, out, &cells[i]);
	}
	for (size_t i = 0; rc == 0 && i + 1 < CELLS; i++) {
		struct difference d;

		cell_compare(m, &cells[i], &cells[i + 1], &d);
		put_difference(out, &d);
		put(out, cell_relation(m, &cells[i], &cells[i + 1], &d));
		put(out, cells_regression(m, &cells[i], 2));
	}
	if (rc == 0)
		rc = put_sums(m, out, cells);
	if (rc == 0)
		rc = put_ranks(m, out, &v, number % 3 == 0);
	arena_free(a);
	return rc;
}

static void *run(void *context)
{
	struct work *w = context;
	size_t i;

	while ((i = atomic_fetch_add(&w->next, 1)) < BATCHES)
		if (batch(i, &w->made[i]) < 0)
			atomic_store(&w->failed, 1);
	return NULL;
}

int main(int argc, char **argv)
{
	static struct work work;
	struct digest d;
	char hex[DIGEST_HEX_SIZE];
	pthread_t thread[THREADS_MOST];
	int n = argc == 2 ? (int)strtol(argv[1], NULL, 10) : 1;
	int started = 1;

	for (; started < n && started < THREADS_MOST; started++)
		if (pthread_create(&thread[started], NULL, run, &work) != 0)
			break;
	(void)run(&work);
	for (int i = 1; i < started; i++)
		(void)pthread_join(thread[i], NULL);
	if (atomic_load(&work.failed))
		return 1;
	digest_of(work.made, sizeof(work.made), &d);
	digest_hex(&d, hex);
	printf("%s %zu\n", hex, work.made[0].n);
	return 0;
}
