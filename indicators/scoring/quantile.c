/* SPDX-License-Identifier: Apache-2.0 */
#include "quantile.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

/* Enough that a bin of 4,000 draws holds a handful. */
#define BINS 2048

struct bins {
	double low;
	double step;                /* bins per unit; 0 when all are equal */
	uint32_t before[BINS + 1];  /* draws in the bins before this one */
	uint16_t of[QUANTILE_MOST]; /* the bin of each draw */
};

static void bins_fill(struct bins *b, const double *x, size_t n)
{
	double high = x[0];

	assert(n > 0 && n <= QUANTILE_MOST);
	b->low = x[0];
	for (size_t i = 1; i < n; i++) {
		b->low = x[i] < b->low ? x[i] : b->low;
		high = x[i] > high ? x[i] : high;
	}
	b->step = high > b->low ? (BINS - 1) / (high - b->low) : 0.0;
	memset(b->before, 0, sizeof(b->before));
	for (size_t i = 0; i < n; i++) {
		b->of[i] = (uint16_t)(int32_t)((x[i] - b->low) * b->step);
		b->before[b->of[i] + 1]++;
	}
	for (size_t i = 0; i < BINS; i++)
		b->before[i + 1] += b->before[i];
}

static void insertion_sort(double *x, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		double v = x[i];
		size_t j = i;

		for (; j > 0 && x[j - 1] > v; j--)
			x[j] = x[j - 1];
		x[j] = v;
	}
}

/* The middle of the draws of rank K and K + 1, from 0. */
static double middle(const struct bins *b, const double *x, size_t n, size_t k)
{
	double some[QUANTILE_MOST] = { 0 };
	size_t first = 0, last, m = 0;

	while (b->before[first + 1] <= k)
		first++;
	last = first;
	while (b->before[last + 1] <= k + 1)
		last++;
	for (size_t i = 0; i < n; i++)
		if (b->of[i] >= first && b->of[i] <= last)
			some[m++] = x[i];
	insertion_sort(some, m);
	k -= b->before[first];
	return 0.5 * (some[k] + some[k + 1]);
}

void quantile_interval(const double *x, size_t n, double tail, double *low,
                       double *high)
{
	struct bins b;
	size_t k = (size_t)((double)n * tail + 0.5);

	bins_fill(&b, x, n);
	*low = middle(&b, x, n, k - 1);
	*high = middle(&b, x, n, n - k - 1);
}

void quantile_sort(double *x, size_t n)
{
	struct bins b;
	double out[QUANTILE_MOST] = { 0 };

	bins_fill(&b, x, n);
	for (size_t i = 0; i < n; i++)
		out[b.before[b.of[i]]++] = x[i];
	insertion_sort(out, n);
	memcpy(x, out, n * sizeof(*x));
}
