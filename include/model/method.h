/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Method: the numbers by which scoring judges, as data, so that an earlier
 * version can be replayed beside today's. METHOD.md 9.9 names each of them with
 * its reason.
 *
 * Takes:  what scoring_method() lists, or a draft made from one.
 * Gives:  a plain struct; each function of scoring takes one.
 * Never:  has functions, or a default of its own.
 */
#ifndef MODEL_METHOD_H
#define MODEL_METHOD_H

#include "model/cell.h"

/* "1.0", or a draft such as "1.1+thin_below=2+split_share=0.3". */
#define METHOD_VERSION_SIZE 96

struct method {
	char version[METHOD_VERSION_SIZE];
	double confidence_least;
	double source_correlation;
	double unreviewed_most;
	double thin_below;
	double split_share;
	double prior[SCALE_COUNT];  /* mass 1, mean 0 under its own values */
	double values[SCALE_COUNT]; /* of the five levels, -1..1 */
	double interval_tail;
	double order_least;
	double contradict_least;
	double contradict_share;
	double close_within;
	double agree_least;
	double alleged_least;
	double rollup_share;
	double copula_correlation;
};

#endif
