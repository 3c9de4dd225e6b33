/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long one 100-page report takes to become durable, searchable, coded and
 * published: bench_ingest FOLDER ROUNDS, over the reports that make_report.py
 * wrote there. Formats take turns in each round, `pdftotext` alone among them;
 * the median and the spread are printed, and for PDF the ratio to its peer.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/fault.h"
#include "base/heap.h"
#include "catalogue.h"
#include "extract.h"
#include "intake.h"
#include "model/commitment.h"
#include "pipeline.h"
#include "store.h"

#define ROUNDS_MOST 100
#define PATH_MOST   4096
#define NOW_S       1795305600         /* 2026-11-22 */
#define WARM        ((size_t)24 << 20) /* as service/daemon/desk.c */

/* What takes turns. A peer runs pdftotext alone on the file of the lane before
   it. Real reports are there only where there is a corpus. */
static const struct {
	const char *name;
	const char *file; /* its name up to the round, and after it */
	const char *format;
	bool is_peer;
} LANES[] = {
	{ "xml", "report", "xml", false },
	{ "html", "report", "html", false },
	{ "docx", "report", "docx", false },
	{ "pdf", "report", "pdf", false },
	{ "pdftotext", "report", "pdf", true },
	{ "real pdf", "real", "pdf", false },
	{ "pdftotext", "real", "pdf", true },
};

#define LANE_COUNT (sizeof(LANES) / sizeof(LANES[0]))

struct bench {
	struct catalogue *catalogue;
	struct store *store;
	struct pipeline *pipeline;
	const char *folder;
	size_t n_lanes; /* that have files */
	double seconds[LANE_COUNT][ROUNDS_MOST];
	double extract_s[LANE_COUNT], code_s[LANE_COUNT], store_s[LANE_COUNT];
	size_t lane; /* under way */
};

static int any(const void *context, const char *name)
{
	(void)context;
	(void)name;
	return 1;
}

static void take(void *context, size_t i, const struct outcome *o)
{
	struct bench *b = context;

	(void)i;
	b->extract_s[b->lane] += o->extract_s;
	b->code_s[b->lane] += o->code_s;
	b->store_s[b->lane] += o->store_s;
	if (o->status != SUBMISSION_ASSESSED)
		(void)fprintf(stderr, "%s: %s\n", o->name, o->reason);
}

/* Takes one document in, the way a user's ingest does; gives seconds. */
static double ingest(struct bench *b, const char *path, const char *state,
                     struct fault *f)
{
	static const struct intake_names NAMES = { NULL, any, any };
	const struct intake_fields fields = {
		.state = state,
		.voice = "state",
		.round = "IMRF2026",
		.author = "Bench",
		.file_name = path,
	};
	struct intake_item item = { .name = path, .path = path };
	struct arena *a = NULL;
	double begin = clock_steady_s();

	if (arena_new((size_t)1 << 20, &a, f) < 0)
		return -1;
	if (intake_declare(&fields, &NAMES, a, &item.submission, f) < 0 ||
	    pipeline_ingest(b->pipeline, &item, 1, NOW_S, take, b, f) < 0)
		begin = clock_steady_s() + 1;
	arena_free(a);
	return clock_steady_s() - begin;
}

/* The peer: pdftotext alone, to nowhere. */
static double pdftotext(const char *path, struct fault *f)
{
	char *const argv[] = { (char[]){ "pdftotext" }, (char[]){ "-layout" },
		               strdup(path), (char[]){ "/dev/null" }, NULL };
	double begin = clock_steady_s();
	int status = -1;
	pid_t pid;

	if (posix_spawnp(&pid, PDFTOTEXT, NULL, NULL, argv, environ) != 0 ||
	    waitpid(pid, &status, 0) < 0 || status != 0) {
		free(argv[2]);
		(void)fault_set(f, FAULT_SYSTEM, "%s: %s", PDFTOTEXT,
		                strerror(errno));
		return -1;
	}
	free(argv[2]);
	return clock_steady_s() - begin;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double quantile(double *sorted, size_t n, double q)
{
	return sorted[(size_t)(q * (double)(n - 1) + 0.5)];
}

static void path_of(const struct bench *b, size_t lane, size_t round, char *out,
                    size_t size)
{
	(void)snprintf(out, size, "%s/%s-%03zu.%s", b->folder, LANES[lane].file,
	               round, LANES[lane].format);
}

/* A state sends one national report to a round, not a hundred: each document
   is another state's, as long as there are states. */
static const char *state_of(const struct bench *b, size_t lane, size_t round)
{
	size_t n;
	const struct state *states = catalogue_states(b->catalogue, &n);

	return states[(round * b->n_lanes + lane) % n].iso3;
}

static int run(struct bench *b, size_t rounds, struct fault *f)
{
	for (size_t r = 0; r < rounds; r++)
		for (size_t lane = 0; lane < b->n_lanes; lane++) {
			char path[PATH_MOST];
			double s;

			path_of(b, lane, r, path, sizeof(path));
			b->lane = lane;
			s = LANES[lane].is_peer
			            ? pdftotext(path, f)
			            : ingest(b, path, state_of(b, lane, r), f);
			if (s < 0)
				return -1;
			b->seconds[lane][r] = s;
		}
	return 0;
}

static void report(struct bench *b, size_t rounds)
{
	double median[LANE_COUNT], n = (double)rounds;

	printf("ingest of a 100-page report, durable, full text, published; "
	       "%zu rounds, ms\n%-10s %8s %8s %8s   mean of %8s %8s %8s\n",
	       rounds, "", "p10", "median", "p90", "extract", "code", "store");
	for (size_t lane = 0; lane < b->n_lanes; lane++) {
		double *s = b->seconds[lane];

		qsort(s, rounds, sizeof(*s), compare);
		median[lane] = quantile(s, rounds, 0.5);
		printf("%-10s %8.1f %8.1f %8.1f", LANES[lane].name,
		       1e3 * quantile(s, rounds, 0.1), 1e3 * median[lane],
		       1e3 * quantile(s, rounds, 0.9));
		if (!LANES[lane].is_peer)
			printf("           %8.1f %8.1f %8.1f\n",
			       1e3 * b->extract_s[lane] / n,
			       1e3 * b->code_s[lane] / n,
			       1e3 * b->store_s[lane] / n);
		else
			printf("   %s / pdftotext alone: %.2f\n",
			       LANES[lane - 1].name,
			       median[lane - 1] / median[lane]);
	}
}

/* Lanes whose files of the first round are there. */
static size_t lanes_count(const struct bench *b)
{
	char path[PATH_MOST];
	size_t n = 0;

	for (; n < LANE_COUNT; n++) {
		path_of(b, n, 0, path, sizeof(path));
		if (access(path, R_OK) != 0)
			break;
	}
	return n;
}

int main(int argc, char **argv)
{
	struct pipeline_options options = { .require_sandbox = true };
	struct bench *b = calloc(1, sizeof(*b));
	struct fault f = { 0 };
	size_t rounds;
	char db[PATH_MOST];
	int rc = 1;

	if (!b || argc != 3)
		goto out;
	rounds = strtoul(argv[2], NULL, 10);
	if (rounds < 1 || rounds > ROUNDS_MOST)
		goto out;
	b->folder = argv[1];
	b->n_lanes = lanes_count(b);
	(void)snprintf(db, sizeof(db), "%s/bench.db", argv[1]);
	/* As a verb does, before there is anything to copy. */
	if (extract_nursery_new(&options.nursery, &f) < 0)
		goto out;
	heap_warm(WARM);
	if (catalogue_new(NULL, 0, &b->catalogue, &f) < 0 ||
	    store_open(db, STORE_CREATE, 1000, &b->store, &f) < 0 ||
	    pipeline_new(b->store, b->catalogue, &options, &b->pipeline, &f) <
	            0 ||
	    run(b, rounds, &f) < 0)
		goto out;
	report(b, rounds);
	rc = 0;
out:
	if (rc)
		(void)fprintf(stderr, "bench_ingest: %s\n",
		              f.text[0] ? f.text : "FOLDER ROUNDS");
	if (b) {
		pipeline_free(b->pipeline);
		store_close(b->store);
		catalogue_free(b->catalogue);
	}
	extract_nursery_free(options.nursery);
	free(b);
	return rc;
}
