/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Number: exp and its like from + - * / alone, so that equal codings are
 * equal bytes on any machine (METHOD.md 12).
 */
#ifndef CODING_NUMBER_H
#define CODING_NUMBER_H

/** e to the X; X outside -700..700 is taken as the bound. */
double number_exp(double x);

/** The probability whose log odds are X. */
double number_probability(double x);

/** X rounded to a multiple of 1/10000. */
double number_quantise(double x);

#endif
