/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 193 states x 3 rounds x 60 commitments x 3 voices: 1,000 draws of each of
 * 104,220 cells, summed up with drawn weights, the states of each round and
 * voice ranked, quantiles of score and rank.
 * usage: bench_scoring ROUNDS MASSES
 * writes the masses for bench_scoring.py; prints a line per round: ms, and
 * SHA-256 of the result by one thread, then by four.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../scoring/invented.h"
#include "base/digest.h"
#include "base/fault.h"
#include "scoring.h"

#define STATES      193
#define COMMITMENTS 60
#define GROUPS      9 /* rounds x voices */
#define SILENT      15
#define THREADS     4

struct bench {
	struct cell *cells;
	struct standing *out;
	atomic_size_t next;
	atomic_int failed;
};

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void *rank_groups(void *context)
{
	struct bench *b = context;
	size_t g;

	while ((g = atomic_fetch_add(&b->next, 1)) < GROUPS) {
		const struct standings s = { b->cells +
			                             g * STATES * COMMITMENTS,
			                     STATES, COMMITMENTS, "bench",
			                     true };
		struct fault f;

		if (states_rank(scoring_method(NULL), &s, b->out + g * STATES,
		                &f) < 0)
			atomic_store(&b->failed, 1);
	}
	return NULL;
}

/* Milliseconds of processor time: the machine does other work too. */
static double run(struct bench *b, int threads, char hex[DIGEST_HEX_SIZE])
{
	pthread_t thread[THREADS];
	double began = now_ms(), took;
	struct digest d;

	atomic_store(&b->next, 0);
	for (int i = 1; i < threads; i++)
		if (pthread_create(&thread[i], NULL, rank_groups, b) != 0)
			exit(1);
	(void)rank_groups(b);
	for (int i = 1; i < threads; i++)
		(void)pthread_join(thread[i], NULL);
	took = now_ms() - began;
	digest_of(b->out, (size_t)GROUPS * STATES * sizeof(*b->out), &d);
	digest_hex(&d, hex);
	return took;
}

static int write_masses(const struct bench *b, const char *path)
{
	FILE *out = fopen(path, "wb");

	if (!out)
		return -1;
	for (size_t i = 0; i < (size_t)GROUPS * STATES * COMMITMENTS; i++)
		(void)fwrite(b->cells[i].mass, sizeof(b->cells[i].mass), 1,
		             out);
	return fclose(out);
}

int main(int argc, char **argv)
{
	static const char *const ROUND[] = { "IMRF2018", "IMRF2022",
		                             "IMRF2026" };
	struct bench b = { 0 };
	struct invented v = { 1 };
	char one[DIGEST_HEX_SIZE], many[DIGEST_HEX_SIZE];
	long rounds = argc == 3 ? strtol(argv[1], NULL, 10) : 0;

	b.cells =
		calloc((size_t)GROUPS * STATES * COMMITMENTS, sizeof(*b.cells));
	b.out = calloc((size_t)GROUPS * STATES, sizeof(*b.out));
	if (rounds < 1 || !b.cells || !b.out)
		return 2;
	for (size_t g = 0; g < GROUPS; g++) {
		struct cell *cells = b.cells + g * STATES * COMMITMENTS;

		invented_cells(&v, ROUND[g / 3], STATES, COMMITMENTS, SILENT,
		               cells);
		for (size_t i = 0; i < (size_t)STATES * COMMITMENTS; i++)
			cells[i].key.voice = (enum voice)(g % 3);
	}
	if (write_masses(&b, argv[2]) != 0)
		return 1;
	for (long i = 0; i < rounds; i++) {
		double ms = run(&b, 1, one);

		(void)run(&b, THREADS, many);
		printf("%.1f %s %s\n", ms, one, many);
	}
	return atomic_load(&b.failed);
}
