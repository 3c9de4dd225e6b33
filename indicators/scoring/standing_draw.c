/* SPDX-License-Identifier: Apache-2.0 */
/* Loops here are written to become vectors, on whatever the machine has. They
   are single precision: + and * of it are as exactly fixed by IEEE 754. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#include "standing.h"

#include <string.h>

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && \
	!defined(WITH_SANITIZER)
#define VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define VECTORS
#endif

/* Enough that a bin of 1,000 draws holds a handful. */
#define BINS 256

VECTORS
void standing_add(const struct curve *k, const float *restrict shared,
                  const float *restrict own, const float *restrict weight,
                  float *restrict sum)
{
	const float k0 = k->k[0], k1 = k->k[1], k2 = k->k[2], k3 = k->k[3];

	if (!weight) {
		for (size_t i = 0; i < STANDING_ROW; i++) {
			float z = shared[i] + own[i];

			sum[i] += k0 + z * (k1 + z * (k2 + z * k3));
		}
		return;
	}
	for (size_t i = 0; i < STANDING_ROW; i++) {
		float z = shared[i] + own[i];

		sum[i] += weight[i] * (k0 + z * (k1 + z * (k2 + z * k3)));
	}
}

/* How many of the N states of TILE stand above MINE, draw by draw. */
VECTORS
static void count_above(const float *restrict tile, size_t n,
                        const float *restrict mine, int32_t *restrict above)
{
	int32_t count[STANDING_TILE] = { 0 };

	for (size_t t = 0; t < n; t++)
		for (size_t i = 0; i < STANDING_TILE; i++)
			count[i] += tile[t * STANDING_TILE + i] > mine[i];
	memcpy(above, count, sizeof(count));
}

void standing_ranks(const float *rows, size_t n, float *tile,
                    uint16_t *histogram)
{
	int32_t above[STANDING_TILE];

	memset(histogram, 0, n * n * sizeof(*histogram));
	for (size_t first = 0; first < DRAWS_ROLLUP; first += STANDING_TILE) {
		size_t left = DRAWS_ROLLUP - first;
		size_t most = left < STANDING_TILE ? left : STANDING_TILE;

		for (size_t s = 0; s < n; s++)
			memcpy(tile + s * STANDING_TILE,
			       rows + s * STANDING_ROW + first,
			       STANDING_TILE * sizeof(*tile));
		for (size_t s = 0; s < n; s++) {
			count_above(tile, n, tile + s * STANDING_TILE, above);
			for (size_t i = 0; i < most; i++)
				histogram[s * n + (size_t)above[i]]++;
		}
	}
}

struct bins {
	uint16_t before[BINS + 1];
	uint8_t of[DRAWS_ROLLUP];
};

VECTORS
static void bins_place(const float *restrict row, struct bins *b)
{
	float low = row[0], high = row[0], step;

	for (size_t i = 0; i < DRAWS_ROLLUP; i++) {
		low = row[i] < low ? row[i] : low;
		high = row[i] > high ? row[i] : high;
	}
	step = high > low ? (BINS - 1) / (high - low) : 0.0F;
	for (size_t i = 0; i < DRAWS_ROLLUP; i++)
		b->of[i] = (uint8_t)(int32_t)((row[i] - low) * step);
}

static void bins_fill(const float *row, struct bins *b)
{
	bins_place(row, b);
	memset(b->before, 0, sizeof(b->before));
	for (size_t i = 0; i < DRAWS_ROLLUP; i++)
		b->before[b->of[i] + 1]++;
	for (size_t i = 0; i < BINS; i++)
		b->before[i + 1] = (uint16_t)(b->before[i + 1] + b->before[i]);
}

static void insertion_sort(float *x, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		float v = x[i];
		size_t j = i;

		for (; j > 0 && x[j - 1] > v; j--)
			x[j] = x[j - 1];
		x[j] = v;
	}
}

/* The middle of the draws of rank K and K + 1, from 0. */
static float middle(const struct bins *b, const float *row, size_t k)
{
	float some[DRAWS_ROLLUP + 1];
	size_t first = 0, last, n = 0;

	while (b->before[first + 1] <= k)
		first++;
	last = first;
	while (b->before[last + 1] <= k + 1)
		last++;
	for (size_t i = 0; i < DRAWS_ROLLUP; i++) {
		some[n] = row[i];
		n += b->of[i] >= first && b->of[i] <= last;
	}
	insertion_sort(some, n);
	k -= b->before[first];
	return 0.5F * (some[k] + some[k + 1]);
}

void standing_quantiles(const float *row, double tail, float out[3])
{
	size_t k = (size_t)(DRAWS_ROLLUP * tail + 0.5);
	struct bins b;

	bins_fill(row, &b);
	out[0] = middle(&b, row, k - 1);
	out[1] = middle(&b, row, DRAWS_ROLLUP / 2 - 1);
	out[2] = middle(&b, row, DRAWS_ROLLUP - k - 1);
}
