/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is the same in every version of the method: how many draws are made,
 * and how texts are likened before anything is scored. Everything else is in
 * struct method (model/method.h); parameter.c lists both with their reasons.
 */
#ifndef SCORING_PARAMETER_H
#define SCORING_PARAMETER_H

#define DRAWS_CELL      4000
#define DRAWS_ROLLUP    1000
#define DRAWS_WEIGHTS   1000
#define SIMILAR_OVER    4 /* four fifths, in whole numbers */
#define SIMILAR_UNDER   5
#define SHINGLE_WORDS   3
#define SKETCH_MOST     512
#define SKETCH_LEAST    20
#define REPEATED_LEAST  0.5
#define PAIR_LEAST      0.25
#define STEM_LETTERS    6
#define STEM_LEAST      4
#define STATISTIC_YEARS 4

#endif
