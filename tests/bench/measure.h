/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Measure: how well the objectives said of passages fit their labels, with
 * bootstrap intervals.
 */
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include <stddef.h>
#include <stdint.h>

#include "labelled.h"

#define MEASURE_BINS 10
/* From here on a coding counts in a score: METHOD.md 6.1. */
#define COUNTED_FROM 0.5

/* What is said of one passage: an objective and how sure one is. */
struct said {
	int objective;
	double confidence;
};

/* The main figures. */
enum figure {
	FIGURE_FIRST,     /* right one first, of passages that have one */
	FIGURE_THIRD,     /* right one among the first three */
	FIGURE_MICRO,     /* micro-F1 of what counts, off-topic ones included */
	FIGURE_RELEVANCE, /* F1 of anything counted, against anything labelled
	                   */
	FIGURE_COUNT
};

static const char *const FIGURE_NAMES[FIGURE_COUNT] = {
	"top1",
	"top3",
	"F1",
	"relevance",
};

/* Counts of one passage, or of many. */
struct counts {
	uint64_t group;
	size_t n, with, first, third;
	size_t hit, said, want;
	size_t relevant_hit, relevant_said;
};

struct measure {
	struct counts *rows; /* owned */
	size_t n;
	size_t room;
	double bin_sum[MEASURE_BINS];
	size_t bin_n[MEASURE_BINS];
	size_t bin_hit[MEASURE_BINS];
	/* by objective: labelled, counted, and both */
	size_t want[LABELS_MOST];
	size_t said[LABELS_MOST];
	size_t hit[LABELS_MOST];
};

/**
 * Takes what is SAID, by falling confidence, of ROW.
 * Owns: the caller releases M with measure_clear(). Gives -1 without memory.
 */
int measure_take(struct measure *m, const struct labelled *row,
                 const struct said *said, size_t n);

double measure_figure(const struct measure *m, enum figure which);

/** Expected calibration error over ten bins of all that was said. */
double measure_calibration(const struct measure *m);

/**
 * The middle 95 of 100 values of WHICH when groups are drawn again, each time
 * as many as there are; the draws are the same in every run.
 */
void measure_interval(const struct measure *m, enum figure which, double *low,
                      double *high);

/** The line above measure_print(). */
void measure_print_head(const char *name);

/** One line of the table; with IS_MAIN its intervals below. */
void measure_print(const struct measure *m, const char *name, bool is_main);

/** Precision and recall of what counts, objective by objective. */
void measure_print_objectives(const struct measure *m, const char *name);

void measure_clear(struct measure *m);

#endif
