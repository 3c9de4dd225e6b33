/* SPDX-License-Identifier: Apache-2.0 */
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DRAWS 1000
#define TAIL  25 /* of DRAWS, at either end */
#define SEED  UINT64_C(0x67636D747261636B)

static void add_bin(struct measure *m, double confidence, bool is_right)
{
	size_t bin = (size_t)(confidence * MEASURE_BINS);

	if (bin >= MEASURE_BINS)
		bin = MEASURE_BINS - 1;
	m->bin_sum[bin] += confidence;
	m->bin_n[bin]++;
	m->bin_hit[bin] += is_right;
}

int measure_take(struct measure *m, const struct labelled *row,
                 const struct said *said, size_t n)
{
	struct counts *c;

	if (m->n == m->room) {
		size_t room = m->room ? 2 * m->room : 256;
		struct counts *rows = realloc(m->rows, room * sizeof(*rows));

		if (!rows)
			return -1;
		m->rows = rows;
		m->room = room;
	}
	c = &m->rows[m->n++];
	*c = (struct counts){ .group = labelled_hash(row->group),
		              .n = 1,
		              .with = row->n_labels > 0,
		              .want = row->n_labels };
	for (int k = 1; k <= OBJECTIVES; k++)
		m->want[k] += row->is_label[k];
	for (size_t i = 0; i < n; i++) {
		bool is_right = row->is_label[said[i].objective];

		c->first |= is_right && i == 0;
		c->third |= is_right && i < 3;
		add_bin(m, said[i].confidence, is_right);
		if (said[i].confidence < COUNTED_FROM)
			continue;
		c->said++;
		c->hit += is_right;
		m->said[said[i].objective]++;
		m->hit[said[i].objective] += is_right;
		c->relevant_said = 1;
		c->relevant_hit = row->n_labels > 0;
	}
	return 0;
}

static void add(struct counts *sum, const struct counts *one)
{
	sum->n += one->n;
	sum->with += one->with;
	sum->first += one->first;
	sum->third += one->third;
	sum->hit += one->hit;
	sum->said += one->said;
	sum->want += one->want;
	sum->relevant_hit += one->relevant_hit;
	sum->relevant_said += one->relevant_said;
}

static double f1(size_t hit, size_t said, size_t want)
{
	return said + want ? 2.0 * (double)hit / (double)(said + want) : 0;
}

static double figure_of(const struct counts *c, enum figure which)
{
	double with = c->with ? (double)c->with : 1;

	switch (which) {
	case FIGURE_FIRST:
		return (double)c->first / with;
	case FIGURE_THIRD:
		return (double)c->third / with;
	case FIGURE_MICRO:
		return f1(c->hit, c->said, c->want);
	case FIGURE_RELEVANCE:
	case FIGURE_COUNT:
	default:
		return f1(c->relevant_hit, c->relevant_said, c->with);
	}
}

static struct counts total(const struct measure *m)
{
	struct counts sum = { 0 };

	for (size_t i = 0; i < m->n; i++)
		add(&sum, &m->rows[i]);
	return sum;
}

double measure_figure(const struct measure *m, enum figure which)
{
	struct counts sum = total(m);

	return figure_of(&sum, which);
}

double measure_calibration(const struct measure *m)
{
	double off = 0;
	size_t n = 0;

	for (size_t i = 0; i < MEASURE_BINS; i++) {
		double gap = m->bin_sum[i] - (double)m->bin_hit[i];

		off += gap < 0 ? -gap : gap;
		n += m->bin_n[i];
	}
	return n ? off / (double)n : 0;
}

static int compare_groups(const void *a, const void *b)
{
	const struct counts *x = a;
	const struct counts *y = b;

	return (x->group > y->group) - (x->group < y->group);
}

static int compare_values(const void *a, const void *b)
{
	const double *x = a;
	const double *y = b;

	return (*x > *y) - (*x < *y);
}

/* One sum for each group, in GROUPS; gives their number. */
static size_t sum_groups(const struct measure *m, struct counts *groups)
{
	size_t n = 0;

	memcpy(groups, m->rows, m->n * sizeof(*groups));
	qsort(groups, m->n, sizeof(*groups), compare_groups);
	for (size_t i = 1; i < m->n; i++) {
		if (groups[i].group == groups[n].group)
			add(&groups[n], &groups[i]);
		else
			groups[++n] = groups[i];
	}
	return m->n ? n + 1 : 0;
}

void measure_interval(const struct measure *m, enum figure which, double *low,
                      double *high)
{
	struct counts *groups = calloc(m->n + 1, sizeof(*groups));
	double *values = calloc(DRAWS, sizeof(*values));
	uint64_t state = SEED;
	size_t n = 0;

	*low = 0;
	*high = 1;
	if (groups && values && m->n)
		n = sum_groups(m, groups);
	for (size_t draw = 0; n && draw < DRAWS; draw++) {
		struct counts sum = { 0 };

		for (size_t i = 0; i < n; i++) {
			/* xorshift64*, Vigna 2016 */
			state ^= state >> 12;
			state ^= state << 25;
			state ^= state >> 27;
			add(&sum,
			    &groups[(state * 2685821657736338717u >> 20) % n]);
		}
		values[draw] = figure_of(&sum, which);
	}
	if (n) {
		qsort(values, DRAWS, sizeof(*values), compare_values);
		*low = values[TAIL];
		*high = values[DRAWS - 1 - TAIL];
	}
	free(groups);
	free(values);
}

void measure_print_head(const char *name)
{
	printf("%-20s %5s %11s %11s %11s %11s %6s\n", name, "n", "top1", "top3",
	       "F1@.5", "rel@.5", "ECE");
}

void measure_print(const struct measure *m, const char *name, bool is_main)
{
	printf("%-20s %5zu", name, m->n);
	for (int i = 0; i < FIGURE_COUNT; i++)
		printf("       %5.3f", measure_figure(m, (enum figure)i));
	printf("  %5.3f\n", measure_calibration(m));
	if (!is_main || m->n == 0)
		return;
	printf("%-20s %5s", "  95 of 100 lie in", "");
	for (int i = 0; i < FIGURE_COUNT; i++) {
		double low, high;

		measure_interval(m, (enum figure)i, &low, &high);
		printf("   %.2f-%.2f", low, high);
	}
	printf("\n");
}

void measure_print_objectives(const struct measure *m, const char *name)
{
	printf("%s by objective: labelled, precision, recall of what counts\n",
	       name);
	for (int k = 1; k <= OBJECTIVES; k++) {
		double want = m->want[k] ? (double)m->want[k] : 1;
		double said = m->said[k] ? (double)m->said[k] : 1;

		printf("  %2d %4zu %5.2f %5.2f%s", k, m->want[k],
		       (double)m->hit[k] / said, (double)m->hit[k] / want,
		       k % 4 == 0 || k == OBJECTIVES ? "\n" : "");
	}
}

void measure_clear(struct measure *m)
{
	free(m->rows);
	*m = (struct measure){ .rows = NULL };
}
