/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <math.h>

#include "draw.h"
#include "quantile.h"

#define N QUANTILE_MOST

static int compare_doubles(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

/* Against qsort, and against the middle of ranks 200 and 201 of 4,000. */
static void check(const double *x, size_t n)
{
	double sorted[N], ours[N], low, high;
	size_t tail = n / 20;

	memcpy(sorted, x, n * sizeof(*x));
	memcpy(ours, x, n * sizeof(*x));
	qsort(sorted, n, sizeof(*sorted), compare_doubles);
	quantile_sort(ours, n);
	quantile_interval(x, n, 0.05, &low, &high);

	assert_memory_equal(ours, sorted, n * sizeof(*x));
	assert_true(fabs(low - 0.5 * (sorted[tail - 1] + sorted[tail])) <= 0.0);
	assert_true(fabs(high - 0.5 * (sorted[n - tail - 1] +
	                               sorted[n - tail])) <= 0.0);
}

static void quantiles_of_draws_are_those_of_the_sorted_draws(void **state)
{
	double x[DRAW_ROOM(N)];

	(void)state;
	for (uint64_t s = 0; s < 20; s++) {
		draw_normals(s, x, N);
		check(x, N);
		check(x, DRAWS_ROLLUP);
	}
}

static void equal_and_clustered_draws_have_quantiles_too(void **state)
{
	double x[N];

	(void)state;
	for (size_t i = 0; i < N; i++)
		x[i] = 7.5;
	check(x, N);
	for (size_t i = 0; i < N; i++)
		x[i] = i == 17 ? 1e9 : (double)(i % 3);
	check(x, N);
	for (size_t i = 0; i < N; i++)
		x[i] = i < N / 20 ? -1.0 : 1.0;
	check(x, N);
}

static void turned_draws_have_turned_quantiles(void **state)
{
	double x[DRAW_ROOM(N)], low, high, turned_low, turned_high;

	(void)state;
	draw_normals(5, x, N);
	quantile_interval(x, N, 0.05, &low, &high);
	for (size_t i = 0; i < N; i++)
		x[i] = -x[i];
	quantile_interval(x, N, 0.05, &turned_low, &turned_high);

	assert_true(fabs(low + turned_high) <= 0.0);
	assert_true(fabs(high + turned_low) <= 0.0);
}

int main(void)
{
	static const struct CMUnitTest TESTS[] = {
		cmocka_unit_test(
			quantiles_of_draws_are_those_of_the_sorted_draws),
		cmocka_unit_test(equal_and_clustered_draws_have_quantiles_too),
		cmocka_unit_test(turned_draws_have_turned_quantiles),
	};

	return cmocka_run_group_tests(TESTS, NULL, NULL);
}
