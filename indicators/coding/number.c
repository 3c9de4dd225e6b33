/* SPDX-License-Identifier: Apache-2.0 */
#include "number.h"

/* Past these the result is no double any more. */
#define EXP_MOST 700.0
/* Terms of the series on 0..1/1024: the error is below 1e-16. */
#define TERMS  6
#define HALVES 10

static double exp_of_positive(double x)
{
	double small;
	double sum = 1;
	double y = 1;
	int whole;

	if (x > EXP_MOST)
		x = EXP_MOST;
	whole = (int)x;
	small = (x - whole) / (1 << HALVES);
	for (int i = TERMS; i > 0; i--)
		sum = 1 + small / i * sum;
	for (int i = 0; i < HALVES; i++)
		sum *= sum;
	for (int i = 0; i < whole; i++)
		y *= 2.718281828459045;
	return y * sum;
}

double number_exp(double x)
{
	return x < 0 ? 1 / exp_of_positive(-x) : exp_of_positive(x);
}

double number_probability(double x)
{
	if (x >= 0)
		return 1 / (1 + number_exp(-x));
	return number_exp(x) / (1 + number_exp(x));
}

double number_quantise(double x)
{
	long n = (long)(x * 10000 + (x < 0 ? -0.5 : 0.5));

	return (double)n / 10000;
}
