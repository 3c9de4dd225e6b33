/* SPDX-License-Identifier: Apache-2.0 */
/* Loops here are written to become vectors, on whatever the machine has. */
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#include "draw.h"

#include <stdbool.h>

#include "number.h"

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && \
	!defined(WITH_SANITIZER)
#define VECTORS __attribute__((target_clones("avx2", "default")))
#else
#define VECTORS
#endif

/* A vector loop must lie inside the function that has the clones. */
#define INLINE static inline __attribute__((always_inline))

#define HALF (DRAW_BLOCK / 2)

/* Weyl step of splitmix64: 2^64 over the golden ratio. */
#define GOLDEN 0x9e3779b97f4a7c15U

/* Streams of one gamma variable: which use a counted hash is put to. */
enum use {
	USE_NORMAL,
	USE_COIN,
	USE_RETRY,
	USE_COUNT
};

/* Attempts that one draw may take; each fails with P < 0.05, so that 64 are
   never used up before the sun is. */
#define ATTEMPTS_MOST 64

/* The finaliser of splitmix64 (Steele, Lea and Flood, 2014). */
INLINE uint64_t mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return z ^ (z >> 31);
}

INLINE uint64_t counted(uint64_t stream, uint64_t index)
{
	return mix(stream + GOLDEN * (index + 1));
}

/* The high, and the low, half of a hash as a number inside (0, 1). */
INLINE double unit_high(uint64_t h)
{
	return (number_of_count(h >> 32) + 0.5) * 0x1p-32;
}

INLINE double unit_low(uint64_t h)
{
	return (number_of_count(h & 0xffffffffU) + 0.5) * 0x1p-32;
}

struct pair {
	double x;
	double y;
};

/*
 * Two normal numbers from one hash (Box and Muller, 1958): radius from the
 * high half; an angle up to an eighth of the circle either way from 29 bits
 * of the low half, and of the other three one that swaps the two and one sign
 * for each, which together reach the whole circle.
 */
INLINE struct pair normal_pair(uint64_t h)
{
	double r = sqrt(-2.0 * number_log(unit_high(h)));
	double t = (number_of_count(h & 0x1fffffffU) + 0.5) * 0x1p-29 - 0.5;
	double angle = t * 1.57079632679489661923;
	uint64_t c = number_bits(r * number_cos(angle));
	uint64_t s = number_bits(r * number_sin(angle));
	uint64_t swap = (c ^ s) & (0 - ((h >> 29) & 1));
	struct pair pair;

	pair.x = number_of_bits(c ^ swap ^ ((h >> 30) << 63));
	pair.y = number_of_bits(s ^ swap ^ ((h >> 31) << 63));
	return pair;
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
INLINE void normal_block(uint64_t stream, size_t block, double *out)
{
	for (size_t p = 0; p < HALF; p++) {
		struct pair pair =
			normal_pair(counted(stream, block * HALF + p));

		out[p] = pair.x;
		out[HALF + p] = pair.y;
	}
}

VECTORS
void draw_normals(uint64_t seed, double *out, size_t n)
{
	for (size_t b = 0; b * DRAW_BLOCK < n; b++)
		normal_block(seed, b, out + b * DRAW_BLOCK);
}

/* Shapes of levels without evidence, whose boost is u^3 and u^6. */
#define SHAPE_CUBE        (1.0 / 3.0)
#define SHAPE_SIXTH_POWER (1.0 / 6.0)

/* One gamma variable in the terms of Marsaglia and Tsang (2000). */
struct gamma {
	uint64_t stream[USE_COUNT];
	double d;       /* shape - 1/3, after the boost */
	double c;       /* 1/sqrt(9 d) */
	double power;   /* 1/shape where shape < 1: the boost; else 0 */
	unsigned cubes; /* power / 3 of a level without evidence; else 0 */
};

static bool is_same(double a, double b)
{
	return !(a < b) && !(a > b);
}

static struct gamma gamma_of(uint64_t seed, size_t component, double shape)
{
	struct gamma g;

	for (size_t u = 0; u < USE_COUNT; u++)
		g.stream[u] = draw_stream(seed, component * USE_COUNT + u);
	g.power = shape < 1.0 ? 1.0 / shape : 0.0;
	g.d = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0;
	g.c = 1.0 / sqrt(9.0 * g.d);
	g.cubes = is_same(shape, SHAPE_CUBE) ? 1 : 0;
	g.cubes = is_same(shape, SHAPE_SIXTH_POWER) ? 2 : g.cubes;
	return g;
}

/* Below 0: X, with 1 + cX the cube root, is not kept. U is the coin. */
INLINE double kept(const struct gamma *g, double x, double u)
{
	double v = 1.0 + g->c * x;
	double cube = v * v * v;
	double room = 0.5 * x * x + g->d * (1.0 - cube) +
	              3.0 * g->d * number_log(v > 0.0 ? v : 1.0) -
	              number_log(u);

	return v > 0.0 ? room : -1.0;
}

/* First attempts at one block, and what is left to decide. */
struct attempts {
	double x[DRAW_BLOCK];      /* normal */
	double coin[DRAW_BLOCK];   /* decides whether x is kept */
	double boost[DRAW_BLOCK];  /* below shape 1 */
	double keep[DRAW_BLOCK];   /* < 0: not, or not yet */
	uint64_t left[DRAW_BLOCK]; /* draws of the block not decided */
	size_t n_left;
};

INLINE void gamma_attempt(const struct gamma *g, uint64_t first,
                          struct attempts *t, double *out)
{
	for (size_t i = 0; i < DRAW_BLOCK; i++) {
		uint64_t h = counted(g->stream[USE_COIN], first + i);
		double x = t->x[i];
		double v = 1.0 + g->c * x;
		double quick;

		t->coin[i] = unit_high(h);
		t->boost[i] = unit_low(h);
		quick = 1.0 - 0.0331 * (x * x) * (x * x) - t->coin[i];
		t->keep[i] = v > 0.0 ? quick : -1.0;
		out[i] = g->d * v * v * v;
		t->left[i] = i;
	}
	t->n_left = DRAW_BLOCK;
}

/* Keeps on the list what was not kept; x and coin move along with it. */
INLINE void keep_list(struct attempts *t)
{
	size_t n = 0;

	for (size_t k = 0; k < t->n_left; k++) {
		t->left[n] = t->left[k];
		t->x[n] = t->x[k];
		t->coin[n] = t->coin[k];
		n += t->keep[k] < 0.0;
	}
	t->n_left = n;
}

/* Where the quick bound does not decide, the logarithms do. */
INLINE void gamma_decide(const struct gamma *g, struct attempts *t)
{
	keep_list(t);
	for (size_t k = 0; k < t->n_left; k++)
		t->keep[k] = kept(g, t->x[k], t->coin[k]);
	keep_list(t);
}

/* Further attempts at what is left; each has its own counters. */
INLINE void gamma_again(const struct gamma *g, uint64_t first, uint64_t attempt,
                        struct attempts *t, double *out)
{
	for (size_t k = 0; k < t->n_left; k++) {
		uint64_t at = (first + t->left[k]) * ATTEMPTS_MOST + attempt;

		t->x[k] = normal_pair(counted(g->stream[USE_RETRY], at)).x;
		t->coin[k] = unit_high(counted(g->stream[USE_COIN], ~at));
		t->keep[k] = kept(g, t->x[k], t->coin[k]);
	}
	for (size_t k = 0; k < t->n_left; k++) {
		double v = 1.0 + g->c * t->x[k];

		out[t->left[k]] = g->d * v * v * v;
	}
	keep_list(t);
}

/*
 * One block of gamma numbers of unit scale. Below shape 1 the variable is that
 * of shape + 1 times u^(1/shape); of a level without evidence, that is u^3 or
 * u^6.
 */
INLINE void gamma_block(const struct gamma *g, uint64_t block, double *out)
{
	struct attempts t;
	uint64_t first = block * DRAW_BLOCK;

	normal_block(g->stream[USE_NORMAL], block, t.x);
	gamma_attempt(g, first, &t, out);
	gamma_decide(g, &t);
	for (uint64_t i = 0; t.n_left > 0 && i < ATTEMPTS_MOST; i++)
		gamma_again(g, first, i, &t, out);
	if (g->cubes == 0 && g->power > 0.0)
		for (size_t i = 0; i < DRAW_BLOCK; i++)
			out[i] *= number_exp(g->power * number_log(t.boost[i]));
	for (unsigned k = 0; k < g->cubes; k++)
		for (size_t i = 0; i < DRAW_BLOCK; i++)
			out[i] *= t.boost[i] * t.boost[i] * t.boost[i];
}

/* 100 * sum v_j g_j / sum g_j for one block. */
INLINE void score_block(const struct gamma gamma[SCALE_COUNT],
                        const double values[SCALE_COUNT], uint64_t block,
                        double *out)
{
	double draw[DRAW_BLOCK], total[DRAW_BLOCK], sum[DRAW_BLOCK];

	for (size_t i = 0; i < DRAW_BLOCK; i++)
		total[i] = sum[i] = 0.0;
	for (size_t j = 0; j < SCALE_COUNT; j++) {
		gamma_block(&gamma[j], block, draw);
		for (size_t i = 0; i < DRAW_BLOCK; i++) {
			total[i] += draw[i];
			sum[i] += values[j] * draw[i];
		}
	}
	for (size_t i = 0; i < DRAW_BLOCK; i++)
		out[i] = 100.0 * (sum[i] / total[i]);
}

VECTORS
void draw_scores(uint64_t seed, const struct draw_of *of, double *out, size_t n)
{
	struct gamma gamma[SCALE_COUNT];

	for (size_t j = 0; j < SCALE_COUNT; j++)
		gamma[j] = gamma_of(seed, j, of->alpha[j]);
	for (size_t b = 0; b * DRAW_BLOCK < n; b++)
		score_block(gamma, of->values, b, out + b * DRAW_BLOCK);
}
