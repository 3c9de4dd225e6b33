/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Functions of real numbers from + - * / and sqrt alone, which IEEE 754 fixes
 * to the last bit: two machines, or two versions of libm, must not differ.
 * Inline and free of branches, so that loops over draws become vectors.
 *
 * Nothing outside indicators/scoring may call these: they trade the corners
 * (infinities, denormals, signed zeros) for speed.
 */
#ifndef SCORING_NUMBER_H
#define SCORING_NUMBER_H

#include <math.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t number_bits(double x)
{
	uint64_t bits;

	memcpy(&bits, &x, sizeof(bits));
	return bits;
}

static inline double number_of_bits(uint64_t bits)
{
	double x;

	memcpy(&x, &bits, sizeof(x));
	return x;
}

/* The whole number N < 2^52 as a double: no instruction set before AVX-512
   converts 64-bit integers in vectors, adding to 2^52 does. */
static inline double number_of_count(uint64_t n)
{
	return number_of_bits(n | 0x4330000000000000U) - 0x1p52;
}

/*
 * log(x) for a normal x > 0. x = 2^k m with m in [sqrt(1/2), sqrt(2)); then
 * log m = 2 artanh(s), s = (m - 1)/(m + 1), by the series in s^2 with fdlibm's
 * minimax coefficients; k log 2 is added in two parts.
 */
static inline double number_log(double x)
{
	/* 0x3fe6a09e is the high word of sqrt(1/2). */
	uint64_t t = number_bits(x) + 0x3ff0000000000000U - 0x3fe6a09e00000000U;
	double k = number_of_count(t >> 52) - 1023.0;
	double m =
		number_of_bits((t & 0x000fffffffffffffU) + 0x3fe6a09e00000000U);
	double f = m - 1.0;
	double s = f / (2.0 + f);
	double z = s * s;
	double half = 0.5 * f * f;
	double r;

	r = z * (6.666666666666735130e-01 +
	         z * (3.999999999940941908e-01 +
	              z * (2.857142874366239149e-01 +
	                   z * (2.222219843214978396e-01 +
	                        z * (1.818357216161805012e-01 +
	                             z * (1.531383769920937332e-01 +
	                                  z * 1.479819860511658591e-01))))));
	return k * 6.93147180369123816490e-01 +
	       (s * (half + r) + (k * 1.90821492927058770002e-10 + (f - half)));
}

/*
 * exp(x) for x <= 700; below -700 it gives 0, which stands for numbers too
 * small to matter in any sum of ours. x = k log 2 + r, |r| <= log(2)/2, Taylor
 * to the 13th power (rest below 2^-57).
 */
static inline double number_exp(double x)
{
	const double shift = 0x1.8p52; /* rounds to whole numbers by adding */
	double y = x < -700.0 ? -700.0 : x;
	double kd = y * 1.44269504088896338700e+00 + shift;
	double k = kd - shift;
	double r = (y - k * 6.93147180369123816490e-01) -
	           k * 1.90821492927058770002e-10;
	double scale = number_of_bits((number_bits(kd) + 1023U) << 52);
	double p;

	p = 1.0 / 479001600 + r * (1.0 / 6227020800.0);
	p = 1.0 / 39916800 + r * p;
	p = 1.0 / 3628800 + r * p;
	p = 1.0 / 362880 + r * p;
	p = 1.0 / 40320 + r * p;
	p = 1.0 / 5040 + r * p;
	p = 1.0 / 720 + r * p;
	p = 1.0 / 120 + r * p;
	p = 1.0 / 24 + r * p;
	p = 1.0 / 6 + r * p;
	p = 0.5 + r * p;
	p = 1.0 + r * p;
	p = 1.0 + r * p;
	return x < -700.0 ? 0.0 : p * scale;
}

/* sin(x) and cos(x) for |x| <= pi/4: Taylor, rest below 3e-14 and 3e-15, which
   no draw can show. */
static inline double number_sin(double x)
{
	double z = x * x;
	double p;

	p = -1.0 / 39916800 + z * (1.0 / 6227020800.0);
	p = 1.0 / 362880 + z * p;
	p = -1.0 / 5040 + z * p;
	p = 1.0 / 120 + z * p;
	p = -1.0 / 6 + z * p;
	return x + x * z * p;
}

static inline double number_cos(double x)
{
	double z = x * x;
	double p;

	p = 1.0 / 479001600 + z * (-1.0 / 87178291200.0);
	p = -1.0 / 3628800 + z * p;
	p = 1.0 / 40320 + z * p;
	p = -1.0 / 720 + z * p;
	p = 1.0 / 24 + z * p;
	p = -0.5 + z * p;
	return 1.0 + z * p;
}

/*
 * The share of a standard normal distribution below Z: Hart's rational form
 * 5666 (Computer Approximations, 1968) as West (2005) prints it; beyond 7,
 * where it ends, the share is below 1e-12 and counts as 0 or 1.
 */
static inline double number_normal_share(double z)
{
	double x = fabs(z) > 7.0 ? 7.0 : fabs(z);
	double over, under, tail;

	over = 0.0352624965998911 * x + 0.700383064443688;
	over = over * x + 6.37396220353165;
	over = over * x + 33.912866078383;
	over = over * x + 112.079291497871;
	over = over * x + 221.213596169931;
	over = over * x + 220.206867912376;
	under = 0.0883883476483184 * x + 1.75566716318264;
	under = under * x + 16.064177579207;
	under = under * x + 86.7807322029461;
	under = under * x + 296.564248779674;
	under = under * x + 637.333633378831;
	under = under * x + 793.826512519948;
	under = under * x + 440.413735824752;
	tail = number_exp(-0.5 * x * x) * (over / under);
	tail = fabs(z) > 7.0 ? 0.0 : tail;
	return z > 0.0 ? 1.0 - tail : tail;
}

/* X rounded half away from zero to a multiple of 1/STEPS; never -0. */
static inline double number_round(double x, double steps)
{
	double up = floor(fabs(x) * steps + 0.5) / steps;

	return x < 0.0 && up > 0.0 ? -up : up;
}

/* The steps that model/cell.h says values are stored in. */
static inline double number_score(double x)
{
	return number_round(x, 1e4);
}

static inline double number_mass(double x)
{
	return number_round(x, 1e6);
}

#endif
