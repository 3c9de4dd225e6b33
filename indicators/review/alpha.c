/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Alpha: Krippendorff's alpha-reliability, after K. Krippendorff, "Computing
 * Krippendorff's Alpha-Reliability" (2011): coincidences of values within
 * units, observed disagreement over expected, for any number of coders and
 * with values missing. METHOD.md 11.9.
 */
#include "review.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/fault.h"

/* Resamples of the units. With 2,000 an end of the interval moves by less than
   0.02 from seed to seed on four dozen units (tests/review/test_alpha.c). */
#define RESAMPLES ((size_t)2000)

/* Ends of a 95 % interval among the ordered resamples: METHOD.md 6.8. */
#define TAIL (RESAMPLES / 40)

/* Below this share of resamples that have an alpha there is no interval. */
#define RESAMPLES_LEAST (RESAMPLES / 10 * 9)

/* Weyl step of splitmix64: 2^64 over the golden ratio. */
#define GOLDEN 0x9e3779b97f4a7c15U

/* The values of one pairable unit. */
struct unit {
	uint8_t code[CODES_MOST];
	uint32_t count[CODES_MOST];
	size_t n; /* different codes */
	uint32_t values;
};

/* Coincidences: how often two values meet in a unit. */
struct matrix {
	double at[CODES_MOST][CODES_MOST];
};

struct trial {
	const struct unit *kinds; /* units that differ */
	size_t n_kinds;
	uint32_t *kind;  /* of each unit */
	uint32_t *drawn; /* how often each kind was, in this resample */
	size_t n;        /* units */
	enum metric metric;
	double total[CODES_MOST];
};

/* The finaliser of splitmix64 (Steele, Lea and Flood, 2014). */
static uint64_t mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return z ^ (z >> 31);
}

/* A unit of the resample: a function of seed, resample and place alone. */
static size_t pick(uint64_t seed, size_t resample, size_t place, size_t n)
{
	uint64_t h =
		mix(mix(seed + GOLDEN * (resample + 1)) + GOLDEN * (place + 1));

	return (size_t)(((h >> 32) * (uint64_t)n) >> 32);
}

/* Codes in their order, whatever the order of those who gave them. */
static int unit_fill(const struct codes *c, size_t i, struct unit *u,
                     struct fault *f)
{
	uint32_t count[CODES_MOST] = { 0 };

	memset(u, 0, sizeof(*u));
	for (size_t k = 0; k < c->n_coders; k++) {
		int8_t said = c->code[i * c->n_coders + k];
		unsigned code = (unsigned char)said;

		if (said < 0)
			continue;
		if (code >= CODES_MOST)
			return fault_set(f, FAULT_INPUT,
			                 "code %u of unit %zu: codes are below "
			                 "%d",
			                 code, i, CODES_MOST);
		count[code]++;
		u->values++;
	}
	for (size_t code = 0; code < CODES_MOST; code++)
		if (count[code] > 0) {
			u->code[u->n] = (uint8_t)code;
			u->count[u->n++] = count[code];
		}
	return 0;
}

/* An order of units by what was said of them: resamples take units by their
   place, and who has the same codes in another order has the same interval. */
static int by_codes(const void *a, const void *b)
{
	const struct unit *x = a, *y = b;
	int rc = memcmp(x->code, y->code, sizeof(x->code));

	for (size_t i = 0; rc == 0 && i < CODES_MOST; i++)
		rc = (x->count[i] > y->count[i]) - (x->count[i] < y->count[i]);
	return rc;
}

/* Each ordered pair of values of a unit with m values counts 1/(m-1). U
   stands TIMES. */
static void unit_add(const struct unit *u, uint32_t times, struct matrix *m)
{
	double share = (double)times / (double)(u->values - 1);

	for (size_t i = 0; i < u->n; i++)
		for (size_t k = 0; k < u->n; k++) {
			double met = (double)u->count[k] - (i == k);

			m->at[u->code[i]][u->code[k]] +=
				(double)u->count[i] * met * share;
		}
}

/* How far codes C and K are apart. */
static double distance(const struct trial *t, size_t c, size_t k)
{
	double d;

	if (t->metric == METRIC_NOMINAL)
		return 1.0;
	if (t->metric == METRIC_INTERVAL) {
		d = (double)k - (double)c;
		return d * d;
	}
	/* The values between them, half of both ends. */
	d = -0.5 * (t->total[c] + t->total[k]);
	for (size_t g = c; g <= k; g++)
		d += t->total[g];
	return d * d;
}

/* Gives false where all values are one: nothing could have been confused. */
static bool alpha_of(struct trial *t, const struct matrix *m, double *out)
{
	double n = 0.0, observed = 0.0, expected = 0.0;

	for (size_t c = 0; c < CODES_MOST; c++) {
		t->total[c] = 0.0;
		for (size_t k = 0; k < CODES_MOST; k++)
			t->total[c] += m->at[c][k];
		n += t->total[c];
	}
	for (size_t c = 0; c < CODES_MOST; c++)
		for (size_t k = c + 1; k < CODES_MOST; k++) {
			double d;

			if (!(t->total[c] > 0.0) || !(t->total[k] > 0.0))
				continue;
			d = distance(t, c, k);
			observed += m->at[c][k] * d;
			expected += t->total[c] * t->total[k] * d;
		}
	if (!(expected > 0.0))
		return false;
	*out = 1.0 - (n - 1.0) * observed / expected;
	return true;
}

static bool resample(struct trial *t, uint64_t seed, size_t i, double *out)
{
	struct matrix m = { 0 };

	memset(t->drawn, 0, t->n_kinds * sizeof(*t->drawn));
	for (size_t k = 0; k < t->n; k++)
		t->drawn[t->kind[pick(seed, i, k, t->n)]]++;
	for (size_t k = 0; k < t->n_kinds; k++)
		if (t->drawn[k] > 0)
			unit_add(&t->kinds[k], t->drawn[k], &m);
	return alpha_of(t, &m, out);
}

/* Puts VALUE among the N ordered ones of AT. */
static void insert(double *at, size_t n, double value)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (at[middle] <= value)
			low = middle + 1;
		else
			high = middle;
	}
	memmove(at + low + 1, at + low, (n - low) * sizeof(*at));
	at[low] = value;
}

static int bootstrap(struct trial *t, uint64_t seed, struct arena *a,
                     struct alpha *out, struct fault *f)
{
	double *at = arena_array(a, RESAMPLES, sizeof(*at), f);
	size_t n = 0, tail;
	double value;

	if (!at)
		return -1;
	for (size_t i = 0; i < RESAMPLES; i++)
		if (resample(t, seed, i, &value))
			insert(at, n++, value);
	if (n < RESAMPLES_LEAST)
		return 0;
	tail = n * TAIL / RESAMPLES;
	out->has_interval = true;
	out->low = 0.5 * (at[tail - 1] + at[tail]);
	out->high = 0.5 * (at[n - tail - 1] + at[n - tail]);
	return 0;
}

/* Orders the N UNITS and keeps one of each kind: thousands of units have a few
   kinds, and a resample then costs a draw for each unit and no sums. */
static int sort_kinds(struct trial *t, struct unit *units, size_t n,
                      struct arena *a, struct fault *f)
{
	t->kind = arena_array(a, n + 1, sizeof(*t->kind), f);
	t->drawn = arena_array(a, n + 1, sizeof(*t->drawn), f);
	if (!t->kind || !t->drawn)
		return -1;
	qsort(units, n, sizeof(*units), by_codes);
	for (size_t i = 0; i < n; i++) {
		size_t last = t->n_kinds;

		if (last == 0 || by_codes(&units[i], &units[last - 1]) != 0)
			units[t->n_kinds++] = units[i];
		t->kind[i] = (uint32_t)(t->n_kinds - 1);
	}
	t->kinds = units;
	t->n = n;
	return 0;
}

static size_t coders_of(const struct codes *c, const bool *is_pairable)
{
	size_t n = 0;

	for (size_t k = 0; k < c->n_coders; k++)
		for (size_t i = 0; i < c->n_units; i++)
			if (is_pairable[i] &&
			    c->code[i * c->n_coders + k] >= 0) {
				n++;
				break;
			}
	return n;
}

int alpha_compute(const struct codes *codes, enum metric metric, uint64_t seed,
                  struct arena *a, struct alpha *out, struct fault *f)
{
	struct unit *units =
		arena_array(a, codes->n_units + 1, sizeof(*units), f);
	bool *is_pairable =
		arena_array(a, codes->n_units + 1, sizeof(*is_pairable), f);
	struct trial t = { .metric = metric };
	size_t n = 0;
	struct matrix all = { 0 };

	if (!units || !is_pairable)
		return -1;
	*out = (struct alpha){ .why = "" };
	for (size_t i = 0; i < codes->n_units; i++) {
		if (unit_fill(codes, i, &units[n], f) < 0)
			return -1;
		is_pairable[i] = units[n].values > 1;
		if (is_pairable[i])
			out->values += units[n++].values;
	}
	if (sort_kinds(&t, units, n, a, f) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		unit_add(&t.kinds[t.kind[i]], 1, &all);
	out->units = n;
	out->coders = coders_of(codes, is_pairable);
	if (n == 0) {
		out->why = "no unit was decided on by two coders";
		return 0;
	}
	out->is_computable = alpha_of(&t, &all, &out->value);
	if (!out->is_computable) {
		out->why = "all codes are equal";
		return 0;
	}
	return bootstrap(&t, seed, a, out, f);
}
