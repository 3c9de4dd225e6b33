/* SPDX-License-Identifier: Apache-2.0 */
/* Loops here are written to become vectors, on whatever the machine has. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#include "draw.h"

#include <stdbool.h>

#include "number.h"
#include "scale.h"

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && \
	!defined(WITH_SANITIZER)
#define VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define VECTORS
#endif

#define HALF (DRAW_BLOCK / 2)

/* Weyl step of splitmix64: 2^64 over the golden ratio. */
#define GOLDEN 0x9e3779b97f4a7c15U

/* Streams of one gamma variable: which use a counted hash is put to. */
enum use {
	USE_NORMAL,
	USE_ACCEPT,
	USE_RETRY,
	USE_COUNT
};

/* Attempts that one draw may take; each fails with P < 0.05, so that 64 are
   never used up before the sun is. */
#define ATTEMPTS_MOST 64

/* The finaliser of splitmix64 (Steele, Lea and Flood, 2014). */
static inline uint64_t mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return z ^ (z >> 31);
}

static inline uint64_t counted(uint64_t stream, uint64_t index)
{
	return mix(stream + GOLDEN * (index + 1));
}

/* The high, and the low, half of a hash as a number inside (0, 1). */
static inline double unit_high(uint64_t h)
{
	return (number_of_count(h >> 32) + 0.5) * 0x1p-32;
}

static inline double unit_low(uint64_t h)
{
	return (number_of_count(h & 0xffffffffU) + 0.5) * 0x1p-32;
}

/*
 * Two normal numbers from one hash (Box and Muller, 1958): radius from the
 * high half; an angle inside an eighth of the circle either way from 30 bits
 * of the low half, turned by one of four quarters from the other two.
 */
static inline void normal_pair(uint64_t h, double *x, double *y)
{
	double r = sqrt(-2.0 * number_log(unit_high(h)));
	double t = (number_of_count(h & 0x3fffffffU) + 0.5) * 0x1p-30 - 0.5;
	double angle = t * 1.57079632679489661923;
	double c = r * number_cos(angle);
	double s = r * number_sin(angle);
	bool is_turned = (h & 0x40000000U) != 0;
	double a = is_turned ? s : c;
	double b = is_turned ? c : s;

	*x = (h & 0x80000000U) != 0 ? -a : a;
	*y = is_turned != ((h & 0x80000000U) != 0) ? -b : b;
}

static uint64_t add_text(uint64_t seed, const char *text)
{
	/* FNV-1a, the NUL included, so that two fields never run together */
	do
		seed = (seed ^ (unsigned char)*text) * 0x100000001b3U;
	while (*text++);
	return seed;
}

uint64_t draw_seed_text(const char *text)
{
	return mix(add_text(0xcbf29ce484222325U, text));
}

uint64_t draw_seed(const struct cell_key *key)
{
	uint64_t seed = 0xcbf29ce484222325U;

	seed = add_text(seed, key->state);
	seed = add_text(seed, key->commitment);
	seed = add_text(seed, key->round);
	seed = add_text(seed, VOICE_NAMES[key->voice]);
	return mix(seed);
}

uint64_t draw_stream(uint64_t seed, uint64_t stream)
{
	return mix(mix(seed) + GOLDEN * (stream + 1));
}

/* Normal numbers of block BLOCK: pair p is at p and at HALF + p. */
static inline void normal_block(uint64_t stream, size_t block, double *out)
{
	for (size_t p = 0; p < HALF; p++)
		normal_pair(counted(stream, block * HALF + p), &out[p],
		            &out[HALF + p]);
}

VECTORS
void draw_normals(uint64_t seed, double *out, size_t n)
{
	for (size_t b = 0; b * DRAW_BLOCK < n; b++)
		normal_block(seed, b, out + b * DRAW_BLOCK);
}

/* One gamma variable in the terms of Marsaglia and Tsang (2000). */
struct gamma {
	uint64_t stream[USE_COUNT];
	double d;     /* shape - 1/3, after the boost */
	double c;     /* 1/sqrt(9 d) */
	double power; /* 1/shape where shape < 1: the boost; else 0 */
};

static struct gamma gamma_of(uint64_t seed, size_t component, double shape)
{
	struct gamma g;

	for (size_t u = 0; u < USE_COUNT; u++)
		g.stream[u] = draw_stream(seed, component * USE_COUNT + u);
	g.power = shape < 1.0 ? 1.0 / shape : 0.0;
	g.d = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0;
	g.c = 1.0 / sqrt(9.0 * g.d);
	return g;
}

/* Says by the sign (>= 0: yes) whether X, with V = 1 + cX > 0, is kept. */
static inline double kept(const struct gamma *g, double x, double v, double u)
{
	double cube = v * v * v;
	double safe = v > 0.0 ? v : 1.0;
	double room = 0.5 * x * x + g->d * (1.0 - cube) +
	              3.0 * g->d * number_log(safe) - number_log(u);

	return v > 0.0 ? room : -1.0;
}

/* A draw whose first attempt was not kept. */
static double gamma_again(const struct gamma *g, uint64_t index)
{
	double v = 1.0;

	for (uint64_t i = 0; i < ATTEMPTS_MOST; i++) {
		uint64_t at = (index * ATTEMPTS_MOST + i) * 2;
		double x, y;

		normal_pair(counted(g->stream[USE_RETRY], at), &x, &y);
		v = 1.0 + g->c * x;
		if (kept(g, x, v,
		         unit_high(counted(g->stream[USE_RETRY], at + 1))) >=
		    0.0)
			return g->d * v * v * v;
	}
	return g->d;
}

/*
 * One block of gamma numbers of unit scale. Below shape 1 the variable is that
 * of shape + 1 times u^(1/shape).
 */
static inline void gamma_block(const struct gamma *g, size_t block, double *out)
{
	double keep[DRAW_BLOCK], boost[DRAW_BLOCK];

	normal_block(g->stream[USE_NORMAL], block, out);
	for (size_t i = 0; i < DRAW_BLOCK; i++) {
		uint64_t h =
			counted(g->stream[USE_ACCEPT], block * DRAW_BLOCK + i);
		double x = out[i];
		double v = 1.0 + g->c * x;

		keep[i] = kept(g, x, v, unit_high(h));
		boost[i] = unit_low(h);
		out[i] = g->d * v * v * v;
	}
	for (size_t i = 0; i < DRAW_BLOCK; i++)
		if (keep[i] < 0.0)
			out[i] = gamma_again(g, block * DRAW_BLOCK + i);
	if (g->power > 0.0)
		for (size_t i = 0; i < DRAW_BLOCK; i++)
			out[i] *= number_exp(g->power * number_log(boost[i]));
}

VECTORS
void draw_scores(uint64_t seed, const double alpha[SCALE_COUNT], double *out,
                 size_t n)
{
	struct gamma gamma[SCALE_COUNT];
	double draw[DRAW_BLOCK], total[DRAW_BLOCK], sum[DRAW_BLOCK];

	for (size_t j = 0; j < SCALE_COUNT; j++)
		gamma[j] = gamma_of(seed, j, alpha[j]);
	for (size_t b = 0; b * DRAW_BLOCK < n; b++) {
		for (size_t i = 0; i < DRAW_BLOCK; i++)
			total[i] = sum[i] = 0.0;
		for (size_t j = 0; j < SCALE_COUNT; j++) {
			gamma_block(&gamma[j], b, draw);
			for (size_t i = 0; i < DRAW_BLOCK; i++) {
				total[i] += draw[i];
				sum[i] += SCALE_VALUES[j] * draw[i];
			}
		}
		for (size_t i = 0; i < DRAW_BLOCK; i++)
			out[b * DRAW_BLOCK + i] = 100.0 * (sum[i] / total[i]);
	}
}
