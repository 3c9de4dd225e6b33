/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parameters of the method, each named once; METHOD.md 9.9 prints them with
 * their reasons and parameter.c tells them to readers. A change of any is a
 * new METHOD_VERSION.
 */
#ifndef SCORING_PARAMETER_H
#define SCORING_PARAMETER_H

#define METHOD_VERSION "1.0"

#define CONFIDENCE_LEAST   0.5
#define SOURCE_CORRELATION 0.2
#define UNREVIEWED_MOST    6.0
#define THIN_BELOW         1.0
#define SPLIT_SHARE        0.25
#define INTERVAL_TAIL      0.05
#define DRAWS_CELL         4000
#define DRAWS_ROLLUP       1000
#define ORDER_LEAST        0.95
#define CONTRADICT_LEAST   0.90
#define CONTRADICT_SHARE   0.5
#define CLOSE_WITHIN       (100.0 / 3.0)
#define AGREE_LEAST        0.75
#define ALLEGED_LEAST      0.95
#define ROLLUP_SHARE_OVER  2 /* two thirds, in whole numbers */
#define ROLLUP_SHARE_UNDER 3
#define COPULA_CORRELATION 0.5
#define SIMILAR_OVER       4 /* four fifths, in whole numbers */
#define SIMILAR_UNDER      5
#define SHINGLE_WORDS      3
#define SKETCH_MOST        512
#define SKETCH_LEAST       20
#define REPEATED_LEAST     0.5
#define PAIR_LEAST         0.25
#define STEM_LETTERS       6
#define STEM_LEAST         4
#define STATISTIC_YEARS    4

#define PRIOR_REGRESSION (1.0 / 3.0)
#define PRIOR_OTHER      (1.0 / 6.0)
#define VALUE_REGRESSION (-1.0)
#define VALUE_GAP        0.0
#define VALUE_INTENTION  (1.0 / 3.0)
#define VALUE_MEASURE    (2.0 / 3.0)
#define VALUE_RESULT     1.0

#endif
